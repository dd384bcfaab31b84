"""The page of the formats names every one of them, and every field of a table."""

from pathlib import Path

from smallwins.formats.registry import FORMATS
from smallwins.formats.table import COLUMNS
from smallwins.journal.leaving import WAYS

PAGE = Path(__file__).parents[2] / "docs" / "formats.md"


def test_every_format_and_every_field_stands_on_the_page_of_the_formats() -> None:
    written = PAGE.read_text("utf-8")

    assert [one.name for one in FORMATS if f"`{one.name}`" not in written] == []
    assert [field for field in COLUMNS if f"`{field}`" not in written] == []
    assert [name for name in WAYS if f"--as {name}" not in written] == []
