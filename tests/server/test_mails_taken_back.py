"""A mail that waits for a mail server is not sent once its reason is gone: each kind there is, and its end."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import NamedTuple

import pytest

from tests.server.shared_journals import grant_of, invited
from tests.server.test_reminders import FRIDAY, asks, rounds
from tests.shared import PASSWORD, Shared, Visitor, sharing

NEW = "eight small steps a week"
NOTICE = "A change to your account"


class Cast(NamedTuple):
    shared: Shared
    ada: Visitor
    ben: Visitor
    cleo: Visitor


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cast]:
    with sharing(tmp_path_factory.mktemp("taken-back")) as one:
        yield Cast(one, *(one.visitor().sign_up(f"{name}@example.org") for name in ("ada", "ben", "cleo")))


@pytest.fixture(autouse=True)
def nobody_takes_mail(cast: Cast) -> Iterator[None]:
    cast.shared.mailbox.away = True
    cast.shared.sql("DELETE FROM accounts_reminded")
    cast.shared.sql("DELETE FROM accounts_letter")
    yield
    cast.shared.mailbox.away = False


def letters(shared: Shared) -> int:
    """How many letters wait that ask for something, once each was tried; none is tried again by itself from now on.

    The others are notices: they tell what was done, and are sent whatever comes after.
    """
    end = time.monotonic() + 30
    while shared.sql("SELECT count(*) FROM accounts_letter WHERE tries = 0 OR held") != [(0,)]:
        assert time.monotonic() < end
        time.sleep(0.05)
    shared.sql("UPDATE accounts_letter SET due_at = '2100-01-01 00:00:00'")
    ((count,),) = shared.sql(
        "SELECT count(*) FROM accounts_letter WHERE reason <> '' OR id IN (SELECT letter_id FROM accounts_reminded)"
    )
    return int(count)


def take_mail(cast: Cast, control: str) -> None:
    """Take all that waits, and one mail more, which is the last."""
    cast.shared.mailbox.away = False
    cast.shared.sql("UPDATE accounts_letter SET due_at = '2020-01-01 00:00:00'")
    sign_up(cast, control)
    cast.shared.mailbox.to(control)


def grant(shared: Shared, email: str) -> int:
    ((number,),) = shared.sql(f"SELECT id FROM accounts_grant WHERE email = '{email}'")
    return int(number)


def invite_coach(cast: Cast, email: str) -> None:
    assert cast.ada.post("/sharing/invite", {"email": email, "mail": "on"}, page="/sharing").status == 200


def take_grant_back(cast: Cast, email: str) -> None:
    number = grant(cast.shared, email)
    assert cast.ada.post(f"/sharing/coaches/{number}/revoke", page="/sharing").status == 303


def run(cast: Cast, *words: str) -> None:
    done = cast.shared.run("user", *words)
    assert done.returncode == 0, done.stderr


def again(person: Visitor) -> None:
    assert person.post("/you/again", {"password": PASSWORD}).status == 302


def move(cast: Cast, email: str) -> None:
    again(cast.ben)
    assert cast.ben.post("/you/email", {"email": email, "action_add": ""}).status == 302


def call_off(cast: Cast, email: str) -> None:
    assert cast.ben.post("/you/email", {"email": email, "action_remove": ""}, page="/you/email").status == 302


def forget(cast: Cast, email: str) -> None:
    assert cast.shared.visitor().post("/forgotten", {"email": email}).status == 302


def change_password(cast: Cast, _email: str) -> None:
    for old, new in ((PASSWORD, NEW), (NEW, PASSWORD)):
        form = {"oldpassword": old, "password1": new}
        assert cast.ben.post("/you/password", form).status == 302


def sign_up(cast: Cast, email: str) -> None:
    assert cast.shared.visitor().post("/sign-up", {"email": email, "password1": PASSWORD}).place == "/confirm"


Act = Callable[[Cast, str], None]
KINDS: dict[str, tuple[str, int, Act, Act]] = {
    "a coach's invitation taken back": ("coach1@example.org", 1, invite_coach, take_grant_back),
    "one of a client whose account is closed": (
        "coach2@example.org",
        1,
        invite_coach,
        lambda cast, _: run(cast, "close", "ada@example.org"),
    ),
    "an invitation withdrawn by the operator": (
        "fay@example.org",
        1,
        lambda cast, email: run(cast, "invite", email),
        lambda cast, email: run(cast, "uninvite", email),
    ),
    "a move called off": ("new@example.org", 2, move, call_off),
    "a reset after another password": ("ben@example.org", 1, forget, change_password),
    "an address to confirm, of an account erased": (
        "gil@example.org",
        1,
        sign_up,
        lambda cast, email: run(cast, "delete", email, "--now"),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_that_waits_is_not_sent_once_its_reason_is_gone(cast: Cast, kind: str) -> None:
    email, count, begin, end = KINDS[kind]
    box, before = cast.shared.mailbox, len(cast.shared.mailbox.mails)
    begin(cast, email)
    assert letters(cast.shared) == count

    end(cast, email)

    assert letters(cast.shared) == 0
    take_mail(cast, f"control{before}@example.org")
    came = [mail for mail in box.mails[before:] if mail["Subject"] != NOTICE]
    assert [mail["To"] for mail in came] == [f"control{before}@example.org"]
    if "closed" in kind:
        run(cast, "reopen", "ada@example.org")
        assert cast.ada.sign_in("ada@example.org").status == 302


def test_another_address_takes_the_place_of_the_first_and_a_link_handed_over_that_of_its_mail(cast: Cast) -> None:
    move(cast, "first@example.org")
    assert letters(cast.shared) == 2
    move(cast, "second@example.org")
    assert letters(cast.shared) == 2
    call_off(cast, "second@example.org")
    assert letters(cast.shared) == 0

    link = invited(cast.ada, "cleo@example.org")
    take_grant_back(cast, "cleo@example.org")
    assert link
    run(cast, "invite", "hal@example.org")
    run(cast, "invite", "hal@example.org")
    assert letters(cast.shared) == 1
    run(cast, "uninvite", "hal@example.org")
    again_asked = cast.shared.run("user", "uninvite", "hal@example.org")
    assert again_asked.returncode != 0
    assert "invitation" in again_asked.stderr


def test_nothing_that_waits_goes_to_an_address_that_was_left(cast: Cast) -> None:
    box = cast.shared.mailbox
    asks(cast.ben)
    move(cast, "ben@elsewhere.example")
    take_mail(cast, "control@example.org")
    new = box.link_to("ben@elsewhere.example")
    old = box.link_to("ben@example.org", len([mail for mail in box.mails if mail["To"] == "ben@example.org"]))
    box.away = True
    forget(cast, "ben@example.org")
    assert rounds(cast.shared, FRIDAY) == [1]
    assert letters(cast.shared) == 2

    assert [cast.ben.post(link).status for link in (new, old)] == [302, 302]

    assert cast.shared.sql("SELECT email FROM accounts_person WHERE email LIKE 'ben%'") == [("ben@elsewhere.example",)]
    assert cast.shared.sql("SELECT count(*) FROM accounts_letter WHERE reason LIKE 'reset%'") == [(0,)]
    assert cast.shared.sql("SELECT count(*) FROM accounts_reminded") == [(0,)]
    box.away = False
    assert rounds(cast.shared, FRIDAY + timedelta(minutes=20)) == [1]
    assert "your weekly review is ready" in str(box.to("ben@elsewhere.example", 2))


def test_a_coach_s_mail_that_waits_is_written_anew_without_what_was_taken_back(cast: Cast) -> None:
    box = cast.shared.mailbox
    cast.shared.sql("UPDATE accounts_reminder SET by_mail = false, digest = false")
    link = invited(cast.ada, "cleo@example.org")
    assert cast.cleo.post(link, {"act": "accept"}).status == 303
    ((number,),) = cast.shared.sql("SELECT max(id) FROM accounts_grant")
    grant_of(cast.ada, number, weeks="all")
    asks(cast.cleo, digest="yes")
    at = FRIDAY + timedelta(weeks=52)
    assert rounds(cast.shared, at) == [1]
    assert letters(cast.shared) == 1

    assert cast.ada.post(f"/sharing/coaches/{number}/revoke", page="/sharing").status == 303

    assert letters(cast.shared) == 0
    box.away = False
    assert rounds(cast.shared, at + timedelta(minutes=20)) == [1]
    note = str(box.to("cleo@example.org", 2))
    assert "your weekly review is ready" in note
    assert "shares" not in note
    assert rounds(cast.shared, at + timedelta(minutes=40)) == [0]
