"""Why a verdict is what it is: the rule, the signals that decided it, a sentence, and what could change it."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import combinations, product
from typing import NamedTuple

from smallwins.method.answers import Answers, skills_of
from smallwins.method.counterfactual import Counterfactual, counterfactuals, listed
from smallwins.method.saying import say, say_begun
from smallwins.method.signals import Facts
from smallwins.method.signals.reading import READINGS, SIGNAL_NAMES, Caution, SignalName, Signals
from smallwins.method.tenses import HAPPENED, NO_DIRECTION, Tense
from smallwins.method.verdict import JudgedWin, cautions, decide
from smallwins.method.win import VerdictName

GAINED = {"clarity": say("clarity"), "confidence": say("confidence")}


class Reason(NamedTuple):
    """Everything that explains a computed verdict (the person's own call, if any, stands beside it on the win)."""

    rule: int
    verdict: VerdictName
    sentence: str
    decided: tuple[SignalName, ...]  # the smallest set of signals that gives this verdict whatever the others read
    cautions: tuple[Caution, ...]
    next_question: SignalName | None
    counterfactual: tuple[Counterfactual, ...]


def explain(judged: JudgedWin, facts: Facts, today: date) -> Reason:
    """Explain the computed verdict on a win."""
    signals, verdict, rule = judged.judgement
    return Reason(
        rule=rule,
        verdict=verdict,
        sentence=sentence(judged.win.answers, signals, facts),
        decided=deciding(signals),
        cautions=cautions(judged, today),
        next_question=next_question(signals),
        counterfactual=counterfactuals(judged.win.answers, facts),
    )


@cache
def deciding(signals: Signals) -> tuple[SignalName, ...]:
    """Return the smallest set of signals whose readings give the verdict, whatever the others read.

    Found by search over the tables. Of sets as small, the one with the fewest open readings, then the first in order.
    """
    verdict = decide(signals)[0]
    for size in range(1, len(SIGNAL_NAMES) + 1):
        enough = [
            names
            for names in combinations(SIGNAL_NAMES, size)
            if all(decide(each)[0] == verdict for each in _with_any(signals, set(SIGNAL_NAMES) - set(names)))
        ]
        if enough:
            return min(enough, key=lambda names: sum(getattr(signals, name) == "open" for name in names))
    raise AssertionError("all four signals together always decide")  # pragma: no cover


@cache
def next_question(signals: Signals) -> SignalName | None:
    """Return the open signal that could change the verdict most, or None if no open one can change it.

    Could change: some reading of it, together with as few other open signals as possible, gives another verdict.
    A signal that does so alone comes before one that needs another's help; of those, the one that could lead to more
    different verdicts; of those, alignment before momentum before stretch before gain.
    """
    verdict = decide(signals)[0]
    still_open = [name for name in SIGNAL_NAMES if getattr(signals, name) == "open"]
    for size in range(1, len(still_open) + 1):
        leads_to: dict[SignalName, set[VerdictName]] = {name: set() for name in still_open}
        for names in combinations(still_open, size):
            others = {decide(each)[0] for each in _with_any(signals, set(names))} - {verdict}
            for name in names:
                leads_to[name] |= others
        if any(leads_to.values()):
            return max(still_open, key=lambda name: len(leads_to[name]))
    return None


def _with_any(signals: Signals, names: set[SignalName]) -> Iterable[Signals]:
    """Go through all readings of the named signals, the others as they are."""
    free = [name for name in SIGNAL_NAMES if name in names]
    for readings in product(READINGS, repeat=len(free)):
        yield signals._replace(**dict(zip(free, readings, strict=True)))


def sentence(answers: Answers, signals: Signals, facts: Facts, tense: Tense = HAPPENED) -> str:
    """Say plainly why the verdict is what it is, from the signals that decided it."""
    verdict, rule = decide(signals)
    decided = deciding(signals)
    good = [_phrase(name, answers, signals, facts, tense) for name in decided if getattr(signals, name) == "yes"]
    lacking = [name for name in decided if _counts_against(name, signals, verdict)]
    bad = [_phrase(name, answers, signals, facts, tense) for name in lacking]
    if verdict == "real":
        return say_begun(say("{good}.", good=listed(good)))
    if verdict == "shiny":
        return say_begun(say("{bad}. {end}", bad=listed(bad), end=tense.shiny_ends[rule]))
    if bad[:2] == [NO_DIRECTION, tense.no_word_of_a_door]:
        bad = [tense.nothing_known]
    told = say("{good}, but {bad}", good=listed(good), bad=listed(bad)) if good else listed(bad)
    return say_begun(say("{signals}: {verdict}.", signals=told, verdict=tense.early))


def _counts_against(name: SignalName, signals: Signals, verdict: VerdictName) -> bool:
    """Tell whether a deciding signal is said as missing; an open stretch or gain holds no win back on its own."""
    reading = getattr(signals, name)
    if reading == "open":
        return name in ("alignment", "momentum") or verdict == "shiny"
    return bool(reading == "no")


def _phrase(name: SignalName, answers: Answers, signals: Signals, facts: Facts, tense: Tense) -> str:
    if name == "alignment":
        return _alignment(answers, tense)
    if name == "momentum":
        return _momentum(answers, signals, facts, tense)
    return _stretch(answers, tense) if name == "stretch" else _gain(answers, tense)


def _alignment(answers: Answers, tense: Tense) -> str:
    if answers.direction == "toward":
        return say("it lines up")
    if answers.direction == "away":
        return say("it points away from where you want to go")
    if answers.direction is None:
        return NO_DIRECTION
    if answers.motive == "available":
        return say("{just_there}, and you are not sure it points where you want to go", just_there=tense.just_there)
    return say("you are not sure yet where it points")


def _momentum(answers: Answers, signals: Signals, facts: Facts, tense: Tense) -> str:
    if signals.momentum == "yes":
        by_step_alone = facts.step_done and not facts.opened_a_win and answers.opened != "door"
        return tense.moved_on if by_step_alone else tense.opened
    if answers.opened == "nothing":
        return tense.opened_nothing
    return tense.not_yet if answers.opened == "not_yet" else tense.no_word_of_a_door


def _stretch(answers: Answers, tense: Tense) -> str:
    return tense.no_word_of_stretch if answers.stretch is None else tense.felt[answers.stretch]


def _gain(answers: Answers, tense: Tense) -> str:
    if answers.gains is None:
        return tense.no_word_of_gain
    if not answers.gains:
        return tense.built_nothing
    built = [word for gain, word in GAINED.items() if gain in answers.gains]
    skill = [say("a skill")] if skills_of(answers.gains) else []
    return tense.built_of(listed([*built, *skill]))
