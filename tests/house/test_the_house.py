"""The rules of the house that import-linter, ruff and mypy cannot hold."""

import ast
from functools import cache
from pathlib import Path

import smallwins
from tests.scheduling import TOGETHER

ROOT = Path(smallwins.__file__).parent
REPOSITORY = ROOT.parent.parent
MODULES = sorted(ROOT.rglob("*.py"))
TESTS = sorted((REPOSITORY / "tests").rglob("test_*.py"))
REFUSED_NAMES = {"utils", "common", "misc", "helpers", "core", "managers", "services", "handlers"}
REFUSED_ENDINGS = ("Manager", "Helper", "Service", "Handler", "Processor", "DTO", "Impl")


def place(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


# One test looks at all files, and names each that breaks the rule: a test for each would take longer to deal out.


def test_no_source_file_is_longer_than_300_lines() -> None:
    assert len(MODULES) > 300
    assert [place(one) for one in MODULES if len(one.read_text("utf-8").splitlines()) > 300] == []


def test_every_module_opens_with_one_line_that_says_what_it_is_for() -> None:
    first = {place(one): (ast.get_docstring(parsed(one)) or "").partition("\n")[0] for one in MODULES}

    assert [where for where, line in first.items() if not line.endswith((".", "?"))] == []


def test_names_say_what_a_thing_is_and_not_what_layer_it_lives_in() -> None:
    named = [
        f"{place(one)}: {node.name}"
        for one in MODULES
        for node in ast.walk(parsed(one))
        if isinstance(node, ast.ClassDef) and node.name.endswith(REFUSED_ENDINGS)
    ]

    assert [place(one) for one in MODULES if REFUSED_NAMES & set(one.relative_to(ROOT).with_suffix("").parts)] == []
    assert named == []


def test_test_names_are_sentences() -> None:
    names = [
        f"{place(test)}: {node.name}"
        for test in TESTS
        for node in ast.walk(parsed(test))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and len(node.name.split("_")) < 4
    ]

    assert len(TESTS) > 100
    assert names == []


def test_a_lock_names_no_address() -> None:
    for lock in REPOSITORY.glob("requirements*.txt"):
        assert "://" not in lock.read_text("utf-8")


def test_files_that_share_one_server_are_kept_together() -> None:
    shares = {place(test) for test in TESTS if "everybody" + ": Cast" in test.read_text("utf-8")}
    assert shares == set(TOGETHER)
    assert not [place(test) for test in TESTS if "mark.xdist_" + "group" in test.read_text("utf-8")]
