"""Months in the rearview: the shiny objects of each month, the nearest largest, farther ones smaller and fainter."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from smallwins.language import _
from smallwins.method.rearview import FARTHEST, NEAREST
from smallwins.method.saying import say
from smallwins.web.pictures.paper import FONT, WIDTH, Drawing, Label, Pile, Stroke, Table, apart, at, clear
from smallwins.web.words import count

if TYPE_CHECKING:  # types only: the facts bring numpy with them
    from smallwins.insights.facts import MonthBehind

MONTHS = 12
NARROWER = 0.9  # than the month after it
NEAR = 46.0  # how wide the nearest month is
HEIGHT = 150.0
LARGEST = 26.0
NAMES = (
    say("Jan"),
    say("Feb"),
    say("Mar"),
    say("Apr"),
    say("May"),
    say("Jun"),
    say("Jul"),
    say("Aug"),
    say("Sep"),
    say("Oct"),
    say("Nov"),
    say("Dec"),
)


def receding(months: Sequence[MonthBehind], last: tuple[int, int]) -> Drawing:
    """Stack the shiny objects of each of twelve months up to the last one; a mark gets smaller month by month."""
    known = {month.month: month for month in months}
    shown = [_named(last, back) for back in range(MONTHS)]
    shiny = {name: known[name].shiny for name in shown if name in known}
    most = max(shiny.values(), default=0)
    per = next(
        per for power in range(20) for per in (10**power, 2 * 10**power, 5 * 10**power)
        if ceil(most / per) <= 20
    )  # fmt: skip
    laid = [ceil(shiny.get(name, 0) / per) for name in shown]
    widths = [NEAR * NARROWER**back for back in range(MONTHS)]
    steps = [_step(width, stacked, back) for back, (width, stacked) in enumerate(zip(widths, laid, strict=True))]
    base = at(FONT + 12 + max(step * stacked for step, stacked in zip(steps, laid, strict=True)))
    piles: list[Pile] = []
    names: list[Label] = []
    numbers: list[Label] = []
    right = WIDTH - 2
    for back, (name, width, step, stacked) in enumerate(zip(shown, widths, steps, laid, strict=True)):
        middle = at(right - width / 2)
        right -= width
        heights = [at(base - 3 - (place + 0.5) * step) for place in range(stacked)]
        piles.append(Pile("shiny", middle, heights, at(step * 0.9), f"near-{_near(back)}"))
        month = int(name[5:])
        words = name[:4] if month == 1 else NAMES[month - 1]
        names.append(Label(words, middle, base + FONT + 3, "middle", "when"))
        if stacked:
            numbers.append(Label(f"{shiny[name]:,}", middle, at(base - 7 - stacked * step), "middle", "number"))
    kept = clear(apart(numbers), piles)
    total = sum(shiny.values())
    return Drawing(
        name="receding",
        title=_("Getting smaller in the mirror"),
        words=f"{count(total, 'shiny object')} in these twelve months. The nearest are the largest; look at any again."
        if total
        else _("Nothing shiny in these twelve months."),
        height=base + FONT + 10,
        table=Table(
            (_("Month"), _("Shiny objects"), _("Of so many wins")),
            tuple(
                (f"{NAMES[int(name[5:]) - 1]} {name[:4]}", str(known[name].shiny), str(known[name].wins))
                if name in known
                else (f"{NAMES[int(name[5:]) - 1]} {name[:4]}", "0", "0")
                for name in shown
            ),
        ),
        strokes=(Stroke("floor", f"M{at(right)} {base}H{WIDTH - 2}"),),
        piles=tuple(piles),
        labels=(*kept, *apart(names)),
        note=f"A star stands for up to {per:,}." if per > 1 else "",
        href="/rearview",
        empty=not total,
    )


def _step(width: float, stacked: int, back: int) -> float:
    """Return how far apart the marks of a month stand: no larger than its column, and than those of a month nearer."""
    return min(width * 0.8, LARGEST * NARROWER**back, HEIGHT * NARROWER**back / max(stacked, 1))


def _near(back: int) -> int:
    return max(NEAREST - (back + 1) // 2, FARTHEST)


def _named(last: tuple[int, int], back: int) -> str:
    months = last[0] * 12 + last[1] - 1 - back
    return f"{months // 12:04}-{months % 12 + 1:02}"
