from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.invoices import missing, posted, queries, rules, words
from app.invoices.forms import InvoiceForm
from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.transactions import commits
from app.media.posted import Posted
from app.orders import queries as orders
from app.orders.models import SubOrder
from app.orders.seen import buyer_of
from app.orders.services.actors import Actor
from app.settings import queries as settings
from app.suppliers.queries import place_of, supplier_of
from app.web.audience import for_suppliers
from app.web.forms import takes_files

blueprint = for_suppliers(
    Blueprint("supplier_invoices", __name__, url_prefix="/supplier/invoices"), "orders"
)


def _own(reference: str) -> SubOrder:
    """A sub-order for which this supplier writes the invoice: the seller of record. NotFound."""
    suborder = orders.suborder_of(reference, supplier_of(current_user).id)
    if rules.sold_by_cooperative(suborder.seller):
        raise NotFound
    return suborder


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What is missing by its day, and what was attached."""
    supplier = supplier_of(current_user)
    return render_template(
        "supplier/invoices.html",
        due=missing.due_of_supplier(supplier.id),
        documents=queries.recent_of_supplier(supplier.id),
        days=settings.number("invoice_days"),
        words=words,
    )


@blueprint.route("/<reference>/<key>", methods=["GET", "POST"])
@takes_files
@commits
def attach(reference: str, key: str) -> ResponseReturnValue:
    """The invoice of a sub-order, or what corrects it after a return."""
    form, cause = InvoiceForm(), posted.cause_of(key)
    files, status = Posted(), 200
    if form.is_submitted():
        actor = Actor("SU", str(current_user.id))
        files, status = posted.attached(form, lambda: _own(reference), cause, actor)
    if status == 303:
        flash(_("Attached. The buyer has been told."))
        return redirect(url_for("supplier_invoices.attach", reference=reference, key=key), 303)
    suborder = _own(reference)
    duty = queries.duty_of(suborder, cause)
    page = render_template(
        "supplier/invoice.html",
        suborder=suborder,
        duty=duty,
        versions_of=posted.versions_of(duty),
        words=words,
        buyer=buyer_of(suborder, place_of(current_user).role),
        form=form,
        files=files,
        today=clock.today(),
    )
    return page, status


@blueprint.get("/<reference>/files/<int:document_id>")
def file(reference: str, document_id: int) -> Response:
    """A document that this supplier attached, any version."""
    return posted.download(queries.document_of([_own(reference).id], document_id))
