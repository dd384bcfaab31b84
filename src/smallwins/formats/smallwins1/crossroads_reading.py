"""Crossroads of the file as values."""

from msgspec import UNSET

from smallwins.formats.smallwins1.parsing import shaped
from smallwins.formats.smallwins1.places import check_id, check_once, kept
from smallwins.formats.smallwins1.shapes import CrossroadsShape, HappeningShape, OptionShape
from smallwins.formats.smallwins1.shaping import named, utc
from smallwins.formats.smallwins1.win_reading import answers_of
from smallwins.method.crossroads import Crossroads, Happening, Option
from smallwins.method.crossroads import checked as checked_crossroads
from smallwins.method.saying import say
from smallwins.method.texts import check_line
from smallwins.method.win import NOTHING_EXTRA


def read_crossroads(plain: object, at: str = "crossroads") -> Crossroads:
    """Read a crossroads as `plain.crossroads_json` writes it."""
    return crossroads_of(shaped(plain, CrossroadsShape, at), at)


def crossroads_of(shape: CrossroadsShape, at: str) -> Crossroads:
    """Make a crossroads of its shape."""
    check_id(shape.id, at)
    if isinstance(shape.win, str):
        check_id(shape.win, at, "win")
    options = tuple(_option(option, f"{at}.options[{place}]") for place, option in enumerate(shape.options or ()))
    check_once((f"{at}.options[{place}].id", option.id) for place, option in enumerate(options))
    crossroads = Crossroads(
        id=shape.id,
        title=shape.title,
        options=options,
        status=shape.status or "open",
        decision=None if shape.decision is UNSET else shape.decision,
        reason=None if shape.reason is UNSET else shape.reason,
        look_back_on=shape.look_back_on or None,
        outcome=None if shape.outcome is UNSET else shape.outcome,
        win=shape.win or None,
        origin=shape.origin or "own",
        extra=shape.extra or NOTHING_EXTRA,
        history=tuple(_happening(one, f"{at}.history[{place}]") for place, one in enumerate(shape.history or ())),
    )
    with named(at):
        return checked_crossroads(crossroads)


def _happening(shape: HappeningShape, at: str) -> Happening:
    change = kept(shape.change, f"{at}.change") if shape.change else NOTHING_EXTRA
    return Happening(utc(shape.at, at, "at"), shape.cause, change, shape.extra or NOTHING_EXTRA)


def _option(shape: OptionShape, at: str) -> Option:
    check_id(shape.id, at)
    with named(at):
        check_line("title", shape.title, say("name each way to go; one of them may be to stay"))
    looks = None if shape.looks is UNSET else shape.looks
    return Option(shape.id, shape.title, looks, answers_of(shape.answers, at), shape.extra or NOTHING_EXTRA)
