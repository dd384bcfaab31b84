"""What the wins of a journal say: the evidence is gathered here, the insights room answers; kept until a change."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from smallwins.insights.evidence import Evidence, gathered
from smallwins.journal.settings import zone_of
from smallwins.method.settings import local_day

if TYPE_CHECKING:  # types only: scipy is loaded when insights are asked for
    from smallwins.insights.facts import Facts
    from smallwins.insights.finding import Finding, Silent
    from smallwins.journal.ports import Journal

KEPT = 4  # answers kept in memory: a server has few threads, each with its own connection to the journal


class Insights(NamedTuple):
    """What the wins say, what they cannot say yet, and facts that need no test."""

    today: date
    findings: tuple[Finding, ...]  # the least likely by chance first
    silent: tuple[Silent, ...]
    facts: Facts


_kept: OrderedDict[tuple[object, date], Insights] = OrderedDict()


def insights_of(journal: Journal, today: date) -> Insights:
    """Return what the wins say today; asked again, it is only worked out anew after a change or on another day."""
    stamp = journal.stamp()
    found = _kept.get((stamp, today))
    if found is None:
        found = _worked_out(journal, today)
        if stamp is not None:
            _keep((stamp, today), found)
    return found


def _keep(key: tuple[object, date], found: Insights) -> None:
    _kept[key] = found
    while len(_kept) > KEPT:
        _kept.popitem(last=False)


def _worked_out(journal: Journal, today: date) -> Insights:
    # Imported here: scipy takes a second, and everything else does without it.
    from smallwins.insights.facts import facts  # noqa: PLC0415
    from smallwins.insights.family import family  # noqa: PLC0415

    evidence = evidence_of(journal, today)
    said = family(evidence)
    known = facts(evidence, journal.goals.all(), journal.doors.everything(), dict(journal.steps.done_tallies()))
    return Insights(today, said.findings, said.silent, known)


def evidence_of(journal: Journal, today: date) -> Evidence:
    """Gather what the questions are asked of, with few queries however long the journal is."""
    return gathered(today, journal.wins.judged_rows(door_days(journal)), journal.reviews.all())


def door_days(journal: Journal) -> dict[str, date]:
    """Return the day of the first evidence that each win opened a door.

    It is the day of the win it opened, the day its step was done, or the day on which the answer was given (the win's
    own day where an import does not tell).
    """
    zone = zone_of(journal.settings.get())
    days = dict(journal.doors.first_days())
    for win_id, day in journal.steps.first_done().items():
        days[win_id] = min(days.get(win_id, day), day)
    for win_id, (happened_on, at) in journal.wins.door_claims().items():
        claimed = happened_on if at is None else local_day(at, zone)
        days[win_id] = min(days.get(win_id, claimed), claimed)
    return days
