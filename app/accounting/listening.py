"""What a provider says moved is kept, and what the ledger cannot know otherwise is booked.

The fee it takes and the money it pays out to our bank: both only when it says so.
"""

from datetime import datetime

from sqlalchemy import select

from app.accounting.models import ProviderMovement
from app.extensions import db
from app.ledger import queries as ledger_of
from app.ledger import services as ledger
from app.payments.gateway import Movement
from app.payments.services.booking import BANK, FEES


def take_in(provider: str, said: list[Movement]) -> int:
    """Keep what is new, note what has arrived since, book fees and payouts; how many were new."""
    known = _known(provider, [movement.ref for movement in said])
    new = 0
    for movement in said:
        row = known.get(movement.ref)
        if row is None:
            row = _keep(provider, movement)
            new += 1
        row.pending = movement.pending
        _book(row)
    db.session.flush()
    return new


def last_heard(provider: str) -> datetime | None:
    """The moment of the newest movement that we know."""
    return db.session.scalar(
        select(ProviderMovement.at)
        .where(ProviderMovement.provider == provider)
        .order_by(ProviderMovement.at.desc())
        .limit(1)
    )


def arrived(row: ProviderMovement) -> None:
    """A payout has reached our bank: the provider says so, or the bank's statement."""
    row.pending = False
    _book_payout(row)


def _known(provider: str, refs: list[str]) -> dict[str, ProviderMovement]:
    rows = db.session.scalars(
        select(ProviderMovement).where(
            ProviderMovement.provider == provider, ProviderMovement.ref.in_(refs)
        )
    )
    return {row.ref: row for row in rows}


def _keep(provider: str, movement: Movement) -> ProviderMovement:
    row = ProviderMovement(
        provider=provider,
        ref=movement.ref,
        kind=movement.kind,
        about=movement.about,
        amount_minor=movement.amount_minor,
        fee_minor=movement.fee_minor,
        at=movement.at,
    )
    db.session.add(row)
    return row


def _book(row: ProviderMovement) -> None:
    fee = row.fee_minor - (row.amount_minor if row.kind == "fee" else 0)
    if fee:
        _move(row, "provider_fee", FEES, fee, f"fee:{row.provider}:{fee_number(row)}")
    if row.kind == "payout" and not row.pending:
        _book_payout(row)


def _book_payout(row: ProviderMovement) -> None:
    source = f"provider_payout:{row.provider}:{row.ref}"
    _move(row, "provider_payout", BANK, -row.amount_minor, source)


def fee_number(row: ProviderMovement) -> str:
    """The provider's own number of a fee, as payments call it when they have asked first."""
    return row.about if row.kind == "fee" and row.about else row.ref


def _move(row: ProviderMovement, kind: str, debit: str, amount_minor: int, source: str) -> None:
    """Once for each movement; less than nothing comes back the other way."""
    if ledger_of.is_known(source) or ledger_of.is_known(f"{source}:back"):
        return
    till = f"provider:{row.provider}"
    sides = (debit, till) if amount_minor > 0 else (till, debit)
    source = source if amount_minor > 0 else f"{source}:back"
    ledger.move(*sides, abs(amount_minor), kind=kind, source=source, about=row.about[:40])
