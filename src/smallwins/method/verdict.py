"""The verdict on a win: real, too early to tell, or shiny (METHOD section 3)."""

from datetime import date
from typing import NamedTuple

from smallwins.method.answers import NO_ANSWERS, Answers
from smallwins.method.signals import NO_FACTS, Facts, alignment, gain, momentum, read, stretch
from smallwins.method.signals.reading import Caution, Signals
from smallwins.method.win import Gut, VerdictName, Win


def decide(signals: Signals) -> tuple[VerdictName, int]:
    """Return the verdict and the number of the rule that gave it: the first line that holds."""
    a, m, s, g = signals
    if a == "no":
        return "shiny", 1
    if a == "yes" and m == "yes" and not (s == "no" and g == "no"):
        return "real", 2
    if m == "no" and not (s == "yes" and g == "yes"):
        return "shiny", 3
    if m != "yes" and s == "no" and g == "no":
        return "shiny", 4
    return "early", 5


class Judgement(NamedTuple):
    """What the method says of a win: its signals, the verdict they give, and the rule that gave it."""

    signals: Signals
    computed: VerdictName
    rule: int


def judge(answers: Answers, facts: Facts = NO_FACTS) -> Judgement:
    """Judge answers and facts. Looks, title, story, kind, tags and gut call have no way in."""
    signals = read(answers, facts)
    verdict, rule = decide(signals)
    return Judgement(signals, verdict, rule)


UNJUDGED = judge(NO_ANSWERS)


class JudgedWin(NamedTuple):
    """A win and what the method says of it."""

    win: Win
    judgement: Judgement
    version: int = 1  # one more at each change, so that a stale edit can be refused

    @property
    def verdict(self) -> VerdictName:
        """The verdict that counts everywhere: the person's own call where there is one."""
        return self.win.overrule.verdict if self.win.overrule else self.judgement.computed

    @property
    def gut_shown(self) -> Gut | None:
        """The gut call, once there is a verdict to hold it against: seen before, it would colour the answers."""
        return None if self.verdict == "early" else self.win.gut


def cautions(judged: JudgedWin, today: date) -> tuple[Caution, ...]:
    """Name what to be careful about, in the order of the signals."""
    return cautions_of(judged.win.answers, judged.judgement.signals, today)


def cautions_of(answers: Answers, signals: Signals, today: date) -> tuple[Caution, ...]:
    """Name what to be careful about in answers that read so."""
    return (
        *alignment.cautions(answers.direction, answers.motive),
        *momentum.cautions(signals.momentum, answers.opened, answers.look_again, today),
        *stretch.cautions(answers.stretch),
        *gain.cautions(answers.gains),
    )
