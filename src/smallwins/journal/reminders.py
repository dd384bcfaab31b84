"""What a journal says about reminding its owner: whether it is time, and what a message may hold."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Literal, NamedTuple

from smallwins.journal.ports import Journal, Journals
from smallwins.journal.queries import wins_in_week
from smallwins.journal.settings import settings_of, today_of, zone_of
from smallwins.journal.shared import shared_lines
from smallwins.journal.weekly import review_due
from smallwins.journal.weeks import door_to_ask
from smallwins.method.reminder import Content, DueReminder, Occasion, due_occasion, next_occasion
from smallwins.method.review import Review
from smallwins.method.week import Week

MOST_WINS = 20  # in one message


class Rhythm(NamedTuple):
    """When the reminders of a journal come: for the settings, and for a calendar."""

    timezone: str
    day: int  # ISO weekday
    next: Occasion
    paused: tuple[Week, ...]


def reminder_due(
    journal: Journal, now: datetime, hour: int, since: datetime, *, wins: bool = False
) -> DueReminder | None:
    """Return the reminder whose moment has come after `since`, or None; with `wins`, what the week holds."""
    settings = settings_of(journal)
    found = due_occasion(now, settings.review_day, hour, zone_of(settings), since)
    if found is None:
        return None
    state = _state(journal.reviews.get(found.week))
    tells = wins and state == "open"
    return DueReminder(
        found.week, state, content_of(journal, found.week, today_of(journal, now)) if tells else Content()
    )


def content_of(journal: Journal, week: Week, today: date) -> Content:
    """Return the titles of a week's wins, and that of the win whose door is asked about."""
    asked = door_to_ask(journal, today)
    return Content(
        tuple(line.judged.win.title for line in wins_in_week(journal, week)[:MOST_WINS]),
        asked.judged.win.title if asked else "",
    )


def rhythm_of(journal: Journal, now: datetime, hour: int, done: Collection[str] = ()) -> Rhythm:
    """Return when the reminders come, the next one first of all; `done` are weeks that had theirs (2026-W47)."""
    settings = settings_of(journal)
    day, zone = settings.review_day, zone_of(settings)
    paused = tuple(review.week for review in journal.reviews.all() if review.status == "paused")
    coming = next_occasion(now, day, hour, zone)
    while str(coming.week) in done or _state(journal.reviews.get(coming.week)) != "open":
        coming = next_occasion(coming.at, day, hour, zone)
    return Rhythm(settings.timezone, day, coming, paused)


def is_review_due(journal: Journal, now: datetime) -> bool:
    """Tell whether a review waits: this week's from the review day on, until then the one before."""
    return review_due(journal, today_of(journal, now)) is not None


def closed_weeks(journal: Journal, since: date | None, now: datetime) -> tuple[bool, bool]:
    """Tell whether this week and the one before are closed, as far as a coach is shown them."""
    lines = shared_lines(journal, since, today_of(journal, now), 2)
    this, before = (*(line.state in ("done", "quiet") for line in lines), False, False)[:2]
    return this, before


class RemindingJournals:
    """The journals of many people, asked by number what accounts want to know for their mails."""

    def __init__(self, journals: Journals) -> None:
        self._journals = journals

    def due(self, owner: int, now: datetime, hour: int, since: datetime, *, wins: bool) -> DueReminder | None:
        """Return the reminder of a person whose moment has come."""
        with self._journals.journal_of(owner, reading=True) as journal:
            return reminder_due(journal, now, hour, since, wins=wins)

    def closed(self, client: int, since: date | None, now: datetime) -> tuple[bool, bool]:
        """Tell whether a client's week and the one before are closed."""
        with self._journals.journal_of(client, reading=True) as journal:
            return closed_weeks(journal, since, now)


def _state(review: Review | None) -> Literal["open", "kept", "paused"]:
    if review is not None and review.status == "paused":
        return "paused"
    return "kept" if review is not None and review.kept else "open"
