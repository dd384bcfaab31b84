"""Wins, answers, facts and goals as anyone could write them down, for properties that must hold for all."""

from datetime import UTC, date, datetime
from uuid import UUID

from hypothesis import strategies as st

from smallwins.method.answers import DIRECTIONS, MOTIVES, OPENED, SKILL, Answers
from smallwins.method.goal import GOAL_STATUSES, Goal, Possible
from smallwins.method.signals import Facts
from smallwins.method.signals.reading import READINGS, Signals
from smallwins.method.verdict import JudgedWin, judge
from smallwins.method.win import GUTS, KINDS, VERDICTS, Overrule, Win

# Texts that have broken programs before; all of them are kept exactly as they are.
HOSTILE_TEXTS = (
    "<script>alert(1)</script>",
    "'; DROP TABLE win; --",
    "=cmd|' /C calc'!A0",
    "\u202egnirts desrever\u202c",
    "Zo\u0308e against Zoë",
    "👩‍👩‍👧‍👦 🇩🇪 e\u0301",
    "東京で面接",
    "\x1b[31mred\x1b[0m",
    "{{ 7 * 7 }} {% raw %}",
    "\ufeffa mark in front",
    "İstanbul ß ﬁ",
    "a" * 500,
)

# A chosen alphabet: drawing from all of Unicode first costs seconds for its table, and finds no more here.
ALPHABET = "abz AZ09-_.,;:!?'\"<>&%$#@\\/`*()[]{}|=+~^äßñéİﬁΩжא東仕🙂\u0301\u200d\u202e\u00a0\ufeff\t\x1b"
texts = st.text(ALPHABET, min_size=1, max_size=40).filter(str.strip)
lines = st.one_of(texts, st.sampled_from(HOSTILE_TEXTS))
ids = st.uuids(version=4).map(str)
days = st.dates(date(2019, 1, 1), date(2027, 12, 31))
moments = st.datetimes(datetime(2019, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
readings = st.sampled_from(READINGS)
signals = st.builds(Signals, readings, readings, readings, readings)
facts = st.builds(Facts, st.booleans(), st.booleans())
gains = st.lists(
    st.one_of(st.sampled_from(["clarity", "confidence"]), lines.map(lambda name: SKILL + name[:400])),
    max_size=3,
    unique=True,
).map(tuple)
answers = st.builds(
    Answers,
    direction=st.none() | st.sampled_from(DIRECTIONS),
    goals=st.just(()),
    motive=st.none() | st.sampled_from(MOTIVES),
    opened=st.none() | st.sampled_from(OPENED),
    door_note=st.none() | lines,
    look_again=st.none() | days,
    stretch=st.none() | st.integers(0, 4),
    gains=st.none() | gains,
)
overrules = st.builds(Overrule, verdict=st.sampled_from(VERDICTS), reason=lines, at=st.none() | moments)
wins = st.builds(
    Win,
    id=ids,
    number=st.integers(1, 9999),
    title=lines,
    story=st.none() | lines,
    kind=st.none() | st.sampled_from(KINDS),
    tags=st.lists(texts, max_size=3, unique=True).map(tuple),
    happened_on=days,
    logged_at=moments,
    looks=st.none() | st.integers(0, 4),
    gut=st.none() | st.sampled_from(GUTS),
    celebrated_on=st.none() | days,
    answers=answers,
    overrule=st.none() | overrules,
)
goals = st.builds(
    Goal,
    id=ids,
    number=st.integers(1, 999),
    title=lines,
    why=st.none() | lines,
    skills=st.lists(texts, max_size=3, unique=True).map(tuple),
    status=st.sampled_from(GOAL_STATUSES),
    created_on=days,
    possible=st.lists(st.builds(Possible, days, st.integers(0, 10)), max_size=3, unique_by=lambda felt: felt.on).map(
        lambda felt: tuple(sorted(felt))
    ),
)


def win_of_ada(number: int = 1, happened_on: date = date(2026, 11, 13), **fields: object) -> Win:
    """Write down a win of Ada's; the rest of its fields as given."""
    written = Win(
        id=str(UUID(int=number)),
        number=number,
        title=f"Win {number}",
        story=None,
        kind=None,
        tags=(),
        happened_on=happened_on,
        logged_at=datetime(happened_on.year, happened_on.month, happened_on.day, 17, 20, tzinfo=UTC),
    )
    return written._replace(**fields)  # type: ignore[arg-type]  # a test names fields as it needs them


def judged_of_ada(
    number: int = 1, given: Answers | None = None, seen: Facts | None = None, **fields: object
) -> JudgedWin:
    """Judge a win of Ada's with these answers and facts."""
    win = win_of_ada(number, **fields)._replace(answers=given or Answers())  # type: ignore[arg-type]  # as above
    return JudgedWin(win, judge(win.answers, seen or Facts()))
