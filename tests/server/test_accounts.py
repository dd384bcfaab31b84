"""Coming in, staying in, going out: what an account withstands."""

import re
import sqlite3
from contextlib import closing
from html import unescape
from urllib.parse import urlencode

import pytest

from tests.shared import PASSWORD, Shared, Visitor


def test_who_signs_up_confirms_the_address_and_is_in(one_server: Shared) -> None:
    ada = one_server.visitor()

    assert ada.get("/").place == "/sign-in"
    ada.sign_up("ada@example.org")

    assert "This week" in ada.get("/").text


def test_who_asks_for_a_page_comes_to_it_after_signing_in(one_file: Shared) -> None:
    one_file.visitor().sign_up("later@example.org")
    visitor = one_file.visitor()

    way = visitor.get("/insights").place
    answer = visitor.post("/sign-in", {"login": "later@example.org", "password": PASSWORD, "next": "/insights"})

    assert way == "/sign-in?next=%2Finsights"
    assert answer.place == "/insights"


ELSEWHERE = [
    "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "http:evil.example", "javascript:alert(1)", "/%2F/evil.example", "/%5Cevil.example", "/%252f%252fevil.example",
    "%2F%2Fevil.example", "evil.example", "/\tevil.example", "/ /evil.example", "//evil.example@localhost",
    "https:/evil.example", "HTTPS://evil.example", "/%09/evil.example", "/\n/evil.example", "data:text/html,x",
    "//%65vil.example", "/..//evil.example\\", "https://localhost.evil.example", "?next=//evil.example",
    "/\\/evil.example", "////evil.example", "/%0d%0aLocation:%20//evil.example", "vbscript:x", "//evil。example",
    "/sign-out\x00//evil.example", "ftp://evil.example", "/;@evil.example",
]  # fmt: skip


def test_no_next_leads_anywhere_else(one_file: Shared) -> None:
    one_file.visitor().sign_up("next@example.org")
    visitor = one_file.visitor()
    answer = visitor.post("/sign-in", {"login": "next@example.org", "password": PASSWORD, "next": ELSEWHERE[0]})
    assert answer.place == "/"
    for place in ELSEWHERE:
        answer = visitor.get("/sign-in?" + urlencode({"next": place}))
        assert (answer.status, answer.place) == (302, "/"), place
    assert visitor.get("/sign-in?next=/insights").place == "/insights"
    assert visitor.post("/sign-out", {"next": ELSEWHERE[0]}, page="/you").place == "/sign-in"


@pytest.mark.parametrize(
    "password",
    ["correct horse battery staple " * 7, "  spaces at both ends  ", "🦉🌱 ñandú und Öl 漢字かな", "x" * 40 + "y"],
)
def test_a_password_is_taken_as_it_is_typed(one_file: Shared, password: str) -> None:
    email = f"typed{len(password)}@example.org"
    one_file.visitor().sign_up(email, password)

    for other in (password.strip(), password.upper(), password[:-1], password + " "):
        if other != password:
            assert one_file.visitor().sign_in(email, other).status == 200
    assert one_file.visitor().sign_in(email, password).status == 302


@pytest.mark.parametrize("password", ["short", "1234567890", "password123", "qwertyuiop", "iloveyou123"])
def test_a_password_that_others_guess_first_is_refused(one_file: Shared, password: str) -> None:
    answer = one_file.visitor().post("/sign-up", {"email": "weak@example.org", "password1": password})

    assert answer.status == 200
    assert 'class="problem"' in answer.text


def test_a_password_is_kept_as_argon2id_and_a_session_as_a_hash(one_server: Shared) -> None:
    ada = one_server.visitor().sign_up("kept@example.org")
    ((kept,),) = one_server.sql("SELECT password FROM accounts_person WHERE email = 'kept@example.org'")

    assert kept.startswith("argon2$argon2id$")
    assert ada.cookies["__Host-s"] not in one_server.everything()


def answer_shape(text: str) -> str:
    """An answer without what differs each time: tokens, and the address that was typed."""
    return re.sub(r'value="[^"]*"|content-hash-\w+', "", text)


