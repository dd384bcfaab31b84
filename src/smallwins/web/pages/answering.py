"""Take one answer about a win, and go on with the next question at the place it came from."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from smallwins import bootstrap
from smallwins.journal.commands import AddStep, AnswerWin, SkipQuestion
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import Journal
from smallwins.journal.queries import find_win
from smallwins.journal.reviews import skip_question
from smallwins.journal.steps import add_step
from smallwins.method.answers import DIRECTIONS, MOTIVES, OPENED
from smallwins.method.errors import InputError, NotFoundError
from smallwins.method.questions import BY_FIELD, gains_of
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import parse
from smallwins.web import forms, session
from smallwins.web.journals import journal_of
from smallwins.web.places import go_on, place_of, shown_again

Chosen = TypeVar("Chosen")
FOLLOWED_BY = {"door": "door", "not_yet": "later"}
NOW = {"real": "Now a real win.", "early": "Now too early to tell.", "shiny": "Now a shiny object."}


@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Take the answer; what follows it, or the next question, is in the address that it leads to."""
    field, skip = request.POST.get("field", ""), request.POST.get("skip", "")
    if request.POST.get("answer") == "skip":
        return _skipped(request, number, field, skip)
    then = ""
    try:
        with journal_of(request) as journal:
            before = find_win(journal, str(number))
            then = _answered(journal, before, request)
            after = journal.wins.get(before.win.id)
            session.say_done(request, journal, NOW[after.verdict] if after.verdict != before.verdict else "Kept.")
    except InputError as error:
        following = {"goals": "goals", "door_note": "door", "later": "later"}.get(field, "")
        form = forms.shown_again(request.POST, error)
        return shown_again(
            request, form, ask=str(number), question=field if field in BY_FIELD else "", then=following, skip=skip
        )
    rose = "1" if after.verdict == "real" != before.verdict else ""
    return go_on(request, ask=str(number), then=then, skip=skip, rose=rose)


def _skipped(request: HttpRequest, number: int, field: str, skip: str) -> HttpResponse:
    name, _, week = place_of(request).partition(":")
    if name == "review" and field in BY_FIELD:
        with journal_of(request) as journal:
            win = find_win(journal, str(number)).win.id
            skip_question(journal, SkipQuestion(parse(week), bootstrap.now(), win, field))
    skipped = dict.fromkeys(one for one in (*skip.split(","), field) if one in BY_FIELD)
    return go_on(request, ask=str(number), skip=",".join(skipped))


def _answered(journal: Journal, judged: JudgedWin, request: HttpRequest) -> str:
    """Carry the answer out, and name what follows it."""
    sent, field = request.POST, request.POST.get("field", "")
    command = AnswerWin(judged.win.id, bootstrap.now())
    if field == "later":
        return _put_off(journal, judged, request)
    if field in BY_FIELD and sent.get("answer") == "unanswered":
        answer_win(journal, _taken_back(command, field))
        return ""
    if field == "direction":
        return _directed(journal, judged, command._replace(direction=_chosen(forms.word(sent, "answer", DIRECTIONS))))
    if field not in READ:
        raise NotFoundError("question", field)
    answer_win(journal, READ[field](command, sent))
    return FOLLOWED_BY.get(sent.get("answer", ""), "") if field == "opened" else ""


def _goals(command: AnswerWin, sent: QueryDict) -> AnswerWin:
    goals = forms.several(sent, "goals")
    if not goals:
        raise InputError("goals", "is empty; choose the goal it points toward, or leave it at that")
    return command._replace(goals=goals)


def _gains(command: AnswerWin, sent: QueryDict) -> AnswerWin:
    chosen, skill = forms.several(sent, "gains"), forms.text(sent, "skill")
    if not chosen and not skill:
        raise InputError("gains", "is empty; choose what is true, or skip the question")
    return command._replace(gains=gains_of(chosen, [skill] if skill else []))


def _note(command: AnswerWin, sent: QueryDict) -> AnswerWin:
    return command._replace(opened="door", door_note=forms.text_or_none(sent, "door_note"))


def _motive(command: AnswerWin, sent: QueryDict) -> AnswerWin:
    return command._replace(motive=_chosen(forms.word(sent, "answer", MOTIVES)))


def _opened(command: AnswerWin, sent: QueryDict) -> AnswerWin:
    return command._replace(opened=_chosen(forms.word(sent, "answer", OPENED)))


def _stretch(command: AnswerWin, sent: QueryDict) -> AnswerWin:
    return command._replace(stretch=_chosen(forms.number(sent, "answer")))


READ: Mapping[str, Callable[[AnswerWin, QueryDict], AnswerWin]] = {
    "goals": _goals,
    "motive": _motive,
    "opened": _opened,
    "door_note": _note,
    "stretch": _stretch,
    "gains": _gains,
}
"""How each answer is read from its form."""


def _chosen(value: Chosen | None) -> Chosen:
    if value is None:
        raise InputError("answer", "is empty; choose an answer, or skip the question")
    return value


def _directed(journal: Journal, judged: JudgedWin, command: AnswerWin) -> str:
    """Take the direction; with one goal it is clear which one is meant, with several it is asked."""
    active = [goal.id for goal in journal.goals.all() if goal.status == "active"]
    if command.direction != "toward":
        answer_win(journal, command)
        return ""
    goals = judged.win.answers.goals or (tuple(active) if len(active) == 1 else ())
    answer_win(journal, command._replace(goals=goals))
    return "goals" if len(active) > 1 else ""


def _taken_back(command: AnswerWin, field: str) -> AnswerWin:
    empty: dict[str, object] = {field: None}
    if field == "direction":
        empty["goals"] = ()
    if field == "opened":
        empty |= {"door_note": None, "look_again": None}
    return command._replace(**empty)  # type: ignore[arg-type]  # each field takes None


def _put_off(journal: Journal, judged: JudgedWin, request: HttpRequest) -> str:
    sent, at = request.POST, bootstrap.now()
    look_again, text, due_on = forms.day(sent, "look_again"), forms.text(sent, "text"), forms.day(sent, "due_on")
    answer_win(journal, AnswerWin(judged.win.id, at, opened="not_yet", look_again=look_again))
    if text:
        add_step(journal, AddStep(bootstrap.new_id(), judged.win.id, at, text, due_on))
    return ""
