"""Archives that mean harm are refused before and while they are unpacked, and nothing appears outside."""

import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from smallwins.formats.archives import LARGEST, Packed, unpacked
from smallwins.formats.recognising import recognised
from smallwins.formats.source import Source, is_readable
from smallwins.method.errors import ImportFileError
from tests.formats.foreign import candidates, left_out, read, zipped

WIN = b"---\ndate: 2026-03-01\ntitle: Coffee with Priya\n---\n"


def linked() -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        entry = zipfile.ZipInfo("win.md")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return held.getvalue()


def lying() -> bytes:
    """An archive whose directory says that a file is small, and which is not."""
    data = bytearray(zipped([Packed("win.md", b"a" * 3_000_000)]))
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, 50_000)
    return bytes(data)


def overlapping() -> bytes:
    data = bytearray(zipped([Packed("a.md", WIN), Packed("b.md", WIN)]))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    struct.pack_into("<I", data, second + 42, 0)
    return bytes(data)


def locked() -> bytes:
    data = bytearray(zipped([Packed("win.md", WIN)]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + place
        data[at] |= 1
    return bytes(data)


HARMFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "a name that climbs": (lambda: zipped([Packed("../win.md", WIN)]), "leads outside"),
    "a name that climbs inside": (lambda: zipped([Packed("a/../../win.md", WIN)]), "leads outside"),
    "a name with backslashes": (lambda: zipped([Packed("..\\win.md", WIN)]), "leads outside"),
    "an absolute name": (lambda: zipped([Packed("/tmp/win.md", WIN)]), "leads outside"),
    "a drive": (lambda: zipped([Packed("C:\\win.md", WIN)]), "leads outside"),
    "a link": (linked, "is a link"),
    "a bomb": (lambda: zipped([Packed("win.md", b"\0" * 50_000_000)]), "packed more than 200 times"),
    "many bombs": (lambda: zipped([Packed(f"{i}.md", b"\0" * 9_000_000) for i in range(12)]), "MB unpacked"),
    "too many files": (
        lambda: zipped([Packed(f"{i}.md", b"") for i in range(10_001)], zipfile.ZIP_STORED),
        "10,001 files",
    ),
    "a file that lies about its size": (lying, "damaged|larger than the archive says"),
    "files one over the other": (overlapping, "lies over another"),
    "a password": (locked, "password"),
    "an archive cut short": (lambda: zipped([Packed("win.md", WIN * 100)])[:-30], "damaged"),
    "a beginning only": (lambda: b"PK\x03\x04zip", "damaged"),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_archive_is_refused_and_nothing_appears_outside(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make, reason = HARMFUL[name]
    data = make()
    tracemalloc.start()
    with pytest.raises(ImportFileError, match=reason):
        recognised(Source("x.zip", data))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert most < 150 * 2**20
    assert list(tmp_path.rglob("*")) == []


def test_an_archive_inside_of_an_archive_stays_closed() -> None:
    inner = zipped([Packed("2026-03-02 inner.md", b"inner")])
    files = [Packed("win.md", WIN), Packed("two.md", WIN), Packed("more.zip", inner), Packed("in/old.tar.gz", b"x")]
    _, found = read(Source("x.zip", zipped(files)))

    assert [one.title for one in candidates(found)] == ["Coffee with Priya"] * 2
    assert [one.place for one in left_out(found)] == ["more.zip", "in/old.tar.gz"]
    assert all("unpack it" in one.reason for one in left_out(found))
    assert left_out(read(Source("x.zip", zipped([files[0], files[2]])))[1])[0].place == "more.zip"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (Packed("more.zip", b"x"), r"holds another archive, more\.zip; unpack it, and bring that in by itself"),
        (Packed("memos_prod.db", b"x"), r"holds a database, memos_prod\.db; unpack it"),
        (Packed("photo.jpg", b"x"), "without a file that is read here"),
        (Packed("Journal.json", b'{"entries": ['), r"holds Journal\.json, which cannot be read .*cut off"),
        (Packed("notes.txt", b"\xff\xfe"), r"holds notes\.txt, which cannot be read .*UTF"),
    ],
)
def test_an_archive_in_which_nothing_can_be_read_says_the_real_reason(file: Packed, reason: str) -> None:
    with pytest.raises(ImportFileError, match=reason):
        recognised(Source("x.zip", zipped([file, Packed("more.txt", b"Prose.")][: 1 + is_readable(file.name)])))


def test_an_archive_that_is_too_large_is_not_even_opened() -> None:
    with pytest.raises(ImportFileError, match=r"larger than 20 MB, .* such as a year at a time"):
        list(unpacked(b"PK\x03\x04" + bytes(LARGEST), lambda _: True))


def test_what_other_programs_leave_in_folders_is_passed_over() -> None:
    _, found = read(Source("x.zip", zipped([Packed("win.md", WIN), Packed("__MACOSX/._win.md", b"\0\1\2")])))

    assert len(found) == 1
