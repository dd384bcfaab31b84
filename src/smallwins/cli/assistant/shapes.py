"""Wins as an assistant reads them: as every program does, but for a gut call that a person is not to see yet."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from smallwins.cli import shapes
from smallwins.journal.ports import Journal
from smallwins.method.verdict import JudgedWin


def win_shape(journal: Journal, judged: JudgedWin, today: date) -> shapes.Shape:
    """Return one win; without its gut call before there is a verdict to hold it against: an assistant says it all."""
    return _seen(judged, shapes.win_shape(journal, judged, today))


def win_shapes(journal: Journal, wins: Sequence[JudgedWin], today: date) -> list[shapes.Shape]:
    """Return several."""
    return [_seen(*both) for both in zip(wins, shapes.win_shapes(journal, wins, today), strict=True)]


def _seen(judged: JudgedWin, shape: shapes.Shape) -> shapes.Shape:
    if judged.gut_shown == judged.win.gut:
        return shape
    history = cast("list[dict[str, Any]]", shape["history"])
    for entry in history:
        entry.get("change", {}).pop("gut", None)
    return {**shape, "gut": judged.gut_shown}
