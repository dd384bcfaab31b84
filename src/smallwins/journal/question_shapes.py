"""Questions of the weekly review as JSON-ready values: how they are asked, how they were worded, what is proposed."""

from collections.abc import Iterable

from smallwins.formats.smallwins1.plain import moment
from smallwins.journal.shapes import Shape
from smallwins.method.offer import Offer
from smallwins.method.wording import Question, Wording, words_of


def question_shape(one: Question) -> Shape:
    """Return a question as it is asked now."""
    return {
        "key": one.key,
        "text": one.text,
        "help": one.help,
        "answer": one.kind if one.added else None,
        "version": one.version or None,
        "added": one.added,
        "reworded": one.reworded,
        "away": one.away,
        "by": one.by or None,
    }


def versions_shape(versions: Iterable[Wording]) -> list[Shape]:
    """Return every wording that a question had, the oldest first."""
    versions = tuple(versions)
    return [
        {
            "id": one.id,
            "at": moment(one.at),
            "text": words_of(versions, one.key, one.id).text,
            "help": words_of(versions, one.key, one.id).help,
            "by": one.by or None,
        }
        for one in versions
    ]


def offer_shape(offer: Offer) -> Shape:
    """Return what a coach proposed, and what became of it."""
    return {
        "id": offer.id,
        "at": moment(offer.at),
        "by": offer.author_name,
        "key": offer.key,
        "text": offer.text,
        "help": offer.help,
        "answer": offer.kind,
        "state": offer.state,
        "answered_at": moment(offer.answered_at) if offer.answered_at else None,
    }
