"""Pictures in a ZIP, matched by file name: looked at one by one, within limits."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO

from flask_babel import gettext as _
from PIL import Image

from app.kernel.errors import Refused
from app.media import services as media
from app.web import turkish

MOST_BYTES = 95 * 1024 * 1024
MOST_ONE = 20 * 1024 * 1024
MOST_UNPACKED = 400 * 1024 * 1024
MOST_FILES = 2_000
OURS = re.compile(r"[0-9a-f]{24}\.jpg")  # as our own export names pictures that are here already
BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError)


class NotAZip(Refused):
    """This is no ZIP of pictures that can be taken."""


@dataclass(frozen=True, slots=True)
class Found:
    """A picture in the ZIP; `fault` is empty, or why it cannot be taken."""

    name: str
    fault: str = ""


def key_of(name: str) -> str:
    """How names are compared: without folder, case, Turkish dots and marks."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = last.rpartition(".")
    return f"{turkish.fold(stem if dot else ending)}.{ending.lower() if dot else ''}"


def looked_through(packed: IO[bytes]) -> list[Found]:
    """Every file of the ZIP with what is wrong with it. Raises NotAZip."""
    try:
        with zipfile.ZipFile(packed) as given:
            entries = _entries(given)
            return [Found(_short(e.filename), _fault(given, e)) for e in entries]
    except BROKEN as error:
        raise NotAZip(_("This is not a whole ZIP file. Pack the pictures again.")) from error
    except NotImplementedError as error:
        raise NotAZip(_("This is not a whole ZIP file. Pack the pictures again.")) from error


def _entries(given: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = [
        entry
        for entry in given.infolist()
        if not entry.is_dir()
        and "__MACOSX" not in entry.filename
        and not _short(entry.filename).startswith((".", "Thumbs.db"))
    ]
    if len(entries) > MOST_FILES:
        raise NotAZip(
            _("The ZIP holds more than %(most)d files. Divide it into several.", most=MOST_FILES)
        )
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise NotAZip(_("The ZIP unpacks to far too much. Pack smaller pictures."))
    if not entries:
        raise NotAZip(_("There are no pictures in the ZIP."))
    return entries


def _short(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2][:120]


def _fault(given: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    """Only the head of each picture is read here."""
    if entry.file_size > MOST_ONE:
        return "too_large"
    try:
        body = given.read(entry)
    except (*BROKEN, NotImplementedError):
        return "broken"
    try:
        with Image.open(io.BytesIO(body), formats=("JPEG", "PNG", "WEBP")) as opened:
            too_many = opened.width * opened.height > media.MOST_PIXELS
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "too_many_pixels"
    except (OSError, ValueError, SyntaxError):
        return "no_picture"
    return "too_many_pixels" if too_many else ""


def one(packed: IO[bytes], name: str) -> bytes:
    """A picture of the ZIP, re-encoded without anything but its pixels. Raises NotAPicture."""
    try:
        with zipfile.ZipFile(packed) as given:
            entry = next(e for e in _entries(given) if _short(e.filename) == name)
            if entry.file_size > MOST_ONE:
                raise media.NotAPicture("too large")
            body, _width, _height = media.clean(given.read(entry))
    except (*BROKEN, NotImplementedError, StopIteration) as error:
        raise media.NotAPicture(str(error)) from error
    return body


def said(fault: str) -> str:
    """Why a picture is not taken."""
    return {
        "too_large": _("It is larger than 20 MB."),
        "too_many_pixels": _("It has more than 40 million pixels. Make it smaller."),
        "no_picture": _("It is not a picture (JPEG, PNG or WebP), whatever its name says."),
        "broken": _("It cannot be unpacked."),
        "absent": _("It is not in the ZIP."),
    }[fault]
