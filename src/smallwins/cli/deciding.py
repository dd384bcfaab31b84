"""The commands of a crossroads from the decision on: decide, look back, make a win of it; change it, take it back."""

from typing import Any

import click

from smallwins.bootstrap import new_id
from smallwins.cli.answer import after_change
from smallwins.cli.at_crossroads import OPTION_HELP, change, found_by, hold
from smallwins.cli.call import Call, one_text
from smallwins.cli.entry import Noted, entry
from smallwins.cli.errors import UsageError
from smallwins.cli.shapes import offers_shape, text_of
from smallwins.cli.text import one_line
from smallwins.cli.weighing import ask_decision, ask_look_back
from smallwins.journal.crossroads import (
    add_option,
    decide,
    delete_crossroads,
    edit_option,
    find_crossroads,
    find_option,
    look_back,
    put_off_looking_back,
    remove_option,
    rename_crossroads,
    reopen_crossroads,
)
from smallwins.journal.crossroads_commands import (
    AddOption,
    Decide,
    DeleteCrossroads,
    EditOption,
    LinkToWin,
    LookBack,
    PutOffLookingBack,
    RemoveOption,
    RenameCrossroads,
    ReopenCrossroads,
    TakeAsWin,
)
from smallwins.journal.offers import offers
from smallwins.journal.ports import Journal
from smallwins.journal.taking import link_to_win, taken_as_win
from smallwins.language import _
from smallwins.method.crossroads import Crossroads
from smallwins.method.saying import say

EDITED_HELP = say("The option: its place, or a beginning of its title. With --title or --looks.")
LOOKS = click.IntRange(0, 4)
LOOKS_HELP = say("How good it would look to others, 0 to 4. It never changes what an option is.")
LOOK_BACK_HELP = say(
    "When: 2026-11-13, tomorrow, monday … sunday (the next one), +3d or +2w. A quarter on unless told."
)
LATER_HELP = say("Too early to say: another day, 2026-11-13, tomorrow, monday … sunday (the next one), +3d or +2w.")
ON_HELP = say(
    "The day it happened: 2026-11-13, today, yesterday, monday … sunday (the last one) or -3d. Today unless told."
)


@entry(
    "decide",
    examples=(
        "smallwins crossroads decide 1",
        'smallwins crossroads decide 1 --option pod --because "I would rather do the work" --look-back 2027-02-20',
    ),
)
@click.argument("crossroads")
@click.option("--option", metavar="OPTION", help=OPTION_HELP)
@click.option("--because", metavar="TEXT", help=say("Why, for the day you look back."))
@click.option("--look-back", metavar="DATE", help=LOOK_BACK_HELP)
def decide_(call: Call, crossroads: str, option: str | None, because: str | None, look_back: str | None) -> None:
    """Write down which option of CROSSROADS you take, why, and when to look back."""
    found = found_by(call, crossroads)
    if option is None and because is None and look_back is None and call.asks:
        hold(call, found, ask_decision)
        return
    if option is None or because is None:
        raise UsageError(say("Say which one you take, and why: --option OPTION --because TEXT."))
    one = find_option(found, option).id

    def decided(journal: Journal) -> Crossroads:
        day = call.day(journal, look_back, "--look-back", ahead=True)
        return decide(journal, Decide(found.id, one, call.at, call.today(journal), because, day))

    change(call, decided)


@entry(
    "look-back",
    examples=(
        'smallwins crossroads look-back 1 "Three people, and I wrote more than in the two years before"',
        "smallwins crossroads look-back 1 --later +4w",
    ),
)
@click.argument("crossroads")
@click.argument("outcome", nargs=-1)
@click.option("--later", metavar="DATE", help=LATER_HELP)
def look_back_(call: Call, crossroads: str, outcome: tuple[str, ...], later: str | None) -> None:
    """Say how the decision of CROSSROADS turned out, in your words. Said again, what you said before is kept."""
    found = found_by(call, crossroads)
    if outcome and later:
        raise UsageError(say("Either say how it turned out, or choose a later day."))
    if later:
        change(call, lambda j: put_off_looking_back(j, _later(call, j, found, later)))
    elif outcome:
        told = one_text(outcome, "OUTCOME")
        change(call, lambda journal: look_back(journal, LookBack(found.id, call.at, told)))
    elif call.asks and found.status != "open":
        hold(call, found, lambda c, conversation, _: ask_look_back(c, conversation, found))
    else:
        change(call, lambda journal: look_back(journal, LookBack(found.id, call.at, "")))


def _later(call: Call, journal: Journal, found: Crossroads, text: str) -> PutOffLookingBack:
    day = call.day(journal, text, "--later", ahead=True)
    assert day is not None  # a text is always read, or refused
    return PutOffLookingBack(found.id, call.at, call.today(journal), day)


