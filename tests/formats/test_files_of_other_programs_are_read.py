"""Every format has fixtures, good and broken: the good are read as they say, the broken get a clear answer."""

from datetime import date

import pytest

from smallwins.formats.candidate import Advice
from smallwins.formats.recognising import recognised
from smallwins.formats.registry import FORMATS
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError
from tests.formats.foreign import FIXTURES, TERMS, candidates, handed_over, left_out, read, rejects

GOOD = {
    "jrnl/good.txt": [
        ("2026-05-06", "Coffee with @Priya. She knows the team at Northwind."),
        ("2026-05-07", "Applied at Northwind"),
    ],
    "jrnl/natural.txt": [
        ("2026-06-03", "Wrote to Priya. She may know more."),
        ("2026-11-21", "Coffee with Sam… It was short!"),
        ("2026-06-03", "Applied at Northwind."),
    ],
    "jrnl/ordered.txt": [("2026-04-03", "Coffee with Priya"), ("2026-04-13", "Applied at Northwind")],
    "jrnl-json/good.json": [("2026-05-06", "Coffee with Priya"), ("2026-05-07", "Applied at Northwind")],
    "jrnl-json/banner.json": [("2026-05-06", "Coffee with Priya")],
    "day-one/good": [
        ("2026-02-28", "A call with Sam"),
        ("2026-03-02", "Coffee with Priya"),
        ("2026-03-04", "A day at the fair"),
    ],
    "bragdoc-ai/good.json": [("2026-02-03", "Led the search rewrite"), ("2026-03-04", "Gave a talk at the meetup")],
    "bragbit/good.json": [("2026-02-03", "Shipped the search")],
    "bragbit/prose.json": [("2026-07-03", "Shipped the ranking")],
    "bragbit-markdown/good.md": [("2026-02-03", "Shipped the search"), ("2026-02-12", "Gave the lightning talk")],
    "bragfile/good.json": [("2026-02-03", "Shipped the search")],
    "bragfile/good.tsv": [("2026-02-03", "Shipped the search")],
    "bragfile/good.sql": [("2026-02-03", "Shipped the search")],
    "memos/good.json": [("2026-04-02", "Coffee with Priya #career"), ("2026-04-02", "Read a book")],
    "memos/old.json": [("2026-04-02", "Coffee with Priya #career")],
    "memos/good.sql": [("2026-04-02", "Coffee with Priya #career"), ("2026-04-02", "Read a book")],
    "memos/good": [("2026-04-02", "Coffee with Priya #career")],
    "journiv/good": [
        ("2026-03-01", "A call with Sam"),
        ("2026-03-01", "Coffee with Priya"),
        ("2026-03-02", "Where was I?"),
        ("2026-03-01", "On a hill"),
    ],
    "career-ops/good.md": [
        ("2026-03-01", "Interview at Northwind: Research lead"),
        ("2026-03-03", "Offer from Fabrikam: Engineer"),
    ],
    "career-ops/good": [
        ("2026-03-03", "Offer from Fabrikam: Engineer"),
        ("2026-03-05", "Followed up with Priya at Northwind"),
        ("2026-03-02", "Northwind replied: Research lead"),
        ("2026-03-04", "Interview at Northwind: Research lead"),
    ],
    "jobsync/good.csv": [
        ("2026-03-02", "Interview at Northwind: Research lead"),
        ("2026-03-03", "Applied at Fabrikam: Engineer"),
    ],
    "huntr/good.csv": [
        ("2026-03-02", "Interview at Northwind: Research lead"),
        ("2026-03-03", "In touch with somebody at Contoso: Engineer"),
    ],
    "huntr/jobs.csv": [],
    "huntr/actions.json": [
        ("2026-03-02", "Offer from Northwind: Research lead"),
        ("2026-03-01", "Interview at Contoso: Engineer"),
        ("2026-03-03", "In touch with Priya at Northwind"),
        ("2026-03-04", "In touch with somebody at Fabrikam"),
    ],
    "teal/good.csv": [("2026-03-01", "Applied at Northwind: Research lead")],
    "simplify/good.csv": [
        ("2026-03-09", "Interview at Northwind: Research lead"),
        ("2026-03-02", "Applied at Contoso: Engineer"),
    ],
    "ics/good.ics": [
        ("2026-03-01", "Interview with Northwind"),
        ("2026-03-03", "My talk at the meetup"),
        ("2026-03-02", "Mentoring with Mia"),
        ("2026-03-23", "Mentoring with Mia"),
        ("2026-03-17", "Mentoring with Mia"),
    ],
    "markdown/good": [("2026-03-02", "Applied at Northwind"), ("2026-03-01", "Coffee with Priya")],
    "table/good.csv": [("2026-03-13", "Coffee with Priya"), ("2026-03-04", '=HYPERLINK("x")')],
    "table/semicolons.csv": [("2026-03-13", "Kaffee mit Priya")],
    "brag-document/good.md": [
        ("2026-03-01", "Shipped the search #search"),
        ("2026-03-14", "Coffee with Priya"),
        ("2025-01-01", "Gave a talk at the meetup"),
    ],
    "brag-document/undated.md": [("2026-11-22", "Shipped the search"), ("2026-11-22", "Shipped the search")],
}
# What is wrong with single records: their places and reasons, and how many are read all the same.
REJECTED = {
    "jrnl/broken-nul.txt": ([("line 1", "title has a NUL character in it, which cannot be kept; take it out")], 1),
    "jrnl-json/broken-one.json": (
        [
            ("entries[0]", "date: is missing"),
            ("entries[1]", "date: '2026-02-31' is not a day of the calendar"),
            ("entries[2]", "record: is not an object with named fields"),
            ("entries[3]", "title has half a character in it (a lone surrogate), which cannot be kept"),
        ],
        1,
    ),
    "day-one/broken": (
        [("Journal, entries[0]", "creationDate: is missing"), ("Journal, entries[2]", "has no words in it")],
        1,
    ),
    "bragdoc-ai/broken-one.json": (
        [
            ("achievements[0]", "eventStart: is missing, and so is createdAt"),
            ("achievements[1]", "eventStart: 'soon' is not a day that can be read"),
        ],
        1,
    ),
    "bragbit/broken-one.json": (
        [
            ("documents[0].brags[0]", "date: is missing"),
            ("documents[0].brags[1]", "has no words in it"),
            ("documents[1]", "has no brags"),
        ],
        0,
    ),
    "bragfile/broken-one.json": ([("[0]", "created_at: is missing"), ("[1]", "tags: is not a list")], 0),
    "memos/broken-one.json": (
        [
            ("memos[0]", "createTime: 'then' is not a day that can be read"),
            ("memos[1]", "has no words in it"),
            ("memos[2]", "content: is not a text"),
        ],
        0,
    ),
    "memos/broken": ([("2026-04-02T23-30-00Z.md", "text: is not UTF-8 at byte 3 (line 1)")], 1),
    "journiv/broken-one.json": (
        [
            ("journals[0].entries[0]", "entry_date: is missing"),
            ("journals[0].entries[1]", "has no words in it"),
            ("journals[1]", "has no entries"),
        ],
        0,
    ),
    "career-ops/broken-one.md": (
        [("line 3", "date: 'soon' is not a day that can be read"), ("line 4", "date: is missing")],
        0,
    ),
    "career-ops/localised": ([("data/status-log.tsv, line 4", "to: is missing")], 5),
    "jobsync/broken-one.csv": (
        [
            ("line 2", "appliedDate: is missing, and so is createdAt"),
            ("line 3", "appliedDate: '32.13.2026' is not a day of the calendar"),
        ],
        0,
    ),
    "huntr/broken-one.csv": ([("line 2", "Date: is missing")], 0),
    "simplify/broken-one.csv": ([("line 2", "Applied Date: is missing, and no other day is given")], 0),
    "ics/broken-one.ics": (
        [("line 3", "has no day on which it begins"), ("line 7", "has a day or time that cannot be read")],
        1,
    ),
    "markdown/broken": (
        [
            ("bomb.md", "front matter: has an anchor or alias (& or *) in it, which is not read; put it in quotes"),
            ("not-utf8.md", "text: is UTF-16, not UTF-8; save it as UTF-8"),
            ("not-yaml.md", "front matter: is not YAML in line 3"),
            (
                "tag.md",
                "front matter: has a tag (tag:yaml.org,2002:python/object/apply:os.system) in it, which is not read",
            ),
            ("twice.md", "front matter: says 'title' twice"),
            ("undated.md", "date: is neither in its front matter nor in its name"),
        ],
        1,
    ),
    "table/broken-one.csv": (
        [
            ("line 2", "date: '2026-13-01' is not a day of the calendar"),
            ("line 3", "has no words in it"),
            ("line 4", "date: 'never' is not a day that can be read"),
        ],
        1,
    ),
}
# What is wrong with a whole file.
REFUSED = {
    "jrnl/broken-encrypted.txt": "file: is encrypted by jrnl; run `jrnl --decrypt` first",
    "jrnl/broken-no-entry.txt": "file: is of no format that is read here",
    "jrnl/broken-order.txt": "day_first: '03/04/2026' could be two days",
    "jrnl-json/broken-cut.json": "line 1, column 72: the file ends too early; it may have been cut off",
    "jrnl-json/broken-twice.json": "entries[0].title: stands here twice; which one is meant?",
    "bragfile/broken-other-database.sql": "file: is a database, but neither of Bragfile nor of memos",
    "ics/broken-empty.ics": "file: is a calendar without an event in it",
    "teal/broken-renamed.csv": "company: say which column it is; the file has Job Position, Firm, Max. Salary",
    "simplify/broken-renamed.csv": "status: say which column it is; the file has Job Title, Company Name, Job URL",
    "teal/broken-order.csv": "day_first: '03/04/2026' could be two days",
    "table/broken-order.csv": "day_first: '03/04/2026' could be two days",
    "table/broken-no-title.csv": "title: say which column it is; the file has a, b, c",
    "table/broken-latin1.csv": "file: is not UTF-8 at byte 25 (line 2)",
    "bragbit-markdown/broken-order.md": "day_first: '03/04/2026' could be two days",
    "brag-document/broken-order.md": "day_first: '03/04/2026' could be two days",
    "brag-document/broken-prose.txt": "file: is of no format that is read here",
}


