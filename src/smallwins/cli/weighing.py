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
from smallwins.language import _, _n, told
from smallwins.method.ahead import OFFER_WORDS, QUESTIONS_AHEAD
from smallwins.method.answers import Answers
from smallwins.method.crossroads import OPTION_WORDS, OPTIONS_AT_MOST, STAY, Crossroads, option_of, proposed_look_back
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
        if left and talk.go_on(_("Enter: the next option")) == QUIT:
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
    word = f"{talk.terminal.sign(reason.verdict)} {told(OFFER_WORDS[reason.verdict].label)}"
    talk.say("")
    talk.put([talk.terminal.tone(word, reason.verdict)])
    talk.say(told(reason.sentence), told(reason.counterfactual[0].sentence_ahead))
    return turn


def _about(call: Call, talk: Conversation, crossroads_id: str, option_id: str) -> About:
    def answers() -> Answers:
        with call.read() as journal:
            return option_of(journal.crossroads.get(crossroads_id), option_id).answers

    def keep(**given: Any) -> None:  # noqa: ANN401 - AnswerOption says which
        with call.open() as journal:
            answer_option(journal, AnswerOption(crossroads_id, option_id, now(), **given))

    def goals() -> Turn | None:
        chosen = choose_goals(call, talk, _("Which goal would it point toward?"))
        if isinstance(chosen, Turn):
            return chosen
        keep(direction="toward", goals=chosen)
        return None

    def which_door() -> Turn | None:
        note = talk.text(_("Which door, or how would your next step change? A few words."))
        if isinstance(note, Turn):
            return note
        keep(door_note=note)
        return None

    return About(answers, keep, {("direction", "toward"): goals, ("opened", "door"): which_door})


def _ask_looks(call: Call, talk: Conversation, crossroads_id: str, option_id: str) -> Turn | None:
    looks = talk.choose(
        _("And how good would it look to others?"),
        [Choice(str(value), told(LOOKS_WORDS[value]), value) for value in LOOKS],
        why=_("Salary, title, the faces they would make. Shown beside the rest; it never changes what the option is."),
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
        way = talk.text(
            _("What else?") if options else _("What could you say yes to?"),
            hint=_("One way a line, {most} at most. Enter alone: that is all", most=OPTIONS_AT_MOST),
        )
        if way == SKIP and options:
            break
        if isinstance(way, Turn):
            return None
        options.append(way)
    to_stay = told(STAY)
    begins = ("stay", to_stay.casefold())
    if len(options) < OPTIONS_AT_MOST and not any(option.casefold().startswith(begins) for option in options):
        question = _n("Put “{stay}” beside it?", "Put “{stay}” beside them?", len(options), stay=to_stay)
        stay = talk.agree(question, default=True)
        if stay == QUIT:
            return None
        options += [to_stay] if stay is True else []
    with call.open() as journal:
        named = tuple(NewOption(new_id(), option) for option in options)
        return new_crossroads(journal, NewCrossroads(new_id(), now(), title, named))


def ask_decision(call: Call, talk: Conversation, crossroads_id: str) -> Turn | None:
    """Ask which option is taken, why, and when to look back."""
    seen = see(call, crossroads_id)
    words = [f"{one_line(one.option.title)}  ({told(OPTION_WORDS[one.reason.verdict])})" for one in seen.options]
    chosen = talk.choose(
        _("Which one do you take?"),
        [Choice(str(one.place), said, one.option.id) for one, said in zip(seen.options, words, strict=True)],
    )
    if isinstance(chosen, Turn):
        return chosen
    reason = talk.text(_("Why? For the day you look back."), hint=_("Enter alone: not decided yet"))
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
    title, option = one_line(crossroads.title), one_line(taken.title)
    talk.head(_("{crossroads}: you took “{option}”", crossroads=title, option=option))
    if crossroads.reason:
        talk.say(_("Why: {why}", why=one_line(crossroads.reason)))
    later = crossroads.status == "decided"
    if crossroads.outcome:
        talk.say(_("You wrote: {words}", words=one_line(crossroads.outcome)))
    hint = _("in your words; Enter alone skips")
    if later:
        hint = _("in your words; l alone: ask me later. Enter alone skips")
    outcome = talk.text(_("How did it turn out?"), hint=hint)
    if isinstance(outcome, Turn):
        return outcome
    if later and outcome.casefold() == "l":
        return _ask_later(call, talk, crossroads)
    with call.open() as journal:
        look_back(journal, LookBack(crossroads.id, now(), outcome))
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
        _("When shall we look back?"),
        lambda text: read_day(text, today, "day", ahead=True),
        default=usual,
        hint=_("Enter: {day}, in a quarter. Or {days}", day=say_day(usual, today), days=IN_SHORT),
    )
