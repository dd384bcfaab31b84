"""The weekly review: six steps in order, one thing at a time, resumed at each of them."""

from re import findall

import pytest
from django.test import Client

from smallwins import bootstrap
from smallwins.journal.commands import AddStep
from smallwins.journal.steps import add_step
from smallwins.method.review import STAGES, Review
from smallwins.method.week import Week, week_of

from .journals import HOSTILE, Answer, followed, hidden, html, journal, name, said, today, write

STEPS = ("Doors", "Wins", "Questions", "Pulse", "One step", "Close")


@pytest.fixture
def week() -> Week:
    return week_of(today())


@pytest.fixture
def address(week: Week) -> str:
    return f"/review/{week}"


def kept(week: Week) -> Review:
    with journal() as opened:
        review = opened.reviews.get(week)
    assert review
    return review


def act(ada: Client, address: str, **form: str) -> Answer:
    """Send one form of the review and follow it."""
    return followed(ada, ada.post(address, form))


def on(ada: Client, address: str, shown: Answer, act_: str = "later") -> Answer:
    """Leave the card that is shown for later, or go on from it."""
    return act(ada, address, at=hidden(shown, "at"), act=act_)


def stage_of(shown: Answer) -> str:
    (stage,) = findall(r'value="(\w+)" aria-current="step"', html(shown))
    return str(stage)


def test_review_leads_to_the_one_that_is_due_or_to_this_week(ada: Client, week: Week) -> None:
    response = ada.get("/review")

    assert response.status_code == 303
    assert response.headers["Location"] in (f"/review/{week}", f"/review/{week.plus(-1)}")


def test_looking_at_a_review_keeps_nothing(ada: Client, address: str, week: Week) -> None:
    assert "Begin" in said(ada.get(address))
    with journal() as opened:
        assert opened.reviews.get(week) is None


def test_the_six_steps_come_in_their_order_and_each_is_kept_as_it_is_reached(
    ada: Client, address: str, week: Week
) -> None:
    name("Lead a research team")
    write("Coffee with Priya", 5)
    write("Said yes to the meetup")
    shown = act(ada, address, act="begin")
    seen = [stage_of(shown)]
    while "Close the week" not in said(shown):
        assert kept(week).stage == seen[-1]
        shown = on(ada, address, shown)
        if stage_of(shown) != seen[-1]:
            seen.append(stage_of(shown))

    assert tuple(seen) == STAGES
    assert all(step in said(shown) for step in STEPS)


@pytest.mark.parametrize("stage", STAGES)
def test_a_review_left_at_any_step_is_found_there_again(ada: Client, address: str, stage: str) -> None:
    write("Said yes to the meetup")
    act(ada, address, act="begin")
    act(ada, address, stage=stage)

    assert stage_of(ada.get(address)) == stage


def test_the_road_behind_comes_first_with_what_it_opened_since(ada: Client, address: str) -> None:
    early = write("Sent the first e-mail", 91)
    late = write("Intro call", 60)
    ada.post(f"/wins/{early.number}/doors", {"later": str(late.number), "next": "week"})
    words = said(act(ada, address, act="begin"))

    assert "The road behind" in words
    assert "Sent the first e-mail Since then it opened: Intro call" in words


def test_a_door_is_asked_about_and_leads_to_a_win_that_is_there(ada: Client, address: str, week: Week) -> None:
    earlier = write("Coffee with Priya", 9, direction="toward", motive="meaningful")
    later = write("Applied at Northwind", 3, direction="toward", opened="door")
    place = f"review:{week}"
    act(ada, address, act="begin")
    shown = followed(ada, ada.post("/wins/1/answer", {"field": "opened", "answer": "door", "next": place}))
    assert "Which win did it lead to?" in said(shown)
    assert "Applied at Northwind" in said(shown)

    followed(ada, ada.post("/wins/1/doors", {"later": str(later.number), "next": place}))
    with journal() as opened:
        assert opened.doors.opened_by(earlier.id) == (later.id,)


