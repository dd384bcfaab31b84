"""Templates hold no inline style or script, nothing of another origin, and every part renders."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from smallwins.server.minijinja import MiniJinja
from smallwins.web import page

from .gallery.urls import handler404, handler500, urlpatterns  # noqa: F401 - read by Django
from .gallery.values import WEEK

GALLERY = Path(__file__).parent / "gallery/templates"
TEMPLATES = Path(page.__file__).parent / "templates"


class Parsed(HTMLParser):
    """What a page holds, as a browser would see it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: str = ""
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser names it
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside in {"script", "style"} and data.strip():
            self.inline.append(data)


def _hold_nothing_inline(parsed: Parsed) -> None:
    assert parsed.inline == []
    for tag, attributes in parsed.tags:
        assert tag not in {"style", "iframe", "object", "embed", "base"}
        for name, value in attributes.items():
            assert name != "style", (tag, value)
            assert not re.fullmatch(r"on\w+|hx-on.*", name), (tag, name)
            assert not (value or "").lower().strip().startswith(("javascript:", "http:", "https:", "//", "data:"))


@pytest.mark.parametrize(
    "template", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: str(file.relative_to(TEMPLATES))
)
def test_no_template_holds_inline_style_or_script_or_another_origin(template: Path) -> None:
    _hold_nothing_inline(Parsed(template.read_text("utf-8")))


@pytest.mark.parametrize("address", ["/gallery/week", "/gallery/question", "/", "/nothing"])
def test_no_page_holds_inline_style_or_script_or_another_origin(ada: Client, settings: Settings, address: str) -> None:
    settings.ROOT_URLCONF = "tests.web.gallery.urls"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [TEMPLATES, GALLERY]}]
    parsed = Parsed(ada.get(address).content.decode())
    _hold_nothing_inline(parsed)
    ids = [attributes["id"] for _, attributes in parsed.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


class Win(NamedTuple):
    title: str
    tags: tuple[str, ...] = ()
    cause: "Win | None" = None

    @property
    def loud(self) -> str:
        return self.title.upper()

    def is_like(self, other: "Win") -> bool:
        return self == other


def test_a_named_tuple_keeps_its_names_in_a_template(tmp_path: Path) -> None:
    (tmp_path / "t.html").write_text(
        "{{ w.title }}|{{ w.loud }}|{{ w.cause.title }}|{% for t in w.tags %}{{ t }},{% endfor %}"
        "|{{ w.is_like(w) }}|{% for one in all %}{{ one.title }};{% endfor %}|{{ by.key.title }}|{{ w == w }}"
    )
    engine = MiniJinja(
        {"NAME": "m", "DIRS": [tmp_path], "APP_DIRS": False, "OPTIONS": {"words": "smallwins.web.words"}}
    )
    first = Win("<b>E-mail</b>", ("a", "b"))
    text = engine.get_template("t.html").render(
        {"w": Win("call", ("x",), first), "all": (first,), "by": {"key": first}}
    )
    safe = "&lt;b&gt;E-mail&lt;&#x2f;b&gt;"
    assert text == f"call|CALL|{safe}|x,|True|{safe};|{safe}|True"


def test_a_misspelt_name_is_an_error_not_an_empty_place(tmp_path: Path) -> None:
    (tmp_path / "t.html").write_text("{{ w.titel }}")
    engine = MiniJinja(
        {"NAME": "m", "DIRS": [tmp_path], "APP_DIRS": False, "OPTIONS": {"words": "smallwins.web.words"}}
    )
    with pytest.raises(RuntimeError):
        engine.get_template("t.html").render({"w": Win("call")})


def test_titles_of_pages_are_neutral(ada: Client, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.web.gallery.urls"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [TEMPLATES, GALLERY]}]
    text = ada.get("/gallery/question").content.decode()
    assert "<title>A win</title>" in text
    assert str(WEEK["rows"][0]["title"]) not in text.split("</head>")[0]


def test_the_sentence_said_is_shown_once(ada: Client) -> None:
    session = ada.session
    session["said"] = "Written down."
    session.save()
    assert "Written down." in ada.get("/").content.decode()
    assert "Written down." not in ada.get("/").content.decode()
