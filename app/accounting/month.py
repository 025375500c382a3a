"""The accountant's month: sales and VAT by rate, commission, refunds, withholding (IN-4)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.accounting import entries, words
from app.accounting.entries import Entry
from app.extensions import db
from app.ledger.months import Month
from app.suppliers.models import Supplier


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the month: what moved, of which seller, at which rate, borne by whom; kuruş.

    `net_minor` and `vat_minor` only where there is a rate.
    """

    kind: str
    seller: str
    supplier: str
    rate_bp: int | None
    borne_by: str
    count: int
    gross_minor: int
    vat_minor: int

    @property
    def net_minor(self) -> int:
        """Gross less VAT."""
        return self.gross_minor - self.vat_minor


@dataclass(frozen=True, slots=True)
class Taxed:
    """One rate of VAT in a month: sold, given back, what stands; gross and the VAT in it, kuruş."""

    carriage: bool
    rate_bp: int
    sold_minor: int
    sold_vat_minor: int
    back_minor: int
    back_vat_minor: int

    @property
    def left_minor(self) -> int:
        """Sold less given back."""
        return self.sold_minor - self.back_minor

    @property
    def left_vat_minor(self) -> int:
        """The VAT in what is left."""
        return self.sold_vat_minor - self.back_vat_minor


@dataclass(frozen=True, slots=True)
class Party:
    """A supplier in a month, and whose contracts they are; kuruş."""

    supplier: str
    seller: str
    by_kind: Counter[str]
    borne_minor: int

    def sum(self, *kinds: str) -> int:
        """What these kinds come to."""
        return sum(self.by_kind[kind] for kind in kinds)


@dataclass(frozen=True, slots=True)
class Books:
    """A month with all its rows, and the sums that people look for."""

    month: Month
    rows: list[Row]

    def sum(self, *kinds: str) -> int:
        """What these kinds come to, in kuruş."""
        return sum(row.gross_minor for row in self.rows if row.kind in kinds)

    def vat(self, *kinds: str) -> int:
        """The VAT in these kinds, in kuruş."""
        return sum(row.vat_minor for row in self.rows if row.kind in kinds)

    @property
    def by_kind(self) -> list[tuple[str, int]]:
        """Every kind that moved with its sum, as in the ledger."""
        sums: Counter[str] = Counter()
        for row in self.rows:
            sums[row.kind] += row.gross_minor
        return sorted(sums.items(), key=lambda pair: words.place_of(pair[0]))

    @property
    def taxed(self) -> list[Taxed]:
        """Goods, then carriage, each by rate."""
        sums: dict[tuple[bool, int], Counter[str]] = defaultdict(Counter)
        for row in self.rows:
            if row.rate_bp is not None:
                side = "back" if row.kind.startswith("refund") else "sold"
                sums[row.kind in entries.DELIVERY, row.rate_bp].update(
                    {side: row.gross_minor, f"{side}_vat": row.vat_minor}
                )
        return [
            Taxed(carriage, rate, s["sold"], s["sold_vat"], s["back"], s["back_vat"])
            for (carriage, rate), s in sorted(sums.items())
        ]

    @property
    def parties(self) -> list[Party]:
        """Every supplier with its sums."""
        sums: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        borne: Counter[tuple[str, str]] = Counter()
        for row in self.rows:
            if not row.supplier:
                continue
            sums[row.supplier, row.seller][row.kind] += row.gross_minor
            if row.borne_by == "supplier":
                borne[row.supplier, row.seller] += row.gross_minor
        return [Party(*whose, sums[whose], borne[whose]) for whose in sorted(sums)]


def of_month(month: Month) -> Books:
    """The accountant's month; its rows of each kind sum to the ledger's transfers of that kind."""
    return Books(month, _rows(entries.of_month(month)))


def names_of(found: Iterable[Entry]) -> dict[int, str]:
    """The names of the suppliers of these entries."""
    wanted = {entry.supplier_id for entry in found if entry.supplier_id is not None}
    rows = db.session.execute(select(Supplier.id, Supplier.name))
    return {number: name for number, name in rows if number in wanted}


def _rows(found: list[Entry]) -> list[Row]:
    names = names_of(found)
    sums: dict[tuple[str, str, str, int | None, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for entry in found:
        supplier = names.get(entry.supplier_id or 0, "")
        row = sums[entry.kind, entry.seller, supplier, entry.rate_bp, entry.borne_by]
        row[0] += 1
        row[1] += entry.gross_minor
        row[2] += entry.vat_minor
    rows = [Row(*key, *values) for key, values in sums.items()]
    return sorted(rows, key=_order)


def _order(row: Row) -> tuple[object, ...]:
    return (
        words.place_of(row.kind),
        row.supplier,
        row.seller,
        -1 if row.rate_bp is None else row.rate_bp,
        row.borne_by,
    )
