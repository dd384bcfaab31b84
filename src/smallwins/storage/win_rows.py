"""A win as a row of the table, and a row as a win again."""

from functools import lru_cache
from typing import Any

from smallwins.method.answers import (
    DIRECTIONS,
    MOTIVES,
    NO_ANSWERS,
    NOTHING_GAINED,
    OPENED,
    STRETCH_WORDS,
    Answers,
)
from smallwins.method.saying import say
from smallwins.method.signals.reading import READINGS, Signals
from smallwins.method.verdict import JudgedWin, Judgement
from smallwins.method.week import ordinal_of
from smallwins.method.win import NOTHING_EXTRA, VERDICTS, Overrule, Win
from smallwins.storage.moments import (
    day_at,
    day_text,
    list_text,
    mapping_at,
    mapping_text,
    moment_at,
    moment_text,
    strings_at,
)
from smallwins.storage.places import place_of
from smallwins.storage.sqlite import Value, damaged

Row = tuple[Any, ...]

# In this order in rows that are read and written.
WRITTEN = (
    "id", "number", "title", "story", "kind", "tags", "happened_on", "logged_at", "looks", "gut", "celebrated_on",
    "direction", "goals", "motive", "opened", "door_note", "look_again", "stretch", "gains",
    "overrule_verdict", "overrule_reason", "overruled_at", "origin", "extra",
)  # fmt: skip
JUDGED = ("alignment", "momentum", "stretch_reads", "gain", "computed", "rule")
READ = ", ".join(f"win.{column}" for column in (*WRITTEN, *JUDGED, "version"))
DERIVED = ("verdict", "week", "unanswered")

INSERT = (
    f"INSERT INTO win (owner, place, {', '.join((*WRITTEN, *JUDGED, 'version', *DERIVED))})"
    f" VALUES ({', '.join('?' * (len(WRITTEN) + len(JUDGED) + len(DERIVED) + 3))})"
)
UPDATE = (
    f"UPDATE win SET {', '.join(f'{column} = ?' for column in (*WRITTEN[2:], *JUDGED, 'version', *DERIVED))}"
    " WHERE owner = ? AND id = ?"
)

READABLE = frozenset(READINGS)

# There are few judgements and many wins, so that each judgement is made once and shared.
_JUDGEMENTS: dict[Row, Judgement] = {}
_few = lru_cache(maxsize=1024)(strings_at)  # and the same few tags, goals and gains come again and again


def values_of(judged: JudgedWin) -> tuple[Value, ...]:
    """Return the row of a win, without its owner and place."""
    win, judgement, version = judged
    answers, overrule = win.answers, win.overrule
    return (
        win.id,
        win.number,
        win.title,
        win.story,
        win.kind,
        list_text(win.tags),
        win.happened_on.isoformat(),
        moment_text(win.logged_at),
        win.looks,
        win.gut,
        day_text(win.celebrated_on),
        answers.direction,
        list_text(answers.goals),
        answers.motive,
        answers.opened,
        answers.door_note,
        day_text(answers.look_again),
        answers.stretch,
        "[]" if answers.gains == NOTHING_GAINED else list_text(answers.gains or ()),
        overrule and overrule.verdict,
        overrule and overrule.reason,
        moment_text(overrule.at) if overrule and overrule.at else None,
        win.origin,
        mapping_text(win.extra),
        *judgement.signals,
        judgement.computed,
        judgement.rule,
        version,
        judged.verdict,
        ordinal_of(win.happened_on),
        None in (answers.direction, answers.motive, answers.opened, answers.stretch, answers.gains),
    )


def insert_values(owner: int, judged: JudgedWin) -> tuple[Value, ...]:
    """Return what INSERT asks for."""
    return (owner, place_of(owner, judged.win.number), *values_of(judged))


def update_values(owner: int, judged: JudgedWin) -> tuple[Value, ...]:
    """Return what UPDATE asks for; id and number stay what they are."""
    return (*values_of(judged)[2:], owner, judged.win.id)


def win_of(row: Row) -> JudgedWin:
    """Make a win of a row."""
    try:
        return _win_of(row)
    except (ValueError, TypeError) as error:
        raise damaged("file", say("holds a win that makes no sense ({its_id})", its_id=row[0])) from error


def _win_of(row: Row) -> JudgedWin:
    extra, overruled_at = row[23], row[21]
    win = Win(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4],
        _few(row[5]),
        day_at(row[6]),
        moment_at(row[7]),
        row[8],
        row[9],
        day_at(row[10]) if row[10] else None,
        _answers_of(row[11:19]),
        Overrule(row[19], row[20], moment_at(overruled_at) if overruled_at else None) if row[19] else None,
        row[22],
        mapping_at(extra) if extra else NOTHING_EXTRA,
    )
    judgement = _JUDGEMENTS.get(row[24:30])
    if judgement is None:
        if not READABLE.issuperset(row[24:28]) or row[28] not in VERDICTS:
            raise ValueError("a judgement that no rule gives")  # unsaid: for developers
        judgement = _JUDGEMENTS[row[24:30]] = Judgement(Signals(*row[24:28]), row[28], row[29])
    return JudgedWin(win, judgement, row[30])


_NOTHING_ANSWERED = (None,) * 8
_DIRECTIONS = frozenset({None, *DIRECTIONS})
_MOTIVES = frozenset({None, *MOTIVES})
_OPENED = frozenset({None, *OPENED})
_STRETCHES = frozenset({None, *range(len(STRETCH_WORDS))})


def _answers_of(row: Row) -> Answers:
    if row == _NOTHING_ANSWERED:
        return NO_ANSWERS
    direction, goals, motive, opened, door_note, look_again, stretch, gains = row
    if direction not in _DIRECTIONS or motive not in _MOTIVES or opened not in _OPENED or stretch not in _STRETCHES:
        raise ValueError("an answer that no question gives")  # unsaid: for developers
    return Answers(
        direction,
        _few(goals),
        motive,
        opened,
        door_note,
        day_at(look_again) if look_again else None,
        stretch,
        _few(gains) if gains else None,
    )
