"""Take the last change back: everything it touched stands again as it stood before; history says so.

Putting the records kept by journal/changes.py back replaces what is there and judges it again, so the verdicts stay
consistent whatever came between.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from smallwins.formats.smallwins1.crossroads_reading import read_crossroads
from smallwins.formats.smallwins1.goal_reading import read_goal
from smallwins.formats.smallwins1.remark_reading import read_remark
from smallwins.formats.smallwins1.review_reading import read_review
from smallwins.formats.smallwins1.win_reading import read_win
from smallwins.journal.commands import Undo
from smallwins.journal.crossroads_history import happened
from smallwins.journal.ports import Change, Journal
from smallwins.journal.verdicts import carry_up, reconsider
from smallwins.method.chain import Door
from smallwins.method.crossroads import without_goal
from smallwins.method.document import WinRecord
from smallwins.method.errors import NothingToUndoError
from smallwins.method.history import Entry
from smallwins.method.saying import say_in
from smallwins.method.verdict import JudgedWin, judge
from smallwins.method.week import parse


def last_change(journal: Journal) -> Change | None:
    """Return the change that undo would take back, or None."""
    return journal.changes.last()


def undo(journal: Journal, command: Undo) -> Change:
    """Take back the last change that was not taken back yet, and return what it was."""
    change = journal.changes.last()
    if change is None:
        raise NothingToUndoError
    before = json.loads(change.before)
    cause = say_in("history", "undone: {what}", what=change.summary)
    _put_goals_back(journal, before.get("goals", {}))
    _put_wins_back(journal, before.get("wins", {}), command.at, cause)
    for goal_id, kept in before.get("goals", {}).items():
        if kept is None:
            _let_wins_go_on_without(journal, goal_id, command.at, cause)
            journal.goals.remove(goal_id)
    for week, record in before.get("reviews", {}).items():
        if record is None:
            journal.reviews.remove(parse(week))
        else:
            journal.reviews.save(read_review(record, "review"))
    _put_crossroads_back(journal, before.get("crossroads", {}), command.at, cause)
    _put_remarks_back(journal, before.get("remarks", {}))
    for draft_id, version in before.get("drafts", {}).items():
        _put_draft_back(journal, draft_id, version, command.at)
    _put_inbox_back(journal, before.get("inbox", {}))
    journal.changes.mark_undone(change.number)
    return change


def _put_goals_back(journal: Journal, goals: dict[str, dict[str, dict[str, object]] | None]) -> None:
    here = {goal.id for goal in journal.goals.all()}
    for goal_id, kept in goals.items():
        if kept is None:
            continue
        goal = read_goal(kept["record"], "goal")._replace(**kept["kept"])  # type: ignore[arg-type]  # number and origin
        if goal_id in here:
            journal.goals.save(goal)
        else:
            journal.goals.add([goal])


def _put_wins_back(journal: Journal, wins: dict[str, dict[str, object] | None], at: datetime, cause: str) -> None:
    touched: set[str] = set()
    now = journal.wins.several(wins)
    for win_id, judged in now.items():
        touched.update(journal.doors.openers_of(win_id))
        if wins[win_id] is None:
            journal.history.append([(win_id, Entry(at, cause, judged.verdict))])
            journal.wins.remove(win_id)
    back = {win_id: _read(kept) for win_id, kept in wins.items() if kept is not None}
    for win_id, record in back.items():
        if win_id in now:
            journal.wins.save(now[win_id]._replace(win=record.win))
            for opener in journal.doors.openers_of(win_id):
                journal.doors.remove(Door(opener, win_id))
            for step in journal.steps.of_wins([win_id]).get(win_id, ()):
                journal.steps.remove(step.id)
        else:
            journal.wins.add([JudgedWin(record.win, judge(record.win.answers))])
        journal.steps.add(record.steps)
    for win_id, record in back.items():
        openers = [opener for opener in record.opened_by if journal.wins.several([opener])]
        journal.doors.add(Door(opener, win_id) for opener in openers)
        touched.update(openers)
    newest_first = sorted(back, key=lambda win_id: back[win_id].win.happened_on, reverse=True)
    reconsider(journal, newest_first, at, cause, always=True)
    # An own call that came back changes what counts, though not what is computed: tell the wins above in any case.
    carry_up(journal, journal.wins.several(back).values(), at)
    reconsider(journal, _still_there(journal, touched - set(back)), at, cause)


def _put_crossroads_back(
    journal: Journal, several: dict[str, dict[str, object] | None], at: datetime, cause: str
) -> None:
    """Put crossroads back where they stood, and let their history go on.

    One that was deleted stands again before those that came after it.
    """
    here = {crossroads.id: crossroads for crossroads in journal.crossroads.all()}
    for crossroads_id, kept in reversed(several.items()):
        if kept is None:
            if crossroads_id in here:
                journal.crossroads.remove(crossroads_id)
            continue
        numbers = kept["kept"]
        assert isinstance(numbers, dict)  # written by _crossroads_as_they_stand
        record = read_crossroads(kept["record"])._replace(origin=numbers["origin"])
        journal.crossroads.save(happened(here.get(crossroads_id, record), record, at, cause))
        if crossroads_id not in here:
            for later in journal.crossroads.all():
                if later.id in numbers["before"]:
                    journal.crossroads.remove(later.id)
                    journal.crossroads.save(later)


def _put_remarks_back(journal: Journal, remarks: dict[str, dict[str, dict[str, int | None]] | None]) -> None:
    here = {remark.id for remark in journal.remarks.all()}
    for remark_id, kept in remarks.items():
        if kept is not None:
            journal.remarks.save(read_remark(kept["record"])._replace(author=kept["kept"]["author"]))
        elif remark_id in here:
            journal.remarks.remove(remark_id)


def _put_draft_back(journal: Journal, draft_id: str, version: int | None, at: datetime) -> None:
    """Let a draft stand as it stood in one of its versions (None: not at all), as a version of its own."""
    last = journal.drafts.versions(draft_id)[-1]
    if version is None:
        journal.drafts.append(last._replace(version=last.version + 1, at=at, gone=True))
        return
    kept = next(draft for draft in journal.drafts.versions(draft_id) if draft.version == version)
    journal.drafts.append(kept._replace(version=last.version + 1, at=at))


def _put_inbox_back(journal: Journal, items: dict[str, dict[str, str | None] | None]) -> None:
    """Let what was decided wait again, and take away what came in."""
    journal.inbox.remove(item_id for item_id, kept in items.items() if kept is None)
    for item_id, kept in items.items():
        if kept is not None:
            journal.inbox.mark(item_id, kept["state"], kept["win"])  # type: ignore[arg-type]  # written by remember


def _read(kept: dict[str, object]) -> WinRecord:
    record = read_win(kept["record"], "win")
    numbers = kept["kept"]
    assert isinstance(numbers, dict)  # written by _win_as_it_stands
    return record._replace(
        win=record.win._replace(number=numbers["number"], origin=numbers["origin"]),
        steps=tuple(step._replace(number=number) for step, number in zip(record.steps, numbers["steps"], strict=True)),
    )


def _still_there(journal: Journal, win_ids: Iterable[str]) -> list[str]:
    found = journal.wins.several(win_ids)
    return sorted(found, key=lambda win_id: found[win_id].win.happened_on, reverse=True)


def _let_wins_go_on_without(journal: Journal, goal_id: str, at: datetime, cause: str) -> None:
    """Take a goal that is about to vanish out of the answers that name it."""
    for crossroads in journal.crossroads.all():
        journal.crossroads.save(without_goal(crossroads, goal_id))
    for judged in journal.wins.everything():
        if goal_id in judged.win.answers.goals:
            answers = judged.win.answers
            left = tuple(goal for goal in answers.goals if goal != goal_id)
            win = judged.win._replace(answers=answers._replace(goals=left))
            journal.wins.save(judged._replace(win=win))
            reconsider(journal, [win.id], at, cause, always=True)