def test_no_answer_tells_whether_an_address_has_an_account(one_server: Shared) -> None:
    one_server.visitor().sign_up("known@example.org")
    forms = {
        "/sign-in": {"login": "EMAIL", "password": "not the password"},
        "/sign-up": {"email": "EMAIL", "password1": PASSWORD},
        "/forgotten": {"email": "EMAIL"},
    }
    for place, form in forms.items():
        answers = []
        for email in ("known@example.org", "nobody@example.org"):
            visitor = one_server.visitor()
            answer = visitor.post(place, {name: value.replace("EMAIL", email) for name, value in form.items()})
            then = visitor.get(answer.place).text if answer.place else ""
            names = sorted(name for name in answer.headers if name not in {"Date", "Content-Length"})
            answers.append((answer.status, answer.place, names, answer_shape(answer.text), answer_shape(then)))
        assert answers[0] == answers[1], place


def test_guessing_ends_after_a_few_tries_and_does_not_lock_the_owner_out(one_server: Shared) -> None:
    shared = one_server
    ada = shared.visitor().sign_up("guessed@example.org")
    ada.post("/sign-out", page="/you")
    tries = [
        shared.visitor(**{"X-Forwarded-For": f"198.51.100.{number}"}).sign_in(
            "guessed@example.org", f"guess number {number}"
        )
        for number in range(10)
    ]
    stopped = tries[-1]

    assert [answer.status for answer in tries].count(200) <= 8
    assert stopped.status == 429
    assert 0 < int(stopped.headers["Retry-After"]) <= 600
    assert shared.visitor().sign_in("guessed@example.org").status == 429
    assert ada.sign_in("guessed@example.org").status == 302


def test_a_session_is_new_at_sign_in_and_ends_when_it_is_ended(one_server: Shared) -> None:
    ada = one_server.visitor().sign_up("session@example.org")
    one = one_server.visitor()
    one.cookies["__Host-s"] = "planted-by-somebody-else-0123456789"
    one.get("/sign-in")
    before = one.cookies["__Host-s"]
    one.sign_in("session@example.org")
    kept = dict(one.cookies)

    assert "planted-by-somebody-else-0123456789" not in one.cookies["__Host-s"]
    assert one.cookies["__Host-s"] != before
    assert len(one.cookies["__Host-s"]) >= 43
    ending = one.post("/sign-out", page="/you")
    one.cookies = kept
    assert ending.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not one.is_in()
    assert ada.is_in()


def test_a_new_password_signs_out_everywhere_else(one_file: Shared) -> None:
    ada = one_file.visitor().sign_up("changes@example.org")
    elsewhere = one_file.visitor()
    elsewhere.sign_in("changes@example.org")
    again(ada, "/you/password")

    ada.post("/you/password", {"oldpassword": PASSWORD, "password1": "a wholly different one"})

    assert ada.is_in()
    assert not elsewhere.is_in()
    assert "The password was changed." in one_file.mailbox.to("changes@example.org", 2).get_content()


def test_other_sessions_are_listed_and_ended(one_file: Shared) -> None:
    ada = one_file.visitor(**{"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"}).sign_up("list@example.org")
    ben = one_file.visitor().sign_up("list.ben@example.org")
    phone = one_file.visitor(**{"User-Agent": "Mozilla/5.0 (iPhone) Version/18 Safari/605"})
    phone.sign_in("list@example.org")
    shown = unescape(ada.get("/you").text)
    found = re.search(r"/you/sessions/(\d+)/end", shown)
    assert found
    number = found[1]

    assert re.search(r"Firefox on Windows</bdi> <b>this one</b> .*in use now", shown)
    assert re.search(r"Safari on iPhone</bdi> <span.*last seen \d+ \w+ 20\d\d, about \d\d:00", shown)
    assert shown.count("this one") == 1
    assert ben.post(f"/you/sessions/{number}/end", page="/you").status == 404
    assert phone.is_in()
    ada.post(f"/you/sessions/{number}/end", page="/you")
    assert not phone.is_in()
    assert ada.is_in()

    others = [one_file.visitor() for _ in range(2)]
    for one in others:
        one.sign_in("list@example.org")
    assert "Sign out everywhere else" in ada.get("/you").text
    ada.post("/you/sessions/end", page="/you")
    assert [one.is_in() for one in (*others, ada, ben)] == [False, False, True, True]
    assert "Sign out everywhere else" not in ada.get("/you").text


