"""What the shopper says when goods do not come as promised."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.transactions import commits
from app.orders import access, desk_queries, pieces, queries
from app.orders.forms import ReceiverForm, TerminationForm
from app.orders.messages import troubles
from app.orders.models import SubOrder
from app.orders.services import endings, receivers, setbacks
from app.orders.services.actors import Actor
from app.web.audience import for_everyone

blueprint = for_everyone(Blueprint("order_ends", __name__, url_prefix="/orders"))


@blueprint.route("/<reference>/end/<part>", methods=["GET", "POST"])
@commits
def terminate(reference: str, part: str) -> ResponseReturnValue:
    """End the contract for goods that did not come in time (art. 16(2)); the date decides."""
    suborder = queries.part_of(access.order_seen_here(reference), part)
    form = TerminationForm()
    if not form.validate_on_submit():
        return _page(suborder, form, 422 if form.errors else 200)
    typed = desk_queries.quantities(request.form, suborder)
    wanted = {line_id: number for line_id, number in typed.items() if number}
    if not wanted:
        form.form_errors.append(_("Choose at least one piece."))
        return _page(suborder, form, 422)
    try:
        ending = endings.terminate(suborder, wanted, Actor("SH"))
    except endings.NotYet as refusal:
        form.form_errors.append(str(refusal))
        return _page(suborder, form, 409)
    except endings.NothingUndelivered as refusal:
        form.form_errors.append(str(refusal))
        return _page(suborder, form, 422)
    return redirect(url_for("order_ends.ended", reference=reference, number=ending.number), 303)


def _page(suborder: SubOrder, form: TerminationForm, status: int) -> ResponseReturnValue:
    rows = [(line, least) for line in suborder.lines if (least := pieces.undelivered(line))]
    page = render_template(
        "orders/terminate.html",
        order=suborder.order,
        suborder=suborder,
        rows=rows,
        form=form,
        first_day=endings.termination_from(suborder),
        open=endings.may_terminate(suborder),
        today=clock.today(),
    )
    return page, status


@blueprint.get("/<reference>/ended/<number>")
def ended(reference: str, number: str) -> ResponseReturnValue:
    """What ended, why and when, to read again and to print."""
    order = access.order_seen_here(reference)
    found = [e for s in order.suborders for e in s.endings if e.number == number]
    if not found:
        raise NotFound
    return render_template(
        "orders/ended.html", order=order, ending=found[0], why=troubles.why_said(found[0])
    )


@blueprint.post("/<reference>/setbacks/<number>")
@commits
def choose(reference: str, number: str) -> ResponseReturnValue:
    """The shopper's word on what went wrong."""
    order = access.order_seen_here(reference)
    setback = setbacks.setback_of({s.id for s in order.suborders}, number)
    if setback is None:
        raise NotFound
    setbacks.choose(setback, request.form.get("choice", ""), Actor("SH"))
    flash(_("Thank you. Your choice is noted, and the seller has been told."))
    return redirect(url_for("orders.show", reference=reference), 303)


@blueprint.route("/<reference>/receiver/<part>", methods=["GET", "POST"])
@commits
def receiver(reference: str, part: str) -> ResponseReturnValue:
    """Name a neighbour or a locker who may receive the goods (art. 9(2), DC-9.4)."""
    suborder = queries.part_of(access.order_seen_here(reference), part)
    form = ReceiverForm(obj=suborder)
    if not form.validate_on_submit():
        status = 422 if form.errors else 200
        return render_template("orders/receiver.html", suborder=suborder, form=form), status
    receivers.name(suborder, form.named_receiver.data or "", Actor("SH"))
    flash(_("Noted. The seller sees it on the parcel's page."))
    return redirect(url_for("orders.show", reference=reference), 303)
