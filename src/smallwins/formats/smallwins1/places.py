"""Places in a file, as paths such as `wins[17].happened_on`, and the first one where something is off."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say, say_number
from smallwins.method.texts import check_text

PLAIN_KEY = re.compile(r"[\w-]{1,64}", re.ASCII).fullmatch
ID = re.compile(r"[A-Za-z0-9_-]{1,64}").fullmatch
DEEPEST = 64  # levels that a key which we do not know may hold
BIGGEST = 2**53 - 1  # beyond it, programs that keep numbers as floats read another one


class Twice(dict[str, object]):
    """An object of a file in which a key stands twice."""

    def __init__(self, pairs: Sequence[tuple[str, object]]) -> None:
        super().__init__(pairs)
        seen: set[str] = set()
        self.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]  # None reads as False


class Odd(NamedTuple):
    """A number of a file that is none, or that nothing can hold."""

    problem: str


def inside(at: str, key: str) -> str:
    """Return the path of a key of the object at a path."""
    if PLAIN_KEY(key):
        return f"{at}.{key}" if at else key
    return f"{at}[{json.dumps(key if len(key) <= 64 else key[:64] + '…')}]"


def check_id(name: str, at: str, field: str = "id") -> None:
    """Raise ImportFileError where the id of an object is none."""
    if not ID(name):
        raise ImportFileError(f"{at}.{field}", say("not an id: 1 to 64 of the letters a–z and A–Z, digits, - and _"))


def check_once(named: Iterable[tuple[str, str]]) -> None:
    """Raise ImportFileError where one of these (path, name) has the name of an earlier one."""
    seen: dict[str, str] = {}
    for at, name in named:
        if (first := seen.setdefault(name, at)) is not at:
            raise ImportFileError(at, say("the same as {first}", first=first))


def kept(extra: dict[str, object], at: str) -> dict[str, object]:
    """Return the keys that we do not know, or raise ImportFileError where they could not be written back exactly."""
    for key, value in extra.items():
        for place, held, depth in everything_in(value, inside(at, key)):
            if depth > DEEPEST:
                raise ImportFileError(inside(at, key), say("is nested deeper than {deepest} levels", deepest=DEEPEST))
            if isinstance(held, int) and abs(held) > BIGGEST:
                raise ImportFileError(
                    place,
                    say(
                        "is a number that not every program can read; {biggest} is the most",
                        biggest=say_number(BIGGEST),
                    ),
                )
    return extra


def check_oddities(plain: object, *, texts: bool = True) -> None:
    """Raise ImportFileError for the first key that stands twice, impossible number, NUL or half a character.

    Without `texts` the last two pass: of a file that is read record by record, one of these spoils its record alone.
    """
    for at, held, _ in everything_in(plain, ""):
        if isinstance(held, Twice):
            raise ImportFileError(inside(at, held.key), say("stands here twice; which one is meant?"))
        if isinstance(held, Odd):
            raise ImportFileError(at or "file", held.problem)
        if isinstance(held, str) and texts:
            _check_text(held, at or "file")
        elif isinstance(held, dict) and texts:
            for key in held:
                _check_text(key, inside(at, key))


def everything_in(plain: object, at: str) -> Iterator[tuple[str, object, int]]:
    """Go through a parsed value in the order of its text: path, value and depth of each that it holds, itself first."""
    waiting: list[tuple[str, object, int]] = [(at, plain, 0)]
    while waiting:
        at, held, depth = found = waiting.pop()
        yield found
        if isinstance(held, dict):
            waiting.extend([(inside(at, key), value, depth + 1) for key, value in held.items()][::-1])
        elif isinstance(held, list):
            waiting.extend([(f"{at}[{index}]", value, depth + 1) for index, value in enumerate(held)][::-1])


def _check_text(text: str, at: str) -> None:
    try:
        check_text(at, text)
    except InputError as error:
        raise ImportFileError(at, error.problem) from None
