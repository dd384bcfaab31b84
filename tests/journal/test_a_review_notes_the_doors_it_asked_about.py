"""A review counts a door as asked about only where it was asked, so that nothing nags and nothing is forgotten."""

from datetime import UTC, date, datetime
from pathlib import Path

from smallwins.bootstrap import LOCAL, local_journals, new_id
from smallwins.journal.commands import AddWin, AnswerWin, MoveReview
from smallwins.journal.judging import answer_win
from smallwins.journal.reviews import move_review
from smallwins.journal.weekly import review_of
from smallwins.journal.wins import add_win
from smallwins.method.week import Week

W47 = Week(2026, 47)
FRIDAY = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_door_due_on_saturday_is_not_counted_as_asked_about_on_friday(tmp_path: Path) -> None:
    due, saturday = new_id(), new_id()
    with local_journals(str(tmp_path / "journal.db")).journal_of(LOCAL) as journal:
        for win, look_again in ((due, date(2026, 11, 20)), (saturday, date(2026, 11, 21))):
            add_win(journal, AddWin(win, FRIDAY, "Wrote to Sam", date(2026, 10, 23)))
            answer_win(journal, AnswerWin(win, FRIDAY, opened="not_yet", look_again=look_again))
        shown = [line.judged.win.id for line in review_of(journal, W47, FRIDAY.date()).doors]
        review = move_review(journal, MoveReview(W47, FRIDAY, "wins"))

    assert shown == [due]
    assert review.asked == (due,)
