"""What a supplier says when goods do not come as promised."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Conflict, NotFound, Refused
from app.kernel.transactions import commits
from app.orders import desk_queries, pieces, proofs, queries
from app.orders.forms import CancellationForm, ImpossibleForm, StockOutForm
from app.orders.messages import troubles
from app.orders.models import SubOrder
from app.orders.services import endings, setbacks
from app.orders.supplier_views.desk import actor, blueprint, buyer, own
from app.web.audience import asks
from app.web.forms import status_of


@blueprint.route("/<reference>/impossible", methods=["GET", "POST"])
@commits
@asks("orders")
def impossible(reference: str) -> ResponseReturnValue:
    """The "cannot perform" form (art. 16(4))."""
    suborder = own(reference)
    form = ImpossibleForm()
    form.code.choices = [(code, troubles.cause_said(code)) for code in endings.IMPOSSIBILITY_CODES]
    if form.is_submitted():
        form.proof_kept.data = _proof(form)
        suborder = own(reference)
    if not form.validate_on_submit() or not _is_no_stock(form):
        return _impossible_page(suborder, form, status_of(form))
    why = endings.Impossibility(
        form.learned_on.data, form.code.data, form.words.data, form.proof_kept.data or None
    )
    try:
        endings.perform_not(suborder, why, actor())
    except endings.ImpossibleDay as refusal:
        form.learned_on.errors = [str(refusal)]
    except endings.NoSuchCause as refusal:
        form.code.errors = [str(refusal)]
    except endings.NothingUndelivered as refusal:
        form.form_errors.append(str(refusal))
    else:
        flash(_("The buyer has been told and gets the money back."))
        return redirect(url_for("supplier_orders.show", reference=reference), 303)
    return _impossible_page(suborder, form, 422)


def _impossible_page(suborder: SubOrder, form: ImpossibleForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "supplier/impossible.html",
        suborder=suborder,
        form=form,
        today=clock.today(),
        stock=endings.speaks_of_stock(form.words.data or ""),
    )
    return page, status


def _proof(form: ImpossibleForm) -> str:
    """The proof sent now or before; a file is read and kept with no transaction open (rule 6)."""
    sent = request.files.get("proof")
    body = sent.read() if sent else b""
    if not body:
        kept = form.proof_kept.data or ""
        return kept if proofs.is_kept(kept) else ""
    db.session.rollback()
    try:
        return proofs.keep(body)
    except proofs.NotAProof as refusal:
        form.form_errors.append(str(refusal))
        return ""


def _is_no_stock(form: ImpossibleForm) -> bool:
    if form.form_errors:
        return False
    if not endings.speaks_of_stock(form.words.data or "") or form.not_stock.data:
        return True
    form.words.errors = [
        _(
            "You write of stock. Goods that are sold out are no impossibility: tell the buyer a "
            "later day instead, or tick that it is about something else."
        )
    ]
    return False


@blueprint.route("/<reference>/later", methods=["GET", "POST"])
@commits
@asks("orders")
def later(reference: str) -> ResponseReturnValue:
    """Sold out: a new day and perhaps a substitute; the buyer chooses, the duty stays."""
    suborder = own(reference)
    form = StockOutForm()
    if form.validate_on_submit():
        wanted = desk_queries.quantities(request.form, suborder)
        try:
            setbacks.announce_stock_out(
                suborder, wanted, form.words.data or "", form.new_day.data, actor()
            )
        except setbacks.DayNeeded as refusal:
            form.new_day.errors = [str(refusal)]
        except setbacks.NothingToAsk as refusal:
            form.form_errors.append(str(refusal))
        else:
            return _asked(reference)
    return _pieces_page("supplier/later.html", suborder, form)


@blueprint.route("/<reference>/cancel", methods=["GET", "POST"])
@commits
@asks("orders")
def cancel(reference: str) -> ResponseReturnValue:
    """Ask the buyer to agree that pieces are cancelled."""
    suborder = own(reference)
    form = CancellationForm()
    if form.validate_on_submit():
        wanted = desk_queries.quantities(request.form, suborder)
        try:
            setbacks.propose_cancellation(suborder, wanted, form.words.data, actor())
        except setbacks.NothingToAsk as refusal:
            form.form_errors.append(str(refusal))
        else:
            return _asked(reference)
    return _pieces_page("supplier/cancel.html", suborder, form)


def _asked(reference: str) -> ResponseReturnValue:
    flash(_("The buyer has been asked. You hear of the answer at once."))
    return redirect(url_for("supplier_orders.show", reference=reference), 303)


def _pieces_page(
    template: str, suborder: SubOrder, form: StockOutForm | CancellationForm
) -> ResponseReturnValue:
    rows = [(line, unsent) for line in suborder.lines if (unsent := pieces.unsent(line))]
    typed = {line.id: request.form.get(f"pieces-{line.id}", unsent) for line, unsent in rows}
    page = render_template(
        template, suborder=suborder, form=form, rows=rows, typed=typed, today=clock.today()
    )
    return page, status_of(form)


@blueprint.post("/<reference>/uncollected")
@commits
@asks("orders")
def uncollected(reference: str) -> ResponseReturnValue:
    """The goods waited at the collection point and nobody came."""
    try:
        setbacks.uncollected(own(reference), actor())
    except Refused as refusal:
        raise Conflict(str(refusal)) from refusal
    return _asked(reference)


@blueprint.get("/<reference>/proofs/<name>")
@asks("orders")
def proof(reference: str, name: str) -> Response:
    """A proof of this very sub-order, as long as its buyer's words are shown."""
    suborder = own(reference)
    if name not in queries.proofs_of(suborder) or not buyer(suborder).words:
        raise NotFound
    body, media_type = proofs.read(name)
    return Response(body, mimetype=media_type)
