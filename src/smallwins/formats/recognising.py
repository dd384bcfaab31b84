"""What a file or a folder is, by what is in it: one format, or several files that are read each in its own.

Of a folder the files that belong together (an export of a journal with its parts, notes in Markdown) are read as one;
every other file is recognised by itself, and what is of no format is named.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import NamedTuple

from smallwins.formats import career_ops, markdown_folder
from smallwins.formats.archives import Packed
from smallwins.formats.candidate import Advice, Candidate, Found, LeftOut, Terms, digest, told_apart
from smallwins.formats.career_ops_tables import STATES_ENDINGS, STATES_NAME
from smallwins.formats.fields import refused
from smallwins.formats.front_matter import FENCED
from smallwins.formats.registry import FORMATS, Format
from smallwins.formats.rows import header_of
from smallwins.formats.smallwins1.slow_parsing import decoded, slowly_parsed
from smallwins.formats.source import ARCHIVES, BOM, DATABASES, READABLE, SQLITE, Source, is_left_there, stem, text_of
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say, say_list

SEVERAL = "several"
SURE = 50  # a file that is recognised so surely is no part of another program's export
NO_FORMAT = say("is of no format that is read here")
A_DATABASE = say("is a database, which is not looked into here; bring it in by itself")
SAME = say("says the very same as another file here")


class Part(NamedTuple):
    """A file, or files that belong together, with the format that reads them."""

    chosen: Format
    source: Source
    place: str = ""  # before the places in it: the name of a file that is read by itself


class One:
    """A file of a folder, looked at by itself when that is asked for."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def alone(self) -> Format | None:
        """The format that it would be of by itself."""
        return _alone(self.source)

    @property
    def is_damaged(self) -> bool:
        """Whether it is no text."""
        return self.source.text is None

    @cached_property
    def is_note(self) -> bool:
        """Whether it is a note of Markdown, by its front matter or a day in its name."""
        if not self.source.name.lower().endswith(markdown_folder.ENDINGS):
            return False
        is_dated = markdown_folder.DATED_NAME.match(stem(self.source.name)) is not None
        return is_dated or self.is_damaged or FENCED.match(self.source.text or "") is not None

    def is_surely_other(self, whole: Format) -> bool:
        """Whether it is of another format, beyond doubt."""
        return self.alone is not None and self.alone is not whole and self.alone.recognise(self.source) >= SURE


def recognised(source: Source) -> tuple[Format, Source]:
    """Return the format of a source by what is in it, with the source as that format reads it.

    Raise ImportFileError that says what was found instead.
    """
    if not source.is_folder:
        chosen = _alone(source)
        if chosen is None:
            raise ImportFileError("file", _what_it_is(source))
        return chosen, source
    if len(source.files) == 1 and not _whole(source):
        (only,) = source.files
        return recognised(Source(only.name, only.data, beside=source.beside))
    parts, unknown = _parts_of(source)
    return _together(source, parts, unknown)


def files_of(chosen: Format, source: Source) -> tuple[Format, Source]:
    """Return how a source is read in the format that a person named: of a folder each file that is of that format."""
    if not source.is_folder or chosen.recognise(source):
        return chosen, source
    parts = [Part(chosen, one, one.name) for one in _each(source.files) if chosen.recognise(one)]
    if not parts:
        return chosen, source
    read = {part.place for part in parts}
    others = [
        LeftOut(one.name, say("is not {called}", called=chosen.called)) for one in source.files if one.name not in read
    ]
    return _together(source, parts, others)


def _together(source: Source, parts: Sequence[Part], unknown: Sequence[LeftOut]) -> tuple[Format, Source]:
    if not parts:
        raise ImportFileError("file", _what_is_in_it(source))
    if len(parts) == 1:
        chosen, only, _ = parts[0]
        if chosen.mapped is None and unknown:
            return chosen._replace(read=partial(_with_unknown, chosen, unknown)), only
        if not unknown:
            return chosen, only
    called = say_list(dict.fromkeys(part.chosen.called for part in parts), ",")
    read = partial(_read_each, parts, unknown)
    return Format(SEVERAL, say("a folder of several files: {called}", called=called), lambda _: 0, read), source


def _with_unknown(chosen: Format, unknown: Sequence[LeftOut], source: Source, terms: Terms) -> Iterator[Found]:
    return chain(chosen.read(source, terms), unknown)


def _parts_of(source: Source) -> tuple[list[Part], list[LeftOut]]:
    whole = _whole(source)
    files = [One(one) for one in _each(source.files)]
    has_notes = any(one.is_note for one in files)
    belong = [one.source for one in files if whole and _belongs(one, whole, among_notes=has_notes)]
    together = Source(source.name, files=_packed(belong), beside=source.beside)
    parts = [Part(whole, together)] if whole and belong else []
    unknown: list[LeftOut] = []
    for one in files:
        if one.source in belong:
            continue
        if one.alone:
            parts.append(Part(one.alone, one.source, one.source.name))
        else:
            unknown.append(LeftOut(one.source.name, _why_not(one.source)))
    if parts and len(files) > len(belong):
        unknown += [LeftOut(name, _why_closed(name)) for name in source.beside if not _said_already(name)]
    return parts, unknown


def _whole(source: Source) -> Format | None:
    """Return the format that reads a folder as one."""
    best = max(FORMATS, key=lambda one: one.recognise(source))
    return best if best.recognise(source) else None


def _alone(one: Source) -> Format | None:
    """Return the format of a file by itself; None where it is of none."""
    best = max(FORMATS, key=lambda form: form.recognise(one))
    least = SURE if one.name.lower().endswith(STATES_ENDINGS) else 1  # a list of settings is no list of wins
    return best if best.recognise(one) >= least else None


