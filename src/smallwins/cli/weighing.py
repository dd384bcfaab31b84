"""Conversations about a crossroads: its options one question at a time, the decision, and the look back."""

from datetime import date
from typing import Any

from smallwins.bootstrap import new_id, now
from smallwins.cli.asking import About, ask_all_about
from smallwins.cli.asking_further import choose_goals
from smallwins.cli.call import Call
from smallwins.cli.conversation import QUIT, SKIP, Choice, Conversation, Turn
from smallwins.cli.days import IN_SHORT, read_day, say_day
from smallwins.cli.text import one_line
from smallwins.journal.crossroads import answer_option, decide, edit_option, look_back, new_crossroads
from smallwins.journal.crossroads import put_off_looking_back as put_off
from smallwins.journal.crossroads_commands import (
    AnswerOption,
    Decide,
    EditOption,
    LookBack,
    NewCrossroads,
    NewOption,
    PutOffLookingBack,
)
from smallwins.journal.offers import Offer, Offers, offers
from smallwins.method.ahead import OFFER_WORDS, QUESTIONS_AHEAD
from smallwins.method.answers import Answers
from smallwins.method.crossroads import OPTIONS_AT_MOST, STAY, Crossroads, option_of, proposed_look_back
from smallwins.method.questions import LOOKS_WORDS
from smallwins.method.win import LOOKS

LATER = "\n later"  # no outcome looks like it


def see(call: Call, crossroads_id: str) -> Offers:
    """Read a crossroads as it stands."""
    with call.read() as journal:
        return offers(journal, journal.crossroads.get(crossroads_id), call.today(journal))


def ask_options(call: Call, talk: Conversation, crossroads_id: str) -> Turn | None:
    """Go through the options, each with its open questions (all of them, where none is open)."""
    seen = see(call, crossroads_id)
    waiting = [one for one in seen.options if one.left] or list(seen.options)
    for place, one in enumerate(waiting, 1):
        turn = ask_option(call, talk, crossroads_id, one)
        if turn == QUIT:
            return turn
        left = len(waiting) - place
        if left and talk.go_on("Enter: the next option") == QUIT:
            return QUIT
    return None


def ask_option(call: Call, talk: Conversation, crossroads_id: str, one: Offer) -> Turn | None:
    """Ask about one option, in the future tense, and say what the rules make of it."""
    option_id = one.option.id
    talk.head(f"{one.place}  {one_line(one.option.title)}")
    turn = ask_all_about(call, talk, _about(call, talk, crossroads_id, option_id), one.left or QUESTIONS_AHEAD)
    if turn != QUIT and one.option.looks is None:
        turn = _ask_looks(call, talk, crossroads_id, option_id)
    reason = next(two for two in see(call, crossroads_id).options if two.option.id == option_id).reason
    word = f"{talk.terminal.sign(reason.verdict)} {OFFER_WORDS[reason.verdict].label}"
    talk.say("")
    talk.put([talk.terminal.tone(word, reason.verdict)])
    talk.say(reason.sentence, reason.counterfactual[0].sentence_ahead)
    return turn


def _about(call: Call, talk: Conversation, crossroads_id: str, option_id: str) -> About:
    def answers() -> Answers:
        with call.read() as journal:
            return option_of(journal.crossroads.get(crossroads_id), option_id).answers

    def keep(**given: Any) -> None:  # noqa: ANN401 - AnswerOption says which
        with call.open() as journal:
            answer_option(journal, AnswerOption(crossroads_id, option_id, now(), **given))

    def goals() -> Turn | None:
        chosen = choose_goals(call, talk, "Which goal would it point toward?")
        if isinstance(chosen, Turn):
            return chosen
        keep(direction="toward", goals=chosen)
        return None

    def which_door() -> Turn | None:
        told = talk.text("Which door, or how would your next step change? A few words.")
        if isinstance(told, Turn):
            return told
        keep(door_note=told)
        return None

    return About(answers, keep, {("direction", "toward"): goals, ("opened", "door"): which_door})


