"""What a record says is read whole: its day where it was meant, its goals and comments, and every key besides."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from smallwins.formats.archives import Packed
from smallwins.formats.candidate import Advice, LeftOut
from smallwins.formats.recognising import recognised
from smallwins.formats.registry import found_in
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError
from tests.formats.foreign import FIXTURES, TERMS, candidates, handed_over, left_out, read, read_as

EXTRA: dict[str, dict[str, dict[str, object]]] = {  # file -> title -> what its record says besides
    "bragdoc-ai/good.json": {"Gave a talk at the meetup": {"mood": "of a later version"}},
    "huntr/actions.json": {
        "In touch with Priya at Northwind": {
            "actionType": "CONTACT_MADE",
            "boardId": "b",
            "data": {
                "company": {"name": "Northwind"},
                "contact": {"name": "Priya", "email": "priya@example.org"},
                "note": "She knows the team.",
            },
        }
    },
    "day-one/good": {
        "A call with Sam": {
            "location": {"placeName": "Home"},
            "photos": [{"identifier": "AB12"}],
            "journal": "Journal",
        },
    },
    "ics/good.ics": {
        "Interview with Northwind": {
            "DTEND": ["20260301T233000"],
            "CATEGORIES": ["Work,Career"],
            "ATTENDEE": ["mailto:priya@example.org"],
        }
    },
    "bragfile/good.json": {
        "Shipped the search": {
            "type": "shipped",
            "impact": "Twice as fast",
            "updated_at": "2026-02-03T22:30:00Z",
        }
    },
    "journiv/good": {
        "A call with Sam": {
            "mood_log": {"mood": "good"},
            "weather": {"temp_c": 4},
            "is_pinned": True,
            "journal": {"title": "Work", "color": "blue", "is_archived": True},
            "entry_timezone": "America/New_York",
            "entry_datetime_utc": "2026-03-02T03:30:00+00:00",
        }
    },
    "memos/good.json": {
        "Coffee with Priya #career": {
            "creator": "users/1",
            "updateTime": "2026-04-03T08:00:00Z",
            "visibility": "PRIVATE",
            "pinned": True,
            "property": {"hasLink": False},
            "location": {"placeholder": "Berlin"},
            "comments": ["Me too", "And me"],
        }
    },
    "career-ops/localised": {
        "Interview at Northwind: Research lead": {
            "from": "Antwortet",
            "to": "Vorstellungsgespräch",
            "source": "set-status",
            "standing": "**Angebot**",
            "score": "4.5",
            "pdf": "x",
            "report": "y",
            "notes": "With Sam",
        }
    },
}


@pytest.mark.parametrize(("name", "title"), [(name, title) for name, told in EXTRA.items() for title in told])
def test_what_a_record_says_besides_is_kept_to_the_last_key(name: str, title: str) -> None:
    by_title = {one.title: one for one in candidates(read(handed_over(name))[1])}

    assert by_title[title].extra == EXTRA[name][title]


WEST_TO_EAST = ["Pacific/Pago_Pago", "America/Los_Angeles", "UTC", "Asia/Kolkata", "Pacific/Kiritimati"]
DAYS_ALONE = [
    *("bragdoc-ai/good.json", "bragbit/good.json", "bragbit/prose.json", "jobsync/good.csv", "huntr/good.csv"),
    *("teal/good.csv", "simplify/good.csv", "career-ops/good", "table/good.csv", "jrnl-json/good.json"),
]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2026-03-02T00:00:00.000Z", "2026-03-02"),
        ("2026-03-02T00:00:00+02:00", "2026-03-02"),
        ("2026-03-02 00:00:00", "2026-03-02"),
        ("2026-03-02T05:30:00Z", "2026-03-01"),  # a moment, which was on another day in Los Angeles
    ],
)
def test_a_column_of_days_is_read_as_days_and_one_of_moments_as_moments(told: str, day: str) -> None:
    terms = TERMS._replace(zone=ZoneInfo("America/Los_Angeles"))

    (one,) = candidates(read(Source("x", f"date,title\n{told},Coffee\n".encode()), terms)[1])

    assert str(one.happened_on) == day


def test_a_moment_of_writing_is_a_local_day_also_at_midnight() -> None:
    source = handed_over("bragfile/good.json")
    source.data = source.data.replace(b"22:30:00Z", b"00:00:00Z")
    (west,) = candidates(read(source, TERMS._replace(zone=ZoneInfo("America/Los_Angeles")))[1])

    assert west.happened_on == date(2026, 2, 2)


def test_goals_told_in_prose_are_offered_paragraph_by_paragraph() -> None:
    (brag,) = candidates(read(handed_over("bragbit/prose.json"))[1])

    assert brag.goals == ("I want to lead a research team.", "And speak more.")
    text = (
        (FIXTURES / "bragbit-markdown" / "good.md")
        .read_text()
        .replace("- Lead a research team\n- Speak more", "I want to lead\na team.")
    )
    assert candidates(read(Source("x", text.encode()))[1])[0].goals == ("I want to lead a team.",)


def test_one_page_of_memos_says_that_there_are_more_and_how_to_get_them() -> None:
    (advice,) = [one for one in read(handed_over("memos/good.json"))[1] if isinstance(one, Advice)]

    assert "pageToken=CAEQ" in advice.words
    assert not any(isinstance(one, Advice) for one in read(handed_over("memos/old.json"))[1])


def test_a_comment_in_a_database_comes_with_its_memo() -> None:
    found = read(handed_over("memos/good.sql"))[1]

    assert candidates(found)[0].extra["comments"] == ["She knows the team"]
    assert [tuple(one) for one in left_out(found)] == [("memo[1]", "is a comment, which comes with its memo")]


def test_jrnls_titles_are_its_first_lines_and_of_one_line_its_first_sentence() -> None:
    first, second, third = candidates(read(handed_over("jrnl/natural.txt"))[1])

    assert (first.story, second.story) == ("She answered the same day.", "Ten minutes.")
    assert (third.title, third.story) == ("Applied at Northwind.", "It took all day.")


def test_an_entry_of_yesterday_is_the_same_one_when_it_comes_in_again_tomorrow() -> None:
    later = TERMS._replace(today=date(2026, 11, 23))
    today, tomorrow = (candidates(read(handed_over("jrnl/natural.txt"), terms)[1])[1] for terms in (TERMS, later))

    assert (today.happened_on, tomorrow.happened_on) == (date(2026, 11, 21), date(2026, 11, 22))
    assert today.key == tomorrow.key


def test_a_tracker_is_read_in_its_own_words_from_a_log_without_a_header_and_from_where_each_stands() -> None:
    found = candidates(read(handed_over("career-ops/localised"))[1])

    assert sorted((str(one.happened_on), one.title, one.extra["standing"]) for one in found) == [
        ("2026-03-01", "Offer from Northwind: Research lead", "**Angebot**"),  # the log ends at the interview
        ("2026-03-03", "Fabrikam replied: Engineer", "Antwortet"),
        ("2026-03-04", "Northwind replied: Research lead", "**Angebot**"),
        ("2026-03-05", "Interview at Contoso: Engineer", "Absage"),
        ("2026-03-08", "Interview at Northwind: Research lead", "**Angebot**"),
    ]
    alone = (
        (FIXTURES / "career-ops" / "localised" / "data" / "status-log.tsv")
        .read_text()
        .replace("Antwortet", "Responded")
    )
    assert read(Source("x", alone.encode()))[0] == "career-ops"


@pytest.mark.parametrize(
    ("name", "columns", "title"),
    [
        (
            "teal",
            {"company": "Firm", "status": "How it stands", "applied": "Sent on"},
            "Applied at Northwind: Research lead",
        ),
        ("simplify", {"status": "How it stands", "applied": ""}, "Interview at Northwind: Research lead"),
    ],
)
def test_a_table_of_applications_is_read_by_the_columns_that_the_person_names(
    name: str, columns: dict[str, str], title: str
) -> None:
    found = candidates(read(handed_over(f"{name}/broken-renamed.csv"), TERMS._replace(columns=columns))[1])

    assert [one.title for one in found] == [title]
    with pytest.raises(ImportFileError, match="is no field of this table"):
        read(handed_over(f"{name}/broken-renamed.csv"), TERMS._replace(columns={"x": "Firm"}))


def calendar(*events: str) -> Source:
    blocks = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return Source("x.ics", f"BEGIN:VCALENDAR\nVERSION:2.0\n{blocks}END:VCALENDAR\n".encode())


WEEKLY = "UID:m\nSUMMARY:Mentoring with Mia\nDTSTART:20260302T100000Z\nRRULE:FREQ=WEEKLY;COUNT=3"


def test_a_repeat_that_was_moved_within_its_day_took_place_on_it() -> None:
    later = "UID:m\nSUMMARY:Mentoring with Mia\nRECURRENCE-ID:20260309T100000Z\nDTSTART:20260309T150000Z"

    found = read(calendar(WEEKLY, later))[1]

    assert sorted(str(one.happened_on) for one in candidates(found)) == ["2026-03-02", "2026-03-09", "2026-03-16"]
    assert left_out(found) == []


def test_what_repeated_years_ago_comes_in_and_what_is_too_much_is_counted() -> None:
    old = WEEKLY.replace("2026", "2019")
    many = "UID:t\nSUMMARY:Call with Sam\nDTSTART:20240101T100000Z\nRRULE:FREQ=DAILY;COUNT=203"
    found = read(calendar(old, many))[1]

    assert [str(one.happened_on) for one in candidates(found)][:4] == [
        "2019-03-02", "2019-03-09", "2019-03-16", "2024-01-04",
    ]  # fmt: skip
    assert [tuple(one) for one in left_out(found)] == [
        (f"line 9, 2024-01-0{day}", "is an earlier time of what repeats, of which the last 200 come in")
        for day in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (WEEKLY.replace("2026", "2027"), "has not come yet"),
        (
            f"{WEEKLY}\nEXDATE:20260302T100000Z,20260309T100000Z,20260316T100000Z",
            "took place on none of its own days: each was taken out or moved",
        ),
    ],
)
def test_what_never_took_place_says_why(event: str, reason: str) -> None:
    found = read(calendar(event))[1]

    assert [one.reason for one in left_out(found)] == [reason]
    assert candidates(found) == []


def test_an_interview_that_was_only_arranged_is_not_one_that_was_held() -> None:
    rows = "Date,Type,Company,Job,Status\n2026-03-02,INTERVIEW_SCHEDULED,Northwind,,\n2026-03-09,INTERVIEW,Northwind,,"

    found = candidates(read(Source("x.csv", rows.encode()))[1])

    assert [one.title for one in found] == ["Interview arranged with Northwind", "Interview at Northwind"]


def test_the_status_of_a_job_is_kept_in_its_own_word() -> None:
    rows = "appliedDate,Company,JobTitle,Status\n2026-03-02,Northwind,Engineer,Phone Screen"

    (job,) = candidates(read(Source("x.csv", rows.encode()))[1])

    assert job.extra["Status"] == "Phone Screen"


def test_an_empty_cell_at_either_end_of_a_row_stays_a_cell() -> None:
    table = (
        "|#|date|company|role|score|status|notes|\n|-|-|-|-|-|-|-|\n"
        "||2026-03-02|Northwind|Engineer||Interview||\n|2|2026-03-03|Contoso|Cook|4|Offer|by phone \\||"
    )

    found = candidates(read(Source("x.md", table.encode()))[1])

    assert [(str(one.happened_on), one.title, one.story) for one in found] == [
        ("2026-03-02", "Interview at Northwind: Engineer", None),
        ("2026-03-03", "Offer from Contoso: Cook", "by phone |"),
    ]


BULLETS = "This is me.\nAt length.\n\nSince ever.\n\n---\n\n# 2026\n\nA good year.\n\n- Coffee with Priya\n  Who?\n"
BRAGS = (
    "This is me.\n\n# H1 2026\n\nA good half.\n\n## Goals & focus areas\n\n- Speak more\n\n## February 2026\n\n"
    "Short.\nBut good.\n\n### A talk\n\n**2026-02-12** · Speaking · Shipped\n\nFive minutes.\n"
)


@pytest.mark.parametrize(
    ("text", "lines", "reason"),
    [(BULLETS, (1, 4, 10), "is prose, not a bullet"), (BRAGS, (1, 5, 13), "is prose, not a brag")],
)
def test_prose_that_is_no_win_is_counted_paragraph_by_paragraph(text: str, lines: tuple[int, ...], reason: str) -> None:
    found = read(Source("x.md", text.encode()))[1]

    assert len(candidates(found)) == 1
    assert [tuple(one) for one in left_out(found)] == [(f"line {at}", reason) for at in lines]


@pytest.mark.parametrize("name", ["day-one/good", "journiv/good", "career-ops/good"])
def test_a_file_that_an_export_does_not_have_is_named(name: str) -> None:
    source = handed_over(name)
    more = Packed("mine.txt", b"Prose.")
    alone, beside = (left_out(read(Source("x", files=files))[1]) for files in (source.files, (*source.files, more)))

    assert [one for one in beside if one not in alone] == [("mine.txt", "is of no format that is read here")]
    chosen, _ = recognised(source)
    calendar = Source("x", files=(*source.files, Packed("mine.ics", b"")))
    reason = "is none of the files that are read together here; bring it in by itself"
    assert LeftOut("mine.ics", reason) in list(found_in(calendar, chosen, TERMS))


def test_what_is_no_win_of_a_folder_of_markdown_is_named() -> None:
    files = {"2026-03-02 Coffee.md": b"", "goals/Lead.md": b"# Lead", "wins.csv": b"date,title\n2026-03-02,Talk\n"}

    found = read(Source("x", files=[Packed(name, data) for name, data in files.items()]))[1]

    goal = ("goals/Lead.md", "stands among the goals, and says neither how it stands (status) nor a day")
    assert [(one.title, one.place) for one in candidates(found)] == [
        ("Coffee", "2026-03-02 Coffee.md"), ("Talk", "wins.csv, line 2"),
    ]  # fmt: skip
    assert [tuple(one) for one in left_out(found)] == [goal]
    found = read_as("markdown", Source("x", files=[Packed(name, data) for name, data in files.items()]))
    assert [tuple(one) for one in left_out(found)] == [goal, ("wins.csv", "is not Markdown; bring it in by itself")]


@pytest.mark.parametrize(
    ("symbols", "tags"),
    [("@#", ("priya", "work", "call")), ("", ("priya", "work", "call")), ("@", ("priya",)), ("&]^", ("deal", "x"))],
)
def test_tags_of_jrnl_begin_with_the_signs_that_the_person_says(symbols: str, tags: tuple[str, ...]) -> None:
    text = "[2026-05-06 22:34] Coffee with @Priya about #work\nA &deal and a ]x, no a@b. #call\n"
    plain = '{"tags": {}, "entries": [{"title": "x", "body": "y", "date": "2026-05-06", "tags": ["&deal", "@Priya"]}]}'
    terms = TERMS._replace(tag_symbols=symbols)

    (one,) = candidates(read_as("jrnl", Source("x", text.encode()), terms))
    (other,) = candidates(read_as("jrnl-json", Source("x", plain.encode()), terms))

    assert one.tags == tags
    assert other.tags == (("deal", "@priya") if symbols == "&]^" else ("&deal", "priya"))


@pytest.mark.parametrize("symbols", ["ab", "@ #", "_", "@" * 11])
def test_what_are_no_signs_of_a_tag_is_refused(symbols: str) -> None:
    with pytest.raises(InputError, match="are not the signs that begin a tag") as refused:
        read_as("jrnl", handed_over("jrnl/good.txt"), TERMS._replace(tag_symbols=symbols))
    assert refused.value.field == "tag_symbols"
