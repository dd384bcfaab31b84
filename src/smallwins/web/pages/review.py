"""The weekly review: where one stands in it, one thing at a time; before it, closed, or as a pause, in short."""

from datetime import date
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from smallwins import bootstrap
from smallwins.journal.ports import Journal
from smallwins.journal.queries import find_win, lines
from smallwins.journal.settings import today_of
from smallwins.journal.undo import last_change
from smallwins.journal.weekly import WeekReview, recent_weeks, review_due, review_of
from smallwins.journal.weeks import in_rearview
from smallwins.language import _
from smallwins.method.errors import InputError, RefusedError
from smallwins.method.review import STAGES, before
from smallwins.method.saying import say
from smallwins.method.week import Week, parse, week_of
from smallwins.web import asking, forms, reviewing, session, standing, waited
from smallwins.web.asking import Asked, Asking
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import markup, page, part
from smallwins.web.pages import going_on, review_cards, review_moves
from smallwins.web.pages.review_ahead import cards_ahead
from smallwins.web.places import address, form_of, see
from smallwins.web.reviewing import Card

DONE = {"merge": say("Merged."), "let_go": say("Let go.")}


class Looked(NamedTuple):
    """What the address of a review's page asks to see."""

    at: str = ""
    was: str = ""
    merge: bool = False  # asks into which win something from elsewhere goes
    asked: Asked = Asked()


@require_safe
def review_now(request: HttpRequest) -> HttpResponse:
    """Go to the review that is due, or to this week's."""
    with journal_of(request, reading=True) as journal:
        today = today_of(journal, bootstrap.now())
        week = review_due(journal, today) or week_of(today)
    return see(reverse("review", args=[week]))


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, week: str) -> HttpResponse:
    """Show where the review of a week stands; a POST answers or moves."""
    which = _week(week)
    if request.method != "POST":
        with journal_of(request, reading=True) as journal:
            sent = request.GET
            if "whole" in sent:
                return _all_ahead(request, journal, which)
            looked = Looked(sent.get("at", ""), sent.get("was", ""), bool(sent.get("merge")), asking.asked(request))
            return shown(request, journal, which, looked, form_of(request))
    now = bootstrap.now()
    try:
        with journal_of(request) as journal:
            today = today_of(journal, now)
            _not_to_come(which, today)
            before_it = last_change(journal)
            if waited.came_before(journal, request.POST, request.path):
                return see(reverse("review", args=[which]))
            onward = review_moves.moved(journal, review_of(journal, which, today), request.POST, now, today)
            going_on.note(journal, request, now)
            if review_moves.writes(request.POST) and last_change(journal) != before_it:
                said = DONE.get(request.POST.get("act", ""), "Kept.")
                session.say_done(request, journal, said, f"review:{which}")
    except InputError as error:
        with journal_of(request, reading=True) as journal:
            typed = forms.shown_again(request.POST, error)
            looked = Looked(request.POST.get("at", ""), merge="into" in request.POST)
            return shown(request, journal, which, looked, typed, status=422)
    return see(onward)


def shown(
    request: HttpRequest, journal: Journal, week: Week, looked: Looked, form: Form | None = None, status: int = 200
) -> HttpResponse:
    """Show the review as it stands."""
    today = today_of(journal, bootstrap.now())
    _not_to_come(week, today)
    seen = review_of(journal, week, today)
    frame = _frame(journal, seen, today) | {"rearview": in_rearview(journal), "weeks": recent_weeks(journal, today)}
    if not seen.begun:
        return page(request, "pages/review_before.html", status=status, **frame)
    if seen.review.status == "paused":
        return page(request, "pages/review_pause.html", status=status, **frame)
    if seen.review.status == "closed":
        frame |= review_cards.closed(seen) | {"form": form or Form({})}
        return page(request, "pages/review_closed.html", status=status, **frame)
    card = _card(journal, seen, looked)
    frame |= _card_values(journal, seen, card, looked, today, form or Form({}))
    return page(request, "pages/review.html", status=status, **frame)


def _frame(journal: Journal, seen: WeekReview, today: date) -> dict[str, Any]:
    week = seen.review.week
    return {
        "here": "week",
        "week": week,
        "seen": seen,
        "whole": standing.of_whole(seen.review, begun=seen.begun).mark,
        "today": today,
        "late": week != week_of(today),
        "address": reverse("review", args=[week]),
        "place": f"review:{week}",
        "inbox_waiting": journal.inbox.count(week.monday, week.sunday),
    }


