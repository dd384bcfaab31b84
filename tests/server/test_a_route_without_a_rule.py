"""A new page, operation or calendar without a rule, or with one that does not fit: the server does not start."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import SOURCE, free_port

pytestmark = pytest.mark.promise("R17")

TRY = """
import json, sys
from django.core.wsgi import get_wsgi_application
get_wsgi_application()
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.urls import clear_url_caches, include, path, re_path
from smallwins.accounts.rules import Rule, anybody, by_feed, by_link, each, granted, own, signed_in, token
from smallwins.server import shared_urls
from smallwins.server.access import Access

known, found = list(shared_urls.urlpatterns), {}

def view(request, **named):
    return HttpResponse("something of somebody's")

def new():
    return lambda request, **named: view(request, **named)

def unknown(one):
    one.rule = Rule("whoever")
    return one

def shared(one, *scopes):
    one.scopes, one.shares = {"GET": "read"}, dict.fromkeys(("GET", "POST")[:len(scopes)], None) | dict(scopes)
    return token("by method")(one)

TRIED = {
    "page": path("secrets", new()),
    "page of one thing": path("secrets/<int:number>", new()),
    "page below another": path("deep/", include([path("er/", include([path("secrets", new())]))])),
    "operation": re_path(r"^api/v1/secrets\\Z", new()),
    "calendar": path("calendar/of/<str:secret>.ics", new()),
    "rule that nobody knows": path("secrets", unknown(new())),
    "calendar without a secret": path("calendar/of/<int:number>.ics", by_feed(new())),
    "link without a secret": path("s/of/<int:number>", by_link(new())),
    "program without a scope": re_path(r"^api/v1/secrets\\Z", token("read")(new())),
    "client by one's own rule": path("clients/<int:client>/secrets", own(new())),
    "client by an account": path("clients/<int:client>/secrets", signed_in(new())),
    "client by nothing": path("clients/<int:client>/secrets", anybody(new())),
    "client by a program": re_path(r"^api/v1/clients/(?P<client>[^/]+)/secrets\\Z", shared(new(), ("GET", None))),
    "client by a program, half": re_path(
        r"^api/v1/clients/(?P<client>[^/]+)/secrets\\Z", shared(new(), ("GET", "weeks"), ("POST", None))
    ),
    "good page": path("secrets", own(new())),
    "good pages": each(own, [path("secrets", new())])[0],
    "good coach's page": path("clients/<int:client>/secrets", granted("weeks")(new())),
    "good calendar": path("calendar/of/<str:secret>.ics", by_feed(new())),
    "good operation": re_path(
        r"^api/v1/clients/(?P<client>[^/]+)/secrets\\Z", shared(new(), ("GET", "weeks"), ("POST", "weeks"))
    ),
}
for name, route in TRIED.items():
    shared_urls.urlpatterns[:] = [*known, route]
    clear_url_caches()
    try:
        Access(lambda request: None)
        found[name] = ""
    except ImproperlyConfigured as error:
        found[name] = str(error)
print(json.dumps(found))
"""


def environ(home: Path, settings: str) -> dict[str, str]:
    return {
        "PYTHONPATH": f"{SOURCE}:{home}",
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": f"sqlite:///{home / 'shared.db'}",
        "SMALLWINS_HOME": str(home),
        "SMALLWINS_URL": "http://localhost:8765",
        "SMALLWINS_PORT": str(free_port()),
    }


def test_nothing_is_served_whose_rule_is_missing_or_does_not_fit(tmp_path: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", TRY],
        env=environ(tmp_path, "smallwins.server.shared"),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert said.returncode == 0, said.stderr
    found = json.loads(said.stdout)

    assert len(found) > 15
    for name, problem in found.items():
        if name.startswith("good"):
            assert problem == "", name
        else:
            assert "secret" in problem or "calendar/of" in problem or "s/of" in problem, (name, problem)
            assert problem.count("the route") == 1, name


def test_the_server_does_not_start_with_a_route_without_a_rule(tmp_path: Path) -> None:
    loose = ("secrets", "api/v1/secrets", "calendar/of/<str:secret>.ics")
    (tmp_path / "loose.py").write_text("from smallwins.server.shared import *\nROOT_URLCONF = 'loose_urls'\n")
    (tmp_path / "loose_urls.py").write_text(
        "from django.http import HttpResponse\n"
        "from django.urls import path\n"
        "from smallwins.server.shared_urls import *\n"
        "def view(request, **named):\n    return HttpResponse('of somebody')\n"
        f"urlpatterns = [*(path(address, view) for address in {loose!r}), *urlpatterns]\n"
    )

    said = subprocess.run(
        [sys.executable, "-m", "smallwins", "serve"],
        env=environ(tmp_path, "loose"),
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert said.returncode == 1
    for address in loose:
        assert f"the route {address!r} has no rule" in said.stderr
    assert "listening" not in said.stdout
