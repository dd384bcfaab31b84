"""What `--json` prints of insights (CONTRACT, "--json shapes"); a judged win and momentum: journal/shapes.py."""

from collections.abc import Iterable, Mapping
from datetime import date

from smallwins.method.week import Week


def insights_json(
    findings: Iterable[object], silent: Iterable[object], facts: object, beside: Mapping[str, object]
) -> dict[str, object]:
    """Show what the wins say: values with named fields, each becoming a JSON object of the same names.

    beside names more facts, which have no field of their own.
    """
    known = _shape(facts)
    assert isinstance(known, dict)  # a value with named fields
    return {
        "findings": [_without_none(_shape(finding), "kind", "pulse") for finding in findings],
        "silent": [_shape(question) for question in silent],
        "facts": known | {name: _shape(fact) for name, fact in beside.items()},
    }


def _without_none(shape: object, *names: str) -> object:
    """Leave out of an object what does not belong to it."""
    if isinstance(shape, dict):
        return {name: value for name, value in shape.items() if value is not None or name not in names}
    return shape


def _shape(value: object) -> object:
    """Turn a value of the insights into JSON: weeks and days as text, numbers with as many figures as they mean."""
    if isinstance(value, float):
        return float(f"{value:.4g}")
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Week | date):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _shape(inner) for key, inner in value.items()}
    assert isinstance(value, tuple | list)  # insights are made of nothing else
    fields: tuple[str, ...] | None = getattr(value, "_fields", None)
    if fields is None:
        return [_shape(inner) for inner in value]
    return {name: _shape(inner) for name, inner in zip(fields, value, strict=True)}
