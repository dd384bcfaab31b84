"""Crossroads: put an offer to the questions before it is taken, decide, look back (METHOD section 6)."""

from datetime import date, datetime
from typing import TypeVar

from smallwins.journal.changes import created, remember, through
from smallwins.journal.commands import Unset, merged
from smallwins.journal.crossroads_commands import (
    AddOption,
    AnswerOption,
    Decide,
    DeleteCrossroads,
    EditOption,
    LookBack,
    NewCrossroads,
    PutOffLookingBack,
    RemoveOption,
    RenameCrossroads,
    ReopenCrossroads,
)
from smallwins.journal.crossroads_history import happened
from smallwins.journal.keys import repeated
from smallwins.journal.ports import Journal
from smallwins.method import crossroads as method
from smallwins.method.answers import aimed
from smallwins.method.crossroads import Crossroads, Option, option_of
from smallwins.method.errors import InputError, NotFoundError, RefusedError
from smallwins.method.saying import say, say_in

Named = TypeVar("Named", Crossroads, Option)
SHORTEST = 4  # signs of an id that name a crossroads, so that a word of a title is not taken for one


def find_crossroads(journal: Journal, name: str) -> Crossroads:
    """Find a crossroads by its place in the list, its id, or a unique beginning of its id or title."""
    standing, called = journal.crossroads.all(), name.strip()
    if called.isascii() and called.isdecimal() and 0 < int(called[:9]) <= len(standing):
        return standing[int(called[:9]) - 1]
    return _named(standing, called, "crossroads")


def find_option(crossroads: Crossroads, name: str) -> Option:
    """Find an option by its place, its id, or a unique beginning of its id or title."""
    called = name.strip()
    if called.isascii() and called.isdecimal() and 0 < int(called[:9]) <= len(crossroads.options):
        return crossroads.options[int(called[:9]) - 1]
    return _named(crossroads.options, called, "option")


def new_crossroads(journal: Journal, command: NewCrossroads) -> Crossroads:
    """Put an offer down with its options; sent twice, it is put down once."""
    if repeated(journal, command):
        return journal.crossroads.get(command.id)
    options = tuple(Option(option.id, option.title.strip(), option.looks) for option in command.options)
    crossroads = method.checked(Crossroads(command.id, command.title.strip(), options))
    journal.crossroads.save(crossroads)
    created(
        journal,
        command.at,
        say_in("history", "put down “{title}”", title=crossroads.title),
        "crossroads",
        crossroads.id,
    )
    return crossroads


def rename_crossroads(journal: Journal, command: RenameCrossroads) -> Crossroads:
    """Call a crossroads by another name, whatever was decided."""
    before = journal.crossroads.get(command.crossroads)
    return _kept(
        journal,
        before,
        method.renamed(before, command.title.strip()),
        command.at,
        say_in("history", "renamed “{title}”", title=before.title),
        say_in("history", "renamed"),
    )


def add_option(journal: Journal, command: AddOption) -> Crossroads:
    """Put another way to go beside the others; sent twice, it is put there once."""
    before = journal.crossroads.get(command.crossroads)
    if repeated(journal, command):
        return before
    after = method.with_option(before, Option(command.id, command.title.strip(), command.looks))
    return _kept(
        journal,
        before,
        after,
        command.at,
        say_in("history", "put an option to “{title}”", title=before.title),
        say_in("history", "another way: “{title}”", title=command.title.strip()),
    )


def edit_option(journal: Journal, command: EditOption) -> Crossroads:
    """Change what an option is called, or how good it would look to others; looks never change what it is."""
    before = journal.crossroads.get(command.crossroads)
    option = option_of(before, command.option)
    if not isinstance(command.title, Unset):
        option = option._replace(title=command.title.strip())
    if not isinstance(command.looks, Unset):
        option = option._replace(looks=command.looks)
    after, cause = method.with_changed(before, option), say_in("history", "changed “{title}”", title=option.title)
    return _kept(
        journal,
        before,
        after,
        command.at,
        say_in("history", "changed an option of “{title}”", title=before.title),
        cause,
    )


def remove_option(journal: Journal, command: RemoveOption) -> Crossroads:
    """Take an option out; one always stays."""
    before = journal.crossroads.get(command.crossroads)
    after, gone = method.without_option(before, command.option), option_of(before, command.option)
    return _kept(
        journal,
        before,
        after,
        command.at,
        say_in("history", "took an option out of “{title}”", title=before.title),
        say_in("history", "took “{title}” out", title=gone.title),
    )


