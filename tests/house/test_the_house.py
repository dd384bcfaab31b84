"""The rules of the house that import-linter, ruff and mypy cannot hold."""

import ast
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_no_source_file_is_longer_than_300_lines(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_every_module_opens_with_one_line_that_says_what_it_is_for(module: Path) -> None:
    docstring = ast.get_docstring(ast.parse(module.read_text("utf-8")))

    assert docstring
    assert docstring.splitlines()[0].endswith((".", "?"))


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_names_say_what_a_thing_is_and_not_what_layer_it_lives_in(module: Path) -> None:
    classes = {node.name for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.ClassDef)}

    assert not REFUSED_NAMES & set(module.relative_to(ROOT).with_suffix("").parts)
    assert not [name for name in classes if name.endswith(REFUSED_ENDINGS)]


@pytest.mark.parametrize("test", TESTS, ids=place)
def test_test_names_are_sentences(test: Path) -> None:
    names = [
        node.name
        for node in ast.walk(ast.parse(test.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]

    assert [name for name in names if len(name.split("_")) < 4] == []


def test_a_lock_names_no_address() -> None:
    for lock in REPOSITORY.glob("requirements*.txt"):
        assert "://" not in lock.read_text("utf-8")


def test_files_that_share_one_server_are_kept_together() -> None:
    shares = {place(test) for test in TESTS if "everybody" + ": Cast" in test.read_text("utf-8")}
    assert shares == set(TOGETHER)
    assert not [place(test) for test in TESTS if "mark.xdist_" + "group" in test.read_text("utf-8")]
