"""Pages of the web app (to come)."""

from collections.abc import Iterator
from pathlib import Path

from bench.measuring import Measured


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    yield from ()
