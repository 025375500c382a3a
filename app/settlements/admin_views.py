from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts.access import note_access
from app.kernel import clock
from app.kernel.errors import Refused
from app.kernel.transactions import commits, writes_although_get
from app.payments import bank_file, ibans
from app.payments.forms import SentBackForm, TransferForm
from app.payments.services.executing import Executed
from app.settlements import words
from app.settlements.models import Payout
from app.settlements.queries import payouts
from app.settlements.services import executing, files, putting_together
from app.web.audience import for_staff

blueprint = for_staff(Blueprint("admin_payouts", __name__, url_prefix="/admin/payouts"), "finance")


@blueprint.get("")
def index() -> ResponseReturnValue:
    """What suppliers are paid: to be handed over, at the bank, come back, paid."""
    tab = request.args.get("show", "open")
    still_open = payouts.open_payouts()
    return render_template(
        "admin/payouts.html",
        tab=tab if tab in payouts.TABS else "open",
        payouts=payouts.of_tab(tab),
        still_open=still_open,
        late=[payout for payout in still_open if payouts.due_on(payout) < clock.today()],
        waiting=payouts.waiting(),
        due_on=payouts.due_on,
        state_of=words.state_of,
    )


@blueprint.post("/run")
@commits
def run() -> ResponseReturnValue:
    """Put together what is due, without waiting for the morning."""
    made = putting_together.run(current_user.id)
    flash(
        ngettext("%(num)d payout put together.", "%(num)d payouts put together.", len(made))
        if made
        else _("Nothing new is due.")
    )
    return redirect(url_for("admin_payouts.index"), 303)


@blueprint.post("/files")
@commits
def make_file() -> ResponseReturnValue:
    """Every payout that still stands in one file; it goes to the bank by hand."""
    file = files.make(current_user.id)
    flash(_("Payment file %(number)s is made.", number=file.number))
    return redirect(url_for("admin_payouts.file", number=file.number), 303)


@blueprint.get("/files/<number>")
def file(number: str) -> ResponseReturnValue:
    """Its payouts, accounts in part, and what became of each."""
    found = payouts.file_by_number(number)
    return render_template(
        "admin/payout_file.html", file=found, masked=ibans.masked, state_of=words.state_of
    )


@blueprint.get("/files/<number>.csv")
@commits
def download(number: str) -> ResponseReturnValue:
    """The file for the bank, with whole account numbers: each download is noted."""
    writes_although_get()
    found = payouts.file_by_number(number)
    note_access(current_user, "payout file", number)
    lines = [
        bank_file.Transfer(p.holder or "", p.iban_cipher or "", p.amount_minor, p.number)
        for p in found.payouts
    ]
    return bank_file.answer(number, lines)


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    return _page(
        payouts.payout_by_number(number), TransferForm(formdata=None, value_on=clock.today())
    )


def _page(
    payout: Payout,
    transfer: TransferForm,
    sent_back: SentBackForm | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    return (
        render_template(
            "admin/payout.html",
            payout=payout,
            transfer=transfer,
            sent_back=sent_back or SentBackForm(formdata=None),
            two=executing.needs_two(payout),
            due_on=payouts.due_on(payout),
            account=ibans.masked(payout.iban_cipher) if payout.iban_cipher else "",
            state=words.state_of(payout.state),
        ),
        status,
    )


@blueprint.post("/<number>/executed")
@commits
def executed(number: str) -> ResponseReturnValue:
    """Finance writes down what the bank's statement says of one payout."""
    payout = payouts.payout_by_number(number)
    form = TransferForm()
    if not form.validate_on_submit():
        return _page(payout, form, status=422)
    assert form.value_on.data is not None
    said = Executed(form.amount_minor(), form.value_on.data, form.reference.data or "")
    try:
        done = executing.record_executed(payout, said, current_user, form.reason.data or "")
    except Refused as refusal:
        form.amount.errors = [*form.amount.errors, str(refusal)]
        return _page(payout, form, status=refusal.status)
    flash(
        _("Paid; the supplier is told.")
        if done
        else _("Noted. A second person must confirm the same transfer.")
    )
    return redirect(url_for("admin_payouts.show", number=number), 303)


@blueprint.post("/<number>/sent-back")
@commits
def sent_back(number: str) -> ResponseReturnValue:
    """The bank did not take it: the supplier is asked, the money waits."""
    payout = payouts.payout_by_number(number)
    form = SentBackForm()
    unsaid = TransferForm(formdata=None, value_on=clock.today())
    if not form.validate_on_submit():
        return _page(payout, unsaid, form, 422)
    try:
        executing.record_return(payout, form.why.data or "", current_user)
    except Refused as refusal:
        form.why.errors = [*form.why.errors, str(refusal)]
        return _page(payout, unsaid, form, refusal.status)
    flash(_("Noted. The supplier is asked to check the account."))
    return redirect(url_for("admin_payouts.show", number=number), 303)


@blueprint.post("/<number>/try-again")
@commits
def try_again(number: str) -> ResponseReturnValue:
    """The bank says that the account is right: the next run may pay to it."""
    executing.try_again(payouts.payout_by_number(number), current_user)
    flash(_("The next payout goes to the same account."))
    return redirect(url_for("admin_payouts.show", number=number), 303)
