"""Drafts: begun from real wins, changed by hand, never written over, and every change undone."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from smallwins.bootstrap import new_id
from smallwins.journal.commands import AnswerWin, DeleteWin, LinkWins, Undo
from smallwins.journal.doors import link_wins
from smallwins.journal.drafts import (
    ChangeDraft,
    DeleteDraft,
    EditSection,
    MoveStory,
    NewDraft,
    change_draft,
    delete_draft,
    edit_section,
    find_draft,
    move_story,
    new_draft,
)
from smallwins.journal.editing import delete_win
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import Journal
from smallwins.journal.sample import LAST_DAY, load_sample
from smallwins.journal.telling import Tell, tell, tell_draft, year_until
from smallwins.journal.undo import undo
from smallwins.method.errors import InputError, NotFoundError, StaleEditError
from smallwins.method.telling import TELLING_KINDS
from smallwins.method.telling.draft import Draft

from .conftest import NOW, TODAY, WriteDown

SINCE = date(2026, 1, 1)


def real(ada: Journal, write_down: WriteDown, title: str, days_ago: int) -> str:
    win = write_down(title, TODAY - timedelta(days=days_ago)).win.id
    answer_win(ada, AnswerWin(win, NOW, direction="toward", motive="meaningful", opened="door", stretch=3))
    return win


@pytest.fixture
def wins(ada: Journal, write_down: WriteDown) -> list[str]:
    """Two chains of two, and an early win."""
    made = [real(ada, write_down, title, 20 - at) for at, title in enumerate(("Wrote", "Rang", "Asked", "Heard"))]
    link_wins(ada, LinkWins(made[0], made[1], NOW))
    link_wins(ada, LinkWins(made[2], made[3], NOW))
    return [*made, write_down("Early", TODAY).win.id]


@pytest.fixture
def draft(ada: Journal, wins: list[str]) -> Draft:
    return new_draft(ada, NewDraft(new_id(), NOW, "interview", SINCE, TODAY))


def test_early_wins_are_told_only_where_they_are_put_in(ada: Journal, wins: list[str]) -> None:
    plain = tell(ada, Tell("brag", SINCE, TODAY))
    more = tell(ada, Tell("brag", SINCE, TODAY, also=(wins[4],), without=(wins[0],)))

    assert {judged.win.id for judged in plain.record.wins} == set(wins[:4])
    assert {judged.win.id for judged in more.record.wins} == set(wins[1:])
    assert any(warned.kind == "early" for warned in more.private)


def test_wins_named_are_told_in_that_order_and_no_others(ada: Journal, wins: list[str]) -> None:
    told = tell(ada, Tell("lines", SINCE, TODAY, wins=(wins[4], wins[1])))

    assert [judged.win.id for judged in told.record.wins] == [wins[4], wins[1]]


def test_a_story_moves_and_the_order_is_kept(ada: Journal, draft: Draft, wins: list[str]) -> None:
    first = tell_draft(ada, draft).telling.sections[0]
    after = move_story(ada, MoveStory(draft.id, NOW, first.wins[0], 1))

    assert tell_draft(ada, after).telling.sections[1] == first._replace(
        text=tell_draft(ada, after).telling.sections[1].text
    )
    assert move_story(ada, MoveStory(draft.id, NOW, first.wins[0], 1)) == after  # it is the last already


def test_what_was_written_by_hand_is_never_lost(ada: Journal, draft: Draft) -> None:
    key = tell_draft(ada, draft).telling.sections[0].key
    edit_section(ada, EditSection(draft.id, NOW, key, "Mine."))
    edit_section(ada, EditSection(draft.id, NOW, key, "Mine, again."))
    last = edit_section(ada, EditSection(draft.id, NOW, key, None))

    assert last.edits == ()
    assert [[edit.text for edit in one.edits] for one in ada.drafts.versions(draft.id)] == [
        [], ["Mine."], ["Mine, again."], [],
    ]  # fmt: skip
    undo(ada, Undo(NOW))
    assert tell_draft(ada, ada.drafts.get(draft.id)).telling.sections[0].text == "Mine, again."
    assert len(ada.drafts.versions(draft.id)) == 5


def test_everything_done_to_a_draft_is_undone_step_by_step(ada: Journal, draft: Draft, wins: list[str]) -> None:
    change_draft(ada, ChangeDraft(draft.id, NOW, title="For Marta", chosen=tuple(wins)))
    delete_draft(ada, DeleteDraft(draft.id, NOW))
    with pytest.raises(NotFoundError):
        find_draft(ada, draft.id)

    undo(ada, Undo(NOW))
    assert find_draft(ada, "For M").chosen == tuple(wins)
    undo(ada, Undo(NOW))
    assert ada.drafts.get(draft.id)._replace(version=1) == draft
    undo(ada, Undo(NOW))
    assert ada.drafts.all() == ()


def test_a_win_that_is_gone_is_told_no_more_and_comes_back_with_undo(
    ada: Journal, draft: Draft, wins: list[str]
) -> None:
    delete_win(ada, DeleteWin(wins[1], NOW))
    assert "Rang" not in str(tell_draft(ada, draft).telling)

    undo(ada, Undo(NOW))
    assert "Rang" in str(tell_draft(ada, draft).telling)


def test_what_makes_no_sense_is_refused(ada: Journal, draft: Draft) -> None:
    with pytest.raises(InputError, match="until"):
        change_draft(ada, ChangeDraft(draft.id, NOW, until=SINCE - timedelta(days=1)))
    with pytest.raises(NotFoundError):
        change_draft(ada, ChangeDraft(draft.id, NOW, chosen=("nobody's",)))
    with pytest.raises(StaleEditError):
        edit_section(ada, EditSection(draft.id, NOW, "goals", "x", expects=7))
    assert ada.drafts.versions(draft.id) == (draft,)


def test_a_year_back_from_a_leap_day_is_a_day_that_there_is() -> None:
    assert year_until(date(2028, 2, 29)) == date(2027, 2, 28)


@pytest.mark.parametrize("kind", TELLING_KINDS)
def test_the_sample_tells_every_kind_of_document_and_stutters_in_none(ada: Journal, kind: str) -> None:
    load_sample(ada, NOW, LAST_DAY)
    told = tell(ada, Tell(kind, year_until(LAST_DAY), LAST_DAY))  # type: ignore[arg-type]  # one of the kinds
    text = "\n\n".join(section.text for section in told.telling.sections)

    assert all(judged.verdict == "real" for judged in told.record.wins)
    for paragraph in text.split("\n\n"):
        openings = [" ".join(sentence.split()[:3]) for sentence in paragraph.split(". ") if len(sentence.split()) > 3]
        assert all(one != two for one, two in pairwise(openings)), paragraph
    assert not [mark for mark in ("None", "..", " .", " ,", "  ", "()") if mark in text.replace("\n", "|")]
