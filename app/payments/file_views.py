import csv
import io

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import note_access
from app.kernel import crypto
from app.kernel.transactions import commits, writes_although_get
from app.payments import bank_queries, ibans
from app.payments.models import PaymentFile
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
    return Response(
        "\ufeff" + _table(file),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file.number}.csv"'},
    )


def _table(file: PaymentFile) -> str:
    """Holder, account, lira with a comma, remark; no cell can be read as a formula."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(["Alıcı", "IBAN", "Tutar", "Para birimi", "Açıklama"])
    for line in file.lines:
        lira, kurus = divmod(line.amount_minor, 100)
        holder = line.holder.lstrip("=+-@\t\r ")
        account = crypto.decrypt(line.iban_cipher)
        table.writerow([holder, account, f"{lira},{kurus:02}", "TRY", line.refund.number])
    return text.getvalue()
