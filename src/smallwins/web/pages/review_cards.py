"""What each card of the weekly review needs to be shown."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from smallwins import bootstrap
from smallwins.journal.judging import look_again_after
from smallwins.journal.ports import Journal
from smallwins.journal.queries import later_wins
from smallwins.journal.weekly import WeekReview, step_sources
from smallwins.language import _
from smallwins.method.crossroads import Crossroads, judge_option, option_of, proposed_look_back
from smallwins.method.momentum import Momentum
from smallwins.method.saying import say
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import VERDICTS, VerdictName
from smallwins.web import asked_words, asking, deciding, showing
from smallwins.web.asking import Asked
from smallwins.web.forms import Form
from smallwins.web.reviewing import Card, words_of

COMING = 10  # from elsewhere that are listed below the one that is asked about
RECENT = 20  # wins that a step can come of
QUESTION_OF = {
    "clarity": say("What did this week bring that made things clearer?"),
    "confidence": say("What did it bring that made you trust yourself more?"),
    "real": say("What was a real step, however small?"),
}
HELP_OF = {
    "clarity": say("Something you see better now: what you want, what you do not want, what it takes."),
    "confidence": say("Not what looked impressive: what made your hand steadier."),
    "real": say("Something done that the road goes on from."),
}
SCALE_OF = {
    "confidence": (say("How confident do you feel this week?"), say("not at all"), "very"),
    "clarity": (say("How clear is where you are going?"), say("in fog"), say("quite clear")),
}
STUCK_QUESTION = say("Are you stuck in the same place?")
CHECKS = {
    "still": (
        say("Is this still where you want to go?"),
        say("Asked once a quarter. Goals may change, and so may you."),
    ),
    "whose": (say("Whose reason is it?"), say("Nobody sees this but you.")),
}
STILLS: Mapping[str, str] = {
    "yes": say("Yes, it is"),
    "unsure": say("I am not sure any more"),
    "no": say("No, not any more"),
}
REASONS: Mapping[str, str] = {
    "mine": say("Mine: it matters to me"),
    "enjoy": say("Mine: I enjoy it"),
    "should": say("I feel that I ought to"),
    "told": say("Someone else’s: I had to"),
}


class Option(NamedTuple):
    """One answer, with its key."""

    key: str
    value: str
    words: str
    chosen: bool = False
    note: str = ""


class Mark(NamedTuple):
    """A win in the picture of the week."""

    verdict: VerdictName
    title: str
    href: str


def values(
    journal: Journal, seen: WeekReview, card: Card, asked: Asked, today: date, form: Form, *, merge: bool = False
) -> dict[str, object]:
    """Return what the template of a card shows."""
    shared: dict[str, object] = {"form": form, "new_id": bootstrap.new_id()}
    if card.line:
        shared |= {"row": showing.row(card.line), "happened_on": card.line.judged.win.happened_on}
    if card.kind in ("door", "question"):
        more = _about_a_win(journal, seen, card, asked, today, form)
    elif card.kind == "road":
        more = {"led_to": _marks(card.line.led_to if card.line else ())}
    elif card.item:
        waiting = seen.arrived[seen.arrived.index(card.item) + 1 :]
        more = deciding.values(journal, card.item, merge=merge) | {"coming": waiting[:COMING]}
    elif card.crossroads:
        more = _looking_back(card.crossroads, today)
    elif card.kind == "brought":
        more = _brought(seen, card, today)
    elif card.kind == "step":
        more = _step(journal, seen)
    else:
        more = closed(seen) if card.kind == "close" else _pulse(seen, card)
    return shared | more | _own_words(seen, card)


def _own_words(seen: WeekReview, card: Card) -> dict[str, object]:
    """Return the words of a card where the person put it in their own, and which version of them is shown."""
    asked = words_of(seen, card)
    if asked is None:
        return {}
    own = {"question": asked.text, "help": asked.help, "own": asked} if asked.reworded else {}
    return {"version": asked.version, **own}


def closed(seen: WeekReview) -> dict[str, object]:
    """Return the week in one picture: its marks, its doors, its momentum, what goes to the rearview."""
    by_verdict = {name: [line.judged for line in seen.wins if line.judged.verdict == name] for name in VERDICTS}
    weeks = seen.picture.momentum.weeks
    return {
        "groups": [(name, _marks(found)) for name, found in by_verdict.items() if found],
        "momentum": weeks,
        "last": weeks[-1],
        "pushed": _pushed(seen.picture.momentum),
        "to_rearview": _marks(seen.picture.to_rearview),
        "open_left": seen.left.total,
        "answered": answers_told(seen),
    }


def answers_told(seen: WeekReview) -> tuple[asked_words.Told, ...]:
    """Return what was asked in words of the person's own, each answer as a reader sees it."""
    goals = {goal.id: goal.title for goal in seen.goals}
    return tuple(asked_words.told(one, goals) for one in seen.answered)


