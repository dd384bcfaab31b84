"""A coach's first page: all their clients in one list, whoever needs a look first, and answers that came back."""

from collections import Counter
from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from smallwins import bootstrap
from smallwins.accounts import grants, looks
from smallwins.accounts.rules import Reach
from smallwins.journal.settings import settings_of, today_of, zone_of
from smallwins.journal.shared_list import LOOKS, ListedClient, Look, Shown, first_needed, listed
from smallwins.language import _
from smallwins.web.account.you import person_of
from smallwins.web.journals import journal_at
from smallwins.web.page import page
from smallwins.web.words import count

WEEKS_IN_LIST = 5


class Client(NamedTuple):
    """One client in the list."""

    number: int
    name: str
    listed: ListedClient
    looked_on: date | None  # the coach, at anything of theirs but this list
    shares: tuple[str, ...]  # what else there is to read


@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """Show all clients in one list."""
    reaches: list[Reach] = request.reaches  # type: ignore[attr-defined]  # set by server/access.py
    names = {grant.pk: grant.whose for grant in grants.grants_held(person_of(request).pk)}
    looked = looks.looked_at_by(reaches)
    looks.note_all([reach for reach in reaches if reach.scopes & {"weeks", "wins"}], "list", bootstrap.now())
    found = [_client(reach, names[reach.share or 0], looked.get(reach.share or 0, {})) for reach in reaches]
    found.sort(key=lambda one: first_needed(one.listed, one.name))
    return page(request, "sharing/clients.html", here="clients", clients=found, summary=_summary(found))


def _client(reach: Reach, name: str, looked: looks.Looked) -> Client:
    shown = Shown(reach.person or 0, "weeks" in reach.scopes, reach.since, reach.chosen, looked)
    with journal_at(reach, reading=True, heavy=True) as journal:
        found = listed(journal, shown, today_of(journal, bootstrap.now()), WEEKS_IN_LIST)
        zone = zone_of(settings_of(journal))
    last = max(looked.values(), default=None)
    shares = tuple(scope for scope in ("wins", "goals", "insights") if scope in reach.scopes)
    return Client(reach.owner, name, found, last.astimezone(zone).date() if last else None, shares)


def _summary(found: list[Client]) -> list[str]:
    many = Counter(one.listed.look for one in found)
    return [words for look in LOOKS if many[look] and (words := _counted(look, many[look]))]


def _counted(look: Look, number: int) -> str:
    if look == "stuck":
        return f"{number} {'feels' if number == 1 else 'feel'} stuck"
    if look == "answered":
        return _("{count} answered you", count=number)
    if look == "unread":
        return f"{count(number, 'week')} to read" if number == 1 else _("{count} with a week to read", count=number)
    return ""
