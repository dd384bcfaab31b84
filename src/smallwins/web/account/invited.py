"""Following an invitation: its secret leaves the address bar at once."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from smallwins.accounts.hidden import hash_of
from smallwins.web.account.adapter import INVITED


@require_safe
def invited(request: HttpRequest, secret: str) -> HttpResponse:
    """Keep the hash for the form, whether the invitation is good or not: the form says which."""
    request.session[INVITED] = hash_of(secret)
    return HttpResponseRedirect(reverse("account_signup"))