def test_not_yet_takes_a_next_step_and_a_new_day_and_the_win_is_not_asked_again(
    ada: Client, address: str, week: Week
) -> None:
    write("Coffee with Priya", 2)
    act(ada, address, act="begin")
    form = {
        "field": "later",
        "answer": "later",
        "text": "When I am home, I will write to Sam",
        "next": f"review:{week}",
    }
    shown = followed(ada, ada.post("/wins/1/answer", form | {"look_again": "2099-01-01", "due_on": ""}))

    assert "No door to ask about" in said(shown)
    with journal() as opened:
        assert [step.text for step in opened.steps.open()] == ["When I am home, I will write to Sam"]


def test_a_question_left_for_later_is_not_asked_again_in_this_review(ada: Client, address: str, week: Week) -> None:
    win = write("Said yes to the meetup")
    act(ada, address, act="begin")
    shown = act(ada, address, stage="questions")
    first = hidden(shown, "at")
    shown = on(ada, address, shown)

    assert hidden(shown, "at") != first
    assert kept(week).skipped == ((win.id, "direction"),)
    assert hidden(ada.get(address), "at") != first
    assert f'href="{address}?at=' in html(shown) or "question=" in html(shown), "but one can go back to it"


@pytest.mark.parametrize(
    ("card", "gains"), [("clarity", ("clarity",)), ("confidence", ("confidence",)), ("real", None)]
)
def test_what_the_week_brought_becomes_a_win_with_its_gain(
    ada: Client, address: str, week: Week, card: str, gains: object
) -> None:
    act(ada, address, act="begin")
    shown = act(ada, address, stage="wins")
    typed = {"at": card, "id": hidden(shown, "id"), "title": "Coffee with Priya", "on": str(week.monday)}
    shown = act(ada, address, **typed)
    act(ada, address, **typed)

    assert "Coffee with Priya" in said(shown)
    with journal() as opened:
        (judged,) = opened.wins.everything()
    assert (judged.win.answers.gains, judged.win.happened_on) == (gains, week.monday)


def test_a_win_that_is_there_already_can_be_what_brought_it_and_not_any_more(ada: Client, address: str) -> None:
    write("Coffee with Priya", gains=("confidence",))
    act(ada, address, act="begin")
    act(ada, address, stage="wins")
    shown = act(ada, address, at="clarity", win="1")
    assert 'aria-pressed="true"' in html(shown)
    with journal() as opened:
        assert next(opened.wins.everything()).win.answers.gains == ("confidence", "clarity")

    act(ada, address, at="clarity", win="1")
    with journal() as opened:
        assert next(opened.wins.everything()).win.answers.gains == ("confidence",)


def test_what_was_written_in_a_review_can_be_taken_back_there(ada: Client, address: str, week: Week) -> None:
    act(ada, address, act="begin")
    act(ada, address, stage="wins")
    shown = act(ada, address, at="real", title="Coffee with Priya")
    shown = followed(ada, ada.post("/undo", {"change": hidden(shown, "change"), "next": f"review:{week}"}))

    assert stage_of(shown) == "wins"
    with journal() as opened:
        assert list(opened.wins.everything()) == []


def test_an_empty_box_goes_on(ada: Client, address: str) -> None:
    act(ada, address, act="begin")
    act(ada, address, stage="wins")

    assert hidden(act(ada, address, at="clarity", title="  "), "at") == "confidence"


@pytest.mark.parametrize("day", ["2001-01-01", "2999-01-01", "soon"])
def test_a_day_outside_the_week_is_refused_and_the_words_stay(ada: Client, address: str, day: str) -> None:
    act(ada, address, act="begin")
    act(ada, address, stage="wins")
    shown = ada.post(address, {"at": "clarity", "title": 'Coffee with "Priya"', "on": day})

    assert shown.status_code == 422
    assert 'value="Coffee with &quot;Priya&quot;"' in html(shown)
    with journal() as opened:
        assert list(opened.wins.everything()) == []


