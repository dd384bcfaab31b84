"""What a simulation showed, as values, and as the page that is written of it."""

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scipy.stats import binomtest

from bench.random_journals import SIZES, Planted
from smallwins.insights.family import Q
from smallwins.insights.finding import QuestionId

WINS = (40, 500)
STRENGTHS = ("weak", "middling", "strong")


MOODY_ENDLESS = 120  # journals put together that tell the truth where there are moods


class Share(NamedTuple):
    """How many of how many, with the interval that covers the truth 95 times in 100."""

    hits: int
    of: int

    @property
    def share(self) -> float:
        return self.hits / self.of if self.of else 0.0

    @property
    def ends(self) -> tuple[float, float]:
        interval = binomtest(self.hits, self.of).proportion_ci(0.95, method="exact")
        return float(interval.low), float(interval.high)

    def __str__(self) -> str:
        if not self.of:
            return "none"
        low, high = self.ends
        return f"{self.share:.1%} ({low:.1%} to {high:.1%})"


class Plain(NamedTuple):
    """What journals without a pattern showed."""

    found: Share
    by_question: Counter[str]
    waits: Share  # medians of the time to a first door whose interval covers the truth


class Cell(NamedTuple):
    """What journals of one size with one planted pattern of one strength showed."""

    planted: Planted
    wins: int
    found: Share
    intervals: Share  # all 95 % intervals of the planted pattern, shown or not, that cover the truth
    printed: Share  # those of them that the page shows, as wide as it shows them
    wrong: float  # the share of what a page shows that is wrong, the mean of all pages: no pattern, or not that large
    shiny: Share = Share(0, 0)  # of gut-calibration: intervals of how often a call of shiny held that cover the truth


def total(shares: Iterable[Share]) -> Share:
    shares = tuple(shares)
    return Share(sum(share.hits for share in shares), sum(share.of for share in shares))


def mean(values: Iterable[float]) -> float:
    return statistics.fmean(values)


PAGE = """# How honest the insights are

Written by `make simulate` (bench/simulate.py): made-up journals, in which the truth is known, shown to the same code
that reads a person's journal. In brackets stands the interval that covers the true share 95 times in 100.

## Journals without a pattern

{journals:,} journals of {fewest} to {most} wins, by people with all kinds of habits. Some leave two answers in five
open, some skip half their reviews; what they write about, how it looks and what they call it changes over the years;
a door opens after days or after months, and the youngest wins still wait for theirs. None of it has to do with any
other of it.

**{found} show any finding**; at most {may:.0%} may. By question: {by_question}.

## Journals without a pattern, but with moods

As many journals of people whose moods last for weeks: for a month they aim higher and stretch more, or doors open for
them more often, or all looks good to them and they feel sure; then it goes the other way. The odds of each swing by
up to a factor of three, and each week is much like the one before. Whatever one question puts beside another swings
by itself: one mood moves what is done (kind, direction, motive, stretch, gain),
one the doors, one the feelings (looks, the gut call, both pulses). Would one mood move two that are put beside each
other, they would have to do with each other, and a test that says so would be right. What has no direction in the
long run is no drift: docs/decisions/moods-are-no-drift.md.

**{moody_found} show any finding**; at most {may:.0%} may. By question: {moody_by_question}.

## How long doors take

The median time to a first door was said of {waits} of the journals without moods, and its interval covers the truth
in {covered}.

## Journals with one pattern

{planted} journals for each line, with nothing in them but one planted pattern, four wins a week. {many:,} for a strong
pattern in 300 wins, about which there is a promise, and for each line of whose intervals fewer than 93 % covered the
truth in {planted} journals: so many tell noise from an interval that is too narrow.

- *found*: the page shows the pattern, in the right direction.
- *intervals*: plain 95 % intervals of the pattern that cover the truth, whether the page shows it or not.
- *on the page*: those that the page shows, widened for having been picked (docs/method.md, section 8).
- *wrong*: how much of what a page shows is no pattern, or has an interval that misses the truth; the mean of all pages.

| pattern | strength | wins | found | intervals | on the page | wrong |
|---|---|---|---|---|---|---|
{lines}

All lines together: {intervals} of the intervals cover the truth, and {printed} of those on the page;
of what a page shows, {wrong:.1%} is wrong.

## How often the intervals cover the truth, by question

All sizes and strengths together. At least 93 % are promised, of each.

| question | intervals | on the page |
|---|---|---|
{by_pattern}
| gut-calibration, called shiny | {shiny} | always shown |

## One pattern, and moods

A mood makes wins of some weeks alike, so that they say less than as many wins of their own would. {moody_planted}
journals of 300 wins for each middling and each strong pattern, with moods as long and as strong as those above are on
average. The truth is what journals of such people show put together, {endless} of them. At least 93 % of the intervals
are promised here too.

| question | intervals that cover the truth | on the page |
|---|---|---|
{moody_lines}

The strengths are, for doors-by-kind, doors-by-motive and goal-drift, odds ratios; for doors-by-stretch the share of
doors that each step of stretch adds; for looks-vs-moves the chance of each signal that a step of looks adds; for
comfort-drift the change of stretch a week; for pulse-after-real points of confidence, felt each week with a standard
deviation of 1; for gut-calibration how often the call is right.
"""


