"""Answer the questions about a win, judge it, and judge again those whose verdict that can change: up its doors."""

from collections.abc import Mapping
from datetime import date, timedelta

from smallwins.journal.changes import difference, remember, through
from smallwins.journal.commands import AnswerWin, OverruleWin, merged
from smallwins.journal.ports import Journal
from smallwins.journal.verdicts import keep
from smallwins.method.answers import LOOK_AGAIN_AFTER, NO_ANSWERS, Answers, aimed, checked, dated
from smallwins.method.errors import InputError
from smallwins.method.saying import say, say_in, say_list
from smallwins.method.texts import check_text
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import VERDICTS, Overrule


def answer_win(journal: Journal, command: AnswerWin) -> JudgedWin:
    """Take the answers given, leave the others as they are, and judge."""
    judged = journal.wins.get(command.win)
    before = judged.win.answers
    after = _completed(merged(before, command), before, command.at.date(), look_again_after(journal))
    for goal in after.goals:
        journal.goals.get(goal)
    change = difference(before._asdict(), after._asdict())
    if not change:
        return judged
    first = all(getattr(before, field) == getattr(NO_ANSWERS, field) for field in change)
    fields, win = say_list(change, ","), judged.win.number
    if first:
        cause = say_in("history", "answered: {fields}", fields=fields)
        summary = say_in("history", "answered {fields} of {win}", fields=fields, win=win)
    else:
        cause = say_in("history", "changed: {fields}", fields=fields)
        summary = say_in("history", "changed {fields} of {win}", fields=fields, win=win)
    remember(journal, command.at, through(summary, command.via), wins=[judged.win.id])
    after_win = judged.win._replace(answers=after)
    return keep(journal, judged, after_win, command.at, through(cause, command.via), change)


def _completed(answers: Answers, before: Answers, today: date, after: timedelta) -> Answers:
    """Fill in what an answer brings with it, and drop what no longer belongs to it."""
    answers = dated(aimed(answers), today, after)
    if answers.opened != "not_yet" and answers.look_again == before.look_again:
        answers = answers._replace(look_again=None)
    return checked(answers)


def overrule_win(journal: Journal, command: OverruleWin) -> JudgedWin:
    """Put the person's own call over the computed verdict, with its reason, or take it back."""
    judged = journal.wins.get(command.win)
    if command.verdict is None:
        overrule, cause = None, say_in("history", "the own call was taken back")
    else:
        overrule, cause = (
            _own_call(command),
            say_in(
                "history",
                "overruled: {verdict}, because {reason}",
                verdict=command.verdict,
                reason=command.reason.strip(),
            ),
        )
    before = judged.win.overrule
    if overrule == before:
        return judged
    change: Mapping[str, object] = difference({"overrule": before}, {"overrule": overrule})
    remember(journal, command.at, say_in("history", "own call on {win}", win=judged.win.number), wins=[judged.win.id])
    return keep(journal, judged, judged.win._replace(overrule=overrule), command.at, cause, change)


def _own_call(command: OverruleWin) -> Overrule:
    if command.verdict not in VERDICTS:
        raise InputError(
            "verdict",
            say("{verdict} is not one of {verdicts}", verdict=repr(command.verdict), verdicts=say_list(VERDICTS, ",")),
        )
    if not command.reason.strip():
        raise InputError("reason", say("is empty; say in a few words why you see it differently"))
    check_text("reason", command.reason)
    return Overrule(command.verdict, command.reason.strip(), command.at)


def look_again_after(journal: Journal) -> timedelta:
    """Return how long after an answer looking again is proposed: as usual, or as the person chose."""
    weeks = journal.settings.get().look_again_after
    return LOOK_AGAIN_AFTER if weeks is None else timedelta(weeks=weeks)


def put_off(judged: JudgedWin, today: date, after: timedelta = LOOK_AGAIN_AFTER) -> date:
    """Return the day proposed to look again at a win."""
    day = max(today, judged.win.happened_on)
    return day + min(after, date.max - day)
