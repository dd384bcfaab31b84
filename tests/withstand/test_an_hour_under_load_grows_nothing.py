"""A soak (R14): at forty requests a second for an hour nothing grows, nothing slows down, nothing fails.

A usual run tries the way alone, for some seconds; growth and slowness are judged in a release, where there is an hour
to see them in.
"""

import statistics
import threading
import time
from pathlib import Path

import psutil
import pytest

from smallwins.bootstrap import new_id
from tests.promises import Tally
from tests.shared import DATABASES, Shared, Visitor, on_engine, sharing
from tests.withstand.counts import RELEASE, times

pytestmark = [pytest.mark.promise("R14"), pytest.mark.timeout(times(120, 3 * 3600))]

SECONDS, EACH_SECOND = times(3, 3600), times(10, 40)
PEOPLE = 4
READ = ("/", "/wins", "/review", "/rearview", "/goals")
WARM = SECONDS / 6  # after it the server holds what it needs


class Watched:
    """What a server takes: looked at once a second."""

    def __init__(self, shared: Shared) -> None:
        parent = psutil.Process(shared.process.pid)
        self._family = [parent, *parent.children(recursive=True)]
        self._home = shared.home
        self.memory: list[tuple[float, float]] = []  # seconds, MiB
        self.files: list[int] = []
        self.log = 0  # bytes of the longest write-ahead log

    def look(self, at: float) -> None:
        self.memory.append((at, sum(one.memory_info().rss for one in self._family) / 2**20))
        self.files.append(sum(one.num_fds() for one in self._family))
        self.log = max([self.log, *(file.stat().st_size for file in self._home.glob("*-wal"))])


class Load(threading.Thread):
    """One person who reads, and writes one win in ten requests; of what was written the older is taken out again."""

    def __init__(self, ada: Visitor, until: float) -> None:
        super().__init__(daemon=True)
        self.ada, self.until = ada, until
        self.took: list[tuple[float, float]] = []
        self.wrong: list[object] = []

    def run(self) -> None:
        token, began = self.ada.token("/"), time.monotonic()
        for number in range(10**9):
            due = began + number * PEOPLE / EACH_SECOND
            if due > self.until:
                return
            time.sleep(max(0.0, due - time.monotonic()))
            at = time.monotonic()
            try:
                if number % 10 == 0:
                    answer = self.ada.post("/", {"id": new_id(), "title": "Small and steady"}, token=token)
                elif number % 10 == 5:
                    answer = self.ada.post("/undo", token=token)
                else:
                    answer = self.ada.get(READ[number % len(READ)])
            except OSError as error:
                self.wrong.append(error)
                continue
            self.took.append((at - began, time.monotonic() - at))
            if answer.status not in {200, 303}:
                self.wrong.append((answer.status, number, answer.text[:300]))


@pytest.mark.parametrize("engine", DATABASES if RELEASE else DATABASES[:1])
def test_an_hour_under_load_grows_nothing(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path, tally: Tally
) -> None:
    request.param = engine
    with on_engine(request) as database, sharing(tmp_path, database) as shared:
        people = [shared.visitor().sign_up(f"person{number}@example.org") for number in range(times(1, PEOPLE))]
        began = time.monotonic()
        loads = [Load(people[number % len(people)], began + SECONDS) for number in range(PEOPLE)]
        for load in loads:
            load.start()
        watched = Watched(shared)
        while any(load.is_alive() for load in loads):
            watched.look(time.monotonic() - began)
            time.sleep(1)

    assert [load.wrong for load in loads] == [[]] * PEOPLE
    took = sorted(one for load in loads for one in load.took)
    first, last = _slowest_usual(took[: len(took) // 4]), _slowest_usual(took[-len(took) // 4 :])
    warm = [(at, memory) for at, memory in watched.memory if at > WARM]
    slope = statistics.linear_regression(*zip(*warm, strict=True)).slope * 3600 if RELEASE else 0.0
    assert watched.log <= 64 * 2**20
    if RELEASE:
        assert slope <= 5, "MiB an hour"
        assert max(watched.files[-60:]) <= max(watched.files[:300]) + 4
        assert last <= 1.3 * first
        assert len(took) >= 0.95 * SECONDS * EACH_SECOND, "it could not keep the pace"
    tally(
        f"a soak on {engine}",
        seconds=SECONDS,
        requests=len(took),
        KiB_an_hour_after_warming_up=round(slope * 1024),
        ms_at_p95_in_the_first_quarter=round(first * 1000),
        ms_at_p95_in_the_last=round(last * 1000),
        open_files=max(watched.files),
    )


def _slowest_usual(took: list[tuple[float, float]]) -> float:
    return statistics.quantiles([seconds for _, seconds in took], n=20)[-1]
