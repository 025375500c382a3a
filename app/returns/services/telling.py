"""What a case leaves in the evidence, and whom it tells."""

from collections.abc import Mapping

from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Conflict, Refused
from app.messaging import services as messaging
from app.messaging.letters import Letter
from app.returns.models import Case, Statement, StatementNote


class NotNow(Conflict):
    """This cannot follow from where the case stands."""


class ReasonNeeded(Refused):
    """A written reason is asked here."""


def role_of(by: str | None) -> str:
    """The role of who acts: `SH`, `SU:4`, a member's id (staff), or nobody (the system)."""
    if by in {None, "SYS"}:
        return "SYS"
    if by == "SH":
        return "SH"
    return "SU" if str(by).startswith("SU:") else "ADM"


def record(case: Case, kind: str, by: str | None, body: Mapping[str, object] | None = None) -> None:
    """Append a fact about a case to the chain of its order."""
    evidence.record(
        case.suborder.order.reference, kind, {"case": case.number, **(body or {})}, role_of(by), by
    )


def note(
    statement: Statement, case: Case | None, kind: str, by: str, text: str
) -> StatementNote | None:
    """Keep a later word about a statement as it was written; nothing for an empty one."""
    if not text.strip():
        return None
    entry = StatementNote(
        statement_id=statement.id,
        case_id=case.id if case else None,
        kind=kind,
        by=by,
        at=clock.now(),
        text=text,
    )
    statement.notes.append(entry)
    db.session.flush()
    return entry


def tell(case: Case, kind: str, letter: Letter, once: str = "") -> None:
    """Promise the shopper a message; `once` tells apart messages of one kind about one case."""
    statement = case.statement
    messaging.promise(
        kind,
        letter,
        to=statement.email or case.suborder.order.email,
        language=statement.language,
        about=case.number,
        key=f"{kind}:{case.number}{once and ':' + once}",
        statutory=True,
    )


def tell_supplier(case: Case, kind: str, letter: Letter, once: str = "") -> None:
    """Promise the seller a message (AM-12A.2)."""
    supplier = case.suborder.supplier
    messaging.promise(
        kind,
        letter,
        to=supplier.email,
        language=supplier.language,
        about=case.number,
        key=f"{kind}:{case.number}{once and ':' + once}",
        statutory=True,
    )
