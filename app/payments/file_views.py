from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import note_access
from app.kernel.transactions import commits, writes_although_get
from app.payments import bank_file, bank_queries, ibans
from app.payments.services import files
from app.web.audience import for_staff

blueprint = for_staff(
    Blueprint("admin_payment_files", __name__, url_prefix="/admin/payment-files"), "finance"
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    return render_template("admin/payment_files.html", files=bank_queries.payment_files())


@blueprint.post("")
@commits
def make() -> ResponseReturnValue:
    """Every released transfer in one file; it goes to the bank by hand."""
    file = files.make(current_user.id)
    flash(_("Payment file %(number)s is made.", number=file.number))
    return redirect(url_for("admin_payment_files.show", number=file.number), 303)


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    """Its lines, accounts in part, and what became of each."""
    file = bank_queries.payment_file(number)
    return render_template("admin/payment_file.html", file=file, masked=ibans.masked)


@blueprint.get("/<number>.csv")
@commits
def download(number: str) -> ResponseReturnValue:
    """The file for the bank, with whole account numbers: each download is noted."""
    writes_although_get()
    file = bank_queries.payment_file(number)
    note_access(current_user, "payment file", number)
    lines = [
        bank_file.Transfer(line.holder, line.iban_cipher, line.amount_minor, line.refund.number)
        for line in file.lines
    ]
    return bank_file.answer(file.number, lines)
