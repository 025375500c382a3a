from collections.abc import Callable, Collection

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import note_access
from app.kernel import clock
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits, writes_although_get
from app.returns import queries
from app.returns.admin_views.blueprint import blueprint, me
from app.returns.forms import CodeForm, CollectionForm, ReasonForm, ServiceForm
from app.returns.models import Case
from app.returns.pages import cases as pages
from app.returns.sending import as_download
from app.returns.services import claims, deciding, goods, reports
from app.returns.services.deciding import why_not_refusable


@blueprint.get("")
def index() -> ResponseReturnValue:
    wish, query = request.args.get("show", "open"), request.args.get("q", "").strip()
    rows = queries.due_list(wish, query)
    every = rows if wish == "open" and not query else queries.due_list()
    return render_template(
        "admin/returns.html",
        rows=rows,
        views={row.case.id: pages.view_of(row.case) for row in rows},
        every=every,
        wish=wish,
        wanted=query,
        unmatched=queries.unmatched(),
        parked=queries.parked(),
        load=queries.load_by_day(every),
    )


@blueprint.get("/<number>")
@commits
def show(number: str) -> ResponseReturnValue:
    writes_although_get()
    case = queries.case_of(number)
    note_access(current_user, "return", case.number)
    return page(case, ReasonForm(formdata=None))


def page(
    case: Case,
    form: ReasonForm,
    status: int = 200,
    problems: list[tuple[str, str]] | None = None,
    service: ServiceForm | None = None,
) -> ResponseReturnValue:
    """The page of a case at the desk."""
    shown = render_template(
        "admin/return.html",
        case=case,
        view=pages.view_of(case),
        form=form,
        code=CodeForm(formdata=None, data={"carrier": case.suborder.seller.get("return_carrier")}),
        collection=CollectionForm(formdata=None),
        service=service or ServiceForm(formdata=None),
        service_latest=reports.latest_day(),
        today=clock.today(),
        problems=problems or [],
        unprovable=why_not_refusable(case) if case.state == "pending_refusal" else "",
        typed=request.form,
        uploads=[],
    )
    return shown, status


@blueprint.post("/approve")
@commits
def approve_selected() -> ResponseReturnValue:
    """Approve every return that is ticked."""
    numbers = request.form.getlist("case")
    for number in numbers:
        goods.approve_goods_back(queries.case_of(number), me())
    flash(_("Approved: %(count)s.", count=str(len(numbers))))
    return redirect(url_for("admin_returns.index"), 303)


@blueprint.post("/<number>/approve")
@commits
def approve(number: str) -> ResponseReturnValue:
    goods.approve_goods_back(queries.case_of(number), me())
    flash(_("Approved: the buyer is told how to send the goods back."))
    return redirect(url_for("admin_returns.show", number=number), 303)


@blueprint.post("/<number>/decide/<decision>")
@commits
def decide(number: str, decision: str) -> ResponseReturnValue:
    """Approve without goods, confirm a refusal or overrule it, or ask."""
    decisions: dict[str, Callable[[Case, str, str], None]] = {
        "without-goods": goods.approve_without_goods,
        "refuse": deciding.confirm_refusal,
        "overrule": deciding.overrule,
        "ask": claims.ask,
    }
    if decision not in decisions:
        raise NotFound
    return _decided(number, decisions[decision])


@blueprint.post("/<number>/service")
@commits
def arrange_service(number: str) -> ResponseReturnValue:
    """The authorised service comes on a day, or on another one than agreed (HR-17)."""
    case = queries.case_of(number)
    form = ServiceForm()
    if not form.validate_on_submit():
        return page(case, ReasonForm(formdata=None), 422, service=form)
    try:
        reports.arrange_service(case, form.service_on.data, form.words.data or "", me())
    except reports.ImpossibleDay as refusal:
        form.service_on.errors = [*form.service_on.errors, str(refusal)]
        return page(case, ReasonForm(formdata=None), refusal.status, service=form)
    except Refused as refusal:
        form.words.errors = [*form.words.errors, str(refusal)]
        return page(case, ReasonForm(formdata=None), refusal.status, service=form)
    flash(_("Arranged. The buyer is told."))
    return redirect(url_for("admin_returns.show", number=number), 303)


@blueprint.post("/<number>/claim/<decision>")
@commits
def decide_claim(number: str, decision: str) -> ResponseReturnValue:
    """The ticked lines of a claim: the goods come back, need not come back, or it is refused."""
    decisions: dict[str, Callable[[Case, Collection[int], str, str], None]] = {
        "goods-back": claims.approve_for_return,
        "without-goods": claims.approve_for_keeping,
        "refuse": claims.refuse,
    }
    if decision not in decisions:
        raise NotFound
    ticked = {int(i) for i in request.form.getlist("line") if i.isascii() and i.isdigit()}
    return _decided(number, lambda case, reason, by: decisions[decision](case, ticked, reason, by))


def _decided(number: str, act: Callable[[Case, str, str], None]) -> ResponseReturnValue:
    case = queries.case_of(number)
    form = ReasonForm()
    if not form.validate_on_submit():
        return page(case, form, 422)
    try:
        act(case, form.reason.data or "", me())
    except Refused as refusal:
        form.reason.errors = [*form.reason.errors, str(refusal)]
        return page(case, form, refusal.status)
    flash(_("Decided. The buyer is told."))
    return redirect(url_for("admin_returns.show", number=number), 303)


@blueprint.get("/files/<number>/<int:file_id>")
def file(number: str, file_id: int) -> ResponseReturnValue:
    """A file of a statement."""
    return as_download(queries.file_of(queries.statement_of(number), file_id))
