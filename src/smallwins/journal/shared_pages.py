"""One page of a journal as a reader without an account sees it: a chain, a goal, or a document.

As in journal/shared.py, what is not shown is not in the value. A chain and a document show the wins that stood in them
when they were handed out, and no win that joins them later.
"""

from collections.abc import Collection
from typing import NamedTuple

from smallwins.journal.chains import ChainStory, longest_through, story_of_chain
from smallwins.journal.ports import Journal
from smallwins.journal.shared import SharedGoal, nothing_there
from smallwins.journal.telling import Told, tell_draft
from smallwins.method.answers import NO_ANSWERS
from smallwins.method.errors import NotFoundError
from smallwins.method.saying import say
from smallwins.method.telling import Section
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import NOTHING_EXTRA


class SharedGoalPage(NamedTuple):
    """A goal, and how many wins were laid toward it; none is named."""

    goal: SharedGoal
    real: int
    early: int


class SharedDocument(NamedTuple):
    """A document as it reads, without what it was made of."""

    title: str
    sections: tuple[Section, ...]


def shared_chain(journal: Journal, win_id: str, wins: Collection[str]) -> ChainStory:
    """Return the chain through a win: titles, days, verdicts and doors of the wins named, and nothing else of them."""
    try:
        story = story_of_chain(journal, win_id)
    except NotFoundError:
        raise nothing_there() from None
    bare = {judged.win.id: _bare(judged) for judged in story.wins if judged.win.id in wins}
    if win_id not in bare:
        raise nothing_there()
    doors = tuple(door for door in story.doors if door.earlier in bare and door.later in bare)
    through = tuple(bare[win] for win in longest_through(win_id, bare, doors))
    return ChainStory(bare[win_id], tuple(bare.values()), doors, through, {}, more=False)


def shared_goal(journal: Journal, goal_id: str) -> SharedGoalPage:
    """Return a goal as its reader sees it."""
    goal = next((goal for goal in journal.goals.all() if goal.id == goal_id), None)
    if goal is None:
        raise nothing_there()
    tally = next((one for one in journal.wins.goal_tallies() if one.goal == goal_id), None)
    shown = SharedGoal(goal.title, goal.why, goal.skills, goal.status, goal.possible)
    return SharedGoalPage(shown, tally.real if tally else 0, tally.early if tally else 0)


def shared_document(journal: Journal, draft_id: str, wins: Collection[str]) -> SharedDocument:
    """Return a document as its reader sees it."""
    telling = told_of(journal, draft_id, wins).telling
    return SharedDocument(telling.title, tuple(section._replace(wins=()) for section in telling.sections))


def told_of(journal: Journal, draft_id: str, wins: Collection[str]) -> Told:
    """Tell a draft of the wins named, with what is private in it."""
    draft = next((draft for draft in journal.drafts.all() if draft.id == draft_id), None)
    if draft is None:
        raise nothing_there()
    return tell_draft(journal, draft._replace(chosen=tuple(win for win in draft.chosen if win in wins)))


def wins_handed_out(journal: Journal, kind: str, about: str) -> tuple[str, ...]:
    """Return the wins that a page shows on being handed out: those it may show later, as far as they stand in it."""
    if kind == "win":
        return (journal.wins.get(about).win.id,)
    if kind == "chain":
        story = story_of_chain(journal, about)
        if not story.doors:
            raise NotFoundError(say("chain through win"), about)
        return tuple(judged.win.id for judged in story.wins)
    return journal.drafts.get(about).chosen if kind == "story" else ()


def _bare(judged: JudgedWin) -> JudgedWin:
    win = judged.win
    overrule = win.overrule._replace(reason="", at=None) if win.overrule else None
    bare = win._replace(
        story=None,
        kind=None,
        tags=(),
        looks=None,
        gut=None,
        celebrated_on=None,
        answers=NO_ANSWERS,
        overrule=overrule,
        extra=NOTHING_EXTRA,
    )
    return judged._replace(win=bare)
