"""What a form sent, read into the values of a command; what cannot be read names its field."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from django.http import QueryDict

from smallwins import language
from smallwins.language import _
from smallwins.method.errors import InputError

Word = TypeVar("Word", bound=str)
NO_PROBLEMS: Mapping[str, str] = {}


class Form(NamedTuple):
    """A form as it is shown again: what was typed, and what is wrong with which field."""

    typed: Mapping[str, str]
    problems: Mapping[str, str] = NO_PROBLEMS

    def value(self, name: str, otherwise: str = "") -> str:
        """Return what was typed into a field."""
        return self.typed.get(name, otherwise)

    def problem(self, name: str) -> str:
        """Return what is wrong with a field."""
        return self.problems.get(name, "")


def typed(sent: QueryDict) -> dict[str, str]:
    """Return what was typed, field by field; of several values under one name the last."""
    return {name: str(sent[name]) for name in sent}


def shown_again(sent: QueryDict, error: InputError, **renamed: str) -> Form:
    """Return the form as it was sent, with the problem beside its field; `renamed` maps a field to the form's own."""
    return Form(typed(sent), {renamed.get(error.field, error.field): beside(error.problem)})


def beside(problem: str) -> str:
    """Say a problem where its field is in sight: "is empty" becomes "This is empty."."""
    if language.current() != language.ENGLISH:
        said = language.told(problem)  # a clause of its own, as docs/translating.md asks
        said = said[:1].upper() + said[1:]
    elif problem.startswith("not "):
        said = f"This is {problem}"  # unsaid: English alone
    elif problem.split(" ", 1)[0] in ("is", "has", "was"):
        said = f"This {problem}"  # unsaid: as above
    else:
        said = problem[:1].upper() + problem[1:]
    return said if said.endswith((".", "?")) else said + "."


def text(sent: QueryDict, name: str) -> str:
    """Read a text, with the line ends that a browser sends made plain."""
    return sent.get(name, "").replace("\r\n", "\n").strip()


def text_or_none(sent: QueryDict, name: str) -> str | None:
    """Read a text that may be left empty."""
    return text(sent, name) or None


def day(sent: QueryDict, name: str) -> date | None:
    """Read a day, 2026-11-20, that may be left empty."""
    typed = text(sent, name)
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise InputError(name, _("{typed} is not a day such as 2026-11-20", typed=repr(typed))) from None


def number(sent: QueryDict, name: str) -> int | None:
    """Read a whole number that may be left empty."""
    typed = text(sent, name)
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > 9:
        raise InputError(name, _("{typed} is not a whole number", typed=repr(typed)))
    return int(typed)


def word(sent: QueryDict, name: str, allowed: Iterable[Word]) -> Word | None:
    """Read one of a few words that may be left out."""
    typed = text(sent, name)
    if not typed:
        return None
    for one in allowed:
        if one == typed:
            return one
    raise InputError(name, _("{typed} is not one of {join}", typed=repr(typed), join=", ".join(allowed)))


def several(sent: QueryDict, name: str) -> tuple[str, ...]:
    """Read every value sent under a name, each once, leaving out empty ones."""
    return tuple(dict.fromkeys(value.strip() for value in sent.getlist(name) if value.strip()))


def tags(sent: QueryDict, name: str = "tags") -> tuple[str, ...]:
    """Read tags written with commas between them."""
    return tuple(
        dict.fromkeys(tag.strip().lstrip("#").strip() for tag in text(sent, name).split(",") if tag.strip(" #"))
    )
