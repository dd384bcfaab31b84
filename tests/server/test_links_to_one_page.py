"""A link to a chain, a goal or a document: that page and nothing besides, with what is private on it said before."""

from datetime import timedelta
from html import unescape
from typing import NamedTuple

import pytest

from smallwins import bootstrap
from smallwins.journal.commands import AddGoal, AddStep, AnswerWin
from smallwins.journal.drafts import ChangeDraft, DeleteDraft, NewDraft, change_draft, delete_draft, new_draft
from smallwins.journal.goals import add_goal
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import WinFilter
from smallwins.journal.steps import add_step
from tests.server.shared_journals import a_link, everything_of, journal_at, today, untokened, write
from tests.shared import Shared, Visitor

WORDS = {
    "FIRSTTITLE", "FIRSTSTORY", "FIRSTNOTE", "FIRSTTAG", "FIRSTSTEP", "SECONDTITLE", "SECONDSTORY", "LATERTITLE",
    "ASIDETITLE", "GOALTITLE", "GOALWHY", "GOALSKILL", "OTHERGOAL",
}  # fmt: skip
A_DOCUMENT = {"FIRSTTITLE", "FIRSTSTORY", "FIRSTNOTE", "FIRSTSTEP", "GOALTITLE", "GOALWHY", "GOALSKILL"}


class Cast(NamedTuple):
    """Ada with two goals, a chain of two wins, a win aside, and a document of the chain; Ben, who has nothing."""

    shared: Shared
    ada: Visitor
    ben: Visitor
    first: str
    draft: str
    year: str

    def seen(self, link: str) -> set[str]:
        """Return which of the words somebody without an account finds."""
        answer = self.shared.visitor().get(link)
        assert answer.status == 200, answer.text
        assert 'href="/' not in answer.text.replace('href="/static', "")
        assert "ada@example.org" not in answer.text
        return {word for word in WORDS if word in unescape(answer.text)}


@pytest.fixture(scope="module")
def cast(one_server: Shared) -> Cast:
    ada, ben = (one_server.visitor().sign_up(f"{name}@example.org") for name in ("ada", "ben"))
    with journal_at(one_server, 1) as journal:
        day, now = today(journal), bootstrap.now()
        goal = add_goal(
            journal, AddGoal(bootstrap.new_id(), now, day, "GOALTITLE", "GOALWHY", ("GOALSKILL",), possible=3)
        )
        add_goal(journal, AddGoal(bootstrap.new_id(), now, day, "OTHERGOAL", None, ()))
        first = write(
            journal, "FIRSTTITLE", day - timedelta(9), story="FIRSTSTORY with Northwind", tags=("FIRSTTAG",),
            goals=(goal.id,),
        )  # fmt: skip
        answer_win(journal, AnswerWin(first, now, direction="toward", opened="door", door_note="FIRSTNOTE"))
        add_step(journal, AddStep(bootstrap.new_id(), first, now, "FIRSTSTEP", None))
        second = write(journal, "SECONDTITLE", day - timedelta(6), story="SECONDSTORY", opened_by=(first,))
        write(journal, "ASIDETITLE", day)
        draft = new_draft(journal, NewDraft(bootstrap.new_id(), now, "brag", day - timedelta(30), day, wins=(first,)))
        year = new_draft(journal, NewDraft(bootstrap.new_id(), now, "year", day - timedelta(30), day, wins=(second,)))
    return Cast(one_server, ada, ben, first, draft.id, year.id)


def test_a_link_to_a_chain_shows_the_wins_it_had_and_none_that_joins_it(cast: Cast) -> None:
    link = a_link(cast.ada, chain="1")
    assert cast.seen(link) == {"FIRSTTITLE", "SECONDTITLE"}

    with journal_at(cast.shared, 1) as journal:
        write(journal, "LATERTITLE", today(journal), opened_by=(cast.first,))

    assert cast.seen(link) == {"FIRSTTITLE", "SECONDTITLE"}
    assert cast.seen(a_link(cast.ada, chain="1")) == {"FIRSTTITLE", "SECONDTITLE", "LATERTITLE"}


