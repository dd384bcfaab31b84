"""Days, spans and small numbers in words."""

from datetime import date

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKS_SAID = 9


def number(count: int) -> str:
    """Write a small number as a word."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, noun: str, nouns: str = "") -> str:
    """Write a number and what it counts: one door, twelve wins."""
    return f"{number(count)} {noun if count == 1 else nouns or noun + 's'}"


def day(on: date, beside: date | None = None) -> str:
    """Write a day; without its year beside a day of the same one."""
    return f"{on.day} {MONTHS[on.month - 1]}{_year(on, beside)}"


def month(on: date, beside: date | None = None) -> str:
    """Write a month; without its year beside a day of the same one."""
    return f"{MONTHS[on.month - 1]}{_year(on, beside)}"


def span(since: date, until: date) -> str:
    """Write a time from month to month, or from day to day within one."""
    if since == until:
        return day(since)
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day} to {day(until)}"
    return f"{month(since, until)} to {month(until)}"


def after(last: date, on: date, turn: int = 0) -> str:
    """Say when something was, seen from what came before; only a round time is said in weeks."""
    days = (on - last).days
    if days == 0:
        return "the same day"
    if days == 1:
        return "the next day"
    if days < 7:
        return f"{number(days)} days later"
    weeks, over = divmod(days, 7)
    if over == 0 and weeks < _WEEKS_SAID:
        return "a week later" if weeks == 1 else f"{number(weeks)} weeks later"
    if turn % 2 and (last.year, last.month) != (on.year, on.month):
        return f"in {month(on, last)}"
    return f"on {day(on, last)}"


def joined(things: list[str] | tuple[str, ...], last: str = "and") -> str:
    """Write a list as one says it: hiring, coaching and planning."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"


def _year(on: date, beside: date | None) -> str:
    return "" if beside is not None and beside.year == on.year else f" {on.year}"
