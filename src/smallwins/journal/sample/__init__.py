"""The sample journal: a year of somebody's wins, to look around in before writing one's own."""

import json
from datetime import date, datetime, timedelta
from importlib.resources import files

from smallwins.formats.smallwins1.reading import read
from smallwins.journal.changes import remember
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import ImportReport, take_in
from smallwins.journal.ports import Journal, WinFilter
from smallwins.journal.verdicts import reconsider
from smallwins.method.document import Document
from smallwins.method.week import week_of

LAST_DAY = date(2026, 11, 22)  # the Sunday on which the sample's last week ends, as it is written


def has_sample(journal: Journal) -> bool:
    """Tell whether the sample journal is loaded."""
    return bool(journal.wins.page(WinFilter(origin="sample", limit=1)))


def load_sample(journal: Journal, at: datetime, today: date) -> ImportReport:
    """Put the sample beside the person's own wins, moved so that its last week is this one."""
    weeks = timedelta(weeks=week_of(today).ordinal - week_of(LAST_DAY).ordinal)
    written = json.loads(files(__name__).joinpath("journal.json").read_text("utf-8"))
    text = json.dumps(_moved(written, weeks)).encode()
    document = _until(read(text), today, at)
    return take_in(journal, document, ImportJournal(at=at, text=b"", origin="sample"))


def _moved(value: object, by: timedelta) -> object:
    """Move every day, time and week of a document."""
    if isinstance(value, dict):
        return {key: _moved_field(key, inner, by) for key, inner in value.items()}
    return value


def _moved_field(key: str, value: object, by: timedelta) -> object:
    if isinstance(value, list):  # what stood in a field before a change, and after
        return [_moved_field(key, inner, by) for inner in value]
    if not isinstance(value, str):
        return _moved(value, by)
    if key == "on" or key.endswith("_on") or key == "look_again":
        return (date.fromisoformat(value) + by).isoformat()
    if key == "at" or key.endswith("_at"):
        return (datetime.fromisoformat(value) + by).isoformat()
    if key == "week":
        return str(week_of(date.fromisocalendar(int(value[:4]), int(value[6:]), 1) + by))
    return value


def _until(document: Document, today: date, at: datetime) -> Document:
    """Leave out what has not happened yet."""
    wins = tuple(
        record._replace(
            win=record.win._replace(logged_at=min(record.win.logged_at, at)),
            steps=tuple(step for step in record.steps if step.done_on is None or step.done_on <= today),
            history=tuple(entry for entry in record.history if entry.at <= at) or record.history[:1],
        )
        for record in document.wins
        if record.win.happened_on <= today
    )
    reviews = tuple(review for review in document.reviews if review.closed_at is None or review.closed_at <= at)
    goals = tuple(
        goal._replace(possible=tuple(felt for felt in goal.possible if felt.on <= today)) for goal in document.goals
    )
    return document._replace(wins=wins, reviews=reviews, goals=goals, settings=None)


def remove_sample(journal: Journal, at: datetime) -> int:
    """Take the sample out again and return how many wins went; nothing that the person wrote goes with it."""
    sample = [judged.win.id for judged in journal.wins.page(WinFilter(origin="sample", limit=None))]
    going = set(sample)
    own_after = {door.later for door in journal.doors.touching(sample)} - going
    own_before = {door.earlier for door in journal.doors.touching(sample)} - going
    goals = [goal for goal in journal.goals.all() if goal.origin == "sample"]
    crossroads = [found.id for found in journal.crossroads.all() if found.origin == "sample"]
    weeks = [review.week for review in journal.reviews.all() if review.origin == "sample"]
    remember(
        journal,
        at,
        "removed the sample journal",
        wins=[*sample, *own_after],
        goals=[goal.id for goal in goals],
        reviews=weeks,
        crossroads=crossroads,
    )
    for win_id in sample:
        journal.wins.remove(win_id)
    reconsider(journal, own_before, at, "the sample journal was removed")
    for crossroads_id in crossroads:
        journal.crossroads.remove(crossroads_id)
    pointed_at = {
        goal for found in journal.crossroads.all() for option in found.options for goal in option.answers.goals
    }
    for goal in goals:
        if goal.id in pointed_at or journal.wins.count(WinFilter(goal=goal.id)):
            journal.goals.save(goal._replace(origin="own"))
        else:
            journal.goals.remove(goal.id)
    for week in weeks:
        journal.reviews.remove(week)
    return len(sample)


__all__ = ["LAST_DAY", "has_sample", "load_sample", "remove_sample"]
