"""What goes out in a format of others comes in again, as far as that format can hold it; and no cell is a formula."""

import csv
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallwins.formats.candidate import Candidate
from smallwins.formats.formulas import SIGNS, escaped, unescaped
from smallwins.formats.leaving import Leaving, jrnl, markdown_zip, table
from smallwins.formats.source import Source
from smallwins.method.answers import Answers
from smallwins.method.goal import Goal
from smallwins.method.verdict import JudgedWin, judge
from smallwins.method.win import KINDS, Win
from tests.formats.foreign import candidates, read, rejects

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
GOAL = Goal("g", 1, "Lead a research team", "Because.", ("hiring",), "active", date(2026, 1, 1))
FORMULAS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0",
    "＝1+1", "＋1", "－1", "＠x",
    " =1+1", "'=1+1", "''=1", "\n=1",
]  # fmt: skip
plain = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n")
words = (
    st.text(plain, min_size=1, max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text.strip("'"))
)
labels = st.lists(st.text("abcdeé-", min_size=1, max_size=9), unique=True, max_size=3).map(tuple)
stories = st.none() | st.text(plain, min_size=1, max_size=200).map(lambda text: text.strip("\n")).filter(str.strip)
days = st.dates(date(2000, 1, 1), date(2026, 11, 22))


@st.composite
def journals(draw: st.DrawFn) -> Leaving:
    wins = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        answers = draw(st.sampled_from([Answers(), Answers(direction="toward", goals=("g",), stretch=2, gains=())]))
        kind = draw(st.sampled_from(KINDS))
        win = Win(
            f"id-{number}", number, draw(words), draw(stories), kind, draw(labels), draw(days), AT, answers=answers
        )
        wins.append(JudgedWin(win, judge(answers)))
    return Leaving(wins, {"id-2": ["id-1"]}, [GOAL])


def back(data: bytes) -> dict[str, Candidate]:
    _, found = read(Source("x", data))
    assert rejects(found) == []
    return {one.key.partition(":")[2]: one for one in candidates(found)}


@given(journals())
def test_a_folder_of_markdown_comes_back(leaving: Leaving) -> None:
    found = back(markdown_zip(leaving))

    assert set(found) == {judged.win.id for judged in leaving.wins}
    for judged in leaving.wins:
        one, win = found[judged.win.id], judged.win
        assert (one.title, one.story, one.happened_on, one.kind) == (win.title, win.story, win.happened_on, win.kind)
        assert one.tags == win.tags
        assert one.goals == (("Lead a research team",) if win.answers.goals else ())
        assert one.extra["verdict"] == judged.verdict
    assert markdown_zip(leaving) == markdown_zip(leaving)


@given(journals())
def test_a_table_comes_back(leaving: Leaving) -> None:
    found = back(table(leaving))

    assert set(found) == {judged.win.id for judged in leaving.wins}
    for judged in leaving.wins:
        one, win = found[judged.win.id], judged.win
        assert (one.title, one.story, one.happened_on, one.kind) == (win.title, win.story, win.happened_on, win.kind)
        assert one.tags == win.tags
        assert one.goals == (("Lead a research team",) if win.answers.goals else ())


@given(journals())
def test_the_text_of_jrnl_comes_back(leaving: Leaving) -> None:
    _, found = read(Source("x", jrnl(leaving)))
    in_order = sorted(leaving.wins, key=lambda judged: (judged.win.happened_on, judged.win.number))

    assert rejects(found) == []
    assert [one.happened_on for one in candidates(found)] == [judged.win.happened_on for judged in in_order]
    for one, judged in zip(candidates(found), in_order, strict=True):
        assert {bare for tag in judged.win.tags if (bare := tag.strip("-"))} <= {tag.strip("-") for tag in one.tags}
        said = f"{one.title}{one.story or ''}"
        title = judged.win.title.removesuffix(" *")  # to jrnl a star at the end says "starred", and is no word
        assert all(word in said for word in f"{title} {judged.win.story or ''}".split())


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_table_is_a_formula_and_the_words_come_back(formula: str) -> None:
    win = Win("id-1", 1, "Title", formula, None, (formula.strip(),), date(2026, 1, 1), AT)
    if not {"\n", "\r"} & set(formula):
        win = win._replace(title=formula)
    data = table(Leaving([JudgedWin(win, judge(win.answers))], {}, []))

    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(SIGNS) or cell.lstrip().startswith(SIGNS)]
    assert unescaped(escaped(formula)) == formula


@given(st.text())
def test_escaping_loses_nothing_and_leaves_no_formula(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not escaped(text).startswith(SIGNS)


def test_every_file_has_a_name_that_every_system_can_hold_and_none_twice() -> None:
    titles = ["../../etc/passwd", "CON: a/b\\c*?", "Same", "same", "x" * 400, "…", "[[link]] #tag"]
    wins = [
        JudgedWin(Win(f"id-{n}", n, title, None, None, (), date(2026, 1, 1), AT), judge(Answers()))
        for n, title in enumerate(titles, 1)
    ]
    with zipfile.ZipFile(BytesIO(markdown_zip(Leaving(wins, {}, [GOAL])))) as archive:
        names = archive.namelist()

    assert len({name.casefold() for name in names}) == len(titles) + 1
    assert not [name for name in names if ".." in name or set(name) & set('\\:*?"<>|#[]') or len(name) > 120]


def test_links_between_wins_are_those_that_obsidian_follows() -> None:
    wins = [
        JudgedWin(Win(f"id-{n}", n, title, None, None, (), date(2026, 1, n), AT), judge(Answers()))
        for n, title in ((1, "E-mail"), (2, "Call"))
    ]
    with zipfile.ZipFile(BytesIO(markdown_zip(Leaving(wins, {"id-2": ["id-1"]}, [])))) as archive:
        assert "- '[[2026-01-01 E-mail]]'" in archive.read("wins/2026-01-02 Call.md").decode()
