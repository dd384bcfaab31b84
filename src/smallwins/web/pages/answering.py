"""Take one answer about a win, and go on with the next question at the place it came from."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from smallwins import bootstrap
from smallwins.journal.commands import AddGoal, AddStep, AnswerWin, SkipQuestion
from smallwins.journal.goals import add_goal
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import Journal
from smallwins.journal.queries import find_win
from smallwins.journal.reviews import skip_question
from smallwins.journal.settings import today_of
from smallwins.journal.steps import add_step
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.method.questions import BY_FIELD
from smallwins.method.saying import say
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import parse
from smallwins.web import forms, session, standing, waited
from smallwins.web.answered import answers_sent
from smallwins.web.asking import AGAIN, passed
from smallwins.web.journals import journal_of
from smallwins.web.places import go_on, place_of, shown_again

FOLLOWED_BY = {"door": "door", "not_yet": "later"}
NOW = {"real": say("Now a real win."), "early": say("Now too early to tell."), "shiny": say("Now a shiny object.")}


@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Take the answer; what follows it, or the next question, is in the address that it leads to."""
    field, skip = request.POST.get("field", ""), request.POST.get("skip", "")
    if request.POST.get("answer") == "skip":
        return _skipped(request, number, field, skip)
    then = ""
    try:
        with journal_of(request) as journal:
            if waited.came_before(journal, request.POST, request.path):
                return go_on(request, ask=str(number))
            before = find_win(journal, str(number))
            then = carried_out(journal, before, request)
            after = journal.wins.get(before.win.id)
            left = standing.of_win(after.win.answers, field).mark
            waited.note(journal, request.POST, request.path, left, bootstrap.now())
            session.say_done(request, journal, NOW[after.verdict] if after.verdict != before.verdict else _("Kept."))
    except InputError as error:
        following = {"goals": "goals", "door_note": "door", "later": "later"}.get(field, "")
        form = forms.shown_again(request.POST, error)
        return shown_again(
            request, form, ask=str(number), question=field if field in BY_FIELD else "", then=following, skip=skip
        )
    if AGAIN in skip.split(","):
        skip = passed(skip, field)
    rose = "1" if after.verdict == "real" != before.verdict else ""
    return go_on(request, ask=str(number), then=then, skip=skip, rose=rose)


def _skipped(request: HttpRequest, number: int, field: str, skip: str) -> HttpResponse:
    name, _, week = place_of(request).partition(":")
    if name == "review" and field in BY_FIELD:
        with journal_of(request) as journal:
            win = find_win(journal, str(number)).win.id
            skip_question(journal, SkipQuestion(parse(week), bootstrap.now(), win, field))
    return go_on(request, ask=str(number), skip=passed(skip, field))


def carried_out(journal: Journal, judged: JudgedWin, request: HttpRequest) -> str:
    """Carry the answer out, and name what follows it."""
    sent, field = request.POST, request.POST.get("field", "")
    command = AnswerWin(judged.win.id, bootstrap.now())
    if field == "later":
        return _put_off(journal, judged, request)
    if field == "direction" and sent.get("answer") != "unanswered":
        return _directed(journal, judged, command._replace(**answers_sent(sent, field)))
    if field == "goals" and forms.text(sent, "goal"):
        chosen = tuple(forms.several(sent, "goals"))
        answer_win(journal, command._replace(goals=(*chosen, *_new_goal(journal, request))))
        return ""
    answer_win(journal, command._replace(**answers_sent(sent, field)))
    return FOLLOWED_BY.get(sent.get("answer", ""), "") if field == "opened" else ""


def _directed(journal: Journal, judged: JudgedWin, command: AnswerWin) -> str:
    """Take the direction; with one goal it is clear which is meant, else it is asked, or a first one named."""
    active = [goal.id for goal in journal.goals.all() if goal.status == "active"]
    if command.direction != "toward":
        answer_win(journal, command)
        return ""
    goals = judged.win.answers.goals or (tuple(active) if len(active) == 1 else ())
    answer_win(journal, command._replace(goals=goals))
    return "goals" if len(active) != 1 else ""


def _new_goal(journal: Journal, request: HttpRequest) -> tuple[str, ...]:
    """Name the goal that was typed beside the others, if there is one."""
    title, at = forms.text(request.POST, "goal"), bootstrap.now()
    if not title:
        return ()
    return (add_goal(journal, AddGoal(bootstrap.new_id(), at, today_of(journal, at), title)).id,)


def _put_off(journal: Journal, judged: JudgedWin, request: HttpRequest) -> str:
    sent, at = request.POST, bootstrap.now()
    look_again, text, due_on = forms.day(sent, "look_again"), forms.text(sent, "text"), forms.day(sent, "due_on")
    answer_win(journal, AnswerWin(judged.win.id, at, opened="not_yet", look_again=look_again))
    if text:
        add_step(journal, AddStep(bootstrap.new_id(), judged.win.id, at, text, due_on))
    return ""
