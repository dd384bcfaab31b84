"""What is written is read back exactly, and written again it is the same, byte by byte."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given

import smallwins
from smallwins.formats.smallwins1.plain import win_json
from smallwins.formats.smallwins1.reading import read
from smallwins.formats.smallwins1.win_reading import read_win
from smallwins.formats.smallwins1.writing import write, write_chunks
from smallwins.method.document import Document
from smallwins.method.errors import ImportFileError
from smallwins.method.history import Entry
from smallwins.method.win import Overrule
from tests.formats.journals import CONTRACT_EXAMPLE, GOAL, HOSTILE, documents, journal, tangled, text_of, win

ROOT = Path(smallwins.__file__).parent.parent


def test_the_example_of_the_contract_is_read() -> None:
    document = read(CONTRACT_EXAMPLE.read_bytes())

    record = document.wins[0]
    assert document.exported_at == datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert document.settings is not None
    assert (document.settings.timezone, document.settings.review_day) == ("Europe/Berlin", 5)
    assert document.goals[0].skills == ("hiring", "speaking")
    assert record.win.answers.look_again == date(2026, 12, 11)
    assert record.win.answers.gains == ("confidence", "skill:speaking")
    assert record.steps[0].done_on == date(2026, 11, 19)
    assert record.history == (Entry(datetime(2026, 11, 13, 17, 20, tzinfo=UTC), "written down", "early"),)
    assert document.reviews[0].stage == "close"
    assert document.crossroads[0].decision == document.crossroads[0].options[0].id


def test_the_example_of_the_contract_is_written_as_it_stands_there() -> None:
    given_text = json.loads(CONTRACT_EXAMPLE.read_bytes())
    written = json.loads(write(read(CONTRACT_EXAMPLE.read_bytes())))

    assert written["crossroads"][0]["options"][0].pop("answers")["gains"] is None
    assert given_text["crossroads"][0]["options"][0].pop("answers") == {}
    assert written == given_text
    assert [list(win) for win in written["wins"]] == [list(win) for win in given_text["wins"]]
    assert list(written) == list(given_text)


@pytest.mark.promise("R10")
@given(documents())
def test_any_journal_comes_back_as_it_was(document: Document) -> None:
    text = write(document)

    again = read(text)

    assert again == document
    assert write(again) == text


@given(documents())
def test_spaces_order_and_escapes_of_a_text_change_nothing(document: Document) -> None:
    plain = json.loads(write(document))

    assert read(json.dumps(plain).encode()) == document
    assert read(json.dumps(plain, ensure_ascii=False, indent="\t", sort_keys=True).encode()) == _sorted_extra(document)


def _sorted_extra(document: Document) -> Document:
    return read(json.dumps(json.loads(write(document)), sort_keys=True).encode())


@given(documents())
def test_a_text_is_laid_out_as_json_is_everywhere(document: Document) -> None:
    text = write(document)

    assert text == b"".join(write_chunks(document))
    assert text.endswith(b"\n}\n")
    assert b"\r" not in text
    assert json.loads(text) == json.loads(json.dumps(json.loads(text), indent=2))


def test_only_numbers_of_floats_tell_our_layout_from_the_standard_librarys() -> None:
    text = write(read(CONTRACT_EXAMPLE.read_bytes()))

    assert text.decode() == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


@pytest.mark.promise("R16")
@pytest.mark.promise("R10")
@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_are_kept_exactly(hostile: str) -> None:
    document = read(text_of(journal(wins=[win(story=hostile, tags=[f"x{hostile}"])])))

    assert document.wins[0].win.story == hostile
    assert read(write(document)).wins[0].win.story == hostile
    assert json.loads(write(document))["wins"][0]["tags"] == [f"x{hostile}"]


@pytest.mark.promise("R10")
def test_keys_of_another_program_come_back_where_they_stood() -> None:
    kept = {"mood": {"of": ["calm", 1.5, None]}, 'odd"\\': 1, "extra": {"extra": 2}}
    plain = journal(**kept)
    plain["goals"][0] |= kept
    plain["wins"][0] |= kept
    plain["wins"][0]["steps"][0] |= kept
    plain["wins"][0]["history"][0] |= kept
    plain["reviews"][0] |= kept
    plain["crossroads"][0] |= kept
    plain["crossroads"][0]["options"][0] |= kept

    document = read(text_of(plain))
    written = json.loads(write(document))

    assert document.wins[0].win.extra == kept
    for held in (
        written,
        written["goals"][0],
        written["wins"][0],
        written["wins"][0]["steps"][0],
        written["wins"][0]["history"][0],
        written["reviews"][0],
        written["crossroads"][0],
        written["crossroads"][0]["options"][0],
    ):
        assert list(held)[-3:] == list(kept)
        assert {key: held[key] for key in kept} == kept


def test_an_extra_key_never_takes_the_place_of_one_of_ours() -> None:
    document = read(text_of(journal()))
    forged = document.wins[0].win._replace(extra={"title": "another", "mine": 1})

    written = win_json(forged)

    assert written["title"] == forged.title
    assert written["mine"] == 1


def test_nothing_gained_is_not_the_same_as_not_answered() -> None:
    wins = [win("none", answers={"gains": []}), win("open", answers={"gains": None}), win("missing", answers={})]

    document = read(text_of(journal(wins=wins)))

    assert [record.win.answers.gains for record in document.wins] == [(), None, None]
    assert [one["answers"]["gains"] for one in json.loads(write(document))["wins"]] == [[], None, None]


def test_times_are_kept_to_the_microsecond_in_utc() -> None:
    document = read(text_of(journal(wins=[win(logged_at="2026-11-13T23:30:00.000123-05:00")])))

    assert document.wins[0].win.logged_at == datetime(2026, 11, 14, 4, 30, 0, 123, tzinfo=UTC)
    assert b'"logged_at": "2026-11-14T04:30:00.000123Z"' in write(document)


def test_what_is_missing_is_not_answered() -> None:
    document = read(text_of({"format": "smallwins/1", "wins": [win()], "goals": [{"id": "g", "title": "Lead"}]}))

    assert document.settings is None
    assert document.wins[0].win.logged_at == datetime(2026, 11, 13, 12, tzinfo=UTC)  # noon of its own day
    assert document.goals[0].created_on == date(2026, 11, 13)
    assert document.wins[0].history == ()


def test_a_byte_order_mark_is_passed_over() -> None:
    data = CONTRACT_EXAMPLE.read_bytes()

    assert read(b"\xef\xbb\xbf" + data) == read(data)


def test_goals_of_the_journal_may_be_named() -> None:
    text = text_of(journal(goals=[]))

    assert read(text, known_goals={GOAL}).wins[0].win.answers.goals == (GOAL,)
    with pytest.raises(ImportFileError):
        read(text)


def test_doors_to_wins_outside_of_the_file_are_left_to_the_journal() -> None:
    assert read(text_of(journal(wins=[win(opened_by=["elsewhere"])]))).wins[0].opened_by == ("elsewhere",)


def test_ten_thousand_tangled_wins_are_read_and_progress_is_told() -> None:
    tangle = tangled(10_000)
    told: list[tuple[int, int]] = []

    document = read(text_of(tangle), progress=lambda done, of: told.append((done, of)))

    assert [record.win.id for record in document.wins] == [one["id"] for one in tangle["wins"]]
    assert [list(record.opened_by) for record in document.wins] == [one["opened_by"] for one in tangle["wins"]]
    assert told[-1] == (10_000, 10_000)
    assert told == sorted(told)
    assert read(write(document)) == document


def test_one_win_alone_is_read_as_it_was_written() -> None:
    record = read(CONTRACT_EXAMPLE.read_bytes()).wins[0]
    overruled = record._replace(win=record.win._replace(overrule=Overrule("real", "It changed how I ask.")))

    assert read_win(win_json(*overruled)) == overruled


def test_what_the_terminal_prints_as_json_loads_no_parser() -> None:
    code = (
        "import sys; import smallwins.formats.json_shapes, smallwins.formats.smallwins1.plain;"
        "print([name for name in ('msgspec', 'json', 'dataclasses', 'zoneinfo') if name in sys.modules])"
    )
    printed = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert printed.stdout == "[]\n"
