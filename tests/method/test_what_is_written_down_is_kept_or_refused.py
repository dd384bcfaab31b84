"""Wins, answers, goals and steps keep every text exactly, and refuse by name what cannot be kept."""

from datetime import date

import pytest
from hypothesis import given, settings

from smallwins.method import answers, goal, step, win
from smallwins.method.answers import Answers
from smallwins.method.errors import InputError
from smallwins.method.goal import Goal, Possible
from smallwins.method.step import NextStep
from smallwins.method.win import Overrule, Win
from tests import strategies
from tests.strategies import HOSTILE_TEXTS, win_of_ada

TODAY = date(2026, 11, 22)
UNKEEPABLE = ("nul \0 inside", "half \ud83d", "\udcff")
LEAD = Goal("g", 1, "Lead a research team", "People, not models", ("hiring",), "active", TODAY)
ASK_SAM = NextStep("s", 1, "w", "When Sam writes, I will ask for an introduction", TODAY)


@given(written=strategies.wins)
@settings(max_examples=50)
def test_a_win_that_can_be_kept_comes_back_as_it_was(written: Win) -> None:
    assert win.checked(written) is written
    assert answers.checked(written.answers) is written.answers


@given(named=strategies.goals)
@settings(max_examples=30)
def test_a_goal_that_can_be_kept_comes_back_as_it_was(named: Goal) -> None:
    assert goal.checked(named) is named


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_texts_are_kept_to_the_letter(text: str) -> None:
    assert win.checked(win_of_ada(title=text, story=text, tags=(text[:80],))).title == text
    assert goal.checked(LEAD._replace(title=text, why=text, skills=(text,))).skills == (text,)
    assert step.checked(ASK_SAM._replace(text=text)).text == text
    assert answers.checked(Answers(door_note=text, gains=("skill:" + text[:480],))).door_note == text


@pytest.mark.parametrize("text", UNKEEPABLE)
def test_what_no_storage_keeps_exactly_is_refused_wherever_it_stands(text: str) -> None:
    refused = []
    for check in (
        lambda: win.checked(win_of_ada(title=text)),
        lambda: win.checked(win_of_ada(story=text)),
        lambda: win.checked(win_of_ada(tags=("fine", text))),
        lambda: win.checked(win_of_ada(overrule=Overrule("real", text))),
        lambda: goal.checked(LEAD._replace(title=text)),
        lambda: goal.checked(LEAD._replace(why=text)),
        lambda: goal.checked(LEAD._replace(skills=(text,))),
        lambda: step.checked(ASK_SAM._replace(text=text)),
        lambda: answers.checked(Answers(door_note=text)),
        lambda: answers.checked(Answers(gains=("skill:" + text,))),
    ):
        with pytest.raises(InputError, match="cannot be kept") as error:
            check()
        refused.append(error.value.field)
    assert refused == ["title", "story", "tags", "overrule", "title", "why", "skills", "text", "door_note", "gains"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": " \t\u00a0\u3000"}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"title": "two\rlines"}, "title"),
        ({"title": "a" * 501}, "title"),
        ({"story": "a" * 200_001}, "story"),
        ({"tags": ("a" * 81,)}, "tags"),
        ({"tags": ("ok", " ")}, "tags"),
        ({"kind": "triumph"}, "kind"),
        ({"looks": 5}, "looks"),
        ({"looks": -1}, "looks"),
        ({"gut": "early"}, "gut"),
        ({"overrule": Overrule("great", "so")}, "overrule"),  # type: ignore[arg-type]
        ({"overrule": Overrule("real", "  ")}, "overrule"),
    ],
)
def test_a_win_that_is_none_is_refused_by_its_field(fields: dict[str, object], field: str) -> None:
    with pytest.raises(InputError) as refused:
        win.checked(win_of_ada(**fields))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert str(refused.value).startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"direction": "up"}, "direction"),
        ({"motive": "money"}, "motive"),
        ({"opened": "window"}, "opened"),
        ({"stretch": 5}, "stretch"),
        ({"stretch": -1}, "stretch"),
        ({"gains": ("fame",)}, "gains"),
        ({"gains": ("clarity", "skill:")}, "gains"),
        ({"gains": ("skill:  ",)}, "gains"),
        ({"gains": ("skill:" + "a" * 500,)}, "gains"),
        ({"door_note": "a" * 200_001}, "door_note"),
    ],
)
def test_an_answer_that_is_none_is_refused_by_its_field(fields: dict[str, object], field: str) -> None:
    with pytest.raises(InputError) as refused:
        answers.checked(Answers(**fields))  # type: ignore[arg-type]
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        (LEAD._replace(title=" "), "title"),
        (LEAD._replace(title="two\nlines"), "title"),
        (LEAD._replace(title="a" * 501), "title"),
        (LEAD._replace(skills=("hiring", "")), "skills"),
        (LEAD._replace(status="won"), "status"),  # type: ignore[arg-type]
        (LEAD._replace(possible=(Possible(TODAY, 11),)), "possible"),
        (LEAD._replace(possible=(Possible(TODAY, -1),)), "possible"),
    ],
)
def test_a_goal_that_is_none_is_refused_by_its_field(changed: Goal, field: str) -> None:
    with pytest.raises(InputError) as refused:
        goal.checked(changed)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        (ASK_SAM._replace(text="  "), "text"),
        (ASK_SAM._replace(text="a" * 200_001), "text"),
        (ASK_SAM._replace(status="soon"), "status"),  # type: ignore[arg-type]
        (ASK_SAM._replace(status="done"), "done_on"),
    ],
)
def test_a_step_that_is_none_is_refused_by_its_field(changed: NextStep, field: str) -> None:
    with pytest.raises(InputError) as refused:
        step.checked(changed)
    assert refused.value.field == field


def test_a_step_done_on_a_day_is_a_step_done() -> None:
    assert step.checked(ASK_SAM._replace(status="done", done_on=TODAY)).done_on == TODAY


def test_how_possible_a_goal_felt_is_kept_oldest_first_and_once_a_day() -> None:
    later = goal.felt(goal.felt(LEAD, TODAY, 6), date(2026, 8, 7), 3)

    assert later.possible == (Possible(date(2026, 8, 7), 3), Possible(TODAY, 6))
    assert goal.felt(later, TODAY, 7).possible[-1] == Possible(TODAY, 7)
    with pytest.raises(InputError, match="possible"):
        goal.felt(LEAD, TODAY, 11)


def test_a_door_not_open_yet_is_looked_at_again_in_four_weeks_unless_the_person_says_otherwise() -> None:
    not_yet = Answers(opened="not_yet")
    own = not_yet._replace(look_again=date(2026, 12, 1))

    assert answers.dated(not_yet, TODAY).look_again == date(2026, 12, 20)
    assert answers.dated(own, TODAY) == own
    assert answers.dated(Answers(opened="door"), TODAY).look_again is None
    assert answers.dated(not_yet, date.max).look_again == date.max


def test_the_skills_among_the_gains_are_named_without_their_prefix() -> None:
    assert answers.skills_of(("clarity", "skill:hiring", "skill:skill:odd")) == ("hiring", "skill:odd")
    assert answers.skills_of(None) == ()
