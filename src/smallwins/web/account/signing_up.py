"""Signing up: the account and the mail about it are kept together, and a known address costs what a new one does."""

from typing import Any

from allauth.account.views import SignupView
from django.db import IntegrityError, transaction
from django.http import HttpResponse


class SignUp(SignupView):  # type: ignore[misc]  # allauth brings no types
    """allauth's own, in one transaction; the password was hashed before, so that nobody waits for that."""

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - allauth's
        """Keep it all or nothing."""
        try:
            with transaction.atomic():
                answered: HttpResponse = super().form_valid(form)
        except IntegrityError:  # the same address was signed up with this very moment
            form.account_already_exists = True
            with transaction.atomic():
                answered = super().form_valid(form)
        return answered


sign_up = SignUp.as_view()
