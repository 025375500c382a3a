import csv
import io

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts.access import note_access
from app.kernel.transactions import commits, writes_although_get
from app.orders.services.actors import Actor
from app.recalls import pages, queries, services
from app.recalls.forms import DeclineForm, StaffRecallForm
from app.recalls.models import Recall
from app.suppliers.queries import suppliers_by_name
from app.web.audience import for_staff
from app.web.forms import status_of

blueprint = for_staff(Blueprint("admin_recalls", __name__, url_prefix="/admin/recalls"), "orders")


def _actor() -> Actor:
    return Actor("ADM", str(current_user.id))


@blueprint.route("", methods=["GET", "POST"])
@commits
def index() -> ResponseReturnValue:
    """Every recall, and the form to begin one."""
    suppliers = {supplier.id: supplier for supplier in suppliers_by_name()}
    form = StaffRecallForm()
    form.supplier.choices = [(s.id, s.name) for s in suppliers.values()]
    if form.validate_on_submit() and (wish := pages.wish_of(form, suppliers[form.supplier.data])):
        recall = services.ask(wish, _actor())
        return redirect(url_for("admin_recalls.show", number=recall.number), 303)
    page = render_template(
        "admin/recalls.html", form=form, recalls=queries.recalls(), said=pages.state
    )
    return page, status_of(form)


@blueprint.get("/<number>")
@commits
def show(number: str) -> ResponseReturnValue:
    """Who would be told, or who has been; looking at it is logged."""
    writes_although_get()
    recall = queries.recall_of(number)
    note_access(current_user, "recall", recall.number)
    return _page(recall, DeclineForm(formdata=None))


def _page(recall: Recall, form: DeclineForm, status: int = 200) -> ResponseReturnValue:
    return render_template("admin/recall.html", form=form, **pages.view_of(recall)), status


@blueprint.post("/<number>/announce")
@commits
def announce(number: str) -> ResponseReturnValue:
    """Tell every buyer of the lots now."""
    told = services.announce(queries.recall_of(number), _actor())
    flash(ngettext("%(num)d buyer is being told.", "%(num)d buyers are being told.", told))
    return redirect(url_for("admin_recalls.show", number=number), 303)


@blueprint.post("/<number>/decline")
@commits
def decline(number: str) -> ResponseReturnValue:
    """No recall, with a reason."""
    recall = queries.recall_of(number)
    form = DeclineForm()
    if not form.validate_on_submit():
        return _page(recall, form, 422)
    services.decline(recall, form.reason.data, _actor())
    flash(_("Noted. The maker has been told."))
    return redirect(url_for("admin_recalls.show", number=number), 303)


@blueprint.get("/<number>/reached.csv")
@commits
def reached(number: str) -> Response:
    """The list of who was told and who was reached, to keep or to telephone; logged."""
    writes_although_get()
    recall = queries.recall_of(number)
    note_access(current_user, "recall", recall.number)
    text = io.StringIO()
    table = csv.writer(text, delimiter=";")
    table.writerow([_("Order"), _("Name"), _("Telephone"), _("Lots"), _("Pieces"), _("State")])
    for notice in recall.notices:
        order = notice.suborder.order
        said = pages.reached(notice)[0]
        cells = (order.reference, order.name, order.phone, notice.lots, notice.pieces, said)
        table.writerow([_harmless(str(cell)) for cell in cells])
    answer = Response(text.getvalue().encode("utf-8-sig"), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{recall.number}.csv"'
    return answer


def _harmless(cell: str) -> str:
    """No cell that a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
