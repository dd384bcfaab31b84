"""What a person asks to be reminded by: mails, a coach's digest, a calendar; switched on, stopped, taken back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction

from smallwins.accounts.hashed import hash_of, new_secret
from smallwins.accounts.models import Letter, Person, Reminded, Reminder
from smallwins.accounts.records import part
from smallwins.method.errors import NotFoundError
from smallwins.method.reminder import checked_hour
from smallwins.method.saying import say

PREFIX = "swc"
"""Of the secret in a calendar's address."""
_STOP = Signer(salt="smallwins stop mails")  # unsaid: a purpose
_NOTED_EVERY = timedelta(minutes=1)


def reminder_of(person: Person) -> Reminder:
    """Return what a person asked for; until then everything is off."""
    return Reminder.objects.filter(person=person).first() or Reminder(person=person)


def change(person: Person, at: datetime, *, by_mail: bool, digest: bool, hour: int, with_wins: bool) -> None:
    """Keep what a person asks for; it holds for what comes from now on."""
    before = reminder_of(person)
    told: dict[str, object] = {"by_mail": by_mail, "digest": digest, "hour": checked_hour(hour), "with_wins": with_wins}
    if before.hour != hour or not (before.by_mail or before.digest):
        told["since"] = at
    said, says = (before.by_mail, before.digest, before.with_wins), (by_mail, digest, with_wins)
    with transaction.atomic():
        Reminder.objects.update_or_create(person=person, defaults=told)
        if any(was and not now for was, now in zip(said, says, strict=True)):
            _take_back(person.pk)  # what waits may say what is not to be said any more


def reminder_to_change(person: Person, at: datetime) -> Reminder:
    """Return what a person asked for, so that nobody else changes it until the transaction that is open ends."""
    Reminder.objects.get_or_create(person=person, defaults={"since": at})
    return Reminder.objects.select_for_update().get(person=person)


def asked_for(reminder: Reminder) -> tuple[object, ...]:
    """Return all that a person set, to tell whether it was changed since it was looked at."""
    mails = reminder.by_mail, reminder.digest, reminder.hour, reminder.with_wins
    return *mails, reminder.feed_hash, reminder.feed_with_wins


def weeks_done(person: Person) -> list[str]:
    """Return the last weeks that were decided on."""
    return list(Reminded.objects.filter(person=person).order_by("-at").values_list("week", flat=True)[:10])


def stop_sign(person: int) -> str:
    """Return what a mail carries so that one press stops the mails: signed, good for nothing else."""
    return _STOP.sign(str(person))


def person_to_stop(sign: str) -> int:
    """Return whose mails a sign stops, or raise NotFoundError."""
    try:
        return int(_STOP.unsign(sign))
    except (BadSignature, ValueError):
        raise NotFoundError("page", say("at this address")) from None


def stop(sign: str) -> None:
    """Stop the mails of the person that a sign is for, and those that wait to be sent; nothing else changes."""
    person = person_to_stop(sign)
    with transaction.atomic():
        Reminder.objects.filter(person=person).update(by_mail=False, digest=False)
        _take_back(person)


def write_anew(people: Iterable[int]) -> None:
    """Take weekly mails back that wait, because what they say is not so any more; the next round writes them anew.

    Where somebody is sending one at this moment, or died at it, it may have gone: that person gets no second one.
    """
    for person in people:
        with transaction.atomic():
            unsent = list(Letter.objects.filter(reminded__person=person, held=False).values_list("pk", flat=True))
            Reminded.objects.filter(letter__in=unsent).delete()
            _take_back(person)
            Letter.objects.filter(pk__in=unsent).delete()


def make_feed(person: Person, at: datetime) -> str:
    """Make a calendar's secret, known only now; an older one opens nothing any more."""
    secret, kept = new_secret(PREFIX)
    told = {"feed_hash": kept, "feed_made_at": at, "feed_fetched_at": None}
    Reminder.objects.update_or_create(person=person, defaults=told, create_defaults={**told, "since": at})
    return secret


def change_feed(person: Person, *, with_wins: bool) -> None:
    """Let the calendar name the week's wins, or no longer."""
    Reminder.objects.filter(person=person).update(feed_with_wins=with_wins)


def revoke_feed(person: Person) -> None:
    """Take the calendar's address back: the next request finds nothing."""
    Reminder.objects.filter(person=person).update(feed_hash=None, feed_with_wins=False)


def feed_made(person: Person, feed_hash: str) -> Reminder:
    """Find a person's calendar by what is kept of its secret, if that still opens it."""
    found = Reminder.objects.filter(person=person, feed_hash=feed_hash).first()
    if found is None:
        raise NotFoundError("calendar", say("like this"))
    return found


def feed_of(secret: str) -> Reminder:
    """Find the calendar of that secret, of a person whose account is open."""
    found = (
        Reminder.objects.select_related("person").filter(feed_hash=hash_of(secret), person__is_active=True).first()
        if secret.startswith(f"{PREFIX}_")
        else None
    )
    if found is None:
        raise NotFoundError("page", say("at this address"))
    return found


def note_fetched(feed: Reminder, at: datetime) -> None:
    """Keep when a calendar was last fetched."""
    if feed.feed_fetched_at is None or at - feed.feed_fetched_at > _NOTED_EVERY:
        Reminder.objects.filter(pk=feed.pk).update(feed_fetched_at=at)


def _take_back(person: int) -> None:
    waiting = Reminded.objects.filter(person=person, letter__isnull=False).values_list("letter", flat=True)
    Letter.objects.filter(pk__in=list(waiting)).delete()


@part("reminders")
def _record(person: Person) -> dict[str, object]:
    one = reminder_of(person)
    return {
        "by_mail": one.by_mail,
        "digest": one.digest,
        "hour": one.hour,
        "with_wins": one.with_wins,
        "calendar_made_at": one.feed_made_at and one.feed_made_at.isoformat() if one.feed_hash else None,
        "calendar_last_fetched_at": one.feed_fetched_at and one.feed_fetched_at.isoformat(),
        "calendar_with_wins": one.feed_with_wins,
        "weeks": [
            {"week": week, "sent": told}
            for week, told in Reminded.objects.filter(person=person).order_by("at").values_list("week", "told")
        ],
    }
