"""The page on security leaves no line out, and names only tests and files that are there."""

import ast
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

import smallwins
from smallwins.formats import archives
from tests import payloads
from tests.api.test_strict import PLANTED as PLANTED_IN_JSON
from tests.api.test_strict import test_a_text_with_no_or_two_meanings_is_refused as strict
from tests.formats.test_archives_are_not_trusted import HARMFUL
from tests.formats.test_leaving_is_as_easy_as_arriving import FORMULAS
from tests.formats.test_no_text_runs_away import HOSTILE as RUNAWAY_FILES
from tests.server.test_accounts import ELSEWHERE
from tests.server.test_accounts import test_a_password_is_taken_as_it_is_typed as typed
from tests.server.test_every_answer_is_guarded import HOSTILE_ORIGINS
from tests.server.test_guarding import FORGED
from tests.server.test_hostile_forms import PLANTED, RUNAWAY
from tests.server.test_nobody_is_given_away import COMMON
from tests.server.test_the_wire_is_read_one_way import SMUGGLED
from tests.server.test_the_wire_is_read_one_way import test_what_is_no_request_is_refused_in_few_words as no_request
from tests.server.test_trying_has_limits import LIMITS as OF_ACCOUNTS
from tests.web.test_what_people_write_is_harmless import HTML, MARKDOWN

SOURCE = Path(smallwins.__file__).parent
REPOSITORY = SOURCE.parent.parent
PAGE = (REPOSITORY / "docs" / "security.md").read_text("utf-8")
POLICY = (REPOSITORY / "SECURITY.md").read_text("utf-8")
REQUIREMENTS = [
    "V1.2.10", "V1.3.5", "V1.3.6", "V1.3.11", "V1.3.12", "V1.5.2", "V1.5.3", "V2.2.1", "V2.3.3", "V2.4.1", "V3.3.1–4",
    "V3.4.2", "V3.4.3", "V3.4.4–6", "V3.4.8", "V3.5.1–3", "V3.5.8", "V3.6.1", "V3.7.2", "V4.1.3", "V4.2.1", "V5.2.1–3",
    "V5.3.3, V5.2.5", "V6.2.8, V6.2.9, V6.2.12", "V6.3.1", "V6.3.3", "V6.3.8", "V7.2.3, V7.2.4", "V7.4.1–3",
    "V7.5.1–2", "V8.2.1, V8.2.2", "V8.2.3, V15.3.3", "V8.3.2", "V8.4.1", "V11.4.2", "V11.5.1", "V13.2.4–5, V14.2.3",
    "V13.4.2–6", "V14.3.1–3", "V16.2.5, V16.4.1, V16.5.1–3",
]  # fmt: skip


def cases_of(test: object) -> Collection[object]:
    """Return what a test is tried with."""
    found: Collection[object] = vars(test)["pytestmark"][0].args[1]
    return found


OUTSIDE = [name for name, (_, reason) in HARMFUL.items() if reason == "leads outside"]
TRIED: list[tuple[str, int, Collection[object], str]] = [
    ("V1.2.10", 16, FORMULAS, "cells"),
    ("V1.3.5", 40, HTML, "texts of HTML"),
    ("V1.3.5", 27, MARKDOWN, "of Markdown"),
    ("V1.3.6", 27, payloads.addresses(1), "addresses"),
    ("V1.3.12", 20, RUNAWAY_FILES, "texts to each format"),
    ("V1.3.12", 20, RUNAWAY, "to each page"),
    ("V1.5.3", 30, cases_of(strict), "texts"),
    ("V2.2.1", 97, payloads.BODIES, "bodies"),
    ("V2.2.1", 36, payloads.DATES, "days"),
    ("V2.2.1", 21, payloads.ZONES, "zones"),
    ("V2.2.1", 65, payloads.QUERIES, "queries"),
    ("V2.2.1", 35, payloads.IDS, "ids"),
    ("V3.4.2", 4, HOSTILE_ORIGINS, "origins"),
    ("V3.5.1–3", 9, FORGED, "ways"),
    ("V3.7.2", 29, ELSEWHERE, "places"),
    ("V4.2.1", 10, SMUGGLED, "requests"),
    ("V4.2.1", 10, cases_of(no_request), "that are none"),
    ("V5.2.1–3", 10, HARMFUL, "archives"),
    ("V5.3.3, V5.2.5", 5, OUTSIDE, "names that lead out"),
    ("V6.2.8, V6.2.9, V6.2.12", 4, cases_of(typed), "passwords"),
    ("V8.2.3, V15.3.3", 11, PLANTED, "planted fields in forms"),
    ("V8.2.3, V15.3.3", 11, PLANTED_IN_JSON, "in the API"),
]
"""For a line: how many payloads it wants at least, those that are tried, and what they are called there."""
FIXTURE = re.compile(r"^@pytest\.fixture(.*)\ndef (\w+)\(", re.MULTILINE)
NAMED = re.compile(r"`(?:(\w[\w/]*\.py))?::(test_\w+)`")


