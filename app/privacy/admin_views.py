from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from app.imports.writers import TYPES
from app.privacy import inventory, register, words
from app.web.audience import for_staff

blueprint = for_staff(Blueprint("admin_privacy", __name__, url_prefix="/admin/privacy"), "privacy")


@blueprint.get("/inventory")
def show() -> ResponseReturnValue:
    """The controller's inventory: each datum with the columns that hold it."""
    return render_template("admin/inventory.html", rows=register.rows(), words=words)


@blueprint.get("/inventory.csv")
def download() -> Response:
    """The same, column by column, to keep and to hand to the authority."""
    answer = Response(inventory.file(), mimetype=TYPES["csv"])
    answer.headers["Content-Disposition"] = 'attachment; filename="inventory.csv"'
    return answer
