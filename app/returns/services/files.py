"""Photos and PDFs that belong to statements, kept apart as every paper is (`media.papers`)."""

from sqlalchemy import select

from app.extensions import db
from app.kernel import clock
from app.media.papers import Paper
from app.returns.models import Case, FilePurpose, Statement, StatementFile

MOST_FILES = 5


def attach(
    statement: Statement, case: Case | None, paper: Paper, purpose: FilePurpose, by: str
) -> StatementFile:
    """The file belongs to this statement from now on."""
    file = StatementFile(
        case_id=case.id if case else None,
        purpose=purpose,
        name=paper.name,
        media_type=paper.media_type,
        sha256=paper.sha256,
        size=paper.size,
        by=by,
        at=clock.now(),
    )
    statement.files.append(file)
    db.session.flush()
    return file


def paper_hashes() -> set[str]:
    """The files that belong to statements."""
    return set(db.session.scalars(select(StatementFile.sha256)))
