"""Who may ask for a view: each view carries one rule, and `server/access.py` decides by it on a shared server."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal, NamedTuple, TypeVar

from django.urls import URLPattern, URLResolver

View = TypeVar("View", bound=Callable[..., Any])
Route = TypeVar("Route", bound=URLPattern | URLResolver)


class Reach(NamedTuple):
    """Whose journal a request reaches, by what right, and how much of it."""

    owner: int
    by: Literal["owner", "coach", "link", "token", "feed"]
    person: int | None
    """Who asks; None by a link or a calendar."""
    scopes: frozenset[str]
    """For the owner everything; for a coach or a link what was granted; for a token capture, read or write."""
    wins: frozenset[str] | None = None
    """The ids of the chosen wins; None where no win is left out."""
    share: int | None = None
    """The number of the grant or of the link, for the list of looks."""
    since: date | None = None
    """The first day of the weeks shared; None where no week is left out."""
    about: str = ""
    """By a link: what it shows, a week or the id of a win, a goal or a draft."""

    @property
    def chosen(self) -> frozenset[str]:
        """The ids of the wins that somebody else may read: those chosen for them, and none where none was."""
        return self.wins or frozenset()


class Rule(NamedTuple):
    """Who may ask for a view."""

    kind: Literal["own", "granted", "by_link", "by_feed", "anybody", "signed_in", "all_of_one", "token", "described"]
    scope: str = ""


def own(view: View) -> View:
    """Let a person reach their own journal, and nobody else's."""
    return _ruled(view, Rule("own"))


def signed_in(view: View) -> View:
    """Let whoever has an account in: a page about the account, not about a journal."""
    return _ruled(view, Rule("signed_in"))


def all_of_one(view: View) -> View:
    """Let a person take along all that is theirs: their journal, and their own words in those they coach."""
    return _ruled(view, Rule("all_of_one"))


def anybody(view: View) -> View:
    """Let everybody in: the ways in, and nothing of anybody's."""
    return _ruled(view, Rule("anybody"))


def by_link(view: View) -> View:
    """Let whoever holds the secret of a live link in (the view's argument `secret`), to what it shows."""
    return _ruled(view, Rule("by_link"))


def by_feed(view: View) -> View:
    """Let whoever holds the secret of a calendar's address in (the view's argument `secret`), to that calendar."""
    return _ruled(view, Rule("by_feed"))


def granted(scope: str) -> Callable[[View], View]:
    """Let a coach reach what the client (the view's argument `client`) has granted."""
    return lambda view: _ruled(view, Rule("granted", scope))


def token(scope: str) -> Callable[[View], View]:
    """Let a program with a live token of this scope reach the journal of the token's person."""
    return lambda view: _ruled(view, Rule("token", scope))


def described(view: View) -> View:
    """Let whoever has an account in, and any program with a live token: a page about nobody."""
    return _ruled(view, Rule("described"))


def rule_of(view: object) -> Rule | None:
    """Return the rule that a view carries."""
    rule = getattr(view, "rule", None)
    return rule if isinstance(rule, Rule) else None


def each(rule: Callable[[Any], Any], routes: Iterable[Route]) -> list[Route]:
    """Give every route that has no rule yet the same one."""
    given = list(routes)
    for route in given:
        if isinstance(route, URLResolver):
            each(rule, route.url_patterns)
        elif rule_of(route.callback) is None:
            rule(route.callback)
    return given


def _ruled(view: View, rule: Rule) -> View:
    view.rule = rule  # type: ignore[attr-defined]  # read by server/access.py
    return view
