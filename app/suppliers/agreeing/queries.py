from collections.abc import Mapping

from sqlalchemy import func, select

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import NotFound
from app.suppliers.agreeing.models import AgreementAcceptance, AgreementVersion
from app.suppliers.agreeing.rules import FIRST_COMMISSION_BP
from app.suppliers.models import Supplier, SupplierState


def newest() -> AgreementVersion:
    """The version that suppliers are asked to accept now."""
    found = db.session.scalar(
        select(AgreementVersion).order_by(AgreementVersion.number.desc()).limit(1)
    )
    return found or first()


def first() -> AgreementVersion:
    """What holds where nobody has published anything: the shop's own text, not kept yet."""
    return AgreementVersion(
        number=1,
        texts={},
        commission_bp=FIRST_COMMISSION_BP,
        rates=[],
        published_at=clock.now(),
    )


def versions() -> list[AgreementVersion]:
    """Every version, the newest first."""
    return list(
        db.session.scalars(select(AgreementVersion).order_by(AgreementVersion.number.desc()))
    )


def version(number: int) -> AgreementVersion:
    """One version. Raises NotFound."""
    found = db.session.get(AgreementVersion, number)
    if found is None:
        raise NotFound
    return found


def in_force(supplier_ids: set[int]) -> Mapping[int, AgreementVersion]:
    """By supplier the newest version that it has accepted; who never had to: the first."""
    last = (
        select(AgreementAcceptance.supplier_id, func.max(AgreementAcceptance.number))
        .where(AgreementAcceptance.supplier_id.in_(supplier_ids))
        .group_by(AgreementAcceptance.supplier_id)
    )
    accepted = {supplier: int(number) for supplier, number in db.session.execute(last)}
    known = {row.number: row for row in versions()}
    oldest = known[min(known)] if known else first()
    return {
        supplier: known[accepted[supplier]] if supplier in accepted else oldest
        for supplier in supplier_ids
    }


def in_force_for(supplier_id: int) -> AgreementVersion:
    """The version that holds for a supplier."""
    return in_force({supplier_id})[supplier_id]


def awaited_of(supplier_id: int) -> AgreementVersion | None:
    """The version that this supplier has still to accept."""
    asked = newest()
    return asked if asked.number > in_force_for(supplier_id).number else None


def acceptances(number: int) -> list[tuple[Supplier, AgreementAcceptance | None]]:
    """Every supplier that is not closed, in Turkish order, with its acceptance of a version."""
    found = db.session.execute(
        select(Supplier, AgreementAcceptance)
        .outerjoin(
            AgreementAcceptance,
            (AgreementAcceptance.supplier_id == Supplier.id)
            & (AgreementAcceptance.number == number),
        )
        .where(Supplier.state != SupplierState.CLOSED)
        .order_by(Supplier.sort_key, Supplier.id)
    )
    return [(supplier, acceptance) for supplier, acceptance in found]


def accepted_counts() -> Mapping[int, int]:
    """How many suppliers accepted each version."""
    counted = select(AgreementAcceptance.number, func.count()).group_by(AgreementAcceptance.number)
    return {number: int(count) for number, count in db.session.execute(counted)}
