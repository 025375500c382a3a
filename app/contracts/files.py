"""A stored document as files: HTML, text, PDF and its canonical JSON. All say the same."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError

from app.contracts import documents, pdf, queries
from app.contracts.documents import Document
from app.contracts.models import DocumentFile, StoredDocument
from app.contracts.pages import as_html
from app.extensions import db
from app.kernel import clock, transactions
from app.kernel.errors import Refused
from app.storage import gateway as storage
from app.web.logs import log

MEDIA_TYPES = {
    "html": "text/html",
    "txt": "text/plain",
    "pdf": "application/pdf",
    "json": "application/json",
}


class NoPdf(Refused):
    """The PDF cannot be made now; the other renderings say the same."""

    status = 503


@dataclass(frozen=True, slots=True)
class Rendering:
    """One file of a document."""

    suffix: str
    media_type: str
    body: bytes


def rendering(sha256: str, suffix: str) -> Rendering:
    """One rendering of a stored document. Raises NotFound, NoPdf."""
    document = queries.document(sha256)
    if suffix == "pdf":
        body = pdf_of(sha256)
        if body is None:
            raise NoPdf(_("The PDF cannot be made at the moment. The page and the text hold all."))
    elif suffix == "html":
        body = as_html(document).encode()
    elif suffix == "txt":
        body = documents.as_text(document).encode()
    else:
        body = document.canonical.encode()
    return Rendering(suffix, MEDIA_TYPES[suffix], body)


def set_now(document: Document) -> bytes:
    """The PDF of a document that is not stored. Slow. Raises NoPdf."""
    try:
        return pdf.as_pdf(document, clock.now())
    except pdf.NotPrintable as error:
        raise NoPdf(_("The PDF cannot be made at the moment. Try again later.")) from error


def to_send(sha256: str) -> list[tuple[str, str, bytes]]:
    """What travels with a message: the PDF, or page and text where none can be made."""
    suffixes = ("pdf",) if pdf_of(sha256) is not None else ("html", "txt")
    found = [rendering(sha256, suffix) for suffix in suffixes]
    return [(file.suffix, file.media_type, file.body) for file in found]


def pdf_of(sha256: str) -> bytes | None:
    """The PDF, made when first asked for and the same ever after. None where it cannot be made.

    Never called while something is being written: it compiles, and writes its own row apart.
    """
    known = db.session.get(DocumentFile, sha256)
    wanted = known.file_sha256 if known else None
    if wanted is not None and (kept := _kept(sha256)) and _digest(kept) == wanted:
        return kept
    stored = db.session.get_one(StoredDocument, sha256)
    try:
        made = pdf.as_pdf(documents.read(stored.body), stored.stored_at)
    except pdf.NotPrintable as error:
        _note_problem(sha256, str(error))
        return None
    if wanted is not None and _digest(made) != wanted:
        _note_problem(sha256, "the kept file is gone and cannot be made the same again")
        return None
    storage.put(_name(sha256), made)
    _note(sha256, file_sha256=_digest(made), made_at=clock.now(), problem=None)
    return made


def _note_problem(sha256: str, problem: str) -> None:
    log.error("no PDF", document=sha256, problem=problem)
    _note(sha256, problem=problem[:300])


def _note(sha256: str, **values: object) -> None:
    """Its row is written apart, in one statement; two who made it at once write the same.

    Left unwritten where the database is too busy: the next who asks makes the same bytes again.
    """
    on_postgresql = db.engine.dialect.name == "postgresql"
    insert = (postgresql.insert if on_postgresql else sqlite.insert)(DocumentFile)
    statement = insert.values(document_sha256=sha256, **values).on_conflict_do_update(
        index_elements=[DocumentFile.document_sha256], set_=values
    )
    with suppress(OperationalError), transactions.apart() as session:
        session.execute(statement)


def _kept(sha256: str) -> bytes | None:
    try:
        return storage.read(_name(sha256))
    except FileNotFoundError:
        return None


def _name(sha256: str) -> str:
    return f"document-{sha256}.pdf"


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
