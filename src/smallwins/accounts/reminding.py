"""The weekly mails: who is due gets one, each week once, kept in one transaction with the note that it was."""

import logging
from datetime import date, datetime
from typing import NamedTuple, Protocol

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.template.loader import render_to_string

from smallwins.accounts import grants, looks, post
from smallwins.accounts.models import Reminded, Reminder
from smallwins.accounts.people import language_of
from smallwins.accounts.reminders import stop_sign
from smallwins.method.reminder import Content, DueReminder
from smallwins.method.saying import say

SUBJECT = say("Your weekly note")
_log = logging.getLogger("django.remind")


class Journals(Protocol):
    """What has to be asked of the journals: accounts know of none, so they are told."""

    def due(self, owner: int, now: datetime, hour: int, since: datetime, *, wins: bool) -> DueReminder | None:
        """Return the reminder whose moment has come."""

    def closed(self, client: int, since: date | None, now: datetime) -> tuple[bool, bool]:
        """Tell whether a client's week and the one before are closed."""


class Outcome(NamedTuple):
    """What one round did, in numbers alone."""

    told: int = 0
    silent: int = 0
    failed: int = 0


class Digest(NamedTuple):
    """A coach's clients in numbers: how many share their weeks, and how many of those have closed them."""

    clients: int
    this_week: int
    week_before: int


def remind(at: datetime, journals: Journals) -> Outcome:
    """Keep a mail for everybody whose moment has come; any number of servers may do so at once."""
    if not post.goes_out():
        return Outcome()
    outcome = Outcome()
    asked = Reminder.objects.filter(Q(by_mail=True) | Q(digest=True), person__is_active=True, person__leaves_at=None)
    for reminder in list(asked.select_related("person")):
        try:
            told = _remind(reminder, at, journals)
        except Exception:  # noqa: BLE001 - one person's trouble must not keep the others from theirs
            _log.exception("remind")
            outcome = outcome._replace(failed=outcome.failed + 1)
            continue
        if told is not None:
            outcome = outcome._replace(told=outcome.told + told, silent=outcome.silent + (not told))
    return outcome


def _remind(reminder: Reminder, at: datetime, journals: Journals) -> bool | None:
    """Decide on the week that is due: whether a mail was kept, or None where there is nothing to decide."""
    person = reminder.person
    due = journals.due(person.pk, at, reminder.hour, reminder.since, wins=reminder.by_mail and reminder.with_wins)
    if due is None or Reminded.objects.filter(person=person, week=str(due.week)).exists():
        return None
    digest = _digest(person.pk, at, journals) if reminder.digest and due.state != "paused" else None
    reminds = reminder.by_mail and due.state == "open"
    confirmed = EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True).exists()
    message = _message(reminder, due if reminds else None, digest) if confirmed and (reminds or digest) else None
    try:
        return _keep(reminder, str(due.week), at, message)
    except IntegrityError:
        return None  # another server was first


def _keep(reminder: Reminder, week: str, at: datetime, message: EmailMultiAlternatives | None) -> bool | None:
    """Keep the note that this week is done, and the mail, or neither."""
    with transaction.atomic():
        asked = {name: getattr(reminder, name) for name in ("since", "by_mail", "digest", "with_wins")}
        if not Reminder.objects.filter(pk=reminder.pk, **asked).exists():
            return None  # the person has just said something else: the next round asks anew
        note = Reminded.objects.create(person_id=reminder.pk, week=week, at=at, told=message is not None)
        if message is not None:
            note.letter = post.keep(message)
            note.save(update_fields=["letter"])
    return note.told


def _digest(coach: int, at: datetime, journals: Journals) -> Digest | None:
    found = []
    for grant in grants.grants_held(coach):
        reach = grants.reach_of(grant)
        if "weeks" in reach.scopes:
            looks.note(reach, "list", at=at)
            found.append(journals.closed(reach.owner, reach.since, at))
    if not found:
        return None
    return Digest(len(found), sum(this for this, _ in found), sum(before for _, before in found))


def _message(reminder: Reminder, due: DueReminder | None, digest: Digest | None) -> EmailMultiAlternatives:
    assert settings.SMALLWINS_SHARED
    url = settings.SMALLWINS_SHARED.url
    stop = f"{url}/mails/stop/{stop_sign(reminder.person_id)}"
    content = due.content if due else Content()
    shown = {
        "review": f"{url}/review/{due.week}" if due else "",
        "wins": [" ".join(title.split()) for title in content.wins],
        "ask": " ".join(content.ask.split()),
        "digest": digest,
        "clients": f"{url}/clients",
        "stop": stop,
        "reader": language_of(reminder.person),
        "subject": SUBJECT,
    }
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    body = render_to_string("account/email/weekly.txt", shown).strip() + "\n"
    subject = render_to_string("account/email/subject.txt", shown)
    mail = EmailMultiAlternatives(subject, body, to=[reminder.person.email], headers=headers)
    mail.attach_alternative(render_to_string("account/email/weekly.html", shown), "text/html")
    return mail
