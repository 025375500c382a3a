"""Files of digital products: looked into before they are kept, named by their hash (DC-20.3)."""

import hashlib
import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from flask_babel import gettext as _

from app.catalogue.models import DigitalFile, Product
from app.catalogue.services.shelving import hold
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused
from app.storage import gateway as storage

MOST_BYTES = 50 * 1024 * 1024
MOST_UNPACKED = 4 * MOST_BYTES
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
PDF, EPUB = "application/pdf", "application/epub+zip"


class NotDeliverable(Refused):
    """This file is not one that is delivered here."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that lies in storage and belongs to nothing yet; `found`: what the look found."""

    media_type: str
    sha256: str
    size: int
    found: str


def keep(body: bytes) -> Kept:
    """Look into a file and keep it under its hash; no transaction is needed (rule 6).

    Raises NotDeliverable. A file without a row hurts nobody.
    """
    media_type, found = looked_into(body)
    sha256 = hashlib.sha256(body).hexdigest()
    storage.put(f"file-{sha256}", body)
    return Kept(media_type, sha256, len(body), found)


def add_file(product: Product, name: str, body: bytes, version: str) -> DigitalFile:
    """Keep a file and put it with its product. Raises NotDeliverable."""
    return _put(product, name, keep(body), version)


def add_version(product: Product, name: str, kept: Kept) -> DigitalFile:
    """The next version of what is delivered, under its own name, tidied."""
    last = name.replace("\\", "/").rpartition("/")[2]
    tidied = "".join(c for c in last if c.isprintable() and c not in '<>:"|?*')[-100:].strip(" .")
    held = hold(product)
    held.version += 1
    return _put(held, tidied or "file", kept, f"{len(held.files) + 1}.0")


def _put(product: Product, name: str, kept: Kept, version: str) -> DigitalFile:
    file = DigitalFile(
        name=name,
        media_type=kept.media_type,
        sha256=kept.sha256,
        size=kept.size,
        version=version,
        scan=kept.found,
        scanned_at=clock.now(),
    )
    product.files.append(file)
    db.session.flush()
    return file


def looked_into(body: bytes) -> tuple[str, str]:
    """The kind of a file and what was found in it. Raises NotDeliverable."""
    if len(body) > MOST_BYTES:
        raise NotDeliverable(_("A file may have at most 50 MB."))
    if body.startswith(b"%PDF-"):
        return PDF, _pdf(body)
    if body.startswith(b"PK"):
        return EPUB, _epub(body)
    raise NotDeliverable(_("Only PDF and EPUB files are delivered."))


def _pdf(body: bytes) -> str:
    if ACTIVE.search(body) or any(ACTIVE.search(_opened(part)) for part in STREAM.findall(body)):
        raise NotDeliverable(_("The file holds active content or other files. Save it without."))
    return "PDF, no active content"


def _opened(part: bytes) -> bytes:
    """A stream's content, as far as it can be unpacked in bounded space."""
    try:
        return zlib.decompressobj().decompress(part, 8 * 1024 * 1024)
    except zlib.error:
        return b""


def _epub(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            whole = sum(entry.file_size for entry in book.infolist())
            names = book.namelist()
            kind = book.read("mimetype").strip() if "mimetype" in names else b""
    except (zipfile.BadZipFile, RuntimeError) as error:
        raise NotDeliverable(_("Only PDF and EPUB files are delivered.")) from error
    if kind != EPUB.encode() or whole > MOST_UNPACKED:
        raise NotDeliverable(_("Only PDF and EPUB files are delivered."))
    if any(name.lower().endswith((".js", ".exe")) for name in names):
        raise NotDeliverable(_("The file holds active content or other files. Save it without."))
    return "EPUB, no scripts"
