"""A folder of Markdown files, one a win, with front matter where there is one; as Obsidian and others keep them."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from smallwins.formats.came_along import BESIDE, coming_in
from smallwins.formats.candidate import Draft, Found, FoundGoal, LeftOut, Terms, digest, made
from smallwins.formats.days import day_of
from smallwins.formats.fields import Fields, refused
from smallwins.formats.fitting import fitting
from smallwins.formats.front_matter import FENCED, parted
from smallwins.formats.kinds import guessed
from smallwins.formats.smallwins1.goal_reading import goal_of
from smallwins.formats.smallwins1.parsing import shaped
from smallwins.formats.smallwins1.shapes import EXTRA, GoalShape
from smallwins.formats.source import Source, stem, text_of
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say
from smallwins.method.win import PRIVATE

NAME = "markdown"
HEADING = re.compile(r"\A\s{0,99}# {1,9}(\S.*)(?:\n|\Z)")
DATED_NAME = re.compile(r"\A(\d{4}-\d{2}-\d{2})[-_ T.]*")
TAG = re.compile(r"(?<![\S])#([^\W\d][\w/-]*)")
LINK = re.compile(r"\A\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]\Z")
DAYS = ("date", "happened_on", "day", "created", "created_at")
KEYS = frozenset(
    {
        "id",
        "title",
        "date",
        "kind",
        "tags",
        "goals",
        "goal",
        "opened_by",
        "verdict",
        "looks",
        "gut",
        "answers",
        "celebrated_on",
        "overrule",
        "steps",
        "private",
    }
)  # of a win as it is written; other keys stand beside them
GOAL_KEYS = frozenset(GoalShape.__struct_fields__) - {EXTRA}
GOALS = "goals"  # the folder
AT = "goals[0]"  # where errors place a goal that stands by itself
NO_MARKDOWN = say("is not Markdown; bring it in by itself")
NO_GOAL = say("stands among the goals, and says neither how it stands (status) nor a day")
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
        else:
            yield _file(one.name, one.data, terms)


def _file(name: str, data: bytes, terms: Terms) -> Found:
    among_goals = PurePosixPath(name.replace("\\", "/")).parent.name == GOALS
    try:
        values, text = parted(text_of(data))
        if among_goals and ("status" in values or "skills" in values):
            return _goal(name, values, text, terms)
        if among_goals and not any(values.get(day) for day in DAYS) and not DATED_NAME.match(stem(name)):
            return LeftOut(name, NO_GOAL)
        draft = _draft(Fields(values), text, stem(name), terms)
        if "tags" not in values:  # an empty list of them says that what looks like one in the text is none
            draft = draft._replace(tags=draft.tags or TAG.findall(text))
        return made(NAME, name, draft)
    except ImportFileError as error:
        where = error.field.removeprefix(f"{AT}.") if error.field.startswith(AT) else "text"
        return refused(name, InputError(where, error.problem))
    except InputError as error:
        if error.field == "day_first":
            raise
        return refused(name, error)


def _goal(name: str, values: Mapping[str, object], text: str, terms: Terms) -> FoundGoal:
    told = fitting(values, empty=True)
    told.setdefault("title", stem(name))
    told.setdefault("id", digest(str(told["title"]).casefold()))
    told["why"] = text.strip("\n") or None
    if isinstance(possible := told.get("possible"), list):
        told["possible"] = [_said_on(felt) for felt in possible]
    beside = told.get(BESIDE)
    if isinstance(beside, Mapping) and set(beside) == {BESIDE}:
        told[BESIDE] = beside[BESIDE]
    return FoundGoal(name, goal_of(shaped(told, GoalShape, AT), AT, terms.today))


def _said_on(felt: object) -> object:
    """Give back its name to a key `on` without quotes, as newer YAML writes it: to older YAML it says yes."""
    return {"on" if key == str(True) else key: value for key, value in felt.items()} if isinstance(felt, dict) else felt


def _draft(fields: Fields, text: str, name: str, terms: Terms) -> Draft:
    day = fields.day(terms.zone, *DAYS)
    if day is None and (found := DATED_NAME.match(name)):
        day = day_of(found[1], terms.zone)
    if day is None:
        raise InputError("date", say("is neither in its front matter nor in its name"))
    title = fields.text("title")
    if not title and (heading := HEADING.match(text)):
        title, text = heading[1].rstrip(" #"), text[heading.end() :]
    title = title or DATED_NAME.sub("", name) or name
    tags = [tag.lstrip("#") for tag in fields.texts("tags", "tag")]
    goals = [LINK.sub(r"\1", goal) for goal in fields.texts("goals", "goal")]
    its_id, kind, rest = fields.text("id", "uuid"), fields.text("kind"), fields.rest()
    is_private = rest.get("private") is True
    came = coming_in({key: rest[key] for key in rest if not (is_private and key == "private")}, NAME)
    return Draft(
        title,
        day,
        text.strip("\n"),
        id=its_id,
        kind=kind or (None if "verdict" in rest else guessed(title)),  # a file of ours says so where it knows it
        tags=tags,
        goals=[*goals, *came.goals],
        notes=(*([PRIVATE] if is_private else []), *came.notes),
        extra=came.extra,
        keeps_empty=True,
    )
