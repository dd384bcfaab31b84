"""The page of the method and the page of the simulation say the same."""

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
    assert [question for question in questions if f"a strong `{question}`" not in short_table(long)] == []
