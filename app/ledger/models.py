from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kernel.clock import UtcDateTime


class Transfer(Model):
    """Value that moved: one debit account, one credit account, kuruş > 0, one source, once.

    Accounts are names: `provider:demo`, `bank`, `shopper:<order>`, `supplier:<id>`,
    `delivery:<id or cooperative>`, `refunds:<order>`, `commission`, `commission_vat`,
    `cooperative`, `withholding` (tax that the state gets), `disputes:<order>`, `provider_fees`. A
    balance is a sum; no state is unbalanced. `kind` says what moved, `about` for which order or
    document, `suborder` for which supplier's part of it, if it is one's. The database refuses to
    change or delete a row; what was wrong is moved back.
    """

    __tablename__ = "ledger_transfers"
    __table_args__ = (
        CheckConstraint("amount_minor > 0", name="amount_positive"),
        CheckConstraint("debit <> credit", name="two_accounts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    debit: Mapped[str] = mapped_column(String(60), index=True)
    credit: Mapped[str] = mapped_column(String(60), index=True)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3), default="TRY")
    kind: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(120), unique=True)
    about: Mapped[str] = mapped_column(String(40), index=True)
    suborder: Mapped[str | None] = mapped_column(String(24), index=True)
