"""Wins of Ada's as the insights see them, written down in one line."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from smallwins.insights.columns import Columns, columns_of
from smallwins.insights.evidence import Evidence, JudgedRow, gathered
from smallwins.insights.finding import Answer, Silent
from smallwins.method.review import Review
from smallwins.method.signals.reading import Signals

TODAY = date(2026, 11, 22)
OPEN = Signals("open", "open", "open", "open")
LONG_AGO = 100  # days; time has told


def a_win(age: int = LONG_AGO, door_after: int | None = None, **fields: object) -> JudgedRow:
    """A win of Ada's so many days ago, whose first door opened so many days after it."""
    day = TODAY - timedelta(days=age)
    door_on = None if door_after is None else day + timedelta(days=door_after)
    row = JudgedRow("a-win", 1, "A win", day, "early", OPEN, door_on=door_on)
    return row._replace(**fields)  # type: ignore[arg-type]  # a test names the fields that it cares about


def wins(opened: int, of: int, **fields: object) -> list[JudgedRow]:
    """So many wins alike, of which some opened a door a week later."""
    rows = [a_win(door_after=7 if i < opened else None) for i in range(of)]
    return [row._replace(**fields) for row in rows]  # type: ignore[arg-type]  # as above


def evidence(*groups: Iterable[JudgedRow], reviews: Iterable[Review] = ()) -> Evidence:
    """Put wins side by side, each with a number and an id of its own."""
    rows = [row for group in groups for row in group]
    return gathered(TODAY, [row._replace(id=f"win-{i}", number=i) for i, row in enumerate(rows, 1)], reviews)


def columns(*groups: Iterable[JudgedRow], reviews: Iterable[Review] = ()) -> Columns:
    """Put wins side by side for a question to count."""
    return columns_of(evidence(*groups, reviews=reviews))


def the_answer(answers: Sequence[Answer | Silent]) -> Answer:
    """Return the one answer of a question, which must have been tested."""
    (answer,) = answers
    assert isinstance(answer, Answer)
    return answer


def silent(answers: Sequence[Answer | Silent]) -> Silent:
    """Return the one answer of a question, which must be silence."""
    (answer,) = answers
    assert isinstance(answer, Silent)
    return answer
