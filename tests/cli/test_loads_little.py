"""No command but serve loads Django, none but insights scipy, no assistant either; add loads no more than it needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from smallwins.cli.group import COMMANDS
from smallwins.cli.main import main

WALK = """
import io, sys
from smallwins.cli.main import main
from smallwins.cli.group import COMMANDS
calls = {"add": ["x"], "judge": ["1"], "led": ["1", "2"], "unlink": ["1", "2"], "step": ["add", "1", "go"],
    "show": ["1"], "chain": ["1"], "search": ["x"], "celebrate": ["1"], "edit": ["1", "y"], "delete": ["2"],
    "overrule": ["1", "--undo"], "goal": ["add", "g"], "import": ["out.json"], "export": ["out.json"],
    "backup": ["copy.db"], "restore": ["copy.db"], "sample": ["load"], "completion": ["bash"], "serve": ["--help"],
    "migrate": ["--help"], "mcp": ["--help"], "transfer": ["--help"],
    "user": ["list"],
    "crossroads": ["list"], "story": ["brag"]}
main(["add", "first"]); main(["add", "second"])
main(["insights", "--help"])
for name in sorted((name for name in COMMANDS if name != "insights"), key=lambda name: name in ("restore", "import")):
    sys.stdin = io.TextIOWrapper(io.BytesIO())
    code = main([name, *calls.get(name, [])])
    refused = {"celebrate", "decrypt", "encrypt", "migrate", "passphrase", "transfer", "user"}  # nobody is asked here
    assert code == 0 or name in refused, (name, code)
main(["sample", "remove"]); main(["sample", "load"])
for read in ("", "week", "list", "search talk", "show 100", "show 100 --json", "chain 158", "chain 158 --story",
             "chains", "rearview", "rearview --json", "momentum", "momentum --json", "goals", "steps", "review",
             "judge 100", "inbox", "crossroads list", "crossroads show 1", "crossroads show 1 --json", "story year",
             "settings", "doctor"):
    assert main(read.split()) == 0, read
heavy = {"django", "scipy", "rich", "granian", "minijinja", "platformdirs", "asyncio", "psycopg", "icalendar", "yaml"}
heavy |= {"mcp", "pydantic", "apsw"}
heavy &= set(sys.modules)
assert not heavy, heavy
assert "numpy" not in sys.modules
import anyio
from mcp.client.client import Client
from mcp_types import ElicitResult
from smallwins.cli.assistant.server import make_server
from smallwins.cli.call import begin
async def declines(context, params):
    return ElicitResult(action="decline")
async def an_assistant():
    async with Client(make_server(begin(None, json=True)), elicitation_callback=declines) as client:
        win = {"win": "100"}
        given = {"search": {"words": "talk"}, "show": win, "write_down": {"title": "x"}, "ask": win}
        for tool in (await client.list_tools()).tools:
            answer = await client.call_tool(tool.name, given.get(tool.name, {}))
            assert not answer.is_error, (tool.name, answer)
anyio.run(an_assistant)
assert not {"scipy", "numpy"} & set(sys.modules)
assert main(["insights"]) == 0
assert "scipy" in sys.modules and "django" not in sys.modules
"""
ADD = """
import sys
from smallwins.__main__ import main
sys.argv = ["smallwins", "add", "Recruiter replied", "--tag", "northwind"]
assert main() == 0
print(*sorted(sys.modules))
"""
NEVER_FOR_ADD = {
    "click", "rich", "pathlib", "dataclasses", "inspect", "subprocess", "tempfile", "shutil", "signal", "argparse",
    "importlib.resources", "platformdirs", "hashlib", "msgspec", "decimal", "uuid", "random", "textwrap", "locale",
    "smallwins.formats", "smallwins.method.reasons", "smallwins.method.questions", "smallwins.cli.group",
    "smallwins.journal.undo", "smallwins.journal.queries",
}  # fmt: skip


def test_no_command_loads_what_only_a_server_needs_and_none_but_insights_scipy(home: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", WALK], check=True, timeout=120, cwd=tmp_path)


def test_add_loads_no_more_than_it_needs(home: Path) -> None:
    subprocess.run([sys.executable, "-c", ADD], check=True, timeout=60)  # the first one makes the journal
    said = subprocess.run([sys.executable, "-c", ADD], check=True, capture_output=True, text=True, timeout=60)
    loaded = set(said.stdout.splitlines()[-1].split())
    bare = subprocess.run(
        [sys.executable, "-c", "import sys, sqlite3; print(*sys.modules)"], check=True, capture_output=True, text=True
    )

    assert (loaded - set(bare.stdout.split())) & NEVER_FOR_ADD == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert f"smallwins {name}" in shown.partition("Examples:\n")[2]