def rows(of: str) -> list[list[str]]:
    """Return the cells of the table below a heading."""
    below = PAGE.partition(f"\n## {of}\n")[2].partition("\n## ")[0]
    lines = [line for line in below.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@cache
def functions_in(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    return {node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}


def named_in(text: str) -> list[tuple[str, str]]:
    """Return the tests named in a text; one without a file is in the file named before it."""
    found, last = [], ""
    for file, name in NAMED.findall(text):
        last = file or last
        found.append((last, name))
    return found


def places_in(text: str) -> set[str]:
    """Return the places in the code that a text names: files of ours that are there."""
    files = set(re.findall(r"`((?:\w+/)+\w+\.(?:py|sql))`", text)) - {file for file, _ in named_in(text)}
    return {file for file in files if (SOURCE / file).is_file()}


def test_all_forty_requirements_stand_there_each_with_a_place_and_a_test() -> None:
    table = rows("Forty requirements of OWASP ASVS 5.0")

    assert [row[1] for row in table] == REQUIREMENTS
    assert len(REQUIREMENTS) == 40
    assert [row[1] for row in table if not (row[2] and places_in(row[3]) and named_in(row[4]))] == []


def test_the_ten_shapes_and_all_threats_stand_there_each_with_what_prevents_it() -> None:
    shapes, threats = rows("The ten failure shapes"), rows("Threats")

    assert [row[0] for row in shapes] == [f"F{number}" for number in range(1, 11)]
    assert [row[0] for row in shapes if not (places_in(row[2]) and named_in(row[2]))] == []
    assert [row[0] for row in threats] == [f"T{number}" for number in range(1, 17)]
    assert [row[0] for row in threats if not named_in(row[3])] == []


def test_every_test_and_every_file_that_is_named_is_there() -> None:
    named = named_in(PAGE)
    missing = [f"{file}::{name}" for file, name in named if name not in functions_in(REPOSITORY / "tests" / file)]
    files = set(re.findall(r"`((?:\w+/)+\w+\.(?:py|sql|html|js))`", PAGE)) - {file for file, _ in named}
    lost = [
        file
        for file in files
        if not any((root / file).is_file() for root in (SOURCE, REPOSITORY, REPOSITORY / "tests"))
    ]

    assert len(named) > 80
    assert missing == []
    assert lost == []


def test_so_many_payloads_are_tried_as_the_page_says_and_no_two_alike() -> None:
    table = {row[1]: row[4] for row in rows("Forty requirements of OWASP ASVS 5.0")}
    for line, least, tried, called in TRIED:
        assert f"{len(tried):,} {called}" in table[line], (line, len(tried), called)
        assert least <= len(tried) == len({repr(one) for one in tried}), line
    assert "[:3000]" in COMMON
    assert "test_three_thousand" in table["V6.2.8, V6.2.9, V6.2.12"]
    threats = {row[0]: row[2] for row in rows("Threats")}
    size, unpacked = archives.LARGEST // 2**20, archives.MOST_UNPACKED // 2**20
    limits = f"{size} MB, {unpacked} MB unpacked, {archives.MOST_ENTRIES:,} files, {archives.HIGHEST_RATIO} times"
    assert limits in threats["T3"]


def test_the_page_says_rightly_which_tests_ask_both_databases() -> None:
    said = " ".join(PAGE.partition("\n## ")[0].split())
    servers = ("tests/shared.py", "tests/server/conftest.py", "tests/api/conftest.py")
    fixtures = [found for file in servers for found in FIXTURE.findall((REPOSITORY / file).read_text("utf-8"))]
    both = {name for options, name in fixtures if "params=DATABASES" in options}

    assert (
        set(re.findall(r"`(\w+)`", said.partition("stands in what they ask for: with ")[2].partition(" they run")[0]))
        == both
    )
    assert {name for _, name in fixtures} - both == {"one_file", "ada", "ben"}
    listed = re.findall(
        r"`((?:server|api)/test_\w+\.py)`", said.partition("all tests of")[2].partition(", all of `")[0]
    )
    assert len(listed) == 8
    for file in listed:
        text = (REPOSITORY / "tests" / file).read_text("utf-8")
        assert not re.search(r"\bone_file\b|\bsharing\(|parametrize\(\s*\"(?:everybody|one_server|api_server)", text), (
            file
        )


def test_the_policy_says_what_whoever_found_something_needs_to_know() -> None:
    for said in ("private vulnerability reporting", "3 working days", "14 days", "advisory", "hash", "Not in scope"):
        assert said in POLICY, said
    assert "@" not in POLICY  # no address that nobody reads


def test_the_numbers_of_the_page_are_those_of_the_code() -> None:
    from smallwins.server.pauses import LIMITS  # noqa: PLC0415 - needs Django's settings

    counted = PAGE.partition("\n## How often\n")[2].partition("\n## ")[0]
    for name, said in {
        "import": "60 requests in 10 minutes",
        "export": "30 in 10 minutes; of everything 6 a minute",
        "invite-coach": "60; 60 an hour",
    }.items():
        assert said in counted
        assert str(LIMITS[name].most) in said
    assert LIMITS["take-out"] == (30, 600, LIMITS["import"].methods)
    assert LIMITS["take-everything"] == (6, 60, LIMITS["import"].methods)
    for limit, (most, seconds) in OF_ACCOUNTS.items():
        often = {60: f"{most} a minute", 300: f"{most} in 5 minutes", 600: f"{most} in 10 minutes"}[seconds]
        assert often.replace("1 a", "one a") in counted, limit
    assert (LIMITS["new-link"].most, LIMITS["new-link"].seconds, LIMITS["import"].seconds) == (60, 3600, 600)
