"""You: everything about the account on one calm page."""

import re
from datetime import datetime
from typing import NamedTuple

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from smallwins.accounts.models import Person
from smallwins.accounts.people import end_sessions
from smallwins.accounts.people import rename as keep_name
from smallwins.journal.settings import zone_of
from smallwins.language import _
from smallwins.method.days import full_day
from smallwins.method.errors import InputError, NotFoundError
from smallwins.method.saying import say
from smallwins.web import session
from smallwins.web.journals import journal_of
from smallwins.web.page import page

# What a browser says of itself, and what people call it; the first that fits.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrom": "Chrome", "Safari": "Safari"}  # unsaid: names
SYSTEMS = {
    "Android": "Android",  # unsaid: names, here and below
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",  # unsaid: a name
    "Mac OS": say("a Mac"),  # unsaid: the sign is a name
    "Linux": "Linux",  # unsaid: a name
}


class Signed(NamedTuple):
    """One place where the person is signed in."""

    number: int
    browser: str
    address: str
    since: object
    seen: str
    """The day and the hour, in the person's own time zone."""
    here: bool


class Passkey(NamedTuple):
    """One passkey."""

    number: int
    name: str
    added: object
    used: object


@require_safe
def you(request: HttpRequest) -> HttpResponse:
    """Show it all."""
    return shown(request)


def shown(request: HttpRequest, problem: str = "", name: str | None = None) -> HttpResponse:
    """Show it all, with what was wrong with a name where something was."""
    person = person_of(request)
    kept = list(Authenticator.objects.filter(user=person).order_by("pk"))
    codes = next((one.wrap() for one in kept if one.type == Authenticator.Type.RECOVERY_CODES), None)
    return page(
        request,
        "pages/you.html",
        here="you",
        status=422 if problem else 200,
        email=person.email,
        moving=EmailAddress.objects.filter(user=person, verified=False).values_list("email", flat=True).first() or "",
        name=person.name if name is None else name,
        problem=problem,
        has_password=person.has_usable_password(),
        has_app=any(one.type == Authenticator.Type.TOTP for one in kept),
        passkeys=[
            Passkey(one.pk, one.wrap().name, one.created_at, one.last_used_at)
            for one in kept
            if one.type == Authenticator.Type.WEBAUTHN
        ],
        codes=None if codes is None else len(codes.get_unused_codes()),
        sessions=_sessions(request, person),
        elsewhere=SocialAccount.objects.filter(user=person).count(),
        offers_elsewhere=settings.SMALLWINS_SHARED is not None and settings.SMALLWINS_SHARED.oidc is not None,
        leaves=person.leaves_at,
    )


@require_POST
def rename(request: HttpRequest) -> HttpResponse:
    """Keep the name that a coach sees."""
    person, told = person_of(request), request.POST.get("name", "").strip()
    try:
        keep_name(person, told)
    except InputError as error:
        return shown(request, error.problem, told)
    session.say(request, _("That is your name here now.") if told else _("You have no name here now."))
    return HttpResponseRedirect(reverse("you"))


@require_POST
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    """Sign out one other place."""
    found = UserSession.objects.filter(user=person_of(request), pk=number).first()
    if found is None:
        raise NotFoundError("session", str(number))
    found.end()
    session.say(request, _("Signed out there."))
    return HttpResponseRedirect(reverse("you") + "#sessions")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    end_sessions(person_of(request), but=request.session.session_key or "")
    session.say(request, _("Signed out everywhere else."))
    return HttpResponseRedirect(reverse("you") + "#sessions")


def person_of(request: HttpRequest) -> Person:
    """Return who asks; the rule of the view has let nobody else through."""
    assert isinstance(request.user, Person)
    return request.user


def _sessions(request: HttpRequest, person: Person) -> list[Signed]:
    here = request.session.session_key
    with journal_of(request, reading=True) as journal:
        zone = zone_of(journal.settings.get())
    listed = [
        Signed(
            one.pk,
            _browser(one.user_agent),
            str(one.ip),
            one.created_at.astimezone(zone),
            _hour(one.last_seen_at.astimezone(zone)),
            one.session_key == here,
        )
        for one in UserSession.objects.purge_and_list(person)
    ]
    return sorted(listed, key=lambda one: (not one.here, -one.number))


def _hour(at: datetime) -> str:
    """Say the day and the hour: to the minute would say more of a day than anybody needs."""
    return say("{day}, about {hour}:00", day=full_day(at), hour=f"{at:%H}")


def _browser(agent: str) -> str:
    """Name a browser and a system as people do."""
    browser = next((name for sign, name in BROWSERS.items() if sign in agent), "")
    system = next((name for sign, name in SYSTEMS.items() if sign in agent), "")
    plain = re.sub(r"[^\w ./-]", "", agent)[:40].strip()
    if browser and system:
        return say("{browser} on {system}", browser=browser, system=system)
    return browser or plain or say("A browser")
