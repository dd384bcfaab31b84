"""Settings: the person's days, the sample journal, undo, and what is said of files, locks and keys."""

import pytest
from django.test import Client

from smallwins.journal.sample import has_sample
from smallwins.journal.settings import settings_of

from .journals import followed, html, journal, name, said, write


def test_time_zone_and_review_day_are_kept(ada: Client) -> None:
    shown = followed(ada, ada.post("/settings", {"timezone": "Europe/Berlin", "review_day": "7"}))

    assert 'value="Europe/Berlin" autocomplete' in html(shown)
    assert '<option value="7" selected>Sunday' in shown.content.decode()
    with journal() as opened:
        assert settings_of(opened)[:2] == ("Europe/Berlin", 7)


@pytest.mark.parametrize(
    ("zone", "day", "problem"),
    [
        ("Mars/Olympus", "5", "'Mars/Olympus' is not a time zone such as Europe/Berlin."),
        ("../../etc/passwd", "5", "'../../etc/passwd' is not a time zone such as Europe/Berlin."),
        ("", "5", "'' is not a time zone such as Europe/Berlin."),
        ("Europe/Berlin", "8", "This is not a day of the week from 1 (Monday) to 7 (Sunday)."),
        ("Europe/Berlin", "", "Choose a day of the week."),
    ],
)
def test_a_wrong_setting_says_so_beside_its_field_and_keeps_what_was_typed(
    ada: Client, zone: str, day: str, problem: str
) -> None:
    shown = ada.post("/settings", {"timezone": zone, "review_day": day})

    assert shown.status_code == 422
    assert problem in said(shown)
    assert f'list="zones" value="{zone}"' in html(shown)
    with journal() as opened:
        assert not settings_of(opened).chosen


def test_the_sample_is_put_in_once_and_taken_out_without_a_trace_of_ones_own(ada: Client) -> None:
    write("Coffee with Priya")
    ada.post("/sample/load")
    ada.post("/sample/load")
    with journal() as opened:
        assert has_sample(opened)
        numbers = [judged.win.id for judged in opened.wins.everything()]
        assert len(numbers) == len(set(numbers))
    assert "Take it out" in said(ada.get("/settings"))

    followed(ada, ada.post("/sample/remove"))
    with journal() as opened:
        assert [judged.win.title for judged in opened.wins.everything()] == ["Coffee with Priya"]


def test_the_last_change_is_named_and_taken_back(ada: Client) -> None:
    name("Lead a research team")
    assert "The last change: named the goal “Lead a research team” ." in said(ada.get("/settings"))

    with journal() as opened:
        change = opened.changes.last()
    assert change
    shown = followed(ada, ada.post("/undo", {"change": str(change.number), "next": "settings"}))
    assert "There is nothing to take back." in said(shown)
    with journal() as opened:
        assert opened.goals.all() == ()


def test_the_page_says_where_the_file_lies_how_it_is_backed_up_and_when_it_locks(ada: Client, home: object) -> None:
    words = said(ada.get("/settings"))

    assert f"{home}/journal.db" in words
    assert "smallwins backup FILE" in words
    assert "It locks itself after 12 hours without a click, and 30 days after it was opened." in words
    assert "Escape, twice" in words
