"""Nothing of Ada's ever reaches Ben: every route there is, asked for as Ben with each of Ada's ids."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import product

import pytest

from tests.counting import Ask, counted
from tests.server.routes import Route, every_route
from tests.shared import Answer, Shared, Visitor

PARAMETER = re.compile(r"<(?:(?:int|str|slug|path):)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)")
NOTHING_LIKE_IT = {
    "number": "999983",
    "pk": "999983",
    "grant": "999983",
    "link": "999983",
    "client": "999983",
    "week": "1999-W01",
    "win": "01NOTHINGLIKEIT0000000000",
    "name": "01NOTHINGLIKEIT0000000000",
    "option": "01NOTHINGLIKEIT0000000000",
}
CANARY = "quiet-canary"


def today(more: int) -> str:
    return (datetime.now(UTC).date() + timedelta(more)).isoformat()


Finds = Callable[[Visitor], list[str]]


def in_page(place: str, pattern: str) -> Finds:
    """Find ids in a page of Ada's."""

    def found(ada: Visitor) -> list[str]:
        ids = sorted(set(re.findall(pattern, unescape(ada.get(place).text))))
        assert ids, f"{place} shows none of {pattern}"
        return ids[:2]

    return found


def the_crossroads(ada: Visitor) -> list[str]:
    return in_page("/crossroads", r"/crossroads/([\w-]{4,})")(ada)


def their_options(ada: Visitor) -> list[str]:
    kept = json.loads(ada.get("/export").text)
    return [option["id"] for crossroads in kept["crossroads"] for option in crossroads["options"]][:2]


IDS: dict[str, Finds] = {
    "wins/number": in_page("/wins", r"/wins/(\d+)"),
    "goals/number": in_page("/goals", r"/goals/(\d+)"),
    "steps/number": lambda _: ["1", "2"],
    "crossroads/name": the_crossroads,
    "crossroads/option": their_options,
    "you/number": in_page("/you", r"you/sessions/(\d+)/end"),
    "you/pk": lambda _: ["1", "2"],
    "stories/name": in_page("/stories", r"/stories/([\w-]{8,})"),
    "sharing/grant": in_page("/sharing", r"/sharing/coaches/(\d+)"),
    "sharing/link": in_page("/sharing", r"/sharing/links/(\d+)"),
    "sharing/number": in_page("/wins", r"/wins/(\d+)"),
    "clients/client": lambda _: ["1"],
    "clients/win": lambda ada: [json.loads(ada.get("/export").text)["wins"][0]["id"]],
    "clients/week": lambda ada: [json.loads(ada.get("/export").text)["reviews"][0]["week"]],
}
"""Where each id of Ada's is found: by the first word of the address, and the parameter's name."""

NOBODYS: dict[str, list[str]] = {
    "weeks/name": ["2026-W40"],
    "review/week": ["2026-W40"],
    "guide/name": ["no-such-screen"],
    "sign-in/provider_id": ["firm", "none"],
    "confirm/key": ["MQ:1abcde:never-signed"],
    "confirm-move/key": ["never-signed"],
    "forgotten/uidb36": ["1"],
    "forgotten/key": ["set-password", "abc-def"],
    "invited/secret": ["swi_never-made"],
    "clients/secret": ["swi_never-made"],
    "s/secret": ["swl_never-made"],
    "calendar/secret": ["swc_never-made"],
    "mails/sign": ["1:never-signed"],
    "remarks/remark": ["01NOREMARK"],
}
"""What names nothing of anybody's: a week, or a secret that is guessed."""


