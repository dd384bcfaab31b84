"""What is private on a page that is about to be handed out, named before it leaves."""

from collections.abc import Collection, Iterable

from smallwins.insights.sentences import WINS_OF
from smallwins.journal.ports import Journal, WinFilter
from smallwins.journal.shared_pages import shared_chain, shared_goal, told_of
from smallwins.method.telling import Section, Telling
from smallwins.method.telling.private import Warned, private_in
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week


def private_in_week(journal: Journal, week: Week, *, titles: bool) -> tuple[Warned, ...]:
    """Name what a closed week gives away: by its note, and by the titles of its wins where they go along."""
    review = journal.reviews.get(week)
    note = (review.note if review else None) or ""
    if not titles:
        return _private(journal, [note])
    wins = journal.wins.page(WinFilter(since=week.monday, until=week.sunday, limit=None))
    return _private(journal, [note, *(judged.win.title for judged in wins)], [_titled(judged) for judged in wins])


def private_in_win(journal: Journal, win_id: str) -> tuple[Warned, ...]:
    """Name what a win gives away, whole."""
    judged = journal.wins.get(win_id)
    win = judged.win
    steps = journal.steps.of_wins([win_id]).get(win_id, ())
    reason = win.overrule.reason if win.overrule else ""
    said = [win.title, win.story or "", win.answers.door_note or "", reason, *(step.text for step in steps)]
    return _private(journal, said, [judged._replace(win=win._replace(tags=()))])


def private_in_insights(journal: Journal) -> tuple[Warned, ...]:
    """Name what the insights can give away, today or later: all their words are ours, but for what a kind is called.

    Nothing is worked out for that, so a page that only offers a link does not wait for it.
    """
    return _private(journal, WINS_OF.values())


def private_in_chain(journal: Journal, win_id: str, wins: Collection[str]) -> tuple[Warned, ...]:
    """Name what a chain gives away."""
    chain = shared_chain(journal, win_id, wins)
    whole = {win_id: judged.win for win_id, judged in journal.wins.several(wins).items()}
    told = [
        judged._replace(win=judged.win._replace(kind=whole[judged.win.id].kind, extra=whole[judged.win.id].extra))
        for judged in chain.wins
    ]
    return _private(journal, [judged.win.title for judged in chain.wins], told)


def private_in_goal(journal: Journal, goal_id: str) -> tuple[Warned, ...]:
    """Name what a goal gives away."""
    goal = shared_goal(journal, goal_id).goal
    return _private(journal, [goal.title, goal.why or "", *goal.skills])


def private_in_document(journal: Journal, draft_id: str, wins: Collection[str]) -> tuple[Warned, ...]:
    """Name what a document gives away."""
    return told_of(journal, draft_id, wins).private


def _private(journal: Journal, said: Iterable[str], wins: Iterable[JudgedWin] = ()) -> tuple[Warned, ...]:
    page = Telling("brag", "", tuple(Section("", "", text) for text in said))
    return private_in(page, tuple(wins), journal.crossroads.all())


def _titled(judged: JudgedWin) -> JudgedWin:
    win = judged.win
    return judged._replace(win=win._replace(story=None, tags=(), answers=win.answers._replace(door_note=None)))
