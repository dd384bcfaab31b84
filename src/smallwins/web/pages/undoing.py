"""Take the last change back, if it is still the one that was meant."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from smallwins import bootstrap
from smallwins.journal.commands import Undo
from smallwins.journal.undo import undo
from smallwins.method.saying import say
from smallwins.web import session
from smallwins.web.journals import journal_of
from smallwins.web.places import go_on

TOO_LATE = say("Something else was changed since, so this was not undone.")


@require_POST
def undo_last(request: HttpRequest) -> HttpResponse:
    """Undo the change that the message named; another one that came since is left alone."""
    with journal_of(request) as journal:
        last = journal.changes.last()
        meant = last is not None and str(last.number) == request.POST.get("change")
        if meant:
            undo(journal, Undo(bootstrap.now()))
    session.say(request, "Undone." if meant else TOO_LATE)
    return go_on(request)
