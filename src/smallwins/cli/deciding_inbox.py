"""Going through the inbox in the terminal: one thing at a time, one key each."""

from collections.abc import Iterator
from datetime import date

from smallwins.bootstrap import new_id, now
from smallwins.cli.call import Call
from smallwins.cli.conversation import BACK, QUIT, Choice, Conversation, Turn, talk
from smallwins.cli.days import say_day
from smallwins.cli.terminal import Terminal
from smallwins.cli.text import hang, one_line, shown
from smallwins.journal.commands import Undo
from smallwins.journal.inbox import InboxPage, goals_offered, keep_item, let_go_item, likely_wins, merge_item
from smallwins.journal.inbox_commands import KeepItem, LetGoItem, MergeItem
from smallwins.journal.inbox_item import InboxItem
from smallwins.journal.undo import undo
from smallwins.language import _, _n, told
from smallwins.method.saying import say
from smallwins.method.week import Week

STORY_SHOWN = 400  # characters
EMPTY = say("The inbox is empty.")

NEW = "new"


def inbox_lines(page: InboxPage, terminal: Terminal, week: Week | None = None) -> Iterator[str]:
    """Return what waits, of a week or all of it, as text."""
    if not page.items:
        yield _empty(week)
        return
    waiting = _n("{n} thing in the inbox", "{n} things in the inbox", page.waiting)
    if week:
        waiting = _n(
            "{n} thing of {week} in the inbox", "{n} things of {week} in the inbox", page.waiting, week=str(week)
        )
    yield terminal.tone(waiting, "strong")
    for item in page.items:
        lead = f"  {item.id}  {item.candidate.happened_on}  "
        yield from hang(lead, one_line(item.candidate.title), terminal.table_width)
    if page.waiting > len(page.items):
        yield f"  {_n('and {n} more', 'and {n} more', page.waiting - len(page.items))}"


def go_through(call: Call, week: Week | None = None) -> None:
    """Show one after another what waits, of a week or all of it, and do what the key says."""
    with talk(call.terminal) as conversation:
        decided, turn = decide_each(call, conversation, week)
        while turn == BACK:  # nothing lies before it here; in a review the step before does
            decided, turn = decide_each(call, conversation, week)
        end = _end(_left(call, week), week)
        decisions = _n("{n} decision.", "{n} decisions.", decided)
        conversation.say("", f"{decisions} {end}" if decided else end)


def _end(left: int, week: Week | None) -> str:
    if not left:
        return _empty(week)
    if week is None:
        return _n("{n} thing still in the inbox.", "{n} things still in the inbox.", left)
    return _n(
        "{n} thing of {week} still in the inbox.", "{n} things of {week} still in the inbox.", left, week=str(week)
    )


def decide_each(call: Call, conversation: Conversation, week: Week | None = None) -> tuple[int, Turn | None]:
    """Go through what waits, each decision kept at once; return how many, and BACK or QUIT where that was wished."""
    since, until = _span(week)
    after: tuple[date, str] | None = None
    before: list[tuple[date, str] | None] = []  # where the decisions of this call were made, to go back to
    while True:
        with call.read() as journal:
            found, today = journal.inbox.waiting(1, after, since, until), call.today(journal)
        if not found:
            return len(before), None
        answer = _asked(conversation, found[0], _left(call, week), today)
        if answer == QUIT or (answer == BACK and not before):
            return len(before), QUIT if answer == QUIT else BACK
        if answer == BACK:
            after = before.pop()
            with call.open() as journal:
                conversation.say(_("Taken back: {change}.", change=shown(told(undo(journal, Undo(now())).summary))))
        elif isinstance(answer, Turn) or not _done(call, conversation, found[0], answer):
            after = (found[0].candidate.happened_on, found[0].id)
        else:
            before.append(after)


def _span(week: Week | None) -> tuple[date | None, date | None]:
    return (week.monday, week.sunday) if week else (None, None)


def _left(call: Call, week: Week | None) -> int:
    with call.read() as journal:
        return journal.inbox.count(*_span(week))


def _empty(week: Week | None) -> str:
    return _("Nothing of {week} waits in the inbox.", week=str(week)) if week else told(EMPTY)


def _asked(conversation: Conversation, item: InboxItem, left: int, today: date) -> str | Turn:
    candidate = item.candidate
    conversation.head(_n("{n} left", "{n} left", left))
    story = (candidate.story or "").strip()
    if story:
        conversation.say(shown(story[:STORY_SHOWN] + (" …" if len(story) > STORY_SHOWN else "")))
    about = [told(say_day(candidate.happened_on, today)), _("from {program}", program=item.format)]
    about += [*map(told, candidate.notes), *(f"#{tag}" for tag in candidate.tags[:6])]
    about += [_("names “{goal}”", goal=goal) for goal in candidate.goals[:2]]
    choices = [
        Choice("k", _("keep it as a win"), "keep"),
        Choice("m", _("merge it into a win"), "merge"),
        Choice("l", _("let it go"), "let_go"),
    ]
    if candidate.goals:
        choices.append(Choice("g", _("keep it, and say whether it points toward a goal that it names"), "goals"))
    return conversation.choose(candidate.title, choices, now=one_line(" · ".join(about)))


def _done(call: Call, conversation: Conversation, item: InboxItem, answer: str) -> bool:
    """Carry out a decision; a merge without a win to go into is none."""
    into = _win_to_merge_into(call, conversation, item) if answer == "merge" else ""
    if answer == "merge" and not into:
        return False
    kept = KeepItem(new_id(), item.id, now())
    if answer == "goals":
        kept = _with_goals(call, conversation, item, kept)
    with call.open() as journal:
        if answer in {"keep", "goals"}:
            conversation.say(_("Win {number}.", number=keep_item(journal, kept).win.number))
        elif answer == "merge":
            merge_item(journal, MergeItem(item.id, into, now()))
        else:
            let_go_item(journal, LetGoItem(item.id, now()))
    return True


def _with_goals(call: Call, conversation: Conversation, item: InboxItem, kept: KeepItem) -> KeepItem:
    """Ask of each goal that an item names whether it is one of the person's; a goal that is skipped is not linked."""
    with call.read() as journal:
        offered = goals_offered(journal, item)
    toward, new = list[str](), list[tuple[str, str]]()
    for one in offered:
        here = Choice("y", _("yes, toward this goal of mine"), one.own.id) if one.own else None
        choices = (here or Choice("y", _("yes, and make it a goal of mine"), NEW), Choice("n", _("no"), ""))
        answer = conversation.choose(_("Does it point toward “{goal}”?", goal=one_line(one.title)), choices)
        if isinstance(answer, Turn) or not answer:
            continue
        if answer == NEW:
            new.append((new_id(), one.title))
        else:
            toward.append(answer)
    return kept._replace(toward=tuple(toward), new_goals=tuple(new))


def _win_to_merge_into(call: Call, conversation: Conversation, item: InboxItem) -> str:
    with call.read() as journal:
        likely, today = likely_wins(journal, item), call.today(journal)
    if likely:
        days = [(one.win, told(say_day(one.win.happened_on, today))) for one in likely]
        conversation.put([f"  {win.number:>4}  {day}  {one_line(win.title)}" for win, day in days])

    def read(number: str) -> str:
        with call.read() as journal:
            return journal.wins.find(number).win.id

    answer = conversation.read(_("Into which win?"), read, hint=_("its number"))
    return "" if isinstance(answer, Turn) else answer
