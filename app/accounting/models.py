"""What providers say moved, and what each night's reconciliation found."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kernel.clock import UtcDateTime


class ProviderMovement(Model):
    """Money that moved on our balance at a provider, in the provider's words; kuruş, signed.

    `ref` is the provider's number of the movement, known once. `kind` and `about` as in
    `payments.gateway.Movement`; `pending`: a payout on its way to our bank.
    """

    __tablename__ = "provider_movements"
    __table_args__ = (
        Index("uq_provider_movements_ref", "provider", "ref", unique=True),
        Index("ix_provider_movements_at", "provider", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider: Mapped[str] = mapped_column(String(12))
    ref: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(12))
    about: Mapped[str] = mapped_column(String(80))
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    fee_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    pending: Mapped[bool] = mapped_column(default=False)


class Reconciliation(Model):
    """One account of the ledger held against who keeps the money: `provider:<name>` or `bank`.

    `until` is the first civil day not looked at. `differences`: each line that only one side has,
    or both with other sums. `unheard`: why the other side could not be asked.
    """

    __tablename__ = "reconciliations"
    __table_args__ = (Index("uq_reconciliations_account", "account", "until", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(60))
    until: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ledger_minor: Mapped[int] = mapped_column(BigInteger)
    said_minor: Mapped[int] = mapped_column(BigInteger)
    differences: Mapped[list[dict[str, object]]] = mapped_column(JSON, default=list)
    unheard: Mapped[str | None] = mapped_column(String(120))
