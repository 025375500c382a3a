"""Cells that a spreadsheet would run as formulas: made harmless going out, restored coming in."""

STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before it, if a spreadsheet could take it for a formula."""
    return f"'{cell}" if _dangerous(cell) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before it was guarded."""
    return cell[1:] if cell.startswith("'") and _dangerous(cell[1:]) else cell


def _dangerous(cell: str) -> bool:
    bare = cell.lstrip(" '\n\u00a0")
    return bare.startswith(STARTS)