def test_a_forgotten_password_is_replaced_by_mail(one_file: Shared) -> None:
    ada = one_file.visitor().sign_up("forgot@example.org")
    visitor = one_file.visitor()
    visitor.post("/forgotten", {"email": "forgot@example.org"})
    link = one_file.mailbox.link_to("forgot@example.org", 2)
    form = visitor.get(link).place

    answer = visitor.post(form, {"password1": "one that is remembered"})

    assert answer.place == "/forgotten/done"
    assert not ada.is_in()
    assert visitor.sign_in("forgot@example.org", "one that is remembered").status == 302
    assert one_file.visitor().get(link).status == 200
    assert "used up or too old" in one_file.visitor().get(link).text


def test_an_address_changes_when_both_addresses_say_yes(one_server: Shared) -> None:
    ada = one_server.visitor().sign_up("old@example.org")
    again(ada, "/you/email")
    ada.post("/you/email", {"email": "new@example.org", "action_add": ""})
    new, old = one_server.mailbox.link_to("new@example.org"), one_server.mailbox.link_to("old@example.org", 2)

    ada.post(new)
    assert one_server.visitor().sign_in("new@example.org").place == "/confirm"
    assert one_server.visitor().sign_in("old@example.org").status == 302
    one_server.visitor().post(old)

    assert one_server.visitor().sign_in("new@example.org").place == "/"
    assert one_server.visitor().sign_in("old@example.org").status == 200


def test_the_old_address_may_say_yes_first_and_alone_moves_nothing(one_file: Shared) -> None:
    ada = one_file.visitor().sign_up("old.two@example.org")
    again(ada, "/you/email")
    ada.post("/you/email", {"email": "new.two@example.org", "action_add": ""})

    one_file.visitor().post(one_file.mailbox.link_to("old.two@example.org", 2))
    assert one_file.visitor().sign_in("new.two@example.org").place == "/confirm"
    ada.post(one_file.mailbox.link_to("new.two@example.org"))

    assert one_file.visitor().sign_in("new.two@example.org").place == "/"


def test_a_move_that_was_called_off_needs_both_to_say_yes_again(one_file: Shared) -> None:
    ada = one_file.visitor().sign_up("old.three@example.org")
    again(ada, "/you/email")
    ada.post("/you/email", {"email": "new.three@example.org", "action_add": ""})
    one_file.visitor().post(one_file.mailbox.link_to("old.three@example.org", 2))
    ada.post("/you/email", {"email": "new.three@example.org", "action_remove": ""})

    ada.post("/you/email", {"email": "new.three@example.org", "action_add": ""})
    ada.post(one_file.mailbox.link_to("new.three@example.org"))

    assert one_file.visitor().sign_in("old.three@example.org").place == "/"
    assert one_file.visitor().sign_in("new.three@example.org").place != "/"


@pytest.mark.parametrize(
    "place",
    ["/you/password", "/you/email", "/you/passkeys/add", "/you/second-step/app", "/you/everything", "/you/leave"],
)
def test_what_matters_asks_who_it_is_once_more(one_file: Shared, place: str) -> None:
    ada = one_file.visitor().sign_up(f"again{len(place)}{place[-1]}@example.org")
    form = {"email": "other@example.org", "action_add": "", "oldpassword": PASSWORD, "password1": "another good one"}
    answer = ada.get(place) if place not in {"/you/password", "/you/email"} else ada.post(place, form)

    if place != "/you/password":  # that form asks for the password itself
        assert answer.place.startswith("/you/again")


def again(visitor: Visitor, place: str, password: str = PASSWORD) -> None:
    """Say once more who it is, on the way to a place."""
    answer = visitor.post(f"/you/again?next={place}", {"password": password, "next": place})
    assert (answer.status, answer.place) == (302, place), answer.text


def test_an_address_that_was_signed_up_with_and_never_confirmed_can_still_be_moved_to(one_file: Shared) -> None:
    one_file.visitor().post("/sign-up", {"email": "taken@example.org", "password1": PASSWORD})
    one_file.mailbox.to("taken@example.org")
    with closing(sqlite3.connect(one_file.home / "counters.db")) as counters, counters:
        counters.execute("DELETE FROM cache")  # as a minute later: mails to one address keep that distance
    ada = one_file.visitor().sign_up("old.four@example.org")
    again(ada, "/you/email")
    ada.post("/you/email", {"email": "taken@example.org", "action_add": ""})
    new, old = one_file.mailbox.link_to("taken@example.org", 2), one_file.mailbox.link_to("old.four@example.org", 2)

    answers = [ada.post(new), one_file.visitor().post(old)]

    assert [one.status for one in answers] == [302, 302]
    assert one_file.visitor().sign_in("taken@example.org").place == "/"
