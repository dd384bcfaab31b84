"""How long an answer takes for an address that has an account, against one that has none: nobody can tell."""

import time
from collections.abc import Iterator
from functools import partial
from itertools import count, cycle
from pathlib import Path

from bench.measuring import Measured, in_turn
from tests.shared import PASSWORD, Shared, sharing

MOST = 1.35
FORMS = {
    "/sign-in": ("sign-in", {"password": "not the password"}, "login"),
    "/sign-up": ("sign-up", {"password1": PASSWORD}, "email"),
    "/forgotten": ("a forgotten password", {}, "email"),
}


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Ask a real server for each, in turn."""
    nobody = (f"nobody{number}@example.org" for number in count())
    with sharing(folder / "answers") as shared:
        known = [f"known{number}@example.org" for number in range(5)]
        for email in known:
            shared.visitor().sign_up(email)
        for place, (name, form, field) in FORMS.items():
            ask = partial(_answer, shared, place, form, field)
            ours, floor = in_turn(runs, partial(ask, cycle(known)), partial(ask, nobody))
            slower, faster = max(ours, floor), min(ours, floor)
            yield Measured(f"{name}: known and unknown address, the slower", slower, faster, MOST)


def _answer(shared: Shared, place: str, form: dict[str, str], field: str, addresses: Iterator[str]) -> float:
    visitor = shared.visitor()
    token = visitor.token(place)
    began = time.perf_counter()
    visitor.post(place, {**form, field: next(addresses)}, token=token)
    return (time.perf_counter() - began) * 1000
