"""Moving to another e-mail address: the new address says yes, the old one says yes, in whichever order."""

from typing import Any

from allauth.account.internal.flows.email_verification import verify_email
from allauth.account.models import EmailAddress
from allauth.account.views import email
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smallwins.accounts import letters
from smallwins.accounts.models import Person
from smallwins.accounts.reminders import write_anew
from smallwins.language import _
from smallwins.web import errors, session
from smallwins.web.page import page

_SALT = "smallwins.moving"
GOOD_FOR = 3 * 86400


def may_move(address: EmailAddress) -> bool:
    """Tell whether nothing but the new address's own yes is missing; a first address has no old one to ask."""
    return _old_of(address) is None or address.user.moving_to == address.email


def new_address_agrees(address: EmailAddress) -> None:
    """Keep that the new address said yes, until the old one does."""
    person = address.user
    person.moving_to = f"?{address.email}"
    person.save(update_fields=["moving_to"])


def make_room(address: EmailAddress) -> None:
    """Take away the accounts that were begun with an address and never confirmed: whoever holds it has now spoken."""
    begun = Person.objects.filter(email__iexact=address.email, last_login=None).exclude(pk=address.user_id)
    for one in begun.exclude(emailaddress__verified=True):
        letters.take_back("address", one.pk)
        letters.take_back("reset", one.pk)
        one.delete()


def begin(address: EmailAddress) -> None:
    """Forget what was asked and said of another address; where this is the same one, mails that wait are asked anew."""
    if _old_of(address) is not None and address.user.moving_to.lstrip("?") != address.email:
        forget(address.user)


def ask_old_address(adapter: Any, address: EmailAddress) -> None:  # noqa: ANN401 - allauth's, without types
    """Send the old address a link that says yes, and say what it is for."""
    old = _old_of(address)
    if old is None:
        return
    key = signing.dumps([address.user.pk, address.email], salt=_SALT)
    url = settings.SMALLWINS_SHARED.url + reverse("email-agree", args=[key])  # type: ignore[union-attr]  # shared servers only
    adapter.send_mail(
        "account/email/email_old_address", old.email, {"agree_url": url, "new": address.email, "user": address.user}
    )


def forget(user: Person, **_about: object) -> None:
    """Forget who said yes: to another address, or to a move that was called off; what still asks is not sent."""
    Person.objects.filter(pk=user.pk).update(moving_to="")
    user.moving_to = ""
    letters.take_back("address", user.pk)


def take_back_resets(user: Person, **_about: object) -> None:
    """Have no link for a new password sent that opens nothing since the password was changed."""
    letters.take_back("reset", user.pk)


def moved(user: Person, **_about: object) -> None:
    """Have nothing sent to an address that somebody has left, but that they have."""
    letters.take_back("address", user.pk)
    take_back_resets(user)
    write_anew([user.pk])


def address(request: HttpRequest) -> HttpResponse:
    """Ask for another address; what is asked, and both mails, are kept together or not at all."""
    if request.method != "POST":
        shown: HttpResponse = email(request)
        return shown
    with transaction.atomic():
        answered: HttpResponse = email(request)
    return answered


@require_http_methods(["GET", "HEAD", "POST"])
def agree(request: HttpRequest, key: str) -> HttpResponse:
    """Show what the old address is asked, and on a press take its yes."""
    address = _asked(key)
    if address is None:
        return errors.not_found(request)
    if request.method != "POST":
        return page(request, "pages/email_agree.html", new=address.email)
    person = address.user
    if person.moving_to == f"?{address.email}":
        make_room(address)
        verify_email(request, address)
        person.refresh_from_db()
        person.moving_to = ""
        person.save(update_fields=["moving_to"])
        session.say(request, _("Both addresses agree. The new one is yours from now on."))
    else:
        person.moving_to = address.email
        person.save(update_fields=["moving_to"])
        session.say(request, _("Thank you. Now confirm it in the mail to the new address too."))
    return HttpResponseRedirect(reverse("week"))


def _asked(key: str) -> EmailAddress | None:
    try:
        person, email = signing.loads(key, salt=_SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    found: EmailAddress | None = EmailAddress.objects.filter(user_id=person, email=email, verified=False).first()
    return found if found is not None and Person.objects.filter(pk=person, is_active=True).exists() else None


def _old_of(address: EmailAddress) -> EmailAddress | None:
    return EmailAddress.objects.filter(user_id=address.user_id, verified=True).exclude(email=address.email).first()