def _card_values(
    journal: Journal, seen: WeekReview, card: Card, looked: Looked, today: date, form: Form
) -> dict[str, object]:
    values = review_cards.values(journal, seen, card, looked.asked, today, form, merge=looked.merge)
    stands = {"about_what": standing.about(card), "stands": standing.of_card(seen.review, card).mark}
    return values | _ways(seen, card, looked, values.get("asking")) | stands


def _all_ahead(request: HttpRequest, journal: Journal, week: Week) -> HttpResponse:
    """Show every card of the review, for a browser to keep: without tokens, which would be old when they are used."""
    today = today_of(journal, bootstrap.now())
    _not_to_come(week, today)
    seen = review_of(journal, week, today)
    bare = {**_frame(journal, seen, today), "layout": "parts/bare.html", "csrf_field": str}
    cards = []
    for one in cards_ahead(seen):
        looked = Looked(merge=one.merge, asked=one.asked)
        values = _card_values(journal, one.seen, one.card, looked, today, Form({}))
        shown = markup("pages/review.html", **{**bare, **values, "seen": one.seen})
        cards.append({"html": shown, "follows": one.follows, "answered": one.card.answered})
    return part(request, "pages/review_ahead.html", cards=cards, seen=seen, whose=session.whose(request))


def _card(journal: Journal, seen: WeekReview, looked: Looked) -> Card:
    """Find the card that the address asks for, or the one that is next."""
    stage = seen.review.stage
    named = reviewing.card_named(seen, stage, looked.at)
    if named:
        return named
    asked = looked.asked
    if asked.win is not None and stage in ("doors", "questions"):
        return _about(journal, seen, asked)
    about = looked.at.split("-")
    if stage == "doors" and about[0] == "door" and about[-1].isdecimal():  # answered before, gone back to
        return reviewing.door_card(lines(journal, [find_win(journal, about[-1])])[0])
    return reviewing.first_card(seen, stage)


def _about(journal: Journal, seen: WeekReview, asked: Asked) -> Card:
    """Go on with the win that was just answered about, or with what comes after it."""
    stage = seen.review.stage
    line = lines(journal, [find_win(journal, str(asked.win))])[0]
    if stage == "doors":
        if asked.then or asked.field == "opened":
            return reviewing.door_card(line)
        return next((card for card in reviewing.cards_of(seen, stage) if card.kind == "door"), reviewing.DONE)
    if asked.then or asked.field:
        field = asked.field or {"goals": "direction"}.get(asked.then, "opened")
        return reviewing.question_card(line, field)
    cards = reviewing.cards_of(seen, stage)
    number = line.judged.win.number
    return next((card for card in cards if card.line and card.line.judged.win.number == number), cards[0])


def _ways(seen: WeekReview, card: Card, looked: Looked, about: object) -> dict[str, object]:
    """Say how the six steps stand, and where back leads."""
    stage = seen.review.stage
    place = STAGES.index(stage)
    return {
        "card": card,
        "stage": stage,
        "stages": [(name, reviewing.STAGE_WORDS[name], i < place) for i, name in enumerate(STAGES)],
        "back": _back(seen, card, looked, about),
        "back_stage": before(stage) if place else "",
    }


def _back(seen: WeekReview, card: Card, looked: Looked, about: object) -> str:
    """Return the address of what was shown before this card; nothing at the beginning of a step."""
    week, asked = f"review:{seen.review.week}", looked.asked
    if isinstance(about, Asking):
        if about.step != "question":
            return address(week, ask=str(about.number), question=about.field)
        if card.kind == "question" and about.back:
            return about.back
        if card.kind == "door" and asked.win is not None and asked.win != about.number:
            return address(week, at=f"door-{asked.win}")
    name = looked.was or reviewing.name_before(reviewing.cards_of(seen, seen.review.stage), card.name)
    return address(week, at=name) if name else ""


def _week(text: str) -> Week:
    try:
        return parse(text)
    except InputError as error:
        raise Http404 from error


def _not_to_come(week: Week, today: date) -> None:
    if week.monday > today:
        raise RefusedError(_("This week has not begun yet. Its review is offered when it nears its end."))
