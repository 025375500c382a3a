from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Approval
from app.extensions import db
from app.kernel.errors import NotFound
from app.suppliers import secrets
from app.suppliers.models import Supplier
from app.suppliers.renumbering.models import NumberChange
from app.suppliers.renumbering.rules import PURPOSE


def waiting_of(supplier_id: int) -> NumberChange | None:
    """The change that waits for two words."""
    return db.session.scalar(
        select(NumberChange).where(
            NumberChange.supplier_id == supplier_id, NumberChange.decided_at.is_(None)
        )
    )


def waiting() -> list[NumberChange]:
    """Every change that waits, the oldest first."""
    return list(
        db.session.scalars(
            select(NumberChange)
            .where(NumberChange.decided_at.is_(None))
            .options(joinedload(NumberChange.supplier))
            .order_by(NumberChange.id)
        )
    )


def supplier(supplier_id: int) -> Supplier:
    """A supplier. Raises NotFound."""
    found = db.session.get(Supplier, supplier_id)
    if found is None:
        raise NotFound
    return found


def words_given(change: NumberChange) -> list[Approval]:
    """Whose word for this change stands already."""
    return list(
        db.session.scalars(
            select(Approval)
            .where(Approval.purpose == PURPOSE, Approval.subject == str(change.id))
            .order_by(Approval.id)
        )
    )


def sharers(change: NumberChange) -> list[Supplier]:
    """Other suppliers that have one of the wanted numbers, by their blind indexes."""
    same = [
        getattr(Supplier, f"{name}_index") == getattr(change, f"{name}_index")
        for name in secrets.SECRETS
        if name in change.parts
    ]
    if not same:
        return []
    others = select(Supplier).where(or_(*same), Supplier.id != change.supplier_id)
    return list(db.session.scalars(others.order_by(Supplier.sort_key)))
