from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.desks import due
from app.suppliers.queries import supplier_of, suppliers_of
from app.web.audience import for_suppliers

blueprint = for_suppliers(Blueprint("supplier", __name__, url_prefix="/supplier"))


@blueprint.get("")
def home() -> ResponseReturnValue:
    """What must be done, by when."""
    supplier = supplier_of(current_user)
    return render_template(
        "supplier/home.html",
        supplier=supplier,
        others=suppliers_of(current_user),
        todo_list=due.of_supplier(supplier.id),
    )
