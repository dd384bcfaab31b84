"""The first page: this week at a glance, and the box to write a win down; and the weeks before, to look back on."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods, require_safe

from smallwins import bootstrap
from smallwins.journal.chains import longest_chain
from smallwins.journal.judging import look_again_after
from smallwins.journal.ports import Journal
from smallwins.journal.queries import WinLine, earlier_wins, later_wins, lines, wins_in_week
from smallwins.journal.sample import has_sample
from smallwins.journal.settings import today_of
from smallwins.journal.sharing import waiting_remarks
from smallwins.journal.weekly import review_due
from smallwins.journal.weeks import GoalStack, ThisWeek, in_rearview, this_week
from smallwins.language import _, _n
from smallwins.method.days import WEEKDAYS, ago, short_day
from smallwins.method.errors import InputError, NotFoundError
from smallwins.method.goal import Goal
from smallwins.method.momentum import Momentum
from smallwins.method.questions import KIND_WORDS, OPENED
from smallwins.method.saying import say, say_list, say_n
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week, parse, week_of
from smallwins.web import showing
from smallwins.web.asking import Asked, Asking, ask, asked
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.pages import adding
from smallwins.web.places import address, form_of

TRENDS = {
    "rising": say("it is rising"),
    "holding": say("it holds"),
    "fading": say("it is fading, as it does between steps"),
}
OPENERS_SHOWN = 12


class Stack(NamedTuple):
    """A goal with its bricks and how possible it feels, now and at first."""

    goal: Goal
    real: int
    early: int
    words: str
    felt: str


class Banner(NamedTuple):
    """The way into the weekly review."""

    heading: str
    line: str
    words: str
    href: str
    waits: bool  # whether there is something to do


@require_http_methods(["GET", "HEAD", "POST"])
def week(request: HttpRequest) -> HttpResponse:
    """Show this week; a form sent here writes a win down."""
    if request.method == "POST":
        return adding.add(request)
    to_ask = asked(request)
    with journal_of(request, reading=True) as journal:
        today = today_of(journal, bootstrap.now())
        now = this_week(journal, today)
        waiting = journal.inbox.count()
        beside, asking = _asking(journal, now, to_ask, form_of(request))
        found = later_wins(journal, beside.judged, to_ask.words) if beside and to_ask.then == "door" else ()
        openers = earlier_wins(journal, today, limit=OPENERS_SHOWN)
        banner = _banner(now, review_due(journal, today))
        sample = has_sample(journal)
        remarks = waiting_remarks(journal)
        chain = longest_chain(journal)
    shown_in_list = {line.judged.win.number for line in now.wins}
    asked_above = beside is not None and beside.judged.win.number not in shown_in_list
    finished = to_ask.win if to_ask.win and (asking is None or asking.number != to_ask.win) else 0
    return page(
        request,
        "pages/week.html",
        here="week",
        rearview=None if now.empty else now.in_rearview,
        now=now,
        rows=[showing.row(line) for line in now.wins],
        asking=asking,
        asked_above=asked_above,
        small_question=asked_above
        and asking
        and (asking.step, asking.field) == ("question", "opened")
        and not asking.answered,
        asked_row=showing.row(beside, short_day) if beside else None,
        asked_when=ago(beside.judged.win.happened_on, today) if beside else "",
        found=[one.win for one in found],
        words=to_ask.words,
        rose=to_ask.win if to_ask.rose else 0,
        finished=finished,
        finished_above=finished and finished not in shown_in_list,
        capture=adding.blank(request),
        kinds=list(KIND_WORDS.items()),
        goals=[stack.goal for stack in now.goals],
        openers=[one.win for one in openers],
        stacks=[_stack(stack) for stack in now.goals],
        momentum=now.momentum.momentum.weeks,
        pushed=pushed(now.momentum.momentum),
        chain_doors=chain.doors,
        banner=banner,
        remarks=remarks,
        before=now.week.plus(-1),
        inbox_waiting=waiting,
        sample_load=_route("sample-load"),
        sample_remove=_route("sample-remove") if sample else "",
    )


@require_safe
def past_week(request: HttpRequest, name: str) -> HttpResponse:
    """Show an earlier week as it was, to look back on."""
    try:
        which = parse(name)
    except InputError:
        raise NotFoundError("week", name) from None
    with journal_of(request, reading=True, heavy=True) as journal:
        this = week_of(today_of(journal, bootstrap.now()))
        wins = wins_in_week(journal, which)
        review = journal.reviews.get(which)
        rearview = in_rearview(journal)
    return page(
        request,
        "pages/past_week.html",
        here="week",
        rearview=rearview,
        week=which,
        rows=[showing.row(line) for line in wins],
        closed=review is not None and review.status == "closed",
        review=review,
        review_href=address(f"review:{which}"),
        before=which.plus(-1) if which.ordinal else None,
        after=which.plus(1) if which.ordinal < this.ordinal else None,
        after_href=address("week" if which.ordinal + 1 == this.ordinal else f"past-week:{which.plus(1)}"),
        is_this=which == this,
    )


def _asking(journal: Journal, now: ThisWeek, to_ask: Asked, form: Form | None) -> tuple[WinLine | None, Asking | None]:
    """Find the question to ask: about the win that the address names, else the door of this visit."""
    goals = [stack.goal for stack in now.goals]
    after = look_again_after(journal)
    if to_ask.win is not None:
        line = next((line for line in now.wins if line.judged.win.number == to_ask.win), None) or _line(
            journal, to_ask.win
        )
        asking = ask(line.judged, goals, "week", to_ask, now.today, form, after) if line else None
        if line and asking:
            return line, asking
    if now.ask is None:
        return None, None
    return now.ask, ask(now.ask.judged, goals, "week", Asked(field=OPENED.field), now.today)


def _line(journal: Journal, number: int) -> WinLine | None:
    found = _found(journal, number)
    return lines(journal, [found])[0] if found else None


def _found(journal: Journal, number: int) -> JudgedWin | None:
    try:
        return journal.wins.find(str(number))
    except NotFoundError:
        return None


def _stack(stack: GoalStack) -> Stack:
    early = say_n("{n} win", "{n} wins", stack.early)
    said = _n(
        "{n} real win stacked, {early} too early to tell",
        "{n} real wins stacked, {early} too early to tell",
        stack.real,
        early=early,
    )
    possible = stack.goal.possible
    felt = ""
    if len(possible) > 1 and possible[0].value != possible[-1].value:
        felt = _("feels {now}/10 possible, was {before}", now=possible[-1].value, before=possible[0].value)
    elif possible:
        felt = _("feels {now}/10 possible", now=possible[-1].value)
    return Stack(stack.goal, stack.real, stack.early, said, felt)


def pushed(momentum: Momentum) -> str:
    """Say in one sentence how momentum stands."""
    last = momentum.weeks[-1]
    if not any(one.real or one.steps_done for one in momentum.weeks):
        return _("It begins with a real win, or with one next step done.")
    parts = [say_n("{number} real win", "{number} real wins", last.real)] if last.real else []
    parts += [say_n("{number} step done", "{number} steps done", last.steps_done)] if last.steps_done else []
    this = say_list(parts) if parts else say("nothing new")
    return _("Small steps, repeated: {this} this week, and {trend}.", this=this, trend=TRENDS[momentum.trend])


def _banner(now: ThisWeek, due: Week | None) -> Banner:
    kept = _n("{n} week kept", "{n} weeks kept", now.weeks_kept) if now.weeks_kept else _("your first")
    day = WEEKDAYS[now.settings.review_day - 1]
    href = address(f"review:{due or now.week}")
    review = now.review
    if review and review.status == "closed":
        return Banner(_("This week is closed"), kept, _("Look at it again"), href, waits=False)
    if review and review.status == "paused":
        return Banner(_("This week is a pause"), kept, _("Look at it"), href, waits=False)
    if due is None:
        return Banner(
            _("Your weekly review"), _("From {day} on · {kept}", day=day, kept=kept), _("Look ahead"), href, waits=False
        )
    if due != now.week:
        return Banner(
            _("Last week’s review"),
            _("Still open · about five minutes · {kept}", kept=kept),
            _("Start the review"),
            href,
            waits=True,
        )
    begun = review is not None and review.started_at is not None
    return Banner(
        _("Your weekly review"),
        _("{day} · about five minutes · {kept}", day=day, kept=kept),
        _("Go on") if begun else _("Start the review"),
        href,
        waits=True,
    )


def _route(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
