"""Prove the insights honest: how often a journal without a pattern shows one, and a journal with one does not.

`make simulate` prints the tables and writes them to docs/simulation.md, and their short form to docs/method.md. Every
journal has its own seed, so that each run on any machine makes the same ones.
"""

import argparse
import multiprocessing
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import product
from multiprocessing.pool import Pool
from pathlib import Path
from typing import NamedTuple

from bench.random_journals import PLANTED_KIND, SIZES, TODAY, Planted, journal, median_wait
from bench.simulation_page import MOODY_ENDLESS, WINS, Cell, Plain, Share, mean, page, total, with_short_table
from smallwins.insights.columns import Columns, columns_of
from smallwins.insights.evidence import Evidence
from smallwins.insights.family import Q, asked, shown
from smallwins.insights.finding import Answer, Effect, Finding
from smallwins.insights.first_door import first_door
from smallwins.insights.gut_calibration import Share as Held
from smallwins.insights.gut_calibration import held

DOCS = Path(__file__).parent.parent / "docs"
PAGE, METHOD = DOCS / "simulation.md", DOCS / "method.md"
PLAIN_JOURNALS, PLANTED_JOURNALS = 2000, 120
MANY = 1000  # journals of a line with a promise of its own, or one that seems to break one
COVERED, FOUND, PROMISED_WINS = 0.93, 0.9, 300  # what is promised: of the intervals; of strong patterns in so many wins
SIZES_OF_JOURNALS = (100, 300, 500)
ENDLESS = 40  # journals of 500 wins put together: what a question would find in an endless one
PLANTED_ITSELF = ("doors-by-kind", "doors-by-motive", "comfort-drift", "goal-drift", "pulse-after-real")


class _Seen(NamedTuple):
    found: bool
    interval: Effect | None
    printed: Effect | None
    false: int  # findings that are none
    shiny: Held | None  # how often a call of shiny held, with its interval


class Truth(NamedTuple):
    """What an interval should cover."""

    effect: float
    shiny: float | None = None  # of gut-calibration: how often a call of shiny holds


def plain(count: int, run: Callable[..., Iterable[tuple[list[str], bool | None]]]) -> Plain:
    """Show journals of 40 to 500 wins without a pattern to the insights."""
    seen = list(run(_plain_journal, range(count)))
    by_question = Counter(question for found, _ in seen for question in dict.fromkeys(found))
    waits = [covered for _, covered in seen if covered is not None]
    return Plain(Share(sum(bool(found) for found, _ in seen), count), by_question, Share(sum(waits), len(waits)))


def moody(count: int, run: Callable[..., Iterable[list[str]]]) -> Plain:
    """Show journals of 40 to 500 wins without a pattern, but with moods that last for weeks, to the insights."""
    seen = list(run(_moody_journal, range(count)))
    by_question = Counter(question for found in seen for question in dict.fromkeys(found))
    return Plain(Share(sum(bool(found) for found in seen), count), by_question, Share(0, 0))


def _moody_journal(seed: int) -> list[str]:
    chance = random.Random(f"{seed} wins")
    columns = columns_of(journal(random.Random(f"{seed} moody"), chance.randint(*WINS), moody=True))
    return [finding.id for finding in shown([one for one in asked(columns) if isinstance(one, Answer)])]


def _plain_journal(seed: int) -> tuple[list[str], bool | None]:
    chance = random.Random(f"{seed} wins")
    columns = columns_of(journal(random.Random(seed), chance.randint(*WINS)))
    tested = [answer for answer in asked(columns) if isinstance(answer, Answer)]
    return [finding.id for finding in shown(tested)], _covers_wait(columns, seed)


def _covers_wait(columns: Columns, seed: int) -> bool | None:
    said = first_door(columns)
    if said.median is None:
        return None
    truth = median_wait(random.Random(seed))
    if truth is None:
        return said.high is None
    return (said.low or 0) <= truth and (said.high is None or truth <= said.high)


