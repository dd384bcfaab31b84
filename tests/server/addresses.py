"""Every address that names something, with Ada's ids in it, with nobody's, and with one of hers among one's own."""

import re
from collections.abc import Iterator
from itertools import product

from tests.server.adas import Ids
from tests.server.routes import Route
from tests.server.twins import ID, NUMBER, Address

PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?(?P<name>\w+)>")

NAMED = {
    "wins/int": "win",
    "wins/str": "win id",
    "goals/int": "goal",
    "steps/int": "step",
    "crossroads/str": "crossroads",
    "options/str": "option",
    "stories/str": "story",
    "remarks/str": "remark",
    "questions/str": "question",
    "offers/str": "offer",
    "sessions/int": "session",
    "tokens/int": "token",
    "passkeys/int": "factor",
    "coaches/int": "grant",
    "links/int": "link",
    "clients/int": "client",
    "weeks/str": "week",
    "review/str": "week",
}
"""What kind of thing an address names: by the word before it, and whether it is a number."""

NUMBERS = ("win", "goal", "step", "session", "token", "factor", "grant", "link", "client", "change", "elsewhere")
BY_WEEK = ("weeks/<str:name>", "review/<str:week>")
"""Everybody has every week: one's own page of it, whoever else closed it."""


def kinds_in(route: Route) -> tuple[str, ...]:
    """Return what kinds of things a route names."""
    found = []
    for parameter in PARAMETER.finditer(route.address):
        before = route.address[: parameter.start()].rstrip("/").rpartition("/")[2]
        key = f"{before}/{parameter['converter'] or 'str'}"
        assert key in NAMED, f"say in NAMED what {parameter['name']} of {route.address} is"
        found.append(NAMED[key])
    return tuple(found)


def addresses_of(route: Route, hers: Ids, own: Ids) -> Iterator[Address]:
    """Yield a route's addresses: all that they name is Ada's, or a single one of several is."""
    kinds = kinds_in(route)
    for values in product(*[hers[kind] for kind in kinds]):
        none = tuple(map(nobodys, kinds))
        yield Address(_filled(route, values), _filled(route, none), (*values, *none))
    if len(kinds) < 2:
        return
    for place, kind in enumerate(kinds):
        for value in hers[kind]:
            one, other = ([own[kind][0] for kind in kinds] for _ in range(2))
            one[place], other[place] = value, nobodys(kind)
            yield Address(_filled(route, one), _filled(route, other), (value, other[place]))


def nobodys(kind: str) -> str:
    """Return what would name something of a kind, and names nothing of anybody's."""
    return "1999-W01" if kind == "week" else NUMBER if kind in NUMBERS else ID


def _filled(route: Route, values: tuple[str, ...] | list[str]) -> str:
    left = iter(values)
    return "/" + PARAMETER.sub(lambda _: next(left), route.address)
