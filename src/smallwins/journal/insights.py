"""What the wins of a journal say: the evidence is gathered here, the insights room answers; kept until a change."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import date
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from smallwins.insights.columns import NO_DOOR, SHINY, Columns, JudgedColumns
from smallwins.insights.evidence import Evidence, gathered
from smallwins.journal.settings import zone_of
from smallwins.method.settings import local_day

if TYPE_CHECKING:  # types only: scipy is loaded when insights are asked for
    from smallwins.insights.facts import Facts
    from smallwins.insights.finding import Finding, Silent
    from smallwins.insights.first_door import FirstDoor
    from smallwins.insights.gut_calibration import Share
    from smallwins.journal.ports import Journal

KEPT = 12  # evidence, insights and facts for each of a server's few threads, with its own connection to the journal
LATER = date.max.toordinal() + 1  # than any day
_Found = TypeVar("_Found")


class Insights(NamedTuple):
    """What the wins say, and what they cannot say yet."""

    today: date
    findings: tuple[Finding, ...]  # the least likely by chance first
    silent: tuple[Silent, ...]
    first_door: FirstDoor
    gut: Mapping[str, Share]  # how often the call on the day held, by the call


_kept: OrderedDict[tuple[object, ...], object] = OrderedDict()


def insights_of(journal: Journal, today: date) -> Insights:
    """Return what the wins say today; asked again, it is only worked out anew after a change or on another day."""
    return _once(journal, today, _insights)


def facts_of(journal: Journal, today: date) -> Facts:
    """Return what the pictures show, kept as insights are; nothing of it needs scipy."""
    return _once(journal, today, _facts)


def columns_of(journal: Journal, today: date) -> Columns:
    """Gather what the questions are asked of, with few queries however long the journal is."""
    wins = journal.wins.judged_columns()
    doors = _first_doors(journal, wins)
    return Columns(today, wins, array("i", [doors.get(win_id, NO_DOOR) for win_id in wins.ids]), journal.reviews.all())


def evidence_of(journal: Journal, today: date) -> Evidence:
    """Gather what the pictures show, with few queries however long the journal is."""
    return _once(journal, today, _evidence)


def forget() -> None:
    """Forget what was kept, so that the next to ask has it worked out."""
    _kept.clear()


def _once(journal: Journal, today: date, work: Callable[[Journal, date], _Found]) -> _Found:
    stamp = journal.stamp()
    if stamp is None:
        return work(journal, today)
    key = work, stamp, today
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = work(journal, today)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found  # type: ignore[return-value]  # what stands under this key came from this work


def _insights(journal: Journal, today: date) -> Insights:
    # Imported here: scipy takes a second, and everything else does without it.
    from smallwins.insights.family import family  # noqa: PLC0415
    from smallwins.insights.first_door import first_door  # noqa: PLC0415
    from smallwins.insights.gut_calibration import held  # noqa: PLC0415

    columns = columns_of(journal, today)
    said = family(columns)
    return Insights(today, said.findings, said.silent, first_door(columns), held(columns))


def _facts(journal: Journal, today: date) -> Facts:
    from smallwins.insights.facts import facts  # noqa: PLC0415 - only its pages need it

    steps_done = dict(journal.steps.done_tallies())
    return facts(evidence_of(journal, today), journal.goals.all(), steps_done)


def _evidence(journal: Journal, today: date) -> Evidence:
    return gathered(today, journal.wins.judged_rows(door_days(journal)), journal.reviews.all())


def door_days(journal: Journal) -> dict[str, date]:
    """Return the day of the first evidence that each win opened a door."""
    doors = _first_doors(journal, journal.wins.judged_columns())
    return {win_id: date.fromordinal(day) for win_id, day in doors.items()}


def _first_doors(journal: Journal, wins: JudgedColumns) -> dict[str, int]:
    """Return date.toordinal of the first evidence that each win opened a door.

    It is the day of the first win it opened that is not shiny, the day its step was done, or the day on which the
    answer was given (the win's own day where an import does not tell).
    """
    zone = zone_of(journal.settings.get())
    counting = zip(wins.ids, wins.days, wins.verdicts, strict=True)
    doors = dict(journal.doors.first_days({win_id: day for win_id, day, verdict in counting if verdict != SHINY}))
    for win_id, done_on in journal.steps.first_done().items():
        day = done_on.toordinal()
        if day < doors.get(win_id, LATER):
            doors[win_id] = day
    answered = journal.wins.claimed_at()
    for win_id, day in compress(zip(wins.ids, wins.days, strict=True), wins.claimed):
        at = answered.get(win_id)
        claimed = day if at is None else local_day(at, zone).toordinal()
        if claimed < doors.get(win_id, LATER):
            doors[win_id] = claimed
    return doors