def _belongs(one: One, whole: Format, *, among_notes: bool) -> bool:
    """Tell whether a file of a folder is read together with the others."""
    name = one.source.name.lower()
    if whole.name == markdown_folder.NAME:
        is_ours = one.is_note or (not one.is_surely_other(whole) and (among_notes or one.alone is None))
        return name.endswith(markdown_folder.ENDINGS) and is_ours
    if whole.name == career_ops.NAME:
        named_states = name.endswith(STATES_ENDINGS) and stem(name) == STATES_NAME
        return named_states or one.is_damaged or bool(whole.recognise(Source("", files=_packed([one.source]))))
    return name.endswith(whole.endings) and not one.is_surely_other(whole)


def _each(files: Sequence[Packed]) -> Iterator[Source]:
    return (Source(one.name, one.data) for one in files)


def _packed(files: Sequence[Source]) -> list[Packed]:
    return [Packed(one.name, one.data) for one in files]


def _read_each(parts: Sequence[Part], unknown: Sequence[LeftOut], _: Source, terms: Terms) -> Iterator[Found]:
    """Read one part after another; one that cannot be read at all is a reject, and the others go on."""
    told: dict[str, Candidate] = {}
    for part in parts:
        fresh: dict[str, Candidate] = {}
        for one in told_apart(_read(part, terms)):
            if isinstance(one, Candidate):
                found = _against(one, told)
                if isinstance(found, Candidate):
                    fresh[found.key] = found
                yield found
            else:
                yield one
        told |= fresh
    yield from unknown


def _against(one: Candidate, told: Mapping[str, Candidate]) -> Found:
    """Leave out what another file said already in the same words; give what it said otherwise a key of its own."""
    before = told.get(one.key)
    if before is None:
        return one
    if (before.title, before.story, before.happened_on) == (one.title, one.story, one.happened_on):
        return LeftOut(one.place, SAME)
    other = one._replace(key=f"{one.key}#{digest(one.title, one.story or '', one.happened_on.isoformat())}")
    return LeftOut(one.place, SAME) if other.key in told else other


def _read(part: Part, terms: Terms) -> Iterator[Found]:
    try:
        if part.chosen.mapped:
            header = header_of(part.source)
            terms = terms._replace(columns={key: name for key, name in terms.columns.items() if name in header})
            columns = part.chosen.mapped.columns(part.source, terms)
            yield Advice(_how_read(part.place, columns))
        for one in _in_its_order(part, terms):
            if part.place and not isinstance(one, Advice):
                yield one._replace(place=say("{file}, {place}", file=part.place, place=one.place))
            else:
                yield one
    except InputError as error:
        if error.field == "day_first" and terms.day_first is None:
            raise
        yield refused(part.place, error)


def _how_read(file: str, columns: Mapping[str, str]) -> str:
    return say(
        "{file} was read with these columns: {columns}. If that is not right, bring it in by itself and say which is"
        " which.",
        file=file,
        columns=say_list((f"{field}: {column}" for field, column in columns.items() if column), ","),
    )


def _in_its_order(part: Part, terms: Terms) -> Iterator[Found]:
    """Read a part by the order of day and month that it tells itself; where it tells none, by the person's."""
    found = part.chosen.read(part.source, terms._replace(day_first=None))
    try:
        first = next(found, None)
    except InputError as error:
        if error.field != "day_first" or terms.day_first is None:
            raise
        return part.chosen.read(part.source, terms)
    return chain([first] if first else [], found)


def _why_not(one: Source) -> str:
    try:
        text_of(one.data)
        if one.name.lower().endswith(".json"):
            slowly_parsed(text_of(one.data), texts=False)
    except ImportFileError as error:
        return say("cannot be read ({error})", error=error.args[0])
    return NO_FORMAT if one.data.strip() else say("is empty")


def _why_closed(name: str) -> str:
    return A_DATABASE if name.lower().endswith(DATABASES) else NO_FORMAT


def _said_already(name: str) -> bool:
    """Tell whether a file is none to speak of, or is an archive, which is named whatever it lies beside."""
    return is_left_there(name) or name.endswith("/") or name.lower().endswith(ARCHIVES)


def _what_it_is(source: Source) -> str:
    if source.is_folder:
        return _what_is_in_it(source)
    if not source.data.strip():
        return say("is empty")
    if source.data.startswith(SQLITE):
        return say("is a database, but neither of Bragfile nor of memos")
    text = decoded(source.data.removeprefix(BOM))
    if text.lstrip()[:1] in ("{", "["):
        slowly_parsed(text)
        return say("is JSON, but of no program whose files are read here")
    return say("is of no format that is read here; a table needs names in its first line, a brag document bullets")


def _what_is_in_it(source: Source) -> str:
    """Say why nothing in a folder could be read: the first file that is damaged, else what there is."""
    for one in source.files:
        try:
            text = text_of(one.data)
            if one.name.lower().endswith(".json"):
                slowly_parsed(text, texts=False)
        except ImportFileError as error:
            return say("holds {name}, which cannot be read ({error})", name=one.name, error=error.args[0])
    if source.files:
        return say("is a folder in which no file is of a format that is read here")
    for endings, what in ((ARCHIVES, say("another archive")), (DATABASES, say("a database"))):
        if inside := next((name for name in source.beside if name.lower().endswith(endings)), ""):
            return say("holds {what}, {inside}; unpack it, and bring that in by itself", what=what, inside=inside)
    return say("is a folder without a file that is read here ({readable})", readable=say_list(READABLE, ","))
