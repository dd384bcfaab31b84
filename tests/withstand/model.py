"""What must be true of a journal, known by the method alone: every verdict is worked out anew from what was said.

Nothing here has seen a storage, a server or a use case. A `State` is a value; to undo is to take the one before.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from smallwins.method.answers import Answers, aimed
from smallwins.method.chain import Door, latest_first
from smallwins.method.rearview import SHINES, shine
from smallwins.method.review import ReviewStatus
from smallwins.method.signals import Facts
from smallwins.method.step import StepStatus
from smallwins.method.verdict import judge
from smallwins.method.win import VerdictName


class Wrote(NamedTuple):
    """A win, as far as it matters to the method."""

    title: str
    on: date
    answers: Answers = Answers()
    own_call: VerdictName | None = None
    celebrated: bool = False


class Planned(NamedTuple):
    """A step, and how it went."""

    win: str
    status: StepStatus = "open"


class Seen(NamedTuple):
    """What of a win must be shown, wherever it is shown."""

    title: str
    on: date
    answers: Answers
    computed: VerdictName
    verdict: VerdictName
    celebrated: bool
    opened_by: frozenset[str]
    steps: frozenset[tuple[str, StepStatus]]


class State(NamedTuple):
    """A whole journal."""

    wins: Mapping[str, Wrote] = {}
    doors: frozenset[Door] = frozenset()
    steps: Mapping[str, Planned] = {}
    weeks: Mapping[str, ReviewStatus] = {}

    def seen(self) -> dict[str, Seen]:
        """Return what must be shown of every win: judged from scratch, the last along the doors first."""
        judged: dict[str, tuple[VerdictName, VerdictName]] = {}
        for win in latest_first(self.wins, self.doors):
            wrote = self.wins[win]
            facts = Facts(
                opened_a_win=any(judged[door.later][1] != "shiny" for door in self.doors if door.earlier == win),
                step_done=any(step.win == win and step.status == "done" for step in self.steps.values()),
            )
            computed = judge(wrote.answers, facts).computed
            judged[win] = computed, wrote.own_call or computed
        return {
            win: Seen(
                wrote.title,
                wrote.on,
                wrote.answers,
                *judged[win],
                wrote.celebrated,
                frozenset(door.earlier for door in self.doors if door.later == win),
                frozenset((step, of.status) for step, of in self.steps.items() if of.win == win),
            )
            for win, wrote in self.wins.items()
        }

    def in_the_mirror(self) -> set[str]:
        """Return the wins that the rearview shows."""
        return {win for win, seen in self.seen().items() if seen.verdict == "shiny"}

    def shone(self) -> dict[str, int]:
        """Count what made them shine."""
        found = [shine(self.wins[win].answers) for win in self.in_the_mirror()]
        return {"shiny": len(found), **{name.replace(" ", "_"): sum(name in one for one in found) for name in SHINES}}

    def may_open(self, earlier: str, later: str) -> bool:
        """Tell whether the method allows a door: never back in time, never in a circle."""
        return self.wins[earlier].on <= self.wins[later].on and earlier not in self._after(later)

    def may_move(self, win: str, on: date) -> bool:
        """Tell whether a win may be of another day: its doors must still lead on."""
        before = [self.wins[door.earlier].on for door in self.doors if door.later == win]
        after = [self.wins[door.later].on for door in self.doors if door.earlier == win]
        return all(day <= on for day in before) and all(on <= day for day in after)

    def may_celebrate(self, win: str) -> bool:
        """Tell whether there may be champagne: both questions of alignment are answered."""
        answers = self.wins[win].answers
        return answers.direction is not None and answers.motive is not None

    def with_win(self, win: str, wrote: Wrote, opened_by: Iterable[str] = ()) -> "State":
        """Write a win down, or anew."""
        doors = self.doors | {Door(earlier, win) for earlier in opened_by}
        return self._replace(wins={**self.wins, win: wrote}, doors=doors)

    def answered(self, win: str, given: Mapping[str, object]) -> "State":
        """Put answers over those there are."""
        wrote = self.wins[win]
        answers = aimed(wrote.answers._replace(**given))  # type: ignore[arg-type]  # drawn by name
        return self.with_win(win, wrote._replace(answers=answers))

    def without(self, win: str) -> "State":
        """Take a win out, with its doors and its steps."""
        return self._replace(
            wins={other: wrote for other, wrote in self.wins.items() if other != win},
            doors=frozenset(door for door in self.doors if win not in door),
            steps={step: of for step, of in self.steps.items() if of.win != win},
        )

    def _after(self, win: str) -> set[str]:
        reached, waiting = {win}, [win]
        while waiting:
            at = waiting.pop()
            more = {door.later for door in self.doors if door.earlier == at} - reached
            reached |= more
            waiting += more
        return reached
