from collections.abc import Container

from app.extensions import db
from app.kernel import clock
from app.ledger import queries
from app.ledger.models import Transfer


def move(
    debit: str,
    credit: str,
    amount_minor: int,
    *,
    kind: str,
    source: str,
    about: str,
    suborder: str | None = None,
) -> Transfer | None:
    """Record value that moved (kuruş); nothing for 0. The base refuses the same `source` twice.

    `suborder`: the reference of the sub-order whose supplier gains or loses by it.
    """
    if amount_minor == 0:
        return None
    transfer = Transfer(
        at=clock.now(),
        debit=debit,
        credit=credit,
        amount_minor=amount_minor,
        kind=kind,
        source=source,
        about=about,
        suborder=suborder,
    )
    db.session.add(transfer)
    db.session.flush()
    return transfer


def move_back(prefix: str, kinds: Container[str] | None = None) -> list[Transfer]:
    """Undo every transfer whose source begins so: the same values the other way round, once.

    `kinds`: only these. Returns what was undone.
    """
    undone = []
    for transfer in queries.with_source(prefix):
        source = f"{transfer.source}:back"
        if transfer.source.endswith(":back") or queries.is_known(source):
            continue
        if kinds is not None and transfer.kind not in kinds:
            continue
        move(
            transfer.credit,
            transfer.debit,
            transfer.amount_minor,
            kind=transfer.kind,
            source=source,
            about=transfer.about,
            suborder=transfer.suborder,
        )
        undone.append(transfer)
    return undone
