"""Holding an open journal to the method's laws: every verdict judged from scratch, every door as doors must be."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from smallwins.journal.ports import Journal
from smallwins.method.chain import Door, latest_first
from smallwins.method.errors import DoorError
from smallwins.method.history import Entry
from smallwins.method.saying import say, say_in, say_list, say_n
from smallwins.method.signals import Facts
from smallwins.method.verdict import JudgedWin, Judgement, judge

JUDGED_AGAIN = say_in("history", "judged again: what was kept did not fit the answers")
_MOST = 20  # findings of one kind that are named one by one


class Finding(NamedTuple):
    """Something that is not as it should be, in one sentence; whether it can be mended without a person's words."""

    sentence: str
    mends: bool


def look_over(journal: Journal) -> list[Finding]:
    """Return what in a journal breaks a law of the method."""
    wins = {judged.win.id: judged for judged in journal.wins.everything()}
    doors = [door for door in journal.doors.everything() if door.earlier in wins and door.later in wins]
    found = list(_doors_back_in_time(wins, doors))
    try:
        fresh = _judged_from_scratch(journal, wins, doors)
    except DoorError:
        return [
            *found,
            Finding(say("doors: some of them form a circle; take one away with smallwins unlink"), mends=False),
        ]
    differ = [
        Finding(
            say(
                "win {win}: {difference}",
                win=judged.win.number,
                difference=_difference(judged.judgement, fresh[win_id]),
            ),
            mends=True,
        )
        for win_id, judged in wins.items()
        if fresh[win_id] != judged.judgement
    ]
    goals = {goal.id for goal in journal.goals.all()}
    lost = [judged for judged in wins.values() if not goals.issuperset(judged.win.answers.goals)]
    found += [
        Finding(say("win {win}: names a goal that is not there", win=judged.win.number), mends=False) for judged in lost
    ]
    return found + shortened(differ)


def mend_verdicts(journal: Journal, at: datetime) -> int:
    """Keep fresh judgements where the kept ones differ, each with a line of history; return how many."""
    wins = {judged.win.id: judged for judged in journal.wins.everything()}
    doors = [door for door in journal.doors.everything() if door.earlier in wins and door.later in wins]
    fresh = _judged_from_scratch(journal, wins, doors)
    mended = [
        judged._replace(judgement=fresh[win_id]) for win_id, judged in wins.items() if fresh[win_id] != judged.judgement
    ]
    journal.wins.rejudge(mended)
    journal.history.append((judged.win.id, Entry(at, JUDGED_AGAIN, judged.verdict)) for judged in mended)
    return len(mended)


def shortened(findings: Sequence[Finding]) -> list[Finding]:
    """Name the first of many findings of one kind, and count the others."""
    more = len(findings) - _MOST
    if more <= 0:
        return list(findings)
    return [
        *findings[:_MOST],
        Finding(
            say_n("and {n} more of the same kind", "and {n} more of the same kind", more), mends=findings[-1].mends
        ),
    ]


def _difference(kept: Judgement, fresh: Judgement) -> str:
    if kept[1:] != fresh[1:]:
        return say(
            "its verdict is kept as {computed} (rule {rule}), and its answers, doors and steps give "
            "{fresh} (rule {fresh_rule})",
            computed=kept.computed,
            rule=kept.rule,
            fresh=fresh.computed,
            fresh_rule=fresh.rule,
        )
    signals = [name for name in kept.signals._fields if getattr(kept.signals, name) != getattr(fresh.signals, name)]
    return say_n(
        "{signals} read otherwise than its answers, doors and steps give",
        "{signals} read otherwise than its answers, doors and steps give",
        len(signals),
        signals=say_list(signals),
    )


def _doors_back_in_time(wins: dict[str, JudgedWin], doors: Sequence[Door]) -> Iterator[Finding]:
    for door in doors:
        earlier, later = wins[door.earlier].win, wins[door.later].win
        if later.happened_on < earlier.happened_on:
            yield Finding(
                say(
                    "door: leads back in time, from win {earlier} to win {later}",
                    earlier=earlier.number,
                    later=later.number,
                ),
                mends=False,
            )


def _judged_from_scratch(journal: Journal, wins: dict[str, JudgedWin], doors: Sequence[Door]) -> dict[str, Judgement]:
    opened: dict[str, list[str]] = {}
    for door in doors:
        opened.setdefault(door.earlier, []).append(door.later)
    steps = journal.steps.of_wins(wins)
    judgements: dict[str, Judgement] = {}
    shines: dict[str, bool] = {}
    for win_id in latest_first(wins, doors):
        facts = Facts(
            opened_a_win=not all(shines[later] for later in opened.get(win_id, ())),
            step_done=any(step.status == "done" for step in steps.get(win_id, ())),
        )
        judgements[win_id] = judge(wins[win_id].win.answers, facts)
        shines[win_id] = wins[win_id]._replace(judgement=judgements[win_id]).verdict == "shiny"
    return judgements
