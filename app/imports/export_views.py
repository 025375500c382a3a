"""`/supplier/export`: the goods of a supplier as a file."""

import io

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.imports import exporting, writers
from app.kernel import clock
from app.suppliers.queries import supplier_of
from app.web.audience import for_suppliers

blueprint = for_suppliers(
    Blueprint("supplier_export", __name__, url_prefix="/supplier/export"), "listings"
)


@blueprint.get("")
def show() -> ResponseReturnValue:
    count = exporting.count(supplier_of(current_user).id)
    return render_template("supplier/export.html", count=count)


@blueprint.get("/goods.csv")
def as_csv() -> ResponseReturnValue:
    return _goods("csv")


@blueprint.get("/goods.xlsx")
def as_xlsx() -> ResponseReturnValue:
    return _goods("xlsx")


def _goods(kind: str) -> ResponseReturnValue:
    supplier = supplier_of(current_user)
    return send_file(
        io.BytesIO(exporting.file_of(supplier.id, kind)),
        mimetype=writers.TYPES[kind],
        as_attachment=True,
        download_name=f"{supplier.slug}-{clock.today().isoformat()}.{kind}",
    )
