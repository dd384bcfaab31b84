"""A draft: which wins a document tells of, in which order, and what the person wrote in place of what was composed."""

from datetime import date, datetime
from typing import NamedTuple

from smallwins.method.errors import InputError
from smallwins.method.saying import say, say_list, say_number
from smallwins.method.telling import TELLING_KINDS, TellingKind
from smallwins.method.texts import check_length, check_prose, check_text

MOST_CHOSEN = 5_000
TITLE_LIMIT = 500


class Edit(NamedTuple):
    """What stands in a section in place of what was composed; an empty text leaves the section out."""

    key: str
    text: str  # Markdown


class Draft(NamedTuple):
    """One version of a document that is being written; the versions before it are kept."""

    id: str
    kind: TellingKind
    title: str  # empty: as it is composed
    since: date
    until: date
    chosen: tuple[str, ...]  # ids of wins, in order
    edits: tuple[Edit, ...] = ()
    version: int = 1
    at: datetime | None = None  # when this version was written
    gone: bool = False  # thrown away; the versions before it are still there


def checked(draft: Draft) -> Draft:
    """Return the draft as given, or raise InputError that names the first field that is not what it should be."""
    if draft.kind not in TELLING_KINDS:
        raise InputError(
            "kind",
            say(
                "{value} is not one of {choices}",
                value=repr(draft.kind),
                choices=say_list(TELLING_KINDS, ","),
            ),
        )
    if draft.since > draft.until:
        raise InputError("until", say("lies before the day on which the span begins"))
    check_length("title", draft.title, TITLE_LIMIT)
    check_text("title", draft.title)
    if "\n" in draft.title or "\r" in draft.title:
        raise InputError("title", say("is more than one line; make it one"))
    if len(draft.chosen) > MOST_CHOSEN:
        raise InputError(
            "wins",
            say(
                "has {number} of them; {limit} is the most",
                number=say_number(len(draft.chosen)),
                limit=say_number(MOST_CHOSEN),
            ),
        )
    if len(set(draft.chosen)) < len(draft.chosen):
        raise InputError("wins", say("has one of them twice"))
    for edit in draft.edits:
        check_prose("text", edit.text)
    return draft


def edited(draft: Draft, key: str, text: str | None) -> Draft:
    """Write a section anew; None brings back what was composed."""
    others = tuple(edit for edit in draft.edits if edit.key != key)
    return checked(draft._replace(edits=others if text is None else (*others, Edit(key, text.strip()))))
