"""What an order holds besides parcels: files, dates, and the deliveries of a box."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.catalogue.kinds import ProductKind
from app.contracts import kinds, words
from app.kernel import clock
from app.orders.lines import lines_of
from app.orders.models import Order, OrderLine
from app.orders.services import performance
from app.web.filters import datetime_long


@dataclass(frozen=True, slots=True)
class Row:
    """One thing, what is known of it, and what one may do with it now."""

    name: str
    said: str
    label: str = ""
    url: str = ""


def rows_of(order: Order) -> list[Row]:
    """Every line that is downloaded, happens, or comes several times."""
    rows = [_row(order, line) for line in lines_of(order)]
    return [row for row in rows if row is not None]


def _row(order: Order, line: OrderLine) -> Row | None:
    if line.kind is ProductKind.DIGITAL:
        return _file(order, line)
    if line.starts_at is not None:
        return _date(order, line)
    if line.deliveries > 1:
        return Row(
            words.name_of(line),
            _(
                "%(sent)s of %(all)s deliveries sent, %(here)s received",
                sent=str(line.dispatched * line.deliveries // line.ordered),
                all=str(line.deliveries),
                here=str(line.received * line.deliveries // line.ordered),
            ),
        )
    return None


def _file(order: Order, line: OrderLine) -> Row:
    name, file = words.name_of(line), performance.file_of(line)
    if line.kept == 0 or file is None:
        return Row(name, _("Given up."))
    about = f"{file.name}, {_size(file.size)}, {_('version %(n)s', n=file.version)}"
    if performance.may_download(line):
        address = url_for("downloads.file", reference=order.reference, line_id=line.id)
        return Row(name, about, _("Download now"), address)
    address = url_for("downloads.ask", reference=order.reference, line_id=line.id)
    return Row(name, about, _("Have it now"), address)


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024))} kB"


def _date(order: Order, line: OrderLine) -> Row:
    assert line.starts_at is not None
    said = f"{datetime_long(line.starts_at)}, {kinds.spoken(line, 'place')}"
    if line.kept == 0:
        return Row(words.name_of(line), _("Given up."))
    if line.wd_code == "h" and line.asked_at is None and line.starts_at > clock.now():
        address = url_for("downloads.ask", reference=order.reference, line_id=line.id)
        return Row(words.name_of(line), said, _("Let it begin within my 14 days"), address)
    return Row(words.name_of(line), said)
