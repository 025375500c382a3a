from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import note_access
from app.kernel import ids
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits, writes_although_get
from app.orders import queries as orders
from app.returns import pages, queries
from app.returns.forms import MatchForm, ReasonForm
from app.returns.models import Withdrawal
from app.returns.services import goods, statements
from app.web.audience import for_staff

blueprint = for_staff(Blueprint("admin_returns", __name__, url_prefix="/admin/returns"), "orders")


def _me() -> str:
    return str(current_user.id)


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
        load=queries.load_by_day(every),
    )


@blueprint.get("/<number>")
@commits
def show(number: str) -> ResponseReturnValue:
    writes_although_get()
    case = queries.case_of(number)
    note_access(current_user, "return", case.number)
    return _page(case, ReasonForm(formdata=None))


def _page(case: Withdrawal, form: ReasonForm, status: int = 200) -> ResponseReturnValue:
    page = render_template("admin/return.html", case=case, view=pages.view_of(case), form=form)
    return page, status


@blueprint.post("/approve")
@commits
def approve_selected() -> ResponseReturnValue:
    """Approve every return that is ticked."""
    numbers = request.form.getlist("case")
    for number in numbers:
        goods.approve_goods_back(queries.case_of(number), _me())
    flash(_("Approved: %(count)s.", count=str(len(numbers))))
    return redirect(url_for("admin_returns.index"), 303)


@blueprint.post("/<number>/approve")
@commits
def approve(number: str) -> ResponseReturnValue:
    goods.approve_goods_back(queries.case_of(number), _me())
    flash(_("Approved: the buyer is told how to send the goods back."))
    return redirect(url_for("admin_returns.show", number=number), 303)


@blueprint.post("/<number>/decide/<decision>")
@commits
def decide(number: str, decision: str) -> ResponseReturnValue:
    """Approve without goods, confirm a refusal with its reason, or overrule it."""
    decisions: dict[str, Callable[[Withdrawal, str, str], None]] = {
        "without-goods": goods.approve_without_goods,
        "refuse": goods.confirm_refusal,
        "overrule": goods.overrule_saying,
    }
    if decision not in decisions:
        raise NotFound
    case = queries.case_of(number)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(case, form, 422)
    try:
        decisions[decision](case, form.reason.data or "", _me())
    except goods.ReasonNeeded as refusal:
        form.reason.errors = [*form.reason.errors, str(refusal)]
        return _page(case, form, 422)
    flash(_("Decided. The buyer is told."))
    return redirect(url_for("admin_returns.show", number=number), 303)


@blueprint.route("/unmatched/<number>", methods=["GET", "POST"])
@commits
def match(number: str) -> ResponseReturnValue:
    """Find the order that a statement means; its own time stays."""
    statement = queries.statement_of(number)
    form = MatchForm()
    if form.validate_on_submit():
        try:
            reference = ids.read_reference("M", form.reference.data) or ""
            order = orders.order_by_reference(reference)
            statements.match(statement, order, statements.everything_kept(order), _me())
        except NotFound:
            form.reference.errors = [*form.reference.errors, _("There is no such order.")]
        except Refused as refusal:
            form.reference.errors = [*form.reference.errors, str(refusal)]
        else:
            flash(_("Matched. The clocks run from the statement's own time."))
            return redirect(url_for("admin_returns.index"), 303)
    page = render_template("admin/unmatched.html", statement=statement, form=form)
    return page, 422 if form.errors else 200
