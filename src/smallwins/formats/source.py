"""What a person hands over to be read: bytes under a name, or a folder's files; each way to see it is tried once."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final

from smallwins.formats.archives import Packed, is_archive, unpacked
from smallwins.formats.smallwins1.slow_parsing import decoded, slowly_parsed
from smallwins.method.errors import ImportFileError

BOM = b"\xef\xbb\xbf"
SQLITE = b"SQLite format 3\0"
READABLE = (".json", ".md", ".markdown", ".txt", ".csv", ".tsv", ".ics", ".yml", ".yaml")
BESIDE = ("__MACOSX/", ".git/", ".obsidian/", ".trash/", "node_modules/")  # what other programs leave in folders
NOTHING: Final = object()

ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst")
DATABASES = (".db", ".sqlite", ".sqlite3")

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]


class Source:
    """One file or folder, with all that recognising and reading it need."""

    def __init__(
        self,
        name: str,
        data: bytes = b"",
        *,
        files: Sequence[Packed] | None = None,
        tables: Tables | None = None,
        beside: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.data = data
        self._files = files
        self._beside = beside  # names of files that were not looked into
        self.tables: Tables = tables or {}  # of a database; its rows come from the one room that opens databases

    @cached_property
    def files(self) -> tuple[Packed, ...]:
        """The files of a folder or archive that a format could read, in the order of their names; none for a file."""
        return self._looked_into[0]

    @property
    def beside(self) -> tuple[str, ...]:
        """The names of files that stand beside those and were not looked into, such as an archive in an archive."""
        return self._looked_into[1]

    @cached_property
    def _looked_into(self) -> tuple[tuple[Packed, ...], tuple[str, ...]]:
        names = list(self._beside)

        def is_wanted(name: str) -> bool:
            if not is_readable(name):
                names.append(name)
            return is_readable(name)

        found = self._files
        if found is None:
            found = tuple(unpacked(self.data, is_wanted)) if is_archive(self.data) else ()
        files = sorted((one for one in found if is_wanted(one.name)), key=lambda one: one.name)
        return tuple(files), tuple(dict.fromkeys(names))

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder or an archive."""
        return self._files is not None or is_archive(self.data)

    @cached_property
    def text(self) -> str | None:
        """The text of a file; None for a folder, a database and whatever is no text."""
        if self.is_folder or self.data.startswith(SQLITE):
            return None
        try:
            return text_of(self.data)
        except ImportFileError:
            return None

    @cached_property
    def json(self) -> object:
        """The value of a JSON file; NOTHING where it is none."""
        text = self.text
        if text is None or text.lstrip()[:1] not in ("{", "["):
            return NOTHING
        try:
            return slowly_parsed(text, texts=False)
        except ImportFileError:
            return NOTHING

    @cached_property
    def jsons(self) -> tuple[tuple[str, object], ...]:
        """The JSON values of a file or of all JSON files of a folder, each with its name."""
        if not self.is_folder:
            return () if self.json is NOTHING else ((self.name, self.json),)
        found = []
        for one in self.files:
            if one.name.lower().endswith(".json"):
                try:
                    found.append((one.name, slowly_parsed(text_of(one.data), texts=False)))
                except ImportFileError as error:
                    found.append((one.name, error))
        return tuple(found)

    def head(self, characters: int = 4000) -> str:
        """Return how the text begins; nothing where there is none."""
        return (self.text or "")[:characters]


def is_readable(name: str) -> bool:
    """Tell whether a file of a folder is one that a format could read."""
    return name.lower().endswith(READABLE) and not is_left_there(name)


def is_left_there(name: str) -> bool:
    """Tell whether a file is one that another program leaves in folders for itself."""
    plain = name.replace("\\", "/")
    return any(part in f"/{plain}" for part in BESIDE)


def text_of(data: bytes) -> str:
    """Return the text of a file in UTF-8 with line ends made plain, or raise ImportFileError that says where not."""
    text = decoded(data.removeprefix(BOM))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def stem(name: str) -> str:
    """Return a file's name without its folders and ending."""
    return PurePosixPath(name.replace("\\", "/")).stem
