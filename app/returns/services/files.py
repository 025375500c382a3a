"""Photos and PDFs that people send us: made safe, kept apart, only ever downloaded (rule 6)."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from app.extensions import db
from app.kernel import clock, crypto
from app.kernel.errors import Refused
from app.media import services as media
from app.media.services import NotAPicture
from app.returns.models import Case, FilePurpose, Statement, StatementFile
from app.storage import gateway as storage
from app.suppliers.applying import queries as applications

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 5
PDF, JPEG = "application/pdf", "image/jpeg"
UNATTACHED_FOR = timedelta(days=2)


class WrongKind(Refused):
    """Neither a photo nor a PDF."""


class TooLarge(Refused):
    """More bytes than we take."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is kept already and belongs to nothing yet; `size` in bytes."""

    name: str
    media_type: str
    sha256: str
    size: int

    @property
    def seal(self) -> str:
        """What a form carries, so that a file sent once need not be chosen again."""
        return f"{self.sha256}.{self.size}.{self._signature}"

    @property
    def _signature(self) -> str:
        words = f"{self.sha256}|{self.size}|{self.media_type}|{self.name}"
        return crypto.sign("upload", words.encode())[:32]


def take(name: str, body: bytes) -> Upload:
    """Make a file safe and keep it: a photo loses all but its pixels. No transaction is needed.

    Raises TooLarge, WrongKind.
    """
    if len(body) > MOST_BYTES:
        raise TooLarge(_("%(name)s is larger than 10 MB. Choose a smaller one.", name=name))
    if b"%PDF-" in body[:1024]:
        media_type = PDF
    else:
        try:
            body, _width, _height = media.clean(body)
        except NotAPicture as error:
            raise WrongKind(
                _("%(name)s is neither a photo (JPEG, PNG, WebP) nor a PDF.", name=name)
            ) from error
        media_type = JPEG
    sha256 = hashlib.sha256(body).hexdigest()
    storage.put_apart(sha256, body)
    return Upload(_tidy(name, media_type), media_type, sha256, len(body))


def _tidy(name: str, media_type: str) -> str:
    """A name that is safe to write in a header, with the ending of what it is now."""
    stem = "".join(c for c in name.rsplit(".", 1)[0] if c.isalnum() or c in " -_")[:80].strip()
    return f"{stem or _('file')}.{'pdf' if media_type == PDF else 'jpg'}"


def unsealed(seal: str, name: str) -> Upload | None:
    """The file that a form carries, unless the seal is not ours."""
    sha256, _dot, rest = seal.partition(".")
    size = rest.partition(".")[0]
    if not size.isascii() or not size.isdigit():
        return None
    for media_type in (PDF, JPEG):
        upload = Upload(name, media_type, sha256, int(size))
        if upload.seal == seal and storage.has_apart(sha256):
            return upload
    return None


def attach(
    statement: Statement, case: Case | None, upload: Upload, purpose: FilePurpose, by: str
) -> StatementFile:
    """The file belongs to this statement from now on."""
    file = StatementFile(
        case_id=case.id if case else None,
        purpose=purpose,
        name=upload.name,
        media_type=upload.media_type,
        sha256=upload.sha256,
        size=upload.size,
        by=by,
        at=clock.now(),
    )
    statement.files.append(file)
    db.session.flush()
    return file


def forget_unattached() -> int:
    """Files that were sent with a form and never belonged to anything (timer `uploads`)."""
    before = clock.now() - UNATTACHED_FOR
    names = storage.names_apart(before)
    known = set(db.session.scalars(select(StatementFile.sha256))) | applications.paper_hashes()
    gone = [name for name in names if name not in known]
    for name in gone:
        storage.remove_apart(name)
    return len(gone)
