from sqlalchemy import func, select

from app.extensions import db
from app.ledger.models import Transfer


def balance(account: str) -> int:
    """Debits less credits of an account, in kuruş."""
    debits = select(func.coalesce(func.sum(Transfer.amount_minor), 0)).where(
        Transfer.debit == account
    )
    credits = select(func.coalesce(func.sum(Transfer.amount_minor), 0)).where(
        Transfer.credit == account
    )
    return int(db.session.scalar(debits) or 0) - int(db.session.scalar(credits) or 0)
