"""What a link is to show: one page of a journal, said exactly, with what is private on it, before it is handed out."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from smallwins.journal import before_sharing
from smallwins.journal.drafts import find_draft
from smallwins.journal.goals import find_goal
from smallwins.journal.ports import Journal
from smallwins.journal.queries import find_win
from smallwins.journal.shared_pages import wins_handed_out
from smallwins.method.errors import InputError, NotFoundError
from smallwins.method.saying import say, say_n
from smallwins.method.telling.days import day
from smallwins.method.telling.private import Warned
from smallwins.method.week import parse


class HandedOut(NamedTuple):
    """A page that is about to be handed out."""

    kind: str
    about: str  # the week, or the id of the win, the goal or the draft
    seen: tuple[str, ...]
    private: tuple[Warned, ...]
    wins: tuple[str, ...] = ()  # ids of the wins that it may show, now and later
    with_titles: tuple[Warned, ...] = ()  # what is private besides, where the titles of a week go along


def handed_out(journal: Journal, kind: str, name: str) -> HandedOut:
    """Return what a link of a kind would show of what is named, if that is there."""
    return insights_handed_out(journal) if kind == "insights" else PAGES[kind](journal, name)


def insights_handed_out(journal: Journal) -> HandedOut:
    """Return what a link to the insights would show."""
    return HandedOut(
        "insights",
        "",
        (say("What your insights say, in sentences and counts, and your momentum. No title of a win."),),
        before_sharing.private_in_insights(journal),
    )


def _week(journal: Journal, name: str) -> HandedOut:
    try:
        week = parse(name)
    except InputError:
        raise NotFoundError("week", name) from None
    review = journal.reviews.get(week)
    if review is None or review.status != "closed":
        raise NotFoundError(say("closed week"), name)
    private = before_sharing.private_in_week(journal, week, titles=False)
    titled = before_sharing.private_in_week(journal, week, titles=True)
    return HandedOut(
        "week",
        str(week),
        (
            say("Confidence, clarity, whether you feel stuck, your note, and how many wins were real, early or shiny."),
            say("While you have the week open again, the link opens nothing."),
        ),
        private,
        with_titles=tuple(one for one in titled if one not in private),
    )


def _win(journal: Journal, name: str) -> HandedOut:
    win = find_win(journal, name).win
    return HandedOut(
        "win",
        win.id,
        (
            say("This win from {day}, as it stands on the day of reading.", day=day(win.happened_on)),
            say("Title, story, verdict and why, your answers, next steps."),
            say("Not its goals, and no other win."),
        ),
        before_sharing.private_in_win(journal, win.id),
        (win.id,),
    )


def _chain(journal: Journal, name: str) -> HandedOut:
    win = find_win(journal, name).win
    ids = wins_handed_out(journal, "chain", win.id)
    return HandedOut(
        "chain",
        win.id,
        (
            say_n(
                "Title, day and verdict of its {n} wins, and the doors between them. No story, no answer, no step.",
                "Title, day and verdict of its {n} wins, and the doors between them. No story, no answer, no step.",
                len(ids),
            ),
            say("A win that joins the chain from now on does not show."),
        ),
        before_sharing.private_in_chain(journal, win.id, ids),
        ids,
    )


def _goal(journal: Journal, name: str) -> HandedOut:
    goal = find_goal(journal, name)
    return HandedOut(
        "goal",
        goal.id,
        (
            say(
                "Title, why, skills, how possible it felt over time,"
                " and how many real and early wins you laid toward it."
            ),
            say("No title of a win."),
        ),
        before_sharing.private_in_goal(journal, goal.id),
    )


def _story(journal: Journal, name: str) -> HandedOut:
    draft = find_draft(journal, name)
    return HandedOut(
        "story",
        draft.id,
        (
            say("The document as it stands on the day of reading, also what you write into it until then."),
            say("A win that you put in from now on does not show; make another link for that."),
        ),
        before_sharing.private_in_document(journal, draft.id, draft.chosen),
        draft.chosen,
    )


PAGES: Mapping[str, Callable[[Journal, str], HandedOut]] = {
    "week": _week,
    "win": _win,
    "chain": _chain,
    "goal": _goal,
    "story": _story,
}
"""Kind of link → what names its page."""
