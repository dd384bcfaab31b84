"""The calendar that somebody subscribed to: when the review is, and no more unless its owner said so."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from smallwins import bootstrap, language
from smallwins.accounts import reminders
from smallwins.accounts.models import Reminder
from smallwins.accounts.people import language_of
from smallwins.formats import review_calendar
from smallwins.formats.review_calendar import ReviewCalendar
from smallwins.journal.reminders import content_of, rhythm_of
from smallwins.journal.settings import today_of
from smallwins.method.reminder import Content
from smallwins.method.week import week_of
from smallwins.web.journals import journal_of


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """Answer with the calendar, and note that it was fetched."""
    del secret  # server/access.py has looked it up
    feed: Reminder = request.feed  # type: ignore[attr-defined]  # set there
    assert settings.SMALLWINS_SHARED
    assert feed.feed_made_at
    url, now = settings.SMALLWINS_SHARED.url, bootstrap.now()
    reminders.note_fetched(feed, now)
    with journal_of(request, reading=True, heavy=True) as journal:
        today, rhythm = today_of(journal, now), rhythm_of(journal, now, feed.hour)
        content = content_of(journal, week_of(today), today) if feed.feed_with_wins else Content()
    shown = ReviewCalendar(
        uid=f"weekly-review-{feed.person_id}@{url.partition('://')[2].partition(':')[0]}",
        url=f"{url}/review",
        timezone=rhythm.timezone,
        day=rhythm.day,
        hour=feed.hour,
        at=now,
        first=week_of(feed.feed_made_at.date()),
        this=week_of(today),
        paused=rhythm.paused,
        content=content,
    )
    with language.speaking(language_of(feed.person)):  # whatever the program asks for that fetches it
        written = review_calendar.written(shown, language.told)
    response = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, no-store"  # unsaid: a word of the protocol
    return response
