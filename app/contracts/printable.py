"""What a PDF can show: the characters that the shipped fonts have, and nothing invisible."""

import struct
import unicodedata
from functools import lru_cache
from importlib import resources
from pathlib import Path

FONT_PACKAGES = ("fontpkg_noto_sans", "fontpkg_noto_sans_arabic")
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
KEPT = "\n\u00a0\u200c\u200d"  # a figure stays with its unit; Persian writes with the joiners


def font_folders() -> list[Path]:
    """Where the shipped fonts lie."""
    return [Path(str(resources.files(package))) / "files" for package in FONT_PACKAGES]


def printable(text: str) -> str:
    """The text as a PDF shows it.

    Composed (NFC); controls, private use and unassigned characters are gone, but for line ends
    and the joiners of Persian; a character that no shipped font has stands as `[U+1F952]`.
    """
    return "".join(map(_shown, unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=4096)
def _shown(character: str) -> str:
    if character in KEPT:
        return character
    if character.isspace():
        return " "
    if unicodedata.category(character) in INVISIBLE:
        return ""
    return character if ord(character) in _drawn() else f"[U+{ord(character):04X}]"


@lru_cache(maxsize=1)
def _drawn() -> frozenset[int]:
    """Every code point that some shipped font draws."""
    fonts = [font for folder in font_folders() for font in sorted(folder.glob("*.ttf"))]
    upright = [font for font in fonts if "Italic" not in font.name]
    return frozenset().union(*(_code_points(font.read_bytes()) for font in upright))


def _code_points(font: bytes) -> set[int]:
    """The code points of a font's character map (OpenType `cmap`, formats 4 and 12)."""
    tables = struct.unpack(">H", font[4:6])[0]
    places = {font[o : o + 4]: o for o in range(12, 12 + 16 * tables, 16)}
    start = struct.unpack(">I", font[places[b"cmap"] + 8 : places[b"cmap"] + 12])[0]
    count = struct.unpack(">H", font[start + 2 : start + 4])[0]
    found: set[int] = set()
    for record in range(start + 4, start + 4 + 8 * count, 8):
        offset = start + struct.unpack(">I", font[record + 4 : record + 8])[0]
        form = struct.unpack(">H", font[offset : offset + 2])[0]
        if form == 4:
            found |= _segments(font, offset)
        elif form == 12:
            found |= _groups(font, offset)
    return found


def _segments(font: bytes, offset: int) -> set[int]:
    double = struct.unpack(">H", font[offset + 6 : offset + 8])[0]
    ends = struct.unpack(f">{double // 2}H", font[offset + 14 : offset + 14 + double])
    begin = offset + 16 + double
    starts = struct.unpack(f">{double // 2}H", font[begin : begin + double])
    ranges = zip(starts, ends, strict=True)
    return {code for first, last in ranges for code in range(first, last + 1) if code != 0xFFFF}


def _groups(font: bytes, offset: int) -> set[int]:
    count = struct.unpack(">I", font[offset + 12 : offset + 16])[0]
    found: set[int] = set()
    for place in range(offset + 16, offset + 16 + 12 * count, 12):
        first, last, glyph = struct.unpack(">III", font[place : place + 12])
        found.update(code for code in range(first, last + 1) if glyph)
    return found
