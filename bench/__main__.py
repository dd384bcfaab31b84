"""Print every promise of speed with its ratio; exit 1 if one is broken."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench import (
    adding,
    answers,
    encrypted,
    importing,
    insights,
    listing,
    pages,
    postgres_serving,
    shared_pages,
    weight,
)
from bench.measuring import Measured

SETS = {
    "add": adding.measure,
    "answers": answers.measure,
    "list": listing.measure,
    "import": importing.measure,
    "pages": pages.measure,
    "weight": weight.measure,
    "insights": insights.measure,
    "encrypted": encrypted.measure,
    "accounts": shared_pages.measure,
    "postgresql": postgres_serving.measure,
}


def main() -> int:
    """Measure the sets asked for, or all."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"one or more of {', '.join(SETS)} (else all)")
    parser.add_argument("--runs", type=int, default=20, help="how often each side is measured (20)")
    asked = parser.parse_args()
    print(f"{'promise':<58} {'ours':>12} {'floor':>13} {'ratio':>8}")
    found: list[Measured] = []
    with tempfile.TemporaryDirectory(prefix="smallwins-bench-") as folder:
        for name in asked.sets or SETS:
            for measured in SETS[name](Path(folder), asked.runs):
                found.append(measured)
                print(measured, flush=True)
    return 0 if all(measured.kept for measured in found) else 1


if __name__ == "__main__":
    sys.exit(main())
