"""Cells that a spreadsheet would run as formulas: an apostrophe before them makes them text, and is taken off again."""

SIGNS = tuple("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫")
MARK = "'"


def escaped(cell: str) -> str:
    """Return the cell with an apostrophe before it where a spreadsheet would run it, or would mistake it for marked."""
    return MARK + cell if _begins_one(cell) else cell


def unescaped(cell: str) -> str:
    """Return a cell as it was before it was escaped."""
    return cell[1:] if cell.startswith(MARK) and _begins_one(cell) else cell


def _begins_one(cell: str) -> bool:
    return cell.lstrip(MARK).startswith(SIGNS) or cell.lstrip(MARK).lstrip().startswith(SIGNS)
