from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import note_access
from app.invoices import missing, posted, queries, rules, words
from app.invoices.forms import InvoiceForm
from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.transactions import commits, writes_although_get
from app.media.posted import Posted
from app.orders import queries as orders
from app.orders.models import SubOrder
from app.orders.services.actors import Actor
from app.web.audience import for_staff
from app.web.forms import takes_files

blueprint = for_staff(
    Blueprint("admin_invoices", __name__, url_prefix="/admin/invoices"), "finance"
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What is missing by its day, of the cooperative and of the makers; and what was attached."""
    return render_template(
        "admin/invoices.html",
        due=missing.due(),
        documents=queries.recent(),
        words=words,
    )


def _ours(reference: str) -> SubOrder:
    """A sub-order for which the cooperative writes the invoice. Raises NotFound."""
    suborder = orders.suborder_by_reference(reference)
    if not rules.sold_by_cooperative(suborder.seller):
        raise NotFound
    return suborder


@blueprint.get("/<reference>/<key>")
@commits
def show(reference: str, key: str) -> ResponseReturnValue:
    """What is owed and attached; that staff looked is on record (PR-4.7)."""
    writes_although_get()
    suborder = orders.suborder_by_reference(reference)
    note_access(current_user, "invoice", suborder.reference)
    return _page(suborder, posted.cause_of(key), InvoiceForm(formdata=None), Posted(), 200)


def _page(
    suborder: SubOrder, cause: str, form: InvoiceForm, files: Posted, status: int
) -> ResponseReturnValue:
    duty = queries.duty_of(suborder, cause)
    page = render_template(
        "admin/invoice.html",
        suborder=suborder,
        duty=duty,
        ours=rules.sold_by_cooperative(suborder.seller),
        versions_of=posted.versions_of(duty),
        words=words,
        form=form,
        files=files,
        today=clock.today(),
    )
    return page, status


@blueprint.post("/<reference>/<key>")
@takes_files
@commits
def attach(reference: str, key: str) -> ResponseReturnValue:
    """The cooperative's own invoice, where it is the seller of record (SR-1)."""
    form, cause = InvoiceForm(), posted.cause_of(key)
    actor = Actor("ADM", str(current_user.id))
    files, status = posted.attached(form, lambda: _ours(reference), cause, actor)
    if status == 303:
        flash(_("Attached. The buyer has been told."))
        return redirect(url_for("admin_invoices.show", reference=reference, key=key), 303)
    return _page(_ours(reference), cause, form, files, status)


@blueprint.get("/<reference>/files/<int:document_id>")
@commits
def file(reference: str, document_id: int) -> Response:
    """A document of any seller, as a download; who opened it is on record."""
    writes_although_get()
    suborder = orders.suborder_by_reference(reference)
    found = queries.document_of([suborder.id], document_id)
    note_access(current_user, "invoice file", suborder.reference)
    return posted.download(found)
