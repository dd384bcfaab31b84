"""The catalogues: what each text is called in a language, and which of the plural forms a number takes."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Protocol

from smallwins.language import PSEUDO
from smallwins.method.saying import Said

FOLDER = Path(__file__).with_name("catalogues")


class Catalogue(Protocol):
    """What one language says."""

    def template(self, said: Said) -> str:
        """Return the template of a sentence in this language."""

    def known(self, text: str) -> str:
        """Return a plain text in this language, or as it is where it is none of ours."""


class Kept:
    """A catalogue that was written and compiled."""

    def __init__(self, read: NullTranslations) -> None:
        self._read = read

    def template(self, said: Said) -> str:
        """Return the template of a sentence in this language."""
        if said.plural:
            return self._read.ngettext(said.template, said.plural, said.how_many)
        if said.context:
            return self._read.pgettext(said.context, said.template)
        return self.known(said.template)

    def known(self, text: str) -> str:
        """Return a plain text in this language, or as it is where it is none of ours."""
        return self._read.gettext(text) if text else text  # what gettext says of nothing is the file's own head


class Pseudo:
    """No language: English in brackets."""

    def template(self, said: Said) -> str:
        """Put the English template in brackets."""
        return f"⟦{said.plural if said.plural and said.how_many != 1 else said.template}⟧"

    def known(self, text: str) -> str:
        """Leave a plain text: nobody says whether it is one of ours."""
        return text


@cache
def of(code: str) -> Catalogue:
    """Read the catalogue of a language; without one everything stays English."""
    if code == PSEUDO:
        return Pseudo()
    try:
        with (FOLDER / f"{code}.mo").open("rb") as file:
            return Kept(GNUTranslations(file))
    except FileNotFoundError:
        return Kept(NullTranslations())