def test_every_format_has_fixtures_and_every_fixture_is_read() -> None:
    there = {
        str(path.relative_to(FIXTURES)) for folder in FIXTURES.iterdir() if folder.is_dir() for path in folder.iterdir()
    }

    assert there == {*GOOD, *REJECTED, *REFUSED}
    assert {name.partition("/")[0] for name in GOOD} == {one.name for one in FORMATS}
    assert {name.partition("/")[0] for name in (*REJECTED, *REFUSED)} == {one.name for one in FORMATS}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_recognised_by_what_is_in_it_and_read(name: str) -> None:
    source = handed_over(name)
    source.name = "anything"

    format_name, found = read(source)

    assert format_name == name.partition("/")[0]
    assert [(str(one.happened_on), one.title) for one in candidates(found)] == GOOD[name]
    assert rejects(found) == []
    assert all(one.place for one in found if not isinstance(one, Advice))


@pytest.mark.parametrize("name", [name for name in GOOD if (FIXTURES / name).is_dir()])
def test_a_folder_is_read_as_the_same_files_packed(name: str) -> None:
    assert read(handed_over(name, packed=False)) == read(handed_over(name, packed=True))


@pytest.mark.parametrize("name", [*GOOD, *REJECTED])
def test_reading_twice_gives_the_same_keys_and_each_key_once(name: str) -> None:
    first, second = (candidates(read(handed_over(name))[1]) for _ in range(2))

    assert first == second
    assert len({one.key for one in first}) == len(first)


