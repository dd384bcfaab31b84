"""A document as Markdown, as one HTML file that loads nothing, and as PDF that fetches nothing."""

import re
import sys

import pytest
from markdown_it import MarkdownIt
from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]  # it has none

from smallwins.bootstrap import print_fonts
from smallwins.formats.telling.markdown import to_markdown
from smallwins.formats.telling.pdf import to_pdf
from smallwins.formats.telling.printed import to_html
from smallwins.method.errors import SmallwinsError
from smallwins.method.telling import Section, Telling
from tests.strategies import HOSTILE_TEXTS

HOSTILE = "<script>alert(1)</script> ![x](http://127.0.0.1:9/x.png) [y](javascript:alert(1)) <img src=//e.example/>"
TELLING = Telling("brag", "What I *did* <b>", (Section("a", "A “part” # one", f"**Said.** {HOSTILE}\n\n- one\n- two"),))


def test_markdown_shows_titles_as_they_were_written() -> None:
    html = MarkdownIt().render(to_markdown(TELLING))

    assert "<h1>What I *did* &lt;b&gt;</h1>" in html
    assert "<h2>A “part” # one</h2>" in html


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_one_html_file_loads_nothing_and_runs_nothing(text: str) -> None:
    html = to_html(TELLING._replace(title=text, sections=(Section("a", text, f"{text}\n\n{HOSTILE}"),)), print_fonts())
    body = html.partition("<body>")[2]

    assert not re.search(r"<(script|img|iframe|link|object|style|svg)\b", body)
    assert not re.search(r"(src|href)=\"(?!https?://|mailto:)", body)
    assert set(re.findall(r"url\(\"?([a-z]+:)", html)) == {"data:"}
    assert "default-src 'none'" in html


def test_blanks_are_marked_and_what_a_person_put_in_brackets_is_not() -> None:
    blank = "\\[what you did, step by step\\]"
    html = to_html(TELLING._replace(sections=(Section("a", "S", f"**Action.** {blank} \\[mine\\]"),)), print_fonts())

    assert html.count("<mark>") == 1
    assert "<mark>[what you did, step by step]</mark> [mine]" in html


def test_the_same_document_gives_the_same_pdf() -> None:
    pdf = to_pdf(TELLING, print_fonts())

    assert pdf.startswith(b"%PDF-")
    assert pdf == to_pdf(TELLING, print_fonts())


def test_a_pdf_fetches_nothing_but_our_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[str] = []
    really = URLFetcher.fetch

    def noted(self: object, url: str, *more: object) -> object:
        fetched.append(url)
        return really(self, url, *more)

    monkeypatch.setattr(URLFetcher, "fetch", noted)
    to_pdf(TELLING, print_fonts())

    assert fetched
    assert all(url.startswith("data:font/woff2;base64,") for url in fetched)


@pytest.mark.parametrize(("gone", "words"), [(None, "smallwins[pdf]")])
def test_a_missing_extra_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch, gone: None, words: str) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", gone)

    with pytest.raises(SmallwinsError, match=re.escape(words)):
        to_pdf(TELLING, {})


def test_missing_system_libraries_are_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __getattr__(self, name: str) -> object:
            raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setitem(sys.modules, "weasyprint", Broken())

    with pytest.raises(SmallwinsError, match="libpango"):
        to_pdf(TELLING, {})
