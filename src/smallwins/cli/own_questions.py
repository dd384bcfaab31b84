"""`smallwins review questions`: how the weekly review asks, in the method's words or in the person's own."""

import click

from smallwins.bootstrap import new_id
from smallwins.cli.call import Call, one_text
from smallwins.cli.entry import entry, group_of
from smallwins.cli.errors import UsageError
from smallwins.cli.shapes import text_of
from smallwins.cli.text import one_line, shown
from smallwins.journal.ports import Journal
from smallwins.journal.question_shapes import question_shape, versions_shape
from smallwins.journal.wordings import (
    AddQuestion,
    MoveQuestion,
    PutQuestionAway,
    RewordQuestion,
    add_question,
    move_question,
    put_question_away,
    questions_in_use,
    reword_question,
    versions_of,
)
from smallwins.language import _, told
from smallwins.method.saying import say, say_in
from smallwins.method.wording import ANSWER_KINDS, Question, words_of

KINDS = {"text": say_in("answered by", "words"), "scale": "0–10", "yes_no": say_in("answered by", "yes or no")}


@entry("list", examples=("smallwins review questions list", "smallwins review questions list --json"))
def list_all(call: Call) -> None:
    """Show every question of the review that can be worded, each with its key."""
    with call.read() as journal:
        found = questions_in_use(journal)
    if call.json:
        print(text_of([question_shape(one) for one in found]))
    else:
        call.put(_lines(found))


@entry("show", examples=("smallwins review questions show stuck",))
@click.argument("key")
def show(call: Call, key: str) -> None:
    """Show how question KEY was worded, the oldest words first."""
    with call.read() as journal:
        found = _found(journal, key)
        versions = versions_of(journal, found.key)
    if call.json:
        print(text_of({**question_shape(found), "versions": versions_shape(versions)}))
        return
    call.put([shown(told(found.text)), *([shown(told(found.help))] if found.help else [])])
    for one in versions:
        words = words_of(versions, one.key, one.id)
        call.put([f"  {one.at:%Y-%m-%d}  {shown(told(words.text))}{_by(one.by)}"])


@entry(
    "reword",
    examples=(
        'smallwins review questions reword stuck "Am I going round in circles?"',
        "smallwins review questions reword stuck --method",
    ),
)
@click.argument("key")
@click.argument("text", nargs=-1)
@click.option("--hint", metavar="TEXT", help=say("A hint to stand below the question."))
@click.option("--method", is_flag=True, help=say("Take the method's words again."))
def reword(call: Call, key: str, text: tuple[str, ...], hint: str | None, *, method: bool) -> None:
    """Ask question KEY in other words from now on. What was answered before keeps the words of then."""
    if method == bool(text):
        raise UsageError(say("Give the new words, or --method to take the method's again."))
    words = None if method else one_text(text, "TEXT")
    with call.open() as journal:
        found = _found(journal, key)
        its_hint = found.help if hint is None and found.reworded else hint or ""
        asked = reword_question(journal, RewordQuestion(new_id(), call.at, found.key, words, its_hint))
    _say(call, asked, _("The review asks: {question}", question=_named(asked)))


@entry("add", examples=('smallwins review questions add "What did I say no to this week?" --answer text',))
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--answer", type=click.Choice(ANSWER_KINDS), default="text", help=say("How it is answered; text unless told.")
)
@click.option("--hint", metavar="TEXT", default="", help=say("A hint to stand below the question."))
def add(call: Call, text: tuple[str, ...], answer: str, hint: str) -> None:
    """Have the review ask one question more, at the pulse."""
    kind = next(one for one in ANSWER_KINDS if one == answer)
    with call.open() as journal:
        asked = add_question(journal, AddQuestion(new_id(), call.at, one_text(text, "TEXT"), kind, hint))
    _say(call, asked, _("The review asks as well: {question}", question=_named(asked)))


@entry("put-away", examples=("smallwins review questions put-away 019ab3e0",))
@click.argument("key")
def put_away(call: Call, key: str) -> None:
    """No longer ask question KEY, one that was added; its answers stay."""
    _put(call, key, away=True)


@entry("take-up", examples=("smallwins review questions take-up 019ab3e0",))
@click.argument("key")
def take_up(call: Call, key: str) -> None:
    """Ask question KEY again, one that was put away."""
    _put(call, key, away=False)


@entry("move", examples=("smallwins review questions move 019ab3e0 up",))
@click.argument("key")
@click.argument("where", type=click.Choice(["up", "down"]))
def move(call: Call, key: str, where: str) -> None:
    """Ask question KEY, one that was added, one place earlier or later."""
    with call.open() as journal:
        found = _found(journal, key)
        row = move_question(journal, MoveQuestion(new_id(), new_id(), call.at, found.key, up=where == "up"))
    call.put([text_of([question_shape(one) for one in row])] if call.json else _lines(row))


def _put(call: Call, key: str, *, away: bool) -> None:
    with call.open() as journal:
        found = _found(journal, key)
        asked = put_question_away(journal, PutQuestionAway(new_id(), call.at, found.key, away))
    question = _named(asked)
    put_away = _("Put away: {question}", question=question)
    _say(call, asked, put_away if away else _("The review asks again: {question}", question=question))


def _found(journal: Journal, key: str) -> Question:
    """Find a question by its key, or by a beginning of it that no other has."""
    found = questions_in_use(journal)
    named = [one for one in found if one.key == key] or [one for one in found if one.key.startswith(key)]
    if len(named) != 1:
        raise UsageError(
            say("There is no one question {key}. See them all: smallwins review questions list", key=one_line(key))
        )
    return named[0]


def _named(asked: Question) -> str:
    return f"{one_line(told(asked.text))}  ({asked.key})"


def _say(call: Call, asked: Question, sentence: str) -> None:
    print(text_of(question_shape(asked)) if call.json else sentence)


def _lines(found: tuple[Question, ...]) -> list[str]:
    lines = []
    for one in found:
        about = told(KINDS[one.kind]) if one.added else _("your words") if one.reworded else ""
        notes = ", ".join(filter(None, (about, _("put away") if one.away else "")))
        lines += [f"{one.key}{f'  ({notes})' if notes else ''}", f"  {shown(told(one.text))}{_by(one.by)}"]
    return lines


def _by(author: str) -> str:
    return f"  {_('(proposed by {name})', name=one_line(author))}" if author else ""


questions = group_of(
    "questions",
    say(
        "How the weekly review asks, in the method's words or in your own. The questions about a win stay as they are."
    ),
    (list_all, show, reword, add, put_away, take_up, move),
    examples=(
        "smallwins review questions list",
        'smallwins review questions reword stuck "Am I going round in circles?"',
        'smallwins review questions add "What did I say no to this week?"',
    ),
)
