"""The questions about one win or one option, asked one by one; each answer is kept at once, in its own transaction."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from smallwins.bootstrap import now
from smallwins.cli.asking_further import FOLLOW_UPS, ask_skill
from smallwins.cli.call import Call
from smallwins.cli.conversation import BACK, QUIT, SKIP, Choice, Conversation, Turn
from smallwins.cli.text import one_line
from smallwins.journal.commands import AnswerWin
from smallwins.journal.judging import answer_win
from smallwins.language import _, told
from smallwins.method.answers import Answers
from smallwins.method.questions import A_SKILL, NOTHING, Question, choice_of, gains_of
from smallwins.method.saying import say_in
from smallwins.method.verdict import JudgedWin

Skipped = Callable[[Question], None]
GAINS = {"clarity": say_in("what a win built", "clarity"), "confidence": say_in("what a win built", "confidence")}


class About(NamedTuple):
    """What questions are asked about: how to read its answers, how to keep one, and what an answer asks further."""

    answers: Callable[[], Answers]
    keep: Callable[..., object]  # takes fields of Answers by name
    further: Mapping[tuple[str, object], Callable[[], Turn | None]]


def ask_all(
    call: Call,
    talk: Conversation,
    win_id: str,
    questions: Sequence[Question],
    skipped: Skipped = lambda _question: None,
) -> Turn | None:
    """Ask questions about a win in order; b goes to the one before. Return how the person left, None at the end."""
    return ask_all_about(call, talk, about_win(call, talk, win_id), questions, skipped)


def ask_all_about(
    call: Call,
    talk: Conversation,
    about: About,
    questions: Sequence[Question],
    skipped: Skipped = lambda _question: None,
) -> Turn | None:
    """Ask questions in order, as ask_all does, about whatever it is."""
    place = 0
    while place < len(questions):
        turn = _ask(call, talk, about, questions[place])
        if turn == QUIT or (turn == BACK and place == 0):
            return turn
        if turn == SKIP:
            skipped(questions[place])
        place += -1 if turn == BACK else 1
    return None


def ask(call: Call, talk: Conversation, win_id: str, question: Question) -> Turn | None:
    """Ask one question about a win and keep the answer; b within what follows asks the question again."""
    return _ask(call, talk, about_win(call, talk, win_id), question)


def about_win(call: Call, talk: Conversation, win_id: str) -> About:
    """Say how answers about a win are read and kept."""

    def answers() -> Answers:
        with call.read() as journal:
            return journal.wins.get(win_id).win.answers

    def follow(further: Callable[[Call, Conversation, str], Turn | None]) -> Callable[[], Turn | None]:
        return lambda: further(call, talk, win_id)

    return About(
        answers,
        lambda **given: keep(call, win_id, **given),
        {answer: follow(further) for answer, further in FOLLOW_UPS.items()},
    )


def keep(call: Call, win_id: str, **answers: Any) -> JudgedWin:  # noqa: ANN401 - AnswerWin says which
    """Keep answers now: a quit or a closed window a moment later loses nothing."""
    with call.open() as journal:
        return answer_win(journal, AnswerWin(win_id, now(), **answers))


def _ask(call: Call, talk: Conversation, about: About, question: Question) -> Turn | None:
    while True:
        value = _value(call, talk, about, question)
        if isinstance(value, Turn):
            return value
        about.keep(**{question.field: value})
        further = about.further.get((question.field, value))
        turn = further() if further else None
        if turn != BACK:
            return QUIT if turn == QUIT else None


def _value(call: Call, talk: Conversation, about: About, question: Question) -> object:
    answers = about.answers()
    before = _before(question, answers)
    if not question.many:
        choices = [Choice(choice.key, told(choice.label), choice.value) for choice in question.choices]
        return talk.choose(told(question.text), choices, why=told(question.help), now=before)
    values = [Choice(choice.key, told(choice.label), str(choice.value)) for choice in question.choices]
    naming = {A_SKILL: lambda: ask_skill(call, talk, answers.goals)}
    chosen = talk.toggle(
        told(question.text), values, why=told(question.help), now=before, naming=naming, nothing=NOTHING
    )
    if isinstance(chosen, Turn):
        return chosen
    known = {str(choice.value) for choice in question.choices}
    return gains_of((value for value in chosen if value in known), (value for value in chosen if value not in known))


def _before(question: Question, answers: Answers) -> str:
    """Say what was answered before, where the question is asked once more."""
    value = getattr(answers, question.field)
    if value is None:
        return ""
    if isinstance(value, tuple):
        gains = one_line(", ".join(told(GAINS[one]) if one in GAINS else one for one in value))
        return _("until now: {answer}", answer=gains) if gains else _("until now: nothing")
    choice = choice_of(question, value)
    return _("until now: {answer}", answer=choice.label if choice else value)
