from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.extensions import db
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits
from app.orders import proofs
from app.payments.disputes import proving, queries, rules, words
from app.payments.disputes.forms import ProofForm
from app.payments.models import Dispute
from app.suppliers.queries import supplier_of
from app.web.audience import for_suppliers

blueprint = for_suppliers(
    Blueprint("supplier_disputes", __name__, url_prefix="/supplier/disputes"), "returns"
)


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    """What the buyer's bank asks, and what this supplier has said to it."""
    return _page(_found(number), ProofForm(formdata=None))


def _found(number: str) -> Dispute:
    return queries.dispute_of_supplier(number, supplier_of(current_user).id)


def _page(dispute: Dispute, form: ProofForm, status: int = 200) -> ResponseReturnValue:
    supplier = supplier_of(current_user)
    page = render_template(
        "supplier/dispute.html",
        dispute=dispute,
        parts=queries.parts_of(dispute, supplier.id),
        given=[row for row in dispute.proofs if row.supplier_id == supplier.id],
        open=dispute.state in rules.GOING_ON and not dispute.answer,
        state=words.state_of(dispute),
        reason=words.reason(dispute.reason),
        form=form,
    )
    return page, status


@blueprint.post("/<number>")
@commits
def prove(number: str) -> ResponseReturnValue:
    """She says what happened; a picture or PDF may show it."""
    _found(number)
    form = ProofForm()
    problem = _keep_file(form)
    form.validate_on_submit()
    if problem:
        form.file.errors = [problem]
    dispute = _found(number)
    if form.errors:
        return _page(dispute, form, 422)
    try:
        supplier, name = supplier_of(current_user), form.file_kept.data or None
        proving.give(dispute, supplier.id, form.words.data or "", name, current_user)
    except Refused as refusal:
        form.words.errors = [*form.words.errors, str(refusal)]
        return _page(dispute, form, refusal.status)
    flash(_("Thank you. The cooperative sends it to the bank with its answer."))
    return redirect(url_for("supplier_disputes.show", number=number), 303)


def _keep_file(form: ProofForm) -> str:
    """Keep the file sent now, or the one sent before; why it is none, or nothing (rule 6)."""
    kept = form.file_kept.data or ""
    form.file_kept.data = kept if proofs.is_kept(kept) else ""
    sent = request.files.get("file")
    body = sent.read() if sent else b""
    if not body:
        return ""
    db.session.rollback()
    try:
        form.file_kept.data = proofs.keep(body)
    except proofs.NotAProof as refusal:
        return str(refusal)
    return ""


@blueprint.get("/<number>/proofs/<name>")
def proof(number: str, name: str) -> ResponseReturnValue:
    """A file that this supplier gave."""
    supplier = supplier_of(current_user)
    given = queries.dispute_of_supplier(number, supplier.id).proofs
    if name not in {row.file for row in given if row.supplier_id == supplier.id}:
        raise NotFound
    body, media_type = proofs.read(name)
    return Response(body, content_type=media_type)
