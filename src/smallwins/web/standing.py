"""What stands now where a question of the review was asked: a mark to compare it by, and the words that say it.

An answer that waited in a browser says what stood there when it was given. Where something else stands by now, somebody
answered meanwhile, elsewhere: then neither is written over the other, and the person decides.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import NamedTuple

from smallwins.method.answers import Answers
from smallwins.method.questions import BY_FIELD
from smallwins.method.review import Review
from smallwins.method.saying import say
from smallwins.web.pages.review_cards import REASONS, STILLS
from smallwins.web.reviewing import Card, Kind

OF_A_WIN: Mapping[str, str] = {"goals": "direction", "door_note": "opened", "later": "opened"}
"""What is asked after an answer belongs to its question."""
BESIDE: Mapping[str, tuple[str, ...]] = {"direction": ("goals",), "opened": ("door_note", "look_again")}


class Standing(NamedTuple):
    """What stands at one place."""

    value: object
    words: str

    @property
    def mark(self) -> str:
        """The value as a short word that a page can carry."""
        if isinstance(self.value, bool):
            return str(self.value).lower()
        return hashlib.sha256(repr(self.value).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def about(card: Card) -> str:
    """Name what a card is about, the same for all cards that ask the same of the same thing."""
    if card.line is not None and card.kind in ("door", "question"):
        return f"win-{card.line.judged.win.number}-{card.field}"
    return f"{card.kind}-{card.name}"  # a card of the pulse and one of the wins may have one name


def of_card(review: Review, card: Card) -> Standing:
    """Tell what stands at a card of the review."""
    if card.line is not None and card.kind in ("door", "question"):
        return of_win(card.line.judged.win.answers, card.field)
    found = OF_CARDS.get(card.kind)
    value = found(review, card) if found else ""
    return Standing(value, _words(card.kind, value))


def of_win(answers: Answers, field: str) -> Standing:
    """Tell what stands as the answer to one question about a win."""
    field = OF_A_WIN.get(field, field)
    given = getattr(answers, field) if field in BY_FIELD else None
    value = (given, *(getattr(answers, name) for name in BESIDE.get(field, ())))
    several = given if isinstance(given, tuple) else (given,)
    choices = BY_FIELD[field].choices if field in BY_FIELD else ()
    labels = {choice.value: choice.label for choice in choices}
    words = (
        say("no answer") if given is None else ", ".join(labels.get(one, str(one)) for one in several) or say("nothing")
    )
    return Standing(value, f"{words} ({answers.door_note})" if field == "opened" and answers.door_note else words)


def of_whole(review: Review, *, begun: bool) -> Standing:
    """Tell how the review as a whole stands."""
    words = {"open": say("it is open"), "closed": say("it is closed"), "paused": say("it is marked as a pause")}
    return Standing(review.status if begun else None, words[review.status] if begun else say("it has not begun"))


def _words(kind: Kind, value: object) -> str:
    if value is None or value == "":
        return say("no answer")
    known = {"still": STILLS, "whose": REASONS}.get(kind, {})
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    return known.get(str(value), str(value))


def _check(review: Review, card: Card, field: str) -> object:
    check = review.checks.get(card.goal.id) if card.goal else None
    return getattr(check, field, None)


OF_CARDS: Mapping[Kind, Callable[[Review, Card], object]] = {
    "scale": lambda review, card: getattr(review, card.field),
    "stuck": lambda review, _: review.stuck,
    "possible": lambda review, card: review.possible.get(card.goal.id) if card.goal else None,
    "still": lambda review, card: _check(review, card, "still"),
    "whose": lambda review, card: _check(review, card, "reason"),
    "note": lambda review, _: review.note,
    "step": lambda review, _: review.no_step,
    "added": lambda review, card: review.told.get(card.field),
}
"""What the answer to a card is kept in; of another nothing is replaced, or it goes when it is answered."""
