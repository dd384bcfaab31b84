"""What happened to a crossroads, kept with what stood before, and told in words (METHOD section 6)."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from smallwins.journal.changes import difference
from smallwins.method.ahead import AHEAD_BY_FIELD
from smallwins.method.crossroads import Crossroads, Happening, Option
from smallwins.method.questions import choice_of
from smallwins.method.saying import say, say_list

FIELDS = ("title", "status", "decision", "reason", "look_back_on", "outcome", "win")
OPTION_FIELDS = ("title", "looks")
TOLD = {
    "title": say("It was called"),
    "decision": say("You had chosen"),
    "reason": say("Your reason was"),
    "look_back_on": say("The day to look back was"),
    "outcome": say("You had written"),
    "looks": say("Its looks were"),
}


class Past(NamedTuple):
    """One thing that happened, for people."""

    at: datetime
    words: str
    before: tuple[tuple[str, str], ...]  # what stood there before: what it was, and its words


def happened(before: Crossroads, after: Crossroads, at: datetime, cause: str) -> Crossroads:
    """Return the crossroads after a change, with one line more of its history; earlier lines stay as they are."""
    return after._replace(history=(*before.history, Happening(at, cause, _changed(before, after))))


def _changed(before: Crossroads, after: Crossroads) -> dict[str, object]:
    """Return what differs: field -> [before, after]; an option that came or went is one field, its id."""
    changed = difference(_fields(before), _fields(after))
    options = [{option.id: option for option in one.options} for one in (before, after)]
    for its_id in dict.fromkeys([*options[0], *options[1]]):
        old, new = options[0].get(its_id), options[1].get(its_id)
        if old is not None and new is not None:
            changed |= {f"{its_id}.{name}": pair for name, pair in difference(_of(old), _of(new)).items()}
        else:
            changed |= difference({its_id: old and _of(old)}, {its_id: new and _of(new)})
    return changed


def _fields(crossroads: Crossroads) -> dict[str, object]:
    return {field: getattr(crossroads, field) for field in FIELDS}


def _of(option: Option) -> dict[str, object]:
    return {**{field: getattr(option, field) for field in OPTION_FIELDS}, **option.answers._asdict()}


def past_of(crossroads: Crossroads) -> tuple[Past, ...]:
    """Tell what happened, the newest first, each with what stood there before."""
    titles = {option.id: option.title for option in crossroads.options}
    return tuple(
        Past(one.at, one.cause[:1].upper() + one.cause[1:], _before(one.change, titles))
        for one in reversed(crossroads.history)
    )


def _before(change: Mapping[str, object], titles: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    told = []
    for name, pair in change.items():
        field = name.rpartition(".")[2]
        old = pair[0] if isinstance(pair, list) and len(pair) == 2 else None
        if old is None or old == []:
            continue
        if field == "decision":
            told.append((TOLD[field], titles.get(str(old), say("an option that is gone"))))
        elif field in TOLD:
            told.append((TOLD[field], str(old)))
        elif field in AHEAD_BY_FIELD:
            told.append((say("You had answered"), _answer(field, old)))
    return tuple(told)


def _answer(field: str, value: object) -> str:
    question = AHEAD_BY_FIELD[field]
    values = value if isinstance(value, list) else [value]
    choices = [(one, choice_of(question, one)) for one in values]
    return say_list((str(one) if not at else at.short if question.many else at.label for one, at in choices), ",")
