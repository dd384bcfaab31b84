"""The OpenAPI document and the guide: in step with the code, and true."""

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.api.operations import KEPT, document, every_operation
from tests.api.programs import Person
from tests.serving import SOURCE
from tests.shared import Shared

ROOT = Path(__file__).resolve().parents[2]
WRITE = "import django; django.setup(); from tools.openapi import written; print(written(), end='')"
GUIDE = (ROOT / "docs" / "api.md").read_text("utf-8")


def test_the_document_in_docs_is_the_one_that_is_served(ada: Person) -> None:
    assert json.loads(ada.visitor.get("/api/v1/openapi.json").text) == document()
    assert document()["openapi"].startswith("3.1")


def test_the_document_in_docs_is_written_by_its_tool() -> None:
    written = subprocess.run(
        [sys.executable, "-c", WRITE],
        env={
            "PYTHONPATH": f"{SOURCE}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "smallwins.server.shared",
            "DATABASE_URL": "sqlite:////nowhere/journal.db",
            "SMALLWINS_HOME": "/nowhere",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert written.stdout == KEPT.read_text("utf-8"), "run python tools/openapi.py"


def test_every_operation_is_described_and_every_refusal_is_a_problem_document() -> None:
    for operation in every_operation():
        assert operation.described["summary"], operation.id
        assert operation.described["description"], operation.id
        for status, said in operation.described["responses"].items():
            assert int(status) < 400 or said["$ref"].startswith("#/components/responses/Problem"), operation.id


def test_every_operation_is_in_the_guide() -> None:
    missing = [
        f"{one.method} {one.path.removeprefix('/api/v1')}"
        for one in every_operation()
        if f"`{one.method} {one.path.removeprefix('/api/v1')}`" not in GUIDE
    ]
    assert missing == []


def test_the_commands_of_the_guide_do_what_it_says(ada: Person, api_server: Shared) -> None:
    commands = re.findall(r"```sh\n(.+?)```\n+(?:It answers (\d+))", GUIDE, re.DOTALL)
    assert len(commands) >= 5
    for command, status in commands:
        run = subprocess.run(
            ["bash", "-euc", command.rstrip().removesuffix("\\") + ' -s -o "$OUT" -w "%{http_code}"'],
            env={
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "SMALLWINS": f"http://127.0.0.1:{api_server.port}",
                "TOKEN": ada.write.token,
                "HOST": f"localhost:{api_server.port}",
                "OUT": "/dev/null",
                "HOME": "/nowhere",
            },
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout[-3:] == status, (command, run.stdout, run.stderr)
