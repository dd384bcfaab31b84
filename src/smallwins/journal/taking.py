"""The option taken at a crossroads becomes a win, or is one already: the way from a decision to what came of it."""

from smallwins.journal.changes import difference, remember
from smallwins.journal.crossroads_commands import LinkToWin, TakeAsWin
from smallwins.journal.crossroads_history import happened
from smallwins.journal.keys import repeated
from smallwins.journal.new_win import AddWin
from smallwins.journal.ports import Journal
from smallwins.journal.verdicts import keep
from smallwins.journal.wins import written_down
from smallwins.method.answers import dated
from smallwins.method.crossroads import Crossroads, option_of, taken, taken_answers
from smallwins.method.errors import RefusedError
from smallwins.method.history import Entry
from smallwins.method.saying import say, say_in
from smallwins.method.verdict import JudgedWin

BECAME = "became a win"


def taken_as_win(journal: Journal, command: TakeAsWin) -> JudgedWin:
    """Make a win of the option taken, which begins with the answers given before; sent twice, it is made once."""
    if repeated(journal, command):
        return journal.wins.get(command.id)
    crossroads = journal.crossroads.get(command.crossroads)
    after = taken(crossroads, command.id)
    if crossroads.win is not None and (found := journal.wins.several([crossroads.win])):
        raise RefusedError(say("It is your win {win} already.", win=found[crossroads.win].win.number))
    option = option_of(crossroads, crossroads.decision or "")
    summary = say_in("history", "made a win of “{title}”", title=crossroads.title)
    remember(journal, command.at, summary, crossroads=[crossroads.id], made={"wins": command.id})
    written = AddWin(
        id=command.id,
        at=command.at,
        title=option.title if command.title is None else command.title,
        happened_on=command.happened_on,
        looks=option.looks,
    )
    judged = written_down(journal, written)
    answers = taken_answers(crossroads)
    if answers.look_again is not None and answers.look_again <= command.happened_on:
        answers = answers._replace(look_again=None)
    win = judged.win._replace(answers=dated(answers, command.happened_on))
    change = difference(judged.win._asdict(), win._asdict())
    journal.crossroads.save(happened(crossroads, after, command.at, BECAME)._replace(origin="own"))
    return keep(journal, judged, win, command.at, _cause(crossroads), change)


def link_to_win(journal: Journal, command: LinkToWin) -> JudgedWin:
    """Say that the option taken is a win that is written down already; the win keeps its own answers."""
    crossroads, judged = journal.crossroads.get(command.crossroads), journal.wins.get(command.win)
    if crossroads.win == judged.win.id:
        return judged
    after = taken(crossroads, judged.win.id)
    summary = say_in("history", "linked “{title}” to {win}", title=crossroads.title, win=judged.win.number)
    remember(journal, command.at, summary, wins=[judged.win.id], crossroads=[crossroads.id])
    journal.crossroads.save(happened(crossroads, after, command.at, BECAME)._replace(origin="own"))
    journal.history.append([(judged.win.id, Entry(command.at, _cause(crossroads), judged.verdict))])
    return judged


def _cause(crossroads: Crossroads) -> str:
    """Say where the win came from: the decision and its reason."""
    option, reason = option_of(crossroads, crossroads.decision or ""), " ".join((crossroads.reason or "").split())
    title, taken = crossroads.title, option.title
    if not reason:
        return say_in("history", "from the crossroads “{title}”: {option}", title=title, option=taken)
    return say_in(
        "history",
        "from the crossroads “{title}”: {option}, because {reason}",
        title=title,
        option=taken,
        reason=reason,
    )
