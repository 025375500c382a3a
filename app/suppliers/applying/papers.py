"""Documents of an applicant: their kind is read from their bytes, they lie apart (rule 6)."""

import hashlib
from dataclasses import dataclass

from flask import Response
from flask_babel import gettext as _

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import NotFound, Refused
from app.media import services as media
from app.media.services import NotAPicture
from app.storage import gateway as storage
from app.suppliers.applying import course, steps
from app.suppliers.applying.models import Application, ApplicationPaper

MOST_BYTES = 10 * 1024 * 1024
MOST_PAPERS = 8
PDF, JPEG = "application/pdf", "image/jpeg"


class NotTaken(Refused):
    """A document we cannot take; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that is kept already and belongs to nothing yet; `size` in bytes."""

    name: str
    media_type: str
    sha256: str
    size: int


def take(name: str, body: bytes) -> Paper:
    """Make a document safe and keep it; a picture loses all but its pixels. Raises NotTaken.

    Slow: call it while no transaction is open.
    """
    if not body:
        raise NotTaken(_("Choose a file first."))
    if len(body) > MOST_BYTES:
        raise NotTaken(_("%(name)s is larger than 10 MB. Choose a smaller one.", name=name))
    if body.startswith(b"%PDF-"):
        media_type = PDF
    else:
        try:
            body, _width, _height = media.clean(body)
        except NotAPicture as error:
            raise NotTaken(
                _("%(name)s is neither a photo (JPEG, PNG, WebP) nor a PDF.", name=name)
            ) from error
        media_type = JPEG
    sha256 = hashlib.sha256(body).hexdigest()
    storage.put_apart(sha256, body)
    return Paper(_tidy(name, media_type), media_type, sha256, len(body))


def _tidy(name: str, media_type: str) -> str:
    """A name that is safe to write in a header, with the ending of what it is now."""
    stem = "".join(c for c in name.rsplit(".", 1)[0] if c.isalnum() or c in " -_")[:80].strip()
    return f"{stem or _('file')}.{'pdf' if media_type == PDF else 'jpg'}"


def add(application: Application, paper: Paper) -> None:
    """The document belongs to this application. Raises NotNow, NotTaken for too many."""
    course.held(application)
    steps.must_be_open(application, "papers")
    if any(known.sha256 == paper.sha256 for known in application.papers):
        return
    if len(application.papers) >= MOST_PAPERS:
        raise NotTaken(_("At most %(most)s documents. Take one out first.", most=str(MOST_PAPERS)))
    application.papers.append(
        ApplicationPaper(
            name=paper.name,
            media_type=paper.media_type,
            sha256=paper.sha256,
            size=paper.size,
            at=clock.now(),
        )
    )
    db.session.flush()
    course.record(application, "paper_added", course.CANDIDATE, sha256=paper.sha256)


def take_out(application: Application, paper: ApplicationPaper) -> None:
    """The applicant takes a document back; its file goes with the nightly clearing."""
    course.held(application)
    steps.must_be_open(application, "papers")
    course.record(application, "paper_removed", course.CANDIDATE, sha256=paper.sha256)
    application.papers.remove(paper)
    db.session.delete(paper)
    db.session.flush()


def as_download(paper: ApplicationPaper) -> Response:
    """The bytes as kept, never shown inside a page. Raises NotFound when they are gone."""
    try:
        body = storage.read_apart(paper.sha256)
    except FileNotFoundError as error:
        raise NotFound from error
    answer = Response(body, mimetype=paper.media_type)
    answer.headers.set("Content-Disposition", "attachment", filename=paper.name)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
