"""The account a supplier is paid to, or why nothing is paid to it now."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.settlements.models import Payout, PayoutState
from app.suppliers.models import Supplier, SupplierState
from app.suppliers.renumbering.models import NumberChange


def obstacle(supplier: Supplier) -> str:
    """Why this supplier's payouts wait, in words; empty when nothing is in the way."""
    return obstacles([supplier]).get(supplier.id, "")


def obstacles(suppliers: Sequence[Supplier]) -> dict[int, str]:
    """Why payouts wait, by supplier; who may be paid is not among them."""
    ids = [supplier.id for supplier in suppliers]
    sent_back, changing = _sent_back(ids), _changing(ids)
    said = {
        supplier.id: _("A new account is being checked; it is paid to once that is done.")
        if supplier.id in changing
        else _obstacle(supplier, sent_back.get(supplier.id))
        for supplier in suppliers
    }
    return {supplier_id: words for supplier_id, words in said.items() if words}


def _obstacle(supplier: Supplier, last: Payout | None) -> str:
    if supplier.state is SupplierState.SUSPENDED:
        return _("The shop is suspended. Payouts go on when that has been cleared up.")
    if supplier.iban_cipher is None:
        return _("There is no bank account yet. Give an IBAN to be paid.")
    if last is not None and last.iban_index == supplier.iban_index:
        return _(
            "The bank sent the last payout back (%(why)s). "
            "Check the IBAN and the name it is under.",
            why=last.why or "",
        )
    return ""


def _changing(supplier_ids: Sequence[int]) -> set[int]:
    """Who has named another account that waits for two words of the staff."""
    waiting = db.session.execute(
        select(NumberChange.supplier_id, NumberChange.parts).where(
            NumberChange.supplier_id.in_(supplier_ids), NumberChange.decided_at.is_(None)
        )
    )
    return {supplier_id for supplier_id, parts in waiting if "iban" in parts}


def sent_back_now() -> list[Payout]:
    """The last payout of each supplier, where the bank sent it back and its account is the same."""
    payouts = _sent_back(select(Supplier.id)).values()
    return [payout for payout in payouts if payout.iban_index == payout.supplier.iban_index]


def _sent_back(supplier_ids: Sequence[int] | Select[int]) -> dict[int, Payout]:
    """The last payout of each, where the bank sent it back and nobody said to try again."""
    tried = Payout.state.in_((PayoutState.EXECUTED, PayoutState.SENT_BACK))
    last = (
        select(func.max(Payout.id))
        .where(Payout.supplier_id.in_(supplier_ids), tried)
        .group_by(Payout.supplier_id)
    )
    found = db.session.scalars(
        select(Payout)
        .where(
            Payout.id.in_(last), Payout.state == PayoutState.SENT_BACK, Payout.retry_at.is_(None)
        )
        .options(joinedload(Payout.supplier))
    )
    return {payout.supplier_id: payout for payout in found}
