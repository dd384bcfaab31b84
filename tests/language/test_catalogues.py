"""What is offered is complete: every text translated, every form there, nothing lost on the way."""

import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo

from smallwins import language
from tools import catalogues

TRANSLATED = [code for code in language.OFFERED if code != language.ENGLISH]
NUMBERS = {"n", "number", "Number"}
TAG = re.compile(r"</?\w+[^>]*>")


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def several(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def wrong_with(message: Message) -> str:
    """Say what is wrong with a translation; nothing where nothing is."""
    sources, forms = several(message.id), several(message.string)
    wanted = set[str]().union(*map(holes, sources))
    for form in forms:
        if not form.strip():
            return "not translated"
        named = holes(form)
        if named - wanted - (NUMBERS if wanted & NUMBERS else set()) or (wanted - NUMBERS) - named:
            return f"names {sorted(named)} where English names {sorted(wanted)}"
        if Counter(TAG.findall(form)) != Counter(TAG.findall(sources[-1])):
            return "its markup is not that of the English text"
        if '"' in TAG.sub("", form) or "<" in TAG.sub("", form):
            return "a straight quote or a bare < would break the page that it stands in"
        if form != form.strip() and sources[0] == sources[0].strip():
            return "it begins or ends with a space"
    return ""


def test_a_catalogue_of_an_offered_language_holds_exactly_the_texts_that_are_said() -> None:
    wanted = {(one.context, one.id) for one in catalogues.template() if one.id}
    for code in TRANSLATED:
        kept = {(one.context, one.id) for one in catalogues.read(code) if one.id}
        assert (wanted - kept, kept - wanted) == (set(), set()), f"{code}: run python -m tools.catalogues"


def test_every_text_of_an_offered_language_is_translated() -> None:
    for code in TRANSLATED:
        wrong = {one.id: said for one in catalogues.read(code) if one.id and (said := wrong_with(one))}
        assert wrong == {}, code


def test_what_is_read_is_what_was_written() -> None:
    for code in TRANSLATED:
        with (catalogues.FOLDER / f"{code}.mo").open("rb") as file:
            read = {(one.context, one.id): one.string for one in read_mo(file) if one.id}
        assert read == {(one.context, one.id): one.string for one in catalogues.read(code) if one.id}, code


@pytest.mark.parametrize("code", catalogues.LANGUAGES)
def test_each_language_has_its_plural_forms_from_babel(code: str) -> None:
    catalogue = catalogues.read(code)

    assert catalogue.num_plurals == {"de": 2, "es": 2, "fr": 2, "ar": 6}[code]


def test_a_text_that_is_put_together_where_it_is_said_is_refused() -> None:
    source = 'from smallwins.method.saying import say\nsay(f"{n} wins")'

    [(name, line, words)] = catalogues.calls_in_python(source)
    with pytest.raises(catalogues.NotReadableError):
        catalogues.text_of("a.py", line, name, words)


@pytest.mark.parametrize(
    ("message", "wrong"),
    [
        (Message("{n} wins", "{n} Erfolge"), ""),
        (Message("{n} wins", "{m} Erfolge"), "names ['m'] where English names ['n']"),
        (Message("toward {goal}", "hin"), "names [] where English names ['goal']"),
        (Message(("{n} win", "{n} wins"), ("ein Erfolg", "{n} Erfolge")), ""),
        (Message(("{n} win", "{n} wins"), ("ein Erfolg", "")), "not translated"),
        (Message("<b>Now</b>", "Jetzt"), "its markup is not that of the English text"),
        (Message("Now", 'Jetzt "'), "a straight quote or a bare < would break the page that it stands in"),
    ],
)
def test_what_is_wrong_with_a_translation_is_found(message: Message, wrong: str) -> None:
    assert wrong_with(message) == wrong


def test_writing_a_catalogue_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    once = catalogues.written(catalogues.updated("de", catalogues.template()))

    assert once == catalogues.written(catalogues.updated("de", catalogues.template()))
