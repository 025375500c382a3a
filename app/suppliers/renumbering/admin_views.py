from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import note_access
from app.extensions import db
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits, writes_although_get
from app.suppliers import queries as suppliers
from app.suppliers import secrets
from app.suppliers.models import Supplier
from app.suppliers.renumbering import queries, rules, services, words
from app.suppliers.renumbering.forms import DecideForm, RevealForm
from app.suppliers.renumbering.models import NumberChange
from app.web.audience import for_staff

blueprint = for_staff(
    Blueprint("admin_numbers", __name__, url_prefix="/admin/suppliers/numbers"), services.RIGHT
)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every supplier, those with new numbers first."""
    waiting = {change.supplier_id: change for change in queries.waiting()}
    found = sorted(suppliers.suppliers_by_name(), key=lambda row: row.id not in waiting)
    return render_template(
        "admin/numbers_of_all.html", suppliers=found, waiting=waiting, words=words
    )


@blueprint.get("/<int:supplier_id>")
@commits
def show(supplier_id: int) -> ResponseReturnValue:
    """One supplier's numbers, masked, beside those it wants; looking is on record."""
    writes_although_get()
    supplier = queries.supplier(supplier_id)
    note_access(current_user, "numbers", f"supplier:{supplier_id}")
    return _page(supplier, _reveal_form(supplier, bare=True), DecideForm(formdata=None))


def _page(
    supplier: Supplier, reveal: RevealForm, decide: DecideForm, status: int = 200, shown: str = ""
) -> ResponseReturnValue:
    change = queries.waiting_of(supplier.id)
    page = render_template(
        "admin/numbers.html",
        supplier=supplier,
        change=change,
        masked=secrets.masked,
        secrets=secrets.SECRETS,
        parts=rules.PARTS,
        words=words,
        words_given=queries.words_given(change) if change else [],
        sharers=queries.sharers(change) if change else [],
        reveal_form=reveal,
        decide_form=decide,
        shown=shown,
    )
    return page, status


def _reveal_form(supplier: Supplier, *, bare: bool = False) -> RevealForm:
    """The numbers on file, and those that are wanted."""
    change = queries.waiting_of(supplier.id)
    choices = [
        (name, words.part_said(name)) for name in secrets.SECRETS if secrets.has(supplier, name)
    ]
    if change is not None:
        choices += [
            (f"new-{name}", _("%(part)s, the new one", part=words.part_said(name)))
            for name in secrets.SECRETS
            if name in change.parts
        ]
    form = RevealForm(formdata=None) if bare else RevealForm()
    return form.offer(choices)


@blueprint.post("/<int:supplier_id>/reveal")
@commits
def reveal(supplier_id: int) -> ResponseReturnValue:
    """One number whole, on this answer alone; who, when and why are on record."""
    supplier = queries.supplier(supplier_id)
    form = _reveal_form(supplier)
    if not form.validate_on_submit():
        return _page(supplier, form, DecideForm(formdata=None), 422)
    name = form.secret.data.removeprefix("new-")
    holder: Supplier | NumberChange | None = supplier
    if name != form.secret.data:
        holder = queries.waiting_of(supplier_id)
    if holder is None:
        raise NotFound
    shown = services.reveal(holder, name, form.purpose.data, current_user)
    return _page(supplier, form, DecideForm(formdata=None), shown=shown)


@blueprint.post("/<int:supplier_id>/<int:change_id>/accept")
@commits
def accept(supplier_id: int, change_id: int) -> ResponseReturnValue:
    return _decide(
        supplier_id,
        lambda reason: (
            _("The new numbers hold, and the supplier is told.")
            if services.accept(change_id, reason, current_user)
            else _("Your word is noted.")
        ),
    )


@blueprint.post("/<int:supplier_id>/<int:change_id>/refuse")
@commits
def refuse(supplier_id: int, change_id: int) -> ResponseReturnValue:
    def act(reason: str) -> str:
        services.refuse(change_id, reason, current_user)
        return _("Refused. The supplier has the reason by e-mail.")

    return _decide(supplier_id, act)


def _decide(supplier_id: int, act: Callable[[str], str]) -> ResponseReturnValue:
    form = DecideForm()
    if not form.validate_on_submit():
        supplier = queries.supplier(supplier_id)
        return _page(supplier, _reveal_form(supplier, bare=True), form, 422)
    try:
        done = act(form.reason.data or "")
    except Refused as refusal:
        db.session.rollback()
        form.reason.errors = [str(refusal)]
        supplier = queries.supplier(supplier_id)
        return _page(supplier, _reveal_form(supplier, bare=True), form, refusal.status)
    flash(done)
    return redirect(url_for("admin_numbers.show", supplier_id=supplier_id), 303)
