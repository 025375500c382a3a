"""What a new shop still lacks before anybody can buy from it."""

from collections.abc import Collection

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from app.catalogue.models import Product
from app.desks.todo import Todo
from app.extensions import db
from app.suppliers.models import DeliveryMethod


def of_supplier(supplier_id: int, duties: Collection[str]) -> list[Todo]:
    """No way of delivery is offered; nothing has been listed yet."""
    rows = []
    ways = select(DeliveryMethod.id).where(
        DeliveryMethod.supplier_id == supplier_id, DeliveryMethod.active
    )
    if "shop" in duties and not db.session.scalar(select(ways.exists())):
        rows.append(
            Todo(
                None,
                _("Say how your goods reach people"),
                _("Without a way of delivery nobody can order."),
                _("Add a way"),
                url_for("supplier_delivery.show"),
            )
        )
    goods = select(Product.id).where(Product.supplier_id == supplier_id)
    if "listings" in duties and not db.session.scalar(select(goods.exists())):
        rows.append(
            Todo(
                None,
                _("List your first good"),
                _("A name, a photograph, a price: about ten minutes, and you can stop any time."),
                _("Begin"),
                url_for("supplier_listings.new"),
            )
        )
    return rows
