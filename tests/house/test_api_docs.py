"""The OpenAPI document as its readers need it: an example of all that is sent and of all that is answered."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it says no types

DOCUMENT: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parents[2] / "docs" / "openapi.json").read_text("utf-8")
)


def resolved(said: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference, where it is one."""
    found: dict[str, Any] = said
    if "$ref" in said:
        found = DOCUMENT
        for part in said["$ref"].removeprefix("#/").split("/"):
            found = found[part]
    return found


def everything_described() -> Iterator[tuple[str, dict[str, Any]]]:
    """Walk every parameter, and every media type of a request or an answer, each with its place."""
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            place = f"{method.upper()} {path}"
            for parameter in operation["parameters"]:
                yield f"{place}, {parameter['in']} {parameter['name']}", parameter
            for media, content in operation.get("requestBody", {}).get("content", {}).items():
                yield f"{place}, sent as {media}", content
            for status, answer in operation["responses"].items():
                for media, content in resolved(answer).get("content", {}).items():
                    yield f"{place}, {status} as {media}", content


def test_everything_that_is_sent_or_answered_has_an_example_that_fits() -> None:
    found = dict(everything_described())
    assert len(found) > 1000
    assert [place for place, said in found.items() if "example" not in said] == []
    for place, said in found.items():
        schema = {**said["schema"], "components": DOCUMENT["components"]}
        wrong = [error.message for error in Draft202012Validator(schema).iter_errors(said["example"])]
        assert wrong == [], place


@pytest.mark.parametrize("kind", ["requestBody", "responses"])
def test_nothing_is_described_without_a_media_type(kind: str) -> None:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            answers = operation.get(kind, {}) if kind == "responses" else {"200": operation.get(kind)}
            for status, said in answers.items():
                assert status == "304" or said is None or resolved(said)["content"], (method, path, status)
