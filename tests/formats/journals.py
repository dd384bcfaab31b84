"""Journals to read and write: the contract's own example, small files to break, and documents as anyone could make."""

import json
import random
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from smallwins.method.answers import DIRECTIONS, MOTIVES, OPENED, Answers
from smallwins.method.crossroads import Crossroads, Happening, Option
from smallwins.method.document import Document, WinRecord
from smallwins.method.goal import GOAL_STATUSES, Goal, Possible
from smallwins.method.history import Entry
from smallwins.method.remark import Remark
from smallwins.method.review import REASONS, REVIEW_STATUSES, STAGES, STILLS, GoalCheck, Review
from smallwins.method.settings import Settings
from smallwins.method.step import NextStep, StepStatus
from smallwins.method.week import Week, week_of
from smallwins.method.win import GUTS, KINDS, VERDICTS, Overrule, Win

CONTRACT_EXAMPLE = Path(__file__).parent / "fixtures" / "contract-example.json"
HOSTILE = (
    "<script>alert(1)</script>",
    "=1+1",
    '","title":"',
    '\\":',
    "\\\\",
    '\\\\":null',
    "\u202eright to left\u202c",
    "Zoe\u0308 東京 👩‍🚀",
    "\ufeff",
    "\x1b[31m\x7f\x01",
    "\u2028 \u2029 \u0085",
    "\\u0000 \\ud800",
    "extra",
)
GOAL = "goal-1"


def win(name: str = "w1", **changes: object) -> dict[str, Any]:
    """Return the least that a win can be, changed."""
    return {"id": name, "title": "Coffee with a mentor", "happened_on": "2026-11-13"} | changes


def journal(**changes: object) -> dict[str, Any]:
    """Return a journal with one of everything, changed."""
    goal = {"id": GOAL, "title": "Lead a research team", "created_on": "2026-08-01"}
    step = {"id": "s1", "text": "Ask Sam"}
    entry = {"at": "2026-11-13T17:20:00Z", "cause": "written down", "verdict": "early"}
    option = {"id": "o1", "title": "Stay", "answers": {}}
    return {
        "format": "smallwins/1",
        "settings": {"timezone": "Europe/Berlin", "review_day": 5},
        "goals": [goal | {"possible": [{"on": "2026-08-07", "value": 3}]}],
        "wins": [win(answers={"goals": [GOAL]}, steps=[step], history=[entry], overrule=None)],
        "reviews": [{"week": "2026-W46", "status": "open", "possible": {GOAL: 4}, "checks": {GOAL: {"still": "yes"}}}],
        "crossroads": [{"id": "c1", "title": "Two offers", "options": [option]}],
    } | changes


def text_of(plain: object) -> bytes:
    return json.dumps(plain).encode()


def changed(path: str, value: object) -> dict[str, Any]:
    """Return the journal with one place of it changed; the path is one as errors name it."""
    found = journal()
    held: Any = found
    *way, last = [int(part) if part.isdigit() else part for part in path.replace("[", ".").replace("]", "").split(".")]
    for part in way:
        held = held[part]
    if isinstance(held, list) and last == len(held):
        held.append(value)
    else:
        held[last] = value
    return deepcopy(found)


def tangled(count: int) -> dict[str, Any]:
    """Return a journal of many wins, each opened by up to three of the forty before it, many on one day."""
    chance = random.Random(count)  # no secret
    wins = []
    for place in range(count):
        openers = {chance.randrange(max(0, place - 40), place) for _ in range(3)} if place else set()
        day = date(2000, 1, 1) + timedelta(days=place // 60)
        wins.append(win(f"w{place}", happened_on=day.isoformat(), opened_by=[f"w{one}" for one in sorted(openers)]))
    chance.shuffle(wins)
    return journal(wins=wins)


texts = st.one_of(st.sampled_from(HOSTILE), st.text('aZ 0-"\\:/{}[],é東🙂\u0301\u202e\n\t\x01\x7f', max_size=12))
lines = texts.map(lambda text: "x" + text.replace("\n", " ").replace("\r", " "))
names = st.text("abcXYZ019-_", min_size=1, max_size=12)
days = st.dates(date(2, 1, 1), date(9998, 12, 31))
moments = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))
plain_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | texts
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)
extras = st.dictionaries(lines.map(lambda key: f"{key}?"), plain_values, max_size=2)
changes = st.dictionaries(texts, plain_values, max_size=1)


def answers(goals: list[str]) -> st.SearchStrategy[Answers]:
    gains = st.lists(st.sampled_from(["clarity", "confidence"]) | lines.map(lambda skill: f"skill:{skill}"), max_size=2)
    return st.builds(
        Answers,
        direction=st.none() | st.sampled_from(DIRECTIONS),
        goals=st.lists(st.sampled_from(goals), max_size=2).map(tuple) if goals else st.just(()),
        motive=st.none() | st.sampled_from(MOTIVES),
        opened=st.none() | st.sampled_from(OPENED),
        door_note=st.none() | texts,
        look_again=st.none() | days,
        stretch=st.none() | st.integers(0, 4),
        gains=st.none() | gains.map(tuple),
    )


