"""An invitation as the one who is meant by it sees it: a way in, what it is, yes, or no."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smallwins.accounts import grants
from smallwins.accounts.hashed import hash_of
from smallwins.accounts.models import Person
from smallwins.method.errors import NotFoundError
from smallwins.web import forms, session
from smallwins.web.account.adapter import INVITED_AS_COACH
from smallwins.web.page import page
from smallwins.web.places import see


@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the invitation; a POST accepts or declines it."""
    person = request.user
    if not isinstance(person, Person):
        return _way_in(request, secret)
    try:
        found = grants.invitation(secret, person)
    except NotFoundError:
        # The same words whether it is for another address, used, over, or was never there.
        return page(request, "sharing/not_invited.html", here="clients", status=404, email=person.email)
    if request.method != "POST":
        return page(request, "sharing/invitation.html", here="clients", whose=found.whose, grant=found)
    if forms.word(request.POST, "act", ("accept", "decline")) == "decline":
        grants.decline(secret, person)
        session.say(request, "Declined. Nothing was shared.")
        return see(reverse("week"))
    grants.accept(secret, person)
    session.say(request, f"You can read what {found.whose} shares with you.")
    return see(reverse("clients"))


def _way_in(request: HttpRequest, secret: str) -> HttpResponse:
    """Say to somebody who is not signed in how they can be; whether the invitation is good is said to nobody here."""
    after = "?" + urlencode({"next": request.path})
    sign_in = reverse("account_login") + after
    if request.method == "POST":
        return see(sign_in)
    shared = settings.SMALLWINS_SHARED
    assert shared is not None  # these pages are on a shared server only
    by_this = shared.sign_up == "invitation" and shared.coach_sign_up
    if by_this:
        request.session[INVITED_AS_COACH] = hash_of(secret)
    open_to = by_this or shared.sign_up == "open"
    sign_up = reverse("account_signup") + after if open_to else ""
    return page(request, "sharing/way_in.html", sign_in=sign_in, sign_up=sign_up)
