"""A chain read out: where it began, what each win opened, and where it stands now."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from smallwins.method.chain import Door, earliest_first
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
    for least, length, name in ((730, 365, "year"), (61, 30.4, "month"), (14, 7, "week")):
        if days >= least:
            return f"{int(days / length)} {name}s"
    return f"{days} day{'' if days == 1 else 's'}"


def full_day(on: date) -> str:
    """Write a day: 19 November 2026."""
    return f"{on.day} {on:%B} {on.year}"


def _before(win: Win, last: Win | None, openers: Sequence[Win]) -> str:
    if last is None:
        return f"It began on {full_day(win.happened_on)}:"
    when = _later(win.happened_on, last.happened_on)
    if not openers:
        return f"{when}, from another side:"
    if [opener.id for opener in openers] == [last.id]:
        return f"{when}, it led to:"
    return f"{when}, out of {_named(openers)}:"


def _after(doors: int) -> str:
    return f"It opened {doors} doors." if doors > 1 else ""


def _later(on: date, last: date) -> str:
    """Say how much later, and on which day; its year only where it is a new one."""
    days, day = (on - last).days, f"{on.day} {on:%B}" if on.year == last.year else full_day(on)
    if days < 2:
        return f"The {'next' if days else 'same'} day, {day}"
    return f"{span_words(days)} later, on {day}"


def _named(wins: Sequence[Win]) -> str:
    titles = [f"“{win.title}”" for win in wins[:NAMED]]
    more = len(wins) - len(titles)
    if more:
        return f"{', '.join(titles)} and {more} more"
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}"
