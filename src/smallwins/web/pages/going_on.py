"""Carry out what was answered in a review without a network: once, in its order, and over nobody else's answer.

What waited comes with an id made in the browser, the address that its form would have gone to, and the mark of what
stood there when it was given (standing.py). Its id is kept in the transaction that carries it out, with what it left.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

from smallwins.journal.commands import MoveReview
from smallwins.journal.ports import Journal
from smallwins.journal.queries import find_win
from smallwins.journal.reviews import move_review
from smallwins.journal.settings import today_of
from smallwins.journal.weekly import review_of
from smallwins.method.errors import NotFoundError, RefusedError
from smallwins.method.review import STAGES, Stage
from smallwins.method.saying import say
from smallwins.method.week import Week, parse
from smallwins.web import forms, reviewing, standing, waited
from smallwins.web.pages import answering, doors, review_moves
from smallwins.web.pages.review_ahead import at_stage
from smallwins.web.standing import Standing

OTHERWISE = say("It was answered meanwhile, elsewhere.")
CLOSED = say("The review of this week is not open any more: it was closed meanwhile, elsewhere.")
GONE = say("It is not asked any more: it was answered or decided meanwhile, elsewhere.")
OWN_KINDS = ("scale", "stuck", "possible", "still", "whose", "note", "step", "added")
"""What the review itself keeps; the rest is written about wins, goals and decisions, which no review closes."""


class OtherwiseError(RefusedError):
    """Something else was answered meanwhile; nothing was changed."""

    def __init__(self, said: str, stands: str = "") -> None:
        super().__init__(said)
        self.stands = stands


class Sent(NamedTuple):
    """One thing that waited, or that is sent by a page which keeps it until it hears that it arrived."""

    request: HttpRequest
    to: str
    at: datetime
    today: date

    @property
    def form(self) -> QueryDict:
        """What the form said."""
        return self.request.POST


class Aim(NamedTuple):
    """Where it goes: what stands there, and what carries it out."""

    stands: Callable[[], Standing | None]  # none where nothing is replaced, so that nothing can be written over
    carry_out: Callable[[], object]
    gone: bool = False  # nobody asks this any more
    closed: bool = False  # it is kept in a review that is not open
    wanted: str = ""  # the mark of what a switch is to stand at


def taken(journal: Journal, request: HttpRequest, at: datetime) -> dict[str, object]:
    """Carry out what waited, and tell what it left; sent again, tell the same, and change nothing."""
    form, to = request.POST, request.POST.get(waited.TO, "")
    known = waited.left_before(journal, form, to)
    if known is not None:
        return {"new": False, "left": known}
    aim = _aim(journal, Sent(request, to, at, today_of(journal, at)))
    if aim.gone:
        raise OtherwiseError(GONE)
    stood, said = aim.stands(), form.get(waited.STOOD, "")
    changed = stood is not None and said != waited.MINE and (aim.closed or said != stood.mark)
    if not changed or stood is None or stood.mark != aim.wanted:
        aim.carry_out()
    left = aim.stands()
    if changed and stood is not None and left != stood:
        raise OtherwiseError(CLOSED if aim.closed else OTHERWISE, stood.words)
    mark = left.mark if left else ""
    waited.note(journal, form, to, mark, at)
    return {"new": True, "left": mark}


def note(journal: Journal, request: HttpRequest, at: datetime) -> None:
    """Keep the id of what a review's page just sent over the network, in case the answer to it is lost."""
    if request.POST.get(waited.AS):
        left = _aim(journal, Sent(request, request.path, at, today_of(journal, at))).stands()
        waited.note(journal, request.POST, request.path, left.mark if left else "", at)


def _aim(journal: Journal, sent: Sent) -> Aim:
    try:
        route = resolve(sent.to)
    except Resolver404:
        raise NotFoundError("place", sent.to) from None
    aim = AIMS.get(route.url_name or "")
    if aim is None:
        raise NotFoundError("place", sent.to)
    return aim(journal, sent, route.kwargs)


def _at_review(journal: Journal, sent: Sent, named: Mapping[str, str]) -> Aim:
    week, form, at = parse(named["week"]), sent.form, sent.at
    if week.monday > sent.today:
        raise RefusedError(say("This week has not begun yet."))
    act = forms.word(form, "act", review_moves.ACTS) or "answer"
    if act in review_moves.WHOLE:
        return _whole(journal, sent, week, act)
    stage = forms.word(form, "stage", STAGES)
    if stage is not None:
        return Aim(lambda: None, lambda: _forward(journal, week, stage, at))
    where = forms.word(form, waited.STAGE, STAGES) or "doors"
    seen = at_stage(review_of(journal, week, sent.today), where)
    moved = review_moves.Sent(form, at, sent.today, seen)
    card = reviewing.card_named(seen, where, forms.text(form, "at"))

    def carry_out() -> None:
        review_moves.kept_alone(journal, moved, act)

    if act in ("on", "later", *review_moves.STAY):
        return Aim(lambda: None, carry_out)
    if card is None:
        return Aim(lambda: None, carry_out, gone=True)
    replaces = card.kind in standing.OF_CARDS and not (card.kind == "step" and act != "none")
    if card.kind == "brought" and forms.text(form, "win"):
        wanted = "false" if form.get(waited.STOOD) == "true" else "true"
        return Aim(lambda: _marked(journal, forms.text(form, "win"), card.field), carry_out, wanted=wanted)
    own = card.kind in OWN_KINDS and replaces
    return Aim(
        lambda: standing.of_card(review_of(journal, week, sent.today).review, card) if replaces else None,
        carry_out,
        closed=own and seen.begun and seen.review.status != "open",
    )


def _marked(journal: Journal, number: str, gain: str) -> Standing:
    """Tell whether a win is marked as one that brought something: what is sent switches it."""
    marked = gain in (find_win(journal, number).win.answers.gains or ())
    return Standing(marked, say("yes") if marked else say("no"))


def _whole(journal: Journal, sent: Sent, week: Week, act: str) -> Aim:
    def stands() -> Standing:
        seen = review_of(journal, week, sent.today)
        return standing.of_whole(seen.review, begun=seen.begun)

    def carry_out() -> None:
        seen = review_of(journal, week, sent.today)
        review_moves.done_as_a_whole(journal, review_moves.Sent(sent.form, sent.at, sent.today, seen), act)

    return Aim(stands, carry_out)


def _forward(journal: Journal, week: Week, stage: Stage, at: datetime) -> None:
    """Stand where the person stood; who went further meanwhile, elsewhere, stays there."""
    review = journal.reviews.get(week)
    if review is None or (review.status == "open" and STAGES.index(review.stage) < STAGES.index(stage)):
        move_review(journal, MoveReview(week, at, stage))


def _at_answer(journal: Journal, sent: Sent, named: Mapping[str, str]) -> Aim:
    judged = find_win(journal, str(named["number"]))
    field = sent.form.get("field", "")
    return Aim(
        lambda: standing.of_win(journal.wins.get(judged.win.id).win.answers, field),
        lambda: answering.carried_out(journal, judged, sent.request),
    )


def _at_doors(journal: Journal, sent: Sent, named: Mapping[str, str]) -> Aim:
    judged = find_win(journal, str(named["number"]))
    return Aim(lambda: None, lambda: doors.linked(journal, judged, sent.request))


AIMS: Mapping[str, Callable[[Journal, Sent, Mapping[str, str]], Aim]] = {
    "review": _at_review,
    "answer": _at_answer,
    "doors": _at_doors,
}
"""The forms of a review, by the names of the routes that take them."""
