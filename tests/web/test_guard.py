"""Closed to every other name, site and program: hosts, origins, Sec-Fetch, headers."""

import io
import logging

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django.fixtures import Settings

from smallwins.server import guard
from smallwins.server.urls import handler400, handler403, handler404, handler500  # noqa: F401 - read by Django
from smallwins.web.urls import urlpatterns as of_the_product
from tests.web.conftest import HOST


def breaks(request: HttpRequest) -> HttpResponse:
    raise ValueError("Ada told her manager that she leaves")


urlpatterns = [path("breaks", breaks), *of_the_product]


@pytest.mark.parametrize("host", ["127.0.0.1:8766", "localhost:8766", "LOCALHOST:8766", "[::1]:8766"])
def test_our_own_names_are_answered(ada: Client, host: str) -> None:
    assert ada.get("/", headers={"host": host, "origin": f"http://{host.lower()}"}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "", "evil.com", "evil.com:8766", "localhost.evil.com:8766", "127.0.0.1.evil.com:8766", "127.0.0.1", "localhost",
        "127.0.0.1:80", "127.0.0.1:8767", "127.0.0.1:87660", "localhost.:8766", "0.0.0.0:8766", "127.1:8766",
        "2130706433:8766", "[::]:8766", "[::ffff:127.0.0.1]:8766", "127.0.0.1:8766@evil.com", "evil.com#127.0.0.1:8766",
        "127.0.0.1:8766,evil.com", "ⅼocalhost:8766", "127.0.0.1:8766 ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/", "/lock", "/open/x", "/nothing", "/static/x/base.css"])
def test_any_other_host_is_misdirected_before_anything_is_looked_up(ada: Client, host: str, address: str) -> None:
    response = ada.get(address, headers={"host": host})
    assert response.status_code == 421
    assert b"smallwins" not in response.content


def test_a_request_without_a_host_is_misdirected() -> None:
    assert Client().get("/").status_code == 421


@pytest.mark.parametrize("name", ["x-forwarded-host", "x-host", "forwarded", "x-original-host"])
def test_no_other_header_makes_a_host_ours_or_not_ours(ada: Client, name: str) -> None:
    assert ada.get("/", headers={name: "evil.com"}).status_code == 200
    assert ada.get("/", headers={"host": "evil.com", name: HOST}).status_code == 421


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "origin",
    [
        None, "null", "", "http://evil.com", "https://127.0.0.1:8766", "http://127.0.0.1", "http://127.0.0.1:8767",
        "http://localhost:8766", "http://127.0.0.1:8766.evil.com", "http://127.0.0.1:8766/", "file://",
    ],
)  # fmt: skip
def test_nothing_is_changed_for_another_origin(ada: Client, method: str, origin: str | None) -> None:
    named = {"host": HOST} if origin is None else {"host": HOST, "origin": origin}
    other = Client(headers=named)
    other.cookies = ada.cookies
    assert getattr(other, method)("/lock").status_code == 403
    assert ada.get("/").status_code == 200, "the session must still be open"


@pytest.mark.parametrize(
    ("method", "site", "mode", "dest", "status"),
    [
        ("get", "same-origin", "navigate", "document", 200),
        ("get", "same-origin", "cors", "empty", 200),
        ("get", "none", "navigate", "document", 200),
        ("get", "cross-site", "navigate", "document", 200),
        ("get", "same-site", "navigate", "document", 200),
        ("get", "cross-site", "navigate", "iframe", 403),
        ("get", "cross-site", "navigate", "object", 403),
        ("get", "cross-site", "no-cors", "image", 403),
        ("get", "cross-site", "no-cors", "script", 403),
        ("get", "cross-site", "cors", "empty", 403),
        ("get", "same-site", "cors", "empty", 403),
        ("get", "same-site", "no-cors", "style", 403),
        ("get", "made-up", "navigate", "document", 403),
        ("post", "same-origin", "navigate", "document", 302),
        ("post", "none", "navigate", "document", 403),
        ("post", "cross-site", "navigate", "document", 403),
        ("post", "same-site", "navigate", "document", 403),
        ("post", "same-site", "cors", "empty", 403),
    ],
)
def test_only_our_own_pages_and_plain_navigations_are_answered(
    ada: Client, method: str, site: str, mode: str, dest: str, status: int
) -> None:
    fetch = {"sec-fetch-site": site, "sec-fetch-mode": mode, "sec-fetch-dest": dest}
    answer = ada.post("/lock", headers=fetch) if method == "post" else ada.get("/", headers=fetch)
    assert answer.status_code == status


