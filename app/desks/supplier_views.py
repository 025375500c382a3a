from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.desks import due, figures, monthly
from app.kernel import clock
from app.media.queries import view
from app.orders import desk_queries as orders
from app.suppliers import roles
from app.suppliers.queries import place_of, supplier_of, suppliers_of
from app.web.audience import asks, for_suppliers
from app.web.filters import day_axis

blueprint = for_suppliers(Blueprint("supplier", __name__, url_prefix="/supplier"), "desk")


@blueprint.get("")
def home() -> ResponseReturnValue:
    """What must be done, by when."""
    place = place_of(current_user)
    supplier, duties = place.supplier, roles.MAY[roles.Role(place.role)]
    rows = due.of_supplier(supplier.id, duties)
    sold = orders.sold_by_day(supplier.id) if "orders" in duties else []
    return render_template(
        "supplier/home.html",
        supplier=supplier,
        picture=view(supplier.picture, ""),
        others=suppliers_of(current_user),
        todo_list=rows,
        to_pack=len(orders.to_pack(supplier.id)),
        figures=figures.of(rows),
        sold=[(day_axis(day), round(minor / 100), 2) for day, minor in sold],
        sold_minor=sum(minor for _day, minor in sold),
        today=clock.today(),
    )


@blueprint.get("/figures")
@asks("orders")
def months() -> ResponseReturnValue:
    """Orders, goods sold and returns by month: what is known, and no money beyond it."""
    rows = monthly.of_supplier(supplier_of(current_user).id)
    return render_template("supplier/figures.html", rows=rows)
