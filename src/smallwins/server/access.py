"""THE file where isolation is decided: whose journal a request reaches, by the rule of the view it asks for.

Deny by default: a view without a rule, or with one that does not fit its address, makes the server refuse to start,
and a view without one is answered 404 should it ever be asked.
All that is not yours is the same 404 as what does not exist.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.http import urlencode

from smallwins.accounts import grants, links, reminders
from smallwins.accounts.rules import Reach, Rule, rule_of
from smallwins.accounts.tokens import token_of
from smallwins.api import problems
from smallwins.api.urls import scope_needed, share_needed
from smallwins.method.errors import NotFoundError
from smallwins.web import errors

EVERYTHING = frozenset({"everything"})
ALLOWS = {"capture": {"capture"}, "read": {"read"}, "write": {"capture", "read", "write"}}
"""What a token of each scope may do."""
NAMED = re.compile(r"<(?:\w+:)?(\w+)>")
"""What an address names, as it is written in a route."""
LONGEST_NUMBER = 15
"""Signs of a number in an address; more are more than any database has, or minds."""
BEARER = "Authorization"  # unsaid: a header
Decision = Reach | HttpResponse | None
"""What a request reaches; or an answer instead; or nothing, where the view shows nothing of anybody's."""


class Access:
    """Decide before every view, and hand the view what it may reach: `request.reach` and `request.owner`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        if wrong := every_route_has_a_rule():
            raise ImproperlyConfigured("; ".join(str(one.msg) for one in wrong))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the decision falls when the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: list[Any], named: dict[str, Any]
    ) -> HttpResponse | None:
        """Decide by the rule of the view."""
        rule = rule_of(view)
        if rule is None:
            return errors.not_found(request)
        try:
            decided = DECISIONS[rule.kind](request, rule, named)
        except NotFoundError:
            return errors.not_found(request)
        if isinstance(decided, HttpResponse):
            return decided
        if decided is not None:
            request.reach = decided  # type: ignore[attr-defined]  # read by pages
            request.owner = decided.owner  # type: ignore[attr-defined]  # read by web/journals.py
        return None


def _anybody(_request: HttpRequest, _rule: Rule, _named: dict[str, Any]) -> Decision:
    return None


def _own(request: HttpRequest, _rule: Rule, _named: dict[str, Any]) -> Decision:
    person = request.user.pk
    if person is None:
        return _to_sign_in(request)
    return Reach(owner=person, by="owner", person=person, scopes=EVERYTHING)


def _signed_in(request: HttpRequest, rule: Rule, named: dict[str, Any]) -> Decision:
    return _own(request, rule, named)  # a page of one's account reaches nothing but one's own


def _all_of_one(request: HttpRequest, rule: Rule, named: dict[str, Any]) -> Decision:
    """Decide as for one's own, and name the journals in which the person's own words lie; only those are read there."""
    if request.user.pk is not None:
        request.reaches = grants.places_written_in(request.user.pk)  # type: ignore[attr-defined]  # read by the view
    return _own(request, rule, named)


def _granted(request: HttpRequest, rule: Rule, named: dict[str, Any]) -> Decision:
    """Decide what a coach reaches of one client, or of each of theirs where the route names none."""
    coach = request.user.pk
    return _to_sign_in(request) if coach is None else _of_coach(request, coach, rule.scope, named)


def _of_coach(request: HttpRequest, coach: int, scope: str, named: dict[str, Any]) -> Reach | None:
    if "client" not in named:
        request.reaches = [grants.reach_of(grant) for grant in grants.grants_held(coach)]  # type: ignore[attr-defined]
        return None
    told = str(named["client"])
    if not (told.isascii() and told.isdecimal() and len(told) <= LONGEST_NUMBER):
        raise NotFoundError("client", told)
    return grants.reach_of(grants.live_grant(coach, int(told), scope))


def _by_link(request: HttpRequest, _rule: Rule, named: dict[str, Any]) -> Decision:
    """Decide what a link opens: nothing before its password was given, with the very request that asks."""
    link = links.live_link(named["secret"])
    request.link = link  # type: ignore[attr-defined]  # the page asks for its password
    if link.password and not (request.method == "POST" and links.opens(link, request.POST.get("password", ""))):
        return None
    return links.reach_of(link)


def _by_feed(request: HttpRequest, _rule: Rule, named: dict[str, Any]) -> Decision:
    """Decide what a calendar's address opens: when its person reviews their week, and what they let it name."""
    feed = reminders.feed_of(named["secret"])
    request.feed = feed  # type: ignore[attr-defined]  # the view notes that it was fetched
    return Reach(owner=feed.person_id, by="feed", person=None, scopes=frozenset({"calendar"}))


