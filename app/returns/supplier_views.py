from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits
from app.media import posted
from app.media.posted import Posted
from app.orders.seen import Buyer, buyer_of
from app.returns import queries, sums
from app.returns.models import Case, Inspection
from app.returns.pages import cases as pages
from app.returns.sending import as_download
from app.returns.services import arrivals, damage, deciding, objecting
from app.returns.services.arrivals import Arrival
from app.settings import queries as settings
from app.suppliers import roles
from app.suppliers.queries import place_of, supplier_of
from app.web.audience import asks, for_suppliers
from app.web.forms import takes_files

blueprint = for_suppliers(
    Blueprint("supplier_returns", __name__, url_prefix="/supplier/returns"), "returns"
)


def _case(number: str) -> Case:
    return queries.case_of_supplier(number, supplier_of(current_user).id)


def _buyer(case: Case) -> Buyer:
    return buyer_of(case.suborder, place_of(current_user).role)


def _view(case: Case) -> pages.CaseView:
    view = pages.view_of(case)
    decides = roles.may(place_of(current_user).role, "returns")
    return view if decides else pages.without_money(view)


def _me() -> str:
    return f"SU:{current_user.id}"


@blueprint.get("")
@asks("receive")
def index() -> ResponseReturnValue:
    cases = queries.cases_of_supplier(supplier_of(current_user).id)
    return render_template("supplier/returns.html", views=[pages.view_of(case) for case in cases])


@blueprint.get("/<number>")
@asks("receive")
def show(number: str) -> ResponseReturnValue:
    return _page(_case(number))


def _page(
    case: Case,
    problems: list[tuple[str, str]] | None = None,
    status: int = 200,
    kept: Posted | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "supplier/return.html",
        case=case,
        view=_view(case),
        buyer=_buyer(case),
        problems=problems or [],
        typed=request.form,
        uploads=kept.uploads if kept else [],
        may_claim=settings.flag("damage_claim_enabled"),
    )
    return page, status


def _again(number: str) -> ResponseReturnValue:
    return redirect(url_for("supplier_returns.show", number=number), 303)


@blueprint.post("/<number>/arrived")
@commits
@asks("receive")
def arrived(number: str) -> ResponseReturnValue:
    case = _case(number)
    counted = {
        part.id: Arrival(
            _count(f"good-{part.id}"), _count(f"bad-{part.id}"), _count(f"none-{part.id}")
        )
        for part in case.lines
    }
    try:
        arrivals.record_arrival(case, counted, _me())
    except Refused as refusal:
        return _page(case, [("arrived", str(refusal))], refusal.status)
    flash(_("Recorded. What is resellable is back on your shelf."))
    return _again(number)


def _count(field: str) -> int:
    text = request.form.get(field, "0").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1


@blueprint.post("/<number>/inspect")
@takes_files
@commits
def inspect(number: str) -> ResponseReturnValue:
    """As new, used as it may be, or beyond that: only the last asks photos, reason and sum."""
    files = posted.files_of("photos")
    case = _case(number)
    verdict = request.form.get("verdict", "")
    problems = list(files.problems)
    if verdict not in set(Inspection):
        problems.append(("verdict-ok", _("Choose one of the three.")))
    if not problems:
        try:
            _judge(case, Inspection(verdict), files)
        except damage.PhotoNeeded as refusal:
            problems.append(("photos", str(refusal)))
        except damage.SumNeeded as refusal:
            problems.append(("sum", str(refusal)))
        except Refused as refusal:
            problems.append(("reason", str(refusal)))
        else:
            flash(_("Noted."))
            return _again(number)
    return _page(case, problems, 422, files)


def _judge(case: Case, verdict: Inspection, files: Posted) -> None:
    if verdict is not Inspection.BEYOND_USE:
        arrivals.inspect(case, verdict, _me())
        return
    damage.propose(
        case,
        request.form.get("reason", "").strip()[:2000],
        sums.sum_of(request.form.get("sum", "")),
        files.uploads,
        _me(),
    )


@blueprint.post("/<number>/keep")
@commits
def keep(number: str) -> ResponseReturnValue:
    """The buyer wants to keep the goods, and the seller agrees: the contract stands."""
    deciding.keep(_case(number), _me())
    flash(_("Agreed. The contract stands as before."))
    return _again(number)


@blueprint.post("/<number>/object")
@commits
def object_to_keeping(number: str) -> ResponseReturnValue:
    """The seller wants the goods back, whatever is decided about the money (5.3)."""
    case = _case(number)
    try:
        objecting.object_to_keeping(case, request.form.get("objection", "")[:2000], _me())
    except Refused as refusal:
        return _page(case, [("objection", str(refusal))], refusal.status)
    flash(_("Noted. Who decides about the return reads it."))
    return _again(number)


@blueprint.post("/<number>/damage/<event>")
@commits
def damage_event(number: str, event: str) -> ResponseReturnValue:
    """The seller lets a damage claim be, or takes it to the committee or court."""
    case = _case(number)
    if event == "drop":
        damage.drop(case, _me())
    elif event == "bring":
        try:
            damage.bring(case, request.form.get("reference", "").strip(), _me())
        except Refused as refusal:
            return _page(case, [("reference", str(refusal))], refusal.status)
    else:
        raise NotFound
    flash(_("Noted."))
    return _again(number)


@blueprint.get("/<number>/files/<int:file_id>")
def file(number: str, file_id: int) -> ResponseReturnValue:
    """A file of the seller's own case, as long as the buyer's words are shown."""
    case = _case(number)
    if not _buyer(case).words:
        raise NotFound
    return as_download(queries.file_of(case.statement, file_id))
