"""Weekly reviews of the file as values."""

from msgspec import UNSET

from smallwins.formats.smallwins1.parsing import shaped
from smallwins.formats.smallwins1.plain import usual_stage
from smallwins.formats.smallwins1.shapes import ReviewShape
from smallwins.formats.smallwins1.shaping import named, utc_or_none
from smallwins.method.review import GoalCheck, Review
from smallwins.method.review import checked as checked_review
from smallwins.method.week import parse
from smallwins.method.win import NOTHING_EXTRA


def read_review(plain: object, at: str = "review") -> Review:
    """Read a review as `plain.review_json` writes it."""
    return review_of(shaped(plain, ReviewShape, at), at)


def review_of(shape: ReviewShape, at: str) -> Review:
    """Make a review of its shape."""
    status = shape.status or "open"
    checks = {goal: GoalCheck(check.still, check.reason or None) for goal, check in (shape.checks or {}).items()}
    with named(at):
        return checked_review(
            Review(
                week=parse(shape.week),
                status=status,
                stage=shape.stage or usual_stage(status),
                started_at=utc_or_none(shape.started_at, at, "started_at"),
                closed_at=utc_or_none(shape.closed_at, at, "closed_at"),
                confidence=None if shape.confidence is UNSET else shape.confidence,
                clarity=None if shape.clarity is UNSET else shape.clarity,
                stuck=None if shape.stuck is UNSET else shape.stuck,
                possible=shape.possible or {},
                note=None if shape.note is UNSET else shape.note,
                checks=checks,
                asked=shape.asked or (),
                skipped=tuple((skipped.win, skipped.question) for skipped in shape.skipped or ()),
                no_step=shape.no_step or False,
                origin=shape.origin or "own",
                extra=shape.extra or NOTHING_EXTRA,
                told=shape.told or {},
                worded=shape.worded or {},
            )
        )
