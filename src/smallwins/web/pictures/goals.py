"""Toward a goal: wins laid one on the other like bricks, and below them how possible it feels."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from smallwins.language import _
from smallwins.method.week import at_ordinal, ordinal_of
from smallwins.web.pictures.lanes import GAP, Values, lined
from smallwins.web.pictures.paper import FONT, LINE, Bar, Drawing, Label, Linked, Stroke, Table, apart, at, brief
from smallwins.web.pictures.weeks import LEFT, RIGHT, note_of
from smallwins.web.pictures.window import Axis, Window
from smallwins.web.words import count

if TYPE_CHECKING:  # types only: the facts bring numpy with them
    from smallwins.insights.facts import TowardGoal, WeekTowardGoal

HEIGHT, FELT_HEIGHT = 120.0, 50.0
THICKEST, THINNEST = 9.0, 4.6  # bricks; where they would be thinner, one stands for several wins
BETWEEN = 0.8  # two bricks
BESIDE = 3.0  # between the bricks of two verdicts


class Stack(NamedTuple):
    """The wins of one verdict, as bricks: the week from which on each lies there."""

    verdict: Literal["real", "early"]
    wins: int
    bricks: tuple[int, ...]


def toward(goal: TowardGoal, window: Window, name: str, number: int | None = None) -> Drawing:
    """Lay real wins, and on them those too early to tell, from their week on; earlier ones begin at the edge."""
    axis = Axis(window, LEFT, RIGHT)
    weeks = window.so_far(goal.stacked)
    real, early = (weeks[-1].real, weeks[-1].early) if weeks else (0, 0)
    most = int(HEIGHT / THINNEST) - 1
    per = next(
        per for power in range(20) for per in (10**power, 2 * 10**power, 5 * 10**power)
        if ceil(real / per) + ceil(early / per) <= most
    )  # fmt: skip
    stacks = [_stack(weeks, "real", per), _stack(weeks, "early", per)]
    bricks = sum(len(stack.bricks) for stack in stacks)
    thick = min(THICKEST, HEIGHT / max(bricks, 1))
    floor = at(LINE + 8 + BESIDE + thick * max(bricks, 1))
    bars, numbers = _laid([stack for stack in stacks if stack.bricks], axis, floor, thick)
    labels = [
        Label(_stacked(real, early), LEFT, FONT, "start", "lane real"),
        *apart(numbers),
    ]  # unsaid: a class of the style sheet
    felt = [one for one in goal.possible if window.first <= ordinal_of(one.on) <= window.last]
    points = [(axis.middle(ordinal_of(one.on)), float(one.value)) for one in felt]
    lane = lined(
        axis, floor + GAP, FELT_HEIGHT, _("How possible it feels, 0 to 10"), Values(points, 0, 10, "dot", "felt")
    )
    return Drawing(
        name=name,
        title=_("Toward: {title}", title=goal.title),
        words=_words(goal, real, early, window),
        height=lane.bottom + LINE / 2,
        table=_table(goal, window, number),
        bars=tuple(bars),
        strokes=(Stroke("floor", f"M{LEFT} {floor}H{RIGHT}"), *lane.strokes),
        marks=lane.marks,
        labels=(*labels, *lane.labels, *axis.months(lane.bottom)),
        note=note_of(per).replace("mark", "brick"),
        href="/goals" if number is None else f"/goals/{number}",
        empty=not real + early and not felt,
    )


def _stack(weeks: Sequence[WeekTowardGoal], verdict: Literal["real", "early"], per: int) -> Stack:
    """Lay a brick in the week of its last win; the topmost may stand for fewer."""
    so_far = attrgetter(verdict)
    wins: int = so_far(weeks[-1]) if weeks else 0
    last_of_each = (min(per * brick, wins) for brick in range(1, ceil(wins / per) + 1))
    return Stack(
        verdict,
        wins,
        tuple(weeks[bisect_left(weeks, last, key=so_far)].week.ordinal for last in last_of_each),
    )


def _laid(stacks: Sequence[Stack], axis: Axis, floor: float, thick: float) -> tuple[list[Bar], list[Label]]:
    """Lay the bricks of each verdict on those before, with their number beside them."""
    bars: list[Bar] = []
    numbers: list[Label] = []
    for stack in stacks:
        for week in stack.bricks:
            floor = at(floor - thick)
            begins = max(axis.middle(max(week, axis.window.first)) - axis.column / 2, axis.left)
            bars.append(Bar(f"course {stack.verdict}", at(begins), floor, at(axis.right - begins), at(thick - BETWEEN)))
        middle = floor + thick * len(stack.bricks) / 2
        numbers.append(Label(brief(stack.wins), RIGHT + 6, at(middle + 4.5), "start", f"number {stack.verdict}"))
        floor = at(floor - BESIDE)
    return bars, numbers


def _stacked(real: int, early: int) -> str:
    if not real + early:
        return _("No win stacked yet")
    parts = [f"{real:,} real"] if real else []
    parts += [f"{early:,} too early to tell (outlined)"] if early else []
    return ", ".join(parts)


def _words(goal: TowardGoal, real: int, early: int, window: Window) -> str:
    if not real + early and not goal.possible:
        return _("No win is stacked toward it yet.")
    said = f"{count(real, 'real win')} stacked toward it, and {early:,} too early to tell."
    felt: Sequence[int] = [one.value for one in goal.possible if ordinal_of(one.on) <= window.last]
    if len(felt) > 1 and felt[0] != felt[-1]:
        said += _(" At first it felt {felt}/10 possible, lately {felt_2}/10.", felt=felt[0], felt_2=felt[-1])
    elif felt:
        said += _(" It feels {felt}/10 possible.", felt=felt[-1])
    built = [f"{name} {number:,}" for name, number in goal.skills.items() if number]
    return said + (f" Skills built for it: {', '.join(built)}." if built else "")


def _table(goal: TowardGoal, window: Window, number: int | None) -> Table:
    """List how many wins of each verdict lie there by the end of each week; each number leads to them."""
    felt = {week: one.value for one in goal.possible for week in [ordinal_of(one.on)] if week in window.weeks}
    shown = window.cut(goal.stacked)
    stacked = {week.week.ordinal: week for week in shown}
    before = window.so_far(goal.stacked)[: -len(shown) or None][-1:]
    real, early, shiny = before[0][1:] if before else (0, 0, 0)
    rows = []
    for ordinal in sorted({*felt, *stacked}):
        real, early, shiny = stacked[ordinal][1:] if ordinal in stacked else (real, early, shiny)
        counts = (("real", real), ("early", early), ("shiny", shiny))
        until = _last_day(ordinal)
        told = [_linked(number, verdict, wins, until) for verdict, wins in counts]
        rows.append((window.said(ordinal), *told, str(felt.get(ordinal, ""))))
    return Table(
        (_("Week"), _("Real so far"), _("Too early so far"), _("Shiny so far"), _("Felt possible")),
        tuple(reversed(rows)),
    )


@lru_cache(maxsize=512)
def _last_day(week: int) -> str:
    return at_ordinal(week).sunday.isoformat()


def _linked(goal: int | None, verdict: str, wins: int, until: str) -> str | Linked:
    if goal is None or not wins:
        return f"{wins:,}"
    return Linked(f"{wins:,}", f"/wins?goal={goal}&verdict={verdict}&until={until}")
