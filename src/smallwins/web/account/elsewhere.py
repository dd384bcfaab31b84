"""Signing in by a firm's own provider: what it may do here, and what is said when it is away."""

from http import HTTPStatus
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from smallwins.language import _
from smallwins.web.page import page

_NONSENSE = (OSError, LookupError, TypeError, ValueError, AttributeError)
"""What reading the answer of a provider that is away, or in the middle of some work, can raise."""


class FromElsewhere(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth brings no types
    """How allauth behaves with what a provider says."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:  # noqa: ARG002 - allauth's signature
        """Make accounts only where everybody may: an invitation is for an address that we have asked ourselves."""
        shared = settings.SMALLWINS_SHARED
        return shared is not None and shared.sign_up == "open"

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:  # noqa: ANN401 - allauth's
        """Refuse what is said of two people at once; take an address as verified only where that is said outright."""
        told = sociallogin.account.extra_data
        named = {told[part].get("sub") for part in ("userinfo", "id_token") if part in told}
        if len(named) != 1:
            refused = render_to_string("socialaccount/authentication_error.html", {}, request)
            raise ImmediateHttpResponse(HttpResponse(refused, status=HTTPStatus.UNAUTHORIZED))
        for address in sociallogin.email_addresses:
            address.verified = address.verified is True  # some say "false", in letters

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,  # noqa: ANN401 - allauth's, here and below
        error: Any = None,  # noqa: ANN401, ARG002
        exception: Exception | None = None,
        extra_context: Any = None,  # noqa: ANN401, ARG002
    ) -> None:
        """Say that the provider is away, where it is that."""
        if isinstance(exception, OSError):
            raise ImmediateHttpResponse(_away(request, provider.name))


def go_there(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead on to the provider."""
    return _or_away(oidc.login, request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the provider says of a person."""
    return _or_away(oidc.callback, request, provider_id)


def _or_away(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:  # noqa: ANN401 - a view of allauth's
    try:
        response: HttpResponse = view(request, provider_id)
    except _NONSENSE:
        shared = settings.SMALLWINS_SHARED
        return _away(request, shared.oidc.name if shared and shared.oidc else provider_id)
    return response


def _away(request: HttpRequest, name: str) -> HttpResponse:
    sentence = _(
        "{name} cannot be reached just now. Nothing happened; try again in a moment, or come in another way.", name=name
    )
    response = page(
        request,
        "pages/error.html",
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        heading=_("A moment"),
        sentence=sentence,
        typed=[],
    )
    response.headers["Retry-After"] = "60"
    return response
