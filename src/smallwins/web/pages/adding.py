"""Write a win down from the box on the first page."""

from django.http import HttpRequest, HttpResponse

from smallwins import bootstrap
from smallwins.journal.commands import AddWin
from smallwins.journal.ports import Journal
from smallwins.journal.settings import today_of
from smallwins.journal.wins import add_win
from smallwins.language import _, told_of
from smallwins.method.errors import InputError, RefusedError, ReusedKeyError
from smallwins.method.win import GUTS, KINDS
from smallwins.web import forms, session
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.places import address, form_of, see, shown_again

FRESH = "id"


def blank(request: HttpRequest) -> Form:
    """Return the box: empty with a fresh id, so that sending it twice writes one win, or as it was refused."""
    form = form_of(request)
    if form is not None and "happened_on" in form.typed:
        return form
    return Form({FRESH: bootstrap.new_id()})


def add(request: HttpRequest) -> HttpResponse:
    """Write the win down and show it in this week's list with its first question."""
    try:
        with journal_of(request) as journal:
            judged = add_win(journal, sent_win(journal, request))
            session.say_done(request, journal, _("Written down."), "week")
    except InputError as error:
        return shown_again(request, forms.shown_again(request.POST, error))
    except (ReusedKeyError, RefusedError) as error:
        problem = _("This was sent before with other words; send it again to write a second win.")
        said = problem if isinstance(error, ReusedKeyError) else told_of(error)
        typed = {**forms.typed(request.POST), FRESH: bootstrap.new_id()}
        return shown_again(request, Form(typed, {"title": said}))
    return see(address("week", ask=str(judged.win.number)) + "#asking")


def sent_win(journal: Journal, request: HttpRequest) -> AddWin:
    """Read the box as it was sent."""
    sent, at = request.POST, bootstrap.now()
    openers = [journal.wins.find(number).win.id for number in forms.several(sent, "opened_by")]
    return AddWin(
        id=forms.text(sent, FRESH) or bootstrap.new_id(),
        at=at,
        title=forms.text(sent, "title"),
        happened_on=forms.day(sent, "happened_on") or today_of(journal, at),
        kind=forms.word(sent, "kind", KINDS),
        tags=forms.tags(sent),
        goals=forms.several(sent, "goals"),
        opened_by=tuple(openers),
        looks=forms.number(sent, "looks"),
        gut=forms.word(sent, "gut", GUTS),
    )
