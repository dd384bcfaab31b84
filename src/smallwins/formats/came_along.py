"""Keys of a win that are not ours, on their way out in a format of others and in again: none may pass for one of ours.

A win that came in from a format goes out to it with those keys where they stood there, so that a second round changes
nothing. What is called like a key that the format has itself goes under one of its own.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from smallwins.method.win import NOTHING_EXTRA, PRIVATE, SOURCE, was_private

BESIDE = "extra"  # holds the keys that are called like one of the format's own


class Came(NamedTuple):
    """What stood in a file besides the fields of a win."""

    extra: Mapping[str, object]
    goals: tuple[str, ...] = ()  # that its source named when it came in first
    notes: tuple[str, ...] = ()


def going_out(extra: Mapping[str, object], name: str, own: Collection[str]) -> dict[str, object]:
    """Return the keys to write beside the format's own."""
    told, source = dict(extra), extra.get(SOURCE)
    if isinstance(source, Mapping) and source.get("format") == name:
        del told[SOURCE]
        also = source.get("also")
        came = dict(also) if isinstance(also, Mapping) else {}
        beside = came.pop(BESIDE, {})
        stays = {key for key in came if key in own or key == SOURCE or key in told}
        told = {**(beside if isinstance(beside, Mapping) else {}), **_without(came, stays), **told}
        left = {key: source[key] for key in ("goals", "notes") if source.get(key)}
        if said := {key: value for key, value in came.items() if key in stays}:
            left["also"] = said
        if left:
            told[SOURCE] = {"format": name, **left}
    called_alike = {key: value for key, value in told.items() if key in own or key == BESIDE}
    return {**_without(told, {*own, BESIDE}), **({BESIDE: called_alike} if called_alike else {})}


def coming_in(rest: Mapping[str, object], name: str) -> Came:
    """Return what stood beside the fields; what a win said when it came in from the same format before comes along."""
    source = rest.get(SOURCE)
    if not isinstance(source, Mapping) or source.get("format") != name:
        return Came(rest, notes=(PRIVATE,) if was_private(rest) else ())
    also = source.get("also")
    before = also if isinstance(also, Mapping) else NOTHING_EXTRA
    notes = tuple(map(str, _listed(source.get("notes"))))
    extra = {**before, **_without(rest, {SOURCE})}
    private = (PRIVATE,) if was_private(extra) else ()
    return Came(extra, tuple(map(str, _listed(source.get("goals")))), (*notes, *private))


def _without(values: Mapping[str, object], names: Collection[str]) -> dict[str, object]:
    return {key: value for key, value in values.items() if key not in names}


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
