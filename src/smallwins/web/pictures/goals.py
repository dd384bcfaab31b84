"""Toward a goal: wins laid one on the other like bricks, and below them how possible it feels."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Literal, NamedTuple

from smallwins.method.week import ordinal_of
from smallwins.web.pictures.lanes import GAP, Values, lined
from smallwins.web.pictures.paper import FONT, LINE, Bar, Drawing, Label, Stroke, Table, at, brief
from smallwins.web.pictures.weeks import LEFT, RIGHT, note_of
from smallwins.web.pictures.window import Axis, Window
from smallwins.web.words import count

if TYPE_CHECKING:  # types only: the facts bring scipy with them
    from smallwins.insights.facts import TowardGoal

HEIGHT, FELT_HEIGHT = 130.0, 50.0
THICKEST, THINNEST, THIN = 9.0, 1.6, 4.0


class Course(NamedTuple):
    """One win toward the goal."""

    week: int
    verdict: Literal["real", "early"]


def toward(goal: TowardGoal, window: Window, name: str, href: str = "") -> Drawing:
    """Lay a course for each win, from its week on; those from before the window begin at its edge."""
    axis = Axis(window, LEFT, RIGHT)
    courses = [course for course in _courses(goal) if course.week <= window.last]
    per = next(
        per for power in range(20) for per in (10**power, 2 * 10**power, 5 * 10**power)
        if ceil(len(courses) / per) * THINNEST <= HEIGHT
    )  # fmt: skip
    laid = courses[per - 1 :: per] + ([courses[-1]] if len(courses) % per else [])
    thick = min(THICKEST, HEIGHT / max(len(laid), 1))
    top = LINE
    floor = at(top + 8 + thick * max(len(laid), 1))
    bars = [_bar(course, axis, at(floor - (place + 1) * thick), thick) for place, course in enumerate(laid)]
    real = sum(course.verdict == "real" for course in courses)
    early = len(courses) - real
    labels = [Label(_stacked(real, early), LEFT, FONT, "start", "lane real")]
    if courses:
        labels.append(Label(brief(len(courses)), RIGHT + 6, at(floor - thick * len(laid) / 2 + 4.5), "start", "number"))
    felt = [one for one in goal.possible if window.first <= ordinal_of(one.on) <= window.last]
    points = [(axis.middle(ordinal_of(one.on)), float(one.value)) for one in felt]
    lane = lined(axis, floor + GAP, FELT_HEIGHT, "How possible it feels, 0 to 10", Values(points, 0, 10, "dot", "felt"))
    return Drawing(
        name=name,
        title=f"Toward: {goal.title}",
        words=_words(goal, real, early, window),
        height=lane.bottom + LINE / 2,
        table=_table(goal, window),
        bars=tuple(bars),
        strokes=(Stroke("floor", f"M{LEFT} {floor}H{RIGHT}"), *lane.strokes),
        marks=lane.marks,
        labels=(*labels, *lane.labels, *axis.months(lane.bottom)),
        note=note_of(per).replace("mark", "brick"),
        href=href,
        empty=not courses and not felt,
    )


def _courses(goal: TowardGoal) -> list[Course]:
    """Return the wins that are not shiny, the earliest first, the real ones of a week below the others."""
    courses, real, early = [], 0, 0
    for week in goal.stacked:
        courses += [Course(week.week.ordinal, "real")] * (week.real - real)
        courses += [Course(week.week.ordinal, "early")] * (week.early - early)
        real, early = week.real, week.early
    return courses


def _bar(course: Course, axis: Axis, y: float, thick: float) -> Bar:
    begins = max(axis.middle(max(course.week, axis.window.first)) - axis.column / 2, axis.left)
    gap, kind = (0.3, " thin") if thick < THIN else (0.8, "")
    return Bar(f"course {course.verdict}{kind}", at(begins), y, at(axis.right - begins), at(thick - gap))


def _stacked(real: int, early: int) -> str:
    if not real + early:
        return "No win stacked yet"
    parts = [f"{real:,} real"] if real else []
    parts += [f"{early:,} too early to tell (outlined)"] if early else []
    return ", ".join(parts)


def _words(goal: TowardGoal, real: int, early: int, window: Window) -> str:
    if not real + early and not goal.possible:
        return "No win is stacked toward it yet."
    said = f"{count(real, 'real win')} stacked toward it, and {early:,} too early to tell."
    felt: Sequence[int] = [one.value for one in goal.possible if ordinal_of(one.on) <= window.last]
    if len(felt) > 1 and felt[0] != felt[-1]:
        said += f" At first it felt {felt[0]}/10 possible, lately {felt[-1]}/10."
    elif felt:
        said += f" It feels {felt[-1]}/10 possible."
    built = [f"{name} {number:,}" for name, number in goal.skills.items() if number]
    return said + (f" Skills built for it: {', '.join(built)}." if built else "")


def _table(goal: TowardGoal, window: Window) -> Table:
    felt = {ordinal_of(one.on): one.value for one in goal.possible}
    stacked = {week.week.ordinal: week for week in goal.stacked}
    rows, real, early, shiny = [], 0, 0, 0
    for ordinal in sorted({*felt, *stacked}):
        week = stacked.get(ordinal)
        real, early, shiny = (week.real, week.early, week.shiny) if week else (real, early, shiny)
        if window.first <= ordinal <= window.last:
            rows.append((window.said(ordinal), str(real), str(early), str(shiny), str(felt.get(ordinal, ""))))
    return Table(("Week", "Real so far", "Too early so far", "Shiny so far", "Felt possible"), tuple(reversed(rows)))
