"""What would change a verdict: the smallest sets of answers, found by search against the real judge."""

from functools import cache
from itertools import combinations, product
from typing import NamedTuple

from smallwins.method.answers import QUESTION_FIELDS, Answers, Gain
from smallwins.method.questions import BY_FIELD
from smallwins.method.saying import Said, say, say_in, say_list
from smallwins.method.signals import NO_FACTS, Facts, stretch
from smallwins.method.verdict import judge
from smallwins.method.win import VerdictName

Value = str | int | tuple[Gain, ...]

# One value for each way a field can read, the plainest first. "Confidence" stands for any gain, 2 for any stretch.
VALUES: dict[str, tuple[Value, ...]] = {
    "direction": ("toward", "away", "unsure"),
    "motive": ("meaningful", "available"),
    "opened": ("door", "nothing", "not_yet"),
    "stretch": (2, 0, 1),
    "gains": (("confidence",), ()),
}
BECOMES: dict[VerdictName, str] = {
    "real": say_in("if …, …", "it becomes a real win"),
    "early": say_in("if …, …", "it is too early to tell"),
    "shiny": say_in("if …, …", "it is a shiny object"),
}
BECOMES_AHEAD: dict[VerdictName, str] = {
    "real": say_in("if …, …", "it is worth it"),
    "early": say_in("if …, …", "it is not clear yet"),
    "shiny": say_in("if …, …", "it is a shiny object"),
}
IF: dict[tuple[str, Value], str] = {
    ("direction", "toward"): say_in("if …", "it points where you want to go"),
    ("direction", "away"): say_in("if …", "it points away from where you want to go"),
    ("direction", "unsure"): say_in("if …", "you are not sure where it points"),
    ("motive", "meaningful"): say_in("if …", "you did it because it matters"),
    ("motive", "available"): say_in("if …", "you did it because it was there"),
    ("opened", "door"): say_in("if …", "it opens a door"),
    ("opened", "nothing"): say_in("if …", "it opens no door"),
    ("opened", "not_yet"): say_in("if …", "its door may still open"),
    ("stretch", 2): say_in("if …", "it stretched you"),
    ("stretch", 0): say_in("if …", "it took no effort"),
    ("stretch", 1): say_in("if …", "it felt comfortable"),
    ("gains", ("confidence",)): say_in("if …", "it built something in you"),
    ("gains", ()): say_in("if …", "it built nothing in you"),
}
IF_AHEAD: dict[tuple[str, Value], str] = {
    **IF,
    ("motive", "meaningful"): say_in("if …", "you would do it because it matters"),
    ("motive", "available"): say_in("if …", "you would do it because it is there"),
    ("opened", "door"): say_in("if …", "it would open a door"),
    ("opened", "nothing"): say_in("if …", "it would open no door"),
    ("opened", "not_yet"): say_in("if …", "you cannot tell what door it would open"),
    ("stretch", 2): say_in("if …", "it would stretch you"),
    ("stretch", 0): say_in("if …", "it would take no effort"),
    ("stretch", 1): say_in("if …", "it would feel comfortable"),
    ("gains", ("confidence",)): say_in("if …", "it would build something in you"),
    ("gains", ()): say_in("if …", "it would build nothing in you"),
}
RANK: dict[VerdictName, int] = {"shiny": 0, "early": 1, "real": 2}


class Counterfactual(NamedTuple):
    """Answers which, put over those given, would change the verdict, and the verdict that they would give."""

    answers: tuple[tuple[str, Value], ...]  # (field of Answers, value), in the order of the questions
    verdict: VerdictName

    def shape(self) -> dict[str, object]:
        """Return the shape that CONTRACT gives it in JSON."""
        plain = {field: list(value) if isinstance(value, tuple) else value for field, value in self.answers}
        return {"answers": plain, "verdict": self.verdict}

    @property
    def sentence(self) -> str:
        """Say it: "If it opens a door, it becomes a real win."."""
        conditions = [IF[answer] for answer in self.answers]
        return say("If {answers}, {verdict}.", answers=listed(conditions), verdict=BECOMES[self.verdict])

    @property
    def sentence_ahead(self) -> str:
        """Say it of an offer: "If it would open a door, it is worth it."."""
        conditions = [IF_AHEAD[answer] for answer in self.answers]
        return say("If {answers}, {verdict}.", answers=listed(conditions), verdict=BECOMES_AHEAD[self.verdict])


def listed(parts: list[str]) -> Said:
    """Join parts of a sentence: "a", "a and b", "a, b, and c"."""
    return say_list(parts, comma=True)


def counterfactuals(answers: Answers, facts: Facts = NO_FACTS) -> tuple[Counterfactual, ...]:
    """Return the smallest sets of answers that would change the verdict; there always is at least one.

    Facts stay as they are, and no answer is taken back. Of sets as small, those that only answer what still reads
    open stand alone where there are any: an answer that settled its signal is put in question only if it must be.
    Of several values of the same fields that give the same verdict, the plainest stands for all. What would raise
    the verdict comes first, then the order of the questions.
    """
    return _search(_plainest(answers), Facts(opened_a_win=facts.opened_a_win or facts.step_done))


def _plainest(answers: Answers) -> Answers:
    """Reduce answers to what a verdict can depend on, so that equal cases are searched once."""
    same_stretch = (value for value in (2, 0, 1) if stretch.read(value) == stretch.read(answers.stretch))
    return Answers(
        direction=answers.direction,
        motive=answers.motive,
        opened=answers.opened,
        stretch=None if answers.stretch is None else next(same_stretch),
        gains=None if answers.gains is None else (("confidence",) if answers.gains else ()),
    )


@cache
def _search(answers: Answers, facts: Facts) -> tuple[Counterfactual, ...]:
    for size in range(1, len(QUESTION_FIELDS) + 1):
        found = [
            changed for fields in combinations(QUESTION_FIELDS, size) for changed in _changes(answers, facts, fields)
        ]
        if found:
            return _ordered(answers, facts, found)
    raise AssertionError("every verdict can be changed by answers")  # pragma: no cover


def _changes(answers: Answers, facts: Facts, fields: tuple[str, ...]) -> list[Counterfactual]:
    """Try every value of exactly these fields; keep the plainest for each other verdict."""
    now = judge(answers, facts).computed
    found: dict[VerdictName, Counterfactual] = {}
    choices = [[value for value in VALUES[field] if value != getattr(answers, field)] for field in fields]
    for values in product(*choices):
        change = tuple(zip(fields, values, strict=True))
        verdict = judge(_with(answers, change), facts).computed
        if verdict != now:
            found.setdefault(verdict, Counterfactual(change, verdict))
    return list(found.values())


def _with(answers: Answers, change: tuple[tuple[str, Value], ...]) -> Answers:
    return answers._replace(**dict(change))  # type: ignore[arg-type]  # VALUES gives each field its own values only


def _ordered(answers: Answers, facts: Facts, found: list[Counterfactual]) -> tuple[Counterfactual, ...]:
    signals = judge(answers, facts).signals
    still_open = [
        change
        for change in found
        if all(getattr(signals, BY_FIELD[field].signal) == "open" for field, _ in change.answers)
    ]
    return tuple(sorted(still_open or found, key=lambda change: -RANK[change.verdict]))