def moody_lines(cells: Sequence[Cell]) -> str:
    """Write how often the intervals cover the truth where there are moods."""
    lines = [_coverage(question, cells).replace(question, f"{question} with moods") for question in SIZES]
    shiny = total([cell.shiny for cell in cells])
    return "\n".join([*lines, f"| gut-calibration with moods, called shiny | {shiny} | always shown |"])


def page(nothing: Plain, swinging: Plain, cells: Sequence[Cell], with_moods: Sequence[Cell]) -> str:
    """Write the page."""
    return PAGE.format(
        journals=nothing.found.of,
        fewest=WINS[0],
        most=WINS[1],
        found=nothing.found,
        may=Q,
        by_question=_by_question(nothing),
        moody_found=swinging.found,
        moody_by_question=_by_question(swinging),
        waits=nothing.waits.of,
        covered=nothing.waits,
        planted=min(cell.found.of for cell in cells),
        many=max(cell.found.of for cell in cells),
        lines="\n".join(map(_line, cells)),
        intervals=total([cell.intervals for cell in cells]),
        printed=total([cell.printed for cell in cells]),
        wrong=mean(cell.wrong for cell in cells),
        by_pattern="\n".join(_coverage(question, cells) for question in SIZES),
        shiny=total([cell.shiny for cell in cells]),
        moody_planted=min(cell.found.of for cell in with_moods),
        endless=MOODY_ENDLESS,
        moody_lines=moody_lines(with_moods),
    )


def _by_question(plain: Plain) -> str:
    return ", ".join(f"{question} {count}" for question, count in sorted(plain.by_question.items())) or "none"


def _coverage(question: QuestionId, cells: Sequence[Cell]) -> str:
    mine = [cell for cell in cells if cell.planted.question == question]
    intervals, printed = total([cell.intervals for cell in mine]), total([cell.printed for cell in mine])
    return f"| {question} | {intervals} | {printed} |"


def _line(cell: Cell) -> str:
    strength = STRENGTHS[SIZES[cell.planted.question].index(cell.planted.size)]
    size = f"{cell.planted.size:.2g}".replace("-", "−")
    shares = " | ".join(map(str, (cell.found, cell.intervals, cell.printed)))
    return f"| {cell.planted.question} | {strength} ({size}) | {cell.wins} | {shares} | {cell.wrong:.1%} |"


SHORT_HEAD = "| made-up journals | what was looked for | share (95 % interval) | promised |\n|---|---|---|---|"
SIZES_HEAD = "| pattern | strength | {} |\n|---|---|{}|"
COVERED_HEAD = "| question | intervals that cover the truth (at least 93 % are promised) |\n|---|---|"
BY_SIZE = (
    "How many of the journals with one planted pattern show it, by its strength and by the size of the journal. Of a"
    " strong one in 300 wins at least 90 % are promised; [simulation.md](simulation.md) says what the strengths are."
)
SHORT_BEGINS, SHORT_ENDS = "<!-- the short form of simulation.md; make simulate writes it -->\n", "\n<!-- so far -->"


def short_table(long: str) -> str:
    """Make the tables for docs/method.md of the page of which they are the short form."""
    free, with_moods = re.findall(r"^\*\*(.+) show any finding\*\*", long, re.MULTILINE)
    (intervals,) = re.findall(r"^All lines together: (.+?) of the intervals cover the truth", long, re.MULTILINE)
    rows = [
        ("without a pattern", "any finding", free, "at most 5 %"),
        ("without a pattern, with moods that last for weeks", "any finding", with_moods, "at most 5 %"),
        ("one pattern of any strength", "intervals that cover the truth", intervals, "at least 93 %"),
    ]
    covered = re.findall(r"^\| (\S+(?:, called shiny)?) \| ([\d.]+% [^|]+) \| [^|]+ \|$", long, re.MULTILINE)
    parts = (_table(SHORT_HEAD, rows), [BY_SIZE], _by_size(long), _table(COVERED_HEAD, covered))
    return "\n\n".join("\n".join(part) for part in parts)


def _by_size(long: str) -> list[str]:
    """Put what was found of each pattern and strength side by side, one column a size of journal."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for question, strength, wins, share in re.findall(
        r"^\| (\S+) \| (\w+ \(\S+\)) \| (\d+) \| ([^|]+?) \|", long, re.MULTILINE
    ):
        found.setdefault((question, strength), {})[wins] = share
    sizes = list(next(iter(found.values())))
    head = SIZES_HEAD.format(" | ".join(f"{size} wins" for size in sizes), "|".join("---" for _ in sizes))
    return _table(head, [(f"`{name}`", strength, *shares.values()) for (name, strength), shares in found.items()])


def _table(head: str, rows: Iterable[Sequence[str]]) -> list[str]:
    return [head, *(f"| {' | '.join(row)} |" for row in rows)]


def with_short_table(method: str, long: str) -> str:
    """Put the short table into the page of the method, in place of the one that stands there."""
    before, begins, rest = method.partition(SHORT_BEGINS)
    _, ends, after = rest.partition(SHORT_ENDS)
    if not (begins and ends):
        raise ValueError("docs/method.md has lost the two lines between which the short table stands")
    return f"{before}{begins}{short_table(long)}{ends}{after}"
