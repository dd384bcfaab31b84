"""A coach's pages about one client: what that client shares, and nothing besides; asking, and giving it back."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smallwins import bootstrap
from smallwins.accounts import grants, looks
from smallwins.accounts.models import Grant
from smallwins.accounts.rules import Reach
from smallwins.journal import shared
from smallwins.journal.ports import Journal
from smallwins.journal.settings import today_of
from smallwins.journal.shared import SharedGoal, SharedInsights, Titled, WeekLine
from smallwins.journal.sharing import AddRemark, add_remark
from smallwins.language import _
from smallwins.method.errors import InputError, NotFoundError
from smallwins.method.week import Week, parse
from smallwins.web import asked_words, forms, session
from smallwins.web.account.you import person_of
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.places import see
from smallwins.web.sharing import proposing, reading

WEEKS_OF_CLIENT = 104


@require_safe
def client(request: HttpRequest, client: int) -> HttpResponse:
    """Show all that one client shares."""
    reach = reach_of(request)
    looks.note(reach, "client", at=bootstrap.now())
    chosen = reach.chosen
    with journal_of(request, reading=True, heavy=True) as journal:
        today = today_of(journal, bootstrap.now())
        lines = shared.shared_lines(journal, reach.since, today, WEEKS_OF_CLIENT) if "weeks" in reach.scopes else ()
        wins = shared.shared_wins(journal, chosen) if "wins" in reach.scopes else ()
    return page(
        request,
        "sharing/client.html",
        here="clients",
        client=client,
        name=_grant(reach).whose,
        grant=_grant(reach),
        scopes=sorted(reach.scopes),
        lines=_without_empty_end(lines),
        wins=wins,
    )


@require_safe
def week(request: HttpRequest, client: int, week: str) -> HttpResponse:
    """Show a closed week."""
    return _week_page(request, client, week, Form({}))


@require_POST
def say_of_week(request: HttpRequest, client: int, week: str) -> HttpResponse:
    """Ask or say something about a closed week."""
    which, reach = _parsed(week), reach_of(request)
    try:
        with journal_of(request) as journal:
            shared.shared_week(journal, which, reach.since, titles=False, chosen=())
            _remark(request, journal, None, which)
    except InputError as error:
        return _week_page(request, client, week, forms.shown_again(request.POST, error), status=422)
    return _said(request, reach, str(which), reverse("client-week", args=[client, which]))


@require_safe
def win(request: HttpRequest, client: int, win: str) -> HttpResponse:
    """Show a chosen win."""
    return _win_page(request, client, win, Form({}))


@require_POST
def say_of_win(request: HttpRequest, client: int, win: str) -> HttpResponse:
    """Ask or say something about a chosen win."""
    reach = reach_of(request)
    if win not in (reach.wins or ()):
        raise _nothing_there()
    try:
        with journal_of(request) as journal:
            if win not in journal.wins.several([win]):
                raise _nothing_there()
            _remark(request, journal, win, None)
    except InputError as error:
        return _win_page(request, client, win, forms.shown_again(request.POST, error), status=422)
    return _said(request, reach, win, reverse("client-win", args=[client, win]))


@require_safe
def goals(request: HttpRequest, client: int) -> HttpResponse:
    """Show the goals."""
    reach = reach_of(request)
    looks.note(reach, "goals", at=bootstrap.now())
    with journal_of(request, reading=True, heavy=True) as journal:
        found: tuple[SharedGoal, ...] = shared.shared_goals(journal)
    return page(request, "sharing/goals.html", here="clients", client=client, name=_grant(reach).whose, goals=found)


@require_safe
def insights(request: HttpRequest, client: int) -> HttpResponse:
    """Show what the wins say."""
    reach = reach_of(request)
    looks.note(reach, "insights", at=bootstrap.now())
    with journal_of(request, reading=True, heavy=True) as journal:
        found: SharedInsights = shared.shared_insights(journal, today_of(journal, bootstrap.now()))
    return page(
        request,
        "sharing/insights.html",
        here="clients",
        client=client,
        name=_grant(reach).whose,
        **reading.insights_values(found),
    )


@require_http_methods(["POST"])
def leave(request: HttpRequest, client: int) -> HttpResponse:
    """Give back what a client shares."""
    del client
    reach = reach_of(request)
    proposing.withdraw(request, reach.person)
    grants.revoke(_grant(reach))
    session.say(request, "Given back. You see nothing of them any more.")
    return see(reverse("clients"))


def reach_of(request: HttpRequest) -> Reach:
    """Return what server/access.py has let this request reach."""
    reach: Reach = request.reach  # type: ignore[attr-defined]  # set there, or the view is not asked
    return reach


def _week_page(request: HttpRequest, client: int, name: str, form: Form, status: int = 200) -> HttpResponse:
    which, reach = _parsed(name), reach_of(request)
    with journal_of(request, reading=True) as journal:
        found = shared.shared_week(
            journal,
            which,
            reach.since,
            titles="titles" in reach.scopes,
            chosen=reach.chosen,
            reader=reach.person or shared.NOBODY,
        )
    looks.note(reach, "week", str(which), at=bootstrap.now())
    return page(
        request,
        "sharing/week.html",
        here="clients",
        status=status,
        client=client,
        name=_grant(reach).whose,
        week=found,
        wins=_linked(found.wins, client),
        form=form,
        new_id=bootstrap.new_id(),
        **asked_words.of_shared(found.asked),
    )


def _win_page(request: HttpRequest, client: int, win_id: str, form: Form, status: int = 200) -> HttpResponse:
    reach = reach_of(request)
    with journal_of(request, reading=True) as journal:
        found = shared.shared_win(
            journal,
            win_id,
            reach.chosen,
            today_of(journal, bootstrap.now()),
            goals="goals" in reach.scopes,
            reader=reach.person or shared.NOBODY,
        )
    looks.note(reach, "win", win_id, at=bootstrap.now())
    return page(
        request,
        "sharing/win.html",
        here="clients",
        status=status,
        client=client,
        name=_grant(reach).whose,
        form=form,
        new_id=bootstrap.new_id(),
        opened_by=_linked(found.opened_by, client),
        led_to=_linked(found.led_to, client),
        **reading.win_values(found),
    )


def _linked(wins: tuple[Titled, ...], client: int) -> list[tuple[Titled, str]]:
    return [(one, reverse("client-win", args=[client, one.win_id]) if one.win_id else "") for one in wins]


def _remark(request: HttpRequest, journal: Journal, win_id: str | None, week: Week | None) -> None:
    sent, person = request.POST, person_of(request)
    add_remark(
        journal,
        AddRemark(
            id=forms.text(sent, "id") or bootstrap.new_id(),
            at=bootstrap.now(),
            author=person.pk,
            author_name=person.name or person.email,
            win_id=win_id,
            week=week,
            text=forms.text(sent, "text"),
            asks=forms.word(sent, "asks", ("yes", "no")) != "no",
        ),
    )


def _said(request: HttpRequest, reach: Reach, about: str, where: str) -> HttpResponse:
    looks.note(reach, "remark", about, at=bootstrap.now())
    session.say(request, f"Sent. {_grant(reach).whose} finds it in their journal.")
    return see(where)


def _parsed(name: str) -> Week:
    try:
        return parse(name)
    except InputError:
        raise _nothing_there() from None


def _nothing_there() -> NotFoundError:
    return NotFoundError("page", _("at this address"))


def _grant(reach: Reach) -> Grant:
    return grants.grants_held(reach.person or 0).get(pk=reach.share or 0)


def _without_empty_end(lines: tuple[WeekLine, ...]) -> tuple[WeekLine, ...]:
    """Leave out the weeks before the first of which anything is known."""
    known = [place for place, line in enumerate(lines) if line.state]
    return lines[: max(known, default=0) + 1]
