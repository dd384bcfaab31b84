"""What is asked for in bench/scaling.py: every page that shows something, by the person, a coach, a link, a program."""

from collections.abc import Callable
from typing import NamedTuple

from bench.scaling_accounts import CHOSEN, CROSSROADS, DRAFT, WEEK


class Asked(NamedTuple):
    """A page: what it is called, where it is, and who asks for it."""

    name: str
    path: Callable[[int, int], str]  # of the person's number, and of how many people there are
    by: str = "person"  # nobody: an address that opens by what stands in it; program: with a token


def _at(path: str) -> Callable[[int, int], str]:
    return lambda _number, _people: path


def _of_client(path: str = "") -> Callable[[int, int], str]:
    return lambda number, people: f"/clients/{number % people + 1}{path}"


PAGES = (
    Asked("This week", _at("/")),
    Asked("All wins", _at("/wins")),
    Asked("All wins, the real ones", _at("/wins?verdict=real")),
    Asked("All wins, one kind of two years", _at("/wins?kind=conversation&since=2024-01-01")),
    Asked("All wins, one tag", _at("/wins?tag=talks")),
    Asked("All wins, two words", _at("/wins?words=interview+manager")),
    Asked("A win", _at("/wins/150")),
    Asked("Who sees a win", _at("/sharing/wins/150")),
    Asked("The chain of a win", _at("/wins/150/chain")),
    Asked("Chains", _at("/chains")),
    Asked("Goals", _at("/goals")),
    Asked("A goal", _at("/goals/1")),
    Asked("A week that is past", _at(f"/weeks/{WEEK}")),
    Asked("A week under review", _at("/review/2026-W46")),
    Asked("What moves you", _at("/insights")),
    Asked("The rearview", _at("/rearview")),
    Asked("Crossroads", _at("/crossroads")),
    Asked("One crossroads", _at(f"/crossroads/{CROSSROADS}")),
    Asked("Stories", _at("/stories")),
    Asked("A draft", _at(f"/stories/{DRAFT}")),
    Asked("The inbox", _at("/inbox")),
    Asked("Settings", _at("/settings")),
    Asked("Everything, to take along", _at("/export")),
    Asked("Reminders", _at("/reminders")),
    Asked("Sharing", _at("/sharing")),
    Asked("Who looked", _at("/sharing/looks")),
    Asked("A new link", _at(f"/sharing/links/new?week={WEEK}")),
    Asked("The account", _at("/you")),
    Asked("A coach's clients", _at("/clients")),
    Asked("A client", _of_client()),
    Asked("A client's week", _of_client(f"/weeks/{WEEK}")),
    Asked("A client's win", _of_client(f"/wins/{CHOSEN[1]}")),
    Asked("A client's goals", _of_client("/goals")),
    Asked("A client's insights", _of_client("/insights")),
    Asked("A link to a week", lambda number, _: f"/s/swl_{number}", "nobody"),
    Asked("A calendar", lambda number, _: f"/calendar/swc_{number}.ics", "nobody"),
    Asked("The API: wins", _at("/api/v1/wins"), "program"),
    Asked("The API: two words", _at("/api/v1/wins?words=interview+manager"), "program"),
    Asked("The API: insights", _at("/api/v1/insights"), "program"),
    Asked("The API: clients", _at("/api/v1/clients"), "program"),
)
