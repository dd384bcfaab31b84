"""looks-vs-moves: do my impressive-looking wins move me less?"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from smallwins.insights.chance import UNLIKELY
from smallwins.insights.evidence import Decided, Evidence, JudgedRow
from smallwins.insights.finding import Answer, Need, Silent, too_few
from smallwins.insights.trend import trend

ID: Final = "looks-vs-moves"
WINS = 20
DIFFERENT = 5  # wins that look otherwise than most
PLAIN, IMPRESSIVE = range(2), range(3, 5)


def ask(evidence: Evidence) -> list[Answer | Silent]:
    """Put looks beside the number of signals that read yes, of decided wins with every question answered."""
    known = [one for one in evidence.decided if _answered(one.row)]
    most = max(Counter(one.row.looks for one in known).values(), default=0)
    silent = too_few(
        ID,
        Need(
            len(known),
            WINS,
            "decided win with its looks and all questions answered",
            "decided wins with their looks and all questions answered",
        ),
        Need(len(known) - most, DIFFERENT, "win that looks otherwise", "wins that look otherwise"),
    )
    return [silent or _tested(known)]


def moves(one: Decided) -> int:
    """Count the signals that read yes; momentum does where a door opened within eight weeks."""
    alignment, _, stretch, gain = one.row.signals
    return (alignment == "yes") + one.opened + (stretch == "yes") + (gain == "yes")


def _answered(row: JudgedRow) -> bool:
    return not (row.looks is None or row.direction is None or row.stretch is None or row.gains is None)


def _tested(known: list[Decided]) -> Answer:
    looks, moved = _columns(known)
    found = trend(looks, moved)
    settled = [one for one in known if one.settled]
    p = found.p
    if p <= UNLIKELY and len(settled) < len(known):
        p = max(p, trend(*_columns(settled)).p) if len(settled) > 1 else 1.0  # see two_by_two.Compared
    counts: dict[str, float] = {"wins": len(known)}
    for name, part in (("plain", PLAIN), ("impressive", IMPRESSIVE)):
        signals = [signals for looked, signals in zip(looks, moved, strict=True) if looked in part]
        counts |= {name: len(signals), f"{name}_signals": sum(signals)}
    return Answer(ID, "more" if found.tau >= 0 else "less", counts, p, found.effect)


def _columns(known: Iterable[Decided]) -> tuple[list[int], list[int]]:
    pairs = [(one.row.looks or 0, moves(one)) for one in known]
    return [looks for looks, _ in pairs], [moved for _, moved in pairs]
