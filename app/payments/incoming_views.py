from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts.access import note_access
from app.extensions import db
from app.imports import readers
from app.kernel import clock
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits
from app.orders import queries as orders
from app.orders.models import Order
from app.payments import bank_queries, statements_in
from app.payments.forms import IncomingForm, SentBackForm, StatementForm
from app.payments.models import IncomingTransfer
from app.payments.services import incoming, outgoing
from app.web.audience import for_staff
from app.web.forms import status_of, takes_files

blueprint = for_staff(
    Blueprint("admin_transfers", __name__, url_prefix="/admin/transfers"), "finance"
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    return _page(IncomingForm(formdata=None, value_on=clock.today()), StatementForm(formdata=None))


def _page(
    by_hand: IncomingForm,
    statement: StatementForm,
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> ResponseReturnValue:
    rows = bank_queries.open_incoming()
    page = render_template(
        "admin/transfers.html",
        awaited=[(order, _booked(order)) for order in orders.awaiting_transfers()],
        rows=[(row, incoming.named_in(row.remark)) for row in rows],
        form=by_hand,
        statement=statement,
        problems=problems,
        why=SentBackForm(formdata=None),
    )
    return page, status


def _booked(order: Order) -> int:
    attempt = incoming.awaited(order)
    return sum(part.booked_minor for part in bank_queries.booked_for(attempt.id)) if attempt else 0


@blueprint.post("/statement")
@takes_files
@commits
def take_statement() -> ResponseReturnValue:
    """A file of the bank: what cannot be mistaken is booked, the rest waits for a person."""
    form = StatementForm()
    empty = IncomingForm(formdata=None, value_on=clock.today())
    if not form.validate_on_submit():
        return _page(empty, form, status=status_of(form))
    body = form.file.data.read(readers.MOST_BYTES + 1)
    try:
        if len(body) > readers.MOST_BYTES:
            raise readers.Unreadable(_("The file is larger than 20 MB. Divide it into several."))
        read = statements_in.read(body)
    except readers.Unreadable as sentence:
        form.file.errors = [str(sentence)]
        return _page(empty, form, status=422)
    note_access(current_user, "incoming transfers", "statement")
    new, booked = incoming.take_in(read.lines, current_user.id)
    gone = outgoing.take_in(read.gone, current_user.id)
    flash(
        ngettext("%(num)d new line", "%(num)d new lines", new + gone)
        + ", "
        + ngettext("%(num)d booked by itself.", "%(num)d booked by themselves.", booked)
    )
    if read.problems:
        return _page(empty, StatementForm(formdata=None), tuple(read.problems))
    return redirect(url_for("admin_transfers.index"), 303)


@blueprint.post("/by-hand")
@commits
def by_hand() -> ResponseReturnValue:
    """Money seen on the bank's page, for an order named by its number."""
    form = IncomingForm()
    if not form.validate_on_submit():
        return _page(form, StatementForm(formdata=None), status=status_of(form))
    order = _order_named(form.reference.data or "")
    if order is None:
        form.reference.errors = [_("There is no order by transfer with this number.")]
        return _page(form, StatementForm(formdata=None), status=422)
    assert form.value_on.data is not None
    line = statements_in.by_hand(
        form.value_on.data,
        form.amount_minor(),
        form.payer.data or "",
        form.iban.data or "",
        order.reference,
    )
    new, _booked_now = incoming.take_in([line], current_user.id)
    if not new:
        form.reference.errors = [_("Exactly this payment has been written down already.")]
        return _page(form, StatementForm(formdata=None), status=422)
    kept = bank_queries.incoming_by_mark(line.mark)
    if kept.settled_at is None:
        incoming.book(kept, order, current_user.id)
    flash(_("Written down for order %(reference)s.", reference=order.reference))
    return redirect(url_for("admin_transfers.index"), 303)


@blueprint.post("/<int:transfer_id>/book")
@commits
def book(transfer_id: int) -> ResponseReturnValue:
    """It is for this order; where it is more than is missing, the rest goes back."""
    row = _row(transfer_id)
    order = _order_named(request.form.get("reference", ""))
    if order is None:
        raise Refused(_("There is no order by transfer with this number."))
    incoming.book(row, order, current_user.id)
    flash(_("Written down for order %(reference)s.", reference=order.reference))
    return redirect(url_for("admin_transfers.index"), 303)


@blueprint.post("/<int:transfer_id>/set-aside")
@commits
def set_aside(transfer_id: int) -> ResponseReturnValue:
    """It is none of the shop's; the reason stays with it."""
    form = SentBackForm()
    if not form.validate_on_submit():
        raise Refused(_("Write why."))
    incoming.set_aside(_row(transfer_id), form.why.data or "", current_user.id)
    flash(_("Set aside."))
    return redirect(url_for("admin_transfers.index"), 303)


def _row(transfer_id: int) -> IncomingTransfer:
    row = db.session.get(IncomingTransfer, transfer_id)
    if row is None:
        raise NotFound
    return row


def _order_named(typed: str) -> Order | None:
    numbers = incoming.named_in(typed)
    order = orders.order_or_none(numbers[0]) if len(numbers) == 1 else None
    return order if order is not None and order.means == "transfer" else None
