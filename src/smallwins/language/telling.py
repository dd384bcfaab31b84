"""How a sentence is told in a language that is not English: its template from the catalogue, its values in turn."""

from typing import Any

from smallwins.language import PSEUDO, catalogues, forms
from smallwins.method.days import Dated, Spanned
from smallwins.method.saying import Listed, Numbered, Said, counted


def tell(said: str, code: str) -> str:
    """Tell what was said, its values too; a plain text is looked up as it is, and stays where it is unknown."""
    if isinstance(said, Dated):
        return _bracketed(said) if code == PSEUDO else forms.day(said.values["on"], said.template, code)
    if isinstance(said, Spanned):
        return _bracketed(said) if code == PSEUDO else forms.span(said.values["first"], said.values["last"], code)
    if isinstance(said, Numbered):
        return forms.number(said.values["value"], code, len(said.partition(".")[2]))
    if isinstance(said, Listed):
        items = [told_value(one, code) for one in said.values["items"]]
        return forms.listed(items, said.template, code)
    if not isinstance(said, Said):
        return catalogues.of(code).known(said)
    template = catalogues.of(code).template(said)
    if not said.values and not said.plural:
        return template
    values = {name: told_value(one, code) for name, one in said.values.items()}
    if said.plural:
        values |= counted(said.count) if code == PSEUDO else _digits(said.count, code)
    return template.format(**values)


def told_value(value: Any, code: str) -> Any:  # noqa: ANN401 - whatever a sentence speaks of
    """Tell a value within a sentence: sentences are told, a person's own words stay."""
    if isinstance(value, Said):
        return tell(value, code)
    return value


def _digits(n: int, code: str) -> dict[str, str]:
    """Write a number in digits, whichever way the template names it: words for numbers bend with what they count."""
    digits = forms.number(n, code)
    return {"n": digits, "number": digits, "Number": digits}


def _bracketed(said: str) -> str:
    return f"⟦{said}⟧"
