"""A file of another program in the terminal: looked at, taken in, gone through with one key each."""

from pathlib import Path

import pexpect
import pytest

from smallwins.formats.archives import Packed
from tests.cli.conftest import Smallwins, Terminal
from tests.formats.foreign import FIXTURES, zipped

JRNL = str(FIXTURES / "jrnl" / "good.txt")


def test_a_dry_run_shows_counts_and_a_sample_and_changes_nothing(smallwins: Smallwins) -> None:
    said = smallwins("import", JRNL, "--dry-run")

    assert "This is jrnl’s text." in said.out
    assert "2 things would go into the inbox." in said.out
    assert "2026-05-07  Applied at Northwind" in said.out
    assert smallwins("inbox", "--json").json == {"waiting": 0, "items": []}


def test_a_file_goes_into_the_inbox_once(smallwins: Smallwins) -> None:
    assert "2 things went into the inbox." in smallwins("import", JRNL).out
    assert "0 things went into the inbox.\nHere already: 2." in smallwins("import", JRNL).out
    assert "2 things in the inbox" in smallwins("inbox").out
    smallwins("undo")
    assert smallwins("inbox").out == "The inbox is empty.\n"


def test_what_could_not_be_read_is_listed_with_place_and_reason(smallwins: Smallwins) -> None:
    said = smallwins("import", str(FIXTURES / "table" / "broken-one.csv"))

    assert "1 thing went into the inbox." in said.out
    assert "Could not be read: 3." in said.out
    assert "  line 4: date: 'never' is not a day that can be read" in said.out
    json = smallwins("import", str(FIXTURES / "table" / "broken-one.csv"), "--json").json
    assert json["rejects"][0] == {"place": "line 2", "reason": "date: '2026-13-01' is not a day of the calendar"}
    assert (json["new"], json["known"], json["columns"]) == (
        0,
        1,
        {"title": "title", "date": "date", "details": "details"},
    )


def test_the_order_of_day_and_month_is_asked_for_and_said(smallwins: Smallwins, terminal: Terminal) -> None:
    path = str(FIXTURES / "table" / "broken-order.csv")
    said = smallwins("import", path)
    assert said.code == 2
    assert "'03/04/2026' could be two days" in said.err
    assert "--day-first or --month-first" in said.err
    assert "2026-04-03  Which month?" in smallwins("import", path, "--day-first", "--dry-run").out

    child = terminal("import", path)
    child.expect("which comes first")
    child.send("m")
    child.expect("2026-03-04  Which month")


def test_a_person_sees_what_a_file_would_bring_and_is_asked_before_it_comes_in(
    smallwins: Smallwins, terminal: Terminal
) -> None:
    for key, said, waiting in (("n", "Nothing was taken in.", 0), ("y", "2 things went into the inbox.", 2)):
        child = terminal("import", JRNL)
        child.expect("2 things would go into the inbox.")
        child.expect("Applied at Northwind")
        child.expect_exact("Put them into the inbox?")
        child.send(key)
        child.expect_exact(said)
        child.expect(pexpect.EOF)
        assert smallwins("inbox", "--json").json["waiting"] == waiting

    child = terminal("import", JRNL)
    child.expect_exact("Here already: 2.")
    child.expect(pexpect.EOF)
    assert "Put" not in (child.before or "")


def test_everything_of_an_account_comes_back_in_as_the_journal_that_is_in_it(
    smallwins: Smallwins, tmp_path: Path
) -> None:
    smallwins("add", "Coffee with Priya")
    files = {"account.json": b"{}", "drafts.json": b"[]", "journal.json": smallwins("export").out.encode()}
    archive = zipped(Packed(name, data) for name, data in files.items())
    smallwins("undo")

    said = smallwins("import", "-", stdin=archive).out

    assert said == "Took in: 1 win, 0 goals, 0 reviews.\nLeft out, beside the journal: account.json, drafts.json.\n"
    again = smallwins("import", "-", "--json", stdin=archive).json
    assert (again["known"], again["left_out"]) == (1, ["account.json", "drafts.json"])
    twice = zipped([Packed("a.json", files["journal.json"]), Packed("b.json", files["journal.json"])])
    assert "holds 2 journals of smallwins" in smallwins("import", "-", stdin=twice).err


def test_columns_are_named_by_the_person(smallwins: Smallwins) -> None:
    path = str(FIXTURES / "table" / "broken-no-title.csv")
    assert smallwins("import", path).code == 1
    assert smallwins("import", path, "--map", "title").code == 2

    assert "b\n1 thing went" in smallwins("import", path, "--map", "title=b").out


def test_a_table_whose_columns_were_renamed_is_mapped_one_question_at_a_time(
    smallwins: Smallwins, terminal: Terminal
) -> None:
    path = str(FIXTURES / "teal" / "broken-renamed.csv")
    said = smallwins("import", path)
    assert (said.code, said.err.count("\n")) == (1, 1)
    assert "company: say which column it is" in said.err
    assert "--map company=COLUMN" in said.err

    child = terminal("import", path)
    for field, key in (("company", "2"), ("status", "5"), ("applied", "8")):
        child.expect(f"This is Teal’s table. Which of its columns is “{field}”")
        child.send(key)
    child.expect("2026-03-01  Applied at Northwind: Research lead")