goals_made = st.builds(
    Goal,
    id=names,
    number=st.just(0),
    title=lines,
    why=st.none() | texts,
    skills=st.lists(lines, max_size=2).map(tuple),
    status=st.sampled_from(GOAL_STATUSES),
    created_on=days,
    possible=st.dictionaries(days, st.integers(0, 10), max_size=2).map(
        lambda felt: tuple(sorted(Possible(on, value) for on, value in felt.items()))
    ),
    origin=st.sampled_from(["own", "sample"]),
    extra=extras,
)
entries = st.builds(Entry, at=moments, cause=texts, verdict=st.sampled_from(VERDICTS), change=changes, extra=extras)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Make any journal that the method allows."""
    goals = draw(st.lists(goals_made, max_size=2, unique_by=lambda goal: goal.id))
    ids = [goal.id for goal in goals]
    wins: list[WinRecord] = []
    for name in draw(st.lists(names, max_size=3, unique=True)):
        made = _win(draw, name, ids, after=wins[-1].win.happened_on if wins else date(2, 1, 1))
        openers = draw(st.lists(st.sampled_from([one.win.id for one in wins]), unique=True)) if wins else []
        steps = [_step(draw, f"{name}-{place}", name) for place in range(draw(st.integers(0, 2)))]
        history = draw(st.lists(entries, max_size=2))
        wins.append(WinRecord(made, tuple(openers), tuple(steps), tuple(history)))
    weeks = draw(st.lists(days.map(week_of), max_size=2, unique=True))
    return Document(
        exported_at=draw(st.none() | moments),
        settings=draw(
            st.none()
            | st.builds(
                Settings, st.just("Asia/Tokyo"), st.integers(1, 7), st.just(True), st.none() | st.integers(1, 52)
            )
        ),
        goals=tuple(goals),
        wins=tuple(wins),
        reviews=tuple(_review(draw, ids)._replace(week=week) for week in weeks),
        crossroads=tuple(_crossroads(draw, f"c{place}", ids, wins) for place in range(draw(st.integers(0, 1)))),
        extra=draw(extras),
        remarks=tuple(_remark(draw, f"r{place}", wins, weeks) for place in range(draw(st.integers(0, 2)))),
    )


def _win(draw: st.DrawFn, name: str, goals: list[str], after: date) -> Win:
    return Win(
        id=name,
        number=0,
        title=draw(lines),
        story=draw(st.none() | texts),
        kind=draw(st.none() | st.sampled_from(KINDS)),
        tags=tuple(draw(st.lists(lines, max_size=2))),
        happened_on=draw(st.dates(after, date(9998, 12, 31))),
        logged_at=draw(moments),
        looks=draw(st.none() | st.integers(0, 4)),
        gut=draw(st.none() | st.sampled_from(GUTS)),
        celebrated_on=draw(st.none() | days),
        answers=draw(answers(goals)),
        overrule=draw(st.none() | st.builds(Overrule, st.sampled_from(VERDICTS), lines, st.none() | moments)),
        origin=draw(st.sampled_from(["own", "sample"])),
        extra=draw(extras),
    )


def _step(draw: st.DrawFn, name: str, win_id: str) -> NextStep:
    done_on = draw(st.none() | days)
    unfinished: list[StepStatus] = ["open", "dropped"]
    status: StepStatus = draw(st.sampled_from(unfinished)) if done_on is None else "done"
    return NextStep(name, 0, win_id, draw(lines), draw(st.none() | days), status, done_on, draw(extras))


def _review(draw: st.DrawFn, goals: list[str]) -> Review:
    some = st.sampled_from(goals) if goals else st.nothing()
    checks = st.builds(GoalCheck, st.sampled_from(STILLS), st.none() | st.sampled_from(REASONS))
    pulse = st.none() | st.integers(0, 10)
    return Review(
        week=week_of(date(2026, 1, 1)),
        status=draw(st.sampled_from(REVIEW_STATUSES)),
        stage=draw(st.sampled_from(STAGES)),
        started_at=draw(st.none() | moments),
        closed_at=draw(st.none() | moments),
        confidence=draw(pulse),
        clarity=draw(pulse),
        stuck=draw(st.none() | st.booleans()),
        possible=draw(st.dictionaries(some, st.integers(0, 10))),
        note=draw(st.none() | texts),
        checks=draw(st.dictionaries(some, checks)),
        asked=tuple(draw(st.lists(names, max_size=2))),
        skipped=tuple(draw(st.lists(st.tuples(names, st.sampled_from(["stretch", "gain"])), max_size=2))),
        no_step=draw(st.booleans()),
        origin=draw(st.sampled_from(["own", "sample"])),
        extra=draw(extras),
    )


def _remark(draw: st.DrawFn, name: str, wins: list[WinRecord], weeks: list[Week]) -> Remark:
    win_id = draw(st.sampled_from([None, *(record.win.id for record in wins)]))
    answered_at = draw(st.none() | moments)
    return Remark(
        id=name,
        at=draw(moments),
        author_name=draw(lines),
        text=draw(lines),
        asks=draw(st.booleans()),
        win_id=win_id,
        week=draw(st.sampled_from([*weeks, Week(2026, 47)])) if win_id is None else None,
        answer=None if answered_at is None else draw(st.none() | lines),
        answered_at=answered_at,
        extra=draw(extras),
    )


def _crossroads(draw: st.DrawFn, name: str, goals: list[str], wins: list[WinRecord]) -> Crossroads:
    options = [
        Option(f"{name}-{place}", draw(lines), draw(st.none() | st.integers(0, 4)), draw(answers(goals)), draw(extras))
        for place in range(draw(st.integers(1, 5)))
    ]
    decided = draw(st.booleans())
    return Crossroads(
        id=name,
        title=draw(lines),
        options=tuple(options),
        status="decided" if decided else "open",
        decision=options[-1].id if decided else None,
        reason=draw(lines) if decided else None,
        look_back_on=draw(days) if decided else None,
        outcome=draw(st.none() | texts),
        win=draw(st.sampled_from([None, *(record.win.id for record in wins)])) if decided else None,
        origin=draw(st.sampled_from(["own", "sample"])),
        extra=draw(extras),
        history=tuple(
            Happening(draw(moments), draw(lines), draw(extras), draw(extras)) for _ in range(draw(st.integers(0, 2)))
        ),
    )
