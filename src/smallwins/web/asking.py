"""One question at a time about a win or an option: which one is asked, with which choices, and where one goes on.

A page that asks shows `parts/questions.html` with `ask(...)`, and lets the addresses it is reached by carry what
stands in `Asked`; the answer goes to the subject's own address, which leads back to the page's place (see places.py).
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from smallwins.journal.judging import put_off
from smallwins.method.answers import LOOK_AGAIN_AFTER, SKILL, Answers, skills_of
from smallwins.method.goal import Goal
from smallwins.method.questions import A_SKILL, BY_FIELD, NOTHING, Choice, Question, questions_left
from smallwins.method.verdict import JudgedWin
from smallwins.web.forms import Form
from smallwins.web.places import address

FOLLOWING = {"direction": "goals", "opened": "door"}
"""What is asked right after an answer, until the person goes on."""
AGAIN = "again"
"""Stands among what is skipped while a win is looked at again: then all is asked anew, and what was asked is passed."""


class Asked(NamedTuple):
    """What the address says of the question to ask."""

    win: int | None = None  # its number; of an option, its place
    field: str = ""
    then: str = ""  # goals, door, later or note: what follows an answer
    skipped: tuple[str, ...] = ()
    words: str = ""  # searched for among later wins
    rose: bool = False  # the last answer made it a real win
    again: bool = False  # it is looked at again: every question is asked, whatever was answered

    def passing(self, skipped: Sequence[str]) -> str:
        """Write what is skipped, and whether it is looked at again, as an address carries it."""
        return ",".join((AGAIN, *skipped) if self.again else skipped)


class Option(NamedTuple):
    """One choice, with its key."""

    key: str
    value: str
    words: str
    note: str = ""
    chosen: bool = False


class Subject(NamedTuple):
    """What questions are asked about: a win that happened, or an option that has not."""

    number: int
    title: str
    answers: Answers
    left: tuple[Question, ...]  # not answered yet
    questions: Mapping[str, Question]  # by field, in the tense that fits
    place: str
    action: str
    look_again: date | None = None
    weeks: int = 0


class Asking(NamedTuple):
    """A question as it is shown."""

    number: int
    title: str
    place: str
    action: str  # address that takes the answer
    step: str  # question, goals, door, later or note
    field: str
    text: str
    help: str
    options: tuple[Option, ...]
    many: bool
    skip: str  # fields skipped so far, with commas
    left: int  # how many questions come after this one
    answered: bool
    skills: tuple[str, ...]  # to choose from
    look_again: date | None
    weeks: int  # after which the person chose to look again; 0 where the day is the usual one
    note: str
    back: str  # address of the question before, or nothing
    on: str  # address that goes on without an answer
    stop: str  # address that leaves the questions
    form: Form

    @property
    def typed(self) -> bool:
        """Tell whether it is answered in a box, which then is where one goes on, and not above the question."""
        first_goal = self.step == "goals" and not self.options and "crossroads" not in self.place
        return first_goal or self.step in ("door", "later", "note")


def asked(request: HttpRequest) -> Asked:
    """Read from the address which question is asked."""
    sent = request.GET
    win = sent.get("ask", "")
    return Asked(
        win=int(win) if win.isascii() and win.isdecimal() and len(win) < 9 else None,
        field=sent.get("question", "") if sent.get("question", "") in BY_FIELD else "",
        then=sent.get("then", "") if sent.get("then", "") in ("goals", "door", "later", "note") else "",
        skipped=tuple(field for field in sent.get("skip", "").split(",") if field in BY_FIELD),
        words=sent.get("words", "")[:200].strip(),
        rose=sent.get("rose") == "1",
        again=AGAIN in sent.get("skip", "").split(","),
    )


def passed(skip: str, field: str) -> str:
    """Add a field to what an address says is skipped."""
    known = (one for one in (*skip.split(","), field) if one in BY_FIELD or one == AGAIN)
    return ",".join(dict.fromkeys(known))


def ask(
    judged: JudgedWin,
    goals: Sequence[Goal],
    place: str,
    to_ask: Asked,
    today: date,
    form: Form | None = None,
    after: timedelta = LOOK_AGAIN_AFTER,
) -> Asking | None:
    """Return the question to ask about a win now, or None when none is left."""
    answers = judged.win.answers
    subject = Subject(
        number=judged.win.number,
        title=judged.win.title,
        answers=answers,
        left=questions_left(judged),
        questions=BY_FIELD,
        place=place,
        action=reverse("answer", args=[judged.win.number]),
        look_again=answers.look_again or put_off(judged, today, after),
        weeks=after.days // 7 if after != LOOK_AGAIN_AFTER and answers.look_again is None else 0,
    )
    return ask_about(subject, goals, to_ask, form)


def ask_about(subject: Subject, goals: Sequence[Goal], to_ask: Asked, form: Form | None = None) -> Asking | None:
    """Return the question to ask about whatever it is, or None when none is left."""
    open_ones = tuple(subject.questions.values()) if to_ask.again else subject.left
    left = [question for question in open_ones if question.field not in to_ask.skipped]
    question = subject.questions.get(to_ask.field) or (left[0] if left else None)
    if to_ask.then:
        question = subject.questions["direction" if to_ask.then == "goals" else "opened"]
    if question is None:
        return None
    number, skip, place = str(subject.number), to_ask.passing(to_ask.skipped), subject.place
    return Asking(
        number=subject.number,
        title=subject.title,
        place=place,
        action=subject.action,
        step=to_ask.then or "question",
        field=question.field,
        text=question.text,
        help=question.help,
        options=_goal_options(subject, goals) if to_ask.then == "goals" else _options(subject, question, goals),
        many=question.many or to_ask.then == "goals",
        skip=skip,
        left=sum(other.field != question.field for other in left),
        answered=getattr(subject.answers, question.field) is not None,
        skills=_skills(subject, goals),
        look_again=subject.look_again,
        weeks=subject.weeks,
        note=subject.answers.door_note or "",
        back=_back(subject, question, to_ask),
        on=address(place, ask=number, skip=skip),
        # A win's own page asks whatever is open; there, enough for now is to skip all of it.
        stop=address(place, skip=",".join(BY_FIELD) if place.startswith("win:") else ""),
        form=form or Form({}),
    )


def _options(subject: Subject, question: Question, goals: Sequence[Goal]) -> tuple[Option, ...]:
    if question.many:
        return _gain_options(subject, question, goals)
    given = getattr(subject.answers, question.field)
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


def _goal_options(subject: Subject, goals: Sequence[Goal]) -> tuple[Option, ...]:
    chosen = subject.answers.goals
    return tuple(
        Option(str(place) if place < 10 else "", goal.id, goal.title, chosen=goal.id in chosen)
        for place, goal in enumerate(goals, 1)
    )


def _gain_options(subject: Subject, question: Question, goals: Sequence[Goal]) -> tuple[Option, ...]:
    gains = subject.answers.gains
    plain = [
        Option(choice.key, str(choice.value), choice.label, chosen=choice.value in (gains or ()))
        for choice in question.choices
        if choice.value not in (A_SKILL, NOTHING)
    ]
    named = [
        Option(str(key) if key < 10 else "", SKILL + skill, skill, "a skill", SKILL + skill in (gains or ()))
        for key, skill in enumerate(_skills(subject, goals), len(plain) + 1)
    ]
    nothing = next(choice for choice in question.choices if choice.value == NOTHING)
    return (*plain, *named, Option(nothing.key, NOTHING, nothing.label, chosen=gains == ()))


def _skills(subject: Subject, goals: Sequence[Goal]) -> tuple[str, ...]:
    """Name the skills of the goals it points toward (of all goals where it names none), and those it built already."""
    near = [goal for goal in goals if goal.id in subject.answers.goals] or goals
    wanted = (skill for goal in near for skill in goal.skills)
    return tuple(dict.fromkeys((*skills_of(subject.answers.gains), *wanted)))[:5]


def _back(subject: Subject, question: Question, to_ask: Asked) -> str:
    fields = list(BY_FIELD)
    at = fields.index(question.field) if not to_ask.then else fields.index(question.field) + 1
    if at == 0:
        return ""
    before = fields[at - 1]
    kept = tuple(field for field in to_ask.skipped if field != before)
    return address(subject.place, ask=str(subject.number), question=before, skip=to_ask.passing(kept))
