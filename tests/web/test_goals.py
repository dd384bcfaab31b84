"""Goals are named, changed, felt, reached and let go on their page."""

import pytest
from django.test import Client

from .journals import HOSTILE, followed, hidden, html, journal, name, said, today, write


def test_an_empty_page_says_in_one_sentence_what_a_goal_is_for(ada: Client) -> None:
    shown = ada.get("/goals")

    assert "once it has a name, a win can point toward it or away from it." in said(shown)
    assert '<details class="more" id="new" open>' in shown.content.decode()


def test_a_goal_is_named_with_its_why_and_its_skills(ada: Client) -> None:
    typed = {"title": "Lead a research team", "why": "I want\r\nthat", "skills": "hiring\r\n\r\n speaking \r\nhiring"}
    shown = followed(ada, ada.post("/goals", {"id": hidden(ada.get("/goals"), "id"), **typed}))

    assert "It needs: hiring , speaking" in said(shown)
    with journal() as opened:
        (goal,) = opened.goals.all()
    assert (goal.title, goal.why, goal.skills) == ("Lead a research team", "I want\nthat", ("hiring", "speaking"))


def test_the_same_form_sent_twice_names_one_goal(ada: Client) -> None:
    typed = {"id": hidden(ada.get("/goals"), "id"), "title": "Give talks without dread"}
    ada.post("/goals", typed)
    ada.post("/goals", typed)

    with journal() as opened:
        assert len(opened.goals.all()) == 1


@pytest.mark.parametrize("path", ["/goals", "/goals/1"])
def test_a_title_that_is_refused_keeps_what_was_typed(ada: Client, path: str) -> None:
    name("Lead a research team")
    shown = ada.post(path, {"title": "  ", "why": "because <b> & so", "skills": "one\ntwo"})
    page = shown.content.decode()

    assert shown.status_code == 422
    assert "This is empty; name the place you want to get to." in said(shown)
    assert "because &lt;b&gt; &amp; so</textarea>" in page
    assert "one\ntwo</textarea>" in page
    assert 'aria-invalid="true"' in page


def test_one_tap_keeps_how_possible_it_feels_today_and_a_second_takes_its_place(ada: Client) -> None:
    name("Lead a research team")
    ada.post("/goals/1/possible", {"possible": "3"})
    shown = followed(ada, ada.post("/goals/1/possible", {"possible": "10"}))

    assert "Today it feels 10 of 10 possible." in said(shown)
    assert 'value="10" aria-current="true"' in shown.content.decode()
    day = today()
    with journal() as opened:
        assert [(felt.on, felt.value) for felt in opened.goals.all()[0].possible] == [(day, 10)]


@pytest.mark.parametrize("value", ["11", "-1", "", "ten", "9" * 40])
def test_what_is_no_number_from_0_to_10_changes_nothing(ada: Client, value: str) -> None:
    name("Lead a research team")

    assert ada.post("/goals/1/possible", {"possible": value}).status_code == 422
    with journal() as opened:
        assert opened.goals.all()[0].possible == ()


def test_a_goal_is_reached_let_go_and_taken_up_again_and_each_can_be_undone(ada: Client) -> None:
    name("Make principal engineer")
    shown = followed(ada, ada.post("/goals/1/status", {"status": "let_go"}))
    assert "Reached, and let go Make principal engineer let go" in said(shown)
    assert 'action="/undo"' in html(shown)

    shown = followed(ada, ada.post("/goals/1/status", {"status": "active"}))
    assert "Reached, and let go" not in said(shown)
    assert ada.post("/goals/1/status", {"status": "famous"}).status_code == 422


def test_wins_are_laid_toward_a_goal_and_lead_to_the_list_of_them(ada: Client) -> None:
    goal = name("Lead a research team")
    write("Intro call", direction="toward", goals=(goal.id,), opened="door")
    write("Applied", direction="toward", goals=(goal.id,))
    shown = ada.get("/goals")

    assert "1 real win, 1 too early to tell" in said(shown)
    assert f'href="/wins?goal={goal.number}"' in html(shown)
    assert "Intro call" in said(ada.get(f"/wins?goal={goal.number}"))
    assert shown.content.decode().count('<rect class="laid"') == 1


def test_a_goal_that_is_not_there_is_said_to_be_none(ada: Client) -> None:
    assert ada.get("/goals/7").status_code == 404
    assert ada.post("/goals/7/possible", {"possible": "3"}).status_code == 404


def test_hostile_words_are_shown_as_words(ada: Client) -> None:
    name(HOSTILE, why=HOSTILE, skills=(HOSTILE,))
    for path in ("/goals", "/goals/1"):
        page = ada.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
    assert "<bdi>&lt;script&gt;alert(1)" in ada.get("/goals").content.decode()
