"""What a finding says, in one plain sentence: counts, interval, how often chance would do as much; no advice."""

from collections.abc import Callable, Mapping

from smallwins.insights.finding import Answer, Counts, Effect, QuestionId
from smallwins.method.saying import Numbered, Said, made, say, say_begun, say_in, say_number
from smallwins.method.win import Kind

WINS_OF: Mapping[Kind, str] = {
    "conversation": say_in("of so many", "conversations"),
    "application": say_in("of so many", "applications"),
    "learning": say_in("of so many", "wins in learning"),
    "making": say_in("of so many", "wins in making something"),
    "speaking": say_in("of so many", "wins in speaking"),
    "work": say_in("of so many", "wins at work"),
    "recognition": say_in("of so many", "recognitions"),
    "role": say_in("of so many", "new roles"),
    "setback": say_in("of so many", "setbacks"),
    "other": say_in("of so many", "wins that fit no kind"),
}
RAREST = 1_000_000


def sentence(tested: Answer, effect: Effect) -> str:
    """Say what was found."""
    said = SAY[tested.id](tested, tested.counts, effect)
    return say_begun(
        say("{finding}; chance alone would do as much {how_often}.", finding=said, how_often=odds_of(tested.p))
    )


def odds_of(p: float) -> str:
    """Say how often chance alone does something: 1 time in 140; rounded so that it never sounds rarer than it is."""
    if p * RAREST < 1:
        return say("less than 1 time in a million")
    times = int(1 / p + 1e-9)
    step = 10 ** max(len(str(times)) - 2, 0)
    return say("1 time in {times}", times=say_number(times // step * step))


def number(value: float) -> Said:
    """Write a number with two figures that count: 7.1, 0.14, 31."""
    if value == 0:
        return say_number(0)
    text = f"{value:.2g}" if abs(value) < 100 else f"{value:,.0f}"
    text = f"{float(text):,.0f}" if "e+" in text else text.replace("-", "−")
    return made(Numbered, text, "", {"value": value})


def signed(value: float) -> Said:
    """Write a change with its sign."""
    return say("+{number}", number=number(value)) if value > 0 else number(value)


def _percent(share: float | None) -> Said:
    return say("{number}%", number=say_number(100 * (share or 0)))


def _odds(effect: Effect) -> Said:
    if effect.value is None or effect.high is None:  # the group did it always, or the others never
        return say(
            "odds at least {low} times as high (95 % interval, without an upper end)", low=number(effect.low or 0)
        )
    if not effect.value:
        return say("odds at most {high} times as high (95 % interval, without a lower end)", high=number(effect.high))
    return say("odds {times} times as high {interval}", times=number(effect.value), interval=_interval(effect))


def _interval(effect: Effect) -> Said:
    return say("(95 % interval {low} to {high})", low=number(effect.low or 0), high=number(effect.high or 0))


def _kind(tested: Answer, n: Counts, effect: Effect) -> Said:
    return say(
        "{opened} of {of} {wins} opened a door within eight weeks, and {others_opened} of {others_of} of your other"
        " wins: {odds}",
        **_doors(n),
        wins=WINS_OF[tested.kind or "other"],
        odds=_odds(effect),
    )


def _motive(_: Answer, n: Counts, effect: Effect) -> Said:
    return say(
        "{opened} of {of} wins that you sought opened a door within eight weeks, and {others_opened} of {others_of}"
        " that were just available: {odds}",
        **_doors(n),
        odds=_odds(effect),
    )


def _stretch(_: Answer, n: Counts, effect: Effect) -> Said:
    value, low, high = (100 * (end or 0) for end in effect[1:4])
    if value >= 0:
        more = say(
            "{doors} doors more in 100 wins for each step of stretch (95 % interval {low} to {high})",
            doors=number(value),
            low=number(low),
            high=number(high),
        )
    else:
        more = say(
            "{doors} doors fewer in 100 wins for each step of stretch (95 % interval {low} to {high})",
            doors=number(-value),
            low=number(-high),
            high=number(-low),
        )
    return say(
        "{opened} of {of} wins that felt uncomfortable opened a door within eight weeks, and {others_opened} of"
        " {others_of} that felt easy: {trend}",
        **_doors(n),
        trend=more,
    )


def _doors(n: Counts) -> dict[str, float]:
    return {name: n[name] for name in ("opened", "of", "others_opened", "others_of")}


def _looks(tested: Answer, n: Counts, effect: Effect) -> Said:
    figures = {
        "wins": n["wins"],
        "impressive": n["impressive"],
        "plain": n["plain"],
        "mean": say_number(n["impressive_signals"] / (n["impressive"] or 1), 1),
        "plain_mean": say_number(n["plain_signals"] / (n["plain"] or 1), 1),
        "together": number(effect.value or 0),
        "low": number(effect.low or 0),
        "high": number(effect.high or 0),
    }
    if tested.direction == "more":
        return say(
            "of {wins} wins, the more impressive they looked, the more they moved you: of four signals {mean} read yes"
            " in {impressive} impressive ones and {plain_mean} in {plain} plain ones (from −1 to 1, looks and moves go"
            " together by {together}, 95 % interval {low} to {high})",
            **figures,
        )
    return say(
        "of {wins} wins, the more impressive they looked, the less they moved you: of four signals {mean} read yes"
        " in {impressive} impressive ones and {plain_mean} in {plain} plain ones (from −1 to 1, looks and moves go"
        " together by {together}, 95 % interval {low} to {high})",
        **figures,
    )


def _comfort(tested: Answer, n: Counts, effect: Effect) -> Said:
    figures = {
        "weeks": n["weeks"],
        "wins": n["wins"],
        "change": signed(effect.value or 0),
        "interval": _interval(effect),
    }
    if tested.direction == "more":
        return say(
            "over your last {weeks} weeks with wins ({wins} wins) how far they stretched you rose, a week by"
            " {change} on the scale from 0 to 4 {interval}",
            **figures,
        )
    return say(
        "over your last {weeks} weeks with wins ({wins} wins) how far they stretched you fell, a week by"
        " {change} on the scale from 0 to 4 {interval}",
        **figures,
    )


def _goal(_: Answer, n: Counts, effect: Effect) -> Said:
    return say(
        "{aligned} of {of} wins of the last eight weeks line up with where you want to go, and {before_aligned} of"
        " {before_of} of the sixteen weeks before: {odds}",
        **{name: n[name] for name in ("aligned", "of", "before_aligned", "before_of")},
        odds=_odds(effect),
    )


def _pulse(tested: Answer, n: Counts, effect: Effect) -> Said:
    figures = {
        "change": signed(n["change"]),
        "weeks": n["weeks"],
        "other_change": signed(n["other_change"]),
        "other_weeks": n["other_weeks"],
        "difference": signed(effect.value or 0),
        "interval": _interval(effect),
    }
    if tested.pulse == "clarity":
        return say(
            "your clarity changed by {change} on average in {weeks} weeks with a real win, and by {other_change} in"
            " {other_weeks} weeks without: a difference of {difference} {interval}",
            **figures,
        )
    return say(
        "your confidence changed by {change} on average in {weeks} weeks with a real win, and by {other_change} in"
        " {other_weeks} weeks without: a difference of {difference} {interval}",
        **figures,
    )


def _gut(_: Answer, n: Counts, effect: Effect) -> Said:
    return say(
        "of {called_real} wins that you called real on the day, {were_real} were ({share}, 95 % interval {low} to"
        " {high}), and of {called_shiny} that you called shiny {all_the_same} were real all the same",
        called_real=n["called_real"],
        were_real=n["were_real"],
        share=_percent(effect.value),
        low=_percent(effect.low),
        high=_percent(effect.high),
        called_shiny=n["called_shiny"],
        all_the_same=n["were_real_all_the_same"],
    )


SAY: Mapping[QuestionId, Callable[[Answer, Counts, Effect], Said]] = {
    "doors-by-kind": _kind,
    "doors-by-motive": _motive,
    "doors-by-stretch": _stretch,
    "looks-vs-moves": _looks,
    "comfort-drift": _comfort,
    "goal-drift": _goal,
    "pulse-after-real": _pulse,
    "gut-calibration": _gut,
}
