"""The questions as forms that a person fills in: what is asked there, and what their answer means."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, Field, WithJsonSchema, create_model

from smallwins.language import _, told
from smallwins.method.errors import RefusedError
from smallwins.method.goal import Goal
from smallwins.method.questions import A_SKILL, GAINS, NOTHING, Question, gains_of
from smallwins.method.saying import say
from smallwins.method.win import TITLE_LIMIT, Win

LONGEST = 80  # signs of a title in a list of choices


class Form(BaseModel):
    """A form that is about something: a win and a question, or a part of a review."""

    about: ClassVar[tuple[str, str]] = ("", "")


def form(about: tuple[str, str], **fields: Any) -> type[Form]:  # noqa: ANN401 - as pydantic names fields
    """Make a form."""
    made = create_model("Answer", __base__=Form, **fields)  # unsaid: a name of Python
    made.about = about
    return made


def one_of(labels: Sequence[str]) -> Any:  # noqa: ANN401 - a type made at run time
    """Return the type of a choice among labels."""
    # Said as a list also where there is one alone, which pydantic would call a constant and few programs show.
    return Annotated[Literal[tuple(labels)], WithJsonSchema({"type": "string", "enum": list(labels)})]


def question_form(win: Win, question: Question, goals: Sequence[Goal], later: Sequence[Win] = ()) -> type[Form]:
    """Make the form of one question about a win; `later` are wins that it may have led to."""
    about = (win.id, question.field)
    if question is GAINS:
        skill = next(choice for choice in question.choices if choice.value == A_SKILL)
        ticks: dict[str, Any] = {
            str(choice.value): (bool, Field(default=False, title=told(choice.label)))
            for choice in question.choices
            if choice is not skill
        }
        which = Field(default=None, title=told(skill.label), description=_("Which?"))
        return form(about, **ticks, skill=(str | None, which))
    fields: dict[str, Any] = {
        "answer": (one_of([told(choice.label) for choice in question.choices]), Field(title=told(question.text)))
    }
    if question.field == "direction" and goals:
        named = one_of([label_of(goal) for goal in goals])
        fields["goal"] = (named | None, Field(default=None, title=_("Which goal?")))
    if question.field == "opened":
        if later:
            led_to = one_of([label_of(one) for one in later])
            fields["led_to"] = (led_to | None, Field(default=None, title=_("It led to this win")))
        new = Field(default=None, max_length=TITLE_LIMIT, title=_("Or it led to something not written down yet"))
        fields["led_to_new"] = (str | None, new)
        note = Field(default=None, title=_("Or in a few words: which door, or what changed?"))
        fields["note"] = (str | None, note)
    return form(about, **fields)


def label_of(one: Goal | Win) -> str:
    """Name a goal or a win in a list of choices."""
    return f"{one.number}  {one.title[:LONGEST]}"


def number_in(label: str) -> str:
    """Return the number that a label of a list of choices begins with."""
    return label.partition(" ")[0]


def answers_of(question: Question, given: Mapping[str, Any], goals: Sequence[Goal]) -> dict[str, Any]:
    """Return what a filled-in form answers, as fields of AnswerWin."""
    if question is GAINS:
        ticked = [str(choice.value) for choice in question.choices if given.get(str(choice.value)) is True]
        skills = [skill for skill in (given.get("skill") or "").split(",") if skill.strip()]
        if not ticked and not skills:
            raise RefusedError(say("Nothing was ticked, so nothing was answered. “Nothing” can be ticked too."))
        if NOTHING in ticked and (len(ticked) > 1 or skills):
            raise RefusedError(say("“Nothing” and something were ticked together, so nothing was answered."))
        return {"gains": gains_of(ticked, skills)}
    chosen = next(choice.value for choice in question.choices if told(choice.label) == given["answer"])
    answered: dict[str, Any] = {question.field: chosen}
    if chosen == "toward" and given.get("goal"):
        answered["goals"] = tuple(goal.id for goal in goals if label_of(goal) == given["goal"])
    if chosen == "door" and given.get("note"):
        answered["door_note"] = given["note"]
    return answered
