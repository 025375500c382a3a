from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import throttle
from app.accounts.services import key_of
from app.contracts import files
from app.contracts import queries as documents
from app.desks import order_page
from app.kernel import ids
from app.kernel.errors import NotFound, Refused, TooMany
from app.kernel.transactions import commits
from app.orders import access, queries
from app.orders.forms import FindForm, ReceiptForm
from app.orders.models import Order, ReceiptSource
from app.orders.services import fulfilment
from app.orders.services.actors import Actor
from app.web.audience import for_everyone
from app.web.forms import status_of
from app.web.headers import sealed

blueprint = for_everyone(Blueprint("orders", __name__, url_prefix="/orders"))


@blueprint.route("/find", methods=["GET", "POST"])
@commits
def find() -> ResponseReturnValue:
    """An order by number and e-mail; a wrong pair is told the same whatever is wrong."""
    form = FindForm()
    if form.validate_on_submit():
        try:
            throttle.count("find", request.remote_addr or "", 5, 15)
        except TooMany as refusal:
            form.form_errors.append(str(refusal))
            return render_template("orders/find.html", form=form), 429
        reference = ids.read_reference("M", form.reference.data)
        order = queries.order_by_email(reference or "", key_of(form.email.data))
        if order is not None:
            throttle.forget("find", request.remote_addr or "")
            access.let_see(order)
            return redirect(url_for("orders.show", reference=order.reference), 303)
        form.form_errors.append(
            _("No order goes with this number and e-mail. Look at the message you received.")
        )
    return render_template("orders/find.html", form=form), status_of(form)


@blueprint.get("/open/<token>")
def open_link(token: str) -> ResponseReturnValue:
    """A link from a message: this browser may see the order from now on."""
    order = queries.order_by_link(token)
    if order is None:
        return render_template("orders/link_over.html"), 404
    access.let_see(order)
    return redirect(url_for("orders.show", reference=order.reference), 303)


@blueprint.get("/<reference>")
def show(reference: str) -> ResponseReturnValue:
    return _page(access.order_seen_here(reference), ReceiptForm(formdata=None))


def _page(order: Order, form: ReceiptForm, status: int = 200) -> ResponseReturnValue:
    return render_template("orders/show.html", **order_page.view_of(order), form=form), status


@blueprint.post("/<reference>/arrived/<int:shipment_id>")
@commits
def arrived(reference: str, shipment_id: int) -> ResponseReturnValue:
    """The shopper says that a parcel is there, and since when (DC-9.2.g)."""
    order = access.order_seen_here(reference)
    shipment = fulfilment.shipment_of(order, shipment_id)
    if shipment is None:
        raise NotFound
    form = ReceiptForm()
    if not form.validate_on_submit():
        return _page(order, form, 422)
    try:
        fulfilment.record_receipt(
            shipment, ReceiptSource.SHOPPER, form.received_on.data, Actor("SH")
        )
    except Refused as refusal:
        form.received_on.errors = [*form.received_on.errors, str(refusal)]
        return _page(order, form, 422)
    flash(_("Thank you. The day is noted."))
    return redirect(url_for("orders.show", reference=reference), 303)


@blueprint.get("/<reference>/documents/<sha256>.<any(html, txt, pdf, json):suffix>")
def document(reference: str, sha256: str, suffix: str) -> ResponseReturnValue:
    """A document of the order as it was stored, to keep."""
    return _file(access.order_seen_here(reference), sha256, suffix)


@blueprint.get("/papers/<token>")
def linked_documents(token: str) -> ResponseReturnValue:
    """Everything there is to keep of an order, for whoever holds the link."""
    order = queries.order_by_link(token)
    if order is None:
        return render_template("orders/link_over.html"), 404
    return render_template(
        "orders/documents.html",
        order=order,
        documents=order_page.documents_of(order),
        link=token,
    )


@blueprint.get("/papers/<token>/<sha256>.<any(html, txt, pdf, json):suffix>")
def linked_document(token: str, sha256: str, suffix: str) -> ResponseReturnValue:
    """A document by a link from a message, as long as records are kept (DC-4.c)."""
    order = queries.order_by_link(token)
    if order is None:
        return render_template("orders/link_over.html"), 404
    return _file(order, sha256, suffix)


def _file(order: Order, sha256: str, suffix: str) -> Response:
    documents.document_of(order.reference, sha256)
    file = files.rendering(sha256, suffix)
    answer = Response(file.body, content_type=_typed(file.media_type))
    page = file.body.decode() if suffix == "html" else ""
    answer.headers["Content-Security-Policy"] = sealed(page)
    name = f"{order.reference}-{sha256[:8]}.{suffix}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _typed(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
