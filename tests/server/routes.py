"""Every route of the shared server, asked of a process that has its settings."""

import json
import subprocess
import sys
from functools import cache
from typing import NamedTuple

from tests.serving import SOURCE

ASK = """
import json, django
django.setup()
from smallwins.accounts.rules import rule_of
from smallwins.server.access import routes
kinds = [(address, route.name or "", rule_of(route.callback)) for address, route in routes()]
print(json.dumps([[address, name, rule and rule.kind] for address, name, rule in kinds]))
"""


class Route(NamedTuple):
    """A route: its address as it is written, its name, and the kind of its rule."""

    address: str
    name: str
    rule: str | None


@cache
def every_route() -> tuple[Route, ...]:
    environ = {
        "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "smallwins.server.shared",
        "DATABASE_URL": "sqlite:////nowhere/journal.db",
        "SMALLWINS_HOME": "/nowhere",
    }
    said = subprocess.run(
        [sys.executable, "-c", ASK], env=environ, capture_output=True, text=True, check=True, timeout=60
    )
    return tuple(Route(*one) for one in json.loads(said.stdout))
