"""How allauth behaves here, where a setting cannot say it."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string

from smallwins.web import session


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth brings no types
    """Our few differences."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell whether this visitor may sign up: everybody, those invited, or nobody."""
        del request
        shared = settings.SMALLWINS_SHARED
        return shared is not None and shared.sign_up == "open"

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
