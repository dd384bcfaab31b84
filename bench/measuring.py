"""Measure two things side by side, in turn, so that a machine that slows down slows both."""

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Measured(NamedTuple):
    """One promise: what was measured, what it was measured against, and the most that the ratio may be."""

    promise: str
    ours: float
    floor: float
    most: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """Ours against the floor."""
        return self.ours / self.floor

    @property
    def kept(self) -> bool:
        """Whether the promise holds in this run."""
        return self.ratio <= self.most

    def __str__(self) -> str:
        said = "kept" if self.kept else "BROKEN"
        held = "shown, not promised" if self.most == float("inf") else f"at most {self.most:5.2f} ×  {said}"
        return (
            f"{self.promise:<58} {self.ours:9.2f} {self.unit:<3} {self.floor:9.2f} {self.unit:<3}"
            f" {self.ratio:6.2f} ×  {held}"
        )


def in_turn(runs: int, ours: Callable[[], float], floor: Callable[[], float]) -> tuple[float, float]:
    """Run both in turn, so many times, and return the median of what each returned."""
    ours(), floor()  # once, to warm up what a machine keeps warm
    pairs = [(ours(), floor()) for _ in range(runs)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def wall_of(command: Sequence[str], environment: dict[str, str] | None = None) -> Callable[[], float]:
    """Return what runs a command as a whole process and tells its wall time in milliseconds."""
    # A machine told not to keep compiled modules would compile all of ours, and none of the floor's, at every run.
    whole = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    whole |= environment or {}

    def run() -> float:
        before = time.perf_counter()
        subprocess.run(command, check=True, env=whole, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        return (time.perf_counter() - before) * 1000

    return run


def time_of(act: Callable[[], object]) -> Callable[[], float]:
    """Return what calls a function and tells its time in milliseconds."""

    def run() -> float:
        before = time.perf_counter()
        act()
        return (time.perf_counter() - before) * 1000

    return run
