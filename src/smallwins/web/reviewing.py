"""What the weekly review shows, one thing at a time: the cards of each of its six steps, in order.

A card has a name, which stands in the address (`?at=pulse-stuck`), so that each can be gone back to. Which step one
stands at is kept in the review; within a step, one who comes back finds the first card that has no answer yet.
"""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from smallwins.journal.inbox_item import InboxItem
from smallwins.journal.queries import WinLine
from smallwins.journal.sharing import Said
from smallwins.journal.weekly import WeekReview
from smallwins.method.crossroads import Crossroads
from smallwins.method.goal import Goal
from smallwins.method.review import STAGES, Stage
from smallwins.method.saying import say
from smallwins.method.wording import Question, added

Kind = Literal[
    "road",
    "look-back",
    "door",
    "remark",
    "question",
    "inbox",
    "brought",
    "scale",
    "stuck",
    "possible",
    "still",
    "whose",
    "added",
    "note",
    "step",
    "close",
    "done",
]
STAGE_WORDS: Mapping[Stage, str] = {
    "doors": say("Doors"),
    "wins": say("Wins"),
    "questions": say("Questions"),
    "pulse": say("Pulse"),
    "step": say("One step"),
    "close": say("Close"),
}
BROUGHT = ("clarity", "confidence", "real")


class Card(NamedTuple):
    """One thing that the review shows or asks."""

    name: str
    kind: Kind
    line: WinLine | None = None  # the win that it is about
    goal: Goal | None = None  # the goal that it is about
    crossroads: Crossroads | None = None  # the decision that it looks back on
    said: Said | None = None  # what a coach asked or said
    item: InboxItem | None = None  # what came in from elsewhere
    field: str = ""  # of Answers or Review, or one of BROUGHT
    answered: bool = False
    question: Question | None = None  # one that the person added


DONE = Card("done", "done")


def cards_of(seen: WeekReview, stage: Stage) -> tuple[Card, ...]:
    """Return the cards of one step; a step with nothing to ask has one that says so."""
    return CARDS[stage](seen)


def first_card(seen: WeekReview, stage: Stage) -> Card:
    """Return the card at which one who comes to a step begins: the first that waits for an answer, or else the last."""
    cards = cards_of(seen, stage)
    return next((card for card in cards if not card.answered), cards[-1])


def card_named(seen: WeekReview, stage: Stage, name: str) -> Card | None:
    """Return the card of that name, if the step has it now."""
    return next((card for card in cards_of(seen, stage) if card.name == name), None)


def name_after(before: tuple[Card, ...], now: tuple[Card, ...], name: str) -> str:
    """Return the name of the card that follows one, knowing the cards before and after it was answered.

    An answered card may have left the step; then the next of those that followed it and are still there. Empty where
    the step is at its end.
    """
    names = [card.name for card in now if card is not DONE]
    if name in names:
        return next(iter(names[names.index(name) + 1 :]), "")
    earlier = [card.name for card in before]
    following = earlier[earlier.index(name) + 1 :] if name in earlier else earlier
    return next((other for other in following if other in names), "")


def name_before(cards: tuple[Card, ...], name: str) -> str:
    """Return the name of the card before one, or an empty name at the beginning of the step."""
    names = [card.name for card in cards]
    place = names.index(name) if name in names else 0
    return names[place - 1] if place else ""


def door_card(line: WinLine) -> Card:
    """Return the card that asks about the door of a win."""
    return Card(f"door-{line.judged.win.number}", "door", line, field="opened")


def question_card(line: WinLine, field: str) -> Card:
    """Return the card that asks one question about a win."""
    return Card(f"ask-{line.judged.win.number}-{field}", "question", line, field=field)


def key_of(card: Card) -> str:
    """Return under which key the words of a card can be reworded; empty where they belong to the method alone."""
    if card.kind == "brought":
        return f"brought-{card.field}"
    return {"scale": card.field, "added": card.field}.get(card.kind, card.kind)


def words_of(seen: WeekReview, card: Card) -> Question | None:
    """Return in which words a card asks, where it can be worded."""
    return next((one for one in seen.words if one.key == key_of(card)), None)


def _doors(seen: WeekReview) -> tuple[Card, ...]:
    road = (Card("road", "road", seen.road_behind),) if seen.road_behind else ()
    left = set(seen.left.doors)
    doors = tuple(door_card(line) for line in seen.doors if line.judged.win.id in left)
    back = tuple(Card(f"look-back-{found.id}", "look-back", crossroads=found) for found in seen.crossroads_due)
    return (*road, *back, *doors) or (DONE,)


def _wins(seen: WeekReview) -> tuple[Card, ...]:
    arrived = tuple(Card(f"inbox-{item.id}", "inbox", item=item) for item in seen.arrived)
    return (*arrived, *(Card(field, "brought", field=field) for field in BROUGHT))


def _questions(seen: WeekReview) -> tuple[Card, ...]:
    lines = {line.judged.win.id: line for line in seen.wins}
    asked = tuple(Card(f"remark-{said.remark.id}", "remark", said=said) for said in seen.waiting)
    return (*asked, *(question_card(lines[win], field) for win, field in seen.left.questions)) or (DONE,)


def _pulse(seen: WeekReview) -> tuple[Card, ...]:
    left, checks = seen.left, seen.review.checks
    cards = [
        Card("confidence", "scale", field="confidence", answered="confidence" not in left.pulse),
        Card("clarity", "scale", field="clarity", answered="clarity" not in left.pulse),
        Card("stuck", "stuck", field="stuck", answered="stuck" not in left.pulse),
        *(
            Card(f"possible-{goal.number}", "possible", goal=goal, answered=goal.id not in left.possible)
            for goal in seen.goals
        ),
    ]
    for goal in seen.checks:
        given = checks.get(goal.id)
        cards.append(Card(f"still-{goal.number}", "still", goal=goal, answered=given is not None))
        if given is not None:
            cards.append(Card(f"whose-{goal.number}", "whose", goal=goal, answered=given.reason is not None))
    own = (
        Card(f"added-{one.key}", "added", field=one.key, answered=one.key not in left.added, question=one)
        for one in added(seen.words)
    )
    return (*cards, *own, Card("note", "note", field="note"))


def _step(seen: WeekReview) -> tuple[Card, ...]:
    return (Card("step", "step", answered=not seen.left.step),)


def _close(_seen: WeekReview) -> tuple[Card, ...]:
    return (Card("close", "close"),)


CARDS: Mapping[Stage, Callable[[WeekReview], tuple[Card, ...]]] = {
    "doors": _doors,
    "wins": _wins,
    "questions": _questions,
    "pulse": _pulse,
    "step": _step,
    "close": _close,
}
assert tuple(CARDS) == STAGES  # the steps of the method, in its order
