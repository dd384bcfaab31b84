"""What the parts of a page do in a real browser: keys, htmx under the strict policy, unsent text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.serving import Served, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(tmp_path / "data", settings="tests.web.gallery.settings") as one:
        yield one


@pytest.fixture
def question(ada: Page, served: Served) -> Page:
    ada.goto(f"{served.url}/gallery/question")
    return ada


def test_the_key_shown_on_an_answer_chooses_it(question: Page) -> None:
    question.keyboard.press("3")
    expect(question.get_by_role("status")).to_have_text("Answered: away")


def test_a_key_typed_into_a_field_is_text(question: Page) -> None:
    question.get_by_label("The story").fill("")
    question.get_by_label("The story").press_sequentially("at 3")
    expect(question.get_by_label("The story")).to_have_value("at 3")
    expect(question.get_by_role("status")).to_be_empty()


def test_htmx_answers_in_place_with_the_token_and_moves_the_focus(question: Page) -> None:
    question.get_by_role("button", name="Answer in place").click()
    expect(question.locator("#answered")).to_have_text("htmx: quietly")
    expect(question.locator("#answered")).to_be_focused()
    assert question.url.endswith("?q=words")
    question.wait_for_timeout(50)
    assert question.evaluate("JSON.stringify([Object.keys(sessionStorage), Object.keys(localStorage)])") == "[[],[]]"


def test_leaving_asks_only_when_text_would_be_lost(question: Page, served: Served) -> None:
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    question.on("dialog", note)
    question.get_by_role("link", name="This week").click()
    question.wait_for_url(f"{served.url}/")
    assert asked == []
    question.goto(f"{served.url}/gallery/question")
    question.get_by_label("The story").press_sequentially("more words")
    question.get_by_role("link", name="This week").click()
    question.wait_for_url(f"{served.url}/")
    assert asked == ["beforeunload"]


def test_a_form_sent_keeps_its_words_without_asking(question: Page) -> None:
    question.on("dialog", lambda dialog: pytest.fail(dialog.type))
    question.get_by_label("The story").press_sequentially("more words")
    question.get_by_role("button", name="Keep it").click()
    expect(question.get_by_role("status")).to_have_text("Answered: nothing")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_chosen_theme_wins_over_the_systems(question: Page, theme: str) -> None:
    question.emulate_media(color_scheme="light" if theme == "dark" else "dark")
    question.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    papers = {"light": "rgb(250, 247, 241)", "dark": "rgb(20, 24, 27)"}
    assert question.evaluate("getComputedStyle(document.body).backgroundColor") == papers[theme]
