"""What waits in the inbox, and what a file would bring, as JSON: the same from the terminal and from the API."""

from smallwins.formats.candidate import Candidate
from smallwins.formats.smallwins1.plain import moment
from smallwins.journal.foreign import ForeignReport
from smallwins.journal.inbox_item import InboxItem


def item_shape(item: InboxItem) -> dict[str, object]:
    """Return an item of the inbox."""
    return {
        "id": item.id,
        "format": item.format,
        "arrived_at": moment(item.arrived_at),
        **candidate_shape(item.candidate),
    }


def candidate_shape(candidate: Candidate) -> dict[str, object]:
    """Return something that may become a win."""
    return {
        **candidate._asdict(),
        "happened_on": candidate.happened_on.isoformat(),
        "tags": list(candidate.tags),
        "goals": list(candidate.goals),
        "notes": list(candidate.notes),
        "extra": dict(candidate.extra),
    }


def foreign_shape(report: ForeignReport, *, dry_run: bool) -> dict[str, object]:
    """Return what a file would bring, or brought."""
    return {
        **report._asdict(),
        "sample": [candidate_shape(candidate) for candidate in report.sample],
        "rejects": [reject._asdict() for reject in report.rejects],
        "left_out_at": {reason: list(places) for reason, places in report.left_out_at.items()},
        "notes": dict(report.notes),
        "advice": list(report.advice),
        "goal_titles": list(report.goal_titles),
        "dry_run": dry_run,
    }
