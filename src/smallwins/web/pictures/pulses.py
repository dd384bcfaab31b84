"""Confidence and clarity, as the weekly reviews asked for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smallwins.language import _
from smallwins.web.pictures.lanes import GAP, Lane, Values, lined
from smallwins.web.pictures.paper import FONT, LINE, Drawing, Label, Mark, Shape, Table, at
from smallwins.web.pictures.weeks import LEFT, RIGHT
from smallwins.web.pictures.window import Axis, Window
from smallwins.web.words import count

if TYPE_CHECKING:  # types only: the facts bring numpy with them
    from smallwins.insights.facts import WeekOfPulse

HEIGHT = 58.0


def pulses(weeks: Sequence[WeekOfPulse], window: Window) -> Drawing:
    """Draw one line for each pulse, and a cross for each week that felt stuck."""
    shown = window.cut(weeks)
    axis = Axis(window, LEFT, RIGHT)
    confidence = _lane(axis, 0, "Confidence, 0 to 10", "dot", [(week, week.confidence) for week in shown])
    clarity = _lane(axis, confidence.bottom, "Clarity, 0 to 10", "diamond", [(week, week.clarity) for week in shown])
    stuck = [week.week.ordinal for week in shown if week.stuck]
    bottom, crosses, labels = clarity.bottom, [], []
    if stuck:
        labels.append(Label(f"Felt stuck: {count(len(stuck), 'week')}", LEFT, at(bottom + FONT), "start", "lane"))
        size = at(min(7.0, max(0.94 * axis.column, 3.2)))
        crosses = [Mark("cross", axis.middle(week), at(bottom + LINE + 8), size) for week in stuck]
        bottom = at(bottom + LINE + 12 + GAP)
    return Drawing(
        name="pulses",
        title=_("Confidence and clarity"),
        words=_words(shown),
        height=bottom + LINE / 2,
        table=Table(
            (_("Week"), _("Confidence"), _("Clarity"), _("Felt stuck")),
            tuple(
                (
                    window.said(week.week.ordinal),
                    _said(week.confidence),
                    _said(week.clarity),
                    "yes" if week.stuck else "",
                )
                for week in reversed(shown)
            ),
        ),
        strokes=(*confidence.strokes, *clarity.strokes),
        marks=(*confidence.marks, *clarity.marks, *crosses),
        labels=(*confidence.labels, *clarity.labels, *labels, *axis.months(bottom)),
        empty=not (confidence.marks or clarity.marks or crosses),
    )


def _lane(axis: Axis, top: float, name: str, shape: Shape, values: Sequence[tuple[WeekOfPulse, int | None]]) -> Lane:
    points = [(axis.middle(week.week.ordinal), float(value)) for week, value in values if value is not None]
    return lined(axis, top, HEIGHT, name, Values(points, 0, 10, shape, "pulse"))


def _said(value: int | None) -> str:
    return "" if value is None else str(value)


def _words(shown: Sequence[WeekOfPulse]) -> str:
    parts = []
    for name, values in (
        (_("Confidence"), [week.confidence for week in shown if week.confidence is not None]),
        (_("Clarity"), [week.clarity for week in shown if week.clarity is not None]),
    ):
        if values and values[0] != values[-1]:
            parts.append(
                _("{name} went from {values} to {values_2}.", name=name, values=values[0], values_2=values[-1])
            )
        elif values:
            parts.append(_("{name} is {values}.", name=name, values=values[-1]))
    return " ".join(parts) or _("The weekly review asks for them.")
