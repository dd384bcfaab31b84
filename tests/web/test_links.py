"""The way in: a one-time link, its session, and the lock."""

import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from smallwins.web import links
from tests.web.conftest import HOST


def _browser() -> Client:
    return Client(headers={"host": HOST, "origin": f"http://{HOST}"})


def test_a_link_opens_the_journal_in_one_press_and_leaves_no_token_behind(home: Path) -> None:
    token = links.make(home / "links")
    browser = _browser()
    followed = browser.get(f"/open/{token}")
    assert (followed.status_code, followed.headers["Location"]) == (302, "/open")
    button = browser.get("/open")
    assert button.status_code == 200
    assert token not in button.content.decode()
    pressed = browser.post("/open")
    assert (pressed.status_code, pressed.headers["Location"]) == (302, "/")
    assert browser.get("/").status_code == 200
    for kept in home.rglob("*"):
        assert token not in kept.name
        assert kept.is_dir() or token.encode() not in kept.read_bytes()


def test_a_link_works_once(home: Path) -> None:
    token = links.make(home / "links")
    first, second = _browser(), _browser()
    first.get(f"/open/{token}")
    second.get(f"/open/{token}")
    assert first.post("/open").status_code == 302
    assert second.post("/open").status_code == 403
    assert second.get("/").status_code == 403
    again = _browser()
    again.get(f"/open/{token}")
    assert again.get("/open").status_code == 403


def test_of_many_presses_at_once_one_wins(home: Path) -> None:
    link = links.hashed(links.make(home / "links"))
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: links.use(home / "links", link), range(32))) == 1


def test_a_preview_does_not_burn_a_link(home: Path) -> None:
    token = links.make(home / "links")
    for _ in range(3):
        bot = _browser()
        bot.head(f"/open/{token}")
        bot.get(f"/open/{token}", follow=True)
    person = _browser()
    person.get(f"/open/{token}")
    assert person.post("/open").status_code == 302


@pytest.mark.parametrize("seconds", [links.GOOD_FOR + 2, 3600, -3600])
def test_an_old_link_opens_nothing_and_is_swept_away(home: Path, seconds: int) -> None:
    token = links.make(home / "links")
    kept = home / "links" / links.hashed(token)
    kept.write_text(str(int(time.time()) - seconds))
    browser = _browser()
    browser.get(f"/open/{token}")
    assert browser.get("/open").status_code == 403
    assert browser.post("/open").status_code == 403
    links.make(home / "links")
    assert not kept.exists()


@pytest.mark.parametrize("token", ["x", "A" * 43, "..", "%2e%2e", "0" * 64, "é", "a" * 4000])
def test_a_guessed_link_opens_nothing_and_makes_no_session(home: Path, token: str) -> None:
    links.make(home / "links")
    browser = _browser()
    browser.get(f"/open/{token}")
    assert browser.get("/open").status_code == 403
    assert browser.post("/open").status_code == 403
    assert not browser.cookies
    assert len(list((home / "links").iterdir())) == 1


def test_the_name_of_a_kept_link_is_no_token(home: Path) -> None:
    links.make(home / "links")
    (kept,) = (home / "links").iterdir()
    browser = _browser()
    browser.get(f"/open/{kept.name}")
    assert browser.get("/open").status_code == 403


def test_tokens_are_long_and_differ(home: Path) -> None:
    tokens = {links.make(home / "links") for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) >= 43 for token in tokens), "256 bit"


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_links_and_sessions_are_their_owners_alone(tmp_path: Path, home: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        browser = _browser()
        browser.get(f"/open/{links.make(home / 'links')}")
        browser.post("/open")
        links.make(home / "links")
    finally:
        os.umask(before)
    for folder in (home / "links", home / "sessions"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert list(folder.iterdir())
        assert {stat.S_IMODE(kept.stat().st_mode) for kept in folder.iterdir()} == {0o600}


def test_the_cookie_says_nothing_and_goes_to_no_other_site(ada: Client, home: Path) -> None:
    cookie = ada.cookies["s"]
    assert list(ada.cookies) == ["s"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["max-age"] == 30 * 24 * 3600
    assert not cookie["domain"]
    assert len(cookie.value) >= 26, "128 bit of 36 letters"
    assert cookie.value not in {kept.name for kept in (home / "sessions").iterdir()}


def test_a_planted_session_does_not_survive_the_way_in(home: Path) -> None:
    browser = _browser()
    browser.get(f"/open/{links.make(home / 'links')}")
    planted = browser.cookies["s"].value
    browser.post("/open")
    assert browser.cookies["s"].value != planted
    other = _browser()
    other.cookies["s"] = planted
    assert other.get("/").status_code == 403
    made_up = _browser()
    made_up.cookies["s"] = "a" * 32
    made_up.get(f"/open/{links.make(home / 'links')}")
    assert made_up.cookies["s"].value != "a" * 32


def test_locking_ends_a_copied_cookie_too(ada: Client) -> None:
    copy = _browser()
    copy.cookies["s"] = ada.cookies["s"].value
    assert copy.get("/").status_code == 200
    locked = ada.post("/lock")
    assert locked.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert ada.get("/").status_code == 403
    assert copy.get("/").status_code == 403


def test_locking_takes_a_form_not_an_address(ada: Client) -> None:
    assert ada.get("/lock").status_code == 405
    assert ada.get("/").status_code == 200


def _aged(home: Path, client: Client, **seconds: int) -> None:
    """Make the session of a client older than it is."""
    session = client.session
    for name, age in seconds.items():
        session[name] = int(time.time()) - age
    session.save()


def test_a_journal_left_alone_locks_itself(ada: Client, home: Path, settings: Settings) -> None:
    settings.SMALLWINS_LOCKS_AFTER = timedelta(hours=1)
    _aged(home, ada, seen=3500)
    assert ada.get("/").status_code == 200
    _aged(home, ada, seen=3700)
    assert ada.get("/").status_code == 403


def test_a_visit_starts_the_waiting_anew(ada: Client, home: Path, settings: Settings) -> None:
    settings.SMALLWINS_LOCKS_AFTER = timedelta(hours=1)
    _aged(home, ada, seen=3500)
    ada.get("/")
    assert time.time() - ada.session["seen"] < 60


def test_thirty_days_end_a_session_however_busy(ada: Client, home: Path) -> None:
    _aged(home, ada, since=31 * 24 * 3600)
    assert ada.get("/").status_code == 403


@pytest.mark.parametrize("address", ["/", "/wins/42", "/nothing", "/lock", "/settings", "/rearview"])
def test_without_a_session_every_address_answers_alike(stranger: Client, address: str) -> None:
    response = stranger.get(address)
    assert response.status_code == 403
    said = response.content.decode()
    assert "<title>Locked</title>" in said
    assert "smallwins serve" in said
    assert address == "/" or address not in said
    assert "rearview" not in said
    assert "Set-Cookie" not in response.headers