@entry(
    "win",
    examples=(
        "smallwins crossroads win 1",
        "smallwins crossroads win 1 First day with the pod --on monday",
        "smallwins crossroads win 1 --link 42",
    ),
)
@click.argument("crossroads")
@click.argument("title", nargs=-1)
@click.option("--on", metavar="DATE", help=ON_HELP)
@click.option("--link", metavar="WIN", help=say("It is a win that is written down already."))
def win(call: Call, crossroads: str, title: tuple[str, ...], on: str | None, link: str | None) -> None:
    """Make a win of the option of CROSSROADS that you took; its answers are where the win begins."""
    if link and (title or on):
        raise UsageError(say("--link names a win that has its own title and day."))
    with call.open() as journal:
        found = find_crossroads(journal, crossroads)
        if link:
            judged = link_to_win(journal, LinkToWin(found.id, journal.wins.find(link).win.id, call.at))
            lead = _("“{title}” is linked to it.", title=found.title)
        else:
            day = call.day(journal, on, "--on") or call.today(journal)
            called = one_text(title, "TITLE") if title else None
            judged = taken_as_win(journal, TakeAsWin(new_id(), found.id, call.at, day, called))
            lead = _("Made a win of “{title}”.", title=found.title)
        told = after_change(call, journal, judged, lead)
    call.put(told)


@entry(
    "edit",
    examples=(
        "smallwins crossroads edit 1 Three offers",
        'smallwins crossroads edit 1 --add "Ask for a team of my own" --drop 2',
        'smallwins crossroads edit 1 --option 1 --title "Head of AI" --looks 4',
    ),
)
@click.argument("crossroads")
@click.argument("title", nargs=-1)
@click.option("--add", multiple=True, metavar="TEXT", help=say("Another way to go; may be given more than once."))
@click.option(
    "--drop", multiple=True, metavar="OPTION", help=say("An option to take out; may be given more than once.")
)
@click.option("--option", metavar="OPTION", help=EDITED_HELP)
@click.option("--title", "called", metavar="TEXT", help=say("What the option is called from now on."))
@click.option("--looks", type=LOOKS, help=LOOKS_HELP)
def edit(call: Call, crossroads: str, title: tuple[str, ...], **given: Any) -> None:  # noqa: ANN401 - the options above
    """Change CROSSROADS: its title, its ways, what an option is called, how good it would look."""
    changes_option = given["called"] is not None or given["looks"] is not None
    if changes_option != (given["option"] is not None):
        raise UsageError(say("--option goes with --title or --looks, and they with it."))
    if not (title or given["add"] or given["drop"] or changes_option):
        raise UsageError(say("Say what to change: a new TITLE, --add, --drop, or --option with --title or --looks."))

    def edited(journal: Journal) -> Crossroads:
        found = find_crossroads(journal, crossroads)
        # Read first: a place in the list means the same in all parts of one command.
        dropped = [find_option(found, name).id for name in given["drop"]]
        if title:
            found = rename_crossroads(journal, RenameCrossroads(found.id, call.at, one_text(title, "TITLE")))
        if changes_option:
            words = {"title": given["called"], "looks": given["looks"]}
            told = {field: value for field, value in words.items() if value is not None}
            one = find_option(found, given["option"]).id
            found = edit_option(journal, EditOption(found.id, one, call.at)._replace(**told))
        for text in given["add"]:
            found = add_option(journal, AddOption(new_id(), found.id, call.at, text))
        for one in dropped:
            found = remove_option(journal, RemoveOption(found.id, one, call.at))
        return found

    change(call, edited)


@entry("reopen", examples=("smallwins crossroads reopen 1",))
@click.argument("crossroads")
def reopen(call: Call, crossroads: str) -> None:
    """Take the decision of CROSSROADS up again."""
    change(call, lambda j: reopen_crossroads(j, ReopenCrossroads(find_crossroads(j, crossroads).id, call.at)))


@entry("delete", examples=("smallwins crossroads delete 1", Noted("smallwins undo         ", say("brings it back"))))
@click.argument("crossroads")
def delete(call: Call, crossroads: str) -> None:
    """Take CROSSROADS out of the journal; a win that came of it stays. `smallwins undo` brings it back."""
    with call.open() as journal:
        seen = offers(journal, find_crossroads(journal, crossroads), call.today(journal))
        delete_crossroads(journal, DeleteCrossroads(seen.crossroads.id, call.at))
    gone = _("Deleted “{title}”. smallwins undo brings it back.", title=one_line(seen.crossroads.title))
    print(text_of(offers_shape(seen)) if call.json else gone)
