"""The product's settings with the gallery beside it.

To look at it, with PYTHONPATH=. and DJANGO_SETTINGS_MODULE=tests.web.gallery.settings: `smallwins serve --open`,
then /gallery/week and /gallery/question.
"""

from pathlib import Path

from smallwins.server.settings import *  # noqa: F403 - all of them, but for what follows
from smallwins.server.settings import TEMPLATES, WEB

ROOT_URLCONF = "tests.web.gallery.urls"
TEMPLATES = [{**TEMPLATES[0], "DIRS": [WEB / "templates", Path(__file__).parent / "templates"]}]
