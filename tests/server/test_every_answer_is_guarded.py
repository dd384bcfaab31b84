"""Every page and every way to be refused: the same headers, cookies for this host alone, nothing from afar."""

import re
from collections.abc import Iterator

import pytest

from tests.server.routes import Route, every_route
from tests.server.test_accounts import again
from tests.shared import Answer, Shared, Visitor, sharing

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'", "font-src": "'self'",
    "connect-src": "'self'", "manifest-src": "'self'", "worker-src": "'self'", "form-action": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'", "frame-ancestors": "'none'",
}  # fmt: skip
HERE = "http://localhost"
HOSTILE_ORIGINS = ["https://evil.example", "null", "http://localhost.evil.example", "http://localhost:1"]
AFAR = re.compile(r"""(?i)(?:src|href|action|poster|data|srcset)\s*=\s*["']\s*(?:https?:|//|data:|javascript:)""")


def is_guarded(answer: Answer, place: str) -> None:
    """Hold an answer to the headers that keep it in its place."""
    for name, value in ALWAYS.items():
        assert answer.headers.get_all(name) == [value], (place, answer.status, name)
    policies = answer.headers.get_all("Content-Security-Policy")
    assert policies is not None, place
    assert len(policies) == 1, place
    assert dict(part.strip().split(" ", 1) for part in policies[0].split(";")) == POLICY, place
    assert answer.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}, place
    assert "no-store" in answer.headers["Cache-Control"], place
    assert not [name for name in answer.headers if name.lower().startswith("access-control")], place
    for cookie in answer.headers.get_all("Set-Cookie") or []:
        assert cookie.startswith("__Host-"), (place, cookie.partition("=")[0])
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}, place
        assert "domain=" not in cookie.lower(), place
    if "html" in (answer.headers["Content-Type"] or ""):
        assert not AFAR.search(answer.text.replace(f'href="{HERE}', "")), (place, AFAR.search(answer.text))
        assert not re.search(r"<script(?![^>]*\s(?:src=|type=\"application/json\"))|\son\w+=|\sstyle=", answer.text), (
            place
        )


def example(route: Route) -> str:
    """Fill an address with what may be there."""
    filled = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)", "x", route.address)
    filled = re.sub(r"<int:\w+>", "1", filled)
    filled = re.sub(r"<str:(week|name)>", "2026-W40", filled)
    return "/" + re.sub(r"<[^>]+>", "x", filled).strip("^$").replace("\\", "")


@pytest.fixture(scope="module")
def ada(one_file: Shared) -> Visitor:
    ada = one_file.visitor().sign_up("ada@example.org")
    ada.post("/sample/load", page="/settings")
    again(ada, "/you/everything")  # the pages behind it are looked at too
    return ada


def test_every_page_carries_the_same_headers_for_ada_and_for_a_stranger(one_file: Shared, ada: Visitor) -> None:
    stranger, seen = one_file.visitor(), set()
    for route in every_route():
        place = example(route)
        for visitor in (ada, stranger):
            for method in ("GET", "POST"):
                kept = dict(visitor.cookies)
                answer = visitor.ask(method, place)
                visitor.cookies = kept  # signing out must not end the walk
                assert answer.status < 500, (method, place)
                if method == "POST" and "Idempotency" not in answer.text:
                    assert answer.status != 200 or route.rule == "anybody", (method, place)
                is_guarded(answer, f"{method} {place}")
                seen.add(answer.status)

    assert {200, 302, 403, 404, 405} <= seen
    assert len(every_route()) > 80


def refusals(one_file: Shared, ada: Visitor) -> dict[int, Answer]:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    many = "&".join(f"a{n}=" for n in range(600)).encode()
    guesses = [one_file.visitor().post("/forgotten", {"email": "often@example.org"}) for _ in range(7)]
    return {
        400: ada.ask("POST", "/", many, form),
        403: ada.ask("POST", "/", b"title=x", form),
        404: ada.get("/nothing/here"),
        405: ada.get("/undo"),
        413: ada.ask("POST", "/", b"title=" + b"x" * 5_300_000, form),
        421: ada.get("/", {"Host": "elsewhere.example"}),
        422: ada.post("/", {"title": ""}),
        429: guesses[-1],
    }


def test_every_refusal_carries_them_too(one_file: Shared, ada: Visitor) -> None:
    for status, answer in refusals(one_file, ada).items():
        assert answer.status == status, (status, answer.text[:300])
        is_guarded(answer, str(status))
        assert "Traceback" not in answer.text


@pytest.mark.parametrize("origin", HOSTILE_ORIGINS)
def test_no_other_site_is_let_in_to_read(one_file: Shared, ada: Visitor, origin: str) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-a"}
    for method in ("OPTIONS", "GET", "POST"):
        for place in ("/", "/sign-in", "/export", "/api/v1/wins", "/you"):
            answer = ada.ask(method, place, headers=asked)
            assert answer.status in {401, 403, 404, 405}, (method, place, answer.status)
            assert not [name for name in answer.headers if name.lower().startswith(("access-control", "set-cookie"))]


@pytest.mark.parametrize(
    ("site", "mode", "dest", "status"),
    [
        ("same-origin", "navigate", "document", 200),
        ("none", "navigate", "document", 200),
        ("cross-site", "navigate", "document", 200),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "no-cors", "image", 403),
        ("cross-site", "no-cors", "script", 403),
        ("cross-site", "cors", "empty", 403),
        ("same-site", "no-cors", "style", 403),
        ("made-up", "navigate", "document", 403),
    ],
)
def test_no_other_site_embeds_or_measures_a_page(ada: Visitor, site: str, mode: str, dest: str, status: int) -> None:
    told = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}

    for place in ("/wins?words=salary", "/wins?words=nothing-like-it"):
        assert ada.get(place, told).status == status  # the same, whether something is found or nothing


@pytest.fixture(scope="module")
def gone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    with sharing(tmp_path_factory.mktemp("gone"), stays=False) as one:
        yield one


def test_without_its_tables_a_server_answers_with_the_same_headers_and_no_word_of_why(gone: Shared) -> None:
    ada = gone.visitor().sign_up("ada@example.org")
    ada.post("/", {"title": "quiet-canary"})
    file = gone.home / "shared.db"
    file.rename(gone.home / "elsewhere.db")
    file.mkdir()

    answers = [ada.get("/"), ada.get("/wins"), ada.get("/sign-in"), ada.get("/nothing"), ada.ask("POST", "/")]
    file.rmdir()
    (gone.home / "elsewhere.db").rename(file)

    for answer in answers:
        is_guarded(answer, "gone")
        assert not re.search(r"sqlite|OperationalError|Traceback|shared\.db|quiet-canary", answer.text)
        assert answer.status in {200, 302, 400, 403, 404, 503}
    assert [answer.status for answer in answers[:2]] == [503, 503]
