"""The JSON that a command prints: the shapes of CONTRACT.md, as one document."""

import json
import sys

from smallwins.journal.shapes import (
    Shape,
    goal_shape,
    momentum_shape,
    offers_shape,
    review_shape,
    step_shape,
    story_shape,
    win_shape,
    win_shapes,
)

# Inside JSON strings only; escaped so that a terminal or a log that shows them takes no orders from them.
RISKY = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def text_of(value: object) -> str:
    """Write one JSON document."""
    ascii_only = not (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
    return json.dumps(value, ensure_ascii=ascii_only, indent=2).translate(RISKY)


__all__ = [
    "Shape",
    "goal_shape",
    "momentum_shape",
    "offers_shape",
    "review_shape",
    "step_shape",
    "story_shape",
    "text_of",
    "win_shape",
    "win_shapes",
]
