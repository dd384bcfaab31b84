"""A folder of Markdown files, one a win, with front matter where there is one; as Obsidian and others keep them."""

import re
from collections.abc import Iterator

from smallwins.formats.candidate import Draft, Found, LeftOut, Terms, made
from smallwins.formats.days import day_of
from smallwins.formats.fields import Fields, refused
from smallwins.formats.front_matter import FENCED, parted
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source, stem, text_of
from smallwins.method.errors import ImportFileError, InputError

NAME = "markdown"
HEADING = re.compile(r"\A\s{0,99}# {1,9}(\S.*)(?:\n|\Z)")
DATED_NAME = re.compile(r"\A(\d{4}-\d{2}-\d{2})[-_ T.]*")
TAG = re.compile(r"(?<![\S])#([^\W\d][\w/-]*)")
LINK = re.compile(r"\A\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]\Z")
DAYS = ("date", "happened_on", "day", "created", "created_at")
NO_MARKDOWN = "is not Markdown; bring it in by itself"
A_GOAL = "is a goal, which its wins name; a win it is not"
ENDINGS = (".md", ".markdown")


def recognise(source: Source) -> int:
    """Tell how surely this is a folder of Markdown, or one such file."""
    if source.is_folder:
        return 20 if any(one.name.lower().endswith(ENDINGS) for one in source.files) else 0
    return 40 if FENCED.match(source.text or "") else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read every file that has a day, in its front matter or its name."""
    if not source.is_folder:
        yield _file(source.name, source.data, terms)
        return
    for one in source.files:
        if not one.name.lower().endswith(ENDINGS):
            yield LeftOut(one.name, NO_MARKDOWN)
        elif one.name.startswith("goals/"):
            yield LeftOut(one.name, A_GOAL)
        else:
            yield _file(one.name, one.data, terms)


def _file(name: str, data: bytes, terms: Terms) -> Found:
    try:
        values, text = parted(text_of(data))
        draft = _draft(Fields(values), text, stem(name), terms)
        if "tags" not in values:  # an empty list of them says that what looks like one in the text is none
            draft = draft._replace(tags=draft.tags or TAG.findall(text))
        return made(NAME, name, draft)
    except ImportFileError as error:
        return refused(name, InputError("text", error.problem))
    except InputError as error:
        if error.field == "day_first":
            raise
        return refused(name, error)


def _draft(fields: Fields, text: str, name: str, terms: Terms) -> Draft:
    day = fields.day(terms.zone, *DAYS)
    if day is None and (found := DATED_NAME.match(name)):
        day = day_of(found[1], terms.zone)
    if day is None:
        raise InputError("date", "is neither in its front matter nor in its name")
    title = fields.text("title")
    if not title and (heading := HEADING.match(text)):
        title, text = heading[1].rstrip(" #"), text[heading.end() :]
    title = title or DATED_NAME.sub("", name) or name
    tags = [tag.lstrip("#") for tag in fields.texts("tags", "tag")]
    goals = [LINK.sub(r"\1", goal) for goal in fields.texts("goals", "goal")]
    return Draft(
        title,
        day,
        text.strip("\n"),
        id=fields.text("id", "uuid"),
        kind=fields.text("kind") or guessed(title),
        tags=tags,
        goals=goals,
        extra=fields.rest(),
    )
