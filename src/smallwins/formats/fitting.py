"""What a foreign record says besides, made fit to travel in every file and to be kept by every journal."""

import json
import math
from collections.abc import Mapping

DEEPEST = 60  # levels; what came in is held two levels deeper, and smallwins/1 holds 64
BIGGEST = 2**53 - 1


def fitting(values: Mapping[str, object], *, empty: bool = False) -> dict[str, object]:
    """Return the values that say something, or all of them; what no file could carry exactly becomes a text."""
    return {_text(key): _fit(value, 0) for key, value in values.items() if empty or not _says_nothing(value)}


def _says_nothing(value: object) -> bool:
    return value is None or value in ("", [], {}, ())


def _fit(value: object, depth: int) -> object:
    if depth > DEEPEST:
        return _text(json.dumps(value, ensure_ascii=False, default=str))
    match value:
        case dict():
            return {_text(str(key)): _fit(inner, depth + 1) for key, inner in value.items()}
        case list() | tuple():
            return [_fit(inner, depth + 1) for inner in value]
        case _:
            return _fit_alone(value)


def _fit_alone(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int) and abs(value) <= BIGGEST:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    return _text(str(value))


def _text(text: str) -> str:
    return text.replace("\0", "�").encode("utf-8", "replace").decode()
