"""The journal told as a document: which wins, which span, and what to know before it leaves."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from smallwins.journal.ports import Journal, WinFilter
from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.method.telling import Record, Telling, TellingKind
from smallwins.method.telling.composing import as_drafted, compose, in_order
from smallwins.method.telling.draft import Draft
from smallwins.method.telling.private import Warned, private_in
from smallwins.method.verdict import JudgedWin


class Tell(NamedTuple):
    """What to tell: real wins of a span, unless wins are named; early and shiny ones are in by choice only."""

    kind: TellingKind
    since: date
    until: date
    goal: str | None = None  # id
    wins: tuple[str, ...] = ()  # ids: these and no others, in this order
    also: tuple[str, ...] = ()  # ids: these besides
    without: tuple[str, ...] = ()  # ids


class Told(NamedTuple):
    """A document, what it was told from, and what is private in it."""

    telling: Telling
    record: Record
    private: tuple[Warned, ...]


def year_until(today: date) -> date:
    """Return the first day of the year that ends today."""
    try:
        return today.replace(year=max(today.year - 1, 1))
    except ValueError:  # 29 February
        return today.replace(year=today.year - 1, day=28)


def tell(journal: Journal, what: Tell) -> Told:
    """Compose a document."""
    record = record_of(journal, what)
    return _told(journal, compose(what.kind, record), record)


def tell_draft(journal: Journal, draft: Draft) -> Told:
    """Compose a document as its draft has it; a win that is gone is told no more."""
    record = _record(journal, draft.since, draft.until, _there(journal, draft.chosen))
    return _told(journal, as_drafted(draft, compose(draft.kind, record)), record)


def composed_for(journal: Journal, draft: Draft) -> Told:
    """Compose a draft's document as it would be without what the person wrote into it."""
    return tell_draft(journal, draft._replace(edits=(), title=""))


def record_of(journal: Journal, what: Tell) -> Record:
    """Gather what there is to tell, in the order in which a document of that kind begins."""
    if what.since > what.until:
        raise InputError("until", say("lies before the day on which the span begins"))
    if what.wins:
        out = set(what.without)
        chosen = _there(journal, [win for win in (*what.wins, *what.also) if win not in out])
        return _record(journal, what.since, what.until, chosen)
    wins = choosable(journal, what.since, what.until, what.goal)
    chosen = [judged for judged in wins if judged.verdict == "real" and judged.win.id not in what.without]
    known = {judged.win.id for judged in chosen}
    chosen += [judged for judged in _there(journal, what.also) if judged.win.id not in known]
    record = _record(journal, what.since, what.until, chosen)
    return record._replace(wins=in_order(what.kind, chosen, record))


def choosable(journal: Journal, since: date, until: date, goal: str | None = None) -> tuple[JudgedWin, ...]:
    """Return every win of a span, the earliest first: real ones are told, the others can be put in."""
    found = journal.wins.page(WinFilter(since=since, until=until, goal=goal, limit=None))
    return tuple(reversed(found))


def _record(journal: Journal, since: date, until: date, wins: Sequence[JudgedWin]) -> Record:
    ids = [judged.win.id for judged in wins]
    told = set(ids)
    verdicts = Counter(judged.verdict for judged in choosable(journal, since, until))
    return Record(
        wins=tuple(wins),
        doors=tuple(door for door in journal.doors.everything() if door.earlier in told and door.later in told),
        goals=journal.goals.all(),
        steps=journal.steps.of_wins(ids),
        since=since,
        until=until,
        reviews=tuple(
            review for review in journal.reviews.all() if review.week.sunday >= since and review.week.monday <= until
        ),
        verdicts=tuple(sorted(verdicts.items())),
    )


def _there(journal: Journal, ids: Iterable[str]) -> list[JudgedWin]:
    ids = tuple(dict.fromkeys(ids))
    found = journal.wins.several(ids)
    return [found[win] for win in ids if win in found]


def _told(journal: Journal, telling: Telling, record: Record) -> Told:
    return Told(telling, record, private_in(telling, record.wins, journal.crossroads.all()))
