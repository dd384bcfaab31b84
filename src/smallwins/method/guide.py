"""The method in three short screens and its words in a sentence each: one source for page and terminal."""

from collections.abc import Mapping
from typing import NamedTuple

from smallwins.method.questions import DIRECTION, GAINS, OPENED, STRETCH, VERDICT_WORDS, Question, Word
from smallwins.method.saying import say
from smallwins.method.win import VerdictName


class Example(NamedTuple):
    """What a win can look like, with what it would be called in the end and why."""

    verdict: VerdictName
    title: str
    why: str


class Screen(NamedTuple):
    """One screen of the guide: a heading, what there is to say, and examples or the four questions below it."""

    name: str  # in the address of its page
    heading: str
    paragraphs: tuple[str, ...]
    examples: tuple[Example, ...] = ()
    asks: tuple[Word, ...] = ()  # the four questions, each with what to think of
    points: tuple[Word, ...] = ()


def _asked(question: Question) -> Word:
    return Word(question.text, question.help)


FOUR = (
    Word(say("Does it point where you want to go, and did you do it because it matters?"), DIRECTION.help),
    _asked(OPENED),
    _asked(STRETCH),
    _asked(GAINS),
)

SCREENS = (
    Screen(
        "wins",
        say("Two kinds of wins"),
        (
            (
                say(
                    "Some wins change your next step. Others are bright, shiny objects: they look "
                    "good, feel easy and lead "
                    "nowhere. Cotton candy, sweet now, and a stomach ache later."
                )
            ),
            (
                say(
                    "On the day itself the two look much the same. smallwins helps you tell them "
                    "apart early. It asks, you "
                    "answer, and it never decides in the dark: whatever it calls a win, it says why, and what would "
                    "change that."
                )
            ),
        ),
        (
            Example(
                "real",
                say("Wrote to someone who does the work I want"),
                say("It was not easy to send, it points where you want to go, and it led to a call."),
            ),
            Example(
                "early",
                say("Gave a first talk at a meetup"),
                say("It scared you and built something in you. What it opens, a few weeks will show."),
            ),
            Example(
                "shiny",
                say("Two hundred likes on a post"),
                say("It took nothing, it pointed nowhere, and nothing came of it. It may still be enjoyed."),
            ),
        ),
    ),
    Screen(
        "questions",
        say("Four questions"),
        (
            (
                say(
                    "Write a win down in one line, whenever it happens. Then, or later, put it to "
                    "four questions. Each can "
                    "be skipped, and a missing answer is never held against you."
                )
            ),
            (
                say(
                    "How impressive a win looks is never one of them. You can note it, to see later whether looks and "
                    "moves had anything to do with each other."
                )
            ),
        ),
        asks=FOUR,
    ),
    Screen(
        "friday",
        say("Five minutes, at the end of the week"),
        (
            (
                say(
                    "Wins are easy to write down and hard to learn from. That is what the weekly "
                    "review is for: on Friday, "
                    "or on the day you choose. It can be left at any point and goes on there."
                )
            ),
        ),
        points=(
            Word(
                say("Doors"),
                say("What did your last win open? A call, a name, a braver next step: that is what makes it real."),
            ),
            Word(say("Questions"), say("The wins of the week, one question at a time.")),
            Word(say("Pulse"), say("How sure of yourself, how clear, and how possible your goals feel today.")),
            Word(say("One step"), say("A win is a reason to go on, not to rest. What is the one next thing?")),
            Word(
                say("The rearview"), say("What turned out shiny stays behind you, getting smaller. Nothing is deleted.")
            ),
        ),
    ),
)
"""In the order in which they are read."""

GLOSSARY: Mapping[str, Word] = {
    "win": Word(say("Win"), say("Something that happened and that you would count as a step, however small.")),
    "goal": Word(say("Goal"), say("A place you want to get to, why it matters to you, and the skills it needs.")),
    "door": Word(say("Door"), say("What a win opened: a later win that it led to, or a changed next step.")),
    "chain": Word(say("Chain"), say("Wins joined by doors: an e-mail, then a call, then an interview.")),
    "next step": Word(say("Next step"), say("One concrete thing you will do because of a win, with a date.")),
    "signal": Word(say("Signal"), say("One of the four things a win is read for: alignment, momentum, stretch, gain.")),
    "alignment": Word(
        say("Alignment"), say("Whether a win points where you want to go, and whether you did it because it matters.")
    ),
    "stretch": Word(say("Stretch"), say("How it felt to do. Slightly uncomfortable is where most growing is done.")),
    "gain": Word(say("Gain"), say("What a win built in you: clarity, confidence, a skill.")),
    **dict(VERDICT_WORDS.items()),
    "looks": Word(
        say("Looks"), say("How impressive a win would look to others. Kept to be compared; it never changes a verdict.")
    ),
    "gut call": Word(
        say("Gut call"),
        say("What you would call a win on the day. Kept, hidden, and compared later with what time said."),
    ),
    "look again": Word(
        say("Look again"),
        say("The day on which a win without a door is asked about once more. Four weeks on, unless you say otherwise."),
    ),
    "weekly review": Word(
        say("Weekly review"), say("About five minutes at the end of the week: doors, wins, questions, pulse, one step.")
    ),
    "weeks kept": Word(
        say("Weeks kept"),
        say("How many weeks you closed with a review. The number only grows; there is no streak to lose."),
    ),
    "quiet week": Word(say("Quiet week"), say("A week closed with no win. It is a full answer.")),
    "momentum": Word(
        say("Momentum"),
        say("Small steps, repeated: real wins and steps done, each losing half its push in four weeks."),
    ),
    "stuck": Word(
        say("Stuck"),
        say("Three wins or more in four weeks, and no door from any of them. Then smallwins asks, gently."),
    ),
    "rearview": Word(say("Rearview"), say("Where shiny objects go: kept, found by a search, and out of the way.")),
    "crossroads": Word(
        say("Crossroads"), say("An offer not taken yet, put to the same questions before the champagne.")
    ),
    "celebrate": Word(
        say("Celebrate"), say("Open the champagne, once you have said where a win points and why you did it.")
    ),
    "your call": Word(
        say("Your call"), say("When you see a verdict differently, yours counts, with your reason. Both stay visible.")
    ),
    "inbox": Word(
        say("Inbox"), say("Where things from elsewhere wait until you keep them, merge them or let them go.")
    ),
}
"""What each word of the method means; the keys are what pages ask for."""
