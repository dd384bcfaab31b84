"""The front matter of a Markdown file: YAML between two lines of three dashes, read without anything clever in it."""

import re
from collections.abc import Mapping
from typing import Any

from smallwins.method.errors import InputError

FENCED = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
LONGEST = 64_000  # characters
MOST_BRACKETS = 500  # the parser looks at all that are open for each word that it reads
STAIRS = re.compile(r"(?:[-?:][ \t]+){20}")
FIELD = "front matter"


def parted(text: str) -> tuple[Mapping[str, object], str]:
    """Part a file into its front matter and its text; raise InputError where the YAML is not plain."""
    found = FENCED.match(text)
    if found is None:
        return {}, text
    return _read(found[1]), text[found.end() :]


def fenced(values: Mapping[str, object], text: str) -> str:
    """Write front matter and the text below it."""
    import yaml  # noqa: PLC0415 - few ways in or out need it

    plain = yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{plain}---\n{text}"


def _read(text: str) -> Mapping[str, object]:
    if len(text) > LONGEST:
        raise InputError(FIELD, f"has {len(text):,} characters; {LONGEST:,} is the most")
    if text.count("[") + text.count("{") > MOST_BRACKETS or STAIRS.search(text):
        raise InputError(FIELD, "is nested too deeply")
    import yaml  # noqa: PLC0415 - as above

    try:
        _check(yaml, text)
        values = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 2}" if mark else ""
        raise InputError(FIELD, f"is not YAML{line}") from None
    except (RecursionError, ValueError, OverflowError):
        raise InputError(FIELD, "holds something that cannot be read") from None
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise InputError(FIELD, "is not a list of names with values")
    return {str(key): value for key, value in values.items()}


def _check(yaml: Any, text: str) -> None:  # noqa: ANN401 - the module, which is loaded late
    """Refuse aliases (with which a small text unfolds into a huge one), tags, and a name that stands twice."""
    names: set[str] = set()
    depth, expects_name = 0, True
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise InputError(FIELD, "has an anchor or alias (& or *) in it, which is not read; put it in quotes")
        if getattr(event, "tag", None):
            raise InputError(FIELD, f"has a tag ({event.tag}) in it, which is not read")
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 1 and isinstance(event, yaml.ScalarEvent) and expects_name:
            if event.value in names:
                raise InputError(FIELD, f"says {event.value[:40]!r} twice")
            names.add(event.value)
            expects_name = False
        elif depth == 1 and isinstance(event, yaml.ScalarEvent | yaml.CollectionEndEvent):
            expects_name = True
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
