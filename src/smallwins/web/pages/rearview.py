"""The rearview: every shiny object, nearest and largest first, and what made them shine (METHOD section 7)."""

from datetime import date, tzinfo
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from smallwins import bootstrap
from smallwins.journal.ports import Cursor, ShineTally
from smallwins.journal.queries import WinLine
from smallwins.journal.rearviews import Returned, returned
from smallwins.journal.rearviews import rearview as rearview_of
from smallwins.journal.settings import settings_of, today_of, zone_of
from smallwins.language import _
from smallwins.method.rearview import nearness
from smallwins.method.win import VerdictName
from smallwins.web import telling
from smallwins.web.asking import AGAIN
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.showing import address_of
from smallwins.web.telling import shone_by

A_PAGE = 40
LONGEST_NUMBER = 15  # digits; more than any journal has, fewer than a database minds


class InMirror(NamedTuple):
    """One shiny object as the mirror shows it."""

    href: str
    again: str  # where it is put to the questions anew
    title: str
    on: date
    near: int  # 5, nearest, to 1
    shone: list[str]
    own_call: bool


class CameBack(NamedTuple):
    """A win that left the mirror: when, and why."""

    href: str
    title: str
    verdict: VerdictName
    on: date
    why: str


class Shone(NamedTuple):
    """One reason why wins shone, with how many did."""

    words: str
    number: int


@require_safe
def rearview(request: HttpRequest) -> HttpResponse:
    """Show one page of the mirror."""
    before = cursor(request.GET.get("before", ""))
    with journal_of(request, reading=True, heavy=True) as journal:
        today = today_of(journal, bootstrap.now())
        seen = rearview_of(journal, A_PAGE, before)
        came_back = returned(journal, bootstrap.now()) if before is None else ()
        zone = zone_of(settings_of(journal))
    return page(
        request,
        "pages/rearview.html",
        here="rearview",
        rearview=seen.tally.shiny,
        total=seen.tally.shiny,
        shone=_shone(seen.tally),
        mirror=[_in_mirror(line, today) for line in seen.lines],
        came_back=[_came_back(one, zone) for one in came_back],
        later_page=before is not None,
        next=written(seen.next) if seen.next else "",
        today=today,
    )


def cursor(text: str) -> Cursor | None:
    """Read the place where a page begins, 2026-11-13.42; what is none is the first page."""
    day, _, number = text.rpartition(".")
    if not (number.isascii() and number.isdecimal()) or len(number) > LONGEST_NUMBER:
        return None
    try:
        return Cursor(date.fromisoformat(day), int(number))
    except ValueError:
        return None


def written(place: Cursor) -> str:
    """Write the place where a page begins into an address."""
    return f"{place.happened_on}.{place.number}"


def _in_mirror(line: WinLine, today: date) -> InMirror:
    judged = line.judged
    win = judged.win
    return InMirror(
        href=address_of(judged),
        again=f"{address_of(judged)}?ask={win.number}&skip={AGAIN}#judging",
        title=win.title,
        on=win.happened_on,
        near=nearness(win.happened_on, today),
        shone=shone_by(win.answers),
        own_call=win.overrule is not None,
    )


def _came_back(one: Returned, zone: tzinfo) -> CameBack:
    win = one.judged.win
    (told,) = telling.history([one.entry], zone)
    why = told.words[:1].lower() + told.words[1:]
    return CameBack(address_of(one.judged), win.title, one.judged.verdict, told.at.date(), why)


def _shone(tally: ShineTally) -> list[Shone]:
    reasons = [
        Shone(_("were just available"), tally.just_available),
        Shone(_("took no effort"), tally.effortless),
        Shone(_("looked good only from the outside"), tally.outside_only),
        Shone(_("pointed somewhere else"), tally.pointing_away),
    ]
    return sorted((one for one in reasons if one.number), key=lambda one: -one.number)
