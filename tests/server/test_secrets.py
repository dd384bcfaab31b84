"""What is opened by a secret alone: a wrong one, one taken back, one that is over, one of another: all the same."""

import re
from hashlib import sha256
from typing import NamedTuple

import pytest

from tests.counting import HASHED
from tests.server.adas import Cast
from tests.server.routes import every_route
from tests.server.twins import Address, Signed, Twin, alike, signed
from tests.shared import PASSWORD

pytestmark = pytest.mark.promise("R17")

LIVE = ("calendar secret", "link secret", "invitation secret")


class Door(NamedTuple):
    """An address that a secret opens, which kinds of secrets open nothing there, and how it says so."""

    address: str
    shut: tuple[str, ...]
    person: tuple[int, int]
    """To Ben, by GET and by POST."""
    stranger: tuple[int, int]


OLD = ("calendar secret of old", "link secret of old", "invitation secret of old")
DOORS = {
    "calendar": Door("/calendar/{}.ics", (*OLD, "link secret", "invitation secret"), (404, 404), (404, 404)),
    "opened": Door("/s/{}", (*OLD, "calendar secret", "invitation secret"), (404, 404), (404, 404)),
    # Ada's invitation is for Dora; to somebody without an account it says the way in, and not whether it is good.
    "become-coach": Door("/clients/invited/{}", (*OLD, *LIVE), (404, 404), (200, 303)),
    # Whether an invitation to sign up is good, the form says, to whom it is for.
    "invited": Door("/invited/{}", (*OLD, *LIVE), (302, 405), (302, 405)),
    "stop-mails": Door("/mails/stop/{}", (*OLD, *LIVE), (404, 404), (404, 404)),
    "account_confirm_email": Door("/confirm/{}", (*OLD, *LIVE), (200, 404), (200, 404)),
    "email-agree": Door("/confirm-move/{}", (*OLD, *LIVE), (404, 404), (404, 404)),
    # Tried only so often.
    "account_reset_password_from_key": Door("/forgotten/1-{}", ("invitation secret",), (200, 200), (200, 200)),
}
NO_SECRET = {"openid_connect_login", "openid_connect_callback"}
"""They name a provider."""


def test_every_address_that_is_opened_by_a_secret_is_tried() -> None:
    named = {one.name for one in every_route() if "<" in one.address and one.rule in {"anybody", "by_link", "by_feed"}}
    assert named - NO_SECRET == {*DOORS}


def test_a_secret_that_opens_nothing_is_answered_like_one_that_never_was(everybody: Cast) -> None:
    before = everybody.all_of_ada()
    strangers = signed(everybody.shared.visitor(), "/sign-in")
    for name, door in DOORS.items():
        for person, statuses in ((signed(everybody.ben), door.person), (strangers, door.stranger)):
            for method, status in zip(("GET", "POST"), statuses, strict=True):
                twins = of_one_door(everybody, door, person, method)
                for twin, answer in zip(twins, alike(everybody.process, twins), strict=True):
                    assert answer.status == status, (name, twin.place, answer.status)
    assert everybody.all_of_ada() == before


def test_a_password_is_looked_at_only_where_a_link_opens_something(everybody: Cast) -> None:
    """So that a link which is over takes no longer than one that never was."""
    stranger, secrets = signed(everybody.shared.visitor(), "/sign-in"), everybody.adas
    (live, over), = everybody.process.twins(
        [
            (
                stranger.ask("POST", f"/s/{secrets['link secret'][1]}", {"password": "not this one"}),
                stranger.ask("POST", f"/s/{secrets['link secret of old'][1]}", {"password": "not this one"}),
            )
        ],
        times=1,
    )  # fmt: skip

    assert (live.asked.count(HASHED), over.asked.count(HASHED)) == (1, 0)
    assert (live.status, over.status) == (403, 404)


def of_one_door(everybody: Cast, door: Door, person: Signed, method: str) -> list[Twin]:
    form = {"password": PASSWORD, "act": "accept"}
    pairs = [(one, never(one)) for kind in door.shut for one in everybody.adas[kind]]
    return [
        person.twin(method, Address(door.address.format(one), door.address.format(other), (one, other)), form)
        for one, other in pairs
    ]


def never(secret: str) -> str:
    """Return one that never was, with its dashes where the other has them.

    What comes before a dash is read as the time of a link for a new password, which is looked at only where it is one.
    """
    kind, _, rest = secret.partition("_")
    return f"{kind}_{re.sub('[A-Za-z0-9]', 'A', rest)}"


def test_a_secret_that_never_was_has_the_shape_of_one_that_is() -> None:
    assert never("swi_b7-Zz_9") == "swi_AA-AA_A"


def test_what_opens_something_opens_it_and_is_kept_as_a_hash_by_which_it_is_found(everybody: Cast) -> None:
    shared, adas = everybody.shared, everybody.adas
    stranger = shared.visitor()
    assert stranger.get(f"/calendar/{adas['calendar secret'][0]}.ics").status == 200
    assert [stranger.get(f"/s/{one}").status for one in adas["link secret"]] == [200, 200]
    kept = {
        one
        for column, table in (
            ("secret_hash", "accounts_link"),
            ("secret_hash", "accounts_grant"),
            ("feed_hash", "accounts_reminder"),
        )
        for (one,) in shared.sql(f"SELECT {column} FROM {table}")
    }
    everything = shared.everything()
    for kind in LIVE:
        for secret in adas[kind]:
            assert sha256(secret.encode()).hexdigest() in kept, kind
            assert secret not in everything, kind
    assert everybody.ada.cookies["__Host-s"] not in everything
