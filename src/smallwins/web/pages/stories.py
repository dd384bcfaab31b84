"""Stories: begin a document, see it beside the wins that it is made of, and take it along."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from smallwins import bootstrap
from smallwins.formats.telling import MEDIA, NAMES, Form
from smallwins.formats.telling.writing import written
from smallwins.journal.drafts import NewDraft, find_draft, new_draft
from smallwins.journal.ports import Journal
from smallwins.journal.queries import find_win
from smallwins.journal.settings import today_of
from smallwins.journal.telling import Told, choosable, composed_for, tell_draft, year_until
from smallwins.journal.weeks import in_rearview
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.method.telling import TELLING_KINDS, Section, TellingKind
from smallwins.method.telling.composing import part_of
from smallwins.method.telling.draft import Draft
from smallwins.method.telling.paths import Path, paths_of
from smallwins.method.verdict import JudgedWin
from smallwins.web import forms, session
from smallwins.web.journals import journal_of
from smallwins.web.markdown import story
from smallwins.web.page import page
from smallwins.web.places import see

KIND_WORDS: dict[TellingKind, tuple[str, str]] = {
    "brag": (say("Brag document"), say("Goals and skills first, then what led to what.")),
    "interview": (
        say("Stories for an interview"),
        say("Situation, task, action, result, with blanks for what only you know."),
    ),
    "lines": (say("Lines for a résumé"), say("A line for each story, with a blank for the number.")),
    "year": (say("The year in review"), say("For yourself: month by month, the setbacks among it.")),
}
FORM_WORDS: dict[Form, str] = {"pdf": "PDF", "html": say("HTML, ready to print"), "markdown": "Markdown"}


class Shown(NamedTuple):
    """A section as the page shows it."""

    section: Section
    html: str
    edited: bool


class Choice(NamedTuple):
    """A story among the choices, and whether it can be moved up or down."""

    path: Path
    up: bool
    down: bool


@require_http_methods(["GET", "HEAD", "POST"])
def stories(request: HttpRequest) -> HttpResponse:
    """Show every draft; a POST begins one."""
    if request.method != "POST":
        return _all(request, forms.Form({}))
    now = bootstrap.now()
    try:
        with journal_of(request) as journal:
            draft = new_draft(journal, _new_draft(request.POST, journal, today_of(journal, now)))
            session.say_done(request, journal, _("Kept as a draft. Choose and order what it tells."), "stories")
    except InputError as error:
        return _all(request, forms.shown_again(request.POST, error), status=422)
    return see(reverse("draft", args=[draft.id]))


@require_safe
def draft(request: HttpRequest, name: str) -> HttpResponse:
    """Show a draft: the document, and beside it what it is made of."""
    with journal_of(request, reading=True) as journal:
        return drafted(request, journal, find_draft(journal, name))


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, name: str) -> HttpResponse:
    """Name what is private in a document; a POST hands it out."""
    with journal_of(request, reading=True) as journal:
        found = find_draft(journal, name)
        told, rearview = tell_draft(journal, found), in_rearview(journal)
    if request.method == "POST":
        form = forms.word(request.POST, "as", MEDIA) or "markdown"
        response = HttpResponse(written(told.telling, form, bootstrap.print_fonts), content_type=MEDIA[form])
        # A plain name: it stands in the list of downloads, where others may see it.
        response.headers["Content-Disposition"] = f'attachment; filename="document.{NAMES[form]}"'
        return response
    return page(
        request, "pages/story_share.html", here="wins", rearview=rearview, draft=found, told=told, ways=FORM_WORDS
    )


def drafted(
    request: HttpRequest, journal: Journal, found: Draft, form: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    """Show a draft, with what was typed where something of it was refused."""
    told = tell_draft(journal, found)
    composed = composed_for(journal, found).telling
    edited = {edit.key for edit in found.edits}
    in_it = {judged.win.id for judged in told.record.wins}
    others = [one for one in choosable(journal, found.since, found.until) if one.win.id not in in_it]
    shown_keys = {section.key for section in told.telling.sections}
    return page(
        request,
        "pages/story_draft.html",
        status=status,
        here="wins",
        rearview=in_rearview(journal),
        draft=found,
        kind=KIND_WORDS[found.kind][0],
        title=told.telling.title,
        sections=[Shown(one, story(one.text), one.key in edited) for one in told.telling.sections],
        left_out=[one for one in composed.sections if one.key in edited and one.key not in shown_keys],
        choices=_choices(found, told),
        others=_others(others),
        form=form or forms.Form({}),
    )


def _all(request: HttpRequest, form: forms.Form, status: int = 200) -> HttpResponse:
    with journal_of(request, reading=True, heavy=True) as journal:
        today = today_of(journal, bootstrap.now())
        return page(
            request,
            "pages/stories.html",
            status=status,
            here="wins",
            rearview=in_rearview(journal),
            drafts=[(one, KIND_WORDS[one.kind][0]) for one in journal.drafts.all()],
            kinds=KIND_WORDS,
            goals=journal.goals.all(),
            since=year_until(today).isoformat(),
            until=today.isoformat(),
            from_win=_from_win(request, journal),
            asked=request.GET.get("kind", ""),
            new_id=bootstrap.new_id(),
            form=form,
        )


def _from_win(request: HttpRequest, journal: Journal) -> JudgedWin | None:
    number = forms.number(request.GET, "win")
    return None if number is None else find_win(journal, str(number))


def _new_draft(sent: QueryDict, journal: Journal, today: date) -> NewDraft:
    kind = forms.word(sent, "kind", TELLING_KINDS)
    if kind is None:
        raise InputError("kind", _("choose one of them"))
    until = forms.day(sent, "until") or today
    goal = forms.number(sent, "goal")
    win = forms.number(sent, "win")
    chain = _chain_of(journal, win) if win is not None else ()
    return NewDraft(
        id=forms.text(sent, "id") or bootstrap.new_id(),
        at=bootstrap.now(),
        kind=kind,
        since=forms.day(sent, "since") or year_until(until),
        until=until,
        title=forms.text(sent, "title"),
        goal=None if goal is None else journal.goals.find(str(goal)).id,
        wins=chain,
    )


def _chain_of(journal: Journal, number: int) -> tuple[str, ...]:
    """Return the real wins of the longest way through a win, and the win itself."""
    from smallwins.journal.chains import story_of_chain  # noqa: PLC0415 - only where a document begins at a win

    found = story_of_chain(journal, find_win(journal, str(number)).win.id)
    return tuple(one.win.id for one in found.longest if one.verdict == "real" or one.win.id == found.win.win.id)


def _choices(found: Draft, told: Told) -> list[Choice]:
    paths = paths_of(told.record.wins, told.record.doors)
    parts = [part_of(found.kind, path, told.record.goals) for path in paths]
    if found.kind == "year":  # told in time, whatever was chosen first
        return [Choice(path, up=False, down=False) for path in paths]
    return [
        Choice(path, up=part in parts[:at], down=part in parts[at + 1 :])
        for at, (path, part) in enumerate(zip(paths, parts, strict=True))
    ]


def _others(wins: Sequence[JudgedWin]) -> list[tuple[str, list[JudgedWin]]]:
    """Sort what is not told by its verdict, the real ones first."""
    return [
        (words, chosen)
        for verdict, words in (
            ("real", _("Real wins left out")),
            ("early", _("Too early to tell")),
            ("shiny", _("Shiny objects")),
        )
        if (chosen := [judged for judged in wins if judged.verdict == verdict])
    ]
