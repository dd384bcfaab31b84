"""A chain read out: where it began, what each win opened, and where it stands now."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from smallwins.method.chain import Door, earliest_first
from smallwins.method.days import day_of_year, full_day
from smallwins.method.saying import say, say_list, say_n
from smallwins.method.win import Win

NAMED = 3  # of many wins that one sentence is about, so many are named


class Passage(NamedTuple):
    """One win of the story: the words before its title, and those after it."""

    win: Win
    before: str
    after: str


def tell(wins: Iterable[Win], doors: Iterable[Door]) -> tuple[Passage, ...]:
    """Tell of wins in the order in which they happened."""
    by_id = {win.id: win for win in wins}
    doors = tuple(door for door in doors if door.earlier in by_id and door.later in by_id)
    order = [by_id[win] for win in earliest_first({win.id: win.happened_on for win in by_id.values()}, doors)]
    openers: dict[str, list[Win]] = {win.id: [] for win in order}
    opened: dict[str, int] = dict.fromkeys(openers, 0)
    place = {win.id: at for at, win in enumerate(order)}
    for door in sorted(doors, key=lambda door: place[door.earlier]):
        openers[door.later].append(by_id[door.earlier])
        opened[door.earlier] += 1
    return tuple(
        Passage(win, _before(win, order[at - 1] if at else None, openers[win.id]), _after(opened[win.id]))
        for at, win in enumerate(order)
    )


def ends_of(wins: Sequence[Win], doors: Iterable[Door]) -> tuple[Win, ...]:
    """Return the wins that nothing followed yet, the latest first."""
    gone_on = {door.earlier for door in doors}
    return tuple(sorted((win for win in wins if win.id not in gone_on), key=lambda win: win.happened_on, reverse=True))


def span_words(days: int) -> str:
    """Say how long: 1 day, 9 days, 5 weeks, 8 months, 2 years."""
    if days >= 730:
        return say_n("{n} year", "{n} years", days // 365)
    if days >= 61:
        return say_n("{n} month", "{n} months", int(days / 30.4))
    if days >= 14:
        return say_n("{n} week", "{n} weeks", days // 7)
    return say_n("{n} day", "{n} days", days)


def _before(win: Win, last: Win | None, openers: Sequence[Win]) -> str:
    if last is None:
        return say("It began on {day}:", day=full_day(win.happened_on))
    when = _later(win.happened_on, last.happened_on)
    if not openers:
        return say("{when}, from another side:", when=when)
    if [opener.id for opener in openers] == [last.id]:
        return say("{when}, it led to:", when=when)
    return say("{when}, out of {wins}:", when=when, wins=_named(openers))


def _after(doors: int) -> str:
    return say_n("It opened {n} door.", "It opened {n} doors.", doors) if doors > 1 else ""


def _later(on: date, last: date) -> str:
    """Say how much later, and on which day; its year only where it is a new one."""
    days, day = (on - last).days, day_of_year(on) if on.year == last.year else full_day(on)
    if days < 2:
        return say("The next day, {day}", day=day) if days else say("The same day, {day}", day=day)
    return say("{time} later, on {day}", time=span_words(days), day=day)


def _named(wins: Sequence[Win]) -> str:
    titles = [say("“{title}”", title=win.title) for win in wins[:NAMED]]
    more = len(wins) - len(titles)
    if more:
        return say_n("{wins} and {n} more", "{wins} and {n} more", more, wins=say_list(titles, ","))
    return say_list(titles)
