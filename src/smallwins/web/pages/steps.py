"""Plan a next step for a win, and say how it went."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from smallwins import bootstrap
from smallwins.journal.commands import AddStep, MoveStep
from smallwins.journal.ports import Journal
from smallwins.journal.queries import find_win
from smallwins.journal.settings import today_of
from smallwins.journal.steps import add_step, move_step
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.web import forms, session
from smallwins.web.journals import journal_of
from smallwins.web.places import go_on, shown_again

SAID = {"done": say("Done. It counts as a step."), "dropped": say("Dropped."), "open": say("Open again.")}
STATUSES: tuple[Literal["open", "done", "dropped"], ...] = ("open", "done", "dropped")


@require_POST
def plan(request: HttpRequest, number: int) -> HttpResponse:
    """Plan a next step."""
    sent = request.POST
    try:
        with journal_of(request) as journal:
            win = find_win(journal, str(number)).win.id
            step_id, due_on = forms.text(sent, "id") or bootstrap.new_id(), forms.day(sent, "due_on")
            add_step(journal, AddStep(step_id, win, bootstrap.now(), forms.text(sent, "text"), due_on))
            session.say_done(request, journal, _("Planned."))
    except InputError as error:
        return shown_again(request, forms.shown_again(sent, error, text="step"))
    return go_on(request)


@require_POST
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a step as done, dropped or open again."""
    status = forms.word(request.POST, "status", STATUSES) or "done"
    with journal_of(request) as journal:
        _moved(journal, number, status)
        session.say_done(request, journal, SAID[status])
    return go_on(request)


def _moved(journal: Journal, number: int, status: Literal["open", "done", "dropped"]) -> None:
    at = bootstrap.now()
    step = journal.steps.find(str(number))
    move_step(journal, MoveStep(step.id, at, status, today_of(journal, at)))
