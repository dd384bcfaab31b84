"""What an answer asks further: which goal, which door, when to look again, which skill."""

from collections.abc import Callable, Collection, Mapping
from datetime import timedelta

from smallwins.bootstrap import new_id, now
from smallwins.cli.call import Call
from smallwins.cli.conversation import BACK, QUIT, Choice, Conversation, Turn
from smallwins.cli.days import IN_SHORT, read_day, say_day
from smallwins.cli.text import one_line
from smallwins.journal.commands import AddGoal, AddStep, AddWin, AnswerWin, LinkWins
from smallwins.journal.doors import link_wins
from smallwins.journal.goals import add_goal
from smallwins.journal.judging import answer_win, look_again_after, put_off
from smallwins.journal.ports import Journal, WinFilter
from smallwins.journal.steps import add_step
from smallwins.journal.wins import add_win
from smallwins.language import _
from smallwins.method.answers import LOOK_AGAIN_AFTER, SKILL
from smallwins.method.saying import say, say_n
from smallwins.method.verdict import JudgedWin

DOORS_SHOWN = 6  # later wins to choose from by one key
KEYS = "123456789acdefghijklmopruvwxyz"  # without b, n, q, s and t, which mean something
NEW, NOTE = "\n new", "\n note"  # what is not written down yet, and words alone; no id looks like them


def ask_goals(call: Call, talk: Conversation, win_id: str) -> Turn | None:
    """Ask which goals the win points toward; a new one can be named."""
    chosen = choose_goals(call, talk, _("Which goal does it point toward?"))
    if isinstance(chosen, Turn):
        return chosen
    with call.open() as journal:
        answer_win(journal, AnswerWin(win_id, now(), direction="toward", goals=chosen))
    return None


def choose_goals(call: Call, talk: Conversation, question: str) -> tuple[str, ...] | Turn:
    """Ask for one goal or more; a new one can be named."""
    with call.read() as journal:
        goals = [goal for goal in journal.goals.all() if goal.status == "active"][: len(KEYS)]
    if not goals:
        named = _new_goal(call, talk)
        return named if isinstance(named, Turn) else (named,)
    choices = [Choice(key, one_line(goal.title), goal.id) for key, goal in zip(KEYS, goals, strict=False)]
    choices.append(Choice("n", _("A new goal"), NEW))
    return talk.toggle(question, choices, naming={NEW: lambda: _new_goal(call, talk)})


def _new_goal(call: Call, talk: Conversation) -> str | Turn:
    title = talk.text(
        _("Where do you want to get to? Name it in a few words."), hint=_("Enter alone: no goal named yet")
    )
    if isinstance(title, Turn):
        return title
    with call.open() as journal:
        return add_goal(journal, AddGoal(new_id(), now(), call.today(journal), title)).id


def ask_which_door(call: Call, talk: Conversation, win_id: str) -> Turn | None:
    """Ask which door it opened: a later win, one not written down yet, or a few words."""
    with call.read() as journal:
        judged = journal.wins.get(win_id)
        later = _later_wins(journal, judged)
    choices = [
        Choice(key, f"{win.number}  {one_line(win.title)}", win.id)
        for key, win in zip(KEYS, (one.win for one in later), strict=False)
    ]
    choices += [Choice("w", _("A win I have not written down yet"), NEW), Choice("n", _("In a few words"), NOTE)]
    while True:
        chosen = talk.choose(_("Which door? What did it lead to?"), choices)
        if isinstance(chosen, Turn):
            return chosen
        turn = _words_of_door(call, talk, judged, chosen)
        if turn != BACK:
            return turn


def _later_wins(journal: Journal, judged: JudgedWin) -> list[JudgedWin]:
    found = journal.wins.page(WinFilter(since=judged.win.happened_on, limit=DOORS_SHOWN * 3))
    others = {judged.win.id, *journal.doors.openers_of(judged.win.id), *journal.doors.opened_by(judged.win.id)}
    return [one for one in found if one.win.id not in others][:DOORS_SHOWN]


