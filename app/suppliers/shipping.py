"""A supplier keeps its ways of delivery, its days and its way for returns."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from app.extensions import db
from app.kernel import events
from app.kernel.errors import Conflict, NotFound, Refused
from app.kernel.transactions import locked
from app.law import vat
from app.suppliers.events import ShopChanged
from app.suppliers.models import DeliveryKind, DeliveryMethod, Supplier


class ChangedMeanwhile(Conflict):
    """Somebody else has changed this way of delivery since the page was opened."""


class NoWayBack(Refused):
    """Neither a carrier for returns nor a collection is named (art. 5(1)(g))."""


def method_of(supplier: Supplier, method_id: int) -> DeliveryMethod:
    """A way of delivery of this very supplier. Raises NotFound."""
    for method in supplier.delivery_methods:
        if method.id == method_id:
            return method
    raise NotFound


def keep_method(
    supplier: Supplier,
    method: DeliveryMethod | None,
    kind: DeliveryKind,
    facts: Mapping[str, Any],
    version: int = 0,
) -> DeliveryMethod:
    """Add a way of delivery or change one; orders keep what they were made with.

    `version`: the one that the person had before their eyes. Raises ChangedMeanwhile.
    """
    locked(supplier)
    if method is None:
        method = DeliveryMethod(
            kind=kind,
            position=len(supplier.delivery_methods),
            fee_minor=0,
            vat_bp=vat.CARRIAGE_BP,
        )
        supplier.delivery_methods.append(method)
    elif method.version != version:
        raise ChangedMeanwhile(
            _(
                "Somebody else has changed this way of delivery meanwhile. Nothing of yours was "
                "saved."
            )
        )
    else:
        method.version += 1
    for name, value in facts.items():
        setattr(method, name, value)
    db.session.flush()
    events.publish(ShopChanged(supplier.id))
    return method


def keep_days(supplier: Supplier, shipping_days: Sequence[int], closures: list[list[str]]) -> None:
    """On which weekdays parcels leave, and when nobody works."""
    locked(supplier)
    supplier.shipping_days = sorted(set(shipping_days))
    supplier.closures = closures
    db.session.flush()
    events.publish(ShopChanged(supplier.id))


def keep_returns(supplier: Supplier, facts: Mapping[str, Any]) -> None:
    """The carrier named for returns and where it has branches, or that they are collected.

    Raises NoWayBack.
    """
    if not facts["return_carrier"] and not facts["collects_returns"]:
        raise NoWayBack(_("Name a carrier for returns, or say that you collect them."))
    locked(supplier)
    for name, value in facts.items():
        setattr(supplier, name, value)
    db.session.flush()
    events.publish(ShopChanged(supplier.id))