def test_a_report_says_what_was_private_what_else_is_to_be_had_and_what_stayed_behind(smallwins: Smallwins) -> None:
    said = smallwins("import", str(FIXTURES / "memos" / "good.json"), "--dry-run").out

    assert "Of these, 1: private there." in said
    assert "Of these, 1: archived there." in said
    assert "Left out: 2 (is a comment, which comes with its memo): memos[2], memos[3]." in said
    assert "This is one page of memos, and there are more." in said


def test_archives_in_a_folder_are_named_and_stay_closed(smallwins: Smallwins, tmp_path: Path) -> None:
    (tmp_path / "2026-03-01 Mine.md").write_text("My own.")
    (tmp_path / "old.zip").write_bytes(b"PK\x03\x04")

    report = smallwins("import", str(tmp_path), "--dry-run", "--json").json

    assert (report["new"], list(report["left_out_at"].values())) == (1, [["old.zip"]])


def test_a_folder_comes_in_and_a_link_in_it_is_not_followed(smallwins: Smallwins, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\ndate: 2026-03-01\ntitle: Of somebody else\n---\n")
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "2026-03-01 Mine.md").write_text("My own.")
    (folder / "2026-03-01 link.md").symlink_to(tmp_path / "secret.md")

    smallwins("import", str(folder))

    assert [item["title"] for item in smallwins("inbox", "--json").json["items"]] == ["Mine"]


def test_a_file_may_come_by_standard_input(smallwins: Smallwins) -> None:
    assert "2 things" in smallwins("import", "-", stdin=Path(JRNL).read_bytes()).out


@pytest.mark.parametrize("text", [b"", b"{", b"\x00\xff", b"[]", b"PK\x03\x04", b"SQLite format 3\x00 and no more"])
def test_what_is_no_file_of_any_kind_is_refused_in_one_line(smallwins: Smallwins, text: bytes) -> None:
    said = smallwins("import", "-", stdin=text)

    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)


def test_the_signs_that_begin_a_tag_of_jrnls_can_be_said(smallwins: Smallwins) -> None:
    entry = b"[2026-05-06 22:34] Coffee with &Priya about #work\n"
    said = smallwins("import", "-", "--tag-symbols", "&", "--json", stdin=entry).json

    assert said["sample"][0]["tags"] == ["priya"]
    assert "are not the signs that begin a tag" in smallwins("import", "-", "--tag-symbols", "no", stdin=entry).err


def test_goals_of_a_folder_of_markdown_come_in_with_counts_in_the_dry_run(smallwins: Smallwins, tmp_path: Path) -> None:
    (tmp_path / "goals").mkdir()
    (tmp_path / "goals" / "a.md").write_text(
        "---\ntitle: Sing\nstatus: active\npossible: [{on: 2026-01-02, value: 3}]\n---\nWhy\n"
    )
    folder = str(tmp_path)

    assert "1 goal would come in as it is:\n  Sing\n" in smallwins("import", folder, "--dry-run").out
    assert smallwins("goals", "--json").json == []
    taken = smallwins("import", folder).out
    assert "1 goal came in:\n  Sing\nsmallwins goals shows them" in taken
    assert "0 things" not in taken
    (goal,) = smallwins("goals", "--json").json
    assert (goal["title"], goal["why"], goal["possible"]) == ("Sing", "Why", [{"on": "2026-01-02", "value": 3}])
    assert "1 goal here already." in smallwins("import", folder).out
    smallwins("undo")
    assert smallwins("goals", "--json").json == []


def test_a_program_decides_by_id(smallwins: Smallwins) -> None:
    smallwins("add", "Coffee")
    smallwins("import", JRNL)
    applied, coffee = (item["id"] for item in smallwins("inbox", "--json").json["items"])

    assert smallwins("inbox", "--keep", applied, "--json").json == {"waiting": 1, "wins": [2]}
    assert smallwins("inbox", "--merge", coffee).code == 2
    assert "Merged into win 1." in smallwins("inbox", "--merge", coffee, "--into", "1").out
    assert smallwins("show", "2", "--json").json["history"][0]["cause"] == "imported"
    smallwins("undo")
    assert "Let go." in smallwins("inbox", "--let-go", coffee).out
    assert smallwins("inbox").out == "The inbox is empty.\n"


def test_the_time_and_the_star_of_an_entry_of_jrnl_go_out_again(smallwins: Smallwins, tmp_path: Path) -> None:
    text = "[2026-05-06 10:34:00 PM] Coffee with Priya *\nShe said to write to Sam. @mentor\n\n"
    smallwins("import", "-", stdin=text)
    (item,) = smallwins("inbox", "--json").json["items"]
    smallwins("inbox", "--keep", item["id"])

    smallwins("export", "--as", "jrnl", str(tmp_path / "out.txt"))

    assert (tmp_path / "out.txt").read_text() == text


