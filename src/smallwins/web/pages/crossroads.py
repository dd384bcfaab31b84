"""The crossroads: offers before they are taken, in a list and side by side."""

from datetime import tzinfo
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from smallwins import bootstrap
from smallwins.journal.crossroads import find_crossroads, new_crossroads
from smallwins.journal.crossroads_commands import NewCrossroads, NewOption
from smallwins.journal.crossroads_history import Past, past_of
from smallwins.journal.offers import Offer, Offers, all_offers, offers
from smallwins.journal.ports import Journal, WinFilter
from smallwins.journal.settings import settings_of, today_of, zone_of
from smallwins.journal.weeks import in_rearview
from smallwins.language import _
from smallwins.method.ahead import AHEAD_BY_FIELD, OFFER_WORDS, QUESTIONS_AHEAD, cautions_beside
from smallwins.method.crossroads import OPTIONS_AT_MOST, STAY, proposed_look_back
from smallwins.method.errors import InputError
from smallwins.method.goal import Goal
from smallwins.method.questions import LOOKS_WORDS
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import VerdictName
from smallwins.web import forms, session, telling
from smallwins.web.asking import Asked, Asking, Subject, ask_about, asked
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.places import form_of, see

WAYS = 3  # fields for options on the form of a new one; more are put beside them afterwards
RECENT = 6  # wins to choose from


class Card(NamedTuple):
    """One option as its card shows it."""

    offer: Offer
    verdict: VerdictName
    word: str
    cautions: tuple[str, ...]
    changes: tuple[str, ...]  # what would change it, one sentence each
    answers: tuple[telling.Answered, ...]
    looks: str


@require_http_methods(["GET", "HEAD", "POST"])
def crossroads(request: HttpRequest) -> HttpResponse:
    """Show every crossroads; a POST puts a new one down."""
    if request.method != "POST":
        return _all(request, Form({}))
    try:
        with journal_of(request) as journal:
            made = new_crossroads(journal, _new(request.POST))
            session.say_done(request, journal, _("Put down. Now the questions, before the champagne."), "crossroads")
    except InputError as error:
        return _all(request, forms.shown_again(request.POST, error, options="options"), status=422)
    return see(f"{reverse('one-crossroads', args=[made.id])}?ask=1#asking")


def _new(sent: QueryDict) -> NewCrossroads:
    ways = [(sent.get(f"id-{place}", ""), forms.text(sent, f"option-{place}")) for place in range(1, WAYS + 1)]
    if sent.get("stay"):
        ways.append((sent.get("id-stay", ""), STAY))
    options = tuple(NewOption(way or bootstrap.new_id(), title) for way, title in ways if title)
    if not options:
        raise InputError("options", _("name at least one thing that you could say yes to"))
    return NewCrossroads(
        forms.text(sent, "id") or bootstrap.new_id(), bootstrap.now(), forms.text(sent, "title"), options
    )


def _all(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    with journal_of(request, reading=True, heavy=True) as journal:
        several = all_offers(journal, today_of(journal, bootstrap.now()))
        rearview = in_rearview(journal)
    return page(
        request,
        "pages/crossroads.html",
        here="crossroads",
        rearview=rearview,
        status=status,
        # The latest first: what is to be decided is what one comes here for.
        open=[seen for seen in reversed(several) if seen.crossroads.status == "open"],
        decided=[seen for seen in reversed(several) if seen.crossroads.status != "open"],
        words={verdict: word.label for verdict, word in OFFER_WORDS.items()},
        form=form,
        new_id=bootstrap.new_id(),
        ways=[(place, bootstrap.new_id()) for place in range(1, WAYS + 1)],
        stay=STAY,
        stay_id=bootstrap.new_id(),
    )


@require_safe
def one_crossroads(request: HttpRequest, name: str) -> HttpResponse:
    """Show one crossroads, its options side by side."""
    to_ask = asked(request)
    with journal_of(request, reading=True) as journal:
        found = find_crossroads(journal, name)
        today = today_of(journal, bootstrap.now())
        seen = offers(journal, found, today)
        goals = [goal for goal in journal.goals.all() if goal.status == "active"]
        form = form_of(request)
        words = request.GET.get("words", "")[:200].strip()
        links = seen.taken is not None and seen.win is None
        wins = _to_link(journal, words) if links else ()
        rearview = in_rearview(journal)
        zone = zone_of(settings_of(journal))
    return page(
        request,
        "pages/one_crossroads.html",
        here="crossroads",
        rearview=rearview,
        seen=seen,
        name=found.id,
        cards=[_card(one) for one in seen.options],
        asking=_asking(seen, goals, to_ask, form) if found.status == "open" else None,
        first=next((one.place for one in seen.options if one.left), 0),
        left=seen.left,
        form=form or Form({}),
        look_back_on=found.look_back_on or proposed_look_back(today),
        later=proposed_look_back(today),
        today=today,
        looks=list(enumerate(LOOKS_WORDS)),
        room=len(found.options) < OPTIONS_AT_MOST,
        wins=[one.win for one in wins],
        words=words,
        searches="words" in request.GET,
        new_id=bootstrap.new_id(),
        past=[_of_its_day(one, zone) for one in past_of(found)],
    )


def _of_its_day(one: Past, zone: tzinfo) -> Past:
    return one._replace(at=one.at.astimezone(zone))


def _to_link(journal: Journal, words: str) -> tuple[JudgedWin, ...]:
    return journal.wins.page(WinFilter(words=words, limit=RECENT))


def _card(one: Offer) -> Card:
    reason = one.reason
    return Card(
        one,
        reason.verdict,
        OFFER_WORDS[reason.verdict].label,
        cautions_beside(reason),
        tuple(way.sentence_ahead for way in reason.counterfactual),
        telling.answers(one.option.answers, one.goals, QUESTIONS_AHEAD),
        "" if one.option.looks is None else LOOKS_WORDS[one.option.looks],
    )


def _asking(seen: Offers, goals: list[Goal], to_ask: Asked, form: Form | None) -> Asking | None:
    """Return the question that the address asks; where an option has none left, the next option's first."""
    if to_ask.win is None:
        return None
    for one in seen.options[max(to_ask.win - 1, 0) :]:
        meant = to_ask if one.place == to_ask.win else Asked(one.place)
        about = ask_about(_subject(seen, one), goals, meant, form)
        if about:
            return about
    return None


def _subject(seen: Offers, one: Offer) -> Subject:
    name = seen.crossroads.id
    return Subject(
        number=one.place,
        title=one.option.title,
        answers=one.option.answers,
        left=one.left,
        questions=AHEAD_BY_FIELD,
        place=f"one-crossroads:{name}",
        action=reverse("answer-option", args=[name, one.option.id]),
    )
