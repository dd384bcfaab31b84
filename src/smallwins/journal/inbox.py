"""The inbox: what came in from elsewhere is kept as a win, merged into one, or let go; each can be taken back."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from smallwins.journal.changes import Noun, difference, remember, through
from smallwins.journal.commands import AddGoal
from smallwins.journal.goals import named
from smallwins.journal.inbox_commands import KeepItem, LetGoItem, MergeItem
from smallwins.journal.new_win import AddWin
from smallwins.journal.ports import InboxItem, Journal, WinFilter
from smallwins.journal.settings import today_of
from smallwins.journal.verdicts import keep
from smallwins.journal.wins import written_down
from smallwins.method.errors import InputError, RefusedError
from smallwins.method.goal import Goal
from smallwins.method.history import IMPORTED
from smallwins.method.saying import say, say_in
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week
from smallwins.method.win import MERGED, SOURCE, checked

A_PAGE = 50


class InboxPage(NamedTuple):
    """What waits, a page of it, and how much in all."""

    items: tuple[InboxItem, ...]
    waiting: int


class OfferedGoal(NamedTuple):
    """A goal that an item names, and the person's own of that title."""

    title: str
    own: Goal | None


def inbox(
    journal: Journal, limit: int = A_PAGE, after: tuple[date, str] | None = None, week: Week | None = None
) -> InboxPage:
    """Return what waits, of a week or all of it, the latest day first."""
    span = (week.monday, week.sunday) if week else (None, None)
    return InboxPage(journal.inbox.waiting(limit, after, *span), journal.inbox.count(*span))


def keep_item(journal: Journal, command: KeepItem) -> JudgedWin:
    """Make a win of an item, with no answer but the goals that the person says; done twice, it is made once."""
    item = journal.inbox.get(command.item)
    if item.state == "kept" and (found := journal.wins.several([item.win or ""])):
        return found[item.win or ""]
    _still_waits(item)
    candidate = item.candidate
    new = _new_goals(journal, item, command)
    made: dict[Noun, Sequence[str]] = {"wins": [command.id], "goals": [goal.id for goal in new]}
    summary = through(say_in("history", "kept “{title}”", title=candidate.title), command.via)
    remember(journal, command.at, summary, inbox=[item.id], made=made)
    for goal in new:
        named(journal, goal)
    written = AddWin(
        id=command.id,
        at=command.at,
        title=candidate.title,
        happened_on=candidate.happened_on,
        story=candidate.story,
        kind=candidate.kind,
        tags=candidate.tags,
        goals=(*command.toward, *(goal.id for goal in new)),
        origin="import",
    )
    judged = written_down(journal, written, through(IMPORTED, command.via), {SOURCE: _source(item)})
    journal.inbox.mark(item.id, "kept", judged.win.id)
    return judged


def merge_item(journal: Journal, command: MergeItem) -> JudgedWin:
    """Put what an item says into a win; the win's own words stay, and nothing of the item is lost."""
    item, judged = journal.inbox.get(command.item), journal.wins.get(command.win)
    if item.state == "merged" and item.win == judged.win.id:
        return judged
    _still_waits(item)
    win = judged.win
    merged = win.extra.get(MERGED)
    record = {**_source(item), "title": item.candidate.title, "happened_on": item.candidate.happened_on.isoformat()}
    after = checked(
        win._replace(
            story=_joined(win.title, win.story, item),
            tags=tuple(dict.fromkeys([*win.tags, *item.candidate.tags])),
            kind=win.kind or item.candidate.kind,
            extra={**win.extra, MERGED: [*(merged if isinstance(merged, list) else []), record]},
        )
    )
    summary = through(
        say_in("history", "merged “{title}” into {win}", title=item.candidate.title, win=win.number), command.via
    )
    remember(journal, command.at, summary, wins=[win.id], inbox=[item.id])
    change = difference({**win._asdict(), "extra": None}, {**after._asdict(), "extra": None})
    journal.inbox.mark(item.id, "merged", win.id)
    return keep(
        journal,
        judged,
        after,
        command.at,
        through(say_in("history", "merged in: {title}", title=item.candidate.title), command.via),
        change,
    )


def let_go_item(journal: Journal, command: LetGoItem) -> InboxItem:
    """Let an item go; it stays known, so that the same file does not bring it again."""
    item = journal.inbox.get(command.item)
    if item.state == "let_go":
        return item
    _still_waits(item)
    remember(
        journal,
        command.at,
        through(say_in("history", "let go of “{title}”", title=item.candidate.title), command.via),
        inbox=[item.id],
    )
    journal.inbox.mark(item.id, "let_go")
    return item._replace(state="let_go")


def goals_offered(journal: Journal, item: InboxItem) -> tuple[OfferedGoal, ...]:
    """Return the goals that an item names, each with the person's own goal of that title where there is one."""
    active_last = sorted(journal.goals.all(), key=lambda goal: goal.status == "active")
    own = {goal.title.casefold(): goal for goal in active_last}
    return tuple(OfferedGoal(title, own.get(title.casefold())) for title in item.candidate.goals)


def _new_goals(journal: Journal, item: InboxItem, command: KeepItem) -> list[AddGoal]:
    """Check the goals to be made: named by the item, and not there yet."""
    offered = {one.title: one.own for one in goals_offered(journal, item)}
    for _, title in command.new_goals:
        if title not in offered:
            raise InputError("goals", say("{title} is no goal that this names", title=repr(title)))
        if offered[title] is not None:
            raise InputError("goals", say("{title} is a goal of yours already; choose it instead", title=repr(title)))
    today = today_of(journal, command.at)
    return [AddGoal(goal_id, command.at, today, title) for goal_id, title in command.new_goals]


def likely_wins(journal: Journal, item: InboxItem, limit: int = 5) -> Sequence[JudgedWin]:
    """Return wins that an item may be told of already: those of its day, then those of the days around it."""
    day = item.candidate.happened_on
    around = journal.wins.page(WinFilter(since=day - timedelta(days=3), until=day + timedelta(days=3), limit=4 * limit))
    return sorted(around, key=lambda one: abs((one.win.happened_on - day).days))[:limit]


def _still_waits(item: InboxItem) -> None:
    if item.state != "waiting":
        done = {
            "kept": say("“{title}” was kept as a win already.", title=item.candidate.title),
            "merged": say("“{title}” was merged into a win already.", title=item.candidate.title),
            "let_go": say("“{title}” was let go already.", title=item.candidate.title),
        }[item.state]
        raise RefusedError(say("{done} Undo that first, if you want it otherwise.", done=done))


def _source(item: InboxItem) -> dict[str, object]:
    """Say where a win came from, with everything its source said that a win has no field for."""
    candidate = item.candidate
    said: Mapping[str, object] = {
        "format": item.format,
        "key": candidate.key,
        "place": candidate.place,
        "goals": list(candidate.goals),
        "notes": list(candidate.notes),
        "also": dict(candidate.extra),
    }
    return {key: value for key, value in said.items() if value}


def _joined(title: str, story: str | None, item: InboxItem) -> str | None:
    candidate = item.candidate
    told = [candidate.title] if candidate.title != title and candidate.title not in (story or "") else []
    if candidate.story and candidate.story not in (story or ""):
        told.append(candidate.story)
    return "\n\n".join([*([story] if story else []), *told]) or None
