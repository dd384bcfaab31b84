"""Remarks of the file as values."""

from msgspec import UNSET

from smallwins.formats.smallwins1.parsing import shaped
from smallwins.formats.smallwins1.places import check_id
from smallwins.formats.smallwins1.shapes import RemarkShape
from smallwins.formats.smallwins1.shaping import named, utc, utc_or_none
from smallwins.method.remark import Remark
from smallwins.method.remark import checked as checked_remark
from smallwins.method.week import parse
from smallwins.method.win import NOTHING_EXTRA


def read_remark(plain: object, at: str = "remark") -> Remark:
    """Read a remark as `plain.remark_json` writes it."""
    return remark_of(shaped(plain, RemarkShape, at), at)


def remark_of(shape: RemarkShape, at: str) -> Remark:
    """Make a remark of its shape; whose account wrote it is nothing that a file can say."""
    check_id(shape.id, at)
    if isinstance(shape.win, str):
        check_id(shape.win, at, "win")
    with named(at):
        return checked_remark(
            Remark(
                id=shape.id,
                at=utc(shape.at, at, "at"),
                author_name=shape.by,
                text=shape.text,
                asks=shape.asks or False,
                win_id=None if shape.win is UNSET else shape.win,
                week=parse(shape.week) if shape.week else None,
                answer=None if shape.answer is UNSET else shape.answer,
                answered_at=utc_or_none(shape.answered_at, at, "answered_at"),
                extra=shape.extra or NOTHING_EXTRA,
            )
        )
