"""Every card of a review at once, in order: what a browser reads ahead, to go on where there is no network."""

from collections.abc import Iterator
from typing import NamedTuple

from smallwins.journal.weekly import WeekReview
from smallwins.method.review import STAGES, Stage
from smallwins.web.asking import Asked
from smallwins.web.reviewing import Card, cards_of

MOST = 150
"""Cards that are read ahead: more than a full week has; beyond it, an import was answered about."""


class Ahead(NamedTuple):
    """One card to come, as a page would show it."""

    seen: WeekReview
    card: Card
    asked: Asked = Asked()
    merge: bool = False
    follows: str = ""  # the answer after which it is shown; one that follows none is shown in its turn


def cards_ahead(seen: WeekReview) -> tuple[Ahead, ...]:
    """Return the cards of all six steps, each with those that an answer can lead to."""
    every = (ahead for stage in STAGES for ahead in _of_stage(at_stage(seen, stage), stage))
    return tuple(ahead for ahead, _ in zip(every, range(MOST), strict=False))


def at_stage(seen: WeekReview, stage: Stage) -> WeekReview:
    """Look at a review as if one stood at another of its steps."""
    return seen._replace(review=seen.review._replace(stage=stage))


def _of_stage(seen: WeekReview, stage: Stage) -> Iterator[Ahead]:
    for card in cards_of(seen, stage):
        number = card.line.judged.win.number if card.line else None
        asked = Asked(number, card.field) if card.kind in ("door", "question") else Asked()
        yield Ahead(seen, card, asked)
        if card.kind in ("door", "question") and card.field == "opened":
            yield Ahead(seen, card, asked._replace(then="door"), follows="door")
            yield Ahead(seen, card, asked._replace(then="later"), follows="not_yet")
        elif card.field == "direction" and len(seen.goals) != 1:
            yield Ahead(seen, card, asked._replace(then="goals"), follows="toward")
        elif card.kind == "inbox":
            yield Ahead(seen, card, merge=True, follows="merge")
        elif card.kind == "still" and not card.answered and card.goal:
            yield Ahead(seen, Card(f"whose-{card.goal.number}", "whose", goal=card.goal), follows=card.name)
