"""This week: a win is written down once, its questions are asked one at a time, and nothing typed is lost."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from smallwins import bootstrap
from smallwins.journal.commands import AddStep, AnswerWin, LinkWins
from smallwins.journal.doors import link_wins
from smallwins.journal.judging import answer_win
from smallwins.journal.sample import load_sample
from smallwins.journal.settings import today_of
from smallwins.journal.steps import add_step
from smallwins.method.week import week_of

from .journals import Elements, journal, kept, name, shown, today, write


def test_an_empty_journal_shows_three_sentences_and_one_box(ada: Client) -> None:
    page = ada.get("/")
    assert "What moved you?" in shown(page)
    assert "autofocus" in Elements(page).named("title")
    assert "This week" not in shown(page).split("What moved you?")[1]


def test_enter_writes_a_win_down_and_asks_its_first_question(ada: Client, home: Path) -> None:
    answer = ada.post("/", {"id": bootstrap.new_id(), "title": "Wrote to Ines"})
    assert (answer.status_code, answer["Location"]) == (303, "/?ask=1#asking")
    page = shown(ada.get("/?ask=1"))
    assert "One win so far" in page
    assert "Does it point where you want to go?" in page
    assert "Written down." in page
    assert kept(1).win.happened_on == today()


def test_a_form_that_is_sent_twice_writes_one_win(ada: Client, home: Path) -> None:
    form = {"id": bootstrap.new_id(), "title": "Wrote to Ines"}
    assert ada.post("/", form)["Location"] == ada.post("/", form)["Location"]
    with journal() as one:
        assert len(list(one.wins.everything())) == 1


def test_the_id_of_another_win_is_refused_and_the_words_are_kept(ada: Client) -> None:
    id_ = bootstrap.new_id()
    ada.post("/", {"id": id_, "title": "Wrote to Ines", "happened_on": ""})
    page = ada.post("/", {"id": id_, "title": "Wrote to Sam", "happened_on": ""})
    assert page.status_code == 422
    assert Elements(page).named("title")["value"] == "Wrote to Sam"
    assert Elements(page).named("id")["value"] != id_


def test_details_are_kept(ada: Client, home: Path) -> None:
    goal, earlier = name("Lead a research team"), write("Coffee with Priya", days_ago=3)
    day = today() - timedelta(days=1)
    ada.post(
        "/",
        {
            "title": "Said yes to the talk",
            "happened_on": day.isoformat(),
            "kind": "speaking",
            "tags": "meetup, #talk, meetup",
            "goals": goal.id,
            "opened_by": str(earlier.number),
            "looks": "3",
            "gut": "real",
        },
    )
    win = kept(2).win
    assert (win.happened_on, win.kind, win.tags, win.looks, win.gut) == (day, "speaking", ("meetup", "talk"), 3, "real")
    assert win.answers.goals == (goal.id,)
    with journal() as one:
        assert one.doors.openers_of(win.id) == (earlier.id,)


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("title", "   ", "This is empty; write down what happened, in a few words."),
        ("title", "x" * 501, "500 is the most"),
        ("happened_on", "2026-02-30", "is not a day such as"),
        ("happened_on", "9999-12-31", "has not come yet"),
        ("tags", "x" * 90, "80 is the most"),
    ],
)
def test_wrong_input_is_shown_again_with_the_problem_beside_its_field(
    ada: Client, home: Path, field: str, typed: str, problem: str
) -> None:
    write("Something earlier")
    page = ada.post("/", {"title": "Wrote to Ines", "happened_on": "", "kind": "making", field: typed})
    assert page.status_code == 422
    elements = Elements(page)
    assert elements.named(field)["value"] == typed.strip(" " if field != "title" else "")
    assert elements.named(field)["aria-invalid"] == "true"
    assert problem in shown(page)
    assert f"{field}-problem" in elements.named(field)["aria-describedby"]
    with journal() as one:
        assert len(list(one.wins.everything())) == 1


def _answer(ada: Client, field: str, value: str, **more: str) -> str:
    answer = ada.post("/wins/1/answer", {"field": field, "answer": value, "next": "week", **more})
    assert answer.status_code == 303
    return str(answer["Location"])


def test_every_question_can_be_answered_in_turn_and_the_verdict_is_said(ada: Client, home: Path) -> None:
    goal = name("Lead a research team", skills=("hiring",))
    write("Coffee with Priya")
    assert _answer(ada, "direction", "toward") == "/?ask=1#asking"
    assert kept(1).win.answers.goals == (goal.id,)  # there is only one it can be
    assert "because it was there?" in shown(ada.get("/?ask=1"))
    assert _answer(ada, "motive", "meaningful") == "/?ask=1#asking"
    assert "What door did it open?" in shown(ada.get("/?ask=1"))
    assert _answer(ada, "opened", "door") == "/?ask=1&then=door&rose=1#asking"
    assert _answer(ada, "door_note", "note", door_note="I write shorter mails now") == "/?ask=1#asking"
    assert "How did it feel to do?" in shown(ada.get("/?ask=1"))
    assert _answer(ada, "stretch", "2") == "/?ask=1#asking"
    assert "What did it build in you?" in shown(ada.get("/?ask=1"))
    ada.post(
        "/wins/1/answer", {"field": "gains", "answer": "these", "gains": ["clarity", "skill:hiring"], "next": "week"}
    )
    page = shown(ada.get("/?ask=1"))
    assert "Real win" in page
    assert "What did it build in you?" not in page
    answers = kept(1).win.answers
    assert answers[:5] == ("toward", (goal.id,), "meaningful", "door", "I write shorter mails now")
    assert (answers.stretch, answers.gains) == (2, ("clarity", "skill:hiring"))


def test_with_several_goals_it_is_asked_which(ada: Client, home: Path) -> None:
    first, second = name("Lead a research team"), name("Give talks without dread")
    write("Coffee with Priya")
    assert _answer(ada, "direction", "toward") == "/?ask=1&then=goals#asking"
    page = shown(ada.get("/?ask=1&then=goals"))
    assert "Toward which goal?" in page
    assert second.title in page
    ada.post("/wins/1/answer", {"field": "goals", "goals": [first.id, second.id], "answer": "these", "next": "week"})
    assert kept(1).win.answers.goals == (first.id, second.id)


def test_not_yet_plans_the_next_step_and_a_day_to_look_again(ada: Client, home: Path) -> None:
    write("Applied at Northwind", days_ago=4)
    assert _answer(ada, "opened", "not_yet") == "/?ask=1&then=later#asking"
    assert kept(1).win.answers.look_again == today() + timedelta(weeks=4)
    page = shown(ada.get("/?ask=1&then=later"))
    assert "What is the next step?" in page
    day = today() + timedelta(days=10)
    _answer(ada, "later", "later", text="Ask Sam", due_on=day.isoformat(), look_again=day.isoformat())
    with journal() as one:
        (step,) = one.steps.open()
    assert (step.text, step.due_on, kept(1).win.answers.look_again) == ("Ask Sam", day, day)
    assert "Ask Sam" in shown(ada.get("/"))


def test_nothing_changed_is_an_answer(ada: Client, home: Path) -> None:
    write("500 likes", days_ago=4)
    assert _answer(ada, "opened", "nothing") == "/?ask=1#asking"
    assert kept(1).win.answers.opened == "nothing"


def test_the_explicit_nothing_is_kept_as_such_and_no_choice_is_no_answer(ada: Client, home: Path) -> None:
    write("500 likes")
    refused = ada.post("/wins/1/answer", {"field": "gains", "answer": "these", "next": "week"})
    assert refused.status_code == 422
    assert "This is empty; choose what is true, or skip the question." in shown(refused)
    assert kept(1).win.answers.gains is None
    ada.post("/wins/1/answer", {"field": "gains", "answer": "these", "gains": "none", "next": "week"})
    assert kept(1).win.answers.gains == ()


def test_a_question_can_be_skipped_and_gone_back_to(ada: Client, home: Path) -> None:
    write("Coffee with Priya")
    address = _answer(ada, "direction", "skip")
    assert address == "/?ask=1&skip=direction#asking"
    page = ada.get(address)
    assert "because it was there?" in shown(page)
    assert "/?ask=1&question=direction" in Elements(page).links()
    assert kept(1).win.answers.direction is None


def test_the_first_question_names_no_answer_that_is_none(ada: Client, home: Path) -> None:
    write("Coffee with Priya")
    for field, value in [("direction", "sideways"), ("stretch", "9"), ("stretch", "hard"), ("motive", "")]:
        assert ada.post("/wins/1/answer", {"field": field, "answer": value, "next": "week"}).status_code == 422
    assert ada.post("/wins/1/answer", {"field": "title", "answer": "x", "next": "week"}).status_code == 404


def test_the_door_of_an_earlier_win_is_asked_about(ada: Client, home: Path) -> None:
    later = write("Interview at Northwind", days_ago=7)
    earlier = write("Recruiter at Northwind replied", days_ago=9)
    assert "Recruiter at Northwind replied , 9 days ago. What door did it open?" in shown(ada.get("/"))
    answer = ada.post("/wins/2/answer", {"field": "opened", "answer": "door", "next": "week"})
    assert answer["Location"] == "/?ask=2&then=door#asking"
    assert "Which win did it lead to?" in shown(ada.get("/?ask=2&then=door"))
    assert Elements(ada.get("/?ask=2&then=door&words=interv")).choices("later") == ["1"]
    assert Elements(ada.get("/?ask=2&then=door&words=promotion")).choices("later") == []
    ada.post("/wins/2/doors", {"later": str(later.number), "next": "week"})
    with journal() as one:
        assert one.doors.opened_by(earlier.id) == (later.id,)
    assert Elements(ada.get("/?ask=2&then=door")).choices("later") == []  # it is linked already


def test_what_a_win_led_to_can_be_written_down_at_once(ada: Client, home: Path) -> None:
    write("Recruiter at Northwind replied", days_ago=9)
    assert ada.post("/wins/1/doors", {"new": "Interview at Northwind", "next": "week"}).status_code == 303
    assert kept(2).win.title == "Interview at Northwind"
    refused = ada.post("/wins/1/doors", {"new": " ", "next": "week"})
    assert refused.status_code == 422
    assert "This is empty" in shown(refused)


def test_a_door_that_would_lead_in_a_circle_is_said_and_not_opened(ada: Client, home: Path) -> None:
    write("First")
    second = write("Second")
    ada.post("/wins/1/doors", {"later": "2", "next": "week"})
    ada.post("/wins/2/doors", {"later": "1", "next": "week"})
    page = shown(ada.get("/"))
    assert "circle" in page
    with journal() as one:
        assert one.doors.opened_by(second.id) == ()


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_a_next_step_is_done_or_dropped_in_one_press_and_can_be_undone(ada: Client, home: Path, status: str) -> None:
    win = write("Applied at Northwind")
    with journal() as one:
        add_step(one, AddStep(bootstrap.new_id(), win.id, bootstrap.now(), "Ask Sam", None))
    assert ada.post("/steps/1", {"status": status, "next": "week"}).status_code == 303
    page = ada.get("/")
    assert "Ask Sam" not in shown(page)
    assert Elements(page).named("change")["value"]
    ada.post("/undo", {"change": Elements(page).named("change")["value"], "next": "week"})
    assert "Ask Sam" in shown(ada.get("/"))


def test_undo_takes_back_only_what_it_was_offered_for(ada: Client, home: Path) -> None:
    ada.post("/", {"title": "Wrote to Ines"})
    change = Elements(ada.get("/")).named("change")["value"]
    write("Meanwhile, in the terminal")
    ada.post("/undo", {"change": change, "next": "week"})
    page = shown(ada.get("/"))
    assert "Something else was changed since" in page
    assert "Wrote to Ines" in page


def test_wins_that_open_no_doors_are_asked_about_gently(ada: Client, home: Path) -> None:
    for title in ("One", "Two", "Three"):
        win = write(title)
        with journal() as one:
            answer_win(one, AnswerWin(win.id, bootstrap.now(), opened="nothing"))
    assert "or is it a temporary high?" in shown(ada.get("/"))


def test_the_sample_week_shows_everything_at_a_glance(ada: Client, home: Path) -> None:
    with journal() as one:
        load_sample(one, bootstrap.now(), today_of(one, bootstrap.now()))
    page = shown(ada.get("/"))
    for said in (
        "Momentum",
        "Lead a research team",
        "/10 possible, was",
        "Next steps",
        "in the rearview",
        "weeks kept",
    ):
        assert said in page


def test_an_earlier_week_is_read_and_never_written(ada: Client, home: Path) -> None:
    write("Coffee with Priya", days_ago=7)
    week = week_of(today()).plus(-1)
    page = ada.get(f"/weeks/{week}")
    assert "One win" in shown(page)
    assert "Coffee with Priya" in shown(page)
    assert ada.post(f"/weeks/{week}").status_code == 405
    assert f"/weeks/{week.plus(-1)}" in Elements(page).links()


@pytest.mark.parametrize(
    "address",
    [
        "/weeks/2026-W54",
        "/weeks/soon",
        "/weeks/0000-W00",
        "/weeks/2026-w4",
        "/wins/7",
        "/wins/99999999999999999999",
        "/wins/0",
    ],
)
def test_what_is_not_there_is_answered_alike(ada: Client, address: str) -> None:
    page = ada.get(address)
    assert page.status_code == 404
    assert "Nothing here" in shown(page)


@pytest.mark.parametrize("name", ["answer", "doors", "doors/close", "steps", "edit", "celebrate", "own-call", "delete"])
def test_no_form_about_a_win_that_is_not_there_goes_through(ada: Client, name: str) -> None:
    form = {"field": "direction", "answer": "toward", "later": "2", "verdict": "real", "title": "x", "text": "x"}
    assert ada.post(f"/wins/7/{name}", form).status_code == 404
    assert ada.post(f"/wins/99999999999999999999/{name}", form).status_code == 404
    assert ada.get(f"/wins/7/{name}").status_code == 405


@pytest.mark.parametrize(
    "place", ["//example.org", "https://example.org", "lock", "review:x:y", "win:../../lock", "follow:x", ""]
)
def test_a_form_leads_only_to_places_that_we_know(ada: Client, home: Path, place: str) -> None:
    write("Coffee with Priya")
    answer = ada.post("/wins/1/answer", {"field": "motive", "answer": "meaningful", "next": place})
    assert answer["Location"] == "/?ask=1#asking"


def test_a_win_that_points_somewhere_asks_where_and_a_goal_is_named_there(ada: Client, home: Path) -> None:
    write("Coffee with Priya")
    answer = ada.post("/wins/1/answer", {"field": "direction", "answer": "toward", "next": "week"})
    assert answer["Location"].startswith("/?ask=1&then=goals")
    assert "Where do you want to get to?" in shown(ada.get("/?ask=1&then=goals"))

    empty = {"field": "goals", "answer": "these", "goal": "", "next": "week"}
    assert "This is empty; name the goal it points toward" in shown(ada.post("/wins/1/answer", empty))
    form = {**empty, "goal": "Lead a research team"}
    assert ada.post("/wins/1/answer", form).status_code == 303

    with journal() as one:
        (goal,) = one.goals.all()
        assert (goal.title, one.wins.find("1").win.answers.goals) == ("Lead a research team", (goal.id,))


def test_naming_no_goal_is_an_answer_too(ada: Client, home: Path) -> None:
    write("Coffee with Priya")
    ada.post("/wins/1/answer", {"field": "direction", "answer": "toward", "next": "week"})

    assert ada.post("/wins/1/answer", {"field": "goals", "answer": "skip", "next": "week"}).status_code == 303

    assert kept(1).win.answers.direction == "toward"
    assert "because it was there?" in shown(ada.get("/?ask=1"))


def test_momentum_says_how_long_the_longest_chain_is_as_soon_as_there_is_one(ada: Client, home: Path) -> None:
    earlier, later = write("Mail to Sam", days_ago=3), write("Call with Sam")
    assert "longest chain" not in shown(ada.get("/"))
    with journal() as one:
        link_wins(one, LinkWins(earlier.id, later.id, bootstrap.now()))

    page = ada.get("/")
    assert "The longest chain is now one door" in " ".join(shown(page).split())
    assert "/chains" in Elements(page).links()