def _about_a_win(
    journal: Journal, seen: WeekReview, card: Card, asked: Asked, today: date, form: Form
) -> dict[str, object]:
    assert card.line is not None  # cards of these kinds are made with their win
    judged = card.line.judged
    to_ask = asked if asked.win == judged.win.number else Asked(judged.win.number)
    to_ask = to_ask._replace(field=to_ask.field or card.field, skipped=())
    after = look_again_after(journal)
    return {
        "asking": asking.ask(judged, seen.goals, f"review:{seen.review.week}", to_ask, today, form, after),
        "found": [one.win for one in later_wins(journal, judged, to_ask.words)] if to_ask.then == "door" else [],
        "words": to_ask.words,
        "led_to": _marks(card.line.led_to),
    }


def _looking_back(crossroads: Crossroads, today: date) -> dict[str, object]:
    taken = option_of(crossroads, crossroads.decision or "")
    return {"taken": taken, "verdict": judge_option(taken).computed, "later": proposed_look_back(today)}


def _brought(seen: WeekReview, card: Card, today: date) -> dict[str, object]:
    last = min(today, seen.review.week.sunday)
    monday = seen.review.week.monday
    return {
        "question": QUESTION_OF[card.field],
        "help": HELP_OF[card.field],
        "days": [monday + timedelta(days) for days in range((last - monday).days + 1)],
        "last": last,
        "wins": [
            (line.judged.win.number, Mark(line.judged.verdict, line.judged.win.title, showing.address_of(line.judged)),
             line.judged.win.happened_on, card.field in (line.judged.win.answers.gains or ()))
            for line in seen.wins
        ],
    }  # fmt: skip


def _pulse(seen: WeekReview, card: Card) -> dict[str, object]:
    review = seen.review
    if card.kind == "scale":
        question, low, high = SCALE_OF[card.field]
        return {"question": question, "low": low, "high": high, "chosen": getattr(review, card.field)}
    if card.question is not None:
        told = review.told.get(card.question.key)
        yes_no = [Option("1", "yes", "Yes", told is True), Option("2", "no", "No", told is False)]
        return {"chosen": told, "options": yes_no, "low": "not at all", "high": "very"}
    if card.kind == "stuck":
        return {
            "question": STUCK_QUESTION,
            "help": "",
            "options": [
                Option("1", "no", _("No, it is moving"), review.stuck is False),
                Option("2", "yes", "Yes, I am", review.stuck is True),
            ],
        }
    if card.goal is None:
        return {}
    if card.kind == "possible":
        before = [felt for felt in card.goal.possible if felt.on < review.week.monday]
        return {"chosen": review.possible.get(card.goal.id), "before": before[-1] if before else None}
    check = review.checks.get(card.goal.id)
    words = STILLS if card.kind == "still" else REASONS
    given = None if check is None else check.still if card.kind == "still" else check.reason
    question, about = CHECKS[card.kind]
    return {
        "question": question,
        "help": about,
        "options": [
            Option(str(key), value, said, value == given) for key, (value, said) in enumerate(words.items(), 1)
        ],
    }


def _step(journal: Journal, seen: WeekReview) -> dict[str, object]:
    """Return the wins that a step can come of, and what is planned already."""
    wins = step_sources(journal, seen, RECENT)
    first = seen.review.week.sunday + min(timedelta(1), date.max - seen.review.week.sunday)
    last = first + min(timedelta(6), date.max - first)
    return {
        "choices": [(judged.win.number, judged.win.title, judged.verdict) for judged in wins],
        "real": [line.judged for line in seen.wins if line.judged.verdict == "real"],
        "planned": [(step, title) for step, title in seen.steps if step.due_on and first <= step.due_on <= last],
        "waiting": [(step, title) for step, title in seen.steps if not step.due_on or step.due_on < first][:6],
        "first": first,
        "due": min(first + timedelta(4), last),
    }


def _marks(wins: tuple[JudgedWin, ...] | list[JudgedWin]) -> list[Mark]:
    return [Mark(judged.verdict, judged.win.title, showing.address_of(judged)) for judged in wins]


def _pushed(momentum: Momentum) -> str:
    weeks = len(momentum.weeks)
    over = _(" over the last {weeks} weeks", weeks=weeks) if weeks > 1 else ""
    return f"Momentum{over}: {momentum.weeks[-1].momentum:.1f} now, {momentum.trend}."
