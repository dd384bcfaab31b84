"""What is said to a person: a sentence in English that still knows how it was made, so that it can be told otherwise.

A `Said` is a `str`: it is compared, kept, printed and sent as the English sentence that it is. The room `language`
tells it in another language, from its template and its values. Nothing here translates, and nothing here costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # types only: each `smallwins add` loads this
    from collections.abc import Iterable

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


class Said(str):
    """A sentence in English, with the template and the values that it was made of."""

    __slots__ = ("context", "how_many", "plural", "template", "values")
    template: str
    plural: str  # the template for any number but one; empty where nothing is counted
    how_many: int
    values: dict[str, Any]
    context: str  # tells apart what is the same in English and not elsewhere; empty where there is no need

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as plain English: a copy elsewhere is a text."""
        return str, (str(self),)


class Listed(Said):
    """A list in words: one, two and three. Its values are its items."""

    __slots__ = ()


class Begun(Said):
    """A sentence that begins with another, in whatever letter that begins: its first letter is a capital."""

    __slots__ = ()


class Numbered(Said):
    """A number in digits. Its value is the number; the English text says how many decimals it has."""

    __slots__ = ()


def say(template: str, /, **values: Any) -> Said:  # noqa: ANN401 - numbers, days, sentences, a person's own words
    """Say a sentence: `say("The day {day} lies ahead", day=…)`."""
    return made(Said, template.format(**values) if values else template, template, values)


def say_n(one: str, many: str, n: int, /, **values: Any) -> Said:  # noqa: ANN401 - as above
    """Say a sentence about a number of things: `say_n("{n} win", "{n} wins", n)`.

    `{n}` is the number in digits, `{number}` in words up to twelve, `{Number}` the same with a capital.
    """
    text = (one if n == 1 else many).format(**counted(n), **values)
    return made(Said, text, one, values, many, n)


def say_in(context: str, template: str, /, **values: Any) -> Said:  # noqa: ANN401 - as above
    """Say a sentence that means something else elsewhere: `say_in("state of a step", "open")`."""
    said = say(template, **values)
    said.context = context
    return said


def say_begun(said: Said) -> Said:
    """Say the same with a capital: a sentence that begins with one of its values."""
    return made(Begun, said[:1].upper() + said[1:], "", {"said": said})


def say_list(items: Iterable[str], last: str = "and", *, comma: bool = False) -> Said:
    """Say a list: `one, two and three`, or with another last word; with a comma before it, `one, two, and three`.

    With nothing but commas (last=","), `one, two, three`.
    """
    told = tuple(items)
    if last == ",":
        return made(Listed, ", ".join(told), last, {"items": told})
    before = "," if comma and len(told) > 2 else ""
    text = f"{', '.join(told[:-1])}{before} {last} {told[-1]}" if len(told) > 1 else "".join(told)
    return made(Listed, text, last, {"items": told})


def say_number(value: float, decimals: int = 0) -> Said:
    """Say a number that nothing is counted by, in digits: 1,234.5."""
    return made(Numbered, f"{value:,.{decimals}f}", "", {"value": value})


def counted(n: int) -> dict[str, str]:
    """Return the ways in which a template can name its number in English."""
    word = NUMBERS[n] if 0 <= n < len(NUMBERS) else f"{n:,}"
    return {"n": f"{n:,}", "number": word, "Number": word.capitalize()}


def as_text(value: object) -> str:
    """Write what was said as the text that it is, for encoders that take a plain `str` and nothing like it."""
    if isinstance(value, Said):
        return str(value)
    raise NotImplementedError(type(value).__name__)


def made(kind: type[Said], text: str, template: str, values: dict[str, Any], plural: str = "", count: int = 1) -> Said:
    """Make what is said of its English text and of what it was made of."""
    said = kind(text)
    said.template, said.plural, said.how_many, said.values, said.context = template, plural, count, values, ""
    return said