def filled(route: Route, ids: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Return the addresses of a route with each of Ada's ids, and beside each the same with ids of nobody."""
    room = route.address.lstrip("^").split("/")[0]
    names = [one or two for one, two in PARAMETER.findall(route.address)]
    unknown = [f"{room}/{name}" for name in names if f"{room}/{name}" not in ids | NOBODYS]
    assert not unknown, f"say in IDS or NOBODYS what {unknown} of {route.address} is"
    addresses = []
    for values in product(*[(ids | NOBODYS)[f"{room}/{name}"] for name in names]):
        hers = none = route.address
        for name, value in zip(names, values, strict=True):
            hers = PARAMETER.sub(value.replace("\\", ""), hers, count=1)
            none = PARAMETER.sub(NOTHING_LIKE_IT.get(name, "x"), none, count=1)
        addresses.append((f"/{hers.strip('^$')}", f"/{none.strip('^$')}"))
    return addresses


def test_every_route_says_who_may_ask_for_it() -> None:
    assert len(every_route()) > 60
    assert [route for route in every_route() if route.rule is None] == []


@pytest.fixture(scope="module")
def ada(one_server: Shared) -> Visitor:
    ada = one_server.visitor().sign_up("ada@example.org")
    ada.post("/sample/load", page="/settings")
    ada.post("/", {"title": CANARY})
    assert CANARY in ada.get("/wins").text
    assert ada.post("/stories", {"kind": "brag", "title": CANARY}).status == 303
    ada.post("/sharing/invite", {"email": "cleo@example.org"}, page="/sharing")
    ada.post("/sharing/links/new", {"until": today(30)}, page="/sharing/links/new")
    return ada


@pytest.fixture(scope="module")
def ben(one_server: Shared, ada: Visitor) -> Visitor:
    return one_server.visitor().sign_up("ben@example.org")


@pytest.fixture(scope="module")
def ids(ada: Visitor, one_server: Shared) -> dict[str, list[str]]:
    one_server.visitor().sign_in("ada@example.org")  # a session that could be ended
    return {name: find(ada) for name, find in IDS.items()}


def without(answer: Answer, address: str) -> str:
    """What an answer shows, without the ids that were asked for."""
    shown = unescape(answer.text).partition('tabindex="-1">')[2].partition("</main>")[0] or answer.text
    shown = re.sub(r'value="\w{64}"|typed-\d+', "", shown)  # the token of a form, and the names of its fields
    ids = [part for part in address.split("/") if part[:1].isdigit() or part[:3] in {"x", "swi", "swl"}]
    return re.sub("|".join(rf"(?<=[ /]){re.escape(part)}(?=[ /\"])" for part in ids) or "$^", "", shown)


def everything_of(ada: Visitor) -> object:
    kept = json.loads(ada.get("/export").text)
    kept.pop("exported_at", None)
    return kept


def test_ben_gets_the_same_answer_for_what_is_adas_as_for_what_is_nobodys(
    ada: Visitor, ben: Visitor, ids: dict[str, list[str]]
) -> None:
    before, asked = everything_of(ada), 0
    token = ben.token("/you")
    for route in every_route():
        if route.address.startswith("^api"):
            continue  # every operation, with ids in its path, query and body: tests/api/test_isolation.py
        for hers, nobodys in filled(route, ids):
            if "<" not in route.address:
                continue
            for method in ("GET", "POST"):
                answers = [_ask(ben, method, address, token) for address in (hers, nobodys)]
                (one, other), asked = answers, asked + 1
                assert CANARY not in one.text, (method, hers)
                assert one.status < 500, (method, hers)
                if f"{route.address.split('/')[0]}" in {
                    "wins",
                    "goals",
                    "steps",
                    "crossroads",
                    "stories",
                    "you",
                    "sharing",
                    "clients",
                }:
                    assert one.status in {404, 405, 302, 422}, (method, hers, one.status)
                    assert one.status == other.status, (method, hers, one.status, other.status)
                    assert without(one, hers) == without(other, nobodys), (method, hers)
                    assert one.status != 302 or one.place.startswith("/you/again"), (method, hers, one.place)

    assert asked > 60
    assert everything_of(ada) == before
    assert ada.is_in()


def test_a_page_of_adas_costs_ben_as_much_as_one_of_nobodys(
    one_server: Shared, ada: Visitor, ben: Visitor, ids: dict[str, list[str]]
) -> None:
    cookies = "; ".join(f"{name}={value}" for name, value in ben.cookies.items())
    headers = {"HTTP_HOST": f"localhost:{one_server.port}", "HTTP_COOKIE": cookies}
    pairs = [
        pair
        for route in every_route()
        if route.rule in {"own", "signed_in", "granted"} and "<" in route.address
        for pair in filled(route, ids)
    ]

    found = counted(one_server, [Ask("GET", address, "", headers) for pair in pairs for address in pair])

    assert sum(one.status == 404 for one in found) > 40
    for pair, hers, nobodys in zip(pairs, found[::2], found[1::2], strict=True):
        room = pair[0].split("/")[1]
        if room not in {"weeks", "review"}:  # weeks are everybody's; each has a page of one's own
            assert hers == nobodys, pair


def test_ben_finds_nothing_of_adas_on_any_page_of_his_own(ben: Visitor, ada: Visitor) -> None:
    for route in every_route():
        if "<" not in route.address and route.name not in {"account_logout", "lock"}:
            answer = ben.get(f"/{route.address}")
            assert CANARY not in answer.text, route
            assert answer.status < 500, route
    assert CANARY not in ben.get(f"/wins?words={CANARY}").text.replace(f'value="{CANARY}"', "").replace(
        f"“{CANARY}”", ""
    )


def test_a_stranger_is_shown_the_way_in_and_nothing_else(one_server: Shared, ids: dict[str, list[str]]) -> None:
    for route in every_route():
        if route.rule not in {"own", "signed_in", "all_of_one"}:
            continue
        for hers, _ in filled(route, ids):
            stranger = one_server.visitor()
            answer = stranger.get(hers)
            if hers.startswith("/api/"):
                assert (answer.status, _ask(stranger, "POST", hers, "x" * 64).status) == (401, 403), hers
                continue
            assert (answer.status, answer.place.partition("?")[0]) == (302, "/sign-in"), (hers, answer.status)
            assert _ask(stranger, "POST", hers, "x" * 64).status in {302, 403}, hers


def _ask(visitor: Visitor, method: str, address: str, token: str) -> Answer:
    form = f"csrfmiddlewaretoken={token}&title=x&name=x".encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return visitor.get(address) if method == "GET" else visitor.ask("POST", address, form, headers)
