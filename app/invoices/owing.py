"""What is owed for one sub-order: the invoice with its lines, and what corrects it (IN-2, IN-3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.contracts import words
from app.invoices import rules
from app.invoices.models import InvoiceDocument
from app.invoices.rules import Owed
from app.kernel import clock
from app.orders.models import OrderLine, SubOrder
from app.payments.models import Refund
from app.settings import queries as settings

SALE = "sale"


@dataclass(frozen=True, slots=True)
class Row:
    """Pieces of a line and their price, kuruş with VAT; the delivery fee has no line."""

    line: OrderLine | None
    quantity: int
    amount_minor: int
    vat_bp: int

    @property
    def name(self) -> str:
        """The good in the language that is spoken."""
        return words.name_of(self.line) if self.line is not None else ""


@dataclass(frozen=True, slots=True)
class Duty:
    """A document that is owed or attached: for what, how much, since when, until when.

    `due_on` is None while nothing has left yet; `document` is its newest version.
    """

    suborder: SubOrder
    what: Owed
    cause: str
    rows: tuple[Row, ...]
    since: date | None
    due_on: date | None
    document: InvoiceDocument | None

    @property
    def amount_minor(self) -> int:
        """Kuruş with VAT that the document is about."""
        return sum(row.amount_minor for row in self.rows)

    @property
    def key(self) -> str:
        """What its pages are called: the case, or the sale."""
        return self.cause or SALE

    @property
    def ours(self) -> bool:
        """Whether the cooperative writes it, as the seller of record."""
        return rules.sold_by_cooperative(self.suborder.seller)

    @property
    def is_missing(self) -> bool:
        """Whether it should be there and is not."""
        return self.document is None and self.amount_minor > 0

    @property
    def is_due(self) -> bool:
        """Whether its day has come (IN-2: shipped 2 March, due from 9 March)."""
        return self.is_missing and self.due_on is not None and self.due_on <= clock.today()


def duties_of(
    suborder: SubOrder, documents: Sequence[InvoiceDocument], refunds: Sequence[Refund]
) -> list[Duty]:
    """The invoice first, then every correction, the oldest first.

    `documents`: every version of this sub-order, in order; `refunds`: what goes back of it.
    """
    newest = {document.cause: document for document in documents}
    first = next((d for d in documents if not d.corrects), None)
    before = [r for r in refunds if first is None or not _is_before(first, r.opened_at)]
    after = [refund for refund in refunds if refund not in before]
    causes = dict.fromkeys([refund.cause for refund in after])
    return [
        _sale(suborder, newest.get(""), before),
        *(
            _correction(suborder, cause, newest.get(cause), [r for r in after if r.cause == cause])
            for cause in causes
        ),
    ]


def _is_before(invoice: InvoiceDocument, owed_at: datetime) -> bool:
    return rules.was_invoiced_before(invoice.issued_on, invoice.at, owed_at)


def _sale(suborder: SubOrder, document: InvoiceDocument | None, less: list[Refund]) -> Duty:
    """The invoice: everything ordered less what had gone back before it was written."""
    gone: dict[int, int] = {}
    for part in (part for refund in less for part in refund.lines):
        gone[part.order_line_id] = gone.get(part.order_line_id, 0) + part.quantity
    rows = [
        _row(line, line.ordered - gone.get(line.id, 0), line.unit_price_minor)
        for line in suborder.lines
    ]
    fee = suborder.delivery_minor - sum(refund.delivery_minor for refund in less)
    since = _began(suborder)
    return Duty(
        suborder,
        Owed.CHANGED if less else Owed.INVOICE,
        "",
        _shown([*rows, Row(None, 1, fee, suborder.delivery_vat_bp)]),
        since,
        rules.due_on(since, _days()) if since else None,
        document,
    )


def _correction(
    suborder: SubOrder, cause: str, document: InvoiceDocument | None, refunds: list[Refund]
) -> Duty:
    """What corrects the invoice: exactly what goes back, from the day the money may leave."""
    pieces: dict[int, Row] = {}
    for part in (part for refund in refunds for part in refund.lines):
        known = pieces.get(part.order_line_id)
        pieces[part.order_line_id] = Row(
            part.order_line,
            part.quantity if known is None else max(known.quantity, part.quantity),
            part.goods_minor + (known.amount_minor if known else 0),
            part.order_line.vat_bp,
        )
    fee = sum(refund.delivery_minor for refund in refunds)
    goods = sum(refund.goods_minor for refund in refunds)
    rest = goods - sum(row.amount_minor for row in pieces.values())
    let_go = [refund.released_at for refund in refunds if refund.released_at is not None]
    since = clock.day_of(min(let_go)) if let_go else None
    return Duty(
        suborder,
        Owed.CORRECTION,
        cause,
        _shown([*pieces.values(), Row(None, 1, fee + rest, suborder.delivery_vat_bp)]),
        since,
        rules.due_on(since, _days()) if since else None,
        document,
    )


def _row(line: OrderLine, quantity: int, unit_price_minor: int) -> Row:
    return Row(line, quantity, quantity * unit_price_minor, line.vat_bp)


def _shown(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.amount_minor > 0)


def _began(suborder: SubOrder) -> date | None:
    """The day from which an invoice is waited for: something left, or was performed."""
    left = [clock.day_of(suborder.dispatched_at)] if suborder.dispatched_at else []
    done = [suborder.delivered_on] if suborder.delivered_on else []
    return min([*left, *done], default=None)


def _days() -> int:
    return settings.number("invoice_days")