def test_the_pulse_is_kept_as_it_is_given_and_found_again(ada: Client, address: str, week: Week) -> None:
    goal = name("Lead a research team")
    act(ada, address, act="begin")
    act(ada, address, stage="pulse")
    act(ada, address, at="confidence", value="7")
    assert hidden(ada.get(address), "at") == "clarity", "a closed tab goes on with the first that has no answer"
    act(ada, address, at="clarity", value="0")
    act(ada, address, at="stuck", value="no")
    act(ada, address, at="possible-1", value="10")
    act(ada, address, at="note", note="A good week\r\n<b>")

    review = kept(week)
    assert (review.confidence, review.clarity, review.stuck, review.note) == (7, 0, False, "A good week\n<b>")
    assert review.possible == {goal.id: 10}
    assert review.stage == "step"
    with journal() as opened:
        assert [felt.value for felt in opened.goals.get(goal.id).possible] == [10]
    act(ada, address, stage="pulse")
    shown = ada.get(f"{address}?at=confidence")
    assert 'value="7" data-key="7" aria-keyshortcuts="7" aria-current="true"' in html(shown)


@pytest.mark.parametrize("value", ["11", "-1", "", "seven"])
def test_what_is_no_number_from_0_to_10_is_refused_at_its_card(
    ada: Client, address: str, week: Week, value: str
) -> None:
    act(ada, address, act="begin")
    act(ada, address, stage="pulse")
    shown = ada.post(address, {"at": "confidence", "value": value})

    assert shown.status_code == 422
    assert "How confident do you feel this week?" in said(shown)
    assert kept(week).confidence is None


def test_once_a_quarter_a_goal_is_asked_whether_it_is_still_one_and_whose(
    ada: Client, address: str, week: Week
) -> None:
    goal = name("Make principal engineer")
    with journal() as opened:
        opened.goals.save(goal._replace(created_on=week.plus(-20).monday))
    act(ada, address, act="begin")
    act(ada, address, stage="pulse")
    shown = act(ada, address, at="still-1", value="unsure")
    assert "Whose reason is it?" in said(shown)
    act(ada, address, at="whose-1", value="should")

    assert kept(week).checks[goal.id] == ("unsure", "should")


def test_three_wins_without_a_door_ask_if_this_is_a_temporary_high(ada: Client, address: str) -> None:
    for title in ("One", "Two", "Three"):
        write(title)
    act(ada, address, act="begin")
    act(ada, address, stage="pulse")

    assert "is it a temporary high?" in said(ada.get(f"{address}?at=stuck"))


def test_a_step_is_planned_because_of_a_win_and_then_one_goes_on(ada: Client, address: str, week: Week) -> None:
    win = write("Coffee with Priya")
    act(ada, address, act="begin")
    shown = act(ada, address, stage="step")
    due = str(week.plus(1).monday)
    typed = {
        "at": "step",
        "id": hidden(shown, "id"),
        "text": "When it is Monday, I will call",
        "win": "1",
        "due_on": due,
    }
    shown = act(ada, address, **typed)
    act(ada, address, **typed)

    assert "When it is Monday, I will call because of Coffee with Priya" in said(shown)
    with journal() as opened:
        assert [(step.win_id, str(step.due_on)) for step in opened.steps.open()] == [(win.id, due)]
    assert stage_of(on(ada, address, shown, "on")) == "close"


def test_a_step_without_words_is_refused_and_an_explicit_none_is_kept(ada: Client, address: str, week: Week) -> None:
    write("Coffee with Priya")
    act(ada, address, act="begin")
    act(ada, address, stage="step")
    shown = ada.post(address, {"at": "step", "text": " ", "win": "1", "due_on": "2026-12-01"})
    assert shown.status_code == 422
    assert 'value="2026-12-01"' in html(shown)

    assert stage_of(act(ada, address, at="step", act="none")) == "close"
    assert kept(week).no_step