def _words_of_door(call: Call, talk: Conversation, judged: JudgedWin, chosen: str) -> Turn | None:
    win_id = judged.win.id
    if chosen not in (NEW, NOTE):
        with call.open() as journal:
            link_wins(journal, LinkWins(win_id, chosen, now()))
        return None
    which = _("Which door, or how did your next step change?")
    told = talk.text(_("What happened? One line.") if chosen == NEW else which)
    if isinstance(told, Turn):
        return told
    with call.open() as journal:
        if chosen == NOTE:
            answer_win(journal, AnswerWin(win_id, now(), door_note=told))
        else:
            today = call.today(journal)
            happened_on = max(today, judged.win.happened_on)
            fresh = add_win(journal, AddWin(new_id(), now(), told, happened_on, opened_by=(win_id,)))
            talk.say(_("Written down as {number}.", number=fresh.win.number))
    return None


def ask_look_again(call: Call, talk: Conversation, win_id: str) -> Turn | None:
    """Ask when to look again, and whether there is a next step."""
    with call.read() as journal:
        today = call.today(journal)
        after = look_again_after(journal)
        usual = put_off(journal.wins.get(win_id), today, after)
    day = talk.read(
        _("When shall we look again?"),
        lambda text: read_day(text, today, "day", ahead=True),
        default=usual,
        hint=_("Enter: {day}, {weeks}. Or {days}", day=say_day(usual, today), weeks=_weeks(after), days=IN_SHORT),
    )
    if isinstance(day, Turn):
        return day
    with call.open() as journal:
        answer_win(journal, AnswerWin(win_id, now(), look_again=day))
    turn = ask_step(call, talk, win_id)
    return turn if turn in (BACK, QUIT) else None


def _weeks(after: timedelta) -> str:
    if after == LOOK_AGAIN_AFTER:
        return say("in four weeks")
    return say_n("in {n} week, as you chose", "in {n} weeks, as you chose", after.days // 7)


def ask_step(call: Call, talk: Conversation, win_id: str) -> Turn | None:
    """Ask for a next step because of a win, and the day it is due."""
    with call.read() as journal:
        today = call.today(journal)
    text = talk.text(_("Is there a next step? Best as: when …, I will …"), hint=_("Enter alone: none for now"))
    if isinstance(text, Turn):
        return text
    day = talk.read(
        _("By when?"),
        lambda said: read_day(said, today, "day", ahead=True),
        hint=_("{days}. Enter: no day", days=IN_SHORT),
    )
    if day in (BACK, QUIT):
        return day if isinstance(day, Turn) else None
    due = None if isinstance(day, Turn) else day
    with call.open() as journal:
        step = add_step(journal, AddStep(new_id(), win_id, now(), text, due))
    talk.say(_("Step {number} is planned.", number=step.number))
    return None


def ask_skill(call: Call, talk: Conversation, wanted: Collection[str]) -> str | Turn:
    """Ask for the name of a skill; those that the goals wanted (or else all) need can be taken by their digit."""
    with call.read() as journal:
        goals = [goal for goal in journal.goals.all() if goal.id in wanted or (not wanted and goal.status == "active")]
    skills = list(dict.fromkeys(skill for goal in goals for skill in goal.skills))[:9]
    hint = "  ".join(f"{place} {one_line(skill)}" for place, skill in enumerate(skills, 1))
    told = talk.text(_("Which skill?"), hint=_("{skills}  or its name", skills=hint) if hint else _("its name"))
    if isinstance(told, Turn) or not told.isdecimal() or not 0 < int(told) <= len(skills):
        return told if isinstance(told, Turn) else told.removeprefix(SKILL)
    return skills[int(told) - 1]


FOLLOW_UPS: Mapping[tuple[str, object], Callable[[Call, Conversation, str], Turn | None]] = {
    ("direction", "toward"): ask_goals,
    ("opened", "door"): ask_which_door,
    ("opened", "not_yet"): ask_look_again,
}
