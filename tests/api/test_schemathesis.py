"""Schemathesis asks a real server everything that the OpenAPI document allows, and much that it does not.

All checks are on: no 5xx, no status that is not documented, every answer as described, what is not allowed refused,
no operation that forgets to ask for a token. SMALLWINS_CASES raises the number of cases of each operation.

What a document lets one think of systematically (examples, and every limit of every field just met and just missed)
is about the parser, which knows no engine: it is asked on SQLite. What chance thinks of is asked on PostgreSQL, which
minds more of what it is told to keep; the dice fall alike each time, so that the cases are no fewer than
the guide says.
With SMALLWINS_CASES set, both are asked everything, and chance is chance.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smallwins import bootstrap
from smallwins.api.shapes import examples
from tests.api.operations import document, every_operation
from tests.api.programs import Person, Program, person
from tests.api.test_isolation import days_from_now, number_of, what_a_coach_said
from tests.promises import Tally
from tests.shared import Shared
from tests.withstand.counts import RELEASE, times

pytestmark = pytest.mark.promise("R15")

MANY = RELEASE or "SMALLWINS_CASES" in os.environ
CASES = int(os.environ.get("SMALLWINS_CASES", times(6, 2_000)))
"""Of each operation in the fuzzing phase; those of examples and coverage come on top, some forty each."""
ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
PHASES = {"sqlite": "examples,coverage", "postgresql": "fuzzing"}
GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")
SPARE = 8
TAKEN_OUT = 5  # of the ids of each kind, how many are there to be taken out; the others stay
CONFIG = """
# What no schema can say is refused with 409, 410, 412 and 422: a day that has not come, a door back in time, a win
# celebrated too early, an id that stands for something else, another ETag.
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "401", "403", "404", "409", "410", "412", "422"]

# A stale If-Match is refused before anything else is looked at, and a text that is far too long with 413.
[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "429"]
"""
FEWER = """
# What only reads has little to think of but its address.
[[operations]]
include-method = "GET"
phases.fuzzing.generation.max-examples = 3

# What answers hold differs from run to run, and with it how many cases would be thought of.
[phases.fuzzing]
extra-data-sources.responses = false
error-feedback.enabled = false
"""


def a_journal() -> dict[str, Any]:
    """Return a journal that holds the ids of the document's examples, and some to spare."""
    ids = {name: [first, *(bootstrap.new_id() for _ in range(SPARE))] for name, first in FIRST.items()}
    wins: list[dict[str, Any]] = [
        {"id": win, "title": f"Win {place}", "happened_on": f"2026-05-{place + 1:02}"}
        for place, win in enumerate([*ids["win"], *ids["later"]])
    ]
    steps = [{"id": step, "text": f"Step {place}"} for place, step in enumerate(ids["step"])]
    crossroads = [
        {
            "id": one,
            "title": "Two offers",
            "options": [{"id": option, "title": "Go"}, {"id": f"{option}-0", "title": "Stay"}],
        }
        for one, option in zip(ids["crossroads"], ids["option"], strict=True)
    ]
    goals = [{"id": goal, "title": f"Goal {place}"} for place, goal in enumerate(ids["goal"])]
    wins[1]["steps"] = steps
    return {"format": "smallwins/1", "wins": wins, "goals": goals, "crossroads": crossroads, "ids": ids}


FIRST = {
    "win": examples.WIN,
    "later": examples.LATER,
    "step": examples.STEP,
    "goal": examples.GOAL,
    "crossroads": examples.CROSSROADS,
    "option": examples.OPTION,
}


def more_ids(cleo: Person, wins: list[str]) -> dict[str, list[Any]]:
    """Return ids of what no journal's file holds, of what coaches say, and of a client of Cleo's."""
    table = "date,title\n" + "".join(f"2026-05-01,Thing {place}\n" for place in range(SPARE))
    kind = {"Content_Type": "application/octet-stream"}
    assert cleo.write.ask("POST", "/import/file", table.encode(), **kind).status == 200
    link, owner = {"kind": "insights", "until": days_from_now(30)}, number_of(cleo.read)
    emails = [f"coach-{place}@example.org" for place in range(SPARE)]
    return {
        "item": [one["id"] for one in cleo.read.get("/inbox").json["items"]],
        "story": [cleo.write.post("/stories", {"kind": "brag"}).json["id"] for _ in range(SPARE)],
        "remark": [what_a_coach_said(cleo.write, owner, win) for win in wins],
        "grant": [cleo.write.post("/sharing/coaches", {"email": one}).json["id"] for one in emails],
        "link": [cleo.write.post("/sharing/links", link).json["id"] for _ in range(SPARE)],
        "client": [a_client_of(cleo)],
    }


