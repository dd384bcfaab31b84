"""Options as a table, for click and for the fast path, which reads plain arguments without click."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

JOURNAL, JSON = "--journal", "--json"


class Option(NamedTuple):
    """One option of a command."""

    flag: str
    name: str
    metavar: str
    help: str
    many: bool = False
    choices: tuple[str, ...] = ()
    number: bool = False  # a whole number from 1 on


class Plain(NamedTuple):
    """Plain, well-formed arguments: the words, and the options by name."""

    words: tuple[str, ...]
    given: Mapping[str, Any]


def read_plain(arguments: Sequence[str], options: Sequence[Option]) -> Plain | None:
    """Read arguments; None where anything is unusual, so that click explains it."""
    table = {option.flag: option for option in options}
    table[JOURNAL] = Option(JOURNAL, "journal", "FILE", "")
    words: list[str] = []
    given: dict[str, Any] = {}
    rest = list(reversed(arguments))
    while rest:
        word = rest.pop()
        if word == "--":
            words.extend(reversed(rest))
            break
        if not word.startswith("-") or word == "-":
            words.append(word)
        elif word == JSON:
            given["json"] = True
        else:
            flag, has_value, value = word.partition("=")
            if not has_value:
                if not rest or rest[-1].startswith("--"):
                    return None
                value = rest.pop()
            if not _taken(given, table.get(flag), value):
                return None
    return Plain(tuple(words), given)


def _taken(given: dict[str, Any], option: Option | None, value: str) -> bool:
    if option is None or (option.choices and value not in option.choices):
        return False
    if option.number:
        if not (value.isascii() and value.isdecimal() and int(value) > 0):
            return False
        given[option.name] = int(value)
    elif option.many:
        given[option.name] = (*given.get(option.name, ()), value)
    else:
        given[option.name] = value
    return True
