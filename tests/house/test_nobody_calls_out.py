"""There is no client in the house: nothing here opens a connection to an address that anybody named.

What does call: allauth asks the one provider that the operator named, mail goes to the operator's mail server, and
psycopg to the operator's database.
"""

import ast
from functools import cache
from pathlib import Path

import pytest

import smallwins
from smallwins import config

pytestmark = pytest.mark.promise("R20")

ROOT = Path(smallwins.__file__).parent
CALLS_OUT = {
    "requests", "httpx", "aiohttp", "urllib3", "urllib.request", "http.client", "smtplib", "ftplib", "telnetlib",
    "xmlrpc", "websocket", "websockets", "imaplib", "poplib", "paramiko", "asyncio", "openai", "anthropic",
}  # fmt: skip
UNPACKS_ANYTHING = {"pickle", "marshal", "shelve", "dill", "xml", "lxml", "defusedxml", "jsonpickle"}
LISTENS = {"server/run.py"}
"""Looks whether its own port is free."""
MAY_KNOW = {("accounts/post.py", "smtplib"), ("web/account/elsewhere.py", "requests")}
"""Who only names what can go wrong: Django's mail and allauth do the asking, at the operator's addresses."""


@cache
def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


@cache
def imported(module: Path) -> set[str]:
    names = set()
    for node in ast.walk(parsed(module)):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return names


def test_no_module_brings_a_way_to_call_out_or_to_unpack_anything() -> None:
    modules = sorted(ROOT.rglob("*.py"))
    assert len(modules) > 300
    for module in modules:
        found = {
            name
            for name in imported(module)
            if any(name == one or name.startswith(f"{one}.") for one in CALLS_OUT | UNPACKS_ANYTHING)
            and (str(module.relative_to(ROOT)), name.partition(".")[0]) not in MAY_KNOW
        }
        called = [
            node.func.attr
            for node in ast.walk(parsed(module))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id in CALLS_OUT
        ]
        sockets = "socket" in imported(module) and str(module.relative_to(ROOT)) not in LISTENS

        assert (found, called, sockets) == (set(), [], False), module


def test_yaml_is_read_by_a_reader_that_builds_nothing() -> None:
    uses = [module for module in ROOT.rglob("*.py") if "yaml" in imported(module)]

    assert uses
    for module in uses:
        text = module.read_text("utf-8")
        assert "yaml.load(" not in text or "SafeLoader" in text, module
        assert "unsafe" not in text.lower(), module


def test_only_the_operator_names_whom_sign_in_asks() -> None:
    """The provider's address is read from the environment when the server starts, and from nowhere else."""
    told = {
        "DATABASE_URL": "sqlite:////x.db",
        "SMALLWINS_OIDC_URL": "https://sso.example",
        "SMALLWINS_OIDC_ID": "a",
        "SMALLWINS_OIDC_SECRET": "b",
    }
    shared = config.shared(told)

    assert shared is not None
    assert shared.oidc is not None
    assert shared.oidc.url == "https://sso.example"
    named = [module for module in ROOT.rglob("*.py") if "server_url" in module.read_text("utf-8")]
    assert [module.relative_to(ROOT).as_posix() for module in named] == ["server/shared.py"]
