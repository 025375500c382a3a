"""Files for the accountant: semicolons, commas before the kuruş, UTF-8 with its mark."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response
from flask_babel import gettext as _

from app.accounting import words
from app.accounting.month import Books
from app.accounting.papers import Paper, rates_of
from app.imports.guards import guarded
from app.ledger import words as ledger_words

Cell = str | int | None
MARK = "\ufeff"


def of_month(books: Books) -> str:
    """Every row of the month; sums of a kind are those of the ledger."""
    head = [
        _("Section"),
        _("Kind"),
        _("Supplier"),
        _("Seller of record"),
        _("VAT rate"),
        _("Borne by"),
        _("Count"),
        _("Amount"),
        _("Net of VAT"),
        _("VAT"),
    ]
    rows = [
        [
            words.section_of(row.kind),
            ledger_words.kind(row.kind),
            row.supplier,
            words.side(row.seller),
            words.rate(row.rate_bp),
            words.side(row.borne_by),
            str(row.count),
            row.gross_minor,
            row.net_minor if row.rate_bp is not None else None,
            row.vat_minor if row.rate_bp is not None else None,
        ]
        for row in books.rows
    ]
    return _written(head, rows)


def of_papers(papers: list[Paper]) -> str:
    """One row for each sub-order and refund, with its invoice and its sums by rate."""
    rates = rates_of(papers)
    head = [
        _("Day"),
        _("Order"),
        _("Sub-order"),
        _("Refund"),
        _("Invoice number"),
        _("Invoice date"),
        _("Supplier"),
        _("Seller of record"),
        _("Borne by"),
        _("Amount"),
        *(label for rate in rates for label in _labels(*rate)),
        _("Without VAT"),
        _("Commission with VAT"),
    ]
    return _written(head, [_paper(paper, rates) for paper in papers])


def _labels(carriage: bool, rate_bp: int) -> tuple[str, str]:
    rate = words.rate(rate_bp)
    if carriage:
        return (
            _("Delivery %(rate)s, net of VAT", rate=rate),
            _("Delivery %(rate)s, VAT", rate=rate),
        )
    return _("Goods %(rate)s, net of VAT", rate=rate), _("Goods %(rate)s, VAT", rate=rate)


def _paper(paper: Paper, rates: Sequence[tuple[bool, int]]) -> list[Cell]:
    number, day = paper.invoice or ("", None)
    sums: list[Cell] = []
    for rate in rates:
        gross, vat = paper.taxed.get(rate, (0, 0))
        sums += [gross - vat, vat]
    return [
        paper.day.isoformat(),
        paper.order,
        paper.suborder,
        paper.refund,
        number,
        day.isoformat() if day else "",
        paper.supplier,
        words.side(paper.seller),
        words.side(paper.borne_by),
        paper.total_minor,
        *sums,
        paper.other_minor,
        paper.commission_minor,
    ]


def lira(amount_minor: int) -> str:
    """Kuruş as a Turkish spreadsheet reads a number: `-1234,50`."""
    whole, rest = divmod(abs(amount_minor), 100)
    return f"{'-' if amount_minor < 0 else ''}{whole},{rest:02}"


def _written(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(head)
    table.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def _cell(cell: Cell) -> str:
    """A sum in lira; words so that no spreadsheet runs them as a formula."""
    if cell is None:
        return ""
    return lira(cell) if isinstance(cell, int) else guarded(cell)


def answer(text: str, name: str) -> Response:
    """The file as a download."""
    return Response(
        MARK + text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
