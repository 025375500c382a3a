"""What a supplier changes on the shelf at once: prices, stock, pauses (machine 4.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, case, select, update

from app.catalogue import rules, states
from app.catalogue.models import Product, Variant
from app.catalogue.services import note_shelves, touch
from app.catalogue.services.listings import Incomplete
from app.extensions import db
from app.kernel.errors import Conflict, Refused
from app.kernel.transactions import locked
from app.suppliers import profile

MOST_PRICE = 100_000_000
MOST_STOCK = 100_000


class BadPrice(Refused):
    """No good has this price."""


class BadStock(Refused):
    """Nobody has so many."""


class ChangedMeanwhile(Conflict):
    """Somebody else has changed this listing since the page was opened."""


@dataclass(frozen=True, slots=True)
class OnShelf:
    """What a variant is to cost (kuruş with VAT) and how many there are.

    `seen`: the stock the person had before their eyes; what was sold since then stays sold.
    None sets the number as it is, such as after counting with the shop paused. `weight_g`: what
    a piece weighs packed (None: its net amount).
    """

    variant_id: int
    price_minor: int
    stock: int
    seen: int | None
    low_at: int
    weight_g: int | None = None


def hold(product: Product) -> Product:
    """The listing and its variants, locked in the order in which buyers lock them (rule 11)."""
    db.session.flush()
    db.session.scalars(
        select(Variant.id)
        .where(Variant.product_id == product.id)
        .order_by(Variant.id)
        .with_for_update()
    ).all()
    return locked(product)


def hold_version(product: Product, version: int) -> Product:
    """The listing held, if it is still the version the person saw. Raises ChangedMeanwhile."""
    held = hold(product)
    if held.version != version:
        raise ChangedMeanwhile(
            _("Somebody else has changed this listing meanwhile. Nothing of yours was saved.")
        )
    return held


def price(minor: int) -> int:
    """A price that can be asked, in kuruş. Raises BadPrice."""
    if not 0 < minor <= MOST_PRICE:
        raise BadPrice(_("Write a price between 0.01 and 1,000,000 TL."))
    return minor


def pieces(number: int) -> int:
    """A stock that can be had. Raises BadStock."""
    if not 0 <= number <= MOST_STOCK:
        raise BadStock(_("Write a stock between 0 and 100,000."))
    return number


def put_on_shelf(rows: Sequence[OnShelf]) -> None:
    """Change prices and stock at once. Stock moves by the difference, never below nothing.

    Raises BadPrice, BadStock.
    """
    for row in sorted(rows, key=lambda one: one.variant_id):
        pieces(row.stock)
        db.session.execute(
            update(Variant)
            .where(Variant.id == row.variant_id)
            .values(
                price_minor=price(row.price_minor),
                stock=_moved(row),
                low_at=pieces(row.low_at),
                weight_g=row.weight_g,
            )
            .execution_options(synchronize_session=False)
        )
    note_shelves({row.variant_id for row in rows})
    db.session.expire_all()


def _moved(row: OnShelf) -> ColumnElement[int] | int:
    """The new stock: counted, or the present one moved by what the person changed."""
    if row.seen is None:
        return row.stock
    moved = Variant.stock + (row.stock - row.seen)
    return case((moved > 0, moved), else_=0)


def pause(product: Product) -> None:
    """Take a listing off sale for a while; its page says so."""
    _move(product, states.Event.PAUSE)


def resume(product: Product) -> None:
    """Put a paused listing back on sale, if it still says all it must. Raises Incomplete."""
    if problems := rules.missing(product) + profile.missing(product.supplier):
        raise Incomplete(" ".join(problems))
    _move(product, states.Event.RESUME)


def archive(product: Product) -> None:
    """End a listing; its page and its versions stay, open orders are not touched."""
    _move(product, states.Event.ARCHIVE)


def _move(product: Product, event: states.Event) -> None:
    held = hold(product)
    states.move(held, event)
    held.version += 1
    db.session.flush()
    touch()
