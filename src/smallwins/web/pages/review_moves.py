"""What a form of the weekly review asks for: another step, an answer, leaving something for later, closing."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from smallwins import bootstrap
from smallwins.journal.commands import (
    AddStep,
    AddWin,
    AnswerPulse,
    AnswerWin,
    CloseReview,
    MoveReview,
    MoveStep,
    PauseWeek,
    ReopenReview,
    SkipQuestion,
)
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import Journal
from smallwins.journal.queries import find_win
from smallwins.journal.reviews import answer_pulse, close_review, move_review, pause_week, reopen_review, skip_question
from smallwins.journal.steps import add_step, move_step
from smallwins.journal.weekly import WeekReview, review_of
from smallwins.journal.wins import add_win
from smallwins.language import _
from smallwins.method.errors import InputError, RefusedError
from smallwins.method.goal import Goal
from smallwins.method.review import REASONS, STAGES, STILLS, GoalCheck, after
from smallwins.method.week import Week
from smallwins.web import asked_words, deciding, forms, reviewing
from smallwins.web.answering_remarks import answered
from smallwins.web.looking_back import looked_back

WHOLE = ("begin", "pause", "reopen", "close")  # what is asked of the review as a whole
ACTS = (
    "later", "on", "answer", "stay", "none", "step-done", "step-drop", "put-off", "leave", *WHOLE,
    *deciding.DECISIONS,
)  # fmt: skip
STAY = ("stay", "step-done", "step-drop")  # what leaves one at the same card


class Sent(NamedTuple):
    """A form of the review, with what it was sent about."""

    form: QueryDict
    at: datetime
    today: date
    seen: WeekReview

    @property
    def week(self) -> Week:
        """The week under review."""
        return self.seen.review.week


def moved(journal: Journal, seen: WeekReview, form: QueryDict, at: datetime, today: date) -> str:
    """Do what the form asks for, and return the address to go on at."""
    sent = Sent(form, at, today, seen)
    stage = forms.word(form, "stage", STAGES)
    act = forms.word(form, "act", ACTS) or "answer"
    if act in WHOLE:
        done_as_a_whole(journal, sent, act)
        return _address(sent.week)
    if not seen.begun or seen.review.status != "open":
        raise RefusedError(_("This review is not open. Open it again first; what you answered before is kept."))
    if stage is not None:
        move_review(journal, MoveReview(sent.week, at, stage))
        return _address(sent.week)
    return _one_card(journal, sent, act)


def writes(form: QueryDict) -> bool:
    """Tell whether a form writes a win or a step down, marks one, or decides: what undo takes back as a whole."""
    marks = any(forms.text(form, field) for field in ("title", "text", "win", "step"))
    return marks or form.get("act") in deciding.DECISIONS


def _one_card(journal: Journal, sent: Sent, act: str) -> str:
    name = forms.text(sent.form, "at")
    if kept_alone(journal, sent, act) or act in STAY:
        return _address(sent.week, at=name, merge="1" if act == "merge" else "")
    stage = sent.seen.review.stage
    now = reviewing.cards_of(review_of(journal, sent.week, sent.today), stage)
    following = reviewing.name_after(reviewing.cards_of(sent.seen, stage), now, name)
    if following:
        gone = name not in {card.name for card in now} and act not in deciding.DECISIONS
        return _address(sent.week, at=following, was=name if gone else "")
    move_review(journal, MoveReview(sent.week, sent.at, after(stage)))
    return _address(sent.week)


def kept_alone(journal: Journal, sent: Sent, act: str) -> bool:
    """Do what the form of one card asks for, without going on from it; tell whether to stay at the card."""
    name = forms.text(sent.form, "at")
    if act == "later":
        _leave(journal, sent, name)
    return act not in ("later", "on") and _answer(journal, sent, name, act)


def _leave(journal: Journal, sent: Sent, name: str) -> None:
    """Leave a question about a win for another time; what else is left for later just stays without an answer."""
    card = reviewing.card_named(sent.seen, sent.seen.review.stage, name)
    if card and card.line and card.kind in ("door", "question"):
        skip_question(journal, SkipQuestion(sent.week, sent.at, card.line.judged.win.id, card.field))


def _answer(journal: Journal, sent: Sent, name: str, act: str) -> bool:
    """Keep an answer; tell whether to stay at the card."""
    if act in ("step-done", "step-drop"):
        status = "done" if act == "step-done" else "dropped"
        step = journal.steps.find(forms.text(sent.form, "step"))
        move_step(journal, MoveStep(step.id, sent.at, "done" if status == "done" else "dropped", sent.today))
        return True
    card = reviewing.card_named(sent.seen, sent.seen.review.stage, name)
    if card is None:
        return False
    answer = ANSWERS.get(card.kind)
    return answer(journal, sent, card) if answer else False


def _look_back(journal: Journal, sent: Sent, card: reviewing.Card) -> bool:
    """Write down how a decision turned out, or choose another day to look back."""
    assert card.crossroads is not None  # cards of this kind are made with their decision
    looked_back(journal, card.crossroads.id, sent.form, sent.at, sent.today)
    return False


def _remark(journal: Journal, sent: Sent, card: reviewing.Card) -> bool:
    """Answer a coach, or leave it at that."""
    assert card.said is not None  # cards of this kind are made with what was said
    answered(journal, card.said.remark.id, sent.form, sent.at)
    return False


def _from_elsewhere(journal: Journal, sent: Sent, card: reviewing.Card) -> bool:
    """Keep something from elsewhere as a win, merge it or let it go; stay where it is still asked into which win."""
    assert card.item is not None  # cards of this kind are made with what came in
    act = forms.word(sent.form, "act", deciding.DECISIONS)
    return act is None or not deciding.decided(journal, card.item, act, sent.form, sent.at)


def _brought(journal: Journal, sent: Sent, card: reviewing.Card) -> bool:
    """Write a win down, or say of one that is there already that it brought clarity or confidence."""
    gain = card.field if card.field in ("clarity", "confidence") else None
    chosen = forms.text(sent.form, "win")
    if chosen and gain:
        win = find_win(journal, chosen).win
        gains = win.answers.gains or ()
        kept = tuple(one for one in gains if one != gain) if gain in gains else (*gains, gain)
        answer_win(journal, AnswerWin(win.id, sent.at, gains=kept or None))
        return True
    title = forms.text(sent.form, "title")
    if not title:
        return False
    added = add_win(
        journal,
        AddWin(
            id=forms.text(sent.form, "id") or bootstrap.new_id(),
            at=sent.at,
            title=title,
            happened_on=_day_of_the_week(sent),
        ),
    )
    if gain and not added.win.answers.gains:
        answer_win(journal, AnswerWin(added.win.id, sent.at, gains=(gain,)))
    return True


def _day_of_the_week(sent: Sent) -> date:
    last = min(sent.today, sent.week.sunday)
    on = forms.day(sent.form, "on") or last
    if not sent.week.has(on) or on > last:
        raise InputError("on", _("choose a day of this week that has come"))
    return on


def _scale(journal: Journal, sent: Sent, card: reviewing.Card) -> bool:
    value = asked_words.out_of_ten(sent.form)
    answer_pulse(journal, _pulse_of(sent, card, sent.today, **{card.field: value}))
    return False


def _stuck(journal: Journal, sent: Sent, card: reviewing.Card) -> bool:
    said = forms.word(sent.form, "value", ("yes", "no"))
    if said is None:
        raise InputError("value", _("choose one of the answers, or leave it for later"))
    answer_pulse(journal, _pulse_of(sent, card, sent.today, stuck=said == "yes"))
    return False


def _possible(journal: Journal, sent: Sent, card: reviewing.Card) -> bool:
    goal = _goal(card)
    on = min(sent.today, sent.week.sunday)
    answer_pulse(journal, _pulse_of(sent, card, on, possible=((goal.id, asked_words.out_of_ten(sent.form)),)))
    return False


def _still(journal: Journal, sent: Sent, card: reviewing.Card) -> bool:
    goal = _goal(card)
    still = forms.word(sent.form, "value", STILLS)
    if still is None:
        raise InputError("value", _("choose one of the answers, or leave it for later"))
    before = sent.seen.review.checks.get(goal.id)
    check = GoalCheck(still, before.reason if before else None)
    answer_pulse(journal, _pulse_of(sent, card, sent.today, checks=((goal.id, check),)))
    return False


def _whose(journal: Journal, sent: Sent, card: reviewing.Card) -> bool:
    goal = _goal(card)
    reason = forms.word(sent.form, "value", REASONS)
    if reason is None:
        raise InputError("value", _("choose one of the answers, or leave it for later"))
    check = sent.seen.review.checks[goal.id]._replace(reason=reason)
    answer_pulse(journal, _pulse_of(sent, card, sent.today, checks=((goal.id, check),)))
    return False


def _note(journal: Journal, sent: Sent, card: reviewing.Card) -> bool:
    answer_pulse(journal, _pulse_of(sent, card, sent.today, note=forms.text_or_none(sent.form, "note")))
    return False


def _step(journal: Journal, sent: Sent, card: reviewing.Card) -> bool:
    """Plan one concrete thing because of a win, or say that there is none this time."""
    if sent.form.get("act") == "none":
        answer_pulse(journal, _pulse_of(sent, card, sent.today, no_step=True))
        return False
    text = forms.text(sent.form, "text")
    if not text:
        raise InputError("text", _("is empty; write one concrete thing, or choose “No step this time”"))
    chosen = forms.text(sent.form, "win")
    if not chosen:
        raise InputError("win", _("choose the win that makes this the next step"))
    win = find_win(journal, chosen).win
    due = forms.day(sent.form, "due_on")
    add_step(journal, AddStep(forms.text(sent.form, "id") or bootstrap.new_id(), win.id, sent.at, text, due))
    answer_pulse(journal, _pulse_of(sent, card, sent.today, no_step=False))
    return True


def _added(journal: Journal, sent: Sent, card: reviewing.Card) -> bool:
    """Keep the answer to a question of the person's own."""
    assert card.question is not None  # cards of this kind are made with their question
    told = ((card.question.key, asked_words.answer_in(sent.form, card.question.kind)),)
    answer_pulse(journal, _pulse_of(sent, card, sent.today, told=told))
    return False


