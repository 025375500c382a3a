from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits
from app.media import posted
from app.media.posted import Posted
from app.orders import access
from app.returns import queries, sums
from app.returns.forms import DoorForm, WordForm
from app.returns.models import Case, Statement
from app.returns.pages import cases as pages
from app.returns.sending import as_download
from app.returns.services import claims, costs, damage, deciding, files, goods, reports
from app.returns.services import door as doors
from app.returns.services.telling import ReasonNeeded
from app.returns.views.blueprint import blueprint
from app.web.forms import takes_files


@blueprint.get("/returns/<number>")
def show(number: str) -> ResponseReturnValue:
    """The case page of who may see the order; others prove the order first."""
    statement = queries.statement_of(number)
    if statement.order is None:
        raise NotFound
    return _page(statement)


def _page(
    statement: Statement,
    problems: list[tuple[str, str]] | None = None,
    status: int = 200,
    kept: Posted | None = None,
    choice: DoorForm | None = None,
) -> ResponseReturnValue:
    assert statement.order is not None
    order = access.order_seen_here(statement.order.reference)
    page = render_template(
        "returns/case.html",
        statement=statement,
        order=order,
        cases=pages.cases_of(statement),
        pressing=pages.pressing(statement),
        door=doors.asks(statement),
        choice=choice or DoorForm(formdata=None),
        form=WordForm(formdata=None),
        problems=problems or [],
        typed=request.form,
        uploads=kept.uploads if kept else [],
    )
    return page, status


def _own(number: str) -> Case:
    case = queries.case_of(number)
    access.order_seen_here(case.suborder.order.reference)
    return case


def _back(case: Case) -> ResponseReturnValue:
    return redirect(url_for("returns.show", number=case.statement.number), 303)


@blueprint.post("/returns/<number>/door")
@commits
def door(number: str) -> ResponseReturnValue:
    """Why a parcel was not taken, of whoever has proven the order (C-20, HR-08)."""
    statement = queries.statement_of(number)
    if statement.order is None:
        raise NotFound
    access.order_seen_here(statement.order.reference)
    form = DoorForm()
    form.validate_on_submit()
    try:
        doors.choose(statement, form.chosen, form.message.data or "")
    except ReasonNeeded as refusal:
        form.message.errors = [*form.message.errors, str(refusal)]
        return _page(statement, [("message", str(refusal))], 422, choice=form)
    return redirect(url_for("returns.show", number=number), 303)


@blueprint.post("/returns/<number>/sent")
@commits
def sent(number: str) -> ResponseReturnValue:
    case = _own(number)
    goods.mark_sent(case, request.form.get("tracking_number", "").strip()[:60])
    return _back(case)


@blueprint.post("/returns/<number>/word")
@takes_files
@commits
def word(number: str) -> ResponseReturnValue:
    """A reply to a question, new facts, or a complaint about a refusal; with files or without."""
    sent_files = posted.files_of()
    case = _own(number)
    form = WordForm()
    form.validate_on_submit()
    problems = [(f"text-{case.id}", str(error)) for error in form.text.errors]
    problems += sent_files.problems
    if not problems:
        try:
            purpose = reports.purpose_of_reply(case)
            _say(case, form.text.data)
            for upload in sent_files.uploads:
                files.attach(case.statement, case, upload, purpose, "SH")
            return _back(case)
        except Refused as refusal:
            problems = [(f"text-{case.id}", str(refusal))]
    return _page(case.statement, problems, 422, sent_files)


def _say(case: Case, text: str) -> None:
    if pages.view_of(case).may_complain:
        deciding.complain(case, text, "SH")
    else:
        claims.reply(case, text, "SH")


@blueprint.post("/returns/<number>/keep")
@commits
def keep(number: str) -> ResponseReturnValue:
    """The shopper wants to keep the goods after all; the seller has to agree."""
    case = _own(number)
    deciding.keep(case, "SH")
    return _back(case)


@blueprint.post("/returns/<number>/cost")
@takes_files
@commits
def cost(number: str) -> ResponseReturnValue:
    """The receipt of a carrier, where none was named (DC-12.3.b)."""
    sent_files = posted.files_of("receipt")
    case = _own(number)
    problems = list(sent_files.problems)
    receipt = sent_files.uploads[0] if sent_files.uploads else None
    if not problems:
        try:
            costs.claim(case, sums.sum_of(request.form.get("sum", "")), receipt, "SH")
            return _back(case)
        except costs.SumNeeded as refusal:
            problems = [(f"sum-{case.id}", str(refusal))]
        except costs.ReceiptNeeded as refusal:
            problems = [("receipt", str(refusal))]
    return _page(case.statement, problems, 422, sent_files)


@blueprint.post("/returns/<number>/damage/<choice>")
@commits
def answer_damage(number: str, choice: str) -> ResponseReturnValue:
    """The shopper agrees to a sum in writing, or does not."""
    if choice not in {"agree", "disagree"}:
        raise NotFound
    case = _own(number)
    damage.answer(case, choice == "agree", request.form.get("text", "").strip()[:2000])
    return _back(case)


@blueprint.get("/returns/<number>/files/<int:file_id>")
def file(number: str, file_id: int) -> ResponseReturnValue:
    """A file of the statement, for who may see the order."""
    statement = queries.statement_of(number)
    if statement.order is None:
        raise NotFound
    access.order_seen_here(statement.order.reference)
    return as_download(queries.file_of(statement, file_id))
