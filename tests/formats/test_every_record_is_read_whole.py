"""What a record says is read whole: its day where it was meant, its goals and comments, and every key besides."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from smallwins.formats.candidate import Advice
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError
from tests.formats.foreign import FIXTURES, TERMS, candidates, handed_over, left_out, read

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
        "A call with Sam": {"location": {"placeName": "Home"}, "photos": [{"identifier": "AB12"}]},
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
