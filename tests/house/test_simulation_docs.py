"""The page of the method and the page of the simulation say the same."""

import re
from pathlib import Path

from bench.simulation_page import short_table, with_short_table

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_short_table_of_the_method_says_what_the_simulation_showed() -> None:
    method, long = (DOCS / "method.md").read_text("utf-8"), (DOCS / "simulation.md").read_text("utf-8")

    assert short_table(long) in method
    assert with_short_table(method, long) == method


def test_the_short_table_names_every_question_that_the_method_names() -> None:
    long = (DOCS / "simulation.md").read_text("utf-8")
    method = (DOCS / "method.md").read_text("utf-8").partition("| id | question | test | effect |")[2]
    questions = [line.split("`")[1] for line in method.partition("\n\n")[0].splitlines() if line.startswith("| `")]

    assert len(questions) == 8
    short = short_table(long)
    assert [
        one for one in questions if short.count(f"| `{one}` | weak") + short.count(f"| `{one}` | strong") != 2
    ] == []
    assert "| pattern | strength | 100 wins | 300 wins | 500 wins |" in short
    assert [one for one in (*questions, "gut-calibration, called shiny") if f"\n| {one} | 9" not in short] == []


def test_every_promise_of_the_method_is_kept_by_the_numbers_beside_it() -> None:
    short = short_table((DOCS / "simulation.md").read_text("utf-8"))
    strong = re.findall(r"^\| `\S+` \| strong \(\S+\) \| [^|]+ \| ([\d.]+)% [^|]+\|", short, re.MULTILINE)
    covered = re.findall(r"^\| [a-z, -]+ \| ([\d.]+)% [^|]+ \|$", short, re.MULTILINE)
    free = re.findall(r"\| any finding \| ([\d.]+)%", short)

    assert (len(strong), len(covered), len(free)) == (8, 9, 2)
    assert min(map(float, strong)) >= 90
    assert min(map(float, covered)) >= 93
    assert max(map(float, free)) <= 5
