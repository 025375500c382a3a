"""A document as PDF/A-2a and PDF/UA-1: one file to archive, to read aloud and to print."""

import json
import threading
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from app.contracts.documents import Document
from app.contracts.printable import font_folders, printable

if TYPE_CHECKING:
    from typst import PDFStandard

FOLDER = Path(__file__).parent / "paper"
TEMPLATE = FOLDER / "document.typ"
STANDARDS: "list[PDFStandard]" = ["a-2a", "ua-1"]
_at_a_time = threading.Lock()


class NotPrintable(Exception):
    """The document cannot be set; its HTML and text say the same."""


def as_pdf(document: Document, stored_at: datetime) -> bytes:
    """The document as PDF; the same document of the same moment is the same bytes.

    Raises NotPrintable.
    """
    words = json.dumps(_printable(_laid_out(document)), ensure_ascii=False)
    try:
        with _at_a_time:
            made = _compiler().compile(
                TEMPLATE,
                format="pdf",
                sys_inputs={"document": words},
                pdf_standards=STANDARDS,
                timestamp=stored_at.replace(microsecond=0),
            )
    except (RuntimeError, ValueError) as error:
        raise NotPrintable(str(error)) from error
    assert isinstance(made, bytes)
    return made


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


def _printable(part: object) -> object:
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, dict):
        return {name: _printable(value) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [_printable(value) for value in part]
    return part


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """One for the process: it reads the fonts once. It sees its own folder and nothing else."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )
    return typst.Compiler(root=str(FOLDER), font_paths=fonts)
