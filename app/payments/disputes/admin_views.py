from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import note_access
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits, writes_although_get
from app.orders import proofs
from app.payments.disputes import bearing, queries, sending, words
from app.payments.disputes.forms import ALL, AnswerForm, CauseForm
from app.payments.models import CommandKind, Dispute
from app.web.audience import for_staff

blueprint = for_staff(
    Blueprint("admin_disputes", __name__, url_prefix="/admin/disputes"), "finance"
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Disputes, the nearest last day for an answer first."""
    wish = request.args.get("show", "open")
    return render_template(
        "admin/disputes.html",
        disputes=queries.disputes(wish),
        wish=wish,
        state_of=words.state_of,
        reason=words.reason,
    )


@blueprint.get("/<number>")
@commits
def show(number: str) -> ResponseReturnValue:
    """One dispute with what speaks for us; looking at it is noted."""
    writes_although_get()
    dispute = queries.dispute_of(number)
    note_access(current_user, "dispute", number)
    return _page(dispute)


def _page(
    dispute: Dispute,
    answer: AnswerForm | None = None,
    cause: CauseForm | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    page = render_template(
        "admin/dispute.html",
        dispute=dispute,
        state=words.state_of(dispute),
        reason=words.reason(dispute.reason),
        cause_of=words.cause,
        bearer=words.bearer,
        names={part.supplier_id: part.supplier.name for part in dispute.order.suborders},
        paid_back_minor=queries.gone_back(dispute.attempt_id),
        may_answer=dispute in queries.for_a_person() and dispute.state != "lost",
        answer=answer or AnswerForm(formdata=None, words=dispute.words or ""),
        cause=cause or CauseForm(formdata=None).offer(dispute),
    )
    return page, status


@blueprint.post("/<number>/answer")
@commits
def answer(number: str) -> ResponseReturnValue:
    dispute = queries.dispute_of(number)
    form = AnswerForm()
    if not form.validate_on_submit():
        return _page(dispute, answer=form, status=422)
    try:
        kind = CommandKind(form.answer.data)
        sending.answer(dispute, kind, form.words.data or "", current_user)
    except Refused as refusal:
        form.words.errors = [*form.words.errors, str(refusal)]
        return _page(dispute, answer=form, status=refusal.status)
    flash(_("Noted. The answer is on its way to the bank of the card."))
    return redirect(url_for("admin_disputes.show", number=number), 303)


@blueprint.post("/<number>/cause")
@commits
def name_cause(number: str) -> ResponseReturnValue:
    dispute = queries.dispute_of(number)
    form = CauseForm().offer(dispute)
    if not form.validate_on_submit():
        return _page(dispute, cause=form, status=422)
    chosen = form.part.data
    parts = [part for part in dispute.order.suborders if chosen in {ALL, part.reference}]
    try:
        bearing.bear(dispute, form.cause.data, parts, current_user)
    except Refused as refusal:
        form.cause.errors = [*form.cause.errors, str(refusal)]
        return _page(dispute, cause=form, status=refusal.status)
    flash(_("Booked. Who bears it stands below."))
    return redirect(url_for("admin_disputes.show", number=number), 303)


@blueprint.get("/<number>/proofs/<name>")
def proof(number: str, name: str) -> ResponseReturnValue:
    """A file that a supplier gave as her proof."""
    if name not in {row.file for row in queries.dispute_of(number).proofs}:
        raise NotFound
    body, media_type = proofs.read(name)
    return Response(body, content_type=media_type)
