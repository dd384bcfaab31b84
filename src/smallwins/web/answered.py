"""What the form of a question says, as fields of Answers: the same about a win and about an option."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.http import QueryDict

from smallwins.language import _
from smallwins.method.answers import DIRECTIONS, MOTIVES, OPENED
from smallwins.method.errors import InputError, NotFoundError
from smallwins.method.questions import BY_FIELD, gains_of
from smallwins.web import forms

Chosen = TypeVar("Chosen")
BESIDE: Mapping[str, Mapping[str, Any]] = {
    "direction": {"goals": ()},
    "opened": {"door_note": None},
}
"""What goes with an answer that is taken back."""


def answers_sent(sent: QueryDict, field: str) -> dict[str, Any]:
    """Read the answer to one question; one that is taken back is None."""
    if field in BY_FIELD and sent.get("answer") == "unanswered":
        return {field: None, **BESIDE.get(field, {})}
    if field not in READ:
        raise NotFoundError("question", field)
    return READ[field](sent)


def _goals(sent: QueryDict) -> dict[str, Any]:
    goals = forms.several(sent, "goals")
    if not goals:
        # A form that has a line for a goal of its own sends it, empty; there may be none yet to choose.
        named = _("name the goal") if "goal" in sent else _("choose the goal")
        raise InputError("goals", _("is empty; {named} it points toward, or leave it at that", named=named))
    return {"goals": goals}


def _gains(sent: QueryDict) -> dict[str, Any]:
    chosen, skill = forms.several(sent, "gains"), forms.text(sent, "skill")
    if not chosen and not skill:
        raise InputError("gains", _("is empty; choose what is true, or skip the question"))
    return {"gains": gains_of(chosen, [skill] if skill else [])}


def _note(sent: QueryDict) -> dict[str, Any]:
    return {"opened": "door", "door_note": forms.text_or_none(sent, "door_note")}


def _chosen(value: Chosen | None) -> Chosen:
    if value is None:
        raise InputError("answer", _("is empty; choose an answer, or skip the question"))
    return value


READ: Mapping[str, Callable[[QueryDict], dict[str, Any]]] = {
    "direction": lambda sent: {"direction": _chosen(forms.word(sent, "answer", DIRECTIONS))},
    "goals": _goals,
    "motive": lambda sent: {"motive": _chosen(forms.word(sent, "answer", MOTIVES))},
    "opened": lambda sent: {"opened": _chosen(forms.word(sent, "answer", OPENED))},
    "door_note": _note,
    "stretch": lambda sent: {"stretch": _chosen(forms.number(sent, "answer"))},
    "gains": _gains,
}
"""How each answer is read from its form."""