def test_one_key_each_goes_through_the_inbox(terminal: Terminal, smallwins: Smallwins) -> None:
    smallwins("add", "Coffee", "--on", "2026-05-06")
    smallwins("import", JRNL)
    child = terminal("inbox")
    child.expect("2 left")
    child.expect("Applied at Northwind")
    child.send("l")
    child.expect("1 left")
    child.send("b")  # takes it back
    child.expect("Taken back")
    child.expect("2 left")
    child.send("k")
    child.expect("Win 2")
    child.expect("Coffee with @Priya")
    child.send("m")
    child.expect("Into which win")
    child.sendline("1")
    child.expect("2 decisions. The inbox is empty")
    child.wait()

    assert "She said to write to Sam." in smallwins("show", "1", "--json").json["story"]


def test_a_week_is_listed_alone_and_its_review_goes_through_it(smallwins: Smallwins, terminal: Terminal) -> None:
    smallwins("import", JRNL)
    smallwins("import", "-", stdin=b"date,title\n2026-03-02,Of March\n")
    of_week = smallwins("inbox", "--week", "2026-W19")
    assert "2 things of 2026-W19 in the inbox" in of_week.out
    assert "Of March" not in of_week.out
    assert smallwins("inbox", "--week", "2026-W10", "--json").json["waiting"] == 1
    assert smallwins("inbox", "--week", "2026-W11").out == "Nothing of 2026-W11 waits in the inbox.\n"
    assert smallwins("inbox", "--week", "soon").code == 1

    child = terminal("review", "--week", "2026-W19")
    child.expect("1 of 6")
    child.send("\r")
    child.expect("From elsewhere: 2 things of this week")
    child.expect("Applied at Northwind")
    child.send("k")
    child.expect("Win 1")
    child.send("b")
    child.expect("Taken back")
    child.expect("Applied at Northwind")
    child.send("l")
    child.expect("Coffee with @Priya")
    child.send("b")
    child.expect("Applied at Northwind")
    child.send("b")
    child.expect("1 of 6")
    child.send("\r")
    child.expect("Applied at Northwind")
    child.send("k")
    child.expect("Coffee with @Priya")
    child.send("s")
    child.expect("What this week brought clarity")
    child.send("q\r")
    child.expect("All of it is kept")
    child.wait()
    assert smallwins("inbox", "--week", "2026-W19", "--json").json["waiting"] == 1
    assert [win["title"] for win in smallwins("list", "--json").json] == ["Applied at Northwind"]


def test_a_hundred_things_are_decided_with_a_hundred_keys(terminal: Terminal, smallwins: Smallwins) -> None:
    smallwins("import", "-", stdin="".join(["date,title\n", *(f"2026-05-06,Win {at}\n" for at in range(100))]).encode())
    child = terminal("inbox")
    child.delaybeforesend = None
    for left in range(100, 0, -1):
        child.expect_exact(f"{left} left")
        child.expect_exact("q quit")
        child.send("k" if left % 2 else "l")
    child.expect("100 decisions. The inbox is empty")
    child.wait()

    assert len(smallwins("list", "--limit", "200", "--json").json) == 50


def test_a_goal_that_came_along_is_offered_and_one_more_key_makes_it_one(
    terminal: Terminal, smallwins: Smallwins
) -> None:
    smallwins("goal", "add", "Speak more")
    smallwins("import", str(FIXTURES / "bragbit-markdown" / "good.md"))
    child = terminal("inbox")
    child.expect("2 left")
    child.expect("toward a goal that it names")
    child.send("g")
    child.expect("toward “Lead a research team”")
    child.expect("make it a goal of mine")
    child.send("y")
    child.expect("toward “Speak more”")
    child.expect("this goal of mine")
    child.send("n")
    child.expect("Win 1")
    child.expect("1 left")
    child.send("k")
    child.expect("2 decisions")
    child.wait()

    goals = {goal["title"]: goal["id"] for goal in smallwins("export").json["goals"]}
    assert list(goals) == ["Speak more", "Lead a research team"]
    assert smallwins("show", "1", "--json").json["answers"]["goals"] == [goals["Lead a research team"]]
    assert smallwins("show", "2", "--json").json["answers"].get("goals") in (None, [])


@pytest.mark.parametrize(
    ("way", "begins"), [("markdown", b"PK"), ("csv", b"\xef\xbb\xbf"), ("jrnl", b"[2026-05-06 09:00]")]
)
def test_a_journal_leaves_in_the_formats_of_others_and_is_known_when_it_comes_back(
    smallwins: Smallwins, tmp_path: Path, way: str, begins: bytes
) -> None:
    smallwins("add", "Coffee with Priya", "--on", "2026-05-06")
    out = tmp_path / "out"
    smallwins("export", "--as", way, str(out))

    assert out.read_bytes().startswith(begins)
    report = smallwins("import", str(out), "--json").json
    assert (report["new"], report["known"]) == ((1, 0) if way == "jrnl" else (0, 1))
