"""The questions, labels and reasons about an offer not yet taken: the same as about a win, in the future tense."""

from collections.abc import Mapping
from datetime import date

from smallwins.method.answers import Answers, skills_of
from smallwins.method.counterfactual import counterfactuals
from smallwins.method.crossroads import Option, judge_option
from smallwins.method.questions import (
    GAINS,
    NOTHING,
    QUESTIONS,
    SIGNAL_WORDS,
    UNANSWERED,
    Question,
    Word,
    choice_of,
    open_questions,
)
from smallwins.method.reasons import Reason, deciding, next_question, sentence
from smallwins.method.saying import say
from smallwins.method.signals import NO_FACTS
from smallwins.method.signals.reading import Caution, Reading, SignalName
from smallwins.method.tenses import AHEAD
from smallwins.method.verdict import cautions_of
from smallwins.method.win import VerdictName

OFFER_WORDS: Mapping[VerdictName, Word] = {
    "real": Word(say("Worth it"), say("It lines up with where you want to go, and it would open a door.")),
    "early": Word(say("Not clear yet"), say("Another answer of yours will show what it is.")),
    "shiny": Word(
        say("Shiny"), say("However good it looks, by your own answers it would not move you where you want to go.")
    ),
}
CAUTION_WORDS_AHEAD: Mapping[Caution, Word] = {
    "just available": Word(say("Just available"), say("It lines up, but you would do it because it is there.")),
    "effortless": Word(say("Effortless"), say("It would take nothing, so it says little about where you would grow.")),
    "overwhelming": Word(say("Overwhelming"), say("It would be a lot; slightly uncomfortable is enough.")),
    "outside only": Word(say("Looks good from outside"), say("By your own answer it would build nothing in you.")),
}


SAID_NOWHERE_ELSE: tuple[Caution, ...] = (
    "just available",  # unsaid: its name
    "overwhelming",
)  # labels of signals say the others already


def cautions_beside(reason: Reason) -> tuple[str, ...]:
    """Return what to be careful about that no label of a signal says already, one sentence each."""
    return tuple(CAUTION_WORDS_AHEAD[each].sentence for each in reason.cautions if each in SAID_NOWHERE_ELSE)


def in_future(question: Question) -> Question:
    """Return a question as it is asked about an offer."""
    choices = tuple(
        choice._replace(label=choice.label_ahead or choice.label, short=choice.short_ahead or choice.short)
        for choice in question.choices
    )
    return question._replace(text=question.ahead, help=question.help_ahead or question.help, choices=choices)


QUESTIONS_AHEAD: tuple[Question, ...] = tuple(map(in_future, QUESTIONS))
AHEAD_BY_FIELD: Mapping[str, Question] = {question.field: question for question in QUESTIONS_AHEAD}


def option_questions_left(option: Option) -> tuple[Question, ...]:
    """Return the questions about an option that are not answered yet, in order."""
    return tuple(AHEAD_BY_FIELD[question.field] for question in open_questions(option.answers))


def explain_option(option: Option) -> Reason:
    """Explain what the rules make of an option; nothing has happened yet, so nothing is overdue."""
    signals, verdict, rule = judge_option(option)
    return Reason(
        rule=rule,
        verdict=verdict,
        sentence=sentence(option.answers, signals, NO_FACTS, AHEAD),
        decided=deciding(signals),
        cautions=cautions_of(option.answers, signals, date.min),
        next_question=next_question(signals),
        counterfactual=counterfactuals(option.answers),
    )


def option_labels(option: Option) -> tuple[tuple[SignalName, Reading, str], ...]:
    """Return the four signals of an option in order, each with its reading and its label."""
    signals = judge_option(option).signals
    return tuple(
        (signal, getattr(signals, signal), _label(signal, getattr(signals, signal), option.answers))
        for signal in SIGNAL_WORDS
    )


def _label(signal: SignalName, reading: Reading, answers: Answers) -> str:
    if signal == "gain":
        return _gain_label(answers)
    field = {"alignment": "direction", "momentum": "opened", "stretch": "stretch"}[signal]
    if signal == "alignment" and reading == "no" and answers.direction != "away":
        field = "motive"
    choice = choice_of(AHEAD_BY_FIELD[field], getattr(answers, field))
    if field == "stretch" and answers.stretch == 2:
        return say("Slightly uncomfortable")
    return choice.short if choice else UNANSWERED[signal]


def _gain_label(answers: Answers) -> str:
    if answers.gains is None:
        return UNANSWERED["gain"]
    if not answers.gains:
        nothing = choice_of(GAINS, NOTHING)
        return nothing.short if nothing else ""
    plain = [choice.short for choice in GAINS.choices if choice.value in answers.gains]
    labels = ", ".join((*plain, *skills_of(answers.gains)))
    return labels[0].upper() + labels[1:]
