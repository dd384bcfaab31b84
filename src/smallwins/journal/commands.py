"""What a person asks of a journal, as values: each carries its time, and what it creates carries its id.

Ids made by whoever asks make a command safe to send twice. UNSET in an edit leaves a field as it is.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from smallwins.journal.new_win import AddWin as AddWin
from smallwins.method.answers import Answers, Direction, Gain, Motive, Opened
from smallwins.method.review import GoalCheck, Stage
from smallwins.method.week import Week
from smallwins.method.win import Gut, Kind, Origin, VerdictName
from smallwins.method.wording import Told

if TYPE_CHECKING:
    from smallwins.journal.crossroads_commands import AnswerOption


class Unset:
    """A field that an edit leaves as it is."""

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset()


class EditWin(NamedTuple):
    """Change what was written down about a win."""

    win: str
    at: datetime
    title: str | Unset = UNSET
    happened_on: date | Unset = UNSET
    story: str | None | Unset = UNSET
    kind: Kind | None | Unset = UNSET
    tags: tuple[str, ...] | Unset = UNSET
    looks: int | None | Unset = UNSET
    gut: Gut | None | Unset = UNSET  # only where none was given yet; a gut call is never changed
    expects: int | None = None  # the version that was read; another one is refused as stale


class DeleteWin(NamedTuple):
    """Take a win out of the journal, with its doors and steps; undo brings all of it back."""

    win: str
    at: datetime


class AnswerWin(NamedTuple):
    """Answer some of the questions about a win; None takes an answer back."""

    win: str
    at: datetime
    direction: Direction | None | Unset = UNSET
    goals: tuple[str, ...] | Unset = UNSET
    motive: Motive | None | Unset = UNSET
    opened: Opened | None | Unset = UNSET
    door_note: str | None | Unset = UNSET
    look_again: date | None | Unset = UNSET
    stretch: int | None | Unset = UNSET
    gains: tuple[Gain, ...] | None | Unset = UNSET
    via: str = ""  # who or what sent it, when that is not the person at a page or terminal


class OverruleWin(NamedTuple):
    """Put the person's own call over the computed verdict; None takes it back."""

    win: str
    at: datetime
    verdict: VerdictName | None
    reason: str = ""


class CelebrateWin(NamedTuple):
    """Open the champagne."""

    win: str
    at: datetime
    on: date


class LinkWins(NamedTuple):
    """A door: the earlier win opened the later one."""

    earlier: str
    later: str
    at: datetime
    via: str = ""  # as in AnswerWin


class UnlinkWins(NamedTuple):
    """Take a door away."""

    earlier: str
    later: str
    at: datetime


class AddStep(NamedTuple):
    """Plan one concrete thing because of a win."""

    id: str
    win: str
    at: datetime
    text: str
    due_on: date | None
    via: str = ""  # as in AnswerWin


class MoveStep(NamedTuple):
    """Mark a step as done, dropped, or open again."""

    step: str
    at: datetime
    status: Literal["open", "done", "dropped"]
    on: date  # the day it was done


class AddGoal(NamedTuple):
    """Name a place to get to."""

    id: str
    at: datetime
    on: date
    title: str
    why: str | None = None
    skills: tuple[str, ...] = ()
    possible: int | None = None
    origin: Origin = "own"


class EditGoal(NamedTuple):
    """Change a goal, or mark it as reached or let go."""

    goal: str
    at: datetime
    on: date
    title: str | Unset = UNSET
    why: str | None | Unset = UNSET
    skills: tuple[str, ...] | Unset = UNSET
    status: Literal["active", "reached", "let_go"] | Unset = UNSET
    possible: int | Unset = UNSET
    via: str = ""  # as in AnswerWin


class MoveReview(NamedTuple):
    """Begin the review of a week, or stand at another step of it."""

    week: Week
    at: datetime
    stage: Stage


class AnswerPulse(NamedTuple):
    """Answer what the review asks of the week as a whole."""

    week: Week
    at: datetime
    on: date
    confidence: int | None | Unset = UNSET
    clarity: int | None | Unset = UNSET
    stuck: bool | None | Unset = UNSET
    possible: tuple[tuple[str, int], ...] = ()  # (goal id, 0–10)
    checks: tuple[tuple[str, GoalCheck], ...] = ()
    note: str | None | Unset = UNSET
    no_step: bool | Unset = UNSET
    via: str = ""  # as in AnswerWin
    told: tuple[tuple[str, Told | None], ...] = ()  # (key of an added question, its answer; None takes it back)
    seen: tuple[tuple[str, str], ...] | None = None  # (place, version shown) where it is known; else what holds now


class SkipQuestion(NamedTuple):
    """Leave one question about one win for another time, in this review."""

    week: Week
    at: datetime
    win: str
    question: str
    via: str = ""  # as in AnswerWin


class CloseReview(NamedTuple):
    """Close the week, with whatever is left open."""

    week: Week
    at: datetime
    via: str = ""  # as in AnswerWin


class PauseWeek(NamedTuple):
    """Mark a week as a pause (holiday, illness)."""

    week: Week
    at: datetime


class ReopenReview(NamedTuple):
    """Open a closed or paused week again."""

    week: Week
    at: datetime


class ChangeSettings(NamedTuple):
    """Change the person's settings."""

    at: datetime
    timezone: str | Unset = UNSET
    review_day: int | Unset = UNSET
    look_again_after: int | None | Unset = UNSET  # weeks; None goes back to as many as usual


class Undo(NamedTuple):
    """Take back the last change that was not taken back yet."""

    at: datetime


class ImportJournal(NamedTuple):
    """Take a smallwins/1 document in, all of it or nothing."""

    at: datetime
    text: bytes
    origin: Origin = "import"


def merged(answers: Answers, command: AnswerWin | AnswerOption) -> Answers:
    """Return the answers with those of the command put over them."""
    told = {field: getattr(command, field, UNSET) for field in Answers._fields}  # an option is not looked at again
    given = {field: value for field, value in told.items() if not isinstance(value, Unset)}
    return answers._replace(**given)
