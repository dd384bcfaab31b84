"""The mail that invites a coach: of the client only their name goes along, and that only where they say so."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from smallwins.accounts import letters, post
from smallwins.accounts.models import Grant
from smallwins.accounts.people import language_at, language_of
from smallwins.method.saying import say

SUBJECT = say("An invitation")


def mail_invitation(grant: Grant, address: str, *, named: bool) -> bool:
    """Send the link to the one invited; say whether it is on its way, which it is not where no mail goes out."""
    if not post.goes_out():
        return False
    reader = language_at(grant.email) or language_of(grant.client)  # to a stranger, in the language of who invites them
    told = {"address": address, "whose": grant.whose if named else "", "reader": reader}
    body = render_to_string("account/email/coach_invitation.txt", told).strip() + "\n"
    subject = render_to_string("account/email/subject.txt", {"subject": SUBJECT, "reader": reader})
    mail = letters.for_reason(EmailMessage(subject, body, to=[grant.email]), "coach", grant.pk)
    post.keep(mail, of=grant.client_id)
    return True
