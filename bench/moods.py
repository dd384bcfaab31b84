"""Moods that last for weeks: what one does, what comes of it, and how it feels, each swinging by itself."""

import math
import random
from typing import NamedTuple

LENGTHS = 1.5, 8.0  # weeks until a mood has gone down to a third of itself, on average
STRENGTHS = 0.2, 1.0  # its standard deviation, in log odds: with 1, a share of one half swings from 27 % to 73 %


class Mood(NamedTuple):
    """One mood, week by week."""

    first: int  # the week with which it begins, as week.ordinal_of counts them
    weeks: tuple[float, ...]  # log odds

    def of(self, week: int) -> float:
        """Return the mood of a week; where there is none, an even one."""
        return self.weeks[week - self.first] if self.weeks else 0.0

    def sways(self, share: float, week: int) -> float:
        """Return how often something happens in a week that otherwise happens in that share."""
        mood = self.of(week)
        if not mood or not 0 < share < 1:
            return share
        odds = share / (1 - share) * math.exp(mood)
        return odds / (1 + odds)


class Moods(NamedTuple):
    """The moods of one person.

    Each moves only what no question puts beside another: wherever a question compares two things, they swing by
    themselves, so that whatever they seem to have to do with each other is chance.
    """

    deeds: Mood  # kinds, direction, motive, stretch, gains
    doors: Mood
    feelings: Mood  # the pulse, how good a win looks, what the gut calls it


EVEN = Mood(0, ())
NO_MOODS = Moods(EVEN, EVEN, EVEN)


def moods(chance: random.Random, first: int, last: int, *, free: bool = True) -> Moods:
    """Draw the moods of one person from one week to another: as long and as strong as chance has it, or as the mean.

    With moods of their own length and strength no two people have the same truth, so planted patterns have the mean.
    """
    pick = chance.uniform if free else lambda low, high: (low + high) / 2
    return Moods(*(_mood(chance, first, last, pick(*LENGTHS), pick(*STRENGTHS)) for _ in Moods._fields))


def _mood(chance: random.Random, first: int, last: int, length: float, strength: float) -> Mood:
    stays = math.exp(-1 / length)
    weeks = [chance.gauss(0, strength)]
    for _ in range(last - first):
        weeks.append(stays * weeks[-1] + chance.gauss(0, strength * math.sqrt(1 - stays**2)))
    return Mood(first, tuple(weeks))
