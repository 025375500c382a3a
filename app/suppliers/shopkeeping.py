"""A supplier keeps its page: story, contact; a new legal identity is looked at first."""

from collections.abc import Mapping

from flask_babel import gettext as _
from sqlalchemy import select

from app.accounts.models import Member
from app.evidence import services as evidence
from app.extensions import db
from app.kernel import clock, events
from app.kernel.errors import Conflict, NotFound, Refused
from app.kernel.transactions import locked
from app.messaging import services as messaging
from app.suppliers import messages
from app.suppliers.events import ShopChanged
from app.suppliers.models import IdentityChange, Supplier


class Decided(Conflict):
    """Somebody has decided this already."""


class ReasonNeeded(Refused):
    """A refusal says why."""


def keep_page(
    supplier: Supplier,
    texts: Mapping[str, Mapping[str, str]],
    contact: Mapping[str, str | bool | None],
) -> None:
    """The texts of every language and how to reach the supplier; pages and orders follow.

    Another e-mail address is told to the old one and the new one: letters about money go there.
    """
    locked(supplier)
    before = supplier.email
    supplier.texts = {
        code: {**supplier.texts.get(code, {}), **said} for code, said in texts.items()
    }
    for name, value in contact.items():
        setattr(supplier, name, value)
    db.session.flush()
    if supplier.email != before:
        _tell_address(supplier, before)
    events.publish(ShopChanged(supplier.id))


def _tell_address(supplier: Supplier, before: str) -> None:
    moment = clock.now().isoformat()
    for which, address in (("old", before), ("new", supplier.email)):
        messaging.promise(
            "address-changed",
            messages.address_changed(supplier),
            to=address,
            language=supplier.language,
            about=f"supplier:{supplier.id}",
            key=f"address-changed:{supplier.id}:{moment}:{which}",
        )


def waiting_change(supplier: Supplier) -> IdentityChange | None:
    """The change of identity that waits for staff."""
    return db.session.scalar(
        select(IdentityChange).where(
            IdentityChange.supplier_id == supplier.id, IdentityChange.decided_at.is_(None)
        )
    )


def waiting_changes() -> list[IdentityChange]:
    """Every change of identity that waits, the oldest first."""
    return list(
        db.session.scalars(
            select(IdentityChange)
            .where(IdentityChange.decided_at.is_(None))
            .order_by(IdentityChange.id)
        )
    )


def ask_change(
    supplier: Supplier, wanted: Mapping[str, str | bool | None], words: str, by: Member
) -> IdentityChange:
    """Ask for another legal identity; until it is looked at, the present one stands.

    What was asked before and still waits is replaced.
    """
    locked(supplier)
    facts = {
        "wanted": dict(wanted),
        "words": words,
        "asked_by": by.id,
        "asked_at": clock.now(),
    }
    change = waiting_change(supplier)
    if change is None:
        change = IdentityChange(supplier_id=supplier.id, **facts)
        db.session.add(change)
    for name, value in facts.items():
        setattr(change, name, value)
    db.session.flush()
    _record(change, "identity_asked", "SU", by)
    return change


def decide(change_id: int, accepted: bool, reason: str, by: Member) -> IdentityChange:
    """Staff accept a new identity, which holds at once, or refuse it with a reason.

    Orders already made keep the seller they were made with. Raises NotFound, Decided, ReasonNeeded.
    """
    change = db.session.get(IdentityChange, change_id)
    if change is None:
        raise NotFound
    supplier = locked(change.supplier)
    db.session.refresh(change)
    if change.decided_at is not None:
        raise Decided(_("This has been decided already."))
    if not accepted and not reason:
        raise ReasonNeeded(_("Write why, so that the supplier knows what to do."))
    change.decided_at, change.decided_by = clock.now(), by.id
    change.accepted, change.reason = accepted, reason or None
    if accepted:
        for name, value in change.wanted.items():
            setattr(supplier, name, value)
        events.publish(ShopChanged(supplier.id))
    db.session.flush()
    _record(change, "identity_accepted" if accepted else "identity_refused", "ADM", by)
    messaging.promise(
        "identity-decided",
        messages.identity_decided(change),
        to=supplier.email,
        language=supplier.language,
        about=f"supplier:{supplier.id}",
        key=f"identity:{change.id}",
    )
    return change


def _record(change: IdentityChange, kind: str, role: str, by: Member) -> None:
    facts = {"change": change.id, "parts": sorted(change.wanted)}
    evidence.record(f"supplier:{change.supplier_id}", kind, facts, role, str(by.id))
