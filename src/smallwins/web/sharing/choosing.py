"""Choosing single wins to show to a coach, and making a link to one page."""

from datetime import timedelta
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from smallwins import bootstrap
from smallwins.accounts import grants, links
from smallwins.journal.ports import Journal, WinFilter
from smallwins.journal.queries import find_win
from smallwins.journal.settings import today_of
from smallwins.journal.weeks import in_rearview
from smallwins.method.errors import InputError, NotFoundError
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import parse
from smallwins.web import forms, session
from smallwins.web.account.you import person_of
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.places import see
from smallwins.web.sharing.own import whole_address
from smallwins.web.words import full_day, span

SHOWN = 40
USUAL = timedelta(days=14)


class Choice(NamedTuple):
    """A win that can be shown or not."""

    number: int
    win: JudgedWin
    chosen: bool


class Page(NamedTuple):
    """What a link is to show."""

    kind: str
    about: str
    words: str
    seen: str


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


@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponse:
    """Make a link to one page; its address is shown now and never again."""
    asked = request.POST if request.method == "POST" else request.GET
    with journal_of(request, reading=True) as journal:
        shows = _page(journal, asked)
        today = today_of(journal, bootstrap.now())
        rearview = in_rearview(journal)
    form = Form({"until": (today + USUAL).isoformat(), "titles": "on"})
    if request.method == "POST":
        try:
            return _made(request, shows)
        except InputError as error:
            form = forms.shown_again(request.POST, error)
    return page(
        request,
        "sharing/new_link.html",
        here="sharing",
        rearview=rearview,
        status=422 if form.problems else 200,
        shows=shows,
        form=form,
    )


def _made(request: HttpRequest, shows: Page) -> HttpResponse:
    link, secret = links.make(
        person_of(request).pk,
        shows.kind,
        shows.about,
        forms.day(request.POST, "until"),
        label=forms.text(request.POST, "label"),
        password=request.POST.get("password", ""),
        titles="titles" in request.POST,
    )
    address = whole_address(reverse("opened", args=[secret]))
    return page(request, "sharing/made_link.html", here="sharing", link=link, shows=shows, address=address)


def _page(journal: Journal, asked: QueryDict) -> Page:
    """Read what a link is to show, and that it is there."""
    name = forms.text(asked, "week")
    if name:
        try:
            week = parse(name)
        except InputError:
            raise NotFoundError("week", name) from None
        review = journal.reviews.get(week)
        if review is None or review.status != "closed":
            raise NotFoundError("closed week", name)
        seen = (
            "Confidence, clarity, whether you feel stuck, your note, and how many wins were real, early or shiny."
            " While you have the week open again, the link opens nothing."
        )
        return Page("week", str(week), f"your week {span(week.monday, week.sunday)}", seen)
    number = forms.text(asked, "win")
    if number:
        win = find_win(journal, number).win
        seen = (
            f"This win as it stands on the day of reading, from {full_day(win.happened_on)}: title, story, verdict and"
            " why, your answers, next steps. Not its goals, and no other win."
        )
        return Page("win", win.id, f"“{win.title}”", seen)
    seen = "What your insights say, in sentences and counts, and your momentum. No title of a win."
    return Page("insights", "", "your insights", seen)


def _choice(judged: JudgedWin, chosen: frozenset[str]) -> Choice:
    return Choice(judged.win.number, judged, judged.win.id in chosen)


def _latest_first(wins: tuple[JudgedWin, ...]) -> list[JudgedWin]:
    return sorted(wins, key=lambda judged: (judged.win.happened_on, judged.win.number), reverse=True)
