"""Reminders: by mail at one's own hour, in a calendar, and a coach's digest; all off until asked for."""

from typing import Any
from zoneinfo import ZoneInfo

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from smallwins import bootstrap
from smallwins.accounts import grants, post
from smallwins.accounts import reminders as asked
from smallwins.journal.reminders import rhythm_of
from smallwins.journal.weeks import in_rearview
from smallwins.language import _
from smallwins.method.days import WEEKDAYS, long_day
from smallwins.method.errors import InputError
from smallwins.web import forms, session
from smallwins.web.account.you import person_of
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.places import see


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    """Show what is switched on; a POST changes the mails."""
    if request.method != "POST":
        return _shown(request, Form({}))
    sent = request.POST
    try:
        hour = forms.number(sent, "hour")
        if hour is None:
            raise InputError("hour", _("choose an hour"))  # noqa: TRY301 - as the use case does
        asked.change(
            person_of(request),
            bootstrap.now(),
            by_mail=forms.text(sent, "by_mail") == "yes",
            digest=forms.text(sent, "digest") == "yes",
            hour=hour,
            with_wins=forms.text(sent, "with_wins") == "yes",
        )
    except InputError as error:
        return _shown(request, forms.shown_again(sent, error), status=422)
    session.say(request, "Saved.")
    return see(reverse("reminders"))


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True, app="allauth.account")  # type: ignore[untyped-decorator]  # allauth says no types
def new_calendar(request: HttpRequest) -> HttpResponse:
    """Make a calendar's address; the answer is the one place where it is shown."""
    if request.method != "POST":
        return see(reverse("reminders"))  # back from saying once more who it is
    assert settings.SMALLWINS_SHARED
    secret = asked.make_feed(person_of(request), bootstrap.now())
    address = f"{settings.SMALLWINS_SHARED.url}{reverse('calendar', args=[secret])}"
    return _shown(request, Form({}), address=address)


@require_POST
def wins_in_calendar(request: HttpRequest) -> HttpResponse:
    """Let the calendar name the week's wins, or no longer."""
    asked.change_feed(person_of(request), with_wins=forms.text(request.POST, "with_wins") == "yes")
    session.say(request, "Saved.")
    return see(reverse("reminders"))


@require_POST
def revoke_calendar(request: HttpRequest) -> HttpResponse:
    """Take the calendar's address back."""
    asked.revoke_feed(person_of(request))
    session.say(request, "Taken back. The address opens nothing any more.")
    return see(reverse("reminders"))


def _shown(request: HttpRequest, form: Form, *, status: int = 200, address: str = "") -> HttpResponse:
    person = person_of(request)
    kept = asked.reminder_of(person)
    with journal_of(request, reading=True) as journal:
        rhythm = rhythm_of(journal, bootstrap.now(), kept.hour, asked.weeks_done(person))
        rearview = in_rearview(journal)
    zone = ZoneInfo(rhythm.timezone)
    coming = rhythm.next.at.astimezone(zone)
    values: dict[str, Any] = {
        "form": form,
        "kept": kept,
        "email": person.email,
        "goes_out": post.goes_out(),
        "is_coach": kept.digest or grants.grants_held(person.pk).exists(),
        "hours": [(hour, f"{hour:02}:00") for hour in range(24)],
        "weekday": WEEKDAYS[rhythm.day - 1],
        "timezone": rhythm.timezone,
        "next": f"{long_day(coming)}, {coming:%H:%M}",
        "made": kept.feed_made_at and kept.feed_made_at.astimezone(zone),
        "fetched": kept.feed_fetched_at and kept.feed_fetched_at.astimezone(zone),
        "address": address,
    }
    return page(request, "pages/reminders.html", here="settings", rearview=rearview, status=status, **values)
