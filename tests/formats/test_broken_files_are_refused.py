"""A file that is not whole is refused as a whole, and the first place that is off is named."""

import json
import random
from typing import Any

import pytest

from smallwins.formats.smallwins1.reading import read
from smallwins.method.errors import ImportFileError
from tests.formats.journals import CONTRACT_EXAMPLE, changed, journal, tangled, text_of, win


def refusal_of(data: bytes) -> ImportFileError:
    with pytest.raises(ImportFileError) as caught:
        read(data)
    return caught.value


SMALL = b'{"format": "smallwins/1", "wins": [{"id": "w", "title": "t", "happened_on": "2026-11-13", "looks": %s}]}'
TEXTS: list[tuple[bytes, str, str]] = [
    (b"", "file", "is empty"),
    (b" \n", "file", "is empty"),
    (b"\xef\xbb\xbf", "file", "is empty"),
    (b"[]", "file", "is not a journal"),
    (b"1", "file", "is not a journal"),
    (b'"smallwins/1"', "file", "is not a journal"),
    (b"null", "file", "is not a journal"),
    (b"{}", "format", "is missing"),
    (b'{"format": null}', "format", "is missing"),
    (b'{"format": "smallwins/2"}', "format", "smallwins/2 needs a newer smallwins"),
    (b'{"format": "smallwins/2", "wins": 7, "zebra": []}', "format", "smallwins/2 needs a newer smallwins"),
    (b'{"format": "memos/1"}', "format", "is not smallwins/1"),
    (b'{"format": 1}', "format", "is not smallwins/1"),
    (b'{"format": "smallwins/1"', "line 1, column 25", "ends too early"),
    (b'{"format": "smallwi', "line 1, column 12", "ends too early"),
    (b'{"format": "smallwins/1"} x', "line 1, column 27", "not JSON"),
    (b'{\n "format": "smallwins/1",\n}', "line 3, column 1", "not JSON"),
    (b"{'format': 1}", "line 1, column 2", "not JSON"),
    (b'{"a": "\t"}', "line 1, column 8", "not JSON"),
    (b'{"format": "smallwins/1", "wins": [01]}', "line 1, column 37", "not JSON"),
    (b'{"format": "smallwins/1",\n"\xff": 1}', "file", "is not UTF-8 at byte 27 (line 2)"),
    (b'{"format": "smallwins/1", "a": "\xed\xa0\x80"}', "file", "is not UTF-8 at byte 32"),
    ('{"format": "smallwins/1"}'.encode("utf-16"), "file", "is UTF-16"),
    ('{"format": "smallwins/1"}'.encode("utf-16-be"), "file", "is UTF-16"),
    ('{"format": "smallwins/1"}'.encode("utf-16-le"), "file", "is UTF-16"),
    ('{"format": "smallwins/1"}'.encode("utf-32"), "file", "is UTF-32"),
    ('{"format": "smallwins/1"}'.encode("utf-32-be"), "file", "is UTF-32"),
    (SMALL % b"NaN", "wins[0].looks", "NaN is not a number in JSON"),
    (SMALL % b"-Infinity", "wins[0].looks", "-Infinity is not a number in JSON"),
    (SMALL % b"1e999", "wins[0].looks", "too big"),
    (SMALL % (b"9" * 5000), "wins[0].looks", "too big"),
    (SMALL % b"99999999999999999999", "wins[0].looks", "not a number from 0 (plain) to 4"),
    (SMALL % b"1.0", "wins[0].looks", "not a number from 0 (plain) to 4"),
    (SMALL % b'"\\u0000"', "wins[0].looks", "NUL"),
    (SMALL % b'1, "gut": "\\ud800"', "wins[0].gut", "half a character"),
    (SMALL % b'1, "\\udc00": 1', 'wins[0]["\\udc00"]', "half a character"),
    (SMALL % b'1, "looks": 1', "wins[0].looks", "stands here twice"),
    (SMALL % b'null, "l\\u006foks": 1', "wins[0].looks", "stands here twice"),
    (SMALL % b'1, "mine": {"a\\\\": 1, "a\\\\": 2}', 'wins[0].mine["a\\\\"]', "stands here twice"),
    (b'{"format": "smallwins/1", "format": "smallwins/1"}', "format", "stands here twice"),
    (SMALL % b'1, "mine": {"x": [12345678901234567890]}', "wins[0].mine.x[0]", "not every program can read"),
    (SMALL % b"1e2", "wins[0].looks", "not a number from 0 (plain) to 4"),
    (b"[" * 100_000, "file", "nested too deeply"),
    (b'{"format": "smallwins/1", "wins": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "file", "nested too deeply"),
    (b'{"a":' * 100_000, "file", "nested too deeply"),
    (SMALL % (b'1, "mine": ' + b"[" * 70 + b"]" * 70), "wins[0].mine", "nested deeper than 64 levels"),
]


@pytest.mark.parametrize(("data", "path", "problem"), TEXTS, ids=range(len(TEXTS)))
def test_a_text_that_is_not_a_journal_is_refused_with_its_place(data: bytes, path: str, problem: str) -> None:
    error = refusal_of(data)

    assert error.field == path
    assert problem in error.problem


NOT_UNKNOWN = "is not a key of smallwins/1, and nothing unknown can be kept here"
PLACES: list[tuple[str, Any, str]] = [
    ("exported_at", "2026-11-22T09:00:00", "not a time with its zone, such as 2026-11-13T17:20:00Z"),
    ("exported_at", "0001-01-01T00:00:00+09:00", "not a time that a calendar has"),
    ("settings", [], "not an object"),
    ("settings.timezone", "Mars/Olympus", "not a time zone such as Europe/Berlin"),
    ("settings.timezone", "../../etc/passwd", "not a time zone such as Europe/Berlin"),
    ("settings.timezone", "Europe", "not a time zone such as Europe/Berlin"),
    ("settings.timezone", None, "not a text"),
    ("settings.review_day", 0, "not a day of the week from 1 (Monday) to 7 (Sunday)"),
    ("settings.review_day", True, "not a day of the week from 1 (Monday) to 7 (Sunday)"),
    ("settings.theme", "dark", NOT_UNKNOWN),
    ("goals", {}, "not a list"),
    ("goals[0]", "Lead", "not an object"),
    ("goals[0].id", "", "not an id: 1 to 64 of the letters a–z and A–Z, digits, - and _"),
    ("goals[0].id", "a b", "not an id: 1 to 64 of the letters a–z and A–Z, digits, - and _"),
    ("goals[0].title", " ", "is empty; name the place you want to get to"),
    ("goals[0].status", "done", "'done' is not one of active, reached, let_go"),
    ("goals[0].created_on", "2026-02-30", "not a date"),
    ("goals[0].skills", "hiring", "not a list"),
    ("goals[0].possible[0].value", 11, "not a number from 0 (impossible) to 10 (certain)"),
    ("goals[0].possible[0].why", "x", NOT_UNKNOWN),
    ("wins[0].id", 7, "not a text"),
    ("wins[0].id", "x" * 65, "not an id: 1 to 64 of the letters a–z and A–Z, digits, - and _"),
    ("wins[0].id", "w1\n", "not an id: 1 to 64 of the letters a–z and A–Z, digits, - and _"),
    ("wins[0].title", "", "is empty; write down what happened, in a few words"),
    ("wins[0].title", "a\nb", "is more than one line; the rest belongs into the story"),
    ("wins[0].title", "x" * 501, "has 501 characters; 500 is the most"),
    ("wins[0].title", None, "not a text"),
    ("wins[0].story", ["x"], "not a text"),
    ("wins[0].kind", "bakery", "'bakery' is not one of conversation, application, learning"),
    ("wins[0].tags", [" "], "one of them is empty"),
    ("wins[0].happened_on", "13.11.2026", "not a date"),
    ("wins[0].happened_on", "2026-02-30", "not a date"),
    ("wins[0].happened_on", "2026-11-13T10:00:00Z", "not a date"),
    ("wins[0].happened_on", 20261113, "not a date"),
    ("wins[0].logged_at", "2026-11-13", "not a time with its zone, such as 2026-11-13T17:20:00Z"),
    ("wins[0].logged_at", "2026-11-13T25:00:00Z", "not a time with its zone, such as 2026-11-13T17:20:00Z"),
    ("wins[0].looks", 5, "not a number from 0 (plain) to 4 (dazzling)"),
    ("wins[0].looks", True, "not a number from 0 (plain) to 4 (dazzling)"),
    ("wins[0].gut", "early", "'early' is not one of real, shiny"),
    ("wins[0].opened_by", "w0", "not a list"),
    ("wins[0].answers", [], "not an object"),
    ("wins[0].answers.direction", "up", "'up' is not one of toward, unsure, away"),
    ("wins[0].answers.stretch", False, "not a number from 0 (effortless) to 4 (overwhelming)"),
    ("wins[0].answers.gains", ["fame"], "'fame' is not clarity, confidence or skill:NAME"),
    ("wins[0].answers.gains", "clarity", "not a list"),
    ("wins[0].answers.luck", 3, NOT_UNKNOWN),
    ("wins[0].overrule", {"verdict": "real"}, "has no reason"),
    ("wins[0].steps[0].text", "", "is empty; write one concrete thing that you will do"),
    ("wins[0].steps[0].status", "late", "'late' is not one of open, done, dropped"),
    ("wins[0].history[0].verdict", None, "is not one of real, early, shiny"),
    ("wins[0].history[0].change", [], "not an object"),
    ("wins[0].origin", "import", "'import' is not one of sample"),
    ("reviews[0].week", "2026-W54", "'2026-W54' is not a week such as 2026-W47"),
    ("reviews[0].week", "2026-47", "'2026-47' is not a week such as 2026-W47"),
    ("reviews[0].status", "done", "'done' is not one of open, closed, paused"),
    ("reviews[0].confidence", 11, "not a number from 0 to 10"),
    ("reviews[0].stuck", 0, "not true or false"),
    ("reviews[0].possible.goal-1", "4", "not a number from 0 (impossible) to 10 (certain)"),
    ("reviews[0].possible.goal-2", 4, "there is no goal 'goal-2', in the file or in the journal"),
    ("reviews[0].checks.goal-1", "yes", "not an object"),
    ("reviews[0].checks.goal-1.still", "perhaps", "'perhaps' is not one of yes, unsure, no"),
    ("crossroads[0].options", [], "has 0 of them"),
    ("crossroads[0].options[0].looks", -1, "not a number from 0 (plain) to 4 (dazzling)"),
    ("crossroads[0].decision", "o2", "'o2' is none of the options"),
    ("crossroads[0].title", "", "is empty"),
    ("crossroads[0].win", "", "not an id"),
    ("crossroads[0].win", "w1", "is named, though nothing is decided"),
]
INSIDE: list[tuple[str, Any, str, str]] = [  # what is put where, and the place inside of it that is named
    ("goals[0].skills", [None], "goals[0].skills[0]", "not a text"),
    (
        "goals[0].possible[1]",
        {"on": "2026-08-07", "value": 4},
        "goals[0].possible[1].on",
        "the same day as goals[0].possible[0]",
    ),
    ("wins[0].opened_by", ["a b"], "wins[0].opened_by[0]", "not an id"),
    ("wins[0].opened_by", ["w0", "w0"], "wins[0].opened_by[1]", "the same as wins[0].opened_by[0]"),
    ("wins[0].opened_by", ["w1"], "wins[0].opened_by[0]", "A win cannot open a door to itself."),
    (
        "wins[0].answers.goals",
        ["goal-2"],
        "wins[0].answers.goals[0]",
        "there is no goal 'goal-2', in the file or in the journal",
    ),
    ("wins[0].overrule", {"reason": "x"}, "wins[0].overrule.verdict", "is missing"),
    (
        "wins[0].overrule",
        {"verdict": "gold", "reason": "x"},
        "wins[0].overrule.verdict",
        "'gold' is not one of real, early, shiny",
    ),
    ("wins[0].steps[0].status", "done", "wins[0].steps[0].done_on", "is missing, though the step is done"),
    ("wins[0].steps[1]", {"id": "s1", "text": "x"}, "wins[0].steps[1].id", "the same as wins[0].steps[0].id"),
    ("wins[1]", win("w1"), "wins[1].id", "the same as wins[0].id"),
    ("reviews[1]", {"week": "2026-W46"}, "reviews[1].week", "the same as reviews[0].week"),
    (
        "crossroads[0].options[0].answers.goals",
        ["goal-2"],
        "crossroads[0].options[0].answers.goals[0]",
        "there is no goal 'goal-2'",
    ),
    (
        "crossroads[0].options[1]",
        {"id": "o1", "title": "Go"},
        "crossroads[0].options[1].id",
        "the same as crossroads[0].options[0].id",
    ),
]


@pytest.mark.parametrize(
    ("path", "value", "problem"), PLACES, ids=[f"{path}={value!r:.20}" for path, value, _ in PLACES]
)
def test_a_place_that_is_off_is_named_exactly(path: str, value: object, problem: str) -> None:
    error = refusal_of(text_of(changed(path, value)))

    assert error.field == path
    assert problem in error.problem


@pytest.mark.parametrize(
    ("place", "value", "path", "problem"), INSIDE, ids=[f"{row[2]}: {row[3]:.20}" for row in INSIDE]
)
def test_a_place_inside_of_what_is_off_is_named_exactly(place: str, value: object, path: str, problem: str) -> None:
    error = refusal_of(text_of(changed(place, value)))

    assert error.field == path
    assert problem in error.problem


@pytest.mark.parametrize(
    "path", ["goals[0]", "wins[0]", "wins[0].steps[0]", "crossroads[0]", "crossroads[0].options[0]"]
)
def test_an_id_that_is_missing_is_named(path: str) -> None:
    broken = changed(f"{path}.id", None)
    held: Any = broken
    for part in path.replace("[", ".").replace("]", "").split("."):
        held = held[int(part) if part.isdigit() else part]
    del held["id"]

    assert str(refusal_of(text_of(broken))) == f"{path}.id: is missing"


def test_the_error_of_the_contract_reads_as_the_contract_has_it() -> None:
    wins = [win(f"w{place}") for place in range(20)]
    wins[17]["happened_on"] = "yesterday"

    assert str(refusal_of(text_of(journal(wins=wins)))) == "wins[17].happened_on: not a date"


def test_of_two_places_the_first_is_named() -> None:
    wins = [win(f"w{place}") for place in range(5)]
    wins[3]["happened_on"], wins[4]["looks"] = "yesterday", 9

    assert refusal_of(text_of(journal(wins=wins))).field == "wins[3].happened_on"


def test_a_broken_place_beside_an_unknown_key_is_still_named() -> None:
    assert refusal_of(text_of(journal(wins=[win(mine=1), win("w2", mine=2, looks=9)]))).field == "wins[1].looks"


def test_a_door_never_leads_back_in_time() -> None:
    wins = [win("late", happened_on="2026-11-14"), win("early", opened_by=["late"])]

    error = refusal_of(text_of(journal(wins=wins)))

    assert error.field == "wins[1].opened_by[0]"
    assert error.problem.startswith("A door never leads back in time: “Coffee with a mentor” happened on 2026-11-13")


def test_doors_never_form_a_circle() -> None:
    wins = [win("w0", opened_by=["w2"]), win("w1", opened_by=["w0"]), win("w2", opened_by=["w1"])]

    error = refusal_of(text_of(journal(wins=wins)))

    assert error.field == "wins[0].opened_by[0]"
    assert "would close a circle" in error.problem


def test_a_circle_among_ten_thousand_tangled_wins_is_found() -> None:
    tangle = tangled(10_000)
    by_id = {one["id"]: one for one in tangle["wins"]}
    last = by_id["w9959"]
    first = by_id["w9900"]  # of the same day
    first["opened_by"] = ["w9959"]
    last["opened_by"] = ["w9900"]

    error = refusal_of(text_of(tangle))

    assert "would close a circle" in error.problem


def test_a_key_that_looks_like_an_error_message_misleads_nobody() -> None:
    key = "luck` - at `$.wins[99].title"

    error = refusal_of(text_of(changed("wins[0].answers", {key: 1})))

    assert error.field == 'wins[0].answers["luck` - at `$.wins[99].title"]'
    assert error.problem == NOT_UNKNOWN


def test_a_very_long_list_is_checked_quickly() -> None:
    openers = [f"w{place}" for place in range(200_000)]

    error = refusal_of(text_of(journal(wins=[win("later", opened_by=[*openers, "w0"])])))

    assert str(error) == "wins[0].opened_by[200000]: the same as wins[0].opened_by[0]"


def test_a_file_cut_off_anywhere_is_refused() -> None:
    data = CONTRACT_EXAMPLE.read_bytes().rstrip()

    for end in range(len(data)):
        refusal_of(data[:end])


def test_flipped_bytes_never_raise_anything_else() -> None:
    data = bytearray(json.dumps(json.loads(CONTRACT_EXAMPLE.read_bytes())).encode())
    chance = random.Random(1)

    for _ in range(3000):
        flipped = data.copy()
        for _ in range(chance.choice((1, 1, 2, 8))):
            flipped[chance.randrange(len(flipped))] = chance.randrange(256)
        try:
            read(bytes(flipped))
        except ImportFileError as error:
            assert error.field  # noqa: PT017  # most of them are refused, and a few are journals still


def test_swapped_values_never_raise_anything_else() -> None:
    chance = random.Random(2)
    odd: list[Any] = [
        None,
        True,
        0,
        -1,
        1.5,
        10**30,
        "",
        "x",
        "2026-11-13",
        [],
        {},
        [None],
        {"id": 1},
        [[]],
        "\\",
        '":',
    ]

    def swapped(value: Any) -> Any:
        if chance.random() < 0.03:
            return chance.choice(odd)
        if isinstance(value, dict):
            return {key: swapped(inner) for key, inner in value.items()}
        return [swapped(inner) for inner in value] if isinstance(value, list) else value

    for _ in range(2000):
        try:
            read(text_of(swapped(journal())))
        except ImportFileError as error:
            assert error.problem  # noqa: PT017  # most of them are refused, and a few are journals still