def planted(
    pattern: Planted,
    wins: int,
    count: int,
    run: Callable[..., Iterable[_Seen]],
    told: Truth | None = None,
    *,
    moody: bool = False,
) -> Cell:
    """Show journals with one planted pattern to the insights, with moods or without."""
    truth, shiny = told or truth_of(pattern, moody=moody)
    seen = list(run(partial(_planted_journal, pattern, wins, moody), range(count)))
    intervals = [_covers(one.interval, truth) for one in seen if one.interval]
    printed = [_covers(one.printed, truth) for one in seen if one.printed]
    calls = [one.shiny.low <= shiny <= one.shiny.high for one in seen if one.shiny and shiny is not None]
    return Cell(
        pattern,
        wins,
        Share(sum(one.found for one in seen), count),
        Share(sum(intervals), len(intervals)),
        Share(sum(printed), len(printed)),
        sum(_wrong(one, truth) for one in seen) / count,
        Share(sum(calls), len(calls)),
    )


def _wrong(seen: _Seen, truth: float) -> float:
    missed = seen.printed is not None and not _covers(seen.printed, truth)
    return (seen.false + missed) / ((seen.false + (seen.printed is not None)) or 1)


def _planted_journal(pattern: Planted, wins: int, moody: bool, seed: int) -> _Seen:
    chance = random.Random(f"{seed} {pattern} {wins}{' moody' if moody else ''}")
    columns = columns_of(journal(chance, wins, pattern, moody=moody))
    tested = [answer for answer in asked(columns) if isinstance(answer, Answer)]
    mine = [one for one in tested if is_planted(one, pattern)]
    findings = shown(tested)
    printed = next((finding for finding in findings if is_planted(finding, pattern)), None)
    others = [finding for finding in findings if not is_planted(finding, pattern) and not _follows(finding, pattern)]
    right = printed is not None and printed.direction == _direction(pattern)
    shiny = held(columns).get("shiny") if pattern.question == "gut-calibration" else None
    return _Seen(right, mine[0].effect(0.95) if mine else None, printed and printed.effect, len(others), shiny)


def is_planted(one: Answer | Finding, pattern: Planted) -> bool:
    """Tell whether an answer is about what was planted."""
    return one.id == pattern.question and one.kind in (None, PLANTED_KIND) and one.pulse in (None, "confidence")


def _follows(finding: Finding, pattern: Planted) -> bool:
    """Tell whether a finding is true because of what was planted.

    Where one kind opens more doors, the others open fewer than the rest; where looks pull all signals down, stretch
    and doors go down together.
    """
    return finding.id == pattern.question == "doors-by-kind" or (finding.id, pattern.question) == (
        "doors-by-stretch",
        "looks-vs-moves",
    )


def _direction(pattern: Planted) -> str:
    falling = pattern.size < 0 or (pattern.question == "goal-drift" and pattern.size < 1)
    return "less" if falling else "more"


def _covers(effect: Effect, truth: float) -> bool:
    return (effect.low is None or effect.low <= truth) and (effect.high is None or truth <= effect.high)


def truth_of(pattern: Planted, *, moody: bool = False) -> Truth:
    """Return the effect that was planted; where it follows from more than that, what an endless journal shows.

    With moods all but that of a pulse does: odds swing, and a mean of odds is not the odds of a mean.
    """
    planted_itself = ("pulse-after-real",) if moody else PLANTED_ITSELF
    if pattern.question in planted_itself:
        return Truth(pattern.size)
    length = MOODY_ENDLESS if moody else ENDLESS
    parts = [journal(random.Random(f"endless {seed}"), 500, pattern, moody=moody) for seed in range(length)]
    endless = columns_of(Evidence(TODAY, tuple(row for part in parts for row in part.wins), ()))
    found = next(one for one in asked(endless) if isinstance(one, Answer) and is_planted(one, pattern))
    value = found.effect(0.95).value
    assert value is not None
    return Truth(value, held(endless)["shiny"].share if pattern.question == "gut-calibration" else None)


