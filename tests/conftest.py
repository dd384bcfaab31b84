"""One clock for all tests: a machine whose own time zone is UTC, unless a test says otherwise."""

import gc
import os
import signal
import time
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

os.environ["TZ"] = "UTC"
time.tzset()
# Begun in the background, a shell has them pass over Ctrl-C, and so would every program that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
# How busy the machine is says nothing about what is tried.
settings.register_profile("smallwins", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("smallwins")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests have to say although they passed: numbers that a document states."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "said":
                terminalreporter.write_line(str(value))


pytest_plugins = [
    "tests.scheduling", "tests.promises", "tests.prepared", "tests.chromium", "tests.postgres", "tests.shared",
]  # fmt: skip


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage among what stays to the end: not while the tests are gathered, and not in them later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
