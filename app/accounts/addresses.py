"""The places where a member likes parcels to go."""

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.accounts.models import Address
from app.extensions import db
from app.kernel.errors import Refused
from app.web import places

MOST = 20


class Enough(Refused):
    """More addresses than a person needs."""


def of(shopper_id: int) -> list[Address]:
    """A member's own addresses; the first is offered at the next order."""
    mine = select(Address).where(Address.shopper_id == shopper_id).order_by(Address.id)
    return list(db.session.scalars(mine))


def keep(shopper_id: int, typed: dict[str, str]) -> Address:
    """Remember one more. Raises Enough."""
    mine = select(func.count()).where(Address.shopper_id == shopper_id)
    if (db.session.scalar(mine) or 0) >= MOST:
        raise Enough(_("You keep %(most)s addresses already. Take one out first.", most=str(MOST)))
    address = Address(shopper_id=shopper_id, **_columns(typed))
    db.session.add(address)
    db.session.flush()
    return address


def change(address: Address, typed: dict[str, str]) -> None:
    """Put right what has changed; orders keep what they were sent to."""
    for column, value in _columns(typed).items():
        setattr(address, column, value)
    db.session.flush()


def forget(address: Address) -> None:
    """Take an address out."""
    db.session.delete(address)
    db.session.flush()


def typed_of(address: Address) -> dict[str, str]:
    """An address as the form shows it."""
    plate = places.plate_of(address.province) or 0
    return {
        "name": address.name,
        "phone": address.phone,
        "province": str(plate),
        "district": f"{plate}:{address.district}",
        "street": address.street,
        "postcode": address.postcode or "",
    }


def _columns(typed: dict[str, str]) -> dict[str, str | None]:
    return {
        "name": typed["name"],
        "phone": typed["phone"],
        "province": places.province_name(int(typed["province"])),
        "district": typed["district"].partition(":")[2],
        "street": typed["street"],
        "postcode": typed.get("postcode") or None,
    }
