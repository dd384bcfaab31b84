"""Inviting a coach: one link, shown once, and sent by mail where the client wants that."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from smallwins.accounts import grants
from smallwins.accounts.inviting import mail_invitation
from smallwins.method.errors import InputError
from smallwins.web import forms
from smallwins.web.account.you import person_of
from smallwins.web.page import page
from smallwins.web.sharing.own import shown, whole_address


@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a coach; the link is shown now and never again."""
    person = person_of(request)
    try:
        grant, secret = grants.invite(person, forms.text(request.POST, "email"))
    except InputError as error:
        return shown(request, forms.shown_again(request.POST, error), status=422)
    address = whole_address(reverse("become-coach", args=[secret]))
    mailed = "mail" in request.POST and mail_invitation(grant, address, named="named" in request.POST)
    return page(request, "sharing/invited.html", here="sharing", grant=grant, address=address, mailed=mailed)
