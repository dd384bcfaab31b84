"""Week by week: momentum with its steps, and what became of the wins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smallwins.language import _
from smallwins.method.days import short_day
from smallwins.web.pictures.lanes import GAP, Values, fit, hung, lined, stacks
from smallwins.web.pictures.paper import LINE, WIDTH, Drawing, Table
from smallwins.web.pictures.window import Axis, Window
from smallwins.web.words import count

if TYPE_CHECKING:  # types only: the facts bring numpy with them
    from smallwins.insights.facts import WeekOfWins
    from smallwins.method.momentum import WeekMomentum

LEFT, RIGHT = 36.0, WIDTH - 40
LINE_HEIGHT, STACK_HEIGHT = 76.0, 96.0


def note_of(per: int) -> str:
    """Say how many wins a mark stands for, where it is more than one."""
    return f"A mark stands for up to {per:,}." if per > 1 else ""


def momentum(weeks: Sequence[WeekMomentum], window: Window) -> Drawing:
    """Draw the push of small steps over the steps themselves: real wins and next steps done."""
    shown = window.cut(weeks)
    axis = Axis(window, LEFT, RIGHT)
    highest = max([*(week.momentum for week in shown), 1.0])
    points = [(axis.middle(week.week.ordinal), week.momentum) for week in shown]
    push = lined(
        axis, 0, LINE_HEIGHT, _("The push they give together"), Values(points, 0, round(highest, 1), None, "pushing", 1)
    )
    taken = fit(axis, STACK_HEIGHT, max((week.real + week.steps_done for week in shown), default=0))
    steps = stacks(
        axis,
        push.bottom,
        _("Real wins, and ticks for steps done"),
        {week.week.ordinal: (("real", week.real), ("step", week.steps_done)) for week in shown},
        taken,
        "real",
    )
    bottom = steps.bottom
    return Drawing(
        name="momentum",
        title=_("Small steps, repeated"),
        words=_momentum_words(shown),
        height=bottom + LINE / 2,
        table=Table(
            (_("Week"), _("Real wins"), _("Steps done"), _("Momentum")),
            tuple(
                (window.said(week.week.ordinal), str(week.real), str(week.steps_done), f"{week.momentum:.1f}")
                for week in reversed(shown)
            ),
        ),
        strokes=(*push.strokes, *steps.strokes),
        marks=push.marks,
        piles=steps.piles,
        labels=(*push.labels, *steps.labels, *axis.months(bottom)),
        note=note_of(taken.per),
        empty=not steps.piles,
    )


def _momentum_words(shown: Sequence[WeekMomentum]) -> str:
    real, done = sum(week.real for week in shown), sum(week.steps_done for week in shown)
    if not real + done:
        return _("It begins with a real win, or with one next step done.")
    best = max(shown, key=lambda week: week.momentum)
    return (
        f"{count(real, 'real win')} and {count(done, 'step')} done. Momentum is {shown[-1].momentum:.1f} now; it was"
        f" highest, {best.momentum:.1f}, in the week of {short_day(best.week.monday)}. A step loses half its push in"
        " four weeks."
    )


def outcomes(weeks: Sequence[WeekOfWins], window: Window) -> Drawing:
    """Stack real wins, with those too early to tell on top of them; shiny objects hang below."""
    shown = window.cut(weeks)
    axis = Axis(window, LEFT, RIGHT)
    most = max([0, *(week.real + week.early for week in shown), *(week.shiny for week in shown)])
    fitted = fit(axis, STACK_HEIGHT, most)
    above = stacks(
        axis,
        0,
        _("Real wins; on top, those too early to tell"),
        {week.week.ordinal: (("real", week.real), ("early", week.early)) for week in shown},
        fitted,
        "real",
    )
    below = hung(
        axis,
        above.bottom - GAP + 5,
        _("Shiny objects"),
        {week.week.ordinal: week.shiny for week in shown},
        "shiny",
        fitted,
    )
    real, early, shiny = (
        (sum(numbers) for numbers in zip(*(week[1:] for week in shown), strict=True)) if shown else (0, 0, 0)
    )
    return Drawing(
        name="outcomes",
        title=_("Real, too early, shiny"),
        words=f"{count(real, 'real win')}, {early:,} too early to tell, {count(shiny, 'shiny object')}, week by week.",
        height=below.bottom + LINE / 2,
        table=Table(
            (_("Week"), _("Real"), _("Too early to tell"), _("Shiny")),
            tuple(
                (window.said(week.week.ordinal), str(week.real), str(week.early), str(week.shiny))
                for week in reversed(shown)
            ),
        ),
        strokes=above.strokes,
        piles=(*above.piles, *below.piles),
        labels=(*above.labels, *below.labels, *axis.months(below.bottom)),
        note=note_of(fitted.per),
        empty=not shown,
    )
