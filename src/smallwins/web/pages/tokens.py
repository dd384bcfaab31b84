"""Tokens for programs: make one, see those there are, take one back."""

from datetime import timedelta
from typing import cast

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from smallwins.accounts.models import Person, Token
from smallwins.accounts.tokens import ended_tokens, live_tokens, make_token, revoke_token
from smallwins.language import _, told_of
from smallwins.method.errors import InputError, RefusedError
from smallwins.method.saying import say
from smallwins.web import forms, session
from smallwins.web.forms import Form
from smallwins.web.page import page
from smallwins.web.places import see

SCOPES = (
    ("capture", say("Write wins down"), say("It can add a win, and read nothing. Right for a phone.")),
    ("read", say("Read"), say("It can read everything, and change nothing.")),
    ("write", say("Read and write"), say("It can do all that you can do here.")),
)
SCOPE_WORDS = {scope: words for scope, words, _ in SCOPES}
DAYS = ((30, "30 days"), (90, "90 days"), (365, "a year"))
USUAL_DAYS = 90


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth says no types
def tokens(request: HttpRequest) -> HttpResponse:
    """Show the tokens; a POST makes one, and its answer is the one place where it is shown."""
    if request.method != "POST":
        return _shown(request, Form({}))
    sent = request.POST
    try:
        days = forms.number(sent, "days")
        if days not in dict(DAYS):
            raise InputError("days", _("choose until when"))  # noqa: TRY301 - as the use case does
        until = timezone.now() + timedelta(days=days or USUAL_DAYS)
        made = make_token(_person(request), forms.text(sent, "name"), forms.text(sent, "scope"), until)
    except InputError as error:
        return _shown(request, forms.shown_again(sent, error), status=422)
    except RefusedError as error:
        return _shown(request, Form(forms.typed(sent), {"name": told_of(error)}), status=422)
    return _shown(request, Form({}), secret=made.secret, made=made.token)


@require_POST
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Take a token back; the next request with it is refused."""
    revoke_token(_person(request), number)
    session.say(request, "Taken back. It opens nothing any more.")
    return see(reverse("tokens"))


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _shown(
    request: HttpRequest, form: Form, *, status: int = 200, secret: str = "", made: Token | None = None
) -> HttpResponse:
    person = _person(request)
    assert settings.SMALLWINS_SHARED is not None  # these pages are a shared server's
    return page(
        request,
        "pages/tokens.html",
        here="you",
        status=status,
        form=form,
        secret=secret,
        phone=made is not None and made.scope != "read",
        address=f"{settings.SMALLWINS_SHARED.url}/api/v1/wins",
        scopes=SCOPES,
        lasting=DAYS,
        usual_days=str(USUAL_DAYS),
        live=[_row(token) for token in live_tokens(person)],
        ended=[_row(token) for token in ended_tokens(person)],
    )


def _row(token: Token) -> dict[str, object]:
    return {
        "number": token.pk,
        "name": token.name,
        "begins": token.begins,
        "may": SCOPE_WORDS[token.scope],
        "until": token.until.date(),
        "last_used": token.last_used_at.date() if token.last_used_at else None,
        "revoked": token.revoked_at.date() if token.revoked_at else None,
    }
