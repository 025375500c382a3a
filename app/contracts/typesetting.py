"""Templates of typst set as PDF. Texts go in as data and are never read as markup."""

import json
import threading
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from app.contracts.printable import font_folders, printable

if TYPE_CHECKING:
    from typst import PDFStandard

_at_a_time = threading.Lock()


class NotPrintable(Exception):
    """This cannot be set; whatever asked for it has another way to say the same."""


def set_in_type(
    template: Path, said: object, standards: "list[PDFStandard]", moment: datetime
) -> bytes:
    """A template filled with these words; the same words of the same moment are the same bytes.

    Raises NotPrintable.
    """
    words = json.dumps(_printable(said), ensure_ascii=False)
    try:
        with _at_a_time:
            made = _compiler(template.parent).compile(
                template,
                format="pdf",
                sys_inputs={"document": words},
                pdf_standards=standards,
                timestamp=moment.replace(microsecond=0),
            )
    except (RuntimeError, ValueError) as error:
        raise NotPrintable(str(error)) from error
    assert isinstance(made, bytes)
    return made


def _printable(part: object) -> object:
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, dict):
        return {name: _printable(value) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [_printable(value) for value in part]
    return part


@lru_cache(maxsize=4)
def _compiler(folder: Path) -> typst.Compiler:
    """One for each folder of templates: it sees that folder and nothing else."""
    return typst.Compiler(root=str(folder), font_paths=_fonts())


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """The shipped fonts, read once for the process."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in font_folders()],
    )
