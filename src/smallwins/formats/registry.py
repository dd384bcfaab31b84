"""Every format of other programs that can be read: what it is called, how it is recognised, and how it is read."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from smallwins.formats import (
    applications_table,
    brag_document,
    bragbit,
    bragbit_markdown,
    bragdoc_ai,
    bragfile,
    career_ops,
    day_one,
    huntr,
    ics,
    jobsync,
    journiv,
    jrnl_json,
    jrnl_text,
    markdown_folder,
    memos,
    simplify,
    table,
    teal,
)
from smallwins.formats.candidate import Found, LeftOut, Terms, told_apart
from smallwins.formats.career_ops_tables import ENDINGS
from smallwins.formats.rows import header_of
from smallwins.formats.source import ARCHIVES, BOM, Source
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say, say_list, say_number


class Mapped(NamedTuple):
    """How the columns of a table are told: the fields there are, which column each is, and what names alone tell."""

    fields: tuple[str, ...]
    columns: Callable[[Source, Terms], dict[str, str]]  # raises InputError with the field that has none and needs one
    guessed: Callable[[Source], dict[str, str]]


class Format(NamedTuple):
    """A format that can be read."""

    name: str
    called: str  # for people
    recognise: Callable[[Source], int]  # 0: it is not; up to 100: it is
    read: Callable[[Source, Terms], Iterator[Found]]
    mapped: Mapped | None = None  # of a table whose columns the person checks
    endings: tuple[str, ...] = ()  # of the files of a folder that it reads; without, it tells of each one itself


FORMATS = (
    Format(jrnl_text.NAME, say("jrnl’s text"), jrnl_text.recognise, jrnl_text.read),
    Format(jrnl_json.NAME, say("jrnl’s JSON"), jrnl_json.recognise, jrnl_json.read),
    Format(day_one.NAME, say("a Day One export"), day_one.recognise, day_one.read, endings=(".json",)),
    Format(bragdoc_ai.NAME, say("a bragdoc.ai export"), bragdoc_ai.recognise, bragdoc_ai.read),
    Format(bragbit.NAME, say("a BragBit export"), bragbit.recognise, bragbit.read),
    Format(bragbit_markdown.NAME, "BragBit’s Markdown", bragbit_markdown.recognise, bragbit_markdown.read),
    Format(bragfile.NAME, say("Bragfile’s JSON, TSV or database"), bragfile.recognise, bragfile.read),
    Format(memos.NAME, say("memos (JSON, database or zip)"), memos.recognise, memos.read, endings=(".md",)),
    Format(journiv.NAME, say("a Journiv export"), journiv.recognise, journiv.read, endings=(".json",)),
    Format(career_ops.NAME, say("a career-ops tracker"), career_ops.recognise, career_ops.read, endings=ENDINGS),
    Format(jobsync.NAME, "JobSync’s CSV", jobsync.recognise, jobsync.read),
    Format(huntr.NAME, say("Huntr’s CSV or JSON"), huntr.recognise, huntr.read),
    Format(
        teal.NAME,
        say("Teal’s table"),
        teal.recognise,
        teal.read,
        Mapped(applications_table.FIELDS, teal.columns_of, teal.guessed_columns),
    ),
    Format(
        simplify.NAME,
        say("Simplify’s CSV"),
        simplify.recognise,
        simplify.read,
        Mapped(applications_table.FIELDS, simplify.columns_of, simplify.guessed_columns),
    ),
    Format(ics.NAME, "a calendar (.ics)", ics.recognise, ics.read),
    Format(markdown_folder.NAME, say("a folder of Markdown files"), markdown_folder.recognise, markdown_folder.read),
    Format(
        table.NAME,
        say("a table (CSV or TSV)"),
        table.recognise,
        table.read,
        Mapped(tuple(table.COLUMNS), table.columns_of, lambda source: table.guessed_columns(header_of(source))),
    ),
    Format(brag_document.NAME, say("a brag document"), brag_document.recognise, brag_document.read),
)
BY_NAME = {one.name: one for one in FORMATS}
ASIDE = say("is none of the files that are read together here; bring it in by itself")
CLOSED = say("is an archive inside of this one, which stays closed; unpack it, and bring it in by itself")


class Own(NamedTuple):
    """A journal of ours as it was handed over, and the files that stand beside it and do not come in."""

    text: bytes
    beside: tuple[str, ...] = ()


def own_in(source: Source) -> Own | None:
    """Return the journal of ours that this is or holds, which comes in whole and not by the inbox."""
    if not source.is_folder:
        return Own(source.data) if _is_own(source.data) else None
    own = [one for one in source.files if _is_own(one.data)]
    if len(own) > 1:
        raise ImportFileError(
            "file", say("holds {own} journals of smallwins; bring in the one that is meant", own=say_number(len(own)))
        )
    if not own:
        return None
    return Own(own[0].data, (*(one.name for one in source.files if one is not own[0]), *source.beside))


def _is_own(data: bytes) -> bool:
    head = data[:4000].removeprefix(BOM).lstrip()
    return head[:1] == b"{" and b'"format"' in head and b'"smallwins/' in head


def format_named(name: str) -> Format:
    """Return the format of a name, or raise InputError that lists them all."""
    if name not in BY_NAME:
        raise InputError("format", say("{name} is none of {by_name}", name=repr(name), by_name=say_list(BY_NAME, ",")))
    return BY_NAME[name]


def found_in(source: Source, chosen: Format, terms: Terms) -> Iterator[Found]:
    """Read a source in a format: one after another what came out of it, each candidate under a key of its own."""
    yield from told_apart(chosen.read(source, terms))
    if chosen.endings:
        yield from (LeftOut(one.name, ASIDE) for one in source.files if not one.name.lower().endswith(chosen.endings))
    yield from (LeftOut(name, CLOSED) for name in source.beside if name.lower().endswith(ARCHIVES))
