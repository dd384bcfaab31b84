"""What the wins of a journal say: the evidence is gathered here, the insights room answers; kept until a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from smallwins.insights.columns import NO_DOOR, Columns, JudgedColumns
from smallwins.insights.evidence import Evidence, gathered
from smallwins.insights.ids import Ids
from smallwins.journal.chains import LongestChain, ends_of_doors, longest_ends, longest_where
from smallwins.journal.kept import kept, kept_by
from smallwins.journal.settings import zone_of
from smallwins.method.settings import local_day

if TYPE_CHECKING:  # types only: scipy is loaded when insights are asked for
    from smallwins.insights.facts import Facts, Moved
    from smallwins.insights.finding import Finding, Silent
    from smallwins.insights.first_door import FirstDoor
    from smallwins.insights.gut_calibration import Share
    from smallwins.insights.standing import Standing
    from smallwins.journal.ports import Journal


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


def longest_chain_of(journal: Journal, today: date) -> LongestChain:
    """Return what chains.longest_chain does: found sooner, where all wins and doors are in columns already."""
    from smallwins.insights.opened import longest_chains  # noqa: PLC0415 - numpy, as below

    columns, doors = _columns(journal, today), ends_of_doors(journal)

    def found() -> tuple[int, Sequence[str]]:
        in_order = columns.links and longest_chains(columns.wins, columns.links)
        return in_order or longest_ends(doors)

    return longest_where(journal, doors, found)


def _columns(journal: Journal, today: date) -> Columns:
    return kept(journal, columns_of, today)


def columns_of(journal: Journal, today: date) -> Columns:
    """Gather what the questions are asked of, with few queries however long the journal is."""
    from smallwins.insights import opened  # noqa: PLC0415 - numpy, as below
    from smallwins.insights.standing import Standing  # noqa: PLC0415

    wins = journal.wins.judged_columns()
    standing = Standing(wins.ids)
    doors = opened.Doors(*map(standing.of, ends_of_doors(journal)))
    of_wins, days = journal.steps.done()
    done = opened.Done(standing.of(of_wins), days)
    first = opened.first_doors(wins, doors, done, _claimed(journal, wins, standing))
    return Columns(today, wins, first, journal.reviews.all(), opened.done_by_week(wins, done), doors)


def evidence_of(journal: Journal, today: date) -> Evidence:
    """Gather what the pictures show, with few queries however long the journal is."""
    return gathered(today, journal.wins.judged_rows(door_days(journal, today)), journal.reviews.all())


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

    return facts(_columns(journal, today), journal.goals.all(), partial(kept_by, journal))


def door_days(journal: Journal, today: date) -> dict[str, date]:
    """Return the day of the first evidence that each win opened a door."""
    columns = _columns(journal, today)
    return {
        win_id: date.fromordinal(day)
        for win_id, day in zip(columns.wins.ids, columns.doors, strict=True)
        if day != NO_DOOR
    }


def _claimed(journal: Journal, wins: JudgedColumns, standing: Standing) -> dict[int, int]:
    """Return by its place the day on which each win was answered to have opened a door, where history tells."""
    zone = zone_of(journal.settings.get())
    claims = journal.wins.claimed_at()
    places = standing.of(Ids("\n".join(claims))).tolist()  # history may tell of a win that is no longer there
    return {
        place: local_day(at, zone).toordinal()
        for place, at in zip(places, claims.values(), strict=True)
        if place >= 0 and wins.claimed[place]
    }
