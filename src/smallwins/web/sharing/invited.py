"""An invitation as the one who is meant by it sees it: what it is, yes, or no."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smallwins.accounts import grants
from smallwins.web import forms, session
from smallwins.web.account.you import person_of
from smallwins.web.page import page
from smallwins.web.places import see


@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, secret: str) -> HttpResponse:
    """Show the invitation; a POST accepts or declines it."""
    person = person_of(request)
    found = grants.invitation(secret, person)
    if request.method != "POST":
        return page(request, "sharing/invitation.html", here="clients", whose=found.whose, grant=found)
    if forms.word(request.POST, "act", ("accept", "decline")) == "decline":
        grants.decline(secret, person)
        session.say(request, "Declined. Nothing was shared.")
        return see(reverse("week"))
    grants.accept(secret, person)
    session.say(request, f"You can read what {found.whose} shares with you.")
    return see(reverse("clients"))
