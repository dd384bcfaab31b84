"""Edit, celebrate, overrule or delete a win."""

from hashlib import blake2b

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from smallwins import bootstrap
from smallwins.journal.commands import UNSET, CelebrateWin, DeleteWin, EditWin, OverruleWin
from smallwins.journal.editing import celebrate as open_champagne
from smallwins.journal.editing import delete_win, edit_win
from smallwins.journal.judging import overrule_win
from smallwins.journal.queries import find_win
from smallwins.journal.settings import today_of
from smallwins.language import _, told_of
from smallwins.method.errors import DoorError, InputError, StaleEditError
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import GUTS, KINDS, VERDICTS, Win
from smallwins.web import forms, session
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.places import address, go_on, see, shown_again


def as_read(win: Win) -> str:
    """Stand for what an edit shows of a win: what else was answered or linked meanwhile makes no edit stale."""
    shown = (win.title, win.happened_on, win.story, win.kind, win.tags, win.looks, win.gut)
    return blake2b(repr(shown).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@require_POST
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change what was written down; what was changed elsewhere meanwhile is shown beside what was typed."""
    sent = request.POST
    try:
        with journal_of(request) as journal:
            judged = find_win(journal, str(number))
            if request.POST.get("version") != as_read(judged.win):
                raise StaleEditError  # noqa: TRY301 - as the use case does
            edit_win(journal, _edited(request, judged))
            session.say_done(request, journal, _("Changed."))
    except InputError as error:
        return shown_again(request, forms.shown_again(sent, error))
    except DoorError as error:
        return shown_again(request, Form(forms.typed(sent), {"happened_on": told_of(error)}))
    except StaleEditError as error:
        return shown_again(request, Form(forms.typed(sent), {"version": told_of(error)}))
    return go_on(request)


def _edited(request: HttpRequest, judged: JudgedWin) -> EditWin:
    sent = request.POST
    return EditWin(
        win=judged.win.id,
        at=bootstrap.now(),
        title=forms.text(sent, "title"),
        happened_on=forms.day(sent, "happened_on") or UNSET,
        story=forms.text_or_none(sent, "story"),
        kind=forms.word(sent, "kind", KINDS),
        tags=forms.tags(sent),
        looks=forms.number(sent, "looks"),
        gut=forms.word(sent, "gut", GUTS) or UNSET,
        expects=judged.version,
    )


@require_POST
def celebrate(request: HttpRequest, number: int) -> HttpResponse:
    """Open the champagne."""
    with journal_of(request) as journal:
        win, at = find_win(journal, str(number)).win.id, bootstrap.now()
        open_champagne(journal, CelebrateWin(win, at, today_of(journal, at)))
        session.say_done(request, journal, _("Celebrated."))
    return go_on(request, cheers="1")


@require_POST
def own_call(request: HttpRequest, number: int) -> HttpResponse:
    """Put the person's own call over the verdict, or take it back."""
    sent = request.POST
    back = "back" in sent
    try:
        with journal_of(request) as journal:
            win = find_win(journal, str(number)).win.id
            verdict = None if back else forms.word(sent, "verdict", VERDICTS)
            if verdict is None and not back:
                raise InputError("verdict", _("is empty; choose what you would call it"))  # noqa: TRY301 - as use cases do
            overrule_win(journal, OverruleWin(win, bootstrap.now(), verdict, forms.text(sent, "reason")))
            session.say_done(
                request, journal, _("Your call was taken back.") if back else _("It counts as you call it.")
            )
    except InputError as error:
        return shown_again(request, forms.shown_again(sent, error))
    return go_on(request)


@require_POST
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Take the win out; the message on the next page brings it back."""
    with journal_of(request) as journal:
        win = find_win(journal, str(number)).win.id
        delete_win(journal, DeleteWin(win, bootstrap.now()))
        session.say_done(request, journal, _("Deleted, with its doors and steps."), f"win:{number}")
    return see(address("wins"))
