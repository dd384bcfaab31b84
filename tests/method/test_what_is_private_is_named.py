"""Before a document leaves, what is private in it is named: people, offers, leaving, setbacks; nothing is blocked."""

from datetime import date

import pytest

from smallwins.method.crossroads import Crossroads, Option
from smallwins.method.telling import Section, Telling
from smallwins.method.telling.private import private_in
from smallwins.method.verdict import JudgedWin, judge
from smallwins.method.win import Win
from tests.strategies import win_of_ada


def a_win(title: str, **fields: object) -> JudgedWin:
    win: Win = win_of_ada(7, date(2026, 3, 2), title=title, **fields)
    return JudgedWin(win, judge(win.answers))


def warned(text: str, *wins: JudgedWin, offers: tuple[Crossroads, ...] = ()) -> list[str]:
    telling = Telling("brag", "What I did", (Section("story", "", text),))
    return [one.what for one in private_in(telling, wins, offers)]


def test_names_are_counted_and_months_small_words_and_beginnings_are_none() -> None:
    text = "In March I wrote to Hanneke. Then Hanneke rang. Nothing more happened on Friday."

    assert warned(text) == ["it names Hanneke (twice)"]


@pytest.mark.parametrize("text", ["Northwind rang.", "I wrote to Northwind."])
def test_a_tag_makes_a_name_of_a_word_that_begins_a_sentence(text: str) -> None:
    assert "it names Northwind (once)" in warned(text, a_win("x", tags=("northwind",)))


def test_an_offer_of_the_crossroads_is_named_and_who_is_only_asked_is_not() -> None:
    options = (Option("a", "Head of AI at Brightloop"), Option("b", "Ask Marta for a team"))
    said = warned("A chair at Brightloop, said Marta.", offers=(Crossroads("c", "Two offers", options),))

    assert said[0] == "it names Brightloop, from your crossroads “Two offers”"
    assert not any("Marta, from" in one for one in said)


def test_what_can_be_read_as_leaving_is_said_with_its_wins() -> None:
    (said, *_) = warned("The recruiter rang.", a_win("Applied", kind="application"))

    assert said == "it can be read as looking elsewhere (“recruiter”): one win, 7"


def test_setbacks_and_early_wins_are_said() -> None:
    said = warned("A text.", a_win("No seat", kind="setback"))

    assert said == ["it tells of one thing that did not work", "it tells of one thing that may yet lead nowhere"]


def test_what_names_nobody_is_left_in_peace() -> None:
    assert warned("On 2 March I wrote three pages. It was hard.") == []
