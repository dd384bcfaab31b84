"""What the forms of a draft ask for: a win in or out, a story up or down, a part written anew, another span."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from smallwins import bootstrap
from smallwins.journal.drafts import (
    ChangeDraft,
    DeleteDraft,
    EditSection,
    MoveStory,
    change_draft,
    delete_draft,
    edit_section,
    find_draft,
    move_story,
)
from smallwins.journal.ports import Journal
from smallwins.journal.queries import find_win
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.method.telling.draft import Draft
from smallwins.web import forms, session
from smallwins.web.journals import journal_of
from smallwins.web.pages.stories import drafted
from smallwins.web.places import see


@require_POST
def choose(request: HttpRequest, name: str) -> HttpResponse:
    """Put a win in, leave it out, or move its story."""
    do, _colon, number = request.POST.get("do", "").partition(":")
    act = CHOOSE.get(do)
    if act is None:
        raise InputError("do", _("is not something that a draft can do"))
    with journal_of(request) as journal:
        found = find_draft(journal, name)
        said = act(journal, found, find_win(journal, number).win.id)
        session.say_done(request, journal, said, f"draft:{found.id}")
    return see(reverse("draft", args=[found.id]))


@require_POST
def change(request: HttpRequest, name: str) -> HttpResponse:
    """Change the title or the span, or write a part anew."""
    with journal_of(request, reading=True) as journal:
        found = find_draft(journal, name)
    try:
        with journal_of(request) as journal:
            _changed(journal, found, request.POST)
            session.say_done(request, journal, _("Changed."), f"draft:{found.id}")
    except InputError as error:
        with journal_of(request, reading=True) as journal:
            return drafted(request, journal, found, forms.shown_again(request.POST, error), status=422)
    return see(reverse("draft", args=[found.id]))


@require_POST
def delete(request: HttpRequest, name: str) -> HttpResponse:
    """Throw a draft away."""
    with journal_of(request) as journal:
        delete_draft(journal, DeleteDraft(find_draft(journal, name).id, bootstrap.now()))
        session.say_done(request, journal, _("Thrown away."), "stories")
    return see(reverse("stories"))


def _changed(journal: Journal, found: Draft, sent: QueryDict) -> None:
    now, expects = bootstrap.now(), forms.number(sent, "expects")
    key = forms.text(sent, "key")
    if key:
        text = None if sent.get("back") else forms.text(sent, "text")
        edit_section(journal, EditSection(found.id, now, key, text, expects))
        return
    change_draft(
        journal,
        ChangeDraft(
            found.id,
            now,
            title=forms.text(sent, "title"),
            since=forms.day(sent, "since") or found.since,
            until=forms.day(sent, "until") or found.until,
            expects=expects,
        ),
    )


def _put_in(journal: Journal, found: Draft, win: str) -> str:
    chosen = (*(one for one in found.chosen if one != win), win)
    change_draft(journal, ChangeDraft(found.id, bootstrap.now(), chosen=chosen))
    return _("Put in.")


def _leave_out(journal: Journal, found: Draft, win: str) -> str:
    chosen = tuple(one for one in found.chosen if one != win)
    change_draft(journal, ChangeDraft(found.id, bootstrap.now(), chosen=chosen))
    return _("Left out.")


def _move_up(journal: Journal, found: Draft, win: str) -> str:
    move_story(journal, MoveStory(found.id, bootstrap.now(), win, -1))
    return _("Moved up.")


def _move_down(journal: Journal, found: Draft, win: str) -> str:
    move_story(journal, MoveStory(found.id, bootstrap.now(), win, 1))
    return _("Moved down.")


CHOOSE: dict[str, Callable[[Journal, Draft, str], str]] = {
    "in": _put_in,
    "out": _leave_out,
    "up": _move_up,
    "down": _move_down,
}
