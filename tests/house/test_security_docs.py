"""The page on security leaves no line out, and names only tests and files that are there."""

import ast
import re
from functools import cache
from pathlib import Path

import smallwins
from tests.server.test_trying_has_limits import LIMITS as OF_ACCOUNTS

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
    lost = [file for file in files if not any((root / file).is_file() for root in (SOURCE, REPOSITORY))]

    assert len(named) > 80
    assert missing == []
    assert lost == []


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