def kept(nothing: Plain, swinging: Plain, cells: Sequence[Cell], with_moods: Sequence[Cell] = ()) -> list[str]:
    """Name the promises that this run breaks."""
    broken = [
        f"{one.found} of journals without a pattern{what} show one"
        for one, what in ((nothing, ""), (swinging, ", but with moods,"))
        if one.found.share > Q
    ]
    broken.extend(
        f"{cell.planted} is found in {cell.found} of journals of {cell.wins} wins"
        for cell in cells
        if _is_strong(cell.planted) and cell.wins >= PROMISED_WINS and cell.found.share < FOUND
    )
    for question, (told, all_of) in product(SIZES, (("", cells), (" with moods", with_moods))):
        mine = [cell for cell in all_of if cell.planted.question == question]
        for name, shares in (
            ("intervals", [cell.intervals for cell in mine]),
            ("intervals on the page", [cell.printed for cell in mine]),
            ("calls of shiny", [cell.shiny for cell in mine]),
        ):
            share = total(shares)
            if share.of and share.share < COVERED:
                broken.append(f"{share} of the {name} of {question}{told} cover the truth")
    if mean(cell.wrong for cell in cells) > Q:
        broken.append(f"{mean(cell.wrong for cell in cells):.1%} of what a page shows is wrong")
    if nothing.waits.share < COVERED:
        broken.append(f"{nothing.waits} of the intervals of the time to a first door cover the truth")
    return broken


def _is_strong(pattern: Planted) -> bool:
    return pattern.size == SIZES[pattern.question][-1]


def lines(count: int, many: int, pool: Pool) -> Iterable[Cell]:
    """Show journals with one pattern, for each pattern, strength and size; more where that tells more."""
    run = partial(pool.imap, chunksize=4)
    patterns = [Planted(question, size) for question in SIZES for size in SIZES[question]]
    for pattern, truth in zip(patterns, pool.imap(truth_of, patterns), strict=True):
        for wins in SIZES_OF_JOURNALS:
            promised = _is_strong(pattern) and wins == PROMISED_WINS
            cell = planted(pattern, wins, many if promised else count, run, truth)
            if cell.intervals.share < COVERED and not promised:
                cell = planted(pattern, wins, many, run, truth)
            yield cell


def lines_with_moods(count: int, many: int, pool: Pool) -> Iterable[Cell]:
    """Show journals with one pattern and moods: middling and strong ones, and more of them where that tells more."""
    run = partial(pool.imap, chunksize=4)
    patterns = [Planted(question, size) for question in SIZES for size in SIZES[question][1:]]
    truths = pool.imap(partial(truth_of, moody=True), patterns)
    for pattern, truth in zip(patterns, truths, strict=True):
        cell = planted(pattern, PROMISED_WINS, count, run, truth, moody=True)
        if cell.intervals.share < COVERED:
            cell = planted(pattern, PROMISED_WINS, many, run, truth, moody=True)
        yield cell


def main() -> int:
    """Run the simulation; exit 1 if it breaks a promise."""
    parser = argparse.ArgumentParser(prog="bench.simulate", description=__doc__)
    parser.add_argument("--part", type=float, default=1.0, help="run only this part of it, and write no page")
    part = parser.parse_args().part
    before = time.monotonic()
    with multiprocessing.Pool() as pool:
        run = partial(pool.imap, chunksize=4)
        nothing = plain(int(PLAIN_JOURNALS * part), run)
        print(f"journals without a pattern that show one: {nothing.found}", flush=True)
        swinging = moody(int(PLAIN_JOURNALS * part), run)
        print(f"with moods: {swinging.found}", flush=True)
        cells = []
        for cell in lines(int(PLANTED_JOURNALS * part), int(MANY * part), pool):
            cells.append(cell)
            print(cell.planted.question, cell.planted.size, cell.wins, *cell[2:], sep="  ", flush=True)
        with_moods = []
        for cell in lines_with_moods(int(PLANTED_JOURNALS * part), int(MANY * part), pool):
            with_moods.append(cell)
            print("with moods", cell.planted.question, cell.planted.size, *cell[2:], sep="  ", flush=True)
    text = page(nothing, swinging, cells, with_moods)
    print(text)
    print(f"{time.monotonic() - before:.0f} seconds", file=sys.stderr)
    if part >= 1:
        PAGE.write_text(text, "utf-8")
        METHOD.write_text(with_short_table(METHOD.read_text("utf-8"), text), "utf-8")
    broken = kept(nothing, swinging, cells, with_moods)
    print(*broken, sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
