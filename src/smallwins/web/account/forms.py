"""allauth's forms, where a field is too much or a check too little."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from allauth.account.forms import (
    ReauthenticateForm as PasswordAgainForm,
)
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.forms import ValidationError

from smallwins.language import _, told
from smallwins.method.saying import say

LONG_ENOUGH = say("Ten characters or more. A few words in a row are good; a password manager is better.")
CODE_LIVES = 120
"""Seconds: longer than a code fits, one step before and one after included."""


class SignIn(LoginForm):  # type: ignore[misc]  # allauth brings no types, here and below
    """With labels a person would use."""

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401 - allauth's, here and below
        super().__init__(*args, **named)
        self.fields["login"].label = _("E-mail address")
        self.fields["password"].help_text = ""


class SignUp(SignupForm):  # type: ignore[misc]
    """An address and a password, typed once: whoever mistypes it gets a new one by mail."""

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **named)
        self.fields["email"].label = _("E-mail address")
        self.fields["password1"].help_text = told(LONG_ENOUGH)
        self.kept_password = ""

    def clean(self) -> dict[str, Any]:
        """Hash the password here, before anything is written, and whether the address has an account or not."""
        told: dict[str, Any] = super().clean()
        if "password1" in told and not self.errors:
            self.kept_password = make_password(told.pop("password1"))
        return told


class NewAddress(AddEmailForm):  # type: ignore[misc]
    """The address to move to."""

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **named)
        self.fields["email"].label = _("The new one")


class Forgotten(ResetPasswordForm):  # type: ignore[misc]
    """The address that a link is sent to."""

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **named)
        self.fields["email"].label = _("E-mail address")


class PasswordAgain(PasswordAgainForm):  # type: ignore[misc]
    """The password, before something that matters."""

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **named)
        self.fields["password"].help_text = ""


class ChangePassword(ChangePasswordForm):  # type: ignore[misc]
    """The old one, and the new one once."""

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **named)
        del self.fields["password2"]
        self.fields["oldpassword"].label, self.fields["oldpassword"].help_text = _("Your password now"), ""
        self.fields["password1"].label, self.fields["password1"].help_text = _("The new one"), told(LONG_ENOUGH)


class SetPassword(SetPasswordForm):  # type: ignore[misc]
    """The new one once."""

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **named)
        del self.fields["password2"]
        self.fields["password1"].help_text = told(LONG_ENOUGH)


class NewPassword(ResetPasswordKeyForm):  # type: ignore[misc]
    """The new one once."""

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **named)
        del self.fields["password2"]
        self.fields["password1"].label, self.fields["password1"].help_text = _("New password"), told(LONG_ENOUGH)


class _CodeOnce:
    """A code works once as long as it fits; allauth would take it again after half a minute."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # of the form beside
        except ValidationError as error:
            if error.code in {"rate_limited", "too_many_login_attempts"}:
                raise ImmediateHttpResponse(respond_429(context.request)) from error
            raise
        use_up(self.user.pk, code)
        return code


class SecondStep(_CodeOnce, AuthenticateForm):  # type: ignore[misc]
    """The code at sign-in."""


class CodeAgain(_CodeOnce, ReauthenticateForm):  # type: ignore[misc]
    """The code before something that matters."""


class AddApp(_CodeOnce, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app, which opens nothing later."""

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **named)
        self.fields["code"].label = _("The code that it shows")


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey, with a name to know it by."""

    def __init__(self, *args: Any, **named: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **named)
        self.fields["name"].label = _("A name to know it by")
        self.fields["name"].initial = self.initial["name"] = _("Passkey")
        self.fields["passwordless"].label = _("Sign in with it alone, without a password")
        self.fields["passwordless"].help_text = _("It then asks for your finger, your face or its own code.")
        self.fields["passwordless"].initial = True


def use_up(person: int, code: str) -> None:
    """Take a code once."""
    if not cache.add(f"code:{person}:{code.strip()}", True, timeout=CODE_LIVES):
        raise get_adapter().validation_error("incorrect_code")
