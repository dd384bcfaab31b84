"""Crossroads: an offer not yet taken, put to the same questions before the champagne (METHOD section 6)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple, get_args

from smallwins.method import answers as answering
from smallwins.method.answers import NO_ANSWERS, Answers
from smallwins.method.errors import InputError, NotFoundError, RefusedError
from smallwins.method.saying import say, say_in
from smallwins.method.texts import check_line, check_prose
from smallwins.method.verdict import Judgement, judge
from smallwins.method.win import LOOKS, NOTHING_EXTRA, Origin, VerdictName

CrossroadsStatus = Literal["open", "decided", "looked_back"]
CROSSROADS_STATUSES: tuple[CrossroadsStatus, ...] = get_args(CrossroadsStatus)
OPTIONS_AT_MOST = 5
LOOK_BACK_AFTER = timedelta(weeks=13)  # unless the person says otherwise
STAY = say("Stay where I am")
NOTHING_DECIDED = say("Nothing is decided here yet. Decide first, then look back.")
OPTION_WORDS: Mapping[VerdictName, str] = {
    "real": say("worth it"),
    "early": say("not clear yet"),
    "shiny": say_in("what an option is", "shiny"),
}


class Option(NamedTuple):
    """One way to go; one of them may be "stay"."""

    id: str
    title: str
    looks: int | None = None
    answers: Answers = NO_ANSWERS
    extra: Mapping[str, object] = NOTHING_EXTRA


class Happening(NamedTuple):
    """What happened to a crossroads at a time; what stood there before is kept with it, so that no word is lost."""

    at: datetime  # UTC
    cause: str  # for people: "decided for “Lead the pod”"
    change: Mapping[str, object] = NOTHING_EXTRA  # field -> [before, after]; of an option: its id, a dot, the field
    extra: Mapping[str, object] = NOTHING_EXTRA


class Crossroads(NamedTuple):
    """One to five options side by side, the decision, its reason and the day to look back."""

    id: str
    title: str
    options: tuple[Option, ...]
    status: CrossroadsStatus = "open"
    decision: str | None = None  # the id of the option taken
    reason: str | None = None
    look_back_on: date | None = None
    outcome: str | None = None
    win: str | None = None  # the id of the win that the option taken became
    origin: Origin = "own"
    extra: Mapping[str, object] = NOTHING_EXTRA
    history: tuple[Happening, ...] = ()  # oldest first; it only grows


def judge_option(option: Option) -> Judgement:
    """Judge an option by the rules for wins; nothing has happened yet, so there are no facts, only answers."""
    return judge(option.answers)


def option_word(option: Option) -> str:
    """Say what the rules make of an option: worth it, not clear yet, or shiny."""
    return OPTION_WORDS[judge_option(option).computed]


def checked(crossroads: Crossroads) -> Crossroads:
    """Return the crossroads as given, or raise InputError that names the first field that is not what it should be."""
    check_line("title", crossroads.title, say("name what there is to decide"))
    if not 1 <= len(crossroads.options) <= OPTIONS_AT_MOST:
        raise InputError(
            "options",
            say(
                "has {len} of them; one to {OPTIONS_AT_MOST} can be compared",
                len=len(crossroads.options),
                OPTIONS_AT_MOST=OPTIONS_AT_MOST,
            ),
        )
    ids = [option.id for option in crossroads.options]
    if len(set(ids)) < len(ids):
        raise InputError("options", say("has two with the same id"))
    for option in crossroads.options:
        check_line("options", option.title, say("name each way to go; one of them may be to stay"))
        if option.looks is not None and option.looks not in LOOKS:
            raise InputError("looks", say("not a number from 0 (plain) to 4 (dazzling)"))
        answering.checked(option.answers)
    if crossroads.status not in CROSSROADS_STATUSES:
        raise InputError(
            "status",
            say("{status} is not one of {join}", status=repr(crossroads.status), join=", ".join(CROSSROADS_STATUSES)),
        )
    if crossroads.decision is not None and crossroads.decision not in ids:
        raise InputError("decision", say("{decision} is none of the options", decision=repr(crossroads.decision)))
    if crossroads.status != "open" and crossroads.decision is None:
        raise InputError(
            "decision",
            say("is missing, though the crossroads is {replace}", replace=crossroads.status.replace("_", " ")),
        )
    if crossroads.status == "open" and crossroads.win is not None:
        raise InputError("win", say("is named, though nothing is decided"))
    check_prose("reason", crossroads.reason)
    check_prose("outcome", crossroads.outcome)
    return crossroads


def option_of(crossroads: Crossroads, option_id: str) -> Option:
    """Return one of the options, or raise NotFoundError."""
    for option in crossroads.options:
        if option.id == option_id:
            return option
    raise NotFoundError("option", option_id)


def renamed(crossroads: Crossroads, title: str) -> Crossroads:
    """Call the crossroads by another name; that changes nothing of what was decided."""
    return checked(crossroads._replace(title=title))


def with_option(crossroads: Crossroads, option: Option) -> Crossroads:
    """Add a way to go, as long as nothing is decided."""
    _still_open(crossroads)
    if len(crossroads.options) == OPTIONS_AT_MOST:
        raise RefusedError(
            say(
                "No more than {OPTIONS_AT_MOST} options can be seen side by side. Take one out to put another in.",
                OPTIONS_AT_MOST=OPTIONS_AT_MOST,
            )
        )
    return checked(crossroads._replace(options=(*crossroads.options, option)))


def without_option(crossroads: Crossroads, option_id: str) -> Crossroads:
    """Take a way to go out, as long as nothing is decided."""
    _still_open(crossroads)
    left = tuple(option for option in crossroads.options if option is not option_of(crossroads, option_id))
    if not left:
        raise RefusedError(say("This is the only option. Put another in first, or delete the whole crossroads."))
    decision = None if crossroads.decision == option_id else crossroads.decision
    return checked(crossroads._replace(options=left, decision=decision))


def with_changed(crossroads: Crossroads, option: Option) -> Crossroads:
    """Put an option in place of the one with its id, as long as nothing is decided."""
    _still_open(crossroads)
    before = option_of(crossroads, option.id)
    return checked(crossroads._replace(options=tuple(option if one is before else one for one in crossroads.options)))


def answered(crossroads: Crossroads, option_id: str, answers: Answers) -> Crossroads:
    """Put answers to one option, as long as nothing is decided."""
    return with_changed(crossroads, option_of(crossroads, option_id)._replace(answers=answers))


def without_goal(crossroads: Crossroads, goal_id: str) -> Crossroads:
    """Take a goal that is no more out of the answers that name it."""
    options = tuple(
        option._replace(answers=option.answers._replace(goals=tuple(g for g in option.answers.goals if g != goal_id)))
        for option in crossroads.options
    )
    return crossroads._replace(options=options)


def proposed_look_back(today: date) -> date:
    """Return the day proposed to look back on a decision: a quarter on."""
    return today + min(LOOK_BACK_AFTER, date.max - today)


def decided(crossroads: Crossroads, option_id: str, reason: str, look_back_on: date, today: date) -> Crossroads:
    """Write the decision down, with its reason and a later day to look back."""
    _still_open(crossroads)
    option = option_of(crossroads, option_id)
    if not reason.strip():
        raise InputError("reason", say("is empty; say in a few words why, for the day you look back"))
    _later(look_back_on, today)
    return checked(
        crossroads._replace(status="decided", decision=option.id, reason=reason.strip(), look_back_on=look_back_on)
    )


def reopened(crossroads: Crossroads) -> Crossroads:
    """Open a decision again; what was written stays at hand for the next one."""
    _decided(crossroads)
    return crossroads._replace(status="open", win=None)


def taken(crossroads: Crossroads, win_id: str) -> Crossroads:
    """Say which win the option taken became."""
    if crossroads.status == "open":
        raise RefusedError(say("Nothing is decided here yet. Decide first; then the option taken can become a win."))
    return crossroads._replace(win=win_id)


def taken_answers(crossroads: Crossroads) -> Answers:
    """Return the answers with which the win of the option taken begins.

    A door that it was hoped to open has not opened yet: it is asked about on the day to look back.
    """
    answers = option_of(crossroads, crossroads.decision or "").answers
    if answers.opened == "door":
        return answers._replace(opened="not_yet", look_again=crossroads.look_back_on)
    return answers


def put_off(crossroads: Crossroads, look_back_on: date, today: date) -> Crossroads:
    """Choose another day to look back on a decision."""
    _decided(crossroads)
    _later(look_back_on, today)
    return crossroads._replace(look_back_on=look_back_on)


def look_back_due(crossroads: Crossroads, today: date) -> bool:
    """Tell whether the review asks how it turned out: it is decided, and the day to look back has come."""
    return crossroads.status == "decided" and crossroads.look_back_on is not None and crossroads.look_back_on <= today


def looked_back(crossroads: Crossroads, outcome: str) -> Crossroads:
    """Write down how it turned out, also anew; the decision and its reason stay as they were."""
    if crossroads.status == "open":
        raise RefusedError(NOTHING_DECIDED)
    if not outcome.strip():
        raise InputError("outcome", say("is empty; say in a few words how it turned out"))
    return checked(crossroads._replace(status="looked_back", outcome=outcome.strip()))


def _still_open(crossroads: Crossroads) -> None:
    if crossroads.status != "open":
        raise RefusedError(say("This crossroads is decided, and kept as it was. To change it, reopen it first."))


def _decided(crossroads: Crossroads) -> None:
    if crossroads.status == "open":
        raise RefusedError(NOTHING_DECIDED)
    if crossroads.status == "looked_back":
        raise RefusedError(
            say("You have looked back on this one already. How it turned out can still be written anew.")
        )


def _later(look_back_on: date, today: date) -> None:
    if look_back_on <= today:
        raise InputError(
            "look_back_on", say("{look_back_on} is not after today; choose a later day", look_back_on=look_back_on)
        )
