"""Accounts in a real browser: passkeys, codes from an app, and the pages about one's own."""

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.chromium import Seen, window
from tests.serving import Served
from tests.shared import PASSWORD, Shared, Visitor

pytestmark = pytest.mark.browser


@pytest.fixture
def there(one_file: Shared) -> Served:
    return Served(one_file.url, "", one_file.process, one_file.home)


@pytest.fixture
def visitor(chromium: Browser, there: Served, seen: Seen) -> Iterator[Page]:
    """A fresh window on the shared server; at its end nothing was amiss."""
    with window(chromium, there, seen) as page:
        yield page
    assert [said for said in seen.complaints if "422" not in said] == []
    assert seen.strangers == []


def sign_up(page: Page, shared: Shared, email: str) -> None:
    page.goto(f"{shared.url}/sign-up")
    page.get_by_label("Address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make it").click()
    page.get_by_role("heading", name="Look in your mail").wait_for()
    page.goto(shared.url + shared.mailbox.link_to(email))
    page.get_by_role("button", name="Yes, it is").click()
    page.wait_for_url(f"{shared.url}/")


def code_of(secret: str, step: int = 0) -> str:
    """What an authenticator app shows, now or some steps of half a minute away."""
    counter = struct.pack(">Q", int(time.time()) // 30 + step)
    mac = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    (number,) = struct.unpack(">I", mac[mac[-1] & 15 :][:4])
    return f"{(number & 0x7FFFFFFF) % 10**6:06}"


def give_authenticator(page: Page) -> None:
    """Give the browser a device that makes passkeys, and says yes."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def say_again(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def test_a_passkey_signs_in_without_a_password(visitor: Page, one_file: Shared) -> None:
    give_authenticator(visitor)
    sign_up(visitor, one_file, "passkey@example.org")
    visitor.get_by_role("link", name="You", exact=True).click()
    visitor.get_by_role("link", name="Add a passkey").click()
    say_again(visitor)
    visitor.get_by_label("Sign in with it alone").check()
    visitor.get_by_role("button", name="Add it").click()
    visitor.get_by_role("heading", name="Recovery codes").wait_for()
    assert len(visitor.locator(".codes").inner_text().split()) == 10
    visitor.get_by_role("link", name="They are written down").click()
    assert visitor.get_by_text("10 recovery codes left").is_visible()
    visitor.get_by_role("button", name="Sign out here").click()

    visitor.get_by_role("button", name="Sign in with a passkey").click()

    visitor.wait_for_url(f"{one_file.url}/")
    assert visitor.get_by_role("heading", level=1).is_visible()


def test_a_passkey_is_the_second_step_after_a_password(visitor: Page, one_file: Shared) -> None:
    give_authenticator(visitor)
    sign_up(visitor, one_file, "second@example.org")
    visitor.goto(f"{one_file.url}/you/passkeys/add")
    say_again(visitor)
    visitor.get_by_label("Sign in with it alone").uncheck()
    visitor.get_by_role("button", name="Add it").click()
    visitor.get_by_role("link", name="They are written down").click()
    visitor.get_by_role("button", name="Sign out here").click()
    visitor.get_by_label("Address").fill("second@example.org")
    visitor.get_by_label("Password").fill(PASSWORD)
    visitor.get_by_role("button", name="Sign in", exact=True).click()

    visitor.get_by_role("heading", name="One more step").wait_for()
    visitor.get_by_role("button", name="Use a passkey").click()

    visitor.wait_for_url(f"{one_file.url}/")

    # Whoever finds it signed in cannot take the second step away: that asks who is there, and is told by mail.
    visitor.goto(f"{one_file.url}/you")
    visitor.get_by_role("link", name="Take away").click()
    visitor.wait_for_url(f"{one_file.url}/you/again**")
    say_again(visitor)
    visitor.get_by_role("button", name="Take it away").click()
    visitor.wait_for_url(f"{one_file.url}/you")
    assert not visitor.get_by_role("link", name="Take away").is_visible()
    assert not visitor.get_by_text("recovery codes left").is_visible()
    assert "A passkey was taken away." in one_file.mailbox.to("second@example.org", 3).get_content()
    assert one_file.visitor().sign_in("second@example.org").place == "/"


def test_a_code_from_an_app_works_once_one_step_around_now(visitor: Page, one_file: Shared) -> None:
    sign_up(visitor, one_file, "codes@example.org")
    visitor.goto(f"{one_file.url}/you/second-step/app")
    say_again(visitor)
    secret = visitor.locator("p.hint code").inner_text()
    if time.time() % 30 > 20:
        time.sleep(30 - time.time() % 30)  # so that no step ends while it is tried
    first, following, later = code_of(secret, -1), code_of(secret, 1), code_of(secret, 3)
    visitor.get_by_label("The code that it shows").fill(first)
    visitor.get_by_role("button", name="Use it").click()
    recovery = visitor.locator(".codes").inner_text().split()[0]

    signed_in = []

    def answer(code: str) -> int:
        """Try a code as the second step of a sign-in, and say with what it was answered."""
        one = one_file.visitor()
        assert one.sign_in("codes@example.org").place == "/sign-in/second-step"
        said = one.post("/sign-in/second-step", {"code": code}).status
        if said == 302:
            signed_in.append(one)
        return said

    assert answer(first) == 200  # used when the app was added
    assert answer(later) == 200
    assert answer(following) == 302
    assert answer(following) == 200
    assert answer(recovery) == 302
    assert answer(recovery) == 200
    _taken_away(signed_in[0], one_file)


def _taken_away(one: Visitor, shared: Shared) -> None:
    """Take the app away, and with it the recovery codes: only for whoever says who they are, once more."""
    for place in ("/you/second-step/app/remove", "/you/second-step/codes/new"):
        asked = one.post(place, page="/you")
        assert (asked.status, asked.place.partition("?")[0]) == (302, "/you/again"), place
    assert "9 recovery codes left" in one.get("/you").text
    assert shared.visitor().sign_in("codes@example.org").place == "/sign-in/second-step"
    wrong = one.post("/you/again?next=/you/second-step/app/remove", {"password": "not the password"})
    assert (wrong.status, one.post("/you/second-step/app/remove", page="/you").place[:10]) == (200, "/you/again")

    assert one.post("/you/again?next=/you", {"password": PASSWORD, "next": "/you"}).place == "/you"
    assert one.post("/you/second-step/app/remove", page="/you").status == 302
    shown = one.get("/you").text
    assert "Add an app for codes" in shown
    assert "recovery codes left" not in shown
    assert "The authenticator app was taken away." in shared.mailbox.to("codes@example.org", 3).get_content()
    assert shared.visitor().sign_in("codes@example.org").place == "/"


def test_the_way_out_stands_on_every_page_and_leaves_nothing_behind(visitor: Page, one_file: Shared) -> None:
    sign_up(visitor, one_file, "out@example.org")
    visitor.evaluate("navigator.serviceWorker.ready.then(() => true)")
    visitor.reload()
    kept = "caches.open('pages').then((pages) => pages.keys()).then((all) => all.length)"
    for _ in range(300):
        if visitor.evaluate(kept):
            break
        visitor.wait_for_timeout(100)
    assert visitor.evaluate(kept)
    visitor.get_by_role("button", name="Sign out").click()

    visitor.wait_for_url(re.compile("/sign-in$"))
    assert visitor.evaluate(kept) == 0
    assert [cookie["name"] for cookie in visitor.context.cookies() if cookie["name"] == "__Host-s"] in (
        [],
        ["__Host-s"],
    )
    visitor.goto(f"{one_file.url}/wins")
    assert visitor.url.startswith(f"{one_file.url}/sign-in")


def test_cookies_are_for_this_host_alone_and_no_script_reads_them(visitor: Page, one_file: Shared) -> None:
    sign_up(visitor, one_file, "cookies@example.org")
    cookies = visitor.context.cookies()

    assert {cookie["name"] for cookie in cookies} == {"__Host-s", "__Host-k"}
    for cookie in cookies:
        assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, True, "Lax", "/")
    assert visitor.evaluate("document.cookie") == ""
