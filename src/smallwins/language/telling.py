"""How a sentence is told in a language that is not English: its template from the catalogue, its values in turn."""

from collections.abc import Callable
from typing import Any

from smallwins.language import PSEUDO, catalogues, forms
from smallwins.method.days import Dated, Spanned
from smallwins.method.saying import Begun, Listed, Numbered, Said, counted


def tell(said: str, code: str) -> str:
    """Tell what was said, its values too; a plain text is looked up as it is, and stays where it is unknown."""
    write = WRITTEN.get(type(said))
    if write is not None and isinstance(said, Said):
        return f"⟦{said}⟧" if code == PSEUDO and not isinstance(said, Listed | Begun) else write(said, code)
    return _sentence(said, code) if isinstance(said, Said) else catalogues.of(code).known(said)


def _sentence(said: Said, code: str) -> str:
    template = catalogues.of(code).template(said)
    if not said.values and not said.plural:
        return template
    values = {name: _value(one, code) for name, one in said.values.items()}
    if said.plural:
        values |= counted(said.how_many) if code == PSEUDO else _digits(said.how_many, code)
    return template.format(**values)


def _value(value: Any, code: str) -> Any:  # noqa: ANN401 - whatever a sentence speaks of
    """Tell a value within a sentence: sentences are told, a person's own words stay."""
    return tell(value, code) if isinstance(value, Said) else value


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _digits(n: int, code: str) -> dict[str, str]:
    """Write a number in digits, whichever way the template names it: words for numbers bend with what they count."""
    digits = forms.number(n, code)
    return {"n": digits, "number": digits, "Number": digits}


WRITTEN: dict[type, Callable[[Said, str], str]] = {
    Dated: lambda said, code: forms.day(said.values["on"], said.template, code),
    Spanned: lambda said, code: forms.span(said.values["first"], said.values["last"], code),
    Numbered: lambda said, code: forms.number(said.values["value"], code, len(said.partition(".")[2])),
    Begun: lambda said, code: _capital(tell(said.values["said"], code)),
    Listed: lambda said, code: forms.listed([_value(one, code) for one in said.values["items"]], said.template, code),
}
"""What is written by the rules of a language, and not by its catalogue."""
