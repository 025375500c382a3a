"""The transfers of a month as an accountant reads them: whose, at which rate, borne by whom."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.accounting import contracts, rates
from app.accounting.contracts import Contracts
from app.accounting.rates import Standing
from app.ledger import queries as ledger
from app.ledger.months import Month
from app.ledger.queries import Moved

COOPERATIVE = "cooperative"
GOODS = {"sale": 1, "refund_goods": -1}
DELIVERY = {"delivery": 1, "refund_delivery": -1}
TAXED = frozenset(GOODS | DELIVERY)
BORNE = frozenset(
    {"refund_goods", "refund_delivery", "interest", "late_interest", "outlay", "dispute_borne"}
)
OF_SUPPLIER = re.compile(r"(?:supplier|delivery):(\d+)")
OF_REFUND = re.compile(r"(?:refund:(?:M-[^:]+:)?|transfer:)(P-[^:]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A transfer, or the part of one under one rate; kuruş, undone ones below nothing.

    `seller` of record and `borne_by`: supplier, cooperative, or nothing where it is nobody's.
    """

    at: datetime
    kind: str
    about: str
    suborder: str
    refund: str
    seller: str
    supplier_id: int | None
    borne_by: str
    rate_bp: int | None
    gross_minor: int
    vat_minor: int


def of_month(month: Month) -> list[Entry]:
    """Everything that moved in a month; the parts of a transfer sum to it."""
    known = contracts.of_month(month)
    standing: dict[tuple[str, bool], Standing] = defaultdict(Standing)
    for moved in ledger.moved_before(TAXED, month.start, month.end):
        _parts(moved, known, standing)
    return [
        entry
        for moved in ledger.moved_between(month.start, month.end)
        for entry in _entries(moved, known, standing)
    ]


def refund_of(source: str) -> str:
    """The number of the refund that a transfer is of; nothing where it is of none."""
    found = OF_REFUND.match(source)
    return found[1] if found else ""


def _entries(
    moved: Moved, known: Contracts, standing: dict[tuple[str, bool], Standing]
) -> list[Entry]:
    contract = known.of.get(moved.suborder or "")
    parts = _parts(moved, known, standing)

    def entry(rate: int | None, gross: int, vat: int) -> Entry:
        return Entry(
            at=moved.at,
            kind=moved.kind,
            about=moved.about,
            suborder=moved.suborder or "",
            refund=refund_of(moved.source),
            seller=contract.seller if contract else "",
            supplier_id=contract.supplier_id if contract else _supplier_of(moved),
            borne_by=_bearer(moved) if moved.kind in BORNE else "",
            rate_bp=rate,
            gross_minor=gross,
            vat_minor=vat,
        )

    if not parts:
        return [entry(None, moved.signed_minor, 0)]
    sign = GOODS.get(moved.kind) or DELIVERY[moved.kind]
    return [entry(p.rate_bp, sign * p.gross_minor, sign * p.vat_minor) for p in parts]


def _parts(
    moved: Moved, known: Contracts, standing: dict[tuple[str, bool], Standing]
) -> list[rates.Part]:
    """What the transfer changes of the goods or the delivery sold under a contract, by rate."""
    contract = known.of.get(moved.suborder or "")
    if moved.kind not in TAXED or contract is None or _is_no_sale(moved):
        return []
    of_goods = moved.kind in GOODS
    weights: Mapping[int, int] = (
        known.weights(contract.reference, refund_of(moved.source))
        if of_goods
        else {contract.delivery_bp: 1}
    )
    sign = (GOODS.get(moved.kind) or DELIVERY[moved.kind]) * (-1 if moved.is_back else 1)
    shares = rates.split(moved.amount_minor, weights)
    signed = {rate: sign * share for rate, share in shares.items()}
    return standing[contract.reference, of_goods].moved(signed)


def _is_no_sale(moved: Moved) -> bool:
    """Money that came too late or twice goes back to where it came from: nothing was sold."""
    return moved.kind == "refund_goods" and moved.giver.startswith("shopper:")


def _supplier_of(moved: Moved) -> int | None:
    for account in (moved.debit, moved.credit):
        if found := OF_SUPPLIER.fullmatch(account):
            return int(found[1])
    return None


def _bearer(moved: Moved) -> str:
    if moved.giver.startswith("shopper:"):
        return ""
    return COOPERATIVE if moved.giver.endswith(COOPERATIVE) else "supplier"
