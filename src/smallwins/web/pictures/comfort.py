"""The comfort zone: how far the wins of each week stretched their owner; slightly uncomfortable is the middle band."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smallwins.language import _
from smallwins.web.pictures.lanes import BREAK, runs
from smallwins.web.pictures.paper import LINE, WIDTH, Bar, Drawing, Label, Mark, Stroke, Table, at, line
from smallwins.web.pictures.window import Axis, Window
from smallwins.web.words import count

if TYPE_CHECKING:  # types only: the facts bring numpy with them
    from smallwins.insights.facts import WeekOfStretch

NAMES = (("effortless",), ("comfortable",), ("slightly", "uncomfortable"), ("hard",), ("overwhelming",))
LEFT, RIGHT, TOP, ROW = 104.0, WIDTH - 36, 8.0, 38.0
FLOOR = TOP + 5 * ROW


def comfort(weeks: Sequence[WeekOfStretch], window: Window) -> Drawing:
    """Draw the mean of each week as a dot, with a line from the easiest of its wins to the hardest."""
    shown = window.cut(weeks)
    axis = Axis(window, LEFT, RIGHT)
    places = [(axis.middle(week.week.ordinal), _height(week.mean)) for week in shown]
    reach = "".join(
        f"M{x} {_height(week.lowest)}V{_height(week.highest)}"
        for (x, _), week in zip(places, shown, strict=True)
        if week.lowest < week.highest
    )
    size = at(min(7.0, max(0.94 * axis.column, 3.2)))
    labels = [label for stretch, words in enumerate(NAMES) for label in _names(stretch, words)]
    if places:
        labels.append(Label(f"{shown[-1].mean:.1f}", RIGHT + 6, at(places[-1][1] + 4.5), "start", "number"))
    ways = [
        Stroke("way stretch", line(run)) for run in runs(places, BREAK * axis.column) if len(run) > 1
    ]  # unsaid: a class of the style sheet
    return Drawing(
        name="comfort",
        title=_("In and out of the comfort zone"),
        words=_words(shown),
        height=FLOOR + GAP_BELOW + LINE / 2,
        table=Table(
            (_("Week"), _("Wins"), _("Mean stretch, 0 to 4"), _("Lowest"), _("Highest")),
            tuple(
                (
                    window.said(week.week.ordinal),
                    str(week.wins),
                    f"{week.mean:.2f}",
                    str(week.lowest),
                    str(week.highest),
                )
                for week in reversed(shown)
            ),
        ),
        bars=(Bar("growing", LEFT, at(_height(2) - ROW / 2), at(RIGHT - LEFT), ROW),),
        strokes=(Stroke("edge", f"M{LEFT} {TOP}V{FLOOR}"), *([Stroke("reach", reach)] if reach else []), *ways),
        marks=tuple(Mark("dot", x, y, size) for x, y in places),
        labels=(*labels, *axis.months(FLOOR + GAP_BELOW)),
        empty=not shown,
    )


GAP_BELOW = 16.0


def _height(stretch: float) -> float:
    return at(TOP + (4.5 - stretch) * ROW)


def _names(stretch: int, words: Sequence[str]) -> list[Label]:
    first = _height(stretch) + 4.5 - (len(words) - 1) * LINE / 2
    kind = "name real" if stretch == 2 else "scale"  # unsaid: a class of the style sheet
    return [Label(word, LEFT - 8, at(first + place * LINE), "end", kind) for place, word in enumerate(words)]


def _words(shown: Sequence[WeekOfStretch]) -> str:
    if not shown:
        return _("No win has said yet how it felt to do.")
    wins = sum(week.wins for week in shown)
    mean = sum(week.mean * week.wins for week in shown) / wins
    within = sum(1.5 <= week.mean <= 2.5 for week in shown)
    return (
        f"{count(wins, 'win')} in {count(len(shown), 'week')}; on average {mean:.1f} of 4. {count(within, 'week')} near"
        " slightly uncomfortable, where one grows. A thin line reaches from a week’s easiest win to its hardest."
    )
