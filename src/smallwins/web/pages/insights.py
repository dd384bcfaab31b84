"""What moves you: the findings in plain sentences, what cannot be told yet, and the pictures behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from re import split
from typing import TYPE_CHECKING, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from smallwins import bootstrap, language
from smallwins.journal.chains import ChainStory, longest_way
from smallwins.journal.commands import ChangeSettings
from smallwins.journal.insights import facts_of, insights_of, longest_chain_of
from smallwins.journal.kept import kept, kept_by
from smallwins.journal.ports import Journal
from smallwins.journal.settings import change_settings, settings_of, today_of
from smallwins.language import _
from smallwins.method.days import span
from smallwins.method.saying import say
from smallwins.method.week import at_ordinal, ordinal_of, week_of
from smallwins.web import forms, session
from smallwins.web.journals import journal_of
from smallwins.web.page import markup, page
from smallwins.web.pages.chains import told_of
from smallwins.web.pictures.comfort import comfort
from smallwins.web.pictures.goals import toward
from smallwins.web.pictures.looks_against_moves import looks_against_moves
from smallwins.web.pictures.paper import Drawing
from smallwins.web.pictures.pulses import pulses
from smallwins.web.pictures.receding import receding
from smallwins.web.pictures.weeks import momentum, outcomes
from smallwins.web.pictures.window import Window, window_of
from smallwins.web.places import see

if TYPE_CHECKING:  # types only: they bring scipy with them, which this module alone must not
    from smallwins.insights.facts import Facts
    from smallwins.insights.finding import Finding, Silent
    from smallwins.insights.gut_calibration import Share

QUESTIONS: Mapping[str, str] = {
    "doors-by-kind": say("Does one kind of win open more doors?"),
    "doors-by-motive": say("Do the wins you sought open more doors?"),
    "doors-by-stretch": say("Does discomfort pay, for you?"),
    "looks-vs-moves": say("Do impressive-looking wins move you less?"),
    "comfort-drift": say("Are you sliding into the comfort zone?"),
    "goal-drift": say("Are fewer of your wins aligned than before?"),
    "pulse-after-real": say("Do weeks with a real win raise your confidence or clarity?"),
    "gut-calibration": say("When you called it real on the day, was it?"),
}

MANY_FINDINGS = 3  # as many as have room beside the first picture, with what cannot be said below them


class Told(NamedTuple):
    """One finding, in one sentence: what it says, and how sure that is."""

    what: str
    how_sure: str


class Said(NamedTuple):
    """A question, and what the wins answer."""

    question: str
    told: tuple[Told, ...]


class Unsaid(NamedTuple):
    """One question without an answer yet, and what is missing."""

    question: str
    missing: str


class Call(NamedTuple):
    """How often a call on the day held."""

    call: str
    held: int
    of: int
    share: int  # of a hundred, with its interval
    low: int
    high: int


class DrawnLooks(NamedTuple):
    """The picture of looks against moves as markup, and how many marks it has."""

    markup: str
    marks: int


class Drawn(NamedTuple):
    """One picture as markup, and the words that stand alone where there is nothing to draw yet."""

    markup: str
    title: str
    words: str
    href: str
    empty: bool


@require_safe
def insights(request: HttpRequest) -> HttpResponse:
    """Show what the wins say, and the pictures of a year."""
    with journal_of(request, reading=True, heavy=True) as journal:
        today = today_of(journal, bootstrap.now())
        found, facts = insights_of(journal, today), facts_of(journal, today)
        window = window_of(_first_week(facts), week_of(today), request.GET.get("until", ""))
        # What nothing but the journal changes is drawn once, and kept as markup: no form, nothing of a session.
        looks = kept(journal, _drawn_looks, today, language.current())
        chain = kept(journal, _drawn_chain, today, language.current())
        weeks = kept(journal, _drawn_weeks, today, window, language.current())
        settings = settings_of(journal)
    return page(
        request,
        "pages/insights.html",
        here="insights",
        rearview=sum(month.shiny for month in facts.rearview),
        wins=sum(month.wins for month in facts.rearview),
        findings=_said(found.findings),
        long=len(found.findings) > MANY_FINDINGS,
        missing=[Unsaid(QUESTIONS[one.id], one.missing) for one in found.silent if one.missing],
        nothing_showed=[QUESTIONS[one.id] for one in found.silent if not one.missing],
        first_door=found.first_door,
        proposal=_offered(found.first_door.look_again, settings.look_again_after),
        look_again_after=settings.look_again_after,
        calls=_calls(found.gut),
        calls_missing=_missing(found.silent, "gut-calibration"),
        looks=looks,
        chain=chain,
        weeks=weeks,
    )


def _drawn_looks(journal: Journal, today: date, _told_in: str) -> DrawnLooks:
    facts = facts_of(journal, today)
    alone = journal.wins.several(win for cell in facts.cells for win in cell.few)
    names = {win: (judged.win.number, judged.win.title) for win, judged in alone.items()}

    def draw() -> DrawnLooks:
        looks = looks_against_moves(facts.cells, names)
        return DrawnLooks(markup("parts/insights_looks.html", looks=looks), len(looks.marks))

    return kept_by(journal, "looks", (language.current(), facts.cells, names), draw)


def _drawn_chain(journal: Journal, today: date, _told_in: str) -> str:
    """Draw the longest chain, as the page of all chains does."""
    last = longest_chain_of(journal, today).last
    story = longest_way(journal, last) if last else None
    return kept_by(journal, "chain", (language.current(), story), lambda: _markup_of_chain(story))


def _markup_of_chain(story: ChainStory | None) -> str:
    return markup("parts/insights_chain.html", chain=told_of(story, here=False) if story else None)


def _drawn_weeks(journal: Journal, today: date, window: Window, _told_in: str) -> str:
    facts = facts_of(journal, today)
    numbers = {goal.id: goal.number for goal in journal.goals.all()}
    return markup(
        "parts/insights_weeks.html",
        wins=bool(facts.weeks),
        pictures=[*_pictures(journal, facts, window), *_goals(journal, facts, window, numbers)],
        window=span(at_ordinal(window.first).monday, min(at_ordinal(window.last).sunday, today)),
        earlier=window.earlier,
        later=window.later,
        latest=window.later is not None and window.later.ordinal == ordinal_of(today),
    )


@require_POST
def look_again(request: HttpRequest) -> HttpResponse:
    """Take the proposal of when to look again, or go back to the usual four weeks."""
    weeks = forms.number(request.POST, "weeks")
    with journal_of(request) as journal:
        change_settings(journal, ChangeSettings(bootstrap.now(), look_again_after=weeks))
    session.say(request, _("Kept.") if weeks else _("Four weeks again."))
    return see(reverse("insights") + "#first-door")


def _said(findings: Sequence[Finding]) -> list[Said]:
    """Put findings below their questions, the least likely by chance first."""
    questions = dict.fromkeys(one.id for one in findings)
    return [
        Said(QUESTIONS[question], tuple(_told(one.text) for one in findings if one.id == question))
        for question in questions
    ]


def _told(text: str) -> Told:
    what, *how_sure = split(r"(?=: odds | \(|; chance )", text.replace("95 %", "95\u00a0%"), maxsplit=1)
    return Told(what, "".join(how_sure))


def _offered(proposal: int | None, kept: int | None) -> int | None:
    """Return the weeks to offer; nothing that holds already is offered once more."""
    usual = 4
    return proposal if proposal is not None and proposal != (kept or usual) else None


def _first_week(facts: Facts) -> int | None:
    first = [one.week for one in facts.weeks[:1]] + [one.week for one in facts.pulses[:1]]
    return min((week.ordinal for week in first), default=None)


def _pictures(journal: Journal, facts: Facts, window: Window) -> list[Drawn]:
    """Draw what stands below: each over the same weeks."""
    last: date = at_ordinal(window.last).sunday
    return [
        _figure(journal, "momentum", momentum, window.cut(facts.momentum), window),
        _figure(journal, "outcomes", outcomes, window.cut(facts.weeks), window),
        _figure(journal, "comfort", comfort, window.cut(facts.stretch), window),
        _figure(journal, "pulses", pulses, window.cut(facts.pulses), window),
        _figure(journal, "receding", receding, facts.rearview, (last.year, last.month)),
    ]


def _goals(journal: Journal, facts: Facts, window: Window, numbers: Mapping[str, int]) -> list[Drawn]:
    """Draw the goals that are active, and those that had a win in these weeks."""
    shown = [goal for goal in facts.goals if goal.status == "active" or window.cut(goal.stacked)]
    return [
        _figure(journal, name, toward, goal, window, name, numbers.get(goal.id))
        for place, goal in enumerate(shown, start=1)
        for name in [f"goal-{place}"]
    ]


def _figure(journal: Journal, name: str, draw: Callable[..., Drawing], *inputs: object) -> Drawn:
    """Draw a picture as markup; where nothing that it shows has changed, it is the one of last time."""

    def work() -> Drawn:
        drawing = draw(*inputs)
        return Drawn(
            "" if drawing.empty else markup("parts/insights_figure.html", drawing=drawing),
            drawing.title,
            drawing.words,
            drawing.href,
            drawing.empty,
        )

    return kept_by(journal, name, (language.current(), inputs), work)


def _calls(gut: Mapping[str, Share]) -> list[Call]:
    return [
        Call(call, one.held, one.of, round(100 * one.share), round(100 * one.low), round(100 * one.high))
        for call, one in gut.items()
    ]


def _missing(silent: Sequence[Silent], question: str) -> str:
    return next((one.missing or "" for one in silent if one.id == question), "")
