"""What docs/interchange.md shows can be read, and it names every key that there is."""

import re
from pathlib import Path

import pytest

from smallwins.formats.smallwins1 import shapes
from smallwins.formats.smallwins1.reading import read

PAGE = (Path(__file__).parents[2] / "docs" / "interchange.md").read_text("utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
SHAPES = [found for found in vars(shapes).values() if isinstance(found, type) and issubclass(found, shapes.Shape)]
KEYS = {field for shape in SHAPES for field in shape.__struct_fields__} - {shapes.EXTRA}


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_each_example_of_the_page_is_a_journal(example: str) -> None:
    assert read(example.encode()).wins


@pytest.mark.parametrize("key", sorted(KEYS))
def test_each_key_of_the_file_is_on_the_page(key: str) -> None:
    assert f"`{key}`" in PAGE or f'"{key}":' in PAGE
