"""A document as PDF/A-2a and PDF/UA-1: one file to archive, to read aloud and to print."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.contracts.documents import Document
from app.contracts.typesetting import NotPrintable, set_in_type

if TYPE_CHECKING:
    from typst import PDFStandard

__all__ = ["NotPrintable", "as_pdf"]

TEMPLATE = Path(__file__).parent / "paper" / "document.typ"
STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]


def as_pdf(document: Document, stored_at: datetime) -> bytes:
    """The document as PDF; the same document of the same moment is the same bytes.

    Raises NotPrintable.
    """
    return set_in_type(TEMPLATE, _laid_out(document), STANDARDS, stored_at)


def _laid_out(document: Document) -> dict[str, object]:
    said = asdict(document) | {"sha256": document.sha256}
    for block in said["blocks"]:
        if block["block"] == "table":
            block["widths"] = _widths(block["head"], block["rows"], block["numeric"])
    return said


def _widths(
    head: tuple[str, ...], rows: tuple[tuple[str, ...], ...], numeric: tuple[int, ...]
) -> list[dict[str, int]]:
    """Figures never break: their columns get the room they need, in points. Words share the rest.

    A column of words gets its part by its longest cell, none so little that words break.
    """
    columns = [[name, *(row[place] for row in rows)] for place, name in enumerate(head)]
    return [
        {"points": 7 * max(3, _longest_word(column[0]), *map(len, column[1:])) + 14}
        if place in numeric
        else {"part": min(max(11, *map(len, column)), 34)}
        for place, column in enumerate(columns)
    ]


def _longest_word(text: str) -> int:
    return max((len(word) for word in text.split()), default=0)
