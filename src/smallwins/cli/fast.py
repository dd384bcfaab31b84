"""The fast path of `smallwins add`: plain, well-formed arguments without click; all else is for click to judge."""

from collections.abc import Sequence

from smallwins.cli.adding import JOURNAL, JSON, OPTIONS, Asked

TABLE = {option.flag: option for option in OPTIONS}


def parse(arguments: Sequence[str]) -> Asked | None:
    """Read the arguments after `add`; None where anything is unusual, so that click explains it."""
    title: list[str] = []
    given: dict[str, object] = {}
    rest = list(reversed(arguments))
    while rest:
        word = rest.pop()
        if word == "--":
            title.extend(reversed(rest))
            break
        if not word.startswith("-") or word == "-":
            title.append(word)
            continue
        flag, has_value, value = word.partition("=")
        if flag == JSON and not has_value:
            given["json"] = True
            continue
        if not has_value:
            if not rest or rest[-1].startswith("--"):
                return None
            value = rest.pop()
        if not _taken(given, flag, value):
            return None
    return Asked(title=tuple(title), **given)  # type: ignore[arg-type]  # names and kinds come from the table


def _taken(given: dict[str, object], flag: str, value: str) -> bool:
    if flag == JOURNAL:
        given["journal"] = value
        return True
    option = TABLE.get(flag)
    if option is None or (option.choices and value not in option.choices):
        return False
    before = given.get(option.name, ())
    given[option.name] = (*before, value) if option.many and isinstance(before, tuple) else value
    return True