def _token(request: HttpRequest, _rule: Rule, named: dict[str, Any]) -> Decision:
    """Let a program in by its token alone: no cookie is looked at, and no person who is signed in makes up for one.

    It reaches the journal of its person, or, where the operation is a coach's, what a client granted that person.
    """
    kind, _, secret = request.headers.get(BEARER, "").partition(" ")
    try:
        token = token_of(secret.strip()) if kind.lower() == "bearer" else None
    except NotFoundError:
        token = None
    if token is None:
        return problems.answer(problems.NO_TOKEN)
    needed = scope_needed(request)
    if needed is not None and needed not in ALLOWS[token.scope]:
        return problems.answer(problems.SMALL_SCOPE)
    request.person = token.person_id  # type: ignore[attr-defined]  # read by api/gate.py and where accounts are asked
    shared = share_needed(request)
    if shared is None:
        return Reach(owner=token.person_id, by="token", person=token.person_id, scopes=frozenset({token.scope}))
    try:
        return _of_coach(request, token.person_id, shared, named)
    except NotFoundError as error:
        return problems.refused(error)


def _described(request: HttpRequest, rule: Rule, named: dict[str, Any]) -> Decision:
    return (_token if BEARER in request.headers else _signed_in)(request, rule, named)


DECISIONS: dict[str, Callable[[HttpRequest, Rule, dict[str, Any]], Decision]] = {
    "anybody": _anybody,
    "own": _own,
    "signed_in": _signed_in,
    "all_of_one": _all_of_one,
    "granted": _granted,
    "by_link": _by_link,
    "by_feed": _by_feed,
    "token": _token,
    "described": _described,
}


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    address = reverse("account_login")
    if request.method in {"GET", "HEAD"} and request.path != "/":
        address += "?" + urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(address)


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Walk every route there is: its address as it is written in the route, and the route."""
    for route in (resolver or get_resolver()).url_patterns:
        address = before + str(route.pattern)
        if isinstance(route, URLResolver):
            yield from routes(route, address)
        else:
            yield address, route


def every_route_has_a_rule(**_about: object) -> list[CheckMessage]:
    """Name each route without a rule, or with one that does not fit it; the server does not start with one."""
    return [
        Error(f"the route {address!r} {wrong}", id="smallwins.E001")  # unsaid: for developers
        for address, route in routes()
        if (wrong := _wrong_with(route.callback, frozenset(NAMED.findall(address))))
    ]


def _wrong_with(view: Callable[..., Any], named: frozenset[str]) -> str:
    """Say why nobody could decide who may ask for a view; nothing where somebody can."""
    rule = rule_of(view)
    if rule is None:
        return "has no rule: say in the words of accounts/rules.py who may ask for it"  # unsaid: for developers
    if rule.kind not in DECISIONS:
        return f"has a rule by which nothing is decided: {rule.kind}"  # unsaid: for developers
    if rule.kind in {"by_link", "by_feed"} and "secret" not in named:
        return "is opened by a secret, and its address has none"  # unsaid: for developers
    if rule.kind == "token" and not getattr(view, "scopes", None):
        return "is for programs, and does not say which scope each method needs"  # unsaid: for developers
    shared = getattr(view, "shares", {}).values()
    if "client" in named and rule.kind != "granted" and not (shared and all(one is not None for one in shared)):
        return "names a client, and does not say what they must have granted"  # unsaid: for developers
    return ""
