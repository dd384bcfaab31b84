"""How allauth behaves here, where a setting cannot say it."""

import re
from typing import Any
from urllib.parse import unquote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core.mail import EmailMessage
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from smallwins import bootstrap
from smallwins.accounts import grants, invitations, letters
from smallwins.accounts.models import Person
from smallwins.accounts.people import language_at
from smallwins.language import _, current, speaking, told
from smallwins.method.saying import say
from smallwins.web import session
from smallwins.web.account import known_device, moving
from smallwins.web.account.mail_words import CHANGES, WHY, subject_of
from smallwins.web.account.refusals import Refusals

INVITED = "invited"
"""Where the session keeps the hash of an invitation that was followed."""
INVITED_AS_COACH = "invited-as-coach"
"""The same, of a client's invitation to be their coach."""
_SAFE_PLACE = re.compile(r"/(?![/\\])[\w\-./?=&~:+,]*", re.ASCII)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth brings no types
    """Our few differences."""

    error_messages = Refusals(
        DefaultAccountAdapter.error_messages
        | {
            "email_password_mismatch": say("That address and password do not fit. Try again, or get a new password."),
            "incorrect_password": say("That is not your password."),
            "enter_current_password": say("That is not your password."),
            "account_inactive": say("This account is closed."),
            "invalid_password_reset": say("This link is used up or too old. Ask for a new one."),
            "duplicate_email": say("That is your address already."),
            "too_many_login_attempts": say("Too many tries. Wait a few minutes."),
        }
    )

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell whether this visitor may sign up: everybody, those invited, or nobody."""
        shared = settings.SMALLWINS_SHARED
        if shared is None or shared.sign_up == "closed":
            return False
        return shared.sign_up == "open" or self._invited_address(request) is not None

    def clean_email(self, email: str) -> str:
        """Take only the invited address where signing up needs an invitation."""
        address: str = super().clean_email(email)
        request = self.request
        signs_up = _only_invited() and request.path.startswith("/sign-up")
        if signs_up and self._invited_address(request) != address.lower():
            raise ValidationError(_("This invitation is for another address."))
        return address

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:  # noqa: ANN401 - allauth's
        """Use the invitation up, then make the account."""
        if _only_invited():
            email = form.cleaned_data["email"]
            used = invitations.use(request.session.pop(INVITED, ""), email, bootstrap.now())
            if not used and self._coach_s_address(request) != email.lower():
                raise ImmediateHttpResponse(ratelimit.respond_429(request))  # another used it this very moment
        made: Person = super().save_user(request, user, form, commit=False)
        made.password = getattr(form, "kept_password", "") or made.password
        made.language = current()
        if commit:
            made.save()
        return made

    def is_safe_url(self, url: str | None) -> bool:
        """Lead on to places of our own only: a plain path, also after it has been decoded again and again."""
        place, decoded = url or "", unquote(url or "")
        for _again in range(5):
            if place == decoded:
                break
            place, decoded = decoded, unquote(decoded)
        return place == decoded and _SAFE_PLACE.fullmatch(place) is not None

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 - allauth's
        """Count the try; too many are answered 429, and the password is not looked at."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(ratelimit.respond_429(request)) from error

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:  # noqa: ANN401 - allauth's
        # Tries from a browser that the owner has signed in from are counted apart: others' guesses do not lock it out.
        key: str = super()._get_login_attempts_cache_key(request, **credentials)
        person = Person.objects.filter(email__iexact=credentials.get("email", "")).values_list("pk", flat=True).first()
        return f"{key}:{known_device.device_of(request, person)}"

    def post_login(self, request: HttpRequest, user: Person, **about: Any) -> HttpResponse:  # noqa: ANN401 - allauth's
        """Remember the browser."""
        response: HttpResponse = super().post_login(request, user, **about)
        known_device.remember(request, response, user.pk)
        return response

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:  # noqa: ANN401 - allauth's
        """Move to a new address once both the new and the old one have said yes."""
        if not moving.may_move(email_address):
            moving.new_address_agrees(email_address)
            session.say(request, _("Thank you. Now confirm it in the mail to your old address too."))
            return False
        moving.make_room(email_address)
        confirmed: bool = super().confirm_email(request, email_address)
        if confirmed:
            letters.take_back("address", email_address.user_id)
        return confirmed

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:  # noqa: ANN401 - allauth's
        """Ask the old address as well, where there is one."""
        moving.begin(emailconfirmation.email_address)
        super().send_confirmation_mail(request, emailconfirmation, signup)
        moving.ask_old_address(self, emailconfirmation.email_address)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Write a plain mail whose subject gives nothing away, in the language of the one who gets it."""
        name = template_prefix.rpartition("/")[2]
        shown = context | {"change": CHANGES.get(name, ""), "site": settings.SMALLWINS_SHARED.url}  # type: ignore[union-attr]  # accounts are for shared servers
        template = "account/email/change.txt" if name in CHANGES else f"account/email/{name}.txt"
        to = [email] if isinstance(email, str) else email
        with speaking(language_at(to[0]) or current()):  # a stranger is written to as whoever asks for it speaks
            subject, body = told(subject_of(name)), render_to_string(template, shown).strip() + "\n"
        mail = EmailMessage(subject, body, self.get_from_email(), to, headers=headers)
        return letters.for_reason(mail, WHY[name], context["user"].pk) if name in WHY else mail

    def add_message(
        self,
        request: HttpRequest,
        level: int,  # noqa: ARG002 - allauth's signature
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",  # noqa: ARG002 - as above
        message: str | None = None,
    ) -> None:
        """Say it as every page says what was done: one sentence at the top of the next page."""
        sentence = message or (render_to_string(message_template, message_context or {}) if message_template else "")
        if sentence.strip():
            session.say(request, " ".join(sentence.split()))

    def _invited_address(self, request: HttpRequest) -> str | None:
        invitation = invitations.live_invitation(request.session.get(INVITED, ""), bootstrap.now())
        return invitation.email if invitation else self._coach_s_address(request)

    def _coach_s_address(self, request: HttpRequest) -> str | None:
        """Return whom a client has invited as a coach; where the operator lets that be a way in."""
        shared, kept = settings.SMALLWINS_SHARED, request.session.get(INVITED_AS_COACH, "")
        return grants.invited_address(kept) if shared and shared.coach_sign_up and kept else None


def _only_invited() -> bool:
    shared = settings.SMALLWINS_SHARED
    return shared is not None and shared.sign_up == "invitation"
