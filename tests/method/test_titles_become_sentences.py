"""“I” stands before a title only where the writer did it; what was done to them, and every other title, stays."""

import pytest
from hypothesis import given

from smallwins.method.telling.titles import said
from smallwins.method.telling.words import opening, plain
from tests.strategies import lines


@pytest.mark.parametrize(
    "title",
    [
        "Wrote to the recruiter",
        "Said to Marta that I want a team",
        "Said yes to the pod",
        "Told Tobias no to the demo",
        "Asked Ines what I should stop doing",
        "Applied for lead of the platform group",
        "Turned down the advisory board",
        "Handed my pager to Jonas",
        "Read three papers on the train",
        "Congratulated Petr before lunch",
    ],
)
def test_what_the_writer_did_is_told_as_i(title: str) -> None:
    assert said(title) == ("did", f"I {title[0].lower()}{title[1:]}")


@pytest.mark.parametrize(
    "title",
    [
        "Quoted in the company newsletter",
        "Photographed for the careers page",
        "Named a top voice by a platform",
        "Turned down by three firms",
        "Rejected a second time",
        "Promoted two levels",
        "Offered the job",
        "Told that there is no money",
        "Said to be the best talk",
        "Advanced statistics, chapter three",
        "Distributed Systems course",
        "Red team exercise",
        "Interviewed for a list of forty names",
    ],
)
def test_what_somebody_else_may_have_done_is_left_as_it_is(title: str) -> None:
    assert said(title).shape == "note"


def test_names_keep_their_capitals_and_small_words_lose_theirs() -> None:
    assert said("Ines passed") == ("sentence", "Ines passed")
    assert said("The reading group met without me") == ("sentence", "the reading group met without me")
    assert said("First one-to-one with Ines").text == "first one-to-one with Ines"
    assert said("Starter number two told me about week three").text.startswith("starter number two told me")
    assert said("Ines numbered the boxes").text == "Ines numbered the boxes"


@given(lines)
def test_a_title_keeps_every_word(title: str) -> None:
    assert said(title).text.casefold().removeprefix("i ").strip() in (
        title.strip().casefold(),
        title.strip().casefold().removeprefix("i "),
    )


def test_a_story_begins_with_whole_sentences_and_stops_before_a_list() -> None:
    story = "It was short. I said thank you.\n\nThe list:\n\n- one\n- two"

    assert opening(story) == "It was short. I said thank you."
    assert opening("- one\n- two") == ""
    assert opening("He said “one thing. Another thing.” Then he left.", most=4) == ""
    assert opening("One two three. Four five six seven eight.", most=4) == "One two three."


def test_what_a_person_wrote_is_no_markdown_where_it_is_a_title() -> None:
    assert plain("1. *Bold* [link](x) <b>") == r"1\. \*Bold\* \[link\](x) \<b\>"
    assert plain("- a dash") == r"\- a dash"
