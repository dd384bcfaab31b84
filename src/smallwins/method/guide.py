"""The method in three short screens and its words in a sentence each: one source for page and terminal."""

from collections.abc import Mapping
from typing import NamedTuple

from smallwins.method.questions import DIRECTION, GAINS, OPENED, STRETCH, VERDICT_WORDS, Question, Word
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
    Word("Does it point where you want to go, and did you do it because it matters?", DIRECTION.help),
    _asked(OPENED),
    _asked(STRETCH),
    _asked(GAINS),
)

SCREENS = (
    Screen(
        "wins",
        "Two kinds of wins",
        (
            (
                "Some wins change your next step. Others are bright, shiny objects: they look good, feel easy and lead "
                "nowhere. Cotton candy, sweet now, and a stomach ache later."
            ),
            (
                "On the day itself the two look much the same. smallwins helps you tell them apart early. It asks, you "
                "answer, and it never decides in the dark: whatever it calls a win, it says why, and what would "
                "change that."
            ),
        ),
        (
            Example(
                "real",
                "Wrote to someone who does the work I want",
                "It was not easy to send, it points where you want to go, and it led to a call.",
            ),
            Example(
                "early",
                "Gave a first talk at a meetup",
                "It scared you and built something in you. What it opens, a few weeks will show.",
            ),
            Example(
                "shiny",
                "Two hundred likes on a post",
                "It took nothing, it pointed nowhere, and nothing came of it. It may still be enjoyed.",
            ),
        ),
    ),
    Screen(
        "questions",
        "Four questions",
        (
            (
                "Write a win down in one line, whenever it happens. Then, or later, put it to four questions. Each can "
                "be skipped, and a missing answer is never held against you."
            ),
            (
                "How impressive a win looks is never one of them. You can note it, to see later whether looks and "
                "moves had anything to do with each other."
            ),
        ),
        asks=FOUR,
    ),
    Screen(
        "friday",
        "Five minutes, at the end of the week",
        (
            (
                "Wins are easy to write down and hard to learn from. That is what the weekly review is for: on Friday, "
                "or on the day you choose. It can be left at any point and goes on there."
            ),
        ),
        points=(
            Word(
                "Doors", "What did your last win open? A call, a name, a braver next step: that is what makes it real."
            ),
            Word("Questions", "The wins of the week, one question at a time."),
            Word("Pulse", "How sure of yourself, how clear, and how possible your goals feel today."),
            Word("One step", "A win is a reason to go on, not to rest. What is the one next thing?"),
            Word("The rearview", "What turned out shiny stays behind you, getting smaller. Nothing is deleted."),
        ),
    ),
)
"""In the order in which they are read."""

GLOSSARY: Mapping[str, Word] = {
    "win": Word("Win", "Something that happened and that you would count as a step, however small."),
    "goal": Word("Goal", "A place you want to get to, why it matters to you, and the skills it needs."),
    "door": Word("Door", "What a win opened: a later win that it led to, or a changed next step."),
    "chain": Word("Chain", "Wins joined by doors: an e-mail, then a call, then an interview."),
    "next step": Word("Next step", "One concrete thing you will do because of a win, with a date."),
    "signal": Word("Signal", "One of the four things a win is read for: alignment, momentum, stretch, gain."),
    "alignment": Word(
        "Alignment", "Whether a win points where you want to go, and whether you did it because it matters."
    ),
    "stretch": Word("Stretch", "How it felt to do. Slightly uncomfortable is where most growing is done."),
    "gain": Word("Gain", "What a win built in you: clarity, confidence, a skill."),
    **dict(VERDICT_WORDS.items()),
    "looks": Word(
        "Looks", "How impressive a win would look to others. Kept to be compared; it never changes a verdict."
    ),
    "gut call": Word(
        "Gut call", "What you would call a win on the day. Kept, hidden, and compared later with what time said."
    ),
    "look again": Word(
        "Look again",
        "The day on which a win without a door is asked about once more. Four weeks on, unless you say otherwise.",
    ),
    "weekly review": Word(
        "Weekly review", "About five minutes at the end of the week: doors, wins, questions, pulse, one step."
    ),
    "weeks kept": Word(
        "Weeks kept", "How many weeks you closed with a review. The number only grows; there is no streak to lose."
    ),
    "quiet week": Word("Quiet week", "A week closed with no win. It is a full answer."),
    "momentum": Word(
        "Momentum", "Small steps, repeated: real wins and steps done, each losing half its push in four weeks."
    ),
    "stuck": Word(
        "Stuck", "Three wins or more in four weeks, and no door from any of them. Then smallwins asks, gently."
    ),
    "rearview": Word("Rearview", "Where shiny objects go: kept, found by a search, and out of the way."),
    "crossroads": Word("Crossroads", "An offer not taken yet, put to the same questions before the champagne."),
    "celebrate": Word("Celebrate", "Open the champagne, once you have said where a win points and why you did it."),
    "your call": Word(
        "Your call", "When you see a verdict differently, yours counts, with your reason. Both stay visible."
    ),
    "inbox": Word("Inbox", "Where things from elsewhere wait until you keep them, merge them or let them go."),
}
"""What each word of the method means; the keys are what pages ask for."""