def test_a_static_file_is_not_lent_to_another_site(ada: Client, settings: Settings) -> None:
    fetch = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "style"}
    assert ada.get(f"{settings.STATIC_URL}base.css", headers=fetch).status_code == 403
    lent = ada.get(f"{settings.STATIC_URL}base.css")
    lent.close()
    assert lent.status_code == 200


def test_no_preflight_is_granted(ada: Client) -> None:
    asked = {"origin": "http://evil.com", "access-control-request-method": "POST"}
    for address in ("/", "/lock", "/open", "/nothing"):
        response = ada.options(address, headers=asked)
        assert response.status_code in {403, 405}
        assert not [name for name in response.headers if name.lower().startswith("access-control")]


def _answer(ada: Client, stranger: Client, settings: Settings, status: str) -> object:
    return {
        "200": lambda: ada.get("/"),
        "302": lambda: stranger.get("/open/x"),
        "403 locked": lambda: stranger.get("/"),
        "403 origin": lambda: ada.get("/", headers={"origin": "http://evil.com"}),
        "404": lambda: ada.get("/nothing"),
        "405": lambda: ada.get("/lock"),
        "421": lambda: ada.get("/", headers={"host": "evil.com"}),
        "500": lambda: ada.get("/breaks"),
        "200 static": lambda: ada.get(f"{settings.STATIC_URL}base.css"),
        "404 static": lambda: ada.get(f"{settings.STATIC_URL}none.css"),
    }[status]()


@pytest.mark.parametrize(
    "status", ["200", "302", "403 locked", "403 origin", "404", "405", "421", "500", "200 static", "404 static"]
)
def test_every_answer_carries_the_same_headers(ada: Client, stranger: Client, settings: Settings, status: str) -> None:
    settings.ROOT_URLCONF = __name__
    ada.raise_request_exception = False
    response = _answer(ada, stranger, settings, status)
    response.close()  # type: ignore[attr-defined] # the test client's own answer
    assert str(response.status_code) == status[:3]  # type: ignore[attr-defined] # the test client's own answer
    headers = response.headers  # type: ignore[attr-defined]
    for name, value in guard.HEADERS.items():
        if name != "Cache-Control" or status != "200 static":
            assert headers[name] == value, name
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self'",
        "font-src": "'self'", "connect-src": "'self'", "manifest-src": "'self'", "worker-src": "'self'",
        "form-action": "'self'",
        "object-src": "'none'", "base-uri": "'none'", "frame-ancestors": "'none'",
    }  # fmt: skip
    assert "Access-Control-Allow-Origin" not in headers


def test_static_files_are_kept_for_ever_under_an_address_that_changes_with_them(
    ada: Client, settings: Settings
) -> None:
    response = ada.get(f"{settings.STATIC_URL}base.css")
    response.close()
    assert "immutable" in response.headers["Cache-Control"]


def test_a_fault_of_ours_tells_nothing_to_the_page_or_the_log(
    ada: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.ROOT_URLCONF = __name__
    ada.raise_request_exception = False
    log = io.StringIO()
    monkeypatch.setattr(logging.getLogger("django").handlers[0], "stream", log)
    response = ada.get("/breaks?q=resignation")
    assert response.status_code == 500
    said = response.content.decode()
    assert "manager" not in said
    assert "Traceback" not in said
    assert "ValueError" not in said
    logged = log.getvalue()
    assert "ValueError" in logged
    assert "test_guard.py" in logged
    assert "manager" not in logged
    assert "resignation" not in logged
