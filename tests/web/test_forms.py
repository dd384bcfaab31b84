"""Forms are taken from our own pages only, and what was typed is never lost with a refusal."""

import re
from pathlib import Path

import pytest
from django.test import Client

from smallwins.web import links
from tests.web.conftest import HOST

OURS = {"host": HOST, "origin": f"http://{HOST}"}


def _come_in(home: Path) -> tuple[Client, str]:
    """Come in as a browser does, form by form, and tell the token of the page."""
    browser = Client(enforce_csrf_checks=True, headers=OURS)
    browser.get(f"/open/{links.make(home / 'links')}")
    browser.post("/open", {"csrfmiddlewaretoken": _token(browser, "/open")})
    return browser, _token(browser, "/")


def _token(browser: Client, address: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', browser.get(address).content.decode())
    assert found
    return found[1]


def test_a_form_of_our_own_page_is_taken(home: Path) -> None:
    browser, token = _come_in(home)
    assert browser.post("/lock", {"csrfmiddlewaretoken": token}).status_code == 302


def test_a_request_of_our_own_script_is_taken(home: Path) -> None:
    browser, token = _come_in(home)
    assert browser.post("/lock", headers={"x-csrftoken": token, "sec-fetch-site": "same-origin"}).status_code == 302


@pytest.mark.parametrize(
    "attempt",
    [
        "no token", "empty token", "made-up token", "another session's token", "right token, foreign origin",
        "right token, no origin", "right token, cross-site", "token in the address", "planted csrf cookie",
        "made-up bearer", "text/plain body",
    ],
)  # fmt: skip
def test_no_forged_form_is_taken(home: Path, attempt: str) -> None:
    browser, token = _come_in(home)
    _, theirs = _come_in(home)
    form = {"csrfmiddlewaretoken": token}
    foreign = Client(enforce_csrf_checks=True, headers={"host": HOST})
    foreign.cookies = browser.cookies
    response = {
        "no token": lambda: browser.post("/lock"),
        "empty token": lambda: browser.post("/lock", {"csrfmiddlewaretoken": ""}),
        "made-up token": lambda: browser.post("/lock", {"csrfmiddlewaretoken": "a" * 64}),
        "another session's token": lambda: browser.post("/lock", {"csrfmiddlewaretoken": theirs}),
        "right token, foreign origin": lambda: foreign.post("/lock", form, headers={"origin": "http://evil.com"}),
        "right token, no origin": lambda: foreign.post("/lock", form),
        "right token, cross-site": lambda: browser.post("/lock", form, headers={"sec-fetch-site": "cross-site"}),
        "token in the address": lambda: browser.post(f"/lock?csrfmiddlewaretoken={token}"),
        "planted csrf cookie": lambda: _with_cookie(browser, "csrftoken", "b" * 32).post(
            "/lock", {"csrfmiddlewaretoken": "b" * 32}
        ),
        "made-up bearer": lambda: browser.post("/lock", headers={"authorization": "Bearer x"}),
        "text/plain body": lambda: browser.post("/lock", f"csrfmiddlewaretoken={token}", content_type="text/plain"),
    }[attempt]()
    assert response.status_code == 403
    assert browser.get("/").status_code == 200, "still open: nothing was changed"


def _with_cookie(browser: Client, name: str, value: str) -> Client:
    browser.cookies[name] = value
    return browser


def test_coming_in_cannot_be_forged_either(home: Path) -> None:
    browser = Client(enforce_csrf_checks=True, headers=OURS)
    browser.get(f"/open/{links.make(home / 'links')}")
    browser.get("/open")
    assert browser.post("/open").status_code == 403
    assert browser.get("/").status_code == 403


def test_a_form_that_grew_old_keeps_what_was_typed(home: Path) -> None:
    browser, _ = _come_in(home)
    typed = {"csrfmiddlewaretoken": "a" * 64, "title": 'Said "yes" to <Priya> & co', "story": "\nline one\nline two"}
    response = browser.post("/", typed)
    said = response.content.decode()
    assert response.status_code == 403
    assert "Said &quot;yes&quot; to &lt;Priya&gt; &amp; co" in said
    assert "line one\nline two</textarea>" in said
    assert "a" * 64 not in said
    assert re.search(r'name="csrfmiddlewaretoken" value="\w{64}"', said), "it can be sent again"


def test_two_first_pages_at_once_both_hold_a_form_that_is_taken(home: Path) -> None:
    browser, first = _come_in(home)
    copy = Client(enforce_csrf_checks=True, headers=OURS)
    copy.cookies = browser.cookies
    saved = browser.session["_csrftoken"]
    assert _token(copy, "/") != first, "masked anew"
    assert browser.session["_csrftoken"] == saved
    assert copy.post("/lock", {"csrfmiddlewaretoken": first}).status_code == 302
