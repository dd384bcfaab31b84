"""Documents and their drafts as JSON: the same from the terminal and from the API."""

from smallwins.journal.telling import Told
from smallwins.method.telling.draft import Draft


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
        "private": [{"kind": one.kind, "text": one.what, "wins": list(one.wins)} for one in told.private],
    }


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
