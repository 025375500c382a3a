"""The cooperative's desk of its suppliers: how they stand, what is at risk, what they see."""

import re
from collections import Counter

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import HTTPException

from app.accounts.access import note_access
from app.desks import risks, said
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits, reads_again, writes_although_get
from app.suppliers import queries, team, words
from app.suppliers.forms import OwnerForm
from app.suppliers.models import Supplier
from app.suppliers.roles import Role
from app.web.audience import AUDIENCES, for_staff

blueprint = for_staff(Blueprint("admin_makers", __name__, url_prefix="/admin/suppliers"), "orders")
LINK = re.compile(r'(\b(?:href|action|formaction|src)=")((?:/[a-z]{2})?)/supplier(?=[/"?#])/?')
LOCATION = re.compile(r"^((?:/[a-z]{2})?)/supplier(?=[/?#]|$)/?")


def _supplier(supplier_id: int) -> Supplier:
    found = queries.by_id({supplier_id}).get(supplier_id)
    if found is None:
        raise NotFound
    return found


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every supplier with its state and how many of its sub-orders are at risk."""
    found = risks.all_open()
    counted = Counter((risk.suborder.supplier_id, risk.danger) for risk in found)
    return render_template(
        "admin/makers.html",
        suppliers=queries.suppliers_by_name(),
        dangers=list(risks.Danger),
        counted=counted,
        risks=found,
        state_said=words.state_said,
        danger_said=said.danger,
    )


@blueprint.get("/<int:supplier_id>")
def show(supplier_id: int) -> ResponseReturnValue:
    """One supplier: its people, what is at risk, and the way to its screens."""
    return _page(_supplier(supplier_id), OwnerForm(formdata=None))


def _page(supplier: Supplier, form: OwnerForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "admin/maker.html",
        supplier=supplier,
        form=form,
        people=queries.places_in(supplier.id),
        invitations=queries.open_invitations(supplier.id),
        risks=[risk for risk in risks.all_open() if risk.suborder.supplier_id == supplier.id],
        words=words,
        danger_said=said.danger,
    )
    return page, status


@blueprint.post("/<int:supplier_id>/owner")
@commits
def invite(supplier_id: int) -> ResponseReturnValue:
    """Invite an owner: the first, or another when nobody is left who can."""
    form = OwnerForm()
    if form.validate_on_submit():
        try:
            team.count_invitation(supplier_id)
            team.invite(_supplier(supplier_id), form.email.data, Role.OWNER, current_user)
        except Refused as refusal:
            form.email.errors = [*form.email.errors, str(refusal)]
            return _page(_supplier(supplier_id), form, refusal.status)
        flash(_("The invitation is on its way."))
        return redirect(url_for("admin_makers.show", supplier_id=supplier_id), 303)
    return _page(_supplier(supplier_id), form, 422)


@blueprint.get("/<int:supplier_id>/screens/", defaults={"page": ""})
@blueprint.get("/<int:supplier_id>/screens/<path:page>")
def screen(supplier_id: int, page: str) -> ResponseReturnValue:
    """A supplier's screen as its owner sees it; only looked at, and the look is noted."""
    endpoint, values = _view_behind(page)
    writes_although_get()
    supplier = _supplier(supplier_id)
    note_access(current_user, f"screen:{endpoint}"[:60], f"supplier:{supplier_id}/{page}"[:60])
    reads_again()
    request.environ[queries.LENT] = queries.Place(supplier, Role.OWNER, reading=True)
    answer = make_response(current_app.view_functions[endpoint](**values))
    return _led_back(answer, url_for("admin_makers.screen", supplier_id=supplier_id, page=""))


def _view_behind(page: str) -> tuple[str, dict[str, object]]:
    """The supplier's page at this address. Raises NotFound for anything else."""
    adapter = current_app.url_map.bind("shop.invalid")
    try:
        endpoint, values = adapter.match(f"/supplier/{page}".rstrip("/"), method="GET")
    except HTTPException as error:
        raise NotFound from error
    if AUDIENCES.get(str(endpoint).split(".")[0]) != "suppliers":
        raise NotFound
    return str(endpoint), dict(values)


def _led_back(answer: Response, here: str) -> Response:
    """Links of the supplier's own pages lead on to the screens."""
    if answer.mimetype == "text/html":
        answer.set_data(LINK.sub(rf"\1{here}", answer.get_data(as_text=True)))
    if "Location" in answer.headers:
        answer.headers["Location"] = LOCATION.sub(here, answer.headers["Location"])
    return answer