@pytest.mark.parametrize("name", REJECTED)
def test_one_bad_record_never_stops_the_rest_and_says_where_it_stands_and_why(name: str) -> None:
    expected, whole = REJECTED[name]
    format_name, found = read(handed_over(name))

    assert format_name == name.partition("/")[0]
    assert [tuple(one) for one in rejects(found)] == expected
    assert len(candidates(found)) == whole


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_file_gets_a_clear_answer(name: str) -> None:
    with pytest.raises(InputError) as refused:
        read(handed_over(name))

    assert str(refused.value).startswith(REFUSED[name])


def test_what_is_no_step_is_left_out_with_its_reason() -> None:
    reasons = {one.reason for name in GOOD for one in left_out(read(handed_over(name))[1])}

    assert {
        "was cancelled",
        "is a comment on another memo",
        "is a comment, which comes with its memo",
        "its status is no step: Evaluated",
        "is a document, not an achievement",
        "is a performance review, not an achievement",
        "is a company of no achievement",
        "is a document without a brag",
        "stands under “standups”, which is not read",
        "is what a mood is called, not an entry",
    } <= reasons


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("jrnl/good.txt", "starred there"),
        ("day-one/good", "no time zone was given"),
        ("bragdoc-ai/good.json", "archived there"),
        ("bragfile/good.json", "the day it was written down"),
        ("bragbit/good.json", "private there"),
        ("bragbit/prose.json", "archived there"),
        ("memos/good.json", "private there"),
        ("memos/good.json", "archived there"),
        ("memos/good.json", "its comments are kept beside it"),
        ("journiv/good", "no time zone was given"),
        ("journiv/good", "archived there"),
        ("simplify/good.csv", "archived there"),
        ("ics/good.ics", "private there"),
        ("career-ops/good", "the day of the application"),
        ("jrnl/natural.txt", "“yesterday at 10:15” was counted from the day on which it came in"),
        ("brag-document/good.md", "only the month is known"),
        ("brag-document/undated.md", "no day was given"),
    ],
)
def test_what_is_uncertain_is_said(name: str, notes: str) -> None:
    assert any(notes in one.notes for one in candidates(read(handed_over(name))[1]))


