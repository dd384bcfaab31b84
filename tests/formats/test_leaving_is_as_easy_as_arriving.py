"""What goes out in a format of others comes in again, as far as that format can hold it; and no cell is a formula."""

import csv
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallwins.formats.came_along import going_out
from smallwins.formats.candidate import Candidate, FoundGoal
from smallwins.formats.formulas import SIGNS, escaped, unescaped
from smallwins.formats.leaving import Leaving, jrnl, markdown_zip, table
from smallwins.formats.markdown_folder import KEYS
from smallwins.formats.source import Source
from smallwins.formats.table import OWN
from smallwins.formats.telling.markdown import to_markdown
from smallwins.method.answers import Answers
from smallwins.method.goal import Goal, Possible
from smallwins.method.step import NextStep
from smallwins.method.telling import Record
from smallwins.method.telling.composing import compose
from smallwins.method.verdict import JudgedWin, judge
from smallwins.method.win import KINDS, PRIVATE, VERDICTS, Overrule, Win, was_private
from tests.formats.foreign import candidates, handed_over, read, read_as, rejects

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
GOAL = Goal(
    "g", 1, "Lead a research team", "Because.\n\n---\nTruly.", ("hiring", "[x]: y"), "active", date(2026, 1, 1),
    (Possible(date(2026, 1, 1), 3), Possible(date(2026, 2, 1), 0)), extra={"mood": [1, None], "extra": {"extra": 1}},
)  # fmt: skip
LET_GO = Goal("h", 2, "Speak, then teach; both", None, (), "let_go", date(2025, 1, 1))
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
# Keys that are not ours, also such as are called like ours, with values of every type that smallwins/1 keeps.
names = st.sampled_from(
    [
        "mood",
        "date",
        "goals",
        "goal",
        "verdict",
        "extra",
        "private",
        "also",
        "uuid",
        "day",
        "aliases",
        "<<",
        "[[x]]",
        "7",
    ]
)
odd = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from("[]{}&*!:-\x85\u2028\ufeff\r\n"),
    max_size=12,
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["2026-01-01", "true", "null", "~", "1e3", "", "=1+1", "[" * 600, "---"]) | odd,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(odd, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
extras = st.dictionaries(names, values, max_size=4)
sources: st.SearchStrategy[dict[str, object]] = st.sampled_from([
    {}, {"imported_from": {"format": "bragbit", "notes": [PRIVATE], "also": {"links": ["[x](y)"]}}},
    {"merged_from": [{"format": "memos", "notes": [PRIVATE]}]}, {"imported_from": {"format": "ics"}},
])  # fmt: skip
labels = st.lists(st.text("abcdeé-", min_size=1, max_size=9), unique=True, max_size=3).map(tuple)
awkward = st.lists(st.sampled_from(["a, b", "c; d", 'so "called"', "#1", '"', "x"]), unique=True, max_size=3).map(tuple)
stories = st.none() | st.text(plain, min_size=1, max_size=200).map(lambda text: text.strip("\n")).filter(str.strip)
days = st.dates(date(2000, 1, 1), date(2026, 11, 22))


@st.composite
def journals(draw: st.DrawFn) -> Leaving:
    wins = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        answers = draw(st.sampled_from([Answers(), Answers(direction="toward", goals=("g",), stretch=2, gains=())]))
        kind = draw(st.sampled_from([*KINDS, None]))
        win = Win(
            f"id-{number}", number, draw(words), draw(stories), kind, draw(labels), draw(days), AT,
            looks=draw(st.none() | st.integers(0, 4)),
            gut=draw(st.sampled_from([None, "real", "shiny"])),
            celebrated_on=draw(st.none() | days),
            overrule=draw(st.none() | st.builds(Overrule, st.sampled_from(VERDICTS), words, st.just(AT))),
            answers=answers,
            extra={**draw(extras), **draw(sources)},
        )  # fmt: skip
        wins.append(JudgedWin(win, judge(answers)))
    planned = draw(words), draw(st.none() | days)
    steps = [NextStep("s-1", 1, "id-1", *planned), NextStep("s-2", 2, "id-1", "Rang", None, "done", date(2026, 1, 2))]
    return Leaving(wins, {"id-2": ["id-1"]}, [GOAL, LET_GO], {"id-1": steps} if draw(st.booleans()) else {})


def kept(candidate: Candidate, win: Win) -> Win:
    """Return a win as keeping what came back makes one: its own words, and the rest beside it."""
    source = {
        "format": candidate.key.partition(":")[0], "goals": list(candidate.goals), "notes": list(candidate.notes),
        "also": dict(candidate.extra),
    }  # fmt: skip
    return Win(
        win.id, win.number, candidate.title, candidate.story, candidate.kind, candidate.tags, candidate.happened_on, AT,
        extra={"imported_from": {key: value for key, value in source.items() if value}},
    )  # fmt: skip


def back(data: bytes) -> dict[str, Candidate]:
    _, found = read(Source("x", data))
    assert rejects(found) == []
    return {one.key.partition(":")[2]: one for one in candidates(found)}


@settings(max_examples=60, deadline=None)
@given(journals())
def test_a_folder_of_markdown_comes_back(leaving: Leaving) -> None:
    found = back(markdown_zip(leaving))

    assert set(found) == {judged.win.id for judged in leaving.wins}
    for judged in leaving.wins:
        one, win = found[judged.win.id], judged.win
        assert (one.title, one.story, one.happened_on, one.kind) == (win.title, win.story, win.happened_on, win.kind)
        assert one.tags == win.tags
        assert one.goals == (("Lead a research team",) if win.answers.goals else ())
        said = dict(one.extra)
        assert said["verdict"] == judged.verdict
        assert (said.get("looks"), said.get("gut")) == (win.looks, win.gut)
        assert said.get("celebrated_on") == (win.celebrated_on and str(win.celebrated_on))
        assert said.get("overrule") == (
            win.overrule and {"verdict": win.overrule.verdict, "reason": win.overrule.reason}
        )
        assert said.get("answers", {}) == (
            {"direction": "toward", "stretch": 2, "gains": []} if win.answers.goals else {}
        )
        steps = leaving.steps.get(win.id, ())
        told = said.get("steps", [])
        assert isinstance(told, list)
        assert [(step["text"], step["status"]) for step in told] == [(step.text, step.status) for step in steps]
        assert [step.get("due_on") for step in told] == [step.due_on and str(step.due_on) for step in steps]
        assert [step.get("done_on") for step in told] == [step.done_on and str(step.done_on) for step in steps]
        opened_by = said.get("opened_by", [])
        assert isinstance(opened_by, list)
        assert len(opened_by) == (win.id == "id-2")
        assert (PRIVATE in one.notes) == was_private(win.extra)
        beside = said.get("extra", {})
        assert isinstance(beside, dict)
        for key, value in win.extra.items():
            assert repr(beside[key] if key in KEYS | {"extra"} else said[key]) == repr(value)  # types, too
    _, everything = read(Source("x", markdown_zip(leaving)))
    assert [one.goal for one in everything if isinstance(one, FoundGoal)] == [
        goal._replace(number=0) for goal in (GOAL, LET_GO)
    ]
    assert markdown_zip(leaving) == markdown_zip(leaving)


@settings(max_examples=25, deadline=None)
@given(journals())
def test_a_second_round_through_markdown_loses_nothing_and_adds_nothing(leaving: Leaving) -> None:
    def round_of(leaving: Leaving) -> Leaving:
        found = back(markdown_zip(leaving))
        wins = [JudgedWin(kept(found[one.win.id], one.win), judge(Answers())) for one in leaving.wins]
        return leaving._replace(wins=wins, openers={}, steps={})

    second = round_of(leaving)
    third = round_of(second)

    assert markdown_zip(round_of(third)) == markdown_zip(third)  # the verdict is by then that of a win without answers
    for one, before in zip(third.wins, leaving.wins, strict=True):
        told = going_out(one.win.extra, "markdown", KEYS)
        beside = told.get("extra", {})
        assert isinstance(beside, dict)
        for key, value in before.win.extra.items():
            source = told["imported_from"]
            assert isinstance(source, dict)
            assert repr((source["also"] if key == "imported_from" else {**told, **beside})[key]) == repr(value)
        assert was_private(one.win.extra) == was_private(before.win.extra)


@settings(max_examples=60, deadline=None)
@given(journals(), awkward)
def test_a_table_comes_back(leaving: Leaving, tags: tuple[str, ...]) -> None:
    toward = GOAL._replace(title="Lead, then teach; both")
    wins = [one._replace(win=one.win._replace(tags=tags)) for one in leaving.wins]
    leaving = leaving._replace(wins=wins, goals=[toward])
    found = back(table(leaving))

    assert set(found) == {judged.win.id for judged in leaving.wins}
    for judged in leaving.wins:
        one, win = found[judged.win.id], judged.win
        assert (one.title, one.story, one.happened_on, one.kind) == (win.title, win.story, win.happened_on, win.kind)
        assert one.tags == win.tags
        assert one.goals == ((toward.title,) if win.answers.goals else ())
        assert (PRIVATE in one.notes) == was_private(win.extra)
        beside = one.extra.get("extra", {})
        assert isinstance(beside, dict)
        for key, value in win.extra.items():
            assert repr((beside if key in OWN | {"extra"} else one.extra)[key]) == repr(value)  # types, too
        columns = {
            "number": win.number, "verdict": judged.verdict, "looks": win.looks, "gut": win.gut,
            "direction": win.answers.direction, "discomfort": win.answers.stretch,
            "gains": "nothing" if win.answers.gains == () else None, "celebrated_on": win.celebrated_on,
            "overrule": win.overrule and win.overrule.verdict, "because": win.overrule and win.overrule.reason,
            "opened_by": 1 if win.id == "id-2" else None, "steps": None,
        }  # fmt: skip
        if planned := leaving.steps.get(win.id):
            first, due = planned[0].text, planned[0].due_on
            columns["steps"] = f"{first} (open{f', by {due}' if due else ''}); Rang (done on 2026-01-02)"
        said = {name: unescaped(str(one.extra[name])) for name in columns if one.extra.get(name)}
        assert said == {name: str(value) for name, value in columns.items() if value is not None}


@settings(max_examples=60, deadline=None)
@given(journals(), st.sampled_from(["09:00", "10:34 PM", "22:34:01"]))
def test_a_second_round_through_jrnl_changes_nothing(leaving: Leaving, time: str) -> None:
    source = {"imported_from": {"format": "jrnl", "also": {"time": time}}}
    came = [one._replace(win=one.win._replace(extra=source)) for one in leaving.wins]
    first = jrnl(leaving._replace(wins=came))

    _, found = read(Source("x", first))
    kept = [
        JudgedWin(
            Win(f"id-{n}", n, one.title, one.story, None, one.tags, one.happened_on, AT, extra={
                "imported_from": {"format": "jrnl", "also": dict(one.extra), "notes": list(one.notes)}
            }),
            judge(Answers()),
        )
        for n, one in enumerate(candidates(found), 1)
    ]  # fmt: skip

    assert jrnl(Leaving(kept, {}, [])) == first
    assert first.decode().count(f" {time}] ") >= len(came)
    in_order = sorted(came, key=lambda judged: (judged.win.happened_on, judged.win.number))
    stars = [one.win.celebrated_on is not None or one.win.title.endswith(" *") for one in in_order]
    assert ["starred there" in one.notes for one in candidates(found)] == stars


def test_an_entry_of_jrnls_json_goes_out_with_its_time_and_its_star_and_nothing_else_as_a_time() -> None:
    found = candidates(read(handed_over("jrnl-json/good.json"))[1])

    def sent(**other: object) -> list[str]:
        wins = [
            JudgedWin(
                Win(f"id-{n}", n, one.title, None, None, (), one.happened_on, AT, extra={
                    "imported_from": {"format": "jrnl-json", "also": {**one.extra, **other}, "notes": list(one.notes)}
                }),
                judge(Answers()),
            )
            for n, one in enumerate(found, 1)
        ]  # fmt: skip
        return jrnl(Leaving(wins, {}, [])).decode().split("\n\n")[:-1]

    assert sent() == ["[2026-05-06 22:34] Coffee with Priya *", "[2026-05-07 09:00] Applied at Northwind"]
    for told in ("22:34] Mine\n\n[2026-05-06 22:34", "22:34\n", "\n22:34", "soon", 7):
        assert sent(time=told)[0] == "[2026-05-06 09:00] Coffee with Priya *"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(words, days), min_size=1, max_size=5, unique_by=str))
def test_what_a_brag_document_lists_comes_back_by_title_and_day(listed: list[tuple[str, date]]) -> None:
    wins = tuple(
        JudgedWin(Win(f"id-{n}", n, title, None, None, (), day, AT), judge(Answers()))
        for n, (title, day) in enumerate(listed, 1)
    )
    planned = {"id-1": (NextStep("s", 1, "id-1", "Ring Sam", date(2026, 12, 1)),)}
    told = compose("brag", Record(wins, (), (), planned, date(2000, 1, 1), date(2026, 11, 22)))

    found = read_as("brag-document", Source("brag.md", to_markdown(told).encode()))

    assert [(one.title, one.happened_on) for one in candidates(found)] == listed


@settings(max_examples=60, deadline=None)
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
