"""Days as a person says them: 2026-11-13, today, yesterday, monday … sunday, -3d; for what is to come also +2w."""

from datetime import date, timedelta

from smallwins.method import days
from smallwins.method.errors import InputError
from smallwins.method.saying import Said, say

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NAMED = {"today": 0, "yesterday": -1, "tomorrow": 1}
UNITS = {"d": 1, "w": 7}
BEFORE = say("2026-11-13, today, yesterday, monday … sunday (the last one) or -3d")
IN_SHORT = "friday, +2w, 2026-12-24"
AHEAD = say("2026-11-13, tomorrow, monday … sunday (the next one), +3d or +2w")


def read_day(text: str, today: date, field: str, *, ahead: bool = False) -> date:
    """Read a day; a weekday is the last such day (today counts), or with ahead the next one (today does not)."""
    said = text.strip().lower()
    try:
        if said in NAMED:
            return today + timedelta(days=NAMED[said])
        if said in WEEKDAYS:
            return _weekday(WEEKDAYS.index(said), today, ahead=ahead)
        if said[:1] in ("-", "+") and said[-1:] in UNITS and said[1:-1].isdecimal():
            return today + timedelta(days=int(said[:-1]) * UNITS[said[-1]])
        if len(said) == len("2026-11-13"):
            return date.fromisoformat(said)
    except (ValueError, OverflowError):
        pass
    raise InputError(field, say("{text} is not a day such as {days}", text=repr(text), days=AHEAD if ahead else BEFORE))


def _weekday(weekday: int, today: date, *, ahead: bool) -> date:
    if ahead:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def say_day(day: date, today: date) -> Said:
    """Say a day in words: weekday and date, the year only where it is another one."""
    if day.year == today.year:
        return days.say_day(day, f"{day:%a} {day.day} {day:%b}", "MMMEd")
    return days.say_day(day, f"{day:%a} {day.day} {day:%b} {day.year}", "yMMMEd")
