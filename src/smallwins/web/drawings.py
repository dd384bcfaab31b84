"""Where the strokes of a small drawing go: how possible a goal felt, day by day."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

WIDTH, HEIGHT = 260, 72
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 8, 8


class Dot(NamedTuple):
    """One answer: where it stands, and what it says."""

    x: float
    y: float
    on: date
    value: int


class Line(NamedTuple):
    """Answers from 0 to 10 over time, as places in a box of 260 by 72."""

    path: str
    dots: tuple[Dot, ...]


def line_of(answers: Sequence[tuple[date, int]]) -> Line | None:
    """Place answers, oldest first, from left to right by their day; one alone makes no line."""
    if len(answers) < 2:
        return None
    first, last = answers[0][0], answers[-1][0]
    days = max((last - first).days, 1)
    across, down = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    dots = tuple(
        Dot(round(LEFT + across * (on - first).days / days, 1), round(TOP + down * (10 - value) / 10, 1), on, value)
        for on, value in answers
    )
    return Line("M" + " ".join(f"{dot.x} {dot.y}" for dot in dots), dots)
