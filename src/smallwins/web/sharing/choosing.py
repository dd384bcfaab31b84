"""Choosing single wins to show to a coach: win by win for one coach, or coach by coach for one win."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from smallwins.accounts import grants
from smallwins.journal.ports import WinFilter
from smallwins.journal.queries import find_win
from smallwins.journal.weeks import in_rearview
from smallwins.method.verdict import JudgedWin
from smallwins.web import forms, session
from smallwins.web.account.you import person_of
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.places import see

SHOWN = 40


class Choice(NamedTuple):
    """A win that can be shown or not."""

    number: int
    win: JudgedWin
    chosen: bool


@require_http_methods(["GET", "HEAD", "POST"])
def wins_for(request: HttpRequest, grant: int) -> HttpResponse:
    """Choose wins to show to one coach; each choice holds at once."""
    held = grants.grant_of(person_of(request).pk, grant)
    words = forms.text(request.GET, "words")
    if request.method == "POST":
        with journal_of(request, reading=True) as journal:
            win = find_win(journal, forms.text(request.POST, "win")).win
        show = forms.word(request.POST, "show", ("yes", "no")) != "no"
        grants.choose_win(held, win.id, shown=show)
        session.say(request, f"{held.who} sees it now." if show else f"{held.who} does not see it any more.")
        back = forms.text(request.POST, "next")
        return see(reverse("win-readers", args=[win.number]) if back == "win" else request.get_full_path())
    chosen = grants.wins_of(held)
    with journal_of(request, reading=True) as journal:
        found = journal.wins.page(WinFilter(words=words, limit=SHOWN))
        first = () if words else tuple(journal.wins.several(chosen).values())
        rearview = in_rearview(journal)
    return page(
        request,
        "sharing/choosing.html",
        here="sharing",
        rearview=rearview,
        grant=held,
        who=held.who,
        words=words,
        chosen=[_choice(judged, chosen) for judged in _latest_first(first)],
        others=[_choice(judged, chosen) for judged in found if words or judged.win.id not in chosen],
    )


@require_safe
def readers_of(request: HttpRequest, number: int) -> HttpResponse:
    """Show who sees one win, coach by coach, with a switch each."""
    with journal_of(request, reading=True) as journal:
        judged = find_win(journal, str(number))
        rearview = in_rearview(journal)
    standing = list(grants.grants_of(person_of(request).pk))
    return page(
        request,
        "sharing/readers.html",
        here="wins",
        rearview=rearview,
        judged=judged,
        coaches=[(grant, grant.who, judged.win.id in grants.wins_of(grant)) for grant in standing],
    )


def _choice(judged: JudgedWin, chosen: frozenset[str]) -> Choice:
    return Choice(judged.win.number, judged, judged.win.id in chosen)


def _latest_first(wins: tuple[JudgedWin, ...]) -> list[JudgedWin]:
    return sorted(wins, key=lambda judged: (judged.win.happened_on, judged.win.number), reverse=True)
