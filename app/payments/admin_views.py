from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import note_access
from app.kernel import clock
from app.kernel.errors import Refused
from app.kernel.transactions import commits, writes_although_get
from app.payments import bank_queries, desk_queries, ibans, queries, sheets
from app.payments.forms import ReleaseForm, SentBackForm, TransferForm
from app.payments.models import Refund
from app.payments.services import covered, executing, refunds
from app.web.audience import for_staff

blueprint = for_staff(Blueprint("admin_refunds", __name__, url_prefix="/admin/refunds"), "finance")


@blueprint.get("")
def index() -> ResponseReturnValue:
    wish = request.args.get("show", "open")
    return render_template(
        "admin/refunds.html",
        refunds=desk_queries.wished(wish),
        wish=wish,
        ages=desk_queries.ages(),
        in_trouble=desk_queries.in_trouble,
        may_make_file=bool(bank_queries.ready_for_file()),
        state_of=sheets.state_of,
        kind_of=sheets.kind_of,
    )


@blueprint.get("/<number>")
@commits
def show(number: str) -> ResponseReturnValue:
    """A refund with its sheet; looking at it is noted, for it may show a person's account."""
    writes_although_get()
    refund = queries.refund_by_number(number)
    note_access(current_user, "refund", number)
    return _page(refund, ReleaseForm(formdata=None))


def _page(
    refund: Refund,
    form: ReleaseForm,
    status: int = 200,
    transfer: TransferForm | None = None,
    sent_back: SentBackForm | None = None,
) -> ResponseReturnValue:
    return (
        render_template(
            "admin/refund.html",
            refund=refund,
            form=form,
            transfer=transfer or TransferForm(formdata=None, value_on=clock.today()),
            sent_back=sent_back or SentBackForm(formdata=None),
            two=refunds.above_limit(refund),
            twice=covered.taken_already(refund),
            overdue=desk_queries.is_overdue(refund),
            sheet=sheets.of(refund),
            state=sheets.state_of(refund),
            kind=sheets.kind_of(refund),
            account=ibans.written(refund.iban_cipher) if refund.iban_cipher else "",
        ),
        status,
    )


@blueprint.post("/<number>/release")
@commits
def release(number: str) -> ResponseReturnValue:
    refund = queries.refund_by_number(number)
    form = ReleaseForm()
    try:
        done = refunds.release_by(refund, current_user, form.reason.data or "")
    except Refused as refusal:
        form.reason.errors = [*form.reason.errors, str(refusal)]
        return _page(refund, form, refusal.status)
    flash(
        _("Released: the provider is being asked.")
        if done
        else _("Noted. A second person must release it too.")
    )
    return redirect(url_for("admin_refunds.show", number=number), 303)


@blueprint.post("/<number>/transfer")
@commits
def transfer(number: str) -> ResponseReturnValue:
    """Finance has made the transfer at the bank and writes down what the statement says."""
    refund = queries.refund_by_number(number)
    form = TransferForm()
    if not form.validate_on_submit():
        return _page(refund, ReleaseForm(formdata=None), 422, transfer=form)
    executed = executing.Executed(
        form.amount_minor(), form.value_on.data, form.reference.data or ""
    )
    try:
        done = executing.record_transfer(refund, executed, current_user, form.reason.data or "")
    except Refused as refusal:
        form.amount.errors = [*form.amount.errors, str(refusal)]
        return _page(refund, ReleaseForm(formdata=None), refusal.status, transfer=form)
    flash(
        _("The transfer is confirmed; the buyer is told.")
        if done
        else _("Noted. A second person must confirm the same transfer.")
    )
    return redirect(url_for("admin_refunds.show", number=number), 303)


@blueprint.post("/<number>/sent-back")
@commits
def sent_back(number: str) -> ResponseReturnValue:
    """The bank did not take the transfer, or the card never will: the person is asked."""
    refund = queries.refund_by_number(number)
    form = SentBackForm()
    ask_again = executing.record_return if refund.by_transfer else executing.give_up_card
    if not form.validate_on_submit():
        return _page(refund, ReleaseForm(formdata=None), 422, sent_back=form)
    try:
        ask_again(refund, form.why.data or "")
    except Refused as refusal:
        form.why.errors = [*form.why.errors, str(refusal)]
        return _page(refund, ReleaseForm(formdata=None), refusal.status, sent_back=form)
    flash(_("Noted. The buyer is asked for another account."))
    return redirect(url_for("admin_refunds.show", number=number), 303)
