"""Take a file of another program in: looked at first, then put into the inbox; one bad record never stops the rest."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple

from smallwins.formats.candidate import Advice, Candidate, LeftOut, Reject, Terms
from smallwins.formats.registry import Format, format_named, found_in, recognised
from smallwins.formats.rows import header_of
from smallwins.formats.source import Source
from smallwins.journal.ids import new_id
from smallwins.journal.inbox_commands import ImportForeign
from smallwins.journal.inbox_item import InboxItem
from smallwins.journal.ports import Journal
from smallwins.journal.settings import settings_of, today_of, zone_of
from smallwins.method.errors import ImportFileError, InputError

SAMPLE = 5
SHOWN = 200  # rejects that are named one by one; all are counted
PLACES = 5  # of what is left out, that are named for each reason
MOST = 50_000  # records of one file
STRIDE = 500
NOT_YET = "has not come yet"

Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many (0: nobody knows)


class ForeignReport(NamedTuple):
    """What a file would bring, or brought."""

    format: str
    called: str
    new: int
    known: int  # here already: waiting, decided on, or a win of this very journal
    differing: int  # of those, how many say something else than they did; they were left as they are
    sample: tuple[Candidate, ...]  # the first few
    rejected: int
    rejects: tuple[Reject, ...]  # the first of them
    left_out: Mapping[str, int]  # reason -> how many
    columns: Mapping[str, str]  # of a table: field -> column, to be checked
    left_out_at: Mapping[str, tuple[str, ...]] = MappingProxyType({})  # reason -> the first places
    notes: Mapping[str, int] = MappingProxyType({})  # what is said of the new ones -> of how many
    advice: tuple[str, ...] = ()  # about the file as a whole


class ColumnsToSay(NamedTuple):
    """What a person is asked about a table: which column is which."""

    format: str
    called: str
    fields: tuple[str, ...]
    header: tuple[str, ...]  # the columns that the file has
    columns: Mapping[str, str]  # field -> column, as the person said or the names tell; none is ''


class _Found(NamedTuple):
    chosen: Format
    fresh: list[Candidate]
    report: ForeignReport


def _silent(what: str, done: int, of: int) -> None:
    """Report nothing."""


def check_foreign(journal: Journal, command: ImportForeign, progress: Progress = _silent) -> ForeignReport:
    """Say what a file would bring, and change nothing."""
    return _look(journal, command, progress).report


def import_foreign(journal: Journal, command: ImportForeign, progress: Progress = _silent) -> ForeignReport:
    """Put into the inbox what is not known yet; undo takes all of it out again."""
    chosen, fresh, report = _look(journal, command, progress)
    if not fresh:
        return report
    milliseconds = int(command.at.timestamp() * 1000)
    items = [
        InboxItem(new_id(milliseconds, _told_apart(candidate)), candidate, chosen.name, command.at)
        for candidate in fresh
    ]
    for start in range(0, len(items), STRIDE):
        journal.inbox.add(items[start : start + STRIDE])
        progress("written", min(start + STRIDE, len(items)), len(items))
    many = "thing" if len(items) == 1 else "things"
    made = {"inbox": dict.fromkeys(item.id for item in items)}
    journal.changes.append(command.at, f"took {len(items):,} {many} into the inbox", json.dumps(made))
    return report


def columns_to_say(command: ImportForeign) -> ColumnsToSay | None:
    """Return what can be said of a table's columns; None where the file is no table that has to be mapped."""
    try:
        chosen, source = _chosen(command)
    except InputError:
        return None
    header = header_of(source)
    if chosen.mapped is None or not header:
        return None
    told = {field: column for field, column in command.columns.items() if not column or column in header}
    taken = set(told.values())
    guessed = {field: column for field, column in chosen.mapped.guessed(source).items() if column not in taken}
    columns = {field: told.get(field, guessed.get(field, "")) for field in chosen.mapped.fields}
    return ColumnsToSay(chosen.name, chosen.called, chosen.mapped.fields, header, columns)


def _look(journal: Journal, command: ImportForeign, progress: Progress) -> _Found:
    terms = Terms(today_of(journal, command.at), zone_of(settings_of(journal)), command.columns, command.day_first)
    chosen, source = _chosen(command)
    columns = chosen.mapped.columns(source, terms) if chosen.mapped else {}
    candidates: list[Candidate] = []
    rejects: list[Reject] = []
    left_out: list[LeftOut] = []
    advice: list[str] = []
    for number, found in enumerate(found_in(source, chosen, terms), 1):
        if number > MOST:
            raise ImportFileError("file", f"holds more than {MOST:,} records; take it in in parts, such as a year each")
        if not number % STRIDE:
            progress("read", number, 0)
        if isinstance(found, Reject):
            rejects.append(found)
        elif isinstance(found, LeftOut):
            left_out.append(found)
        elif isinstance(found, Advice):
            advice.append(found.words)
        elif found.happened_on > terms.today:
            left_out.append(LeftOut(found.place, NOT_YET))
        else:
            candidates.append(found)
    fresh, known, differing = _parted(journal, candidates)
    report = ForeignReport(
        chosen.name,
        chosen.called,
        len(fresh),
        known,
        differing,
        tuple(fresh[:SAMPLE]),
        len(rejects),
        tuple(rejects[:SHOWN]),
        dict(Counter(one.reason for one in left_out).most_common()),
        {field: column for field, column in columns.items() if column},
        _places(left_out),
        dict(Counter(note for candidate in fresh for note in candidate.notes).most_common()),
        tuple(advice),
    )
    return _Found(chosen, fresh, report)


def _places(left_out: list[LeftOut]) -> dict[str, tuple[str, ...]]:
    places: dict[str, tuple[str, ...]] = {}
    for one in left_out:
        named = places.get(one.reason, ())
        if len(named) < PLACES:
            places[one.reason] = (*named, one.place)
    return places


def _chosen(command: ImportForeign) -> tuple[Format, Source]:
    if command.format is not None:
        return format_named(command.format), command.source
    return recognised(command.source)


def _parted(journal: Journal, candidates: list[Candidate]) -> tuple[list[Candidate], int, int]:
    """Part what is new from what is known, by key or as a win of this journal that once went out."""
    keys = {candidate.key: candidate.key.partition(":")[2] for candidate in candidates}
    here = journal.inbox.with_keys(keys)
    wins = journal.wins.several(keys.values())
    fresh, known, differing = [], 0, 0
    for candidate in candidates:
        if item := here.get(candidate.key):
            known += 1
            differing += _says(item.candidate) != _says(candidate)
        elif keys[candidate.key] in wins:
            known += 1
        else:
            fresh.append(candidate)
    return fresh, known, differing


def _says(candidate: Candidate) -> tuple[str, str | None]:
    return candidate.title, candidate.story


def _told_apart(candidate: Candidate) -> bytes:
    """Return bytes for an item's id that only its key has, so that no second source of ids is needed."""
    return blake2b(candidate.key.encode(), digest_size=10).digest()
