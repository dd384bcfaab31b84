"""Fuzzing led by coverage (R15): whatever bytes a reader is given, it reads them or refuses them in words, and soon.

A find is kept for ever in finds/, under the name of its reader, and read again in every run.
"""

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.promises import Tally
from tests.serving import SOURCE
from tests.withstand.counts import RELEASE, SEED, times
from tests.withstand.readers import READERS, beginnings, takes

RUNS = times(1_000, 1_000_000)
SOON = times(20, 2)  # seconds for one text; a machine that others use too is no measure
LONGEST = 4_096  # bytes of a text
FINDS = Path(__file__).parent / "finds"
FEW = ("smallwins-1", "zip", "ics")
pytestmark = [pytest.mark.promise("R15"), pytest.mark.timeout(times(300, 100_000))]


@pytest.mark.parametrize("reader", READERS if RELEASE else FEW)
def test_no_bytes_break_a_reader(reader: str, tmp_path: Path, tally: Tally) -> None:
    if platform.machine() != "x86_64":
        assert not RELEASE, "atheris is for x86_64 alone: this machine cannot show what a release must"
        _without_atheris(reader)
        return
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, one in enumerate(beginnings(reader)):
        (corpus / str(number)).write_bytes(one)
    done = subprocess.run(
        [
            *(sys.executable, "-W", "ignore", "-m", "tests.withstand.fuzzing", reader, str(corpus)),
            *(f"-runs={RUNS}", f"-seed={SEED}", f"-timeout={SOON}", f"-max_len={LONGEST}"),
            *(f"-artifact_prefix={tmp_path}/find-", "-rss_limit_mb=1024", "-print_final_stats=1"),
        ],
        env=os.environ | {"PYTHONPATH": f"{SOURCE}:{SOURCE.parent}"},
        cwd=SOURCE.parent,
        capture_output=True,
        text=True,
        errors="replace",
    )
    finds = {find.name: find.read_bytes()[:2_000] for find in tmp_path.glob("find-*")}

    assert finds == {}, done.stdout[-3_000:] + done.stderr[-3_000:]
    assert done.returncode == 0, done.stdout[-3_000:] + done.stderr[-3_000:]
    runs = next(line for line in done.stderr.splitlines() if line.startswith("stat::number_of_executed_units"))
    assert int(runs.split()[-1]) >= RUNS
    tally("texts that atheris found for the readers", readers=1, texts=int(runs.split()[-1]))


def _without_atheris(reader: str) -> None:
    """Let chance alone change what the corpus holds."""

    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(list(beginnings(reader))), st.integers(0, LONGEST), st.binary(max_size=20))
    def any_bytes(begun: bytes, place: int, more: bytes) -> None:
        takes(reader, begun[:place] + more + begun[place + len(more) :])

    any_bytes()


@pytest.mark.parametrize("find", sorted(FINDS.glob("*/*")), ids=lambda find: f"{find.parent.name} {find.name}")
def test_what_once_broke_a_reader_does_so_no_more(find: Path) -> None:
    takes(find.parent.name, find.read_bytes())


def test_what_is_fuzzed_begins_with_what_is_read(tally: Tally) -> None:
    begun = {reader: list(beginnings(reader)) for reader in READERS}
    assert all(begun.values())
    for reader, texts in begun.items():
        for one in texts:
            takes(reader, one)
    tally("files that fuzzing begins with", files=sum(map(len, begun.values())))
