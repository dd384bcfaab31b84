"""A zip or folder of several files: each is read in its own format, under its own name; the others are named."""

import re

import pytest

from smallwins.formats.archives import Packed
from smallwins.formats.candidate import Advice, Found, LeftOut
from smallwins.formats.recognising import files_of, recognised
from smallwins.formats.registry import format_named, found_in
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError
from tests.formats.foreign import FIXTURES, TERMS, candidates, left_out, read, rejects, zipped

CALENDAR = (FIXTURES / "ics" / "good.ics").read_bytes()
TABLE = b"date,title\n2026-03-02,Coffee with Priya\n2026-03-03,Talk accepted\nnever,Broken\n"
OTHER = b"When;Accomplishment;Label\n2026-03-04;Shipped the search;x\n"


def packed(**files: bytes) -> Source:
    named = [Packed(name.replace("__", "/").replace("_", "."), data) for name, data in files.items()]
    return Source("x.zip", zipped(named))


def places(found: list[Found]) -> list[tuple[str, str]]:
    return [(one.title, one.place) for one in candidates(found)]


def test_several_calendars_are_all_read_and_what_both_say_comes_in_once() -> None:
    alone = candidates(read(Source("a.ics", CALENDAR))[1])
    more = re.sub(rb"(SUMMARY:[^\r\n]*)", rb"\1 again", CALENDAR)
    name, found = read(packed(work_ics=CALENDAR, home_ics=CALENDAR, changed_ics=more))

    told = candidates(found)
    assert name == "several"
    assert [one.key for one in told if one.place.startswith("changed.ics")] == [one.key for one in alone]
    assert {one.place.partition(", ")[0] for one in told} == {"changed.ics", "home.ics"}
    assert len({one.key for one in told}) == len(told) == 2 * len(alone)
    same = [one.place for one in left_out(found) if one.reason == "says the very same as another file here"]
    assert len(same) == len(alone)
    assert all(place.startswith("work.ics, line ") for place in same)
    assert (
        recognised(packed(a_ics=CALENDAR, b_ics=CALENDAR))[0].called == "a folder of several files: a calendar (.ics)"
    )


def test_tables_with_columns_of_their_own_are_read_and_say_which_they_are() -> None:
    source = packed(one_csv=TABLE, two_csv=OTHER, three_csv=b"a,b\n1,2\n")
    _, found = read(source)

    assert places(found) == [
        ("Coffee with Priya", "one.csv, line 2"), ("Talk accepted", "one.csv, line 3"),
        ("Shipped the search", "two.csv, line 2"),
    ]  # fmt: skip
    assert [tuple(one) for one in rejects(found)] == [
        ("one.csv, line 4", "date: 'never' is not a day that can be read"),
        ("three.csv", "title: say which column it is; the file has a, b"),
    ]
    assert [one.words.partition(". ")[0] for one in found if isinstance(one, Advice)] == [
        "one.csv was read with these columns: title: title, date: date",
        "two.csv was read with these columns: title: Accomplishment, date: When, tags: Label",
    ]
    chosen, source = recognised(source)
    told = found_in(source, chosen, TERMS._replace(columns={"title": "b", "kind": "Label"}))
    assert places(list(told))[-2:] == [("2", "three.csv, line 2"), ("Shipped the search", "two.csv, line 2")]


