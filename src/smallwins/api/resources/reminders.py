"""Reminders: by mail at one's own hour, a coach's digest, a calendar; all off until asked for."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Router

from smallwins import bootstrap
from smallwins.accounts import post
from smallwins.accounts import reminders as asked
from smallwins.accounts.models import Person, Reminder
from smallwins.api import etags
from smallwins.api.calls import address_of, asking, reading
from smallwins.api.once import shown_once
from smallwins.api.operation import operation
from smallwins.api.shapes.reminders import (
    GivenCalendar,
    GivenReminders,
    MadeCalendar,
    ShownReminders,
    calendar,
    reminders,
)
from smallwins.formats.smallwins1.plain import moment
from smallwins.journal.commands import UNSET
from smallwins.journal.reminders import rhythm_of
from smallwins.journal.shapes import Shape
from smallwins.method.errors import NotFoundError

router = Router(tags=["reminders"])
SECRET = "swc_" + "x" * 43


@operation(router.get, "/reminders", scope="read", shows=ShownReminders, tagged=True, example=reminders)
def get_reminders(request: HttpRequest) -> HttpResponse:
    """Look at what reminds you of the weekly review, when the next one comes, and whether there is a calendar."""
    return etags.shown(request, _shape(request, asked.reminder_of(_person(request))))


@operation(
    router.patch,
    "/reminders",
    scope="write",
    shows=ShownReminders,
    checks=True,
    sends={"by_mail": True, "hour": 16},
    example=reminders,
)
def change_reminders(request: HttpRequest, given: GivenReminders) -> HttpResponse:
    """Switch mails on or off, choose their hour and what they say; what waits to be sent goes with switching off."""

    def act(person: Person, held: Reminder, at: datetime) -> None:
        before: dict[str, object] = {
            "by_mail": held.by_mail,
            "digest": held.digest,
            "hour": held.hour,
            "with_wins": held.with_wins,
        }
        told = {name: value for name, value in given.given(*before).items() if value is not UNSET}
        asked.change(person, at, **{**before, **told})

    return _changed(request, act)


@operation(
    router.post,
    "/reminders/calendar",
    scope="write",
    shows=MadeCalendar,
    status=201,
    creates=True,
    checks=True,
    example={**reminders, "address": f"https://wins.example/calendar/{SECRET}.ics"},
)
def make_calendar(request: HttpRequest) -> HttpResponse:
    """Make a secret address for a calendar to subscribe to, shown this once; an older one opens nothing any more.

    Whoever has it sees when your review is, and your week's wins where you let it name them. `If-Match` names the tag
    of `GET /reminders`.
    """
    person, now = _person(request), bootstrap.now()
    kept, address = asked.reminder_of(person), list[str]()
    seen = asked.asked_for(kept) if etags.holds(request, lambda: _shape(request, kept)) else None

    def make() -> Reminder:
        etags.unchanged(request, seen, asked.asked_for(asked.reminder_to_change(person, now)))
        address.append(address_of("calendar", asked.make_feed(person, now)))
        return asked.reminder_of(person)

    made, _ = shown_once(request, make, lambda one: one.feed_hash or "", lambda kept: asked.feed_made(person, kept))
    return etags.shown(request, {**_shape(request, made), "address": address[0] if address else None}, 201)


@operation(
    router.patch,
    "/reminders/calendar",
    scope="write",
    shows=ShownReminders,
    checks=True,
    also=(404,),
    sends={"with_wins": True},
    example={**reminders, "calendar": {**calendar, "with_wins": True}},
)
def change_calendar(request: HttpRequest, given: GivenCalendar) -> HttpResponse:
    """Let the calendar name the week's wins, or no longer; `If-Match` names the tag of `GET /reminders`."""

    def act(person: Person, held: Reminder, at: datetime) -> None:
        del at
        if held.feed_hash is None:
            raise NotFoundError("calendar", "of yours")
        asked.change_feed(person, with_wins=given.with_wins)

    return _changed(request, act)


@operation(
    router.delete,
    "/reminders/calendar",
    scope="write",
    shows=ShownReminders,
    checks=True,
    example={**reminders, "calendar": None},
)
def revoke_calendar(request: HttpRequest) -> HttpResponse:
    """Take the calendar's address back, so that it opens nothing; twice is once.

    `If-Match` names the tag of `GET /reminders`.
    """

    def act(person: Person, held: Reminder, at: datetime) -> None:
        del held, at
        asked.revoke_feed(person)

    return _changed(request, act)


def _changed(request: HttpRequest, act: Callable[[Person, Reminder, datetime], None]) -> HttpResponse:
    person, now = _person(request), bootstrap.now()
    kept = asked.reminder_of(person)
    etags.check(request, lambda: _shape(request, kept))  # before the transaction: it hangs on the journal, too
    with transaction.atomic():
        held = asked.reminder_to_change(person, now)
        etags.unchanged(request, asked.asked_for(kept), asked.asked_for(held))
        act(person, held, now)
    return etags.shown(request, _shape(request, asked.reminder_of(person)))


def _person(request: HttpRequest) -> Person:
    return Person.objects.get(pk=asking(request))


def _shape(request: HttpRequest, kept: Reminder) -> Shape:
    done, email = asked.weeks_done(kept.person), kept.person.email
    with reading(request) as call:  # and nothing of accounts meanwhile: a file would wait for itself
        rhythm = rhythm_of(call.journal, call.at, kept.hour, done)
    feed = kept.feed_made_at if kept.feed_hash else None
    return {
        "by_mail": kept.by_mail,
        "with_wins": kept.with_wins,
        "digest": kept.digest,
        "hour": kept.hour,
        "email": email,
        "goes_out": post.goes_out(),
        "review_day": rhythm.day,
        "timezone": rhythm.timezone,
        "next": moment(rhythm.next.at),
        "calendar": feed
        and {
            "made_at": moment(feed),
            "fetched_at": kept.feed_fetched_at and moment(kept.feed_fetched_at),
            "with_wins": kept.feed_with_wins,
        },
    }
