"""The front matter of a Markdown file: YAML between two lines of three dashes, read without anything clever in it."""

import json
import re
from collections.abc import Mapping
from typing import Any

from smallwins.method.errors import InputError
from smallwins.method.saying import say, say_number

FENCED = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
LONGEST = 256_000  # characters
MOST_BRACKETS = 500  # the parser looks at all that are open for each word that it reads
ODD = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
)  # signs that YAML may take for a line's end, or refuse
BRACKET = re.compile(r"[\[{]")
STAIRS = re.compile(r"(?:[-?:][ \t]+){20}")
FIELD = say("front matter")


def parted(text: str) -> tuple[Mapping[str, object], str]:
    """Part a file into its front matter and its text; raise InputError where the YAML is not plain."""
    found = FENCED.match(text)
    if found is None:
        return {}, text
    return _read(found[1]), text[found.end() :]


def fenced(values: Mapping[str, object], text: str) -> str:
    """Write front matter and the text below it."""
    import yaml  # noqa: PLC0415 - few ways in or out need it

    def written(escaped: re.Pattern[str]) -> str:
        class Plain(yaml.SafeDumper):
            """Writes no aliases, and keeps a text with odd signs in it on one line."""

            def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as in PyYAML
                return True

            def write_double_quoted(self, text: str, split: bool = True) -> None:  # noqa: ARG002 - as in PyYAML
                self.write_indicator(_quoted(text, escaped), True)

        def represented(dumper: Any, said: str) -> Any:  # noqa: ANN401 - PyYAML's own
            style = '"' if escaped.search(said) else None
            return dumper.represent_scalar("tag:yaml.org,2002:str", said, style=style)

        Plain.add_representer(str, represented)
        return yaml.dump(dict(values), Dumper=Plain, allow_unicode=True, sort_keys=False, width=1000)

    plain = written(ODD)
    if _brackets(plain) > MOST_BRACKETS:  # in texts, where they nest nothing; a reader only counts them
        plain = written(re.compile(f"{ODD.pattern}|{BRACKET.pattern}"))
    return f"---\n{plain}---\n{text}"


def _quoted(text: str, escaped: re.Pattern[str]) -> str:
    plain = json.dumps(text, ensure_ascii=False)
    return escaped.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def can_be_read(text: str) -> bool:
    """Tell whether the front matter of a file is small enough to be read again."""
    found = FENCED.match(text)
    return found is None or (len(found[1]) <= LONGEST and _brackets(found[1]) <= MOST_BRACKETS)


def _brackets(text: str) -> int:
    """Count what may be open at once; what is closed in the same breath never is."""
    return len(BRACKET.findall(text)) - text.count("[]") - text.count("{}")


def _read(text: str) -> Mapping[str, object]:
    if len(text) > LONGEST:
        raise InputError(
            FIELD,
            say(
                "has {length} characters; {limit} is the most", length=say_number(len(text)), limit=say_number(LONGEST)
            ),
        )
    if _brackets(text) > MOST_BRACKETS or STAIRS.search(text):
        raise InputError(FIELD, say("is nested too deeply"))
    import yaml  # noqa: PLC0415 - as above

    try:
        _check(yaml, text)
        values = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at_line = say("is not YAML in line {line}", line=mark.line + 2) if mark else say("is not YAML")
        raise InputError(FIELD, at_line) from None
    except (RecursionError, ValueError, OverflowError):
        raise InputError(FIELD, say("holds something that cannot be read")) from None
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise InputError(FIELD, say("is not a list of names with values"))
    return {str(key): value for key, value in values.items()}


def _check(yaml: Any, text: str) -> None:  # noqa: ANN401 - the module, which is loaded late
    """Refuse aliases (with which a small text unfolds into a huge one), tags, and a name that stands twice."""
    names: set[str] = set()
    depth, expects_name = 0, True
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise InputError(FIELD, say("has an anchor or alias (& or *) in it, which is not read; put it in quotes"))
        if getattr(event, "tag", None):
            raise InputError(FIELD, say("has a tag ({tag}) in it, which is not read", tag=event.tag))
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 1 and isinstance(event, yaml.ScalarEvent) and expects_name:
            if event.value in names:
                raise InputError(FIELD, say("says {value} twice", value=repr(event.value[:40])))
            names.add(event.value)
            expects_name = False
        elif depth == 1 and isinstance(event, yaml.ScalarEvent | yaml.CollectionEndEvent):
            expects_name = True
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
