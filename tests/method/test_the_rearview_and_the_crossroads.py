"""Where shiny objects go, and offers put to the same questions before they are taken (METHOD sections 6 and 7)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallwins.method.answers import Answers
from smallwins.method.crossroads import (
    Crossroads,
    Option,
    answered,
    checked,
    decided,
    judge_option,
    look_back_due,
    looked_back,
    option_word,
    put_off,
)
from smallwins.method.errors import InputError, NotFoundError, RefusedError
from smallwins.method.rearview import Share, in_the_mirror, nearness, shares, shine
from smallwins.method.signals import Facts
from smallwins.method.verdict import judge
from smallwins.method.win import Overrule
from tests import strategies
from tests.strategies import judged_of_ada

TODAY = date(2026, 11, 22)
STAY, GO = Option("stay", "Stay", 0), Option("go", "Lead the new team", 3, Answers("toward", (), "meaningful"))
OFFERS = Crossroads("c", "Two offers", (STAY, GO))
LATER = date(2027, 2, 20)


@pytest.mark.parametrize(
    ("days_ago", "near"),
    [(-3, 5), (0, 5), (14, 5), (15, 4), (42, 4), (43, 3), (91, 3), (92, 2), (182, 2), (183, 1), (9000, 1)],
)
def test_older_ones_look_smaller_and_never_vanish(days_ago: int, near: int) -> None:
    assert nearness(TODAY - timedelta(days=days_ago), TODAY) == near


@given(older=st.integers(0, 5000), newer=st.integers(0, 5000))
@settings(max_examples=40)
def test_nearer_in_time_is_never_smaller_in_the_mirror(older: int, newer: int) -> None:
    older, newer = max(older, newer), min(older, newer)

    assert 1 <= nearness(TODAY - timedelta(older), TODAY) <= nearness(TODAY - timedelta(newer), TODAY) <= 5


@pytest.mark.parametrize(
    ("given_answers", "names"),
    [
        (Answers(), ()),
        (Answers(motive="available"), ("just available",)),
        (Answers(stretch=0), ("effortless",)),
        (Answers(stretch=1), ()),
        (Answers(gains=()), ("outside only",)),
        (Answers(direction="away"), ("pointing away",)),
        (Answers("away", (), "available", None, None, None, 0, ()),
         ("just available", "effortless", "outside only", "pointing away")),
    ],
)  # fmt: skip
def test_what_made_a_win_shine_is_in_its_own_answers(given_answers: Answers, names: tuple[str, ...]) -> None:
    assert shine(given_answers) == names


def test_only_shiny_ones_are_counted_and_one_can_count_twice() -> None:
    wins = [
        judged_of_ada(1, Answers("away", stretch=0)),
        judged_of_ada(2, Answers("unsure", (), "available")),
        judged_of_ada(3, Answers("toward", (), "available", "door", None, None, 0)),
        judged_of_ada(4, Answers("away"), overrule=Overrule("real", "it taught me where not to go")),
    ]
    counted = shares(wins)

    assert counted == (
        Share("just available", 1, 2),
        Share("effortless", 1, 2),
        Share("outside only", 0, 2),
        Share("pointing away", 1, 2),
    )
    assert [each.share for each in counted] == [0.5, 0.5, 0, 0.5]
    assert [each.share for each in shares([])] == [0, 0, 0, 0]


def test_the_mirror_shows_the_newest_first_and_leaves_no_shiny_one_out() -> None:
    away = Answers("away")
    wins = [judged_of_ada(n, away, happened_on=TODAY - timedelta(days=n % 3)) for n in range(1, 7)]
    wins.append(judged_of_ada(9, Answers("toward")))

    assert [judged.win.number for judged in in_the_mirror(wins)] == [6, 3, 4, 1, 5, 2]


def test_a_door_takes_a_win_out_of_the_rearview_by_itself() -> None:
    easy = Answers("toward", opened="nothing", stretch=0)

    assert [w.win.number for w in in_the_mirror([judged_of_ada(1, easy)])] == [1]
    assert in_the_mirror([judged_of_ada(1, easy, Facts(opened_a_win=True))]) == ()


@given(option_answers=strategies.answers, looks=st.none() | st.integers(0, 4))
@settings(max_examples=40)
def test_an_option_is_judged_by_the_same_rules_whatever_it_looks_like(
    option_answers: Answers, looks: int | None
) -> None:
    assert judge_option(Option("o", "An offer", looks, option_answers)) == judge(option_answers)


@pytest.mark.parametrize(
    ("option_answers", "word"),
    [
        (Answers("toward", opened="door"), "worth it"),
        (Answers(), "not clear yet"),
        (Answers("unsure", (), "available"), "shiny"),
    ],
)
def test_an_option_is_worth_it_not_clear_yet_or_shiny(option_answers: Answers, word: str) -> None:
    assert option_word(Option("o", "An offer", None, option_answers)) == word


def test_answers_are_put_to_one_option_and_the_others_stay() -> None:
    after = answered(OFFERS, "stay", Answers("away"))

    assert after.options == (STAY._replace(answers=Answers("away")), GO)
    with pytest.raises(NotFoundError, match="no option elsewhere"):
        answered(OFFERS, "elsewhere", Answers())
    with pytest.raises(InputError, match="stretch"):
        answered(OFFERS, "stay", Answers(stretch=9))


def test_a_decision_is_kept_with_its_reason_and_its_day_to_look_back() -> None:
    chosen = decided(OFFERS, "go", "  People, not models. ", LATER, TODAY)

    assert (chosen.status, chosen.decision, chosen.reason) == ("decided", "go", "People, not models.")
    assert chosen.look_back_on == LATER
    assert chosen.options == OFFERS.options


@pytest.mark.parametrize(
    ("option", "reason", "on", "problem"),
    [
        ("go", "  ", LATER, "reason"),
        ("go", "because", TODAY, "look_back_on"),
        ("go", "because", TODAY - timedelta(days=1), "look_back_on"),
        ("elsewhere", "because", LATER, "no option elsewhere"),
        ("go", "nul \0", LATER, "reason"),
    ],
)
def test_a_decision_without_its_parts_is_refused(option: str, reason: str, on: date, problem: str) -> None:
    with pytest.raises((InputError, NotFoundError), match=problem):
        decided(OFFERS, option, reason, on, TODAY)


def test_a_decision_is_not_changed_afterwards() -> None:
    chosen = decided(OFFERS, "go", "because", LATER, TODAY)

    with pytest.raises(RefusedError, match="decided"):
        decided(chosen, "stay", "fear", LATER, TODAY)
    with pytest.raises(RefusedError, match="decided"):
        answered(chosen, "stay", Answers())


def test_looking_back_is_due_on_its_day_and_can_be_put_off() -> None:
    chosen = decided(OFFERS, "go", "because", LATER, TODAY)

    assert not look_back_due(chosen, LATER - timedelta(days=1))
    assert look_back_due(chosen, LATER)
    assert not look_back_due(put_off(chosen, LATER + timedelta(days=30), LATER), LATER)
    assert not look_back_due(OFFERS, LATER)
    with pytest.raises(InputError, match="look_back_on"):
        put_off(chosen, LATER, LATER)


def test_looking_back_writes_the_outcome_and_leaves_the_decision() -> None:
    chosen = decided(OFFERS, "go", "because", LATER, TODAY)
    back = looked_back(chosen, "It was worth the fear.")

    assert back == chosen._replace(status="looked_back", outcome="It was worth the fear.")
    assert not look_back_due(back, LATER)
    with pytest.raises(InputError, match="outcome"):
        looked_back(chosen, " ")
    with pytest.raises(RefusedError, match="Decide first"):
        looked_back(OFFERS, "well")
    assert looked_back(back, "otherwise") == back._replace(outcome="otherwise")
    with pytest.raises(RefusedError, match="Decide first"):
        put_off(OFFERS, LATER, TODAY)


@pytest.mark.parametrize("number", range(1, 6))
def test_one_to_five_options_can_be_compared(number: int) -> None:
    assert checked(OFFERS._replace(options=tuple(Option(str(n), f"Way {n}") for n in range(number))))


@pytest.mark.parametrize(
    ("crossroads", "field"),
    [
        (OFFERS._replace(options=()), "options"),
        (OFFERS._replace(options=tuple(Option(str(n), f"Way {n}") for n in range(6))), "options"),
        (OFFERS._replace(options=(STAY, STAY)), "options"),
        (OFFERS._replace(options=(STAY._replace(title=" "),)), "options"),
        (OFFERS._replace(options=(STAY._replace(looks=5),)), "looks"),
        (OFFERS._replace(options=(STAY._replace(answers=Answers(gains=("fame",))),)), "gains"),
        (OFFERS._replace(title=""), "title"),
        (OFFERS._replace(status="dreaming"), "status"),  # type: ignore[arg-type]
        (OFFERS._replace(decision="elsewhere"), "decision"),
        (OFFERS._replace(status="decided"), "decision"),
        (OFFERS._replace(status="looked_back"), "decision"),
        (OFFERS._replace(outcome="half \ud83d"), "outcome"),
    ],
)
def test_a_crossroads_that_is_none_is_refused_by_its_field(crossroads: Crossroads, field: str) -> None:
    with pytest.raises(InputError) as refused:
        checked(crossroads)
    assert refused.value.field == field
