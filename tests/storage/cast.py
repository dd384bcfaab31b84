"""Ada keeps a journal, Ben keeps another; and their wins, written down in one line."""

from datetime import UTC, date, datetime, timedelta

from smallwins.journal.ports import Journal
from smallwins.method.answers import Answers
from smallwins.method.goal import Goal, Possible
from smallwins.method.signals import Facts
from smallwins.method.step import NextStep
from smallwins.method.verdict import JudgedWin, judge
from smallwins.method.win import Win

ADA, BEN = 1, 2
MONDAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)

REAL = Answers(direction="toward", motive="meaningful", opened="door", stretch=2, gains=("clarity",))
SHINY = Answers(direction="away", motive="available", opened="nothing", stretch=0, gains=())
WAITING = Answers(direction="toward", opened="not_yet", look_again=date(2026, 12, 14))


def a_win(number: int = 1, title: str = "A win", answers: Answers | None = None, **fields: object) -> JudgedWin:
    """A win of Ada's, judged; its day is Monday plus its number, unless another is named."""
    win = Win(
        id=an_id(number),
        number=number,
        title=title,
        story=None,
        kind=None,
        tags=(),
        happened_on=MONDAY + timedelta(days=number),
        logged_at=NOON + timedelta(days=number),
        answers=answers or Answers(),
    )._replace(**fields)  # type: ignore[arg-type]  # a test names the fields that it cares about
    return JudgedWin(win, judge(win.answers, Facts()))


def a_step(number: int, win: JudgedWin, text: str = "Write to Sam", **fields: object) -> NextStep:
    """A step of Ada's."""
    step = NextStep(an_id(number, "5"), number, win.win.id, text, None)
    return step._replace(**fields)  # type: ignore[arg-type]  # as above


def a_goal(number: int, title: str = "Lead a research team", **fields: object) -> Goal:
    """A goal of Ada's."""
    goal = Goal(an_id(number, "6"), number, title, None, ("hiring",), "active", MONDAY, (Possible(MONDAY, 3),))
    return goal._replace(**fields)  # type: ignore[arg-type]  # as above


def an_id(number: int, family: str = "7") -> str:
    """The id of the nth of a family."""
    return f"0190{family}000-0000-7000-8000-{number:012x}"


def write(journal: Journal, *wins: JudgedWin) -> None:
    """Keep wins."""
    journal.wins.add(wins)
