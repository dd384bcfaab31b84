"""A clock that is set wrong under load (R13): order, ids and days stay right, back in time and far ahead.

The journal is told the time (clock.py); sessions and mails keep the real one. Under libfaketime, which would tell all
of the process, the server does not start: its workers' locks are refused.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smallwins.bootstrap import new_id
from tests.promises import Tally
from tests.serving import SOURCE
from tests.shared import DATABASES, Shared, Visitor, on_engine, sharing
from tests.withstand.clock import Clock
from tests.withstand.counts import RELEASE, times

pytestmark = pytest.mark.promise("R13")

WRITERS = 4
EACH = times(3, 200)  # wins of each writer at each time


def moments() -> list[datetime]:
    now = datetime.now(UTC)
    noon_1970, noon_2038 = datetime(1970, 1, 2, 12, tzinfo=UTC), datetime(2038, 1, 20, 12, tzinfo=UTC)
    return [now, now - timedelta(hours=1), now + timedelta(days=1), noon_1970, noon_2038, now]


@contextmanager
def told_the_time(engine: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[Shared, Clock]]:
    clock = Clock(folder / "clock", f"{SOURCE}:{SOURCE.parent}")
    clock.set(datetime.now(UTC))
    request.param = engine
    with on_engine(request) as database, sharing(folder / "server", database, more=clock.environ) as shared:
        yield shared, clock


@pytest.mark.parametrize("engine", DATABASES if RELEASE else DATABASES[:1])
def test_whatever_the_clock_says_nothing_is_lost_doubled_or_out_of_order(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path, tally: Tally
) -> None:
    with told_the_time(engine, request, tmp_path) as (shared, clock):
        ada = shared.visitor().sign_up("ada@example.org")
        assert ada.post("/settings", {"timezone": "UTC", "review_day": "5"}).status == 303
        sent: list[tuple[str, str]] = []  # id and the day on which it was written down, in the order of the times
        for moment in moments():
            clock.set(moment)
            assert ada.is_in(), moment
            sent += written_at_once(ada, moment)

        kept = json.loads(ada.get("/export").text)["wins"]
        by_id = {win["id"]: win for win in kept}
        assert len(kept) == len(by_id) == len(sent) == len({win for win, _ in sent})
        assert {win: by_id[win]["happened_on"] for win, _ in sent} == dict(sent)
        numbers = [number for (number,) in shared.sql("SELECT number FROM win ORDER BY number")]
        assert numbers == list(range(1, len(sent) + 1))
    tally("a clock set back, ahead, to 1970 and to 2038 under four writers", times=len(moments()), wins=len(sent))


def written_at_once(ada: Visitor, at: datetime) -> list[tuple[str, str]]:
    """Let several write, at one moment of the clock; each must be acknowledged."""
    token, done, wrong = ada.token("/"), list[tuple[str, str]](), list[object]()

    def write() -> None:
        for _ in range(EACH):
            win = new_id()
            answer = ada.post("/", {"id": win, "title": f"Written {at:%Y}"}, token=token)
            (done.append((win, f"{at:%Y-%m-%d}")) if answer.status == 303 else wrong.append(answer))

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    return done