def _ask_looks(call: Call, talk: Conversation, crossroads_id: str, option_id: str) -> Turn | None:
    looks = talk.choose(
        "And how good would it look to others?",
        [Choice(str(value), LOOKS_WORDS[value], value) for value in LOOKS],
        why="Salary, title, the faces they would make. Shown beside the rest; it never changes what the option is.",
    )
    if isinstance(looks, Turn):
        return looks
    with call.open() as journal:
        edit_option(journal, EditOption(crossroads_id, option_id, now(), looks=looks))
    return None


def ask_new(call: Call, talk: Conversation, title: str) -> Crossroads | None:
    """Ask for the ways there are, one a line, and whether to put staying beside them."""
    options: list[str] = []
    while len(options) < OPTIONS_AT_MOST:
        told = talk.text(
            "What could you say yes to?" if not options else "What else?",
            hint=f"One way a line, {OPTIONS_AT_MOST} at most. Enter alone: that is all",
        )
        if told == SKIP and options:
            break
        if isinstance(told, Turn):
            return None
        options.append(told)
    if len(options) < OPTIONS_AT_MOST and not any(option.casefold().startswith("stay") for option in options):
        stay = talk.agree(f"Put “{STAY}” beside {'it' if len(options) == 1 else 'them'}?", default=True)
        if stay == QUIT:
            return None
        options += [STAY] if stay is True else []
    with call.open() as journal:
        named = tuple(NewOption(new_id(), option) for option in options)
        return new_crossroads(journal, NewCrossroads(new_id(), now(), title, named))


def ask_decision(call: Call, talk: Conversation, crossroads_id: str) -> Turn | None:
    """Ask which option is taken, why, and when to look back."""
    seen = see(call, crossroads_id)
    words = [f"{one_line(one.option.title)}  ({OFFER_WORDS[one.reason.verdict].label.lower()})" for one in seen.options]
    chosen = talk.choose(
        "Which one do you take?",
        [Choice(str(one.place), said, one.option.id) for one, said in zip(seen.options, words, strict=True)],
    )
    if isinstance(chosen, Turn):
        return chosen
    reason = talk.text("Why? For the day you look back.", hint="Enter alone: not decided yet")
    if isinstance(reason, Turn):
        return reason
    with call.read() as journal:
        today = call.today(journal)
    day = _ask_when(talk, today)
    if isinstance(day, Turn):
        return day
    with call.open() as journal:
        decide(journal, Decide(crossroads_id, chosen, now(), today, reason, day))
    return None


def ask_look_back(call: Call, talk: Conversation, crossroads: Crossroads) -> Turn | None:
    """Ask how a decision turned out; one who cannot tell yet chooses another day."""
    taken = option_of(crossroads, crossroads.decision or "")
    talk.head(f"{one_line(crossroads.title)}: you took “{one_line(taken.title)}”")
    if crossroads.reason:
        talk.say(f"Why: {one_line(crossroads.reason)}")
    later = crossroads.status == "decided"
    if crossroads.outcome:
        talk.say(f"You wrote: {one_line(crossroads.outcome)}")
    hint = f"in your words; {'l alone: ask me later. ' if later else ''}Enter alone skips"
    told = talk.text("How did it turn out?", hint=hint)
    if isinstance(told, Turn):
        return told
    if later and told.casefold() == "l":
        return _ask_later(call, talk, crossroads)
    with call.open() as journal:
        look_back(journal, LookBack(crossroads.id, now(), told))
    return None


def _ask_later(call: Call, talk: Conversation, crossroads: Crossroads) -> Turn | None:
    with call.read() as journal:
        today = call.today(journal)
    day = _ask_when(talk, today)
    if isinstance(day, Turn):
        return day
    with call.open() as journal:
        put_off(journal, PutOffLookingBack(crossroads.id, now(), today, day))
    return None


def _ask_when(talk: Conversation, today: date) -> date | Turn:
    usual = proposed_look_back(today)
    return talk.read(
        "When shall we look back?",
        lambda text: read_day(text, today, "day", ahead=True),
        default=usual,
        hint=f"Enter: {say_day(usual, today)}, in a quarter. Or {IN_SHORT}",
    )
