"""The questions about one win, asked one by one; each answer is kept at once, in a transaction of its own."""

from collections.abc import Callable, Sequence
from typing import Any

from smallwins.bootstrap import now
from smallwins.cli.asking_further import FOLLOW_UPS, ask_skill
from smallwins.cli.call import Call
from smallwins.cli.conversation import BACK, QUIT, SKIP, Choice, Conversation, Turn
from smallwins.cli.text import one_line
from smallwins.journal.commands import AnswerWin
from smallwins.journal.judging import answer_win
from smallwins.method.answers import Answers
from smallwins.method.questions import A_SKILL, NOTHING, Question, choice_of, gains_of
from smallwins.method.verdict import JudgedWin


def ask_all(
    call: Call,
    talk: Conversation,
    win_id: str,
    questions: Sequence[Question],
    skipped: Callable[[Question], None] = lambda _question: None,
) -> Turn | None:
    """Ask questions about a win in order; b goes to the one before. Return how the person left, None at the end."""
    place = 0
    while place < len(questions):
        turn = ask(call, talk, win_id, questions[place])
        if turn == QUIT or (turn == BACK and place == 0):
            return turn
        if turn == SKIP:
            skipped(questions[place])
        place += -1 if turn == BACK else 1
    return None


def ask(call: Call, talk: Conversation, win_id: str, question: Question) -> Turn | None:
    """Ask one question about a win and keep the answer; b within what follows asks the question again."""
    while True:
        value = _value(call, talk, win_id, question)
        if isinstance(value, Turn):
            return value
        keep(call, win_id, **{question.field: value})
        further = FOLLOW_UPS.get((question.field, value))
        turn = further(call, talk, win_id) if further else None
        if turn != BACK:
            return QUIT if turn == QUIT else None


def keep(call: Call, win_id: str, **answers: Any) -> JudgedWin:  # noqa: ANN401 - AnswerWin says which
    """Keep answers now: a quit or a closed window a moment later loses nothing."""
    with call.open() as journal:
        return answer_win(journal, AnswerWin(win_id, now(), **answers))


def _value(call: Call, talk: Conversation, win_id: str, question: Question) -> object:
    with call.read() as journal:
        answers = journal.wins.get(win_id).win.answers
    told = _told(question, answers)
    if not question.many:
        choices = [Choice(choice.key, choice.label, choice.value) for choice in question.choices]
        return talk.choose(question.text, choices, why=question.help, now=told)
    values = [Choice(choice.key, choice.label, str(choice.value)) for choice in question.choices]
    naming = {A_SKILL: lambda: ask_skill(call, talk, win_id)}
    chosen = talk.toggle(question.text, values, why=question.help, now=told, naming=naming, nothing=NOTHING)
    if isinstance(chosen, Turn):
        return chosen
    known = {str(choice.value) for choice in question.choices}
    return gains_of((value for value in chosen if value in known), (value for value in chosen if value not in known))


def _told(question: Question, answers: Answers) -> str:
    """Say what was answered before, where the question is asked once more."""
    value = getattr(answers, question.field)
    if value is None:
        return ""
    if isinstance(value, tuple):
        return f"until now: {one_line(', '.join(value)) or 'nothing'}"
    choice = choice_of(question, value)
    return f"until now: {choice.label if choice else value}"