def test_a_link_to_a_goal_shows_no_win(cast: Cast) -> None:
    assert cast.seen(a_link(cast.ada, goal="1")) == {"GOALTITLE", "GOALWHY", "GOALSKILL"}


def test_a_link_to_a_document_shows_what_it_tells_and_no_win_that_is_put_in_later(cast: Cast) -> None:
    link = a_link(cast.ada, story=cast.draft)
    assert cast.seen(link) == A_DOCUMENT

    with journal_at(cast.shared, 1) as journal:
        aside = next(one for one in journal.wins.page(WinFilter(limit=None)) if one.win.title == "ASIDETITLE")
        found = journal.drafts.get(cast.draft)
        change_draft(journal, ChangeDraft(found.id, bootstrap.now(), "Mine", chosen=(*found.chosen, aside.win.id)))

    assert cast.seen(link) == A_DOCUMENT
    assert '<h1 dir="auto">Mine</h1>' in cast.shared.visitor().get(link).text
    assert "ASIDETITLE" in cast.seen(a_link(cast.ada, story=cast.draft))


def test_a_link_to_the_year_in_review_shows_it(cast: Cast) -> None:
    assert "SECONDTITLE" in cast.seen(a_link(cast.ada, story=cast.year))


@pytest.mark.parametrize(
    ("asked", "said", "unsaid"),
    [
        ("win=1", ["Before you share this", "Northwind"], []),
        ("chain=1", ["A win that joins the chain from now on does not show"], ["Northwind"]),
        ("goal=1", ["Nothing in it looks private"], ["Northwind"]),
        ("story={draft}", ["Before you share this", "Northwind"], []),
    ],
)
def test_what_is_private_is_named_before_it_leaves(cast: Cast, asked: str, said: list[str], unsaid: list[str]) -> None:
    page = unescape(cast.ada.get("/sharing/links/new?" + asked.format(draft=cast.draft)).text)

    for words in said:
        assert words in page
    for words in unsaid:
        assert words not in page


@pytest.mark.parametrize("asked", ["chain=1", "goal=1", "story={draft}", "chain=3", "win=1"])
def test_nobody_makes_a_link_to_what_is_another_s_or_not_there(cast: Cast, asked: str) -> None:
    name, _, value = asked.format(draft=cast.draft).partition("=")
    form = {"until": "2030-01-01", name: value}

    assert cast.ben.post("/sharing/links/new", form, page="/sharing/links/new").status == 404
    assert cast.ben.get(f"/sharing/links/new?{name}={value}").status == 404


def test_a_win_without_a_door_has_no_chain_to_hand_out(cast: Cast) -> None:
    assert cast.ada.get("/sharing/links/new?chain=3").status == 404


def test_each_page_offers_its_link_and_the_list_names_them(cast: Cast) -> None:
    for page, asked in (
        ("/wins/1/chain", "chain=1"),
        ("/goals/1", "goal=1"),
        (f"/stories/{cast.draft}/share", f"story={cast.draft}"),
    ):
        assert f"/sharing/links/new?{asked}" in unescape(cast.ada.get(page).text), page
    cast.seen(a_link(cast.ada, chain="1"))
    cast.seen(a_link(cast.ada, goal="1"))
    cast.seen(a_link(cast.ada, story=cast.year))
    for page in ("/sharing", "/sharing/looks"):
        listed = unescape(cast.ada.get(page).text)
        for words in ("the chain through “FIRSTTITLE”", "your goal “GOALTITLE”", "your document “The year in review”"):
            assert words in listed, page
    assert {one["shows"] for one in everything_of(cast.ada)["links"]} >= {"chain", "goal", "story"}


def test_what_is_gone_from_the_journal_is_gone_by_the_link(cast: Cast) -> None:
    link = a_link(cast.ada, story=cast.year)
    with journal_at(cast.shared, 1) as journal:
        delete_draft(journal, DeleteDraft(cast.year, bootstrap.now()))

    answer, nothing = cast.shared.visitor().get(link), cast.shared.visitor().get("/s/swl_nobody")

    assert (answer.status, untokened(answer)) == (404, untokened(nothing))
    assert "a document that is gone" in unescape(cast.ada.get("/sharing").text)
