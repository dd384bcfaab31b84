"""What pages and terminals show of crossroads: each option with what the rules make of it, and why."""

from datetime import date
from typing import NamedTuple

from smallwins.journal.ports import Journal
from smallwins.method.ahead import explain_option, option_labels, option_questions_left
from smallwins.method.crossroads import Crossroads, Option, look_back_due
from smallwins.method.goal import Goal
from smallwins.method.questions import Question
from smallwins.method.reasons import Reason
from smallwins.method.signals.reading import Reading, SignalName
from smallwins.method.verdict import JudgedWin


class Offer(NamedTuple):
    """One option, put to the questions as far as it was."""

    place: int  # from 1
    option: Option
    reason: Reason
    labels: tuple[tuple[SignalName, Reading, str], ...]
    goals: tuple[Goal, ...]
    left: tuple[Question, ...]  # not answered yet, in the future tense
    taken: bool


class Offers(NamedTuple):
    """One crossroads with its options side by side."""

    place: int  # in the list, from 1
    crossroads: Crossroads
    options: tuple[Offer, ...]
    taken: Offer | None  # the option decided for
    win: JudgedWin | None  # what the option taken became
    due: bool  # whether the day to look back has come

    @property
    def left(self) -> int:
        """Count the questions not answered yet."""
        return sum(len(one.left) for one in self.options)


def offers(journal: Journal, crossroads: Crossroads, today: date) -> Offers:
    """Return one crossroads as it is shown."""
    return next(one for one in all_offers(journal, today) if one.crossroads.id == crossroads.id)


def all_offers(journal: Journal, today: date) -> tuple[Offers, ...]:
    """Return all crossroads in the order in which they were put down."""
    standing = journal.crossroads.all()
    goals = {goal.id: goal for goal in journal.goals.all()} if standing else {}
    wins = journal.wins.several(found.win for found in standing if found.win is not None)
    return tuple(_shown(place, found, goals, wins, today) for place, found in enumerate(standing, 1))


def _shown(
    place: int, crossroads: Crossroads, goals: dict[str, Goal], wins: dict[str, JudgedWin], today: date
) -> Offers:
    decision = crossroads.decision if crossroads.status != "open" else None
    options = tuple(
        Offer(
            nth,
            option,
            explain_option(option),
            option_labels(option),
            tuple(goals[goal] for goal in option.answers.goals if goal in goals),
            option_questions_left(option),
            option.id == decision,
        )
        for nth, option in enumerate(crossroads.options, 1)
    )
    return Offers(
        place,
        crossroads,
        options,
        next((one for one in options if one.taken), None),
        wins.get(crossroads.win or ""),
        look_back_due(crossroads, today),
    )