def test_an_earlier_step_is_marked_as_done_without_leaving_the_card(ada: Client, address: str) -> None:
    win = write("Coffee with Priya", 3)
    with journal() as opened:
        add_step(opened, AddStep(bootstrap.new_id(), win.id, bootstrap.now(), "Write to Sam", win.happened_on))
    act(ada, address, act="begin")
    act(ada, address, stage="step")
    shown = act(ada, address, at="step", step="1", act="step-done")

    assert stage_of(shown) == "step"
    with journal() as opened:
        assert opened.steps.open() == ()


def test_the_week_is_closed_kept_and_opened_again_with_all_that_was_answered(
    ada: Client, address: str, week: Week
) -> None:
    write("Coffee with Priya")
    write("500 likes", direction="away")
    act(ada, address, act="begin")
    act(ada, address, stage="pulse")
    act(ada, address, at="confidence", value="7")
    shown = act(ada, address, stage="close")
    assert "The week in one picture" in said(shown)
    assert "Into the rearview: 500 likes" in said(shown)
    shown = act(ada, address, act="close")
    assert "Kept. One week kept so far." in said(shown)
    assert "Shiny objects 1" in said(shown)

    shown = act(ada, address, act="reopen")
    assert stage_of(shown) == "doors"
    assert kept(week).confidence == 7
    assert kept(week).kept


def test_a_closed_review_takes_no_answer_until_it_is_opened_again(ada: Client, address: str, week: Week) -> None:
    act(ada, address, act="begin")
    act(ada, address, act="close")
    shown = ada.post(address, {"at": "confidence", "value": "7"})

    assert shown.status_code == 422
    assert kept(week).confidence is None


def test_a_week_with_no_win_is_a_quiet_one_and_a_full_answer(ada: Client, address: str) -> None:
    act(ada, address, act="begin")
    act(ada, address, stage="close")
    shown = act(ada, address, act="close")

    assert "A quiet week, kept." in said(shown)
    assert "kept, a quiet week" in said(shown)


def test_a_pause_asks_nothing_and_can_be_reviewed_after_all(ada: Client, address: str) -> None:
    shown = act(ada, address, act="pause")
    assert "Marked as a pause. Nothing is asked of it, and nothing is missing." in said(shown)
    assert "a pause" in said(shown)

    assert stage_of(act(ada, address, act="reopen")) == "doors"


def test_an_earlier_week_can_be_reviewed_late_and_one_to_come_cannot(ada: Client, week: Week) -> None:
    late = f"/review/{week.plus(-3)}"
    assert "An earlier week. It can be looked at whenever you like." in said(ada.get(late))
    act(ada, late, act="begin")
    act(ada, late, stage="wins")
    act(ada, late, at="real", title="Late, and still a step", on="")
    with journal() as opened:
        assert next(opened.wins.everything()).win.happened_on == week.plus(-3).sunday

    assert ada.get(f"/review/{week.plus(1)}").status_code == 422
    assert ada.post(f"/review/{week.plus(1)}", {"act": "begin"}).status_code == 422


@pytest.mark.parametrize("name_", ["2026-W54", "2026-47", "0000-W01", "x", "9999-W52"])
def test_what_is_no_week_is_no_page(ada: Client, name_: str) -> None:
    assert ada.get(f"/review/{name_}").status_code in (404, 422)


@pytest.mark.parametrize(
    "query", ["at=door-999", "at=ask-1-direction", "ask=999", "ask=1&then=door&words=%00", "at=%3Cb%3E&was=%3Cb%3E"]
)
def test_an_address_that_asks_for_what_is_not_there_breaks_nothing(ada: Client, address: str, query: str) -> None:
    act(ada, address, act="begin")

    assert ada.get(f"{address}?{query}").status_code in (200, 404)


def test_hostile_words_are_shown_as_words_at_every_card(ada: Client, address: str) -> None:
    name(HOSTILE, why=HOSTILE)
    write(HOSTILE, 91)
    write(HOSTILE)
    shown = act(ada, address, act="begin")
    for _ in range(30):
        assert "<script>alert" not in html(shown)
        assert "<img" not in html(shown)
        if "Close the week" in said(shown):
            break
        shown = on(ada, address, shown)
    shown = act(ada, address, act="close")
    assert "<script>alert" not in html(shown)
