"""Every operation of the OpenAPI document, and how to ask for it."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

KEPT = Path(__file__).resolve().parents[2] / "docs" / "openapi.json"


class Operation(NamedTuple):
    """One operation, as the document describes it."""

    id: str
    method: str
    path: str
    described: dict[str, Any]

    @property
    def scope(self) -> str:
        scope: str = self.described["x-scope"]
        return scope

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of what stands in the path."""
        return tuple(one["name"] for one in self.described["parameters"] if one["in"] == "path")

    @property
    def queries(self) -> tuple[str, ...]:
        return tuple(one["name"] for one in self.described["parameters"] if one["in"] == "query")

    @property
    def sends(self) -> Any:
        """Return the example of a body; None where none is taken."""
        body = self.described.get("requestBody")
        return body and next(iter(body["content"].values()))["example"]

    @property
    def takes(self) -> str:
        """Return the media type of the body; nothing where none is taken."""
        body = self.described.get("requestBody")
        return next(iter(body["content"])) if body else ""

    def address(self, values: Mapping[str, str]) -> str:
        return self.path.format(**values)


@cache
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(KEPT.read_text("utf-8"))
    return found


@cache
def every_operation() -> tuple[Operation, ...]:
    return tuple(_all())


def _all() -> Iterator[Operation]:
    for path, methods in document()["paths"].items():
        for method, described in methods.items():
            yield Operation(described["operationId"], method.upper(), path, described)