def test_a_mix_of_files_is_read_and_what_is_of_no_format_is_named_with_the_reason() -> None:
    entry = b"[2026-05-06 22:34] Wrote to @Sam\n"
    brag = b"# March 2026\n\n- Gave a talk\n"
    source = packed(
        cal_ics=CALENDAR, in__wins_csv=TABLE, jrnl_txt=entry, brag_md=brag, prose_txt=b"Only prose.", empty_txt=b"",
        cut_json=b'{"entries": [', photo_jpg=b"x", old_db=b"x", more_zip=b"x", list_yml=b"- a\n- b\n",
        latin_txt=b"\xff\xfe\xff",
    )  # fmt: skip
    name, found = read(source)

    told = {place.partition(", ")[0]: title for title, place in places(found)}
    assert name == "several"
    assert set(told) == {"cal.ics", "in/wins.csv", "jrnl.txt", "brag.md"}
    assert (told["jrnl.txt"], told["brag.md"]) == ("Wrote to @Sam", "Gave a talk")
    unknown = {one.place: one.reason for one in left_out(found)}
    for place, reason in {
        "prose.txt": "is of no format that is read here", "empty.txt": "is empty", "list.yml": "is of no format",
        "cut.json": "cannot be read (", "photo.jpg": "is of no format", "old.db": "is a database",
        "more.zip": "is an archive inside of this one", "latin.txt": "cannot be read (",
    }.items():  # fmt: skip
        assert unknown[place].startswith(reason)


def test_notes_stay_together_and_files_beside_them_are_read_too() -> None:
    note = b"---\ndate: 2026-03-02\nid: one\n---\nCoffee\n"
    goal = b"---\nid: g\ntitle: Lead\nstatus: active\n---\nBecause.\n"
    _, found = read(
        packed(wins__coffee_md=note, goals__lead_md=goal, ideas_md=b"# Ideas\n\n- a thing\n", cal_ics=CALENDAR)
    )

    assert ("coffee", "wins/coffee.md") in places(found)
    assert [tuple(one) for one in rejects(found)] == [
        ("ideas.md", "date: is neither in its front matter nor in its name")
    ]
    assert any(place.startswith("cal.ics, ") for _, place in places(found))


def test_an_export_and_another_of_another_program_are_told_apart() -> None:
    day_one = (FIXTURES / "day-one" / "good" / "Journal.json").read_bytes()
    bragdoc = (FIXTURES / "bragdoc-ai" / "good.json").read_bytes()
    _, found = read(packed(Journal_json=day_one, brag_json=bragdoc))

    alone = [*candidates(read(packed(Journal_json=day_one))[1]), *candidates(read(Source("b.json", bragdoc))[1])]
    assert [(one.key, one.title) for one in candidates(found)] == [(one.key, one.title) for one in alone]
    assert rejects(found) == []


def test_the_order_of_day_and_month_is_asked_once_and_a_file_that_tells_its_own_keeps_it() -> None:
    source = packed(asks_csv=b"date,title\n03/04/2026,Asks\n", tells_csv=b"date,title\n03/25/2026,Tells\n")
    with pytest.raises(InputError, match="03/04/2026"):
        read(source)
    _, found = read(source, TERMS._replace(day_first=True))

    assert [(one.title, one.happened_on.isoformat()) for one in candidates(found)] == [
        ("Asks", "2026-04-03"), ("Tells", "2026-03-25"),
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_at_all_stops_no_other() -> None:
    _, found = read(packed(a_txt=b"JRNLv3 locked", b_csv=TABLE))

    assert len(candidates(found)) == 2
    assert rejects(found)[0].place == "a.txt"
    assert "is encrypted by jrnl" in rejects(found)[0].reason


def test_a_format_that_the_person_names_is_that_of_each_file() -> None:
    chosen, source = files_of(format_named("ics"), packed(a_ics=CALENDAR, b_ics=CALENDAR, c_csv=TABLE))
    found = list(found_in(source, chosen, TERMS))

    assert {one.place.partition(",")[0] for one in candidates(found)} == {"a.ics"}
    assert LeftOut("c.csv", "is not a calendar (.ics)") in found


def test_limits_of_an_archive_hold_for_several_files_too() -> None:
    bombs = {f"{name}_ics": b"\0" * 9_000_000 for name in "abcdefghijkl"}
    with pytest.raises(ImportFileError, match="MB unpacked"):
        recognised(packed(**bombs))
    with pytest.raises(ImportFileError, match="leads outside"):
        recognised(Source("x.zip", zipped([Packed("a.ics", CALENDAR), Packed("../b.ics", CALENDAR)])))