def _pulse_of(sent: Sent, card: reviewing.Card, on: date, **given: Any) -> AnswerPulse:  # noqa: ANN401 - its fields
    """Return the answer of a card, with the version of the words that the form showed."""
    place = f"{card.kind}:{card.goal.id}" if card.goal else reviewing.key_of(card)
    seen = ((place, forms.text(sent.form, "wording")),) if "wording" in sent.form else None
    return AnswerPulse(sent.week, sent.at, on, seen=seen, **given)


def _goal(card: reviewing.Card) -> Goal:
    assert card.goal is not None  # cards of these kinds are made with their goal
    return card.goal


ANSWERS: Mapping[str, Callable[[Journal, Sent, reviewing.Card], bool]] = {
    "remark": _remark,
    "look-back": _look_back,
    "inbox": _from_elsewhere,
    "brought": _brought,
    "scale": _scale,
    "stuck": _stuck,
    "possible": _possible,
    "still": _still,
    "whose": _whose,
    "added": _added,
    "note": _note,
    "step": _step,
}


def done_as_a_whole(journal: Journal, sent: Sent, act: str) -> None:
    """Do what is asked of the review as a whole."""
    if act == "pause":
        pause_week(journal, PauseWeek(sent.week, sent.at))
    elif act == "reopen":
        reopen_review(journal, ReopenReview(sent.week, sent.at))
    elif act == "close":
        close_review(journal, CloseReview(sent.week, sent.at))
    elif not sent.seen.begun:
        move_review(journal, MoveReview(sent.week, sent.at, "doors"))


def _address(week: Week, **query: str) -> str:
    said = urlencode({key: value for key, value in query.items() if value})
    address = reverse("review", args=[week])
    return f"{address}?{said}" if said else address
