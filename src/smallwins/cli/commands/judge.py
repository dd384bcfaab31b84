"""`smallwins judge`: put a win to the four questions."""

from collections.abc import Sequence
from typing import Any

import click

from smallwins.cli.answers_given import answers_given
from smallwins.cli.asking import ask_all
from smallwins.cli.call import Call
from smallwins.cli.conversation import QUIT, Conversation, talk
from smallwins.cli.entry import Noted, entry
from smallwins.cli.errors import UsageError
from smallwins.cli.render_rearview import shone_words
from smallwins.cli.render_win import facts_of, verdict_lines
from smallwins.cli.shapes import text_of, win_shape
from smallwins.cli.text import hang, one_line
from smallwins.journal.commands import AnswerWin
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import Journal, WinFilter
from smallwins.journal.stories import win_story
from smallwins.language import _, _n
from smallwins.method.answers import DIRECTIONS, MOTIVES, OPENED, QUESTION_FIELDS
from smallwins.method.questions import QUESTIONS, Question, questions_left
from smallwins.method.saying import say
from smallwins.method.verdict import JudgedWin

LOOK_AGAIN = say("When to look again: 2026-11-13, tomorrow, monday … sunday (the next one), +3d or +2w.")
AT_ONCE = 200  # unanswered wins, newest first, that one call goes through at most


@entry(
    "judge",
    examples=(
        Noted("smallwins judge              ", say("the wins with open questions, one after another")),
        "smallwins judge 42",
        Noted("smallwins judge 42 --again   ", say("all questions anew, beside what was answered until now")),
        "smallwins judge 42 --direction toward --goal Lead --motive meaningful --stretch 2",
        "smallwins judge 42 --opened not_yet --look-again +4w --gain confidence --gain skill:hiring",
    ),
)
@click.argument("win", required=False)
@click.option("--direction", type=click.Choice(DIRECTIONS), help=say("Does it point where you want to go?"))
@click.option(
    "--goal", multiple=True, metavar="GOAL", help=say("The goal it points toward; may be given more than once.")
)
@click.option("--motive", type=click.Choice(MOTIVES), help=say("Because it matters to you, or because it was there?"))
@click.option("--opened", type=click.Choice(OPENED), help=say("What door did it open?"))
@click.option("--door-note", metavar="TEXT", help=say("Which door, or how your next step changed."))
@click.option("--look-again", metavar="DATE", help=LOOK_AGAIN)
@click.option(
    "--stretch", type=click.IntRange(0, 4), help=say("0 effortless, 2 slightly uncomfortable, 4 overwhelming.")
)
@click.option("--gain", multiple=True, metavar="GAIN", help=say("clarity, confidence, skill:NAME or none; repeatable."))
@click.option(
    "--take-back", multiple=True, type=click.Choice(QUESTION_FIELDS), help=say("Leave a question open again.")
)
@click.option("--again", is_flag=True, help=say("Look again: all questions anew, beside what was answered."))
def command(call: Call, win: str | None, *, again: bool, **given: Any) -> None:  # noqa: ANN401 - the options above
    """Put WIN to the four questions: the answers given as options, or else one question at a time.

    Prints the verdict, why, and what would change it. Without WIN: those with open questions, newest first.
    """
    options = {name: value for name, value in given.items() if value not in (None, ())}
    if win is None:
        if options or again:
            raise UsageError(say("Name the win that the answers are about: smallwins judge WIN …"))
        _judge_open_ones(call)
        return
    if not options and call.asks:
        _judge_one(call, win, again=again)
        return
    if again:
        raise UsageError(say("To look again, call this from a terminal and give no answers as options."))
    with call.open() if options else call.read() as journal:
        judged = journal.wins.find(win)
        if options:
            judged = answer_win(journal, AnswerWin(judged.win.id, call.at, **_answers(call, journal, options)))
        answer = _judgement(call, journal, judged)
    call.put(answer)


def _answers(call: Call, journal: Journal, options: dict[str, Any]) -> dict[str, Any]:
    answers = answers_given(journal, options)
    if "look_again" in options:
        answers["look_again"] = call.day(journal, options["look_again"], "--look-again", ahead=True)
        answers["opened"] = options.get("opened", "not_yet")
    return answers


def _judgement(call: Call, journal: Journal, judged: JudgedWin) -> list[str]:
    today = call.today(journal)
    if call.json:
        return [text_of(win_shape(journal, judged, today))]
    story = win_story(journal, judged.win.id, today)
    head = hang(f"{judged.win.number}  ", one_line(judged.win.title), call.terminal.width)
    lines = verdict_lines(story.line.judged, story.reason, call.terminal, facts_of(story.line))
    return [*(call.terminal.tone(line, "strong") for line in head), *lines]


def _judge_one(call: Call, name: str, *, again: bool) -> None:
    with call.read() as journal:
        judged = journal.wins.find(name)
    with talk(call.terminal) as conversation:
        left = questions_left(judged)
        if again or not left:
            _look_again(call, conversation, judged)
        else:
            _ask_and_tell(call, conversation, judged, left)


def _look_again(call: Call, conversation: Conversation, judged: JudgedWin) -> None:
    """Put a win to all questions anew; one of the rearview: first why it shone, at the end whether it still does."""
    if judged.verdict != "shiny":
        _ask_and_tell(call, conversation, judged, QUESTIONS)
        return
    shone = shone_words(judged.win.answers)
    conversation.say(
        _("Looking again. It went to the rearview as a shiny object: {why}.", why=shone)
        if shone
        else _("Looking again. It went to the rearview as a shiny object.")
    )
    _ask_and_tell(call, conversation, judged, QUESTIONS)
    with call.read() as journal:
        stays = journal.wins.get(judged.win.id).verdict == "shiny"
    conversation.say(_("It stays in the rearview; nothing is lost.") if stays else _("It has left the rearview."))


def _judge_open_ones(call: Call) -> None:
    with call.read() as journal:
        wins: Sequence[JudgedWin] = journal.wins.page(WinFilter(unanswered=True, limit=AT_ONCE))
        today = call.today(journal)
        if call.json:
            from smallwins.cli.shapes import win_shapes  # noqa: PLC0415 - only programs need it

            print(text_of(win_shapes(journal, wins, today)))
            return
    if not wins:
        call.say(_('No question is open. What happened next?  smallwins add "…"'))
        return
    if not call.asks:
        raise UsageError(say("Name a win, or call this from a terminal: nothing is asked otherwise."))
    with talk(call.terminal) as conversation:
        for place, judged in enumerate(wins, 1):
            if _ask_and_tell(call, conversation, judged, questions_left(judged) or QUESTIONS) == QUIT:
                return
            left = len(wins) - place
            more = _n(
                "{n} more with open questions. Enter: the next one",
                "{n} more with open questions. Enter: the next one",
                left,
            )
            if left and conversation.go_on(more) == QUIT:
                return


def _ask_and_tell(call: Call, conversation: Conversation, judged: JudgedWin, questions: Sequence[Question]) -> object:
    """Ask questions about a win, then tell the verdict."""
    conversation.head(f"{judged.win.number}  {one_line(judged.win.title)}")
    turn = ask_all(call, conversation, judged.win.id, questions)
    with call.read() as journal:
        answer = _judgement(call, journal, journal.wins.get(judged.win.id))
    print()
    conversation.put(answer)
    return turn
