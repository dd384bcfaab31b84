"""Answering what a coach asked or said about a win or a week, and taking it out of one's journal."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from smallwins import bootstrap
from smallwins.journal.sharing import RemoveRemark, remove_remark
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.web import forms, session
from smallwins.web.answering_remarks import answered
from smallwins.web.journals import journal_of
from smallwins.web.places import go_on, place_of, shown_again


@require_POST
def answer(request: HttpRequest, remark: str) -> HttpResponse:
    """Answer, or leave it at that."""
    try:
        with journal_of(request) as journal:
            done = answered(journal, remark, request.POST, bootstrap.now())
            session.say_done(request, journal, done, place_of(request))
    except InputError as error:
        return shown_again(request, forms.shown_again(request.POST, error, answer=f"answer-{remark}"))
    return go_on(request)


@require_POST
def remove(request: HttpRequest, remark: str) -> HttpResponse:
    """Take out what somebody else wrote; undo brings it back."""
    with journal_of(request) as journal:
        remove_remark(journal, RemoveRemark(remark, bootstrap.now()))
        session.say_done(request, journal, _("Taken out."), place_of(request))
    return go_on(request)