def answer_option(journal: Journal, command: AnswerOption) -> Crossroads:
    """Take the answers given about an option, and leave the others as they are."""
    before = journal.crossroads.get(command.crossroads)
    asked = option_of(before, command.option)
    answers = aimed(merged(asked.answers, command))
    for goal in answers.goals:
        journal.goals.get(goal)
    after = method.answered(before, command.option, answers)
    return _kept(
        journal,
        before,
        after,
        command.at,
        say_in("history", "answered about “{title}”", title=before.title),
        say_in("history", "answered about “{title}”", title=asked.title),
    )


def decide(journal: Journal, command: Decide) -> Crossroads:
    """Write the decision down, with its reason and the day to look back; a quarter on unless another is given."""
    before = journal.crossroads.get(command.crossroads)
    look_back_on = command.look_back_on or method.proposed_look_back(command.on)
    after = method.decided(before, command.option, command.reason, look_back_on, command.on)
    cause = say_in("history", "decided for “{title}”", title=option_of(after, command.option).title)
    return _kept(journal, before, after, command.at, say_in("history", "decided “{title}”", title=before.title), cause)


def look_back(journal: Journal, command: LookBack) -> Crossroads:
    """Write down how it turned out, also anew; the decision stays, and so does what was written before."""
    before = journal.crossroads.get(command.crossroads)
    after = method.looked_back(before, command.outcome)
    anew = before.status == "looked_back"
    verb, cause = (
        (
            say_in("history", "told anew of “{title}”", title=before.title),
            say_in("history", "told anew how it turned out"),
        )
        if anew
        else (say_in("history", "looked back on “{title}”", title=before.title), say_in("history", "looked back"))
    )
    return _kept(journal, before, after, command.at, verb, cause, command.via)


def put_off_looking_back(journal: Journal, command: PutOffLookingBack) -> Crossroads:
    """Choose another day to look back."""
    before = journal.crossroads.get(command.crossroads)
    after = method.put_off(before, command.look_back_on, command.on)
    return _kept(
        journal,
        before,
        after,
        command.at,
        say_in("history", "chose another day for “{title}”", title=before.title),
        say_in("history", "chose another day to look back"),
        command.via,
    )


def reopen_crossroads(journal: Journal, command: ReopenCrossroads) -> Crossroads:
    """Take a decision up again, as long as nothing came of it that is written down."""
    before = journal.crossroads.get(command.crossroads)
    if before.win is not None and (found := journal.wins.several([before.win])):
        number = found[before.win].win.number
        raise RefusedError(
            say("The option taken is your win {win} by now. Put the new question down on its own.", win=number)
        )
    return _kept(
        journal,
        before,
        method.reopened(before),
        command.at,
        say_in("history", "reopened “{title}”", title=before.title),
        say_in("history", "reopened"),
    )


def delete_crossroads(journal: Journal, command: DeleteCrossroads) -> Crossroads:
    """Take a crossroads out; the win that came of it stays. Undo brings it back."""
    before = journal.crossroads.get(command.crossroads)
    remember(journal, command.at, say_in("history", "deleted “{title}”", title=before.title), crossroads=[before.id])
    journal.crossroads.remove(before.id)
    return before


def crossroads_due(journal: Journal, day: date) -> tuple[Crossroads, ...]:
    """Return the decisions whose day to look back has come, the earliest first."""
    due = [found for found in journal.crossroads.all() if method.look_back_due(found, day)]
    return tuple(sorted(due, key=lambda found: found.look_back_on or day))


def _kept(
    journal: Journal, before: Crossroads, after: Crossroads, at: datetime, summary: str, cause: str, via: str = ""
) -> Crossroads:
    """Save what changed, with a line of its history that keeps what stood before."""
    if after == before:
        return before
    remember(journal, at, through(summary, via), crossroads=[before.id])
    after = happened(before, after, at, through(cause, via))
    after = after._replace(origin="own")  # what a person touched is theirs, also where it came as a sample
    journal.crossroads.save(after)
    return after


def _named(several: tuple[Named, ...], called: str, noun: str) -> Named:
    """Return the one whose id or title is, or begins with, what it is called."""
    beginning = called.casefold()
    by_id = [one for one in several if one.id == called] or [
        one for one in several if len(called) >= SHORTEST and one.id.startswith(called.lower())
    ]
    begun = [one for one in several if beginning and one.title.casefold().startswith(beginning)]
    meant = by_id or [one for one in begun if one.title.casefold() == beginning] or begun
    if len(meant) > 1:
        raise InputError(
            noun, say("several begin with {called}; give more of it, or its place in the list", called=called)
        )
    if not meant:
        raise NotFoundError(noun, called)
    return meant[0]
