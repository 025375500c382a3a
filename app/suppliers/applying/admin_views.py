from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.access import note_access
from app.extensions import db
from app.kernel.clock import SHOP_ZONE
from app.kernel.errors import Refused
from app.kernel.transactions import commits, writes_although_get
from app.suppliers.applying import checks, pages, papers, queries, revealing, reviewing
from app.suppliers.applying.desk_forms import (
    AgreeForm,
    ApproveForm,
    AskForm,
    OutcomeForm,
    RejectForm,
    RevealForm,
    WaiveForm,
)
from app.suppliers.applying.models import Application
from app.web.audience import for_staff
from app.web.forms import Form

blueprint = for_staff(
    Blueprint("admin_applications", __name__, url_prefix="/admin/suppliers/applications"),
    reviewing.RIGHT,
)
FORMS = (AskForm, AgreeForm, OutcomeForm, ApproveForm, RejectForm, WaiveForm, RevealForm)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Applications, the nearest last day first."""
    wish, query = request.args.get("show", "open"), request.args.get("q", "").strip()
    return render_template(
        "admin/applications.html",
        views=[pages.view_of(row) for row in queries.for_desk(wish, query)],
        wish=wish,
        wanted=query,
    )


@blueprint.get("/<number>")
@commits
def show(number: str) -> ResponseReturnValue:
    writes_although_get()
    application = queries.by_number(number)
    note_access(current_user, "application", number)
    return _page(application)


def _page(
    application: Application, sent: Form | None = None, status: int = 200, shown: str = ""
) -> ResponseReturnValue:
    """The application with what can be done; `sent` keeps what was typed."""
    words = reviewing.words_given(application)
    page = render_template(
        "admin/application.html",
        view=pages.view_of(application),
        points=checks.points_of(application),
        open_points=checks.open_points(application),
        words_given=words,
        my_word=any(word.member_id == current_user.id for word in words),
        twins=queries.twins_of(application),
        forms={kind.__name__: _form(kind, sent) for kind in FORMS},
        sent=sent,
        shown=shown,
    )
    return page, status


def _form(kind: type[Form], sent: Form | None) -> Form:
    form = sent if isinstance(sent, kind) else kind(formdata=None)
    if isinstance(form, AskForm | OutcomeForm | RevealForm):
        form.offer()
    return form


def _act(
    number: str, form: Form, act: Callable[[Application], object], done: str
) -> ResponseReturnValue:
    """Bind, do, go back to the page; a refusal stands at the form with all that was typed."""
    application = queries.by_number(number)
    if isinstance(form, AskForm | OutcomeForm | RevealForm):
        form.offer()
    if not form.validate_on_submit():
        return _page(application, form, 422)
    try:
        act(application)
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        db.session.rollback()
        return _page(queries.by_number(number), form, refusal.status)
    flash(done)
    return redirect(url_for("admin_applications.show", number=number), 303)


@blueprint.get("/<number>/papers/<int:paper_id>")
@commits
def paper(number: str, paper_id: int) -> ResponseReturnValue:
    """A document, as a download; who opened it is on record."""
    writes_although_get()
    found = queries.paper_of(queries.by_number(number), paper_id)
    note_access(current_user, "application paper", number)
    return papers.as_download(found)


@blueprint.post("/<number>/ask")
@commits
def ask(number: str) -> ResponseReturnValue:
    form = AskForm()
    return _act(
        number,
        form,
        lambda found: reviewing.ask_more(
            found, form.question.data, form.reopened.data or [], current_user
        ),
        _("Asked. The applicant has 30 days."),
    )


@blueprint.post("/<number>/verify/<point>")
@commits
def verify(number: str, point: str) -> ResponseReturnValue:
    return _act(
        number,
        Form(),
        lambda found: checks.verify(found, point, current_user.id),
        _("Noted with your name."),
    )


@blueprint.post("/<number>/waive")
@commits
def waive(number: str) -> ResponseReturnValue:
    form = WaiveForm()
    return _act(
        number,
        form,
        lambda found: checks.waive(found, form.point.data, form.because.data, current_user.id),
        _("Noted with your name and your reason."),
    )


@blueprint.post("/<number>/offer")
@commits
def offer(number: str) -> ResponseReturnValue:
    return _act(
        number,
        Form(),
        lambda found: reviewing.offer_interview(found, current_user),
        _("The applicant is asked for a day."),
    )


@blueprint.post("/<number>/agree")
@commits
def agree(number: str) -> ResponseReturnValue:
    form = AgreeForm()
    return _act(
        number,
        form,
        lambda found: reviewing.agree(
            found, form.at.data.replace(tzinfo=SHOP_ZONE), form.place.data, current_user
        ),
        _("The day is set, and the applicant told."),
    )


@blueprint.post("/<number>/outcome")
@commits
def outcome(number: str) -> ResponseReturnValue:
    form = OutcomeForm()
    return _act(
        number,
        form,
        lambda found: reviewing.note_outcome(found, form.outcome.data, current_user),
        _("Noted."),
    )


@blueprint.post("/<number>/approve")
@commits
def approve(number: str) -> ResponseReturnValue:
    form = ApproveForm()
    return _act(
        number,
        form,
        lambda found: reviewing.approve(found, form.reason.data or "", current_user),
        _("Your word is noted."),
    )


@blueprint.post("/<number>/reject")
@commits
def reject(number: str) -> ResponseReturnValue:
    form = RejectForm()
    return _act(
        number,
        form,
        lambda found: reviewing.reject(found, form.why.data, form.again_from.data, current_user),
        _("The applicant has the reason by e-mail."),
    )


@blueprint.post("/<number>/reveal")
@commits
def reveal(number: str) -> ResponseReturnValue:
    """One number whole, on this answer alone; who, when and why are on record."""
    form = RevealForm()
    form.offer()
    application = queries.by_number(number)
    if not form.validate_on_submit():
        return _page(application, form, 422)
    shown = revealing.reveal(application, form.secret.data, form.purpose.data, current_user)
    return _page(application, form, shown=shown)
