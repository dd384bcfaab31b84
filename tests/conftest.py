"""One clock for all tests: a machine whose own time zone is UTC, unless a test says otherwise."""

import os
import time

os.environ["TZ"] = "UTC"
time.tzset()

pytest_plugins = ["tests.scheduling", "tests.chromium", "tests.postgres", "tests.shared"]