def test_what_a_win_has_no_field_for_is_kept_and_what_belongs_to_nobody_is_dropped() -> None:
    (brag, *_) = candidates(read(handed_over("bragdoc-ai/good.json"))[1])
    shipped, talk = candidates(read(handed_over("bragbit-markdown/good.md"))[1])
    assert (shipped.kind, shipped.goals) == ("recognition", ("Lead a research team", "Speak more"))
    assert shipped.tags == ("Delivery", "search", "ranking")
    assert "Support tickets about search fell by half." in (shipped.story or "")
    assert (shipped.extra["collaborators"], shipped.extra["attribution"]) == ("Sam, Priya", "Marta")
    assert "in progress there" in talk.notes
    assert "[Slides](https://example.org/slides)" in (talk.story or "")
    (bragbit,) = candidates(read(handed_over("bragbit/good.json"))[1])

    assert brag.extra == {
        "eventEnd": "2026-03-01T00:00:00.000Z", "eventDuration": "month", "impact": 3, "impactSource": "llm",
        "source": "commit", "project": {"id": "p", "name": "Search", "status": "active"},
        "company": {"id": "c", "name": "Northwind", "domain": "northwind.example", "role": "Engineer",
                    "startDate": "2024-01-01T00:00:00.000Z"},
    }  # fmt: skip
    assert bragbit.goals == ("Lead a research team", "Speak more")
    assert bragbit.extra == {
        "collaborators": ["Sam"], "attribution": "Priya, CTO", "category": "Engineering", "status": "shipped",
        "visibility": "private", "createdAt": "2026-02-04T08:00:00Z",
        "attachments": [{"fileName": "before.png", "mimeType": "image/png", "sizeBytes": 12}],
        "document": {"id": "d", "title": "First half", "description": "What I did", "periodStart": "2026-01-01",
                     "periodEnd": "2026-06-30", "goalsMd": "- Lead a research team\n- Speak more"},
    }  # fmt: skip


def test_a_person_says_which_column_is_which() -> None:
    source = handed_over("table/broken-no-title.csv")
    chosen, source = recognised(source)
    terms = TERMS._replace(columns={"title": "b"})

    (one,) = candidates(chosen.read(source, terms))

    assert (one.title, one.happened_on, one.notes) == ("2", date(2026, 11, 22), ("no day was given",))
    with pytest.raises(ImportFileError, match="there is no column called 'x'; the file has a, b, c"):
        list(chosen.read(source, TERMS._replace(columns={"title": "x"})))


ORDERED = ["table/broken-order.csv", "jrnl/broken-order.txt", "bragbit-markdown/broken-order.md",
           "brag-document/broken-order.md"]  # fmt: skip


@pytest.mark.parametrize("name", ORDERED)
@pytest.mark.parametrize(("day_first", "day"), [(True, date(2026, 4, 3)), (False, date(2026, 3, 4))])
def test_the_order_of_day_and_month_is_what_the_person_says(name: str, day_first: bool, day: date) -> None:
    chosen, source = recognised(handed_over(name))

    one, *_ = candidates(chosen.read(source, TERMS._replace(day_first=day_first)))

    assert one.happened_on == day


@pytest.mark.parametrize("name", ORDERED)
def test_the_order_of_day_and_month_is_told_by_one_that_can_be_read_in_one_way_only(name: str) -> None:
    source = handed_over(name)
    more = {"table": "\n13/04/2026,Tea", "jrnl": "\n[13/04/2026 09:00] Tea", "brag-document": "\n- 13/04/2026: Tea",
            "bragbit-markdown": "\n### Tea\n\n**13/04/2026** · Tea · Shipped"}  # fmt: skip

    found = candidates(read(Source("x", source.data + more[name.partition("/")[0]].encode()))[1])

    assert (found[0].happened_on, found[-1].happened_on) == (date(2026, 4, 3), date(2026, 4, 13))
