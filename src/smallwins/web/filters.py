"""Which wins a list shows, as it stands in the address: read from it, and written into it again."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict

from smallwins.journal.ports import Cursor, WinFilter
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.method.goal import Goal
from smallwins.method.win import KINDS, VERDICTS
from smallwins.web import forms

NAMES = ("words", "verdict", "kind", "goal", "tag", "since", "until", "doors", "unanswered", "looks", "moves")
PAGE = 50
DIGITS = ("0", "1", "2", "3", "4")


class Narrowed(NamedTuple):
    """One condition in words, and the address without it."""

    words: str
    without: str


def read(sent: QueryDict, goals: Sequence[Goal]) -> WinFilter:
    """Read the filter from an address; what cannot be read names its field."""
    number = forms.number(sent, "goal")
    goal = next((goal.id for goal in goals if goal.number == number), None)
    if number is not None and goal is None:
        raise InputError("goal", _("is none of your goals"))
    return WinFilter(
        words=forms.text(sent, "words")[:500].replace("\0", " "),
        verdict=forms.word(sent, "verdict", VERDICTS),
        kind=forms.word(sent, "kind", KINDS),
        goal=goal,
        tag=forms.text_or_none(sent, "tag"),
        since=forms.day(sent, "since"),
        until=forms.day(sent, "until"),
        momentum="open" if sent.get("doors") == "open" else None,
        looks=_digit(sent, "looks"),
        moves=_digit(sent, "moves"),
        unanswered=sent.get("unanswered") == "1",
        before=_cursor(sent.get("before", "")),
        limit=PAGE,
    )


def _digit(sent: QueryDict, name: str) -> int | None:
    """Read one of 0 to 4: how good a win looks, or how many of its signals read yes."""
    found = forms.word(sent, name, DIGITS)
    return None if found is None else int(found)


def _cursor(typed: str) -> Cursor | None:
    if not typed:
        return None
    day, _dot, number = typed.partition(".")
    try:
        # Fifteen digits: more than any journal has wins, fewer than a database minds.
        return Cursor(date.fromisoformat(day), int(number[:15]))
    except ValueError:
        raise InputError("before", _("{typed} is not a place in the list", typed=repr(typed))) from None


def said(sent: QueryDict) -> dict[str, str]:
    """Return what the address says of the filter, without what is empty."""
    return {name: value for name in NAMES if (value := forms.text(sent, name))}


def query(conditions: dict[str, str], before: Cursor | None = None) -> str:
    """Write conditions, and the place where a page begins, as an address below the list."""
    place = {"before": f"{before.happened_on}.{before.number}"} if before else {}
    written = urlencode({**conditions, **place})
    return f"?{written}" if written else ""


def is_clean(sent: QueryDict) -> bool:
    """Tell whether an address carries nothing that is empty."""
    return all(forms.text(sent, name) for name in sent)
