"""The journal is taken along as one file, and taken in from one: all of it or nothing."""

import json
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smallwins import bootstrap
from smallwins.formats.archives import Packed
from smallwins.journal.exchange import export_journal
from tests.formats.foreign import zipped

from .journals import HOSTILE, followed, journal, name, said, today, write

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def file(text: bytes) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("anything.json", text, "application/json")}


def titles() -> list[str]:
    with journal() as opened:
        return [judged.win.title for judged in opened.wins.everything()]


def test_the_export_is_byte_for_byte_that_of_the_use_case(ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    goal = name("Lead a research team", why="so", skills=("hiring",))
    write(HOSTILE, direction="toward", goals=(goal.id,), stretch=2)
    monkeypatch.setattr(bootstrap, "now", lambda: NOON)
    response = ada.get("/export")

    with journal() as opened:
        assert response.content == export_journal(opened, NOON)
    assert response.headers["Content-Disposition"] == 'attachment; filename="journal-2026-11-22.json"'
    assert response.headers["Cache-Control"] == "no-store"


def test_what_was_exported_comes_in_again_and_twice_is_once(ada: Client) -> None:
    name("Lead a research team")
    write("Coffee with Priya")
    write("Applied at Northwind")
    exported = ada.get("/export").content
    shown = followed(ada, ada.post("/import", file(exported)))
    assert "Nothing new was in this file. Two wins were here already." in shown.content.decode()

    document = json.loads(exported)
    fresh = {**document["wins"][0], "id": bootstrap.new_id(), "title": "A call of another year"}
    document["wins"] = [document["wins"][0] | {"title": "Tea with Priya"}, fresh]
    shown = followed(ada, ada.post("/import", file(json.dumps(document).encode())))
    assert "Taken in: 1 win. Here with other words, and left as they are: 1." in shown.content.decode()
    assert titles() == ["Coffee with Priya", "Applied at Northwind", "A call of another year"]


def test_everything_of_an_account_comes_back_in_as_the_journal_that_is_in_it(ada: Client) -> None:
    write("Coffee with Priya")
    files = {"account.json": b"{}", "drafts.json": b"[]", "journal.json": ada.get("/export").content}
    archive = zipped(Packed(name, data) for name, data in files.items())

    shown = followed(ada, ada.post("/import", file(archive)))

    assert (
        "One win was here already. Left out, beside the journal: account.json, drafts.json." in shown.content.decode()
    )


@pytest.mark.parametrize(
    ("change", "path"),
    [
        (lambda win: win | {"happened_on": "soon"}, "wins[1].happened_on"),
        (lambda win: win | {"title": ""}, "wins[1].title"),
        (lambda win: win | {"opened_by": ["nobody"]}, "wins[1].opened_by[0]"),
        (lambda win: win | {"looks": 9}, "wins[1].looks"),
    ],
)
def test_a_file_with_a_mistake_names_its_place_and_leaves_nothing_behind(
    ada: Client, change: object, path: str
) -> None:
    write("Coffee with Priya")
    document = json.loads(ada.get("/export").content)
    assert callable(change)
    good = document["wins"][0] | {"id": bootstrap.new_id()}
    document["wins"] = [good, change(document["wins"][0] | {"id": bootstrap.new_id()})]
    shown = ada.post("/import", file(json.dumps(document).encode()))

    assert shown.status_code == 422
    assert f"{path}: " in said(shown)
    assert "Nothing was taken in." in said(shown)
    assert titles() == ["Coffee with Priya"]


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"not json", b"\xff\xfe\x00", b'{"format": "other/1"}', b"[" * 100_000, b"PK\x03\x04zip"]
)
def test_what_is_no_journal_is_refused_in_words(ada: Client, text: bytes) -> None:
    write("Coffee with Priya")
    shown = ada.post("/import", file(text))

    assert shown.status_code == 422
    assert 'id="file-problem" role="alert"' in shown.content.decode()
    assert titles() == ["Coffee with Priya"]


def test_a_file_of_more_than_20_mb_is_refused_and_never_lies_in_a_temporary_folder(
    ada: Client, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setenv("TMPDIR", str(folder))
    shown = ada.post("/import", file(b" " * (20 * 2**20 + 1)))
    assert "This file is larger than 20 MB, which is the most." in said(shown)
    assert "in parts, such as a year at a time" in said(shown)
    shown = ada.post("/import", file(b" " * (21 * 2**20)))
    assert "This file is larger than 20 MB, which is the most." in said(shown)
    assert list(folder.iterdir()) == []


def test_no_file_at_all_is_said_to_be_missing(ada: Client) -> None:
    assert "Choose a file first" in said(ada.post("/import"))


def test_the_file_is_named_by_the_day_it_is_for_its_person(ada: Client) -> None:
    assert f"journal-{today()}.json" in ada.get("/export").headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("way", "ending", "begins"), [("markdown", "zip", b"PK"), ("csv", "csv", b"\xef\xbb\xbf"), ("jrnl", "txt", b"[")]
)
def test_the_journal_goes_out_in_the_formats_of_others(ada: Client, way: str, ending: str, begins: bytes) -> None:
    write("Coffee with Priya")
    response = ada.get(f"/export?as={way}")

    assert response.content.startswith(begins)
    assert response.headers["Content-Disposition"] == f'attachment; filename="journal-{today()}.{ending}"'


def test_it_leaves_encrypted_first_and_plain_only_where_that_is_said(ada: Client) -> None:
    write("Coffee with Priya")
    phrase = "a walk along the river"
    assert "Take it, encrypted" in ada.get("/take-out").content.decode()
    for form in ({}, {"passphrase": "short", "again": "short"}, {"passphrase": phrase, "again": "other"}):
        refused = ada.post("/take-out", form)
        assert (refused.status_code, phrase.encode() in refused.content) == (422, False)
    locked = ada.post("/take-out", {"passphrase": phrase, "again": phrase})
    assert locked.headers["Content-Disposition"] == f'attachment; filename="journal-{today()}.encrypted"'
    assert b"Priya" not in locked.content
    assert b"Priya" in ada.post("/take-out", {"plain": "yes"}).content

    asks = ada.post("/import", file(locked.content))
    assert "This file is encrypted" in asks.content.decode()
    wrong = ada.post("/import", {**file(locked.content), "passphrase": "another walk"})
    assert (wrong.status_code, "Does not open this file" in wrong.content.decode()) == (422, True)
    shown = followed(ada, ada.post("/import", {**file(locked.content), "passphrase": phrase}))
    assert "One win was here already." in shown.content.decode()
