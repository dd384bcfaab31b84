"""One question at a time about a win: which one is asked, with which choices, and where one goes on from it.

A page that asks shows `parts/questions.html` with `ask(...)`, and lets the addresses it is reached by carry what
stands in `Asked`; the answer goes to the route `answer`, which leads back to the page's place (see places.py).
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.http import HttpRequest

from smallwins.journal.judging import put_off
from smallwins.method.answers import SKILL, skills_of
from smallwins.method.goal import Goal
from smallwins.method.questions import A_SKILL, BY_FIELD, GAINS, NOTHING, Choice, Question, questions_left
from smallwins.method.verdict import JudgedWin
from smallwins.web.forms import Form
from smallwins.web.places import address

FOLLOWING = {"direction": "goals", "opened": "door"}
"""What is asked right after an answer, until the person goes on."""


class Asked(NamedTuple):
    """What the address says of the question to ask."""

    win: int | None = None
    field: str = ""
    then: str = ""  # goals, door or later: what follows an answer
    skipped: tuple[str, ...] = ()
    words: str = ""  # searched for among later wins
    rose: bool = False  # the last answer made it a real win


class Option(NamedTuple):
    """One choice, with its key."""

    key: str
    value: str
    words: str
    note: str = ""
    chosen: bool = False


class Asking(NamedTuple):
    """A question as it is shown."""

    number: int
    title: str
    place: str
    step: str  # question, goals, door or later
    field: str
    text: str
    help: str
    options: tuple[Option, ...]
    many: bool
    skip: str  # fields skipped so far, with commas
    left: int  # how many questions come after this one
    answered: bool
    skills: tuple[str, ...]  # to choose from
    look_again: date
    back: str  # address of the question before, or nothing
    on: str  # address that goes on without an answer
    stop: str  # address that leaves the questions
    form: Form


def asked(request: HttpRequest) -> Asked:
    """Read from the address which question is asked."""
    sent = request.GET
    win = sent.get("ask", "")
    return Asked(
        win=int(win) if win.isascii() and win.isdecimal() and len(win) < 9 else None,
        field=sent.get("question", "") if sent.get("question", "") in BY_FIELD else "",
        then=sent.get("then", "") if sent.get("then", "") in ("goals", "door", "later") else "",
        skipped=tuple(field for field in sent.get("skip", "").split(",") if field in BY_FIELD),
        words=sent.get("words", "")[:200].strip(),
        rose=sent.get("rose") == "1",
    )


def ask(
    judged: JudgedWin, goals: Sequence[Goal], place: str, to_ask: Asked, today: date, form: Form | None = None
) -> Asking | None:
    """Return the question to ask about a win now, or None when none is left."""
    left = [question for question in questions_left(judged) if question.field not in to_ask.skipped]
    question = BY_FIELD.get(to_ask.field) or (left[0] if left else None)
    if to_ask.then:
        question = BY_FIELD["direction" if to_ask.then == "goals" else "opened"]
    if question is None:
        return None
    number, skip = str(judged.win.number), ",".join(to_ask.skipped)
    answers = judged.win.answers
    return Asking(
        number=judged.win.number,
        title=judged.win.title,
        place=place,
        step=to_ask.then or "question",
        field=question.field,
        text=question.text,
        help=question.help,
        options=_goal_options(judged, goals) if to_ask.then == "goals" else _options(judged, question, goals),
        many=question.many or to_ask.then == "goals",
        skip=skip,
        left=sum(other.field != question.field for other in left),
        answered=getattr(answers, question.field) is not None,
        skills=_skills(judged, goals),
        look_again=answers.look_again or put_off(judged, today),
        back=_back(judged, question, place, to_ask),
        on=address(place, ask=number, skip=skip),
        # A win's own page asks whatever is open; there, enough for now is to skip all of it.
        stop=address(place, skip=",".join(BY_FIELD) if place.startswith("win:") else ""),
        form=form or Form({}),
    )


def _options(judged: JudgedWin, question: Question, goals: Sequence[Goal]) -> tuple[Option, ...]:
    if question is GAINS:
        return _gain_options(judged, goals)
    given = getattr(judged.win.answers, question.field)
    one_goal = goals[0].title if len(goals) == 1 else ""
    return tuple(
        Option(
            choice.key,
            str(choice.value),
            choice.label,
            one_goal if choice.value == "toward" else "",
            _same(given, choice),
        )
        for choice in question.choices
    )


def _same(given: object, choice: Choice) -> bool:
    return given == choice.value and given is not None


def _goal_options(judged: JudgedWin, goals: Sequence[Goal]) -> tuple[Option, ...]:
    chosen = judged.win.answers.goals
    return tuple(
        Option(str(place) if place < 10 else "", goal.id, goal.title, chosen=goal.id in chosen)
        for place, goal in enumerate(goals, 1)
    )


def _gain_options(judged: JudgedWin, goals: Sequence[Goal]) -> tuple[Option, ...]:
    gains = judged.win.answers.gains
    plain = [
        Option(choice.key, str(choice.value), choice.label, chosen=choice.value in (gains or ()))
        for choice in GAINS.choices
        if choice.value not in (A_SKILL, NOTHING)
    ]
    named = [
        Option(str(key) if key < 10 else "", SKILL + skill, skill, "a skill", SKILL + skill in (gains or ()))
        for key, skill in enumerate(_skills(judged, goals), len(plain) + 1)
    ]
    nothing = next(choice for choice in GAINS.choices if choice.value == NOTHING)
    return (*plain, *named, Option(nothing.key, NOTHING, nothing.label, chosen=gains == ()))


def _skills(judged: JudgedWin, goals: Sequence[Goal]) -> tuple[str, ...]:
    """Name the skills of the win's goals (of all goals where it names none), and those it built already."""
    near = [goal for goal in goals if goal.id in judged.win.answers.goals] or goals
    wanted = (skill for goal in near for skill in goal.skills)
    return tuple(dict.fromkeys((*skills_of(judged.win.answers.gains), *wanted)))[:5]


def _back(judged: JudgedWin, question: Question, place: str, to_ask: Asked) -> str:
    fields = list(BY_FIELD)
    at = fields.index(question.field) if not to_ask.then else fields.index(question.field) + 1
    if at == 0:
        return ""
    before = fields[at - 1]
    kept = tuple(field for field in to_ask.skipped if field != before)
    return address(place, ask=str(judged.win.number), question=before, skip=",".join(kept))
