"""How often a client may invite, and until when what is shared is shared: to the end of a day where the client is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from smallwins import bootstrap
from smallwins.accounts.lasting import end_of
from smallwins.journal.commands import ChangeSettings
from smallwins.journal.settings import change_settings
from tests.server.shared_journals import a_link, grant_of, invited, journal_at
from tests.shared import Shared, Visitor


@pytest.fixture(scope="module")
def ada(one_file: Shared) -> Visitor:
    return one_file.visitor().sign_up("ada@example.org")


@pytest.mark.parametrize(
    ("zone", "over"),
    [
        ("UTC", datetime(2026, 11, 23, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 11, 22, 23, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("Pacific/Pago_Pago", datetime(2026, 11, 23, 11, tzinfo=UTC)),
    ],
)
def test_a_last_day_is_over_when_it_is_over_where_the_client_is(zone: str, over: datetime) -> None:
    assert end_of(date(2026, 11, 22), ZoneInfo(zone)) == over


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_today_is_a_last_day_and_the_day_before_is_none(one_file: Shared, ada: Visitor, zone: str) -> None:
    with journal_at(one_file, 1) as journal:
        change_settings(journal, ChangeSettings(bootstrap.now(), timezone=zone))
    today = datetime.now(ZoneInfo(zone)).date()

    link = a_link(ada, until=today.isoformat())

    assert one_file.visitor().get(link).status == 200
    over = ada.post(
        "/sharing/links/new", {"until": date.fromordinal(today.toordinal() - 1).isoformat()}, page="/sharing/links/new"
    )
    assert over.status == 422
    ((kept,),) = one_file.sql("SELECT ends_at FROM accounts_link ORDER BY id DESC LIMIT 1")
    assert datetime.fromisoformat(kept).replace(tzinfo=UTC) == end_of(today, ZoneInfo(zone))


@pytest.mark.parametrize("until", ["9999-12-31", "2999-01-01"])
def test_a_last_day_beyond_all_lives_is_refused(ada: Visitor, until: str) -> None:
    invited(ada, f"cleo{until}@example.org")
    (number,) = ada.shared.sql(f"SELECT id FROM accounts_grant WHERE email = 'cleo{until}@example.org'")[0]

    answer = ada.post(f"/sharing/coaches/{number}", {"until": until}, page="/sharing")

    assert answer.status == 422
    assert "hundred years" in answer.text
    grant_of(ada, number, until="2099-12-31")


def test_twenty_invitations_are_a_day_s_and_then_there_is_a_pause(one_file: Shared) -> None:
    ben = one_file.visitor().sign_up("ben@example.org")
    for number in range(20):
        invited(ben, f"coach{number}@example.org")
        (grant,) = one_file.sql("SELECT max(id) FROM accounts_grant")[0]
        assert ben.post(f"/sharing/coaches/{grant}/revoke", page="/sharing").status == 303

    answer = ben.post("/sharing/invite", {"email": "one.more@example.org"}, page="/sharing")

    assert answer.status == 429
    assert 23 * 3600 < int(answer.headers["Retry-After"]) <= 24 * 3600
    assert "invited 20 people within a day" in answer.text
    assert "Try again in 24 hours" in answer.text
    assert "swi_" not in answer.text
    one_file.sql("UPDATE accounts_grant SET made_at = '2020-01-01 00:00:00' WHERE email = 'coach0@example.org'")
    assert invited(ben, "one.more@example.org")


def test_as_many_coaches_as_there_may_be_is_no_pause_but_a_sentence(one_file: Shared) -> None:
    dora = one_file.visitor().sign_up("dora@example.org")
    for number in range(20):
        invited(dora, f"coach{number}@example.org")

    answer = dora.post("/sharing/invite", {"email": "one.more@example.org"}, page="/sharing")

    assert answer.status == 422
    assert "Take one back first" in answer.text
