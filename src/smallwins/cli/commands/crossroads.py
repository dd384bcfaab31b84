"""`smallwins crossroads`: put offers to the questions before they are taken, side by side."""

from typing import Any

import click

from smallwins.bootstrap import new_id
from smallwins.cli.answers_given import answers_given
from smallwins.cli.at_crossroads import OPTION_HELP, change, found_by, show_one
from smallwins.cli.call import Call, one_text
from smallwins.cli.conversation import talk
from smallwins.cli.deciding import decide_, delete, edit, look_back_, reopen, win
from smallwins.cli.entry import Noted, entry, group_of
from smallwins.cli.errors import UsageError
from smallwins.cli.render_crossroads import crossroads_list
from smallwins.cli.shapes import offers_shape, text_of
from smallwins.cli.weighing import ask_new, ask_option, ask_options, see
from smallwins.journal.crossroads import answer_option, find_option, new_crossroads
from smallwins.journal.crossroads_commands import AnswerOption, NewCrossroads, NewOption
from smallwins.journal.offers import all_offers
from smallwins.language import _
from smallwins.method.answers import DIRECTIONS, MOTIVES, OPENED, QUESTION_FIELDS
from smallwins.method.crossroads import Crossroads
from smallwins.method.saying import say


@entry(
    "new",
    examples=(
        Noted('smallwins crossroads new "Two offers"       ', say("asks for the ways there are")),
        'smallwins crossroads new "Two offers" --option "Head of AI at Brightloop" --option "Stay where I am"',
    ),
)
@click.argument("title", nargs=-1, required=True)
@click.option(
    "--option", multiple=True, metavar="TEXT", help=say("One way to go; one to five of them. One may be to stay.")
)
def new(call: Call, title: tuple[str, ...], option: tuple[str, ...]) -> None:
    """Put an offer down before you take it, with the ways there are."""
    called = one_text(title, "TITLE")
    if option:
        named = tuple(NewOption(new_id(), text) for text in option)
        change(call, lambda journal: new_crossroads(journal, NewCrossroads(new_id(), call.at, called, named)))
        return
    if not call.asks:
        raise UsageError(say("Name the ways there are: --option TEXT, one to five times."))
    with talk(call.terminal) as conversation:
        made = ask_new(call, conversation, called)
        if made is None:
            conversation.say(_("Nothing was put down."))
            return
        ask_options(call, conversation, made.id)
        conversation.say("")
    show_one(call, made.id)


@entry("list", examples=("smallwins crossroads list",))
def list_all(call: Call) -> None:
    """Show every crossroads with its options, and how it stands."""
    with call.read() as journal:
        today = call.today(journal)
        several = all_offers(journal, today)
    if call.json:
        print(text_of([offers_shape(seen) for seen in several]))
    elif several:
        call.put(crossroads_list(several, call.terminal, today))
    else:
        call.say(_('No crossroads yet. Before you say yes to an offer: smallwins crossroads new "…"'))


@entry("show", examples=("smallwins crossroads show 1", "smallwins crossroads show two"))
@click.argument("crossroads")
def show(call: Call, crossroads: str) -> None:
    """Show CROSSROADS: its options side by side, what they are and why, and the decision."""
    show_one(call, found_by(call, crossroads).id)


@entry(
    "answer",
    examples=(
        Noted("smallwins crossroads answer 1                 ", say("each option, one question at a time")),
        "smallwins crossroads answer 1 --option 2",
        "smallwins crossroads answer 1 --option Head --direction unsure --motive available --stretch 2 --gain none",
    ),
)
@click.argument("crossroads")
@click.option("--option", metavar="OPTION", help=OPTION_HELP)
@click.option("--direction", type=click.Choice(DIRECTIONS), help=say("Would it point where you want to go?"))
@click.option("--goal", multiple=True, metavar="GOAL", help=say("The goal it would point toward; repeatable."))
@click.option("--motive", type=click.Choice(MOTIVES), help=say("Because it matters to you, or because it is there?"))
@click.option("--opened", type=click.Choice(OPENED), help=say("What door would it open? not_yet: you cannot tell."))
@click.option("--door-note", metavar="TEXT", help=say("Which door, or how your next step would change."))
@click.option(
    "--stretch", type=click.IntRange(0, 4), help=say("0 effortless, 2 slightly uncomfortable, 4 overwhelming.")
)
@click.option("--gain", multiple=True, metavar="GAIN", help=say("clarity, confidence, skill:NAME or none; repeatable."))
@click.option(
    "--take-back", multiple=True, type=click.Choice(QUESTION_FIELDS), help=say("Leave a question open again.")
)
def answer(call: Call, crossroads: str, option: str | None, **given: Any) -> None:  # noqa: ANN401 - the options above
    """Put the options of CROSSROADS to the four questions: one at a time, or by the answers given."""
    told = {name: value for name, value in given.items() if value not in (None, ())}
    found = found_by(call, crossroads)
    if told:
        if option is None:
            raise UsageError(say("Say which option the answers are about: --option OPTION."))
        one = find_option(found, option).id
        change(call, lambda j: answer_option(j, AnswerOption(found.id, one, call.at, **answers_given(j, told))))
        return
    if not call.asks:
        raise UsageError(say("Give the answers as options, or call this from a terminal: nothing is asked otherwise."))
    _refuse_decided(call, found)
    with talk(call.terminal) as conversation:
        if option is None:
            ask_options(call, conversation, found.id)
        else:
            one = find_option(found, option).id
            ask_option(call, conversation, found.id, next(o for o in see(call, found.id).options if o.option.id == one))
        conversation.say("")
    show_one(call, found.id)


def _refuse_decided(call: Call, found: Crossroads) -> None:
    """Refuse before the first question what would be refused at the first answer."""
    if found.status != "open":
        with call.open() as journal:
            answer_option(journal, AnswerOption(found.id, found.options[0].id, call.at))


command = group_of(
    "crossroads",
    say(
        "Put an offer to the questions before you take it. A CROSSROADS is named by its place in the list, or a"
        " beginning of its title or id."
    ),
    (new, list_all, show, answer, decide_, look_back_, win, edit, reopen, delete),
    examples=(
        'smallwins crossroads new "Two offers" --option "Head of AI at Brightloop" --option "Stay where I am"',
        "smallwins crossroads answer 1",
        "smallwins crossroads decide 1",
        "smallwins crossroads win 1",
    ),
)
