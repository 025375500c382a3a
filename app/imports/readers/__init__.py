"""From the bytes of a file to a table of texts: CSV in any common dress, and XLSX."""

from app.imports.readers import text, workbook
from app.imports.readers.table import Figure, Row, Table, Unreadable

ENCODINGS = text.ENCODINGS
MOST_BYTES = 20 * 1024 * 1024

__all__ = ["DELIMITERS", "ENCODINGS", "MOST_BYTES", "Figure", "Row", "Table", "Unreadable", "read"]


def read(body: bytes, encoding: str | None = None, delimiter: str | None = None) -> Table:
    """The table in a file; what is not given is guessed. Raises Unreadable with one sentence."""
    if workbook.is_one(body):
        return workbook.read(body)
    return text.read(body, encoding, delimiter)
