"""A coach's list of clients: the four states, what came back, who needs a look first; nothing that is not shown."""

from datetime import datetime, timedelta

import pytest

from smallwins.bootstrap import new_id
from smallwins.journal.commands import AnswerPulse, CloseReview, PauseWeek
from smallwins.journal.ports import Journal
from smallwins.journal.reviews import answer_pulse, close_review, pause_week
from smallwins.journal.shared_list import LOOKS, ListedClient, Shown, first_needed, listed
from smallwins.journal.sharing import AddRemark, AnswerRemark, add_remark, answer_remark
from smallwins.method.week import Week
from tests.journal.conftest import NOW, TODAY, WriteDown

WEEK = Week(2026, 46)
EARLIER, LATER = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
CLEO, DORA = 7, 8
EVERYTHING = Shown(CLEO, weeks=True, since=None, wins=(), looked={})


def close(ada: Journal, week: Week = WEEK, *, stuck: bool | None = None) -> None:
    answer_pulse(ada, AnswerPulse(week, NOW, TODAY, stuck=stuck))
    close_review(ada, CloseReview(week, NOW))


def asked(ada: Journal, win: str | None = None, author: int = CLEO) -> str:
    week = None if win else WEEK
    return add_remark(ada, AddRemark(new_id(), NOW, author, "Cleo", win, week, "Who was there?", asks=True)).id


def seen(ada: Journal, shown: Shown = EVERYTHING) -> ListedClient:
    return listed(ada, shown, TODAY, 5)


def test_a_client_who_closed_nothing_says_nothing(ada: Journal) -> None:
    assert seen(ada).look == "unknown"
    assert seen(ada).last is None
    assert {week.line.state for week in seen(ada).weeks} == {None}


def test_a_closed_week_is_to_be_read_until_it_was(ada: Journal, write_down: WriteDown) -> None:
    write_down(on=WEEK.monday)
    close(ada)

    assert seen(ada).look == "unread"
    assert [week.line.week for week in seen(ada).weeks if week.unread] == [WEEK]
    assert seen(ada, EVERYTHING._replace(looked={str(WEEK): EARLIER})).look == "unread"
    assert seen(ada, EVERYTHING._replace(looked={str(WEEK): LATER})).look == "seen"


def test_a_quiet_week_a_pause_and_being_stuck_are_each_said(ada: Journal) -> None:
    close(ada)
    assert seen(ada).weeks[1].line.state == "quiet"
    assert seen(ada).look == "quiet"

    pause_week(ada, PauseWeek(WEEK.plus(1), NOW))
    assert seen(ada).weeks[0].line.state == "paused"
    assert seen(ada).look == "paused"

    close(ada, WEEK.plus(-1), stuck=True)
    assert seen(ada).look == "paused"  # it was stuck before, and the week after was quiet


def test_who_feels_stuck_in_the_last_week_known_stands_first_even_when_it_was_read(ada: Journal) -> None:
    close(ada, stuck=True)

    assert seen(ada, EVERYTHING._replace(looked={str(WEEK): LATER})).look == "stuck"


@pytest.mark.parametrize(("looked", "came_back"), [(None, 1), (EARLIER, 1), (LATER, 0)])
def test_an_answer_comes_back_until_it_was_read(ada: Journal, looked: datetime | None, came_back: int) -> None:
    close(ada)
    remark = asked(ada)
    assert seen(ada).came_back == ()
    answer_remark(ada, AnswerRemark(remark, NOW, "Two people"))

    found = seen(ada, EVERYTHING._replace(looked={str(WEEK): looked} if looked else {}))

    assert len(found.came_back) == came_back
    assert (found.look == "answered") == bool(came_back)


def test_an_answer_about_what_is_not_shown_any_more_does_not_come_back(ada: Journal, write_down: WriteDown) -> None:
    win = write_down().win.id
    close(ada)
    for remark in (asked(ada), asked(ada, win), asked(ada, author=DORA)):
        answer_remark(ada, AnswerRemark(remark, NOW, "Two people"))

    assert [back.title for back in seen(ada).came_back] == [""]
    # Asked within one millisecond, so that either may stand first.
    came_back = seen(ada, EVERYTHING._replace(wins=(win,))).came_back
    assert sorted(back.title for back in came_back) == ["", "Coffee with Priya"]
    assert seen(ada, EVERYTHING._replace(weeks=False)).came_back == ()
    assert seen(ada, EVERYTHING._replace(since=WEEK.plus(1).monday)).came_back == ()
    assert seen(ada, EVERYTHING._replace(weeks=False)).look == "unknown"


def test_leaving_it_at_that_is_no_answer(ada: Journal) -> None:
    close(ada)
    answer_remark(ada, AnswerRemark(asked(ada), NOW))

    assert seen(ada).came_back == ()


def test_those_who_need_a_look_stand_first_and_of_these_the_latest_week(ada: Journal) -> None:
    clients = [
        (seen(ada)._replace(look=look, last=WEEK.plus(back)), f"{look} {back}")
        for look in reversed(LOOKS)
        for back in (-3, -1)
    ]

    names = [name for one, name in sorted(clients, key=lambda client: first_needed(*client))]

    assert names == [f"{look} {back}" for look in LOOKS for back in (-1, -3)]
