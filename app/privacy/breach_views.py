from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.kernel import clock
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.law import privacy as law
from app.privacy import breaches
from app.privacy.breaches import Learned
from app.privacy.forms import BoardForm, BreachForm, PersonsForm
from app.privacy.models import Breach
from app.web.audience import for_staff
from app.web.forms import status_of

blueprint = for_staff(
    Blueprint("admin_breaches", __name__, url_prefix="/admin/privacy/breaches"), "privacy"
)


def _here(moment: datetime) -> datetime:
    """What a clock on the wall of the shop said."""
    return moment.replace(tzinfo=clock.SHOP_ZONE)


@blueprint.route("", methods=["GET", "POST"])
@commits
def index() -> ResponseReturnValue:
    """The register, and a new entry."""
    form = BreachForm()
    if form.validate_on_submit():
        learned = Learned(
            _here(form.learned_at.data),
            form.what.data,
            form.whose.data,
            form.persons.data,
            form.effects.data,
            form.measures.data,
        )
        try:
            breach = breaches.enter(learned, current_user)
        except Refused as refusal:
            form.learned_at.errors = [str(refusal)]
        else:
            flash(_("The breach is in the register. The clock of 72 hours runs."))
            return redirect(url_for("admin_breaches.show", number=breach.number), 303)
    page = render_template(
        "admin/breaches.html", form=form, entries=breaches.register(), due=law.board_due
    )
    return page, status_of(form)


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    return _page(breaches.breach_of(number))


def _page(
    breach: Breach,
    board: BoardForm | None = None,
    persons: PersonsForm | None = None,
    problem: str = "",
) -> ResponseReturnValue:
    wrong = board or persons
    page = render_template(
        "admin/breach.html",
        breach=breach,
        due=law.board_due(breach.learned_at),
        board=board or BoardForm(None),
        persons=persons or PersonsForm(None),
        wrong=wrong,
        problem=problem,
    )
    return page, 422 if problem else (status_of(wrong) if wrong else 200)


@blueprint.post("/<number>/board")
@commits
def tell_board(number: str) -> ResponseReturnValue:
    breach, form = breaches.breach_of(number), BoardForm()
    if not form.validate_on_submit():
        return _page(breach, board=form)
    try:
        breaches.board_told(breach, _here(form.board_at.data), form.late_because.data or "")
    except breaches.NeedsReason as refusal:
        form.late_because.errors = [str(refusal)]
        return _page(breach, board=form)
    except Refused as refusal:
        form.board_at.errors = [str(refusal)]
        return _page(breach, board=form)
    flash(_("Written down: the Board has been told."))
    return redirect(url_for("admin_breaches.show", number=number), 303)


@blueprint.post("/<number>/persons")
@commits
def tell_persons(number: str) -> ResponseReturnValue:
    breach, form = breaches.breach_of(number), PersonsForm()
    if not form.validate_on_submit():
        return _page(breach, persons=form)
    try:
        breaches.persons_told(breach, _here(form.persons_at.data), form.how.data)
    except Refused as refusal:
        form.persons_at.errors = [str(refusal)]
        return _page(breach, persons=form)
    flash(_("Written down: the people concerned have been told."))
    return redirect(url_for("admin_breaches.show", number=number), 303)


@blueprint.post("/<number>/close")
@commits
def close(number: str) -> ResponseReturnValue:
    breach = breaches.breach_of(number)
    try:
        breaches.close(breach)
    except Refused as refusal:
        return _page(breach, problem=str(refusal))
    return redirect(url_for("admin_breaches.show", number=number), 303)
