"""Reminders over the API: all that their page can do, and the calendar that comes of it."""

import pytest

from smallwins import bootstrap
from tests.api.programs import Person, person
from tests.shared import Shared, Visitor


@pytest.fixture(scope="module")
def fay(api_server: Shared) -> Person:
    return person(api_server, "fay.reminded@example.org")


def events(visitor: Visitor, address: str) -> tuple[int, str]:
    answer = visitor.get(address.partition(f":{visitor.shared.port}")[2])
    return answer.status, answer.text


def test_everything_is_off_until_it_is_asked_for(fay: Person) -> None:
    found = fay.read.get("/reminders").json

    assert {found[name] for name in ("by_mail", "with_wins", "digest")} == {False}
    assert (found["hour"], found["email"], found["calendar"]) == (16, "fay.reminded@example.org", None)
    assert found["goes_out"] is True


def test_a_change_touches_what_it_names_and_the_page_shows_it(fay: Person) -> None:
    assert fay.write.patch("/reminders", {"by_mail": True, "hour": 7}).json["hour"] == 7
    said = fay.write.patch("/reminders", {"with_wins": True}).json
    fay.write.patch("/settings", {"timezone": "Asia/Tokyo", "review_day": 3})
    now = fay.read.get("/reminders").json

    assert (said["by_mail"], said["with_wins"], said["hour"]) == (True, True, 7)
    assert (now["timezone"], now["review_day"]) == ("Asia/Tokyo", 3)
    assert now["next"].endswith("T22:00:00Z")  # seven in the morning in Tokyo
    page = fay.visitor.get("/reminders").text
    assert 'value="7" selected' in page
    assert page.count(" checked") == 2
    assert fay.write.patch("/reminders", {"by_mail": False, "with_wins": False}).json["by_mail"] is False
    for wrong in ({"hour": 24}, {"hour": "7"}, {"by_mail": None}, {"day": 3}):
        assert fay.write.patch("/reminders", wrong).status == 422, wrong


def test_a_paused_week_moves_the_next_one_on(fay: Person) -> None:
    before = fay.read.get("/reminders").json["next"]
    week = fay.read.get("/week").json["week"]
    fay.write.post(f"/reviews/{week}/pause")
    paused = fay.read.get("/reminders").json["next"]
    fay.write.post(f"/reviews/{week}/reopen")

    assert paused >= before  # another week, unless this one's moment has passed
    assert fay.read.get("/reminders").json["next"] == before


def test_a_calendar_is_made_shown_once_says_what_it_may_and_is_taken_back(fay: Person) -> None:
    key = bootstrap.new_id()
    fay.write.win("Zebra canary asked me to speak")

    made = fay.write.post("/reminders/calendar", Idempotency_Key=key)
    again = fay.write.post("/reminders/calendar", Idempotency_Key=key)
    assert (made.status, again.status) == (201, 201), made.body
    assert again.json == {**made.json, "address": None}
    address, visitor = made.json["address"], fay.visitor.shared.visitor()
    status, text = events(visitor, address)
    assert (status, "Weekly review" in text, "Zebra" in text) == (200, True, False)
    assert fay.read.get("/reminders").json["calendar"]["fetched_at"]

    assert fay.write.patch("/reminders/calendar", {"with_wins": True}).json["calendar"]["with_wins"] is True
    assert "Zebra" in events(visitor, address)[1]

    newer = fay.write.post("/reminders/calendar").json["address"]
    assert (events(visitor, address)[0], events(visitor, newer)[0]) == (404, 200)
    assert fay.write.post("/reminders/calendar", Idempotency_Key=key).problem == "gone"

    assert fay.write.delete("/reminders/calendar").json["calendar"] is None
    assert events(visitor, newer)[0] == 404
    assert fay.write.delete("/reminders/calendar").status == 200
    assert fay.write.patch("/reminders/calendar", {"with_wins": True}).problem == "not-found"


def test_a_token_that_only_reads_switches_nothing_on(fay: Person) -> None:
    before = fay.read.get("/reminders").json
    for program in (fay.read, fay.capture):
        assert program.patch("/reminders", {"by_mail": True}).problem == "scope"
        assert program.post("/reminders/calendar").problem == "scope"
    assert fay.capture.get("/reminders").problem == "scope"
    assert fay.read.get("/reminders").json == before
