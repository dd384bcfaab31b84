"""The weekly reviews of one person's journal, as rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from smallwins.method.review import GoalCheck, Review
from smallwins.method.saying import say
from smallwins.method.week import Week, at_ordinal
from smallwins.method.win import NOTHING_EXTRA
from smallwins.method.wording import Told
from smallwins.storage.moments import list_text, mapping_at, mapping_text, moment_at, moment_text, rows_text, strings_at
from smallwins.storage.sqlite import Value, damaged

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

_COLUMNS = (
    "week", "status", "stage", "started_at", "closed_at", "confidence", "clarity", "stuck", "possible", "note",
    "checks", "asked", "skipped", "no_step", "origin", "extra",
    "told", "worded",
)  # fmt: skip
_READ = ", ".join(_COLUMNS)


class Reviews:
    """Keeps the review of each week, as far as it has come."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner

    def get(self, week: Week) -> Review | None:
        """Return the review of a week, if it was ever begun."""
        row = self._connection.execute(
            f"SELECT {_READ} FROM review WHERE owner = ? AND week = ?", (self._owner, week.ordinal)
        ).fetchone()
        return None if row is None else _review_of(row)

    def save(self, review: Review) -> None:
        """Keep the review, in place of what was kept of its week."""
        self._connection.execute(
            f"INSERT INTO review (owner, {_READ}) VALUES ({', '.join('?' * (len(_COLUMNS) + 1))})"
            " ON CONFLICT (owner, week) DO UPDATE SET "
            + ", ".join(f"{column} = excluded.{column}" for column in _COLUMNS[1:]),
            (self._owner, *_values_of(review)),
        )

    def remove(self, week: Week) -> None:
        """Take the review of a week away."""
        self._connection.execute("DELETE FROM review WHERE owner = ? AND week = ?", (self._owner, week.ordinal))

    def all(self) -> tuple[Review, ...]:
        """Return all reviews, oldest week first."""
        rows = self._connection.execute(f"SELECT {_READ} FROM review WHERE owner = ? ORDER BY week", (self._owner,))
        return tuple(map(_review_of, rows))


def _values_of(review: Review) -> tuple[Value, ...]:
    return (
        review.week.ordinal,
        review.status,
        review.stage,
        moment_text(review.started_at) if review.started_at else None,
        moment_text(review.closed_at) if review.closed_at else None,
        review.confidence,
        review.clarity,
        review.stuck,
        mapping_text(review.possible),
        review.note,
        mapping_text({goal: list(check) for goal, check in review.checks.items()}),
        list_text(review.asked),
        rows_text(review.skipped),
        review.no_step,
        review.origin,
        mapping_text(review.extra),
        mapping_text(review.told),
        mapping_text(review.worded),
    )


def _review_of(row: tuple[Any, ...]) -> Review:
    try:
        return _read(row)
    except (ValueError, TypeError) as error:
        raise damaged("file", say("holds a review that makes no sense")) from error


def _read(row: tuple[Any, ...]) -> Review:
    kept: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    checks = {goal: GoalCheck(*check) for goal, check in mapping_at(kept["checks"]).items()}  # type: ignore[misc]  # JSON
    stuck = kept["stuck"]
    return Review(
        week=at_ordinal(kept["week"]),
        status=kept["status"],
        stage=kept["stage"],
        started_at=moment_at(kept["started_at"]) if kept["started_at"] else None,
        closed_at=moment_at(kept["closed_at"]) if kept["closed_at"] else None,
        confidence=kept["confidence"],
        clarity=kept["clarity"],
        stuck=None if stuck is None else bool(stuck),
        possible=cast("Mapping[str, int]", mapping_at(kept["possible"])),
        note=kept["note"],
        checks=cast("Mapping[str, GoalCheck]", MappingProxyType(checks) if checks else NOTHING_EXTRA),
        asked=strings_at(kept["asked"]),
        skipped=tuple((win, question) for win, question in json.loads(kept["skipped"] or "[]")),
        no_step=bool(kept["no_step"]),
        origin=kept["origin"],
        extra=mapping_at(kept["extra"]),
        told=cast("Mapping[str, Told]", mapping_at(kept["told"])),
        worded=cast("Mapping[str, str]", mapping_at(kept["worded"])),
    )
