"""The terminal is told in the language it is set to: in a language of brackets, nothing of ours stands outside them."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from smallwins import language
from smallwins.cli.group import COMMANDS
from smallwins.cli.text import width_of
from smallwins.cli.words import short_column
from smallwins.journal import sample
from smallwins.language import catalogues
from smallwins.method.saying import Said
from tests.cli.conftest import Smallwins
from tests.language.unsaid import AS_THEY_ARE, LETTERS
from tests.web.test_languages import BRACKETS, in_cyrillic

NOT_YET = Path(__file__).with_name("not_yet_told.txt")
CALLS = (
    "", "week", "list", "list --limit 5", "show 100", "show 40", "chain 158", "chain 158 --story", "chains", "rearview",
    "momentum", "goals --all", "steps", "review", "judge 100", "inbox", "crossroads list", "crossroads show 1",
    "settings", "doctor", "guide", "guide --words", "insights", "undo", "show 9999", "list --nothing", "judge --again",
    "nonsense", "search", "step add 1", "review questions list",
)  # fmt: skip
GROUPS = ("step", "goal", "crossroads", "sample", "user", "review questions")
TYPED = re.compile(
    r"--[\w-]+|(?<=\s)[A-Z|\[\]…=]{2,}(?=[\s.,;:]|$)|\bsmallwins( [a-z-]+)+|\d{4}-W\d\d|'[^']*'"
    r"|[\w./-]+\.db\b|Europe/Berlin"
)
"""Commands, options and the names of their values, which are typed as they are; weeks; files."""


def untold(text: str) -> list[str]:
    """List what stands outside of the brackets in letters of ours."""
    while BRACKETS.search(text):
        text = BRACKETS.sub("", text)
    lines = (AS_THEY_ARE.sub("", TYPED.sub("", f" {line}")).strip() for line in text.splitlines())
    return [line for line in lines if LETTERS.search(line)]


@pytest.fixture
def brackets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(language, "OFFERED", (*language.OFFERED, language.PSEUDO))
    monkeypatch.setenv("LC_ALL", "en_XA.UTF-8")
    with language.speaking(language.ENGLISH):
        yield


def test_what_the_terminal_prints_is_told_in_its_language(smallwins: Smallwins, brackets: None, tmp_path: Path) -> None:
    year = tmp_path / "year.json"
    year.write_text(json.dumps(in_cyrillic(json.loads(files(sample).joinpath("journal.json").read_text("utf-8")))))
    smallwins("import", str(year))
    not_yet = {line for line in NOT_YET.read_text("utf-8").splitlines() if line}
    found = {}
    for call in CALLS:
        said = smallwins(*call.split())
        found[call or "smallwins"] = untold(said.out + said.err)

    assert {call: said for call, said in found.items() if said and call not in not_yet} == {}
    assert sorted(call for call in not_yet if not found[call]) == [], "take it out of not_yet_told.txt"


@pytest.mark.parametrize("name", ["", *COMMANDS, *GROUPS])
def test_every_help_page_is_told_in_the_language_of_the_terminal(
    smallwins: Smallwins, brackets: None, name: str
) -> None:
    page = smallwins(*name.split(), "--help").out
    usage, _, rest = page.partition("\n\n")
    before, examples, typed = rest.partition("⟦Examples:⟧")
    notes = re.findall(r"# (.*)", typed)
    before = re.sub(r"\[[\w|/-]+\]", "", before)  # values to choose from, as they are typed
    before = re.sub(r"^  [a-z][\w-]* +⟦[^⟦⟧\n]*\.$", "", before, flags=re.MULTILINE)  # cut after a sentence

    assert usage.startswith("⟦Usage:⟧")
    assert examples
    assert [line for line in untold(before) if not re.fullmatch(r"[a-z -]+", line)] == []
    assert untold("\n".join(notes)) == []


def test_columns_keep_their_width_in_wide_letters_and_in_arabic(
    smallwins: Smallwins, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Wide:
        def template(self, said: Said) -> str:
            return {"real": "本物の勝ち", "early": "لم يحن الوقت", "shiny": "x"}.get(said.template, said.template)

        def known(self, text: str) -> str:
            return text

    monkeypatch.setattr(catalogues, "of", lambda _code: Wide())
    with language.speaking("ar"):
        words = short_column()

    assert len({width_of(word) for word in words.values()}) == 1
    assert words["shiny"].rstrip() == "x"
