"""The pictures of a supplier's page: one main picture, then the others in their order."""

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.extensions import db
from app.kernel import events
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import locked
from app.media import services as media
from app.suppliers.events import ShopChanged
from app.suppliers.models import Supplier, SupplierPicture

MOST_PICTURES = 8


class TooManyPictures(Refused):
    """A page has room for so many and no more."""


class To(StrEnum):
    """Where a picture goes."""

    STAY = "save"
    EARLIER = "earlier"
    LATER = "later"
    MAIN = "main"


def pictures_of(supplier: Supplier) -> list[SupplierPicture]:
    """The further pictures of a supplier's page, in their order."""
    return list(
        db.session.scalars(
            select(SupplierPicture)
            .where(SupplierPicture.supplier_id == supplier.id)
            .order_by(SupplierPicture.id)
        )
    )


def main_alt(supplier: Supplier) -> dict[str, str]:
    """What the main picture shows, by language."""
    return {code: said["picture"] for code, said in supplier.texts.items() if said.get("picture")}


def add_picture(supplier: Supplier, jpeg: bytes, alt: Mapping[str, str]) -> None:
    """One more picture, cleaned already; the first one of all is the main one. TooManyPictures."""
    locked(supplier)
    count = db.session.scalar(
        select(func.count()).where(SupplierPicture.supplier_id == supplier.id)
    )
    if (count or 0) >= MOST_PICTURES:
        raise TooManyPictures(
            _("At most %(most)s pictures; take one out first.", most=str(MOST_PICTURES))
        )
    picture = media.add(jpeg, already_clean=True)
    if supplier.picture_id is None:
        supplier.picture = picture
        _describe_main(supplier, alt)
    else:
        db.session.add(SupplierPicture(supplier_id=supplier.id, picture=picture, alt=dict(alt)))
    db.session.flush()
    events.publish(ShopChanged(supplier.id))


def describe_main(supplier: Supplier, alt: Mapping[str, str]) -> None:
    """What the main picture shows, by language."""
    locked(supplier)
    _describe_main(supplier, alt)
    db.session.flush()
    events.publish(ShopChanged(supplier.id))


def place_of(supplier: Supplier, place_id: int) -> SupplierPicture:
    """One of the further pictures of this very supplier. Raises NotFound."""
    place = db.session.get(SupplierPicture, place_id)
    if place is None or place.supplier_id != supplier.id:
        raise NotFound
    return place


def change_picture(
    supplier: Supplier, place: SupplierPicture, alt: Mapping[str, str], to: To
) -> None:
    """What a picture shows, and where it goes; whose place it takes, takes its."""
    locked(supplier)
    place.alt = dict(alt)
    if to is To.MAIN:
        _change_with_main(supplier, place)
    elif to is not To.STAY:
        _change_with(place, _neighbour(supplier, place, to))
    db.session.flush()
    db.session.expire(supplier)
    events.publish(ShopChanged(supplier.id))


def remove_picture(supplier: Supplier, place: SupplierPicture) -> None:
    """Take a picture off the page."""
    locked(supplier)
    db.session.delete(place)
    db.session.flush()
    events.publish(ShopChanged(supplier.id))


def _describe_main(supplier: Supplier, alt: Mapping[str, str]) -> None:
    languages = {*supplier.texts, *alt}
    supplier.texts = {
        code: {**supplier.texts.get(code, {}), "picture": alt.get(code, "")} for code in languages
    }


def _change_with_main(supplier: Supplier, place: SupplierPicture) -> None:
    shown, alt = supplier.picture_id, main_alt(supplier)
    supplier.picture_id = place.picture_id
    _describe_main(supplier, place.alt)
    if shown is None:
        db.session.delete(place)
    else:
        place.picture_id, place.alt = shown, alt


def _neighbour(supplier: Supplier, place: SupplierPicture, to: To) -> SupplierPicture:
    """The picture before or after; itself at the end of the row."""
    row = pictures_of(supplier)
    at = row.index(place) + (1 if to is To.LATER else -1)
    return row[min(max(at, 0), len(row) - 1)]


def _change_with(place: SupplierPicture, other: SupplierPicture) -> None:
    shown, alt = place.picture_id, place.alt
    place.picture_id, place.alt = other.picture_id, other.alt
    other.picture_id, other.alt = shown, alt