def a_client_of(cleo: Person) -> int:
    """Return the number of somebody who shares everything with Cleo but single wins."""
    dora = person(cleo.read.shared, "dora@example.org")
    made = dora.write.post("/sharing/coaches", {"email": "cleo@example.org"}).json
    path = made["address"].partition(f":{cleo.read.shared.port}")[2]
    assert cleo.visitor.post(path, {"act": "accept"}).status == 303
    everything = {"weeks": "all", "titles": True, "goals": True, "insights": True}
    assert dora.write.patch(f"/sharing/coaches/{made['id']}", everything).status == 200
    return number_of(dora.read)


def ids_for(method: str, known: list[Any]) -> list[Any]:
    """Return other ids for what takes things out than for all else, which would find nothing after it."""
    return known if len(known) <= TAKEN_OUT else known[-TAKEN_OUT:] if method == "delete" else known[:-TAKEN_OUT]


def with_known_ids(ids: dict[str, list[Any]]) -> dict[str, Any]:
    """Return the document with ids in its paths that there are, so that more than 404 is seen."""
    described: dict[str, Any] = json.loads(json.dumps(document()))
    for methods in described["paths"].values():
        for method, operation in methods.items():
            for parameter in operation["parameters"]:
                if (
                    parameter["in"] == "path"
                    and parameter["name"] in ids
                    and operation["operationId"] != "leave_client"
                ):
                    known = ids_for(method, ids[parameter["name"]])
                    parameter["schema"] = {"type": "string" if isinstance(known[0], str) else "integer", "enum": known}
    return described


HOOKS = """import schemathesis
schemathesis.serializer.alias("application/zip", "application/octet-stream")
"""
"""A zip is sent as the bytes that it is."""


@pytest.mark.timeout(times(900, 100_000))
def test_the_api_does_what_its_document_says_and_nothing_else(
    api_server: Shared, tmp_path: Path, record_property: Callable[[str, object], None], tally: Tally
) -> None:
    cleo: Person = person(api_server, "cleo@example.org")
    journal = a_journal()
    ids = journal.pop("ids")
    assert cleo.write.post("/import", journal).status == 200
    ids |= more_ids(cleo, ids["win"])
    (tmp_path / "schemathesis.toml").write_text(CONFIG if MANY else CONFIG + FEWER, "utf-8")
    (tmp_path / "openapi.json").write_text(json.dumps(with_known_ids(ids)), "utf-8")
    (tmp_path / "hooks.py").write_text(HOOKS, "utf-8")
    engine = "sqlite" if api_server.database.startswith("sqlite") else "postgresql"

    with (tmp_path / "schemathesis.txt").open("w+", encoding="utf-8") as said:
        run = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run"),
                *("openapi.json", "--url", api_server.url, "--header", f"Authorization: Bearer {cleo.write.token}"),
                *("--checks", "all", "--phases", "examples,coverage,fuzzing" if MANY else PHASES[engine]),
                *("--max-examples", str(CASES), "--no-color", "--warnings", "off"),
                *(("--generation-database", "none") if MANY else ("--generation-deterministic",)),
            ],
            cwd=tmp_path,
            env={**os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(tmp_path)},
            stdout=said,
            stderr=subprocess.STDOUT,
            timeout=times(850, 99_000),
        )
        said.seek(0)
        told = said.read()

    assert run.returncode == 0, told[-200_000:]
    tested, generated = re.search(r"Tested: (\d+)", told), re.search(r"(\d+) generated, (\d+) passed", told)
    assert tested
    assert generated
    record_property("said", f"schemathesis: {int(generated[1]):,} cases on {ENGINES[engine]}, all of them passed")
    tally(f"schemathesis on {ENGINES[engine]}", operations=int(tested[1]), cases=int(generated[1]))
    assert generated[1] == generated[2]
    assert int(tested[1]) == len(every_operation())
    if MANY:
        assert int(generated[1]) > CASES * len(every_operation())
    else:
        stated = re.search(rf"\*\*([\d,]+)\*\* cases on {ENGINES[engine]}", " ".join(GUIDE.split()))
        assert stated
        assert int(generated[1]) >= int(stated[1].replace(",", ""))


def test_a_program_without_a_token_is_told_so_in_the_form_of_the_document(api_server: Shared) -> None:
    assert Program(api_server).get("/wins").problem == "no-token"
