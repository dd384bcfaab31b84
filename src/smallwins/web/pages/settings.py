"""The settings: the person's days, the sample journal, taking the journal along, undo, locking, keys."""

from zoneinfo import available_timezones

from django.conf import settings as room
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smallwins import bootstrap
from smallwins.journal.commands import ChangeSettings
from smallwins.journal.sample import has_sample
from smallwins.journal.settings import change_settings, settings_of
from smallwins.journal.undo import last_change
from smallwins.journal.weeks import in_rearview
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.web import forms, session
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.places import see

DAYS = (
    (1, say("Monday")),
    (2, say("Tuesday")),
    (3, say("Wednesday")),
    (4, say("Thursday")),
    (5, say("Friday")),
    (6, say("Saturday")),
    (7, say("Sunday")),
)
KEYS = (
    ("Escape, twice", say("hide everything, until the next key or touch")),
    ("1, 2, 3 …", say("choose the answer that shows this key")),
    ("0 to 9, t", say("in the weekly review: a number from 0 to ten")),
    ("n", say("go on")),
    ("s", say("leave a question for later")),
    ("b", say("go back")),
    ("q", say("stop here for now")),
)


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Show the settings; a POST changes the time zone and the review day."""
    if request.method != "POST":
        return shown(request, Form({}))
    try:
        with journal_of(request) as journal:
            change_settings(journal, _change(request.POST))
    except InputError as error:
        return shown(request, forms.shown_again(request.POST, error), status=422)
    session.say(request, "Saved.")
    return see(reverse("settings"))


def _change(sent: QueryDict) -> ChangeSettings:
    day = forms.number(sent, "review_day")
    if day is None:
        raise InputError("review_day", _("choose a day of the week"))
    return ChangeSettings(bootstrap.now(), timezone=forms.text(sent, "timezone"), review_day=day)


def shown(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    """Show the page, with what was typed and what is wrong with it."""
    with journal_of(request, reading=True) as journal:
        return page(
            request,
            "pages/settings.html",
            here="settings",
            rearview=in_rearview(journal),
            status=status,
            kept=settings_of(journal),
            form=form,
            zones=sorted(available_timezones() - {"localtime", "Factory"}),
            days=DAYS,
            keys=KEYS,
            sample=has_sample(journal),
            change=last_change(journal),
            file=str(room.SMALLWINS.journal),
            idle_hours=int(room.SMALLWINS_LOCKS_AFTER.total_seconds() // 3600),
            open_days=room.SESSION_COOKIE_AGE // (24 * 3600),
        )
