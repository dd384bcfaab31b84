"""Take a file of another program in: looked at first, then put into the inbox; one bad record never stops the rest."""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple

from smallwins.formats.candidate import ARCHIVED, Advice, Candidate, FoundGoal, LeftOut, Reject, Terms
from smallwins.formats.recognising import files_of, recognised
from smallwins.formats.registry import Format, format_named, found_in
from smallwins.formats.rows import header_of
from smallwins.formats.source import Source
from smallwins.journal.ids import new_id
from smallwins.journal.inbox_commands import ImportForeign
from smallwins.journal.inbox_item import InboxItem
from smallwins.journal.ports import Journal
from smallwins.journal.settings import settings_of, today_of, zone_of
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.goal import Goal
from smallwins.method.saying import say, say_in, say_n, say_number

SAMPLE = 5
SHOWN = 200  # rejects that are named one by one; all are counted
PLACES = 5  # of what is left out, that are named for each reason
MOST = 50_000  # records of one file
STRIDE = 500
NOT_YET = say("has not come yet")
WHAT_OF_ARCHIVED = say(
    "What was archived there waits in the inbox like everything else, and says so: let it go, or keep it."
    " Only your own answers put a win into the rearview."
)

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
    goals: int = 0  # new, of a journal of ours; they come in as they are
    goals_known: int = 0
    goal_titles: tuple[str, ...] = ()  # of the first new ones

    @property
    def brings_something(self) -> bool:
        """Whether there is anything new."""
        return bool(self.new or self.goals)


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
    goals: list[Goal]
    report: ForeignReport


def _silent(what: str, done: int, of: int) -> None:
    """Report nothing."""


def check_foreign(journal: Journal, command: ImportForeign, progress: Progress = _silent) -> ForeignReport:
    """Say what a file would bring, and change nothing."""
    return _look(journal, command, progress).report


def import_foreign(journal: Journal, command: ImportForeign, progress: Progress = _silent) -> ForeignReport:
    """Put into the inbox what is not known yet; undo takes all of it out again."""
    _, fresh, goals, report = _look(journal, command, progress)
    if not fresh and not goals:
        return report
    milliseconds = int(command.at.timestamp() * 1000)
    items = [
        InboxItem(new_id(milliseconds, _told_apart(candidate)), candidate, format_of(candidate), command.at)
        for candidate in fresh
    ]
    for start in range(0, len(items), STRIDE):
        journal.inbox.add(items[start : start + STRIDE])
        progress("written", min(start + STRIDE, len(items)), len(items))
    if goals:
        first = journal.goals.take_number(len(goals))
        journal.goals.add([goal._replace(number=first + i, origin="import") for i, goal in enumerate(goals)])
    made = {"inbox": dict.fromkeys(item.id for item in items), "goals": dict.fromkeys(goal.id for goal in goals)}
    journal.changes.append(command.at, _summary(len(items), len(goals)), json.dumps(made))
    return report


def _summary(things: int, goals: int) -> str:
    into, named = say_n("{n} thing", "{n} things", things), say_n("{n} goal", "{n} goals", goals)
    if not things:
        return say_in("history", "took in {goals}", goals=named)
    if not goals:
        return say_in("history", "took {things} into the inbox", things=into)
    return say_in("history", "took {things} into the inbox and {goals}", things=into, goals=named)


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
    today, zone = today_of(journal, command.at), zone_of(settings_of(journal))
    terms = Terms(today, zone, command.columns, command.day_first, command.tag_symbols)
    chosen, source = _chosen(command)
    columns = chosen.mapped.columns(source, terms) if chosen.mapped else {}
    candidates: list[Candidate] = []
    rejects: list[Reject] = []
    left_out: list[LeftOut] = []
    advice: list[str] = []
    goals: list[FoundGoal] = []
    for number, found in enumerate(found_in(source, chosen, terms), 1):
        if number > MOST:
            raise ImportFileError(
                "file",
                say("holds more than {most} records; take it in in parts, such as a year each", most=say_number(MOST)),
            )
        if not number % STRIDE:
            progress("read", number, 0)
        if isinstance(found, Reject):
            rejects.append(found)
        elif isinstance(found, LeftOut):
            left_out.append(found)
        elif isinstance(found, Advice):
            advice.append(found.words)
        elif isinstance(found, FoundGoal):
            goals.append(found)
        elif found.happened_on > terms.today:
            left_out.append(LeftOut(found.place, NOT_YET))
        else:
            candidates.append(found)
    fresh, known, differing = _parted(journal, candidates)
    new_goals, goals_differing = _new_goals(journal, goals)
    notes = dict(Counter(note for candidate in fresh for note in candidate.notes).most_common())
    advice += [WHAT_OF_ARCHIVED] if ARCHIVED in notes else []
    report = ForeignReport(
        chosen.name,
        chosen.called,
        len(fresh),
        known,
        differing + goals_differing,
        tuple(fresh[:SAMPLE]),
        len(rejects),
        tuple(rejects[:SHOWN]),
        dict(Counter(one.reason for one in left_out).most_common()),
        {field: column for field, column in columns.items() if column},
        _places(left_out),
        notes,
        tuple(advice),
        len(new_goals),
        len(goals) - len(new_goals),
        tuple(goal.title for goal in new_goals[:SAMPLE]),
    )
    return _Found(chosen, fresh, new_goals, report)


def _new_goals(journal: Journal, found: list[FoundGoal]) -> tuple[list[Goal], int]:
    """Return the goals that are not here yet, by id or title, and how many of the others say something else here."""
    own = journal.goals.all()
    ids, titles = {goal.id: goal for goal in own}, {goal.title.casefold(): goal for goal in own}
    new: list[Goal] = []
    differing = 0
    for one in found:
        here = ids.get(one.goal.id) or titles.get(one.goal.title.casefold())
        if here is None:
            ids[one.goal.id] = titles[one.goal.title.casefold()] = one.goal
            new.append(one.goal)
        else:
            differing += here._replace(id="", number=0, origin="own") != one.goal._replace(id="", origin="own")
    return sorted(new, key=lambda goal: goal.created_on), differing


def _places(left_out: list[LeftOut]) -> dict[str, tuple[str, ...]]:
    places: dict[str, tuple[str, ...]] = {}
    for one in left_out:
        named = places.get(one.reason, ())
        if len(named) < PLACES:
            places[one.reason] = (*named, one.place)
    return places


def _chosen(command: ImportForeign) -> tuple[Format, Source]:
    if command.format is not None:
        return files_of(format_named(command.format), command.source)
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


def format_of(candidate: Candidate) -> str:
    """Return the format that a candidate was read in."""
    return candidate.key.partition(":")[0]


def _told_apart(candidate: Candidate) -> bytes:
    """Return bytes for an item's id that only its key has, so that no second source of ids is needed."""
    return blake2b(candidate.key.encode(), digest_size=10).digest()
