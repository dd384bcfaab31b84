"""Documents and their drafts as JSON: the same from the terminal and from the API."""

from smallwins.journal.telling import Told
from smallwins.method.telling.draft import Draft
from smallwins.method.telling.private import Warned


def told_shape(told: Told) -> dict[str, object]:
    """Return a document, part by part, with what is private in it."""
    numbers = {judged.win.id: judged.win.number for judged in told.record.wins}
    return {
        "kind": told.telling.kind,
        "title": told.telling.title,
        "since": told.record.since.isoformat(),
        "until": told.record.until.isoformat(),
        "sections": [
            {
                "key": section.key,
                "heading": section.heading,
                "text": section.text,
                "wins": [numbers[win] for win in section.wins if win in numbers],
            }
            for section in told.telling.sections
        ],
        "private": [private_shape(one) for one in told.private],
    }


def private_shape(one: Warned) -> dict[str, object]:
    """Return one thing to know before something leaves."""
    return {"kind": one.kind, "text": one.what, "wins": list(one.wins)}


def draft_shape(draft: Draft) -> dict[str, object]:
    """Return a draft as a line of the list."""
    return {
        "id": draft.id,
        "kind": draft.kind,
        "title": draft.title,
        "since": draft.since.isoformat(),
        "until": draft.until.isoformat(),
        "wins": len(draft.chosen),
        "version": draft.version,
    }
