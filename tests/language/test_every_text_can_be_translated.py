"""No text for people stands in the source without being said, so that no text is left out of the catalogues."""

from pathlib import Path

import pytest

from tests.language.unsaid import SOURCE, files, not_yet, unsaid


def place(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("file", [file for file in files() if place(file) not in not_yet()], ids=place)
def test_a_file_says_all_that_it_says(file: Path) -> None:
    assert unsaid(file) == [], "say it: see docs/translating.md"


def test_the_list_of_what_is_not_said_yet_names_nothing_that_is() -> None:
    known = {place(file): file for file in files()}

    assert not_yet() <= known.keys()
    assert [name for name in sorted(not_yet()) if not unsaid(known[name])] == [], "take it out of not_yet_said.txt"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p>{{ _("Write it down") }}</p>', []),
        ("<p>Write it down</p>", ["Write it down"]),
        ('<p title="{{ _("Drop") }}">{{ win.title }}</p>', []),
        ('<p title="Drop">{{ win.title }}</p>', ["Drop"]),
        ('<p class="a b">{{ "it" if one else "them" }}</p>', ["it", "them"]),
        ('<p class="{{ "one" if one else "two" }}"></p>', []),
        ('{{ forms.field("tags", "Tags") }}', ["Tags"]),
        ('{{ _("{wins} so far", wins=rows|length|spelled("win")) }}', ["|spelled"]),
        ("<code>smallwins add</code><kbd>Enter</kbd>", []),
    ],
)
def test_words_in_a_template_are_found(tmp_path: Path, source: str, found: list[str]) -> None:
    template = tmp_path / "page.html"
    template.write_text(source, "utf-8")

    assert unsaid(template) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise InputError("title", say("write something down"))', 0),
        ('raise InputError("title", "write something down")', 1),
        ('f"{number} of your wins"', 1),
        ('"""What it is for."""', 0),
        ('raise AssertionError("this cannot be so")', 0),
        ('NAMES = ("GET", "next", "win-title")', 0),
        ('execute("SELECT number FROM win WHERE owner = ?")', 0),
        ('HEADING = "Brag document"  # unsaid: the name that another program gives it', 0),
        ('entry("led", examples=("smallwins led 41 42 --to other wins",))', 0),
        ('entry("led", examples=("smallwins led 41 42  # 41 opened the door",))', 1),
        ('say("{wins} so far", wins="no wins")', 0),
        ('say("{wins} so far", wins=f"{number} more wins")', 1),
    ],
)
def test_words_in_python_are_found(tmp_path: Path, source: str, found: int) -> None:
    module = tmp_path / "module.py"
    module.write_text(source, "utf-8")

    assert len(unsaid(module)) == found
