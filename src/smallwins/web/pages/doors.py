"""Say that one win opened another, or take a door away."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from smallwins import bootstrap
from smallwins.journal.commands import AddWin, LinkWins, UnlinkWins
from smallwins.journal.doors import link_wins, unlink_wins
from smallwins.journal.ports import Journal
from smallwins.journal.queries import find_win
from smallwins.journal.settings import today_of
from smallwins.journal.wins import add_win
from smallwins.language import _, told_of
from smallwins.method.errors import DoorError, InputError
from smallwins.method.verdict import JudgedWin
from smallwins.web import forms, session, waited
from smallwins.web.journals import journal_of
from smallwins.web.places import go_on, shown_again


@require_POST
def open_door(request: HttpRequest, number: int) -> HttpResponse:
    """Link the win to a later or an earlier one, or to a new one that it led to."""
    sent, skip = request.POST, request.POST.get("skip", "")
    try:
        with journal_of(request) as journal:
            if waited.came_before(journal, sent, request.path):
                return go_on(request, ask=str(number), skip=skip)
            before = find_win(journal, str(number))
            earlier = linked(journal, before, request)
            waited.note(journal, sent, request.path, "", bootstrap.now())
            after = journal.wins.get(before.win.id)
            rose = "1" if after.verdict == "real" != before.verdict else ""
            session.say_done(request, journal, _("A door opened. Now a real win.") if rose else _("A door opened."))
    except InputError as error:
        form = forms.shown_again(sent, error, title="new")
        return shown_again(request, form, ask=str(number), then="door", skip=skip)
    except DoorError as error:
        session.say(request, told_of(error))
        return go_on(request, ask=str(number), then="door" if "later" in sent else "", skip=skip)
    del earlier
    return go_on(request, ask=str(number), skip=skip, rose=rose)


def linked(journal: Journal, judged: JudgedWin, request: HttpRequest) -> JudgedWin:
    """Make the door that the form asks for."""
    sent, at = request.POST, bootstrap.now()
    if "later" in sent:
        later = find_win(journal, sent["later"])
        return link_wins(journal, LinkWins(judged.win.id, later.win.id, at))
    if "earlier" in sent:
        earlier = find_win(journal, sent["earlier"])
        return link_wins(journal, LinkWins(earlier.win.id, judged.win.id, at))
    today = today_of(journal, at)
    on = min(forms.day(sent, "on") or today, today)  # what waited in a browser says when it was written
    new = AddWin(
        id=forms.text(sent, "id") or bootstrap.new_id(),
        at=at,
        title=forms.text(sent, "new"),
        happened_on=max(on, judged.win.happened_on),
        opened_by=(judged.win.id,),
    )
    return add_win(journal, new)


@require_POST
def close_door(request: HttpRequest, number: int) -> HttpResponse:
    """Take away the door between the win and another."""
    sent = request.POST
    with journal_of(request) as journal:
        this = find_win(journal, str(number)).win.id
        if "later" in sent:
            ends = (this, find_win(journal, sent["later"]).win.id)
        else:
            ends = (find_win(journal, sent.get("earlier", "")).win.id, this)
        unlink_wins(journal, UnlinkWins(*ends, bootstrap.now()))
        session.say_done(request, journal, _("The door was taken away."))
    return go_on(request)
