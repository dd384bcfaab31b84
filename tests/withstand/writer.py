"""Ada writing without pause, in a process that can be killed: `python -m tests.withstand.writer JOURNAL SEED`.

It says `sent ID` before it writes a win down and `kept ID` once that was acknowledged; between them, and after,
it answers questions, opens doors, takes wins out and takes changes back, so that a kill meets every kind of work.
"""

import random
import sys
from datetime import timedelta

from smallwins.bootstrap import LOCAL, local_journals, new_id, now
from smallwins.journal.commands import AddStep, AddWin, AnswerWin, DeleteWin, LinkWins, Undo
from smallwins.journal.doors import link_wins
from smallwins.journal.editing import delete_win
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import Journals
from smallwins.journal.steps import add_step
from smallwins.journal.undo import undo
from smallwins.journal.wins import add_win
from smallwins.method.answers import DIRECTIONS, MOTIVES, OPENED


def write(path: str, seed: str) -> None:
    """Write until killed."""
    journals, throw = local_journals(path), random.Random(seed)
    while True:
        _write_down(journals, throw)
        work(journals, throw)


def _write_down(journals: Journals, throw: random.Random) -> None:
    win = new_id()
    day = now().date() - timedelta(days=throw.randrange(30))
    say(f"sent {win}")
    with journals.journal_of(LOCAL) as journal:
        add_win(journal, AddWin(win, now(), f"Win {win}", day, story="So it went. " * throw.randrange(2000)))
    say(f"kept {win}")


def work(journals: Journals, throw: random.Random) -> None:
    """Answer, plan, open a door, take a win out and take that back: two transactions."""
    with journals.journal_of(LOCAL) as journal:
        wins = list(journal.wins.everything())
        earlier, later = sorted(throw.choices(wins, k=2), key=lambda judged: judged.win.happened_on)
        answer_win(
            journal,
            AnswerWin(
                later.win.id,
                now(),
                direction=throw.choice(DIRECTIONS),
                motive=throw.choice(MOTIVES),
                opened=throw.choice(OPENED),
                stretch=throw.randrange(5),
                gains=(),
            ),
        )
        add_step(journal, AddStep(new_id(), later.win.id, now(), "One thing more", None))
        if earlier.win.happened_on < later.win.happened_on:
            link_wins(journal, LinkWins(earlier.win.id, later.win.id, now()))
    with journals.journal_of(LOCAL) as journal:
        delete_win(journal, DeleteWin(later.win.id, now()))
        undo(journal, Undo(now()))


def say(line: str) -> None:
    """Say a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    write(sys.argv[1], sys.argv[2])
