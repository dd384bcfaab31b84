"""What is said of a place that has not the shape it should have."""

import re

from msgspec import ValidationError

from smallwins.formats.smallwins1 import FORMAT
from smallwins.formats.smallwins1.places import inside
from smallwins.method.answers import DIRECTIONS, MOTIVES, OPENED
from smallwins.method.crossroads import CROSSROADS_STATUSES
from smallwins.method.errors import ImportFileError
from smallwins.method.goal import GOAL_STATUSES
from smallwins.method.review import REASONS, REVIEW_STATUSES, STAGES, STILLS
from smallwins.method.saying import say, say_list
from smallwins.method.step import STEP_STATUSES
from smallwins.method.win import GUTS, KINDS, VERDICTS
from smallwins.method.wording import ANSWER_KINDS

CHOICES: dict[str, tuple[str, ...]] = {
    "direction": DIRECTIONS,
    "motive": MOTIVES,
    "opened": OPENED,
    "kind": KINDS,
    "gut": GUTS,
    "verdict": VERDICTS,
    "stage": STAGES,
    "still": STILLS,
    "reason": REASONS,
    "origin": ("sample",),
    "questions.kind": ANSWER_KINDS,
    "goals.status": GOAL_STATUSES,
    "steps.status": STEP_STATUSES,
    "reviews.status": REVIEW_STATUSES,
    "crossroads.status": CROSSROADS_STATUSES,
}
RANGES = {
    "looks": say("not a number from 0 (plain) to 4 (dazzling)"),
    "stretch": say("not a number from 0 (effortless) to 4 (overwhelming)"),
    "look_again_after": say("not a number of weeks from 1 to 52"),
    "review_day": say("not a day of the week from 1 (Monday) to 7 (Sunday)"),
    "confidence": say("not a number from 0 to 10"),
    "clarity": say("not a number from 0 to 10"),
}
TYPES = {
    "date": "not a date",
    "datetime": say("not a time with its zone, such as 2026-11-13T17:20:00Z"),
    "str": "not a text",
    "array": "not a list",
    "object": say("not an object"),
    "bool": say("not true or false"),
    "int": say("not a number from 0 (impossible) to 10 (certain)"),
}
MESSAGE = re.compile(r"(?P<what>.*) - at `\$(?P<path>[\w.\[\]]*)`", re.DOTALL)  # the last one: a key can hold its like
NEWER = re.compile(r"smallwins/[1-9][0-9]{0,8}")
NAMED = re.compile(r"Object (?P<how>missing required|contains unknown) field `(?P<key>.*)`", re.DOTALL)
EXPECTED = re.compile(r"(?:Expected `|Invalid RFC3339 encoded )(\w+)")


def check_format(plain: object) -> None:
    """Raise ImportFileError for a file that is not a journal, or one of another time."""
    if not isinstance(plain, dict):
        raise ImportFileError(
            "file", say("is not a journal, which is one JSON object that says {format} as its format", format=FORMAT)
        )
    found = plain.get("format")
    if found is None:
        raise ImportFileError("format", say("is missing; a journal says {format} here", format=FORMAT))
    if found != FORMAT:
        newer = isinstance(found, str) and NEWER.fullmatch(found)
        needs = say("{found} needs a newer smallwins; this one reads {format}", found=found, format=FORMAT)
        raise ImportFileError(
            "format", needs if newer else say("is not {format}, the one that is read here", format=FORMAT)
        )


def refusal(error: ValidationError, plain: object, at: str) -> ImportFileError:
    """Say where in the plain value at a path its shape is broken, and how, in our own words."""
    message = MESSAGE.fullmatch(str(error))
    what, path = (message["what"], message["path"]) if message else (str(error), "")
    at, held = _place(at, path, plain, what)
    if named := NAMED.fullmatch(what):
        unknown = say("is not a key of smallwins/1, and nothing unknown can be kept here")
        return ImportFileError(inside(at, named["key"]), say("is missing") if named["how"][0] == "m" else unknown)
    return ImportFileError(at or "file", _problem(what, at, held))


def _problem(what: str, at: str, value: object) -> str:
    noun, field = ([*re.findall(r"(\w+)\[\d+\]\.", at), ""][-2:][0], at.rpartition(".")[2])
    expected = EXPECTED.match(what)
    name = expected[1] if expected else "str"
    choices = CHOICES.get(field) or CHOICES.get(f"{noun}.{field}")
    if name == "str" and choices and not (field == "reason" and "checks" not in at):
        listed = say_list(choices, ",")
        named = say("{value} is not one of {choices}", value=_short(value), choices=listed)
        return named if isinstance(value, str) else say("is not one of {choices}", choices=listed)
    if name == "int":
        return RANGES.get(field, TYPES["int"])
    return TYPES.get(name, say("not what it should be"))


def _place(at: str, path: str, plain: object, what: str) -> tuple[str, object]:
    """Follow a path of the parser, which does not name the keys of a mapping: there, the first that is off is meant."""
    for index, key in re.findall(r"\[(\d+|\.\.\.)\]|\.(\w+)", path):
        if index == "..." and isinstance(plain, dict):
            key = next((key for key, value in plain.items() if _is_off(value, what)), "")  # noqa: PLW2901  # named now
        if isinstance(plain, list) and index:
            at, plain = f"{at}[{index}]", plain[int(index)]
        elif isinstance(plain, dict):
            at, plain = inside(at, key), plain.get(key)
    return at, plain


def _short(value: object) -> str:
    return repr(value if not isinstance(value, str) or len(value) <= 40 else value[:40] + "…")


def _is_off(value: object, what: str) -> bool:
    """Tell whether a value of a mapping is the one that the parser means: an object, or a number from 0 to 10."""
    if "object" in what.partition(",")[0]:
        return not isinstance(value, dict)
    if "int" in what.partition(",")[0]:
        return isinstance(value, bool) or not isinstance(value, int) or value not in range(11)
    return isinstance(value, dict)
