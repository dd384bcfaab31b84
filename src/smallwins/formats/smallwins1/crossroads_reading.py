"""Crossroads of the file as values."""

from msgspec import UNSET

from smallwins.formats.smallwins1.places import check_id
from smallwins.formats.smallwins1.shapes import CrossroadsShape, OptionShape
from smallwins.formats.smallwins1.win_reading import answers_of
from smallwins.method.crossroads import Crossroads, Option
from smallwins.method.errors import ImportFileError
from smallwins.method.win import NOTHING_EXTRA

MOST_OPTIONS = 5


def crossroads_of(shape: CrossroadsShape, at: str) -> Crossroads:
    """Make a crossroads of its shape."""
    check_id(shape.id, f"{at}.id")
    _check_title(shape.title, at)
    options = tuple(_option(option, f"{at}.options[{place}]") for place, option in enumerate(shape.options or ()))
    if not 1 <= len(options) <= MOST_OPTIONS:
        raise ImportFileError(f"{at}.options", f"has {len(options)} options; a crossroads has one to {MOST_OPTIONS}")
    if isinstance(shape.decision, str) and shape.decision not in {option.id for option in options}:
        raise ImportFileError(f"{at}.decision", "not the id of one of its options")
    return Crossroads(
        id=shape.id,
        title=shape.title,
        options=options,
        status=shape.status or "open",
        decision=None if shape.decision is UNSET else shape.decision,
        reason=None if shape.reason is UNSET else shape.reason,
        look_back_on=shape.look_back_on or None,
        outcome=None if shape.outcome is UNSET else shape.outcome,
        origin=shape.origin or "own",
        extra=shape.extra or NOTHING_EXTRA,
    )


def _option(shape: OptionShape, at: str) -> Option:
    check_id(shape.id, f"{at}.id")
    _check_title(shape.title, at)
    looks = None if shape.looks is UNSET else shape.looks
    return Option(shape.id, shape.title, looks, answers_of(shape.answers, at), shape.extra or NOTHING_EXTRA)


def _check_title(title: str, at: str) -> None:
    if not title.strip():
        raise ImportFileError(f"{at}.title", "is empty")
