"""What a finding says, in one plain sentence: counts, interval, how often chance would do as much; no advice."""

from collections.abc import Callable, Mapping

from smallwins.insights.finding import Answer, Counts, Effect, QuestionId
from smallwins.method.win import Kind

WINS_OF: Mapping[Kind, str] = {
    "conversation": "conversations",
    "application": "applications",
    "learning": "wins in learning",
    "making": "wins in making something",
    "speaking": "wins in speaking",
    "work": "wins at work",
    "recognition": "recognitions",
    "role": "new roles",
    "setback": "setbacks",
    "other": "wins that fit no kind",
}
RAREST = 1_000_000


def sentence(tested: Answer, effect: Effect) -> str:
    """Say what was found."""
    said = SAY[tested.id](tested, tested.counts, effect)
    return f"{said[0].upper()}{said[1:]}; chance alone would do as much {odds_of(tested.p)}."


def odds_of(p: float) -> str:
    """Say how often chance alone does something: 1 time in 140; rounded so that it never sounds rarer than it is."""
    if p * RAREST < 1:
        return "less than 1 time in a million"
    times = int(1 / p + 1e-9)
    step = 10 ** max(len(str(times)) - 2, 0)
    return f"1 time in {times // step * step:,}"


def number(value: float) -> str:
    """Write a number with two figures that count: 7.1, 0.14, 31."""
    if value == 0:
        return "0"
    text = f"{value:.2g}" if abs(value) < 100 else f"{value:,.0f}"
    return f"{float(text):,.0f}" if "e+" in text else text.replace("-", "−")


def signed(value: float) -> str:
    """Write a change with its sign."""
    return f"{'+' if value > 0 else ''}{number(value)}"


def _odds(effect: Effect) -> str:
    if effect.value is None or effect.high is None:  # the group did it always, or the others never
        return f"odds at least {number(effect.low or 0)} times as high (95 % interval, without an upper end)"
    if not effect.value:
        return f"odds at most {number(effect.high)} times as high (95 % interval, without a lower end)"
    return f"odds {number(effect.value)} times as high {_interval(effect)}"


def _interval(effect: Effect, scale: float = 1, unit: str = "") -> str:
    low, high = (number(end * scale) for end in (effect.low or 0, effect.high or 0))
    return f"(95 % interval {low} to {high}{unit})"


def _opened(n: Counts, these: str, others: str) -> str:
    return (
        f"{n['opened']} of {n['of']} {these} opened a door within eight weeks, and"
        f" {n['others_opened']} of {n['others_of']} {others}"
    )


def _kind(tested: Answer, n: Counts, effect: Effect) -> str:
    return f"{_opened(n, WINS_OF[tested.kind or 'other'], 'of your other wins')}: {_odds(effect)}"


def _motive(_: Answer, n: Counts, effect: Effect) -> str:
    return f"{_opened(n, 'wins that you sought', 'that were just available')}: {_odds(effect)}"


def _stretch(_: Answer, n: Counts, effect: Effect) -> str:
    value, low, high = (100 * (end or 0) for end in effect[1:4])
    word = "more" if value >= 0 else "fewer"
    low, high = (low, high) if value >= 0 else (-high, -low)
    return (
        f"{_opened(n, 'wins that felt uncomfortable', 'that felt easy')}: {number(abs(value))} doors {word} in"
        f" 100 wins for each step of stretch (95 % interval {number(low)} to {number(high)})"
    )


def _looks(tested: Answer, n: Counts, effect: Effect) -> str:
    means = [f"{n[f'{name}_signals'] / (n[name] or 1):.1f}" for name in ("impressive", "plain")]
    return (
        f"of {n['wins']} wins, the more impressive they looked, the {tested.direction} they moved you: of four signals"
        f" {means[0]} read yes in {n['impressive']} impressive ones and {means[1]} in {n['plain']} plain ones"
        f" (from −1 to 1, looks and moves go together by {number(effect.value or 0)},"
        f" 95 % interval {number(effect.low or 0)} to {number(effect.high or 0)})"
    )


def _comfort(tested: Answer, n: Counts, effect: Effect) -> str:
    word = "rose" if tested.direction == "more" else "fell"
    return (
        f"over your last {n['weeks']} weeks with wins ({n['wins']} wins) how far they stretched you {word}, a week by"
        f" {signed(effect.value or 0)} on the scale from 0 to 4 {_interval(effect)}"
    )


def _goal(_: Answer, n: Counts, effect: Effect) -> str:
    return (
        f"{n['aligned']} of {n['of']} wins of the last eight weeks line up with where you want to go, and"
        f" {n['before_aligned']} of {n['before_of']} of the sixteen weeks before: {_odds(effect)}"
    )


def _pulse(tested: Answer, n: Counts, effect: Effect) -> str:
    return (
        f"your {tested.pulse} changed by {signed(n['change'])} on average in {n['weeks']} weeks with a real win, and by"
        f" {signed(n['other_change'])} in {n['other_weeks']} weeks without: a difference of"
        f" {signed(effect.value or 0)} {_interval(effect)}"
    )


def _gut(_: Answer, n: Counts, effect: Effect) -> str:
    return (
        f"of {n['called_real']} wins that you called real on the day, {n['were_real']} were"
        f" ({(effect.value or 0):.0%}, 95 % interval {(effect.low or 0):.0%} to {(effect.high or 0):.0%}), and of"
        f" {n['called_shiny']} that you called shiny {n['were_real_all_the_same']} were real all the same"
    )


SAY: Mapping[QuestionId, Callable[[Answer, Counts, Effect], str]] = {
    "doors-by-kind": _kind,
    "doors-by-motive": _motive,
    "doors-by-stretch": _stretch,
    "looks-vs-moves": _looks,
    "comfort-drift": _comfort,
    "goal-drift": _goal,
    "pulse-after-real": _pulse,
    "gut-calibration": _gut,
}
