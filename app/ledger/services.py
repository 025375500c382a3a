from app.extensions import db
from app.kernel import clock
from app.ledger.models import Transfer


def move(debit: str, credit: str, amount_minor: int, source: str, about: str) -> Transfer | None:
    """Record value that moved (kuruş); nothing for 0. The base refuses the same `source` twice."""
    if amount_minor == 0:
        return None
    transfer = Transfer(
        at=clock.now(),
        debit=debit,
        credit=credit,
        amount_minor=amount_minor,
        source=source,
        about=about,
    )
    db.session.add(transfer)
    db.session.flush()
    return transfer
