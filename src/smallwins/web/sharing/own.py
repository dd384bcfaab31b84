"""The client's page of sharing: who sees what, switched and taken back there; invitations; every look."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from smallwins import bootstrap
from smallwins.accounts import grants, links, looks
from smallwins.accounts.models import Grant, Link
from smallwins.accounts.models.grant import WEEKS
from smallwins.journal.ports import Journal
from smallwins.journal.settings import settings_of, today_of, zone_of
from smallwins.journal.weeks import in_rearview
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.method.week import week_of
from smallwins.web import forms, session
from smallwins.web.account.you import person_of
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.pages.stories import KIND_WORDS
from smallwins.web.places import see
from smallwins.web.sharing import proposing
from smallwins.web.sharing.words import NEVER, OF_ONE, WEEKS_WORDS, looked_at, of_one, seen, week_words

LOOKS_SHOWN = 8
LOOKS_A_PAGE = 50


class Coach(NamedTuple):
    """One coach, or one invitation, as its card shows it."""

    grant: Grant
    who: str
    open: bool  # invited, not accepted yet
    seen: list[str]
    chosen: int


class Opened(NamedTuple):
    """One link as it is listed."""

    link: Link
    shows: str
    times: int


class Looked(NamedTuple):
    """One look as it is listed."""

    who: str
    what: str
    at: datetime  # in the person's zone
    times: int
    wrote: bool


@require_safe
def sharing(request: HttpRequest) -> HttpResponse:
    """Show who sees what."""
    return shown(request, Form({}))


@require_POST
def change(request: HttpRequest, grant: int) -> HttpResponse:
    """Set what one coach sees."""
    held = grants.grant_of(person_of(request).pk, grant)
    try:
        weeks = forms.word(request.POST, "weeks", [one for one in WEEKS if one]) or ""
        with journal_of(request, reading=True) as journal:
            zone = zone_of(settings_of(journal))
            since = week_of(today_of(journal, bootstrap.now())).monday
        grants.change(
            held,
            weeks=weeks,
            weeks_since=since,
            titles="titles" in request.POST,
            goals="goals" in request.POST,
            insights="insights" in request.POST,
            until=forms.day(request.POST, "until"),
            zone=zone,
        )
    except InputError as error:
        typed = forms.shown_again(request.POST, error, until=f"until-{grant}", weeks=f"weeks-{grant}")
        return shown(request, typed, status=422)
    session.say(request, "Saved. It holds from their next look on.")
    return see(reverse("sharing") + f"#coach-{grant}")


@require_POST
def revoke(request: HttpRequest, grant: int) -> HttpResponse:
    """Take everything back from one coach, or an invitation."""
    held = grants.grant_of(person_of(request).pk, grant)
    grants.revoke(held)
    proposing.withdraw(request, held.coach_id)
    session.say(request, "Taken back. Their next look finds nothing.")
    return see(reverse("sharing"))


@require_POST
def revoke_link(request: HttpRequest, link: int) -> HttpResponse:
    """Take a link back."""
    links.revoke(person_of(request).pk, link)
    session.say(request, "Taken back. The link opens nothing any more.")
    return see(reverse("sharing") + "#links")


@require_safe
def all_looks(request: HttpRequest) -> HttpResponse:
    """Show every look there was, the latest first."""
    told = request.GET.get("from", "")
    first = int(told) if told.isascii() and told.isdecimal() and len(told) < 7 else 0
    with journal_of(request, reading=True) as journal:
        found = _looks(journal, person_of(request).pk, first, LOOKS_A_PAGE + 1)
        rearview = in_rearview(journal)
    return page(
        request,
        "sharing/looks.html",
        here="sharing",
        rearview=rearview,
        looks=found[:LOOKS_A_PAGE],
        first=first,
        next=first + LOOKS_A_PAGE if len(found) > LOOKS_A_PAGE else 0,
    )


def shown(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    """Show the page, with what was typed and what is wrong with it."""
    person = person_of(request)
    coaches = [_coach(grant) for grant in grants.grants_of(person.pk)]
    out = list(links.links_of(person.pk))
    with journal_of(request, reading=True) as journal:
        titles = titles_of(journal, {link.about for link in out})
        lately = _looks(journal, person.pk, 0, LOOKS_SHOWN + 1)
        rearview = in_rearview(journal)
    return page(
        request,
        "sharing/sharing.html",
        here="sharing",
        rearview=rearview,
        status=status,
        form=form,
        name=person.name or person.email,
        mails=bool(settings.SMALLWINS_SHARED and settings.SMALLWINS_SHARED.mail_url),
        coaches=coaches,
        weeks=list(WEEKS_WORDS.items()),
        never=NEVER,
        links=[Opened(link, _shows(link, titles), looks.count_of(link)) for link in out],
        looks=lately[:LOOKS_SHOWN],
        more_looks=len(lately) > LOOKS_SHOWN,
    )


def titles_of(journal: Journal, ids: Collection[str]) -> dict[str, str]:
    """Return the titles of wins, goals and drafts of one's own journal."""
    titles = {win_id: judged.win.title for win_id, judged in journal.wins.several(ids).items()}
    if len(titles) < len(ids):
        titles |= {goal.id: goal.title for goal in journal.goals.all()}
        titles |= {draft.id: draft.title or KIND_WORDS[draft.kind][0] for draft in journal.drafts.all()}
    return titles


def whole_address(path: str) -> str:
    """Return an address as others need it; the host comes from the settings, never from a request."""
    shared = settings.SMALLWINS_SHARED
    assert shared is not None  # these pages are on a shared server only
    return f"{shared.url.rstrip('/')}{path}"


def _coach(grant: Grant) -> Coach:
    chosen = len(grants.wins_of(grant))
    return Coach(grant, grant.who, grant.accepted_at is None, seen(grant, chosen), chosen)


def _shows(link: Link, titles: dict[str, str]) -> str:
    if link.kind in OF_ONE:
        return of_one(link.kind, titles.get(link.about))
    if link.kind == "week":
        return week_words(link.about) + (" with the titles of its wins" if link.titles else "")
    return _("your insights")


def _looks(journal: Journal, client: int, first: int, count: int) -> list[Looked]:
    found = looks.looks_of(client, first, count)
    titles = titles_of(journal, {one.look.about for one in found if one.look.about and one.look.kind != "week"})
    zone = zone_of(settings_of(journal))
    return [
        Looked(
            f"By the link {'“' + one.who + '”' if one.who else 'without a name'}" if one.by_link else one.who,
            looked_at(one.look, titles),
            one.look.last_at.astimezone(zone),
            one.look.times,
            one.look.kind == "remark",
        )
        for one in found
    ]
