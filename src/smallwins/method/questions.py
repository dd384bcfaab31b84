"""The questions about a win and every word said of its answers: one source for page, terminal and docs."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from smallwins.method.answers import NOTHING_GAINED, SKILL, Answers, Gain, skills_of
from smallwins.method.saying import say, say_begun, say_list
from smallwins.method.signals import NO_FACTS, Facts
from smallwins.method.signals.reading import Caution, Reading, SignalName
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import Kind, VerdictName

NOTHING = "none"  # the choice that stands for the explicit "nothing gained"
A_SKILL = "skill"  # the choice after which the name of the skill is asked


class Choice(NamedTuple):
    """One answer that can be chosen: by a digit on a keyboard, so that letters stay free for skip, back and quit."""

    key: str
    value: str | int
    label: str  # the words that a friend would use
    short: str  # how the signal is labelled afterwards
    label_ahead: str = ""  # the same of an offer not yet taken, where the past tense does not fit
    short_ahead: str = ""


class Question(NamedTuple):
    """One question about a win; its field is the field of Answers that keeps the answer."""

    field: str
    signal: SignalName
    text: str
    ahead: str  # the same question before the champagne: about an offer not yet taken
    help: str
    choices: tuple[Choice, ...]
    many: bool = False  # whether more than one choice can hold
    help_ahead: str = ""  # of an offer, where the help speaks of what has happened


class Word(NamedTuple):
    """What something is called, and one plain sentence that says what it means."""

    label: str
    sentence: str


DIRECTION = Question(
    "direction",
    "alignment",
    say("Does it point where you want to go?"),
    say("Would it point where you want to go?"),
    say(
        "Think of the work you truly want, not of what would impress someone. "
        "A talk at the meetup of a field you want to work in points there; an award in the one you are leaving may not."
    ),
    (
        Choice("1", "toward", say("Yes, toward a goal of mine"), say("Lines up")),
        Choice("2", "unsure", say("I cannot tell yet"), say("Not sure it lines up")),
        Choice("3", "away", say("No, it points somewhere else"), say("Points nowhere I want to go")),
    ),
)
MOTIVE = Question(
    "motive",
    "alignment",
    say("Did you do it because it matters to you, or because it was there?"),
    say("Would you do it because it matters to you, or because it is there?"),
    say("Both are human. Applying for the job you want is one; clicking “easy apply” twelve times is the other."),
    (
        Choice("1", "meaningful", say("Because it matters to me"), say("Because it matters")),
        Choice("2", "available", say("Because it was there"), say("Just available"), say("Because it is there")),
    ),
)
OPENED = Question(
    "opened",
    "momentum",
    say("What door did it open? How did it change the way you met your next step?"),
    say("What door would it open? How would it change the way you meet your next step?"),
    say("A call that came of it, a name you were given, a braver next step. It is fine if that takes a few weeks."),
    (
        Choice(
            "1",
            "door",
            say("It opened a door, or changed my next step"),
            say("Opened a door"),
            say("It would open a door, or change my next step"),
            say("Would open a door"),
        ),
        Choice(
            "2",
            "not_yet",
            say("Not yet, ask me again later"),
            say("Door not open yet"),
            say("I cannot tell yet"),
            say("No door in sight yet"),
        ),
        Choice(
            "3",
            "nothing",
            say("Nothing changed"),
            say("No door"),
            say("Nothing would change"),
            say("Would open no door"),
        ),
    ),
    help_ahead=say(
        "The people you would meet, the work that would come after it. A title or a salary is not yet a door."
    ),
)
STRETCH = Question(
    "stretch",
    "stretch",
    say("How did it feel to do?"),
    say("How would it feel to do?"),
    say("Slightly uncomfortable is where most growing is done. Comfortable is fine too; it just tells you less."),
    (
        Choice("0", 0, say("Effortless"), say("Effortless")),
        Choice("1", 1, say("Comfortable"), say("Comfortable")),
        Choice("2", 2, say("Slightly uncomfortable, and worth it"), say("Uncomfortable, rewarding")),
        Choice("3", 3, say("Hard"), say("Hard")),
        Choice("4", 4, say("Overwhelming"), say("Overwhelming")),
    ),
)
GAINS = Question(
    "gains",
    "gain",
    say("What did it build in you?"),
    say("What would it build in you?"),
    say("Name all that is true: a clearer view, a steadier hand, something you can do now and could not before."),
    (
        Choice(
            "1",
            "clarity",
            say("Clarity: I see better what I want"),
            say("Clarity"),
            say("Clarity: I would see better what I want"),
        ),
        Choice(
            "2",
            "confidence",
            say("Confidence: I trust myself more"),
            say("Confidence"),
            say("Confidence: I would trust myself more"),
        ),
        Choice(
            "3",
            A_SKILL,
            say("A skill: I can do something better"),
            say("A skill"),
            say("A skill: I would get better at it"),
        ),
        Choice("0", NOTHING, say("Nothing: it only looks good from the outside"), say("Looks good from outside")),
    ),
    many=True,
    help_ahead=say(
        "Name all that would be true: a clearer view, a steadier hand, something you could do then and not now."
    ),
)
QUESTIONS: tuple[Question, ...] = (DIRECTION, MOTIVE, OPENED, STRETCH, GAINS)  # in the order in which they are asked
BY_FIELD: Mapping[str, Question] = {question.field: question for question in QUESTIONS}

SIGNAL_WORDS: Mapping[SignalName, Word] = {
    "alignment": Word(say("Alignment"), say("Does it point where you want to go?")),
    "momentum": Word(say("Momentum"), say("What door did it open?")),
    "stretch": Word(say("Stretch"), say("How did it feel to do?")),
    "gain": Word(say("Gain"), say("What did it build in you?")),
}
VERDICT_WORDS: Mapping[VerdictName, Word] = {
    "real": Word(say("Real win"), say("It lines up with where you want to go, and it opened a door.")),
    "early": Word(say("Too early to tell"), say("Time, or an answer of yours, will show what it is.")),
    "shiny": Word(
        say("Shiny object"), say("Good to have; by your own answers it has not moved you where you want to go.")
    ),
}
KIND_WORDS: Mapping[Kind, Word] = {
    "conversation": Word(
        say("Conversation"), say("You talked with someone: a mentor, a recruiter, a friend in the field.")
    ),
    "application": Word(say("Application"), say("You put yourself forward for a role, a place or a grant.")),
    "learning": Word(say("Learning"), say("You learned something: a course, a book, an evening of practice.")),
    "making": Word(say("Making"), say("You made something: a sketch, a program, a text.")),
    "speaking": Word(say("Speaking"), say("You spoke where others listened: a talk, a lesson, a panel.")),
    "work": Word(say("Work"), say("You did something at work that you count as a step.")),
    "recognition": Word(say("Recognition"), say("Someone noticed: praise, an award, a mention.")),
    "role": Word(say("Role"), say("You took on a role, or were offered one.")),
    "setback": Word(say("Setback"), say("A no that taught you something.")),
    "other": Word(say("Other"), say("A step of another kind.")),
}
CAUTION_WORDS: Mapping[Caution, Word] = {
    "just available": Word(say("Just available"), say("It lines up, but you did it because it was there.")),
    "overdue": Word(say("Due for another look"), say("The day to look again has passed; has a door opened since?")),
    "effortless": Word(say("Effortless"), say("It took nothing, so it says little about where you are growing.")),
    "overwhelming": Word(say("Overwhelming"), say("It was a lot; slightly uncomfortable is enough.")),
    "outside only": Word(say("Looks good from outside"), say("By your own answer it built nothing in you.")),
}
LOOKS_WORDS = (
    say("plain"),
    say("a little impressive"),
    say("somewhat impressive"),
    say("quite impressive"),
    say("dazzling"),
)  # 0 to 4
UNANSWERED: Mapping[SignalName, str] = {
    "alignment": say("Direction unanswered"),
    "momentum": say("Door unanswered"),
    "stretch": say("Stretch unanswered"),
    "gain": say("Gain unanswered"),
}
CHANGED_NEXT_STEP = say("Changed my next step")  # a next step is done: the fact behind the momentum
SLIGHTLY_UNCOMFORTABLE = say("Slightly uncomfortable")  # called rewarding only where something was gained


def open_questions(answers: Answers, momentum: Reading = "open") -> tuple[Question, ...]:
    """Return the questions not answered yet, in order; what a door opened by a fact need not be asked.

    Alignment comes before momentum, stretch and gain; direction before motive, which is asked whatever the direction.
    """
    return tuple(
        question
        for question in QUESTIONS
        if getattr(answers, question.field) is None and not (question is OPENED and momentum == "yes")
    )


def questions_left(judged: JudgedWin) -> tuple[Question, ...]:
    """Return the open questions of a win, knowing what it has opened."""
    return open_questions(judged.win.answers, judged.judgement.signals.momentum)


def question_for(signal: SignalName, answers: Answers) -> Question:
    """Return the question to ask about a signal: the first of it not answered, else its first, once more."""
    asked = tuple(question for question in QUESTIONS if question.signal == signal)
    return next((question for question in asked if getattr(answers, question.field) is None), asked[0])


def choice_of(question: Question, value: object) -> Choice | None:
    """Return the choice of a question that stands for a value, if there is one."""
    return next((choice for choice in question.choices if choice.value == value), None)


def gains_of(chosen: Iterable[str], skills: Iterable[str] = ()) -> tuple[Gain, ...]:
    """Return the gains that were chosen, with the skills named; choosing only "nothing" is the explicit nothing."""
    plain = tuple(dict.fromkeys(value for value in chosen if value not in (NOTHING, A_SKILL)))
    named = tuple(dict.fromkeys(SKILL + name.strip() for name in skills if name.strip()))
    return (*plain, *named) or NOTHING_GAINED


def signal_label(signal: SignalName, judged: JudgedWin, facts: Facts = NO_FACTS) -> str:
    """Label a signal of a win as it reads."""
    reading, answers = getattr(judged.judgement.signals, signal), judged.win.answers
    if signal == "alignment":
        return _alignment_label(reading, answers)
    if signal == "momentum":
        return _momentum_label(reading, answers, facts)
    if signal == "stretch":
        return _stretch_label(answers, judged.judgement.signals.gain)
    return _gain_label(answers)


def signal_labels(judged: JudgedWin, facts: Facts = NO_FACTS) -> tuple[tuple[SignalName, Reading, str], ...]:
    """Return the four signals of a win in order, each with its reading and its label."""
    return tuple(
        (signal, getattr(judged.judgement.signals, signal), signal_label(signal, judged, facts))
        for signal in SIGNAL_WORDS
    )


def _alignment_label(reading: Reading, answers: Answers) -> str:
    if reading == "no" and answers.direction != "away":
        return _short(MOTIVE, answers.motive, UNANSWERED["alignment"])
    return _short(DIRECTION, answers.direction, UNANSWERED["alignment"])


def _momentum_label(reading: Reading, answers: Answers, facts: Facts) -> str:
    if reading != "yes":
        return _short(OPENED, answers.opened, UNANSWERED["momentum"])
    by_step_alone = facts.step_done and not facts.opened_a_win and answers.opened != "door"
    return CHANGED_NEXT_STEP if by_step_alone else _short(OPENED, "door", "")


def _stretch_label(answers: Answers, gain: Reading) -> str:
    if answers.stretch == 2 and gain != "yes":
        return SLIGHTLY_UNCOMFORTABLE
    return _short(STRETCH, answers.stretch, UNANSWERED["stretch"])


def _gain_label(answers: Answers) -> str:
    if answers.gains is None:
        return UNANSWERED["gain"]
    if not answers.gains:
        return _short(GAINS, NOTHING, "")
    plain = [choice.short for choice in GAINS.choices if choice.value in answers.gains]
    return say_begun(say_list((*plain, *skills_of(answers.gains)), ","))


def _short(question: Question, value: object, otherwise: str) -> str:
    choice = choice_of(question, value)
    return choice.short if choice else otherwise
