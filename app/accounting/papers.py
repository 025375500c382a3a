"""One row for each sub-order sold and each refund of a month, beside its invoice."""

from dataclasses import dataclass, field
from datetime import date

from app.accounting import entries, month
from app.accounting.entries import Entry
from app.invoices import queries as invoices
from app.kernel import clock
from app.ledger.months import Month

FIRST = {"sale", "delivery"}
SECOND = {"refund_goods", "refund_delivery"}
COMMISSION = {
    "commission": 1,
    "commission_vat": 1,
    "commission_back": -1,
    "commission_vat_back": -1,
}
Rate = tuple[bool, int]


@dataclass(slots=True)
class Paper:
    """What one invoice or its correction is about, in kuruş; a refund is below nothing.

    `taxed`: (is it carriage, rate): gross and VAT. `invoice`: number and date, once there is one.
    """

    day: date
    order: str
    suborder: str
    refund: str
    seller: str
    supplier: str
    borne_by: str = ""
    taxed: dict[Rate, tuple[int, int]] = field(default_factory=dict)
    other_minor: int = 0
    commission_minor: int = 0
    invoice: tuple[str, date] | None = None

    @property
    def total_minor(self) -> int:
        """All of it, with VAT."""
        return sum(gross for gross, _vat in self.taxed.values()) + self.other_minor

    def add(self, entry: Entry) -> None:
        """Count an entry in: sales and their reversal by rate, commission by itself."""
        if entry.kind in COMMISSION:
            self.commission_minor += COMMISSION[entry.kind] * entry.gross_minor
            return
        sign = -1 if entry.kind in SECOND else 1
        self.borne_by = self.borne_by or entry.borne_by
        if entry.rate_bp is None:
            self.other_minor += sign * entry.gross_minor
            return
        key = entry.kind in entries.DELIVERY, entry.rate_bp
        gross, vat = self.taxed.get(key, (0, 0))
        self.taxed[key] = gross + sign * entry.gross_minor, vat + sign * entry.vat_minor


def of_month(wanted: Month) -> list[Paper]:
    """The papers of a month, in the order in which money moved."""
    found = entries.of_month(wanted)
    names = month.names_of(found)
    papers: dict[tuple[str, str], Paper] = {}
    for entry in found:
        if entry.kind not in FIRST | SECOND | COMMISSION.keys() or not entry.suborder:
            continue
        key = entry.suborder, entry.refund
        if key not in papers:
            papers[key] = Paper(
                clock.day_of(entry.at),
                entry.about,
                entry.suborder,
                entry.refund,
                entry.seller,
                names.get(entry.supplier_id or 0, ""),
            )
        papers[key].add(entry)
    _name_invoices(papers)
    return list(papers.values())


def _name_invoices(papers: dict[tuple[str, str], Paper]) -> None:
    """The seller's own number and date, where the document has been attached."""
    found = invoices.by_suborder_and_refund({suborder for suborder, _refund in papers})
    for key, paper in papers.items():
        if (document := found.get(key)) is not None:
            paper.invoice = document.number, document.issued_on


def rates_of(papers: list[Paper]) -> list[Rate]:
    """Every rate that these papers hold: goods first, then carriage."""
    return sorted({rate for paper in papers for rate in paper.taxed})
