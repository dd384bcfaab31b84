"""What the wins of a journal say: the evidence is gathered here, the insights room answers; kept until a change."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from datetime import date
from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from smallwins.insights.columns import NO_DOOR, SHINY, Columns, JudgedColumns
from smallwins.insights.evidence import Evidence, gathered
from smallwins.journal.kept import kept
from smallwins.journal.settings import zone_of
from smallwins.method.settings import local_day

if TYPE_CHECKING:  # types only: scipy is loaded when insights are asked for
    from smallwins.insights.facts import Facts, Moved
    from smallwins.insights.finding import Finding, Silent
    from smallwins.insights.first_door import FirstDoor
    from smallwins.insights.gut_calibration import Share
    from smallwins.journal.ports import Journal

LATER = date.max.toordinal() + 1  # than any day


class Insights(NamedTuple):
    """What the wins say, and what they cannot say yet."""

    today: date
    findings: tuple[Finding, ...]  # the least likely by chance first
    silent: tuple[Silent, ...]
    first_door: FirstDoor
    gut: Mapping[str, Share]  # how often the call on the day held, by the call


def insights_of(journal: Journal, today: date) -> Insights:
    """Return what the wins say today; asked again, it is only worked out anew after a change or on another day."""
    return kept(journal, _insights, today)


def facts_of(journal: Journal, today: date) -> Facts:
    """Return what the pictures show, kept as insights are."""
    return kept(journal, _facts, today)


def moved_of(journal: Journal, today: date) -> tuple[Moved, ...]:
    """Return every judged win by its looks and moves, with its title: the picture of it has but the counts."""
    from smallwins.insights.facts import moved  # noqa: PLC0415 - numpy, as below

    return moved(evidence_of(journal, today))


def _columns(journal: Journal, today: date) -> Columns:
    return kept(journal, columns_of, today)


def columns_of(journal: Journal, today: date) -> Columns:
    """Gather what the questions are asked of, with few queries however long the journal is."""
    wins = journal.wins.judged_columns()
    doors = _first_doors(journal, wins)
    return Columns(today, wins, array("i", [doors.get(win_id, NO_DOOR) for win_id in wins.ids]), journal.reviews.all())


def evidence_of(journal: Journal, today: date) -> Evidence:
    """Gather what the pictures show, with few queries however long the journal is."""
    return gathered(today, journal.wins.judged_rows(door_days(journal)), journal.reviews.all())


def _insights(journal: Journal, today: date) -> Insights:
    # Imported here: scipy takes a second, and everything else does without it.
    from smallwins.insights.family import family  # noqa: PLC0415
    from smallwins.insights.first_door import first_door  # noqa: PLC0415
    from smallwins.insights.gut_calibration import held  # noqa: PLC0415

    columns = _columns(journal, today)
    said = family(columns)
    return Insights(today, said.findings, said.silent, first_door(columns), held(columns))


def _facts(journal: Journal, today: date) -> Facts:
    from smallwins.insights.facts import facts  # noqa: PLC0415 - numpy, as above

    steps_done = dict(journal.steps.done_tallies())
    return facts(_columns(journal, today), journal.wins.pictured_columns(), journal.goals.all(), steps_done)


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
