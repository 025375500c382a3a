"""Photos, PDFs and e-invoices that people send: made safe, kept apart, only downloaded (rule 6)."""

import hashlib
from collections.abc import Collection, Set
from dataclasses import dataclass
from datetime import timedelta

from flask import Response
from flask_babel import gettext as _

from app.kernel import clock, crypto
from app.kernel.errors import NotFound, Refused
from app.media import services as media
from app.media import ubl
from app.media.services import NotAPicture
from app.storage import gateway as storage

MOST_BYTES = 10 * 1024 * 1024
PDF, JPEG, XML = "application/pdf", "image/jpeg", "application/xml"
ENDINGS = {PDF: "pdf", JPEG: "jpg", XML: "xml"}
PHOTO_OR_PDF = frozenset({PDF, JPEG})
WITH_UBL = PHOTO_OR_PDF | {XML}
UNATTACHED_FOR = timedelta(days=2)


class NotTaken(Refused):
    """A file we cannot take; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that is kept already and belongs to nothing yet; `size` in bytes."""

    name: str
    media_type: str
    sha256: str
    size: int

    @property
    def seal(self) -> str:
        """What a form carries, so that a file sent once need not be chosen again."""
        words = f"{self.sha256}|{self.size}|{self.media_type}|{self.name}"
        return f"{self.sha256}.{self.size}.{crypto.sign('upload', words.encode())[:32]}"


def take(name: str, body: bytes, kinds: Collection[str] = PHOTO_OR_PDF) -> Paper:
    """Make a file safe and keep it; a picture loses all but its pixels. Raises NotTaken.

    The kind is read from the bytes. Slow: call it while no transaction is open.
    """
    if not body:
        raise NotTaken(_("Choose a file first."))
    if len(body) > MOST_BYTES:
        raise NotTaken(_("%(name)s is larger than 10 MB. Choose a smaller one.", name=name))
    media_type = PDF if b"%PDF-" in body[:1024] else XML if ubl.is_document(body) else JPEG
    if media_type not in kinds:
        raise NotTaken(_wrong_kind(name, kinds))
    if media_type == JPEG:
        try:
            body, _width, _height = media.clean(body)
        except NotAPicture as error:
            raise NotTaken(_wrong_kind(name, kinds)) from error
    sha256 = hashlib.sha256(body).hexdigest()
    storage.put_apart(sha256, body)
    return Paper(_tidy(name, media_type), media_type, sha256, len(body))


def _wrong_kind(name: str, kinds: Collection[str]) -> str:
    if XML in kinds:
        return _("%(name)s is no photo (JPEG, PNG, WebP), PDF or e-invoice (UBL XML).", name=name)
    return _("%(name)s is neither a photo (JPEG, PNG, WebP) nor a PDF.", name=name)


def _tidy(name: str, media_type: str) -> str:
    """A name that is safe to write in a header, with the ending of what it is now."""
    stem = "".join(c for c in name.rsplit(".", 1)[0] if c.isalnum() or c in " -_")[:80].strip()
    return f"{stem or _('file')}.{ENDINGS[media_type]}"


def unsealed(seal: str, name: str) -> Paper | None:
    """The file that a form carries, unless the seal is not ours."""
    sha256, _dot, rest = seal.partition(".")
    size = rest.partition(".")[0]
    if not size.isascii() or not size.isdigit():
        return None
    for media_type in ENDINGS:
        paper = Paper(name, media_type, sha256, int(size))
        if paper.seal == seal and storage.has_apart(sha256):
            return paper
    return None


def as_download(name: str, media_type: str, sha256: str) -> Response:
    """The bytes as kept, never shown inside a page. Raises NotFound when they are gone."""
    try:
        body = storage.read_apart(sha256)
    except FileNotFoundError as error:
        raise NotFound from error
    answer = Response(body, mimetype=media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def forget_unattached(known: Set[str]) -> int:
    """Files that were sent with a form and never belonged to anything; returns how many.

    `known`: the hashes of all that do.
    """
    names = storage.names_apart(clock.now() - UNATTACHED_FOR)
    gone = [name for name in names if name not in known]
    for name in gone:
        storage.remove_apart(name)
    return len(gone)
