"""Inviting a coach: one link, shown once, and sent by mail where the client wants that."""

from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from smallwins.accounts import grants, post
from smallwins.accounts.models import Grant
from smallwins.method.errors import InputError
from smallwins.web import forms
from smallwins.web.account.mail_words import subject_of
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
    mailed = "mail" in request.POST and _mail(grant, address, grant.whose if "named" in request.POST else "")
    return page(request, "sharing/invited.html", here="sharing", grant=grant, address=address, mailed=mailed)


def _mail(grant: Grant, address: str, whose: str) -> bool:
    """Send the link: of the client only their name goes along, and that only where they say so."""
    if not post.goes_out():
        return False
    body = render_to_string("account/email/coach_invitation.txt", {"address": address, "whose": whose}).strip() + "\n"
    post.keep(EmailMessage(subject_of("coach_invitation"), body, to=[grant.email]), of=grant.client_id)
    return True
