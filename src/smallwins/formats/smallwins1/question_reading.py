"""Questions of the weekly review of the file as values, version by version."""

from msgspec import UNSET

from smallwins.formats.smallwins1.places import check_id
from smallwins.formats.smallwins1.shapes import QuestionShape
from smallwins.formats.smallwins1.shaping import named, utc
from smallwins.method.win import NOTHING_EXTRA
from smallwins.method.wording import Wording
from smallwins.method.wording import checked as checked_wording


def question_of(shape: QuestionShape, at: str, number: int) -> Wording:
    """Make a wording of its shape; the file has them in the order in which the journal came to have them."""
    check_id(shape.id, at)
    check_id(shape.key, at, "key")
    with named(at):
        return checked_wording(
            Wording(
                id=shape.id,
                key=shape.key,
                at=utc(shape.at, at, "at"),
                text=None if shape.text is UNSET else shape.text,
                help=shape.help or "",
                kind=shape.kind or "text",
                place=shape.place or 0,
                away=shape.away or False,
                by=shape.by or "",
                number=number,
                extra=shape.extra or NOTHING_EXTRA,
            )
        )
