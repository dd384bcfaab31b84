"""Take a smallwins/1 document in, all of it or nothing, or write the whole journal as one."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from smallwins.formats.smallwins1.reading import read
from smallwins.formats.smallwins1.writing import write_chunks
from smallwins.journal.commands import ImportJournal
from smallwins.journal.ports import Journal
from smallwins.journal.verdicts import reconsider
from smallwins.journal.wordings import take_in_wordings
from smallwins.method.chain import Door, latest_first
from smallwins.method.crossroads import Crossroads
from smallwins.method.document import Document, WinRecord
from smallwins.method.errors import ImportFileError
from smallwins.method.goal import Goal
from smallwins.method.history import IMPORTED, Entry
from smallwins.method.remark import Remark
from smallwins.method.review import Review
from smallwins.method.saying import say, say_in
from smallwins.method.signals import Facts
from smallwins.method.verdict import JudgedWin, Judgement, judge
from smallwins.method.win import Origin, Win

LARGEST = 20 * 2**20  # bytes of a file taken in; a larger journal moves whole, by backup and restore
BATCH = 500  # wins written between two reports of progress

Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


class ImportReport(NamedTuple):
    """What an import took in, and what it left because it was here already."""

    wins: int
    goals: int
    reviews: int
    crossroads: int
    known: int  # wins that were here already, just the same
    differing: tuple[int, ...]  # numbers of the wins that were here with other words; they were left as they are
    left_out: tuple[str, ...] = ()  # top-level keys of the file that no journal keeps
    remarks: int = 0


def _silent(what: str, done: int, of: int) -> None:
    """Report nothing."""


def import_journal(journal: Journal, command: ImportJournal, progress: Progress = _silent) -> ImportReport:
    """Take in what is not here yet, by id; a win that is here is never overwritten.

    Raise ImportFileError that names the first offending path; the caller's transaction then leaves nothing behind.
    """
    known_goals = [goal.id for goal in journal.goals.all()]
    document = read(command.text, progress=lambda done, of: progress("read", done, of), known_goals=known_goals)
    return take_in(journal, document, command, progress)


def take_in(journal: Journal, document: Document, command: ImportJournal, progress: Progress = _silent) -> ImportReport:
    """Take in a document that was read already."""
    goals = _new_goals(journal, document, command)
    here = journal.wins.several(record.win.id for record in document.wins)
    _check_references(journal, document, here)
    fresh = [record for record in document.wins if record.win.id not in here]
    wins = _take_wins(journal, fresh, command, progress)
    reviews = _take_reviews(journal, document, command)
    known_crossroads = {crossroads.id for crossroads in journal.crossroads.all()}
    crossroads = [found for found in document.crossroads if found.id not in known_crossroads]
    for found in crossroads:
        journal.crossroads.save(found._replace(origin=_origin(found, command)))
    if document.settings is not None and command.origin == "import" and not journal.settings.get().chosen:
        journal.settings.save(document.settings._replace(chosen=True))
    remarks = _take_remarks(journal, document)
    take_in_wordings(journal, document.questions)
    if wins or goals or reviews or crossroads or remarks:
        made = {
            "wins": dict.fromkeys(win.id for win in wins),
            "goals": dict.fromkeys(goal.id for goal in goals),
            "reviews": dict.fromkeys(str(review.week) for review in reviews),
            "crossroads": dict.fromkeys(found.id for found in crossroads),
            "remarks": dict.fromkeys(remark.id for remark in remarks),
        }
        journal.changes.append(command.at, say_in("history", "took in {wins} wins", wins=len(wins)), json.dumps(made))
    differing = _differing(journal, document, here)
    return ImportReport(
        len(wins),
        len(goals),
        len(reviews),
        len(crossroads),
        len(here) - len(differing),
        differing,
        tuple(document.extra),
        len(remarks),
    )


def _new_goals(journal: Journal, document: Document, command: ImportJournal) -> list[Goal]:
    here = {goal.id for goal in journal.goals.all()}
    new = [goal for goal in document.goals if goal.id not in here]
    if new:
        first = journal.goals.take_number(len(new))
        new = [goal._replace(number=first + i, origin=_origin(goal, command)) for i, goal in enumerate(new)]
        journal.goals.add(new)
    return new


def _origin(value: Win | Goal | Review | Crossroads, command: ImportJournal) -> Origin:
    """Return where a record comes from; a sample stays one through any number of files."""
    return "sample" if value.origin == "sample" else command.origin


def _check_references(journal: Journal, document: Document, here: Mapping[str, JudgedWin]) -> None:
    """Check what a document cannot know alone: goals and openers that are only in the journal."""
    goals = {goal.id for goal in journal.goals.all()}
    days = {record.win.id: record.win.happened_on for record in document.wins}
    outside = {opener for record in document.wins for opener in record.opened_by if opener not in days}
    days.update((win.win.id, win.win.happened_on) for win in journal.wins.several(outside).values())
    for i, record in enumerate(document.wins):
        for j, goal in enumerate(record.win.answers.goals):
            if goal not in goals:
                raise ImportFileError(
                    f"wins[{i}].answers.goals[{j}]", say("no goal in the file or the journal has this id")
                )
        if record.win.id in here:
            continue
        for j, opener in enumerate(record.opened_by):
            if opener not in days:
                raise ImportFileError(f"wins[{i}].opened_by[{j}]", say("no win in the file or the journal has this id"))
            if days[opener] > record.win.happened_on:
                raise ImportFileError(
                    f"wins[{i}].opened_by[{j}]", say("a door never leads back in time, and this one does")
                )
    _check_named(journal, document, days)


def _check_named(journal: Journal, document: Document, in_file: Collection[str]) -> None:
    """Check that the wins are there which an option became, or which a remark is about."""
    named = [(f"crossroads[{i}].win", found.win) for i, found in enumerate(document.crossroads) if found.win]
    named += [(f"remarks[{i}].win", remark.win_id) for i, remark in enumerate(document.remarks) if remark.win_id]
    outside = [(at, win) for at, win in named if win not in in_file]
    here = journal.wins.several(win for _, win in outside)
    for at, win in outside:
        if win not in here:
            raise ImportFileError(at, say("no win in the file or the journal has this id"))


def _take_wins(journal: Journal, fresh: Sequence[WinRecord], command: ImportJournal, progress: Progress) -> list[Win]:
    if not fresh:
        return []
    records = {record.win.id: record for record in fresh}
    doors = [Door(opener, record.win.id) for record in fresh for opener in record.opened_by]
    judgements = _judged_from_scratch(records, doors)
    progress("judged", len(records), len(records))
    first = journal.wins.take_number(len(records))
    wins = [
        record.win._replace(number=first + i, origin=_origin(record.win, command)) for i, record in enumerate(fresh)
    ]
    for start in range(0, len(wins), BATCH):
        journal.wins.add([JudgedWin(win, judgements[win.id]) for win in wins[start : start + BATCH]])
        progress("written", min(start + BATCH, len(wins)), len(wins))
    journal.doors.add(doors)
    steps = [step for record in fresh for step in record.steps]
    if steps:
        number = journal.steps.take_number(len(steps))
        journal.steps.add([step._replace(number=number + i) for i, step in enumerate(steps)])
    journal.history.append(_histories(wins, records, judgements, command.at))
    titles = {door.earlier: records[door.later].win.title for door in doors if door.earlier not in records}
    for opener, title in titles.items():
        reconsider(journal, [opener], command.at, say_in("history", "a door opened: {title}", title=title), always=True)
    return wins


def _judged_from_scratch(records: Mapping[str, WinRecord], doors: Sequence[Door]) -> dict[str, Judgement]:
    """Judge new wins latest first along the doors: each once, with what it opened known."""
    opened: dict[str, list[str]] = {}
    for door in doors:
        opened.setdefault(door.earlier, []).append(door.later)
    judgements: dict[str, Judgement] = {}
    shines: dict[str, bool] = {}
    for win_id in latest_first(records, doors):
        win, _, steps, _ = records[win_id]
        facts = Facts(
            opened_a_win=not all(shines[later] for later in opened.get(win_id, ())),
            step_done=any(step.status == "done" for step in steps),
        )
        judgements[win_id] = judge(win.answers, facts)
        shines[win_id] = JudgedWin(win, judgements[win_id]).verdict == "shiny"
    return judgements


def _histories(
    wins: Iterable[Win], records: Mapping[str, WinRecord], judgements: Mapping[str, Judgement], at: datetime
) -> Iterator[tuple[str, Entry]]:
    for win in wins:
        given = records[win.id].history
        for entry in given or (Entry(at, IMPORTED, JudgedWin(win, judgements[win.id]).verdict),):
            yield win.id, entry


def _take_reviews(journal: Journal, document: Document, command: ImportJournal) -> list[Review]:
    new = [review for review in document.reviews if journal.reviews.get(review.week) is None]
    new = [review._replace(origin=_origin(review, command)) for review in new]
    for review in new:
        journal.reviews.save(review)
    return new


def _take_remarks(journal: Journal, document: Document) -> list[Remark]:
    here = {remark.id for remark in journal.remarks.all()} if document.remarks else set[str]()
    new = [remark for remark in document.remarks if remark.id not in here]
    for remark in new:
        journal.remarks.save(remark)
    return new


def _differing(journal: Journal, document: Document, here: Mapping[str, JudgedWin]) -> tuple[int, ...]:
    """Return the numbers of the wins that are here with other words than in the document."""
    if not here:
        return ()
    steps = journal.steps.of_wins(here)
    differing = []
    for record in document.wins:
        judged = here.get(record.win.id)
        if judged is None:
            continue
        win = judged.win
        same = record.win._replace(number=win.number, origin=win.origin) == win
        kept = tuple(step._replace(number=0) for step in steps.get(win.id, ()))
        openers = set(journal.doors.openers_of(win.id))
        if (
            not same
            or kept != tuple(step._replace(number=0) for step in record.steps)
            or openers != set(record.opened_by)
        ):
            differing.append(win.number)
    return tuple(differing)


def export_journal(journal: Journal, at: datetime) -> bytes:
    """Write the whole journal as one smallwins/1 file."""
    return b"".join(write_chunks(document_of(journal, at)))


def document_of(journal: Journal, at: datetime) -> Document:
    """Return the whole journal as one value."""
    openers: dict[str, list[str]] = {}
    for door in journal.doors.everything():
        openers.setdefault(door.later, []).append(door.earlier)
    judged = tuple(journal.wins.everything())
    ids = [win.win.id for win in judged]
    steps, histories = journal.steps.of_wins(ids), journal.history.of_wins(ids)
    numbers = {win.win.id: win.win.number for win in judged}
    return Document(
        exported_at=at,
        settings=journal.settings.get(),
        goals=journal.goals.all(),
        wins=tuple(
            WinRecord(
                win.win,
                tuple(sorted(openers.get(win.win.id, ()), key=numbers.__getitem__)),
                tuple(steps.get(win.win.id, ())),
                tuple(histories.get(win.win.id, ())),
            )
            for win in judged
        ),
        reviews=journal.reviews.all(),
        crossroads=tuple(
            found if found.win in numbers else found._replace(win=None) for found in journal.crossroads.all()
        ),
        remarks=tuple(remark for remark in journal.remarks.all() if remark.win_id is None or remark.win_id in numbers),
        questions=journal.wordings.all(),
    )
