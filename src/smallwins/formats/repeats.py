"""On which days something repeats by its rule (RFC 5545): day after day is asked, so no rule can run away."""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
LONGEST_PAST = 366 * 40  # days that are asked at most


class Rule(NamedTuple):
    """A rule of repetition, as far as it is understood."""

    frequency: str
    interval: int = 1
    times: int | None = None
    until: date | None = None
    weekdays: tuple[tuple[int, int], ...] = ()  # (which one of the month or year, 0 for each; weekday from 0)
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_begins: int = 0


def rule_of(parts: Mapping[str, Sequence[object]], until: date | None) -> Rule | None:
    """Read the parts of a rule; None for one that is not understood, so that nobody guesses."""
    said = {name.upper(): [str(value).upper() for value in values] for name, values in parts.items()}
    frequency = (said.get("FREQ") or [""])[0]
    if frequency not in FREQUENCIES or set(said) - KNOWN:
        return None
    try:
        rule = Rule(
            frequency,
            max(int((said.get("INTERVAL") or ["1"])[0]), 1),
            int(said["COUNT"][0]) if said.get("COUNT") else None,
            until,
            tuple((int(day[:-2] or 0), WEEKDAYS.index(day[-2:])) for day in said.get("BYDAY", ())),
            tuple(map(int, said.get("BYMONTHDAY", ()))),
            tuple(map(int, said.get("BYMONTH", ()))),
            tuple(map(int, said.get("BYSETPOS", ()))),
            WEEKDAYS.index((said.get("WKST") or ["MO"])[0]),
        )
    except (ValueError, IndexError):
        return None
    return None if _not_understood(rule) else rule


def _not_understood(rule: Rule) -> bool:
    ordinals = any(which for which, _ in rule.weekdays)
    return (
        (bool(rule.positions) and rule.frequency != "MONTHLY")
        or (ordinals and rule.frequency != "MONTHLY" and not (rule.frequency == "YEARLY" and rule.months))
        or (rule.frequency == "YEARLY" and bool(rule.weekdays) and not rule.months)
        or (rule.frequency == "WEEKLY" and bool(rule.month_days))
    )


def days_of(rule: Rule, first: date, last: date) -> Iterator[date]:
    """Go through the days on which something that began on `first` took place, up to `last`."""
    day = max(first, last - timedelta(days=LONGEST_PAST)) if rule.times is None else first
    end = min(last, rule.until or last, day + timedelta(days=LONGEST_PAST))
    seen = 0
    while day <= end and (rule.times is None or seen < rule.times):
        if day == first or _holds(rule, first, day):
            seen += 1
            yield day
        day += timedelta(days=1)


def _holds(rule: Rule, first: date, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    match rule.frequency:
        case "DAILY":
            return not (day - first).days % rule.interval and _among(rule, day)
        case "WEEKLY":
            weeks = (_week(day, rule) - _week(first, rule)).days // 7
            on = day.weekday() in [weekday for _, weekday in rule.weekdays] if rule.weekdays else (
                day.weekday() == first.weekday()
            )  # fmt: skip
            return not weeks % rule.interval and on
        case "MONTHLY":
            months = (day.year - first.year) * 12 + day.month - first.month
            return not months % rule.interval and _in_month(rule, first, day)
        case _:
            if (day.year - first.year) % rule.interval:
                return False
            return (bool(rule.months) or day.month == first.month) and _in_month(rule, first, day)


def _in_month(rule: Rule, first: date, day: date) -> bool:
    if not rule.weekdays and not rule.month_days:
        return day.day == first.day
    if not _among(rule, day):
        return False
    if not rule.positions:
        return True
    days = [one for number in range(1, _length(day) + 1) if _among(rule, one := day.replace(day=number))]
    return any(-len(days) <= place < len(days) and days[place] == day for place in (
        position - 1 if position > 0 else position for position in rule.positions
    ))  # fmt: skip


def _among(rule: Rule, day: date) -> bool:
    length = _length(day)
    if rule.month_days and not {day.day, day.day - length - 1} & set(rule.month_days):
        return False
    if not rule.weekdays:
        return True
    from_start, from_end = (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)
    return any(day.weekday() == weekday and which in (0, from_start, from_end) for which, weekday in rule.weekdays)


def _week(day: date, rule: Rule) -> date:
    return day - timedelta(days=(day.weekday() - rule.week_begins) % 7)


def _length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
