from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.extensions import db
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.media import papers as media
from app.suppliers.applying import (
    access,
    contracting,
    pages,
    papers,
    queries,
    sending,
    starting,
    steps,
)
from app.suppliers.applying.forms import (
    AgainForm,
    ContractForm,
    ReplyForm,
    SendForm,
    StartForm,
    WishForm,
)
from app.suppliers.applying.models import Application
from app.web.audience import for_everyone
from app.web.forms import Form, status_of, takes_files

blueprint = for_everyone(Blueprint("applying", __name__, url_prefix="/supplier/apply"))


@blueprint.route("", methods=["GET", "POST"])
@commits
def start() -> ResponseReturnValue:
    """Begin: a name and an address; everything else comes step by step."""
    form = StartForm()
    if form.validate_on_submit():
        starting.count(form.email.data)
        application = starting.start(form.contact_person.data, form.email.data)
        access.let_begin(application)
        return _on(application, _("The link is on its way to you. Go on here meanwhile."))
    return _front(form, AgainForm(formdata=None), status_of(form))


def _front(form: StartForm, again: AgainForm, status: int) -> ResponseReturnValue:
    return render_template("applying/start.html", form=form, again=again), status


@blueprint.post("/again")
@commits
def again() -> ResponseReturnValue:
    """Send the link of what was begun; the answer is the same whether or not there is any."""
    form = AgainForm()
    if not form.validate_on_submit():
        return _front(StartForm(formdata=None), form, 422)
    starting.count(form.address.data)
    starting.send_links(form.address.data)
    flash(_("If an application was begun with this address, its link is on its way."))
    return redirect(url_for("applying.start"), 303)


@blueprint.route("/link/<token>", methods=["GET", "POST"])
@commits
def link(token: str) -> ResponseReturnValue:
    """The link of a letter: one press confirms the address and goes on."""
    if request.method == "POST":
        application = starting.confirm(token)
        access.let_see(application)
        return _on(application)
    return render_template("applying/link.html", application=starting.open_by(token))


@blueprint.get("/<number>")
def show(number: str) -> ResponseReturnValue:
    """Where the application stands, and the one thing to do next."""
    return _page(access.seen_here(number))


def _page(
    application: Application, sent: Form | None = None, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "applying/show.html", view=pages.view_of(application), forms=pages.forms(sent), sent=sent
    )
    return page, status


@blueprint.route("/<number>/<any(kind, business, contact, goods):step>", methods=["GET", "POST"])
@commits
def write(number: str, step: str) -> ResponseReturnValue:
    """One step; it is kept as soon as it is right."""
    application = access.seen_here(number)
    steps.must_be_open(application, step)
    form = steps.form_for(application, step)
    if form.validate_on_submit():
        steps.save(application, step, form)
        return _next(application, step)
    page = render_template(
        f"applying/{step}.html", view=pages.view_of(application), form=form, step=step
    )
    return page, status_of(form)


def _next(application: Application, step: str) -> ResponseReturnValue:
    flash(_("Saved."))
    following = steps.next_step(application, step)
    if following is None:
        return redirect(url_for("applying.show", number=application.number), 303)
    if following == "papers":
        return redirect(url_for("applying.documents", number=application.number), 303)
    return redirect(url_for("applying.write", number=application.number, step=following), 303)


@blueprint.get("/<number>/papers")
def documents(number: str) -> ResponseReturnValue:
    application = access.seen_here(number)
    steps.must_be_open(application, "papers")
    return _papers(application)


def _papers(application: Application, problem: str = "", status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "applying/papers.html", view=pages.view_of(application), problem=problem, step="papers"
    )
    return page, status


@blueprint.post("/<number>/papers")
@takes_files
@commits
def add_paper(number: str) -> ResponseReturnValue:
    """Take documents; each is made safe before anything is written."""
    steps.must_be_open(access.seen_here(number), "papers")
    db.session.rollback()
    try:
        taken = [
            media.take(file.filename or "", file.read(media.MOST_BYTES + 1))
            for file in request.files.getlist("paper")
        ]
        application = access.seen_here(number)
        for paper in taken:
            papers.add(application, paper)
    except media.NotTaken as refusal:
        db.session.rollback()
        return _papers(access.seen_here(number), str(refusal), refusal.status)
    flash(_("Saved."))
    return redirect(url_for("applying.documents", number=number), 303)


@blueprint.get("/<number>/papers/<int:paper_id>")
def paper(number: str, paper_id: int) -> ResponseReturnValue:
    """A document back, as a download only."""
    found = queries.paper_of(access.seen_here(number), paper_id)
    return papers.as_download(found)


@blueprint.post("/<number>/papers/<int:paper_id>/remove")
@commits
def remove_paper(number: str, paper_id: int) -> ResponseReturnValue:
    application = access.seen_here(number)
    papers.take_out(application, queries.paper_of(application, paper_id))
    return redirect(url_for("applying.documents", number=number), 303)


@blueprint.post("/<number>/send")
@commits
def send(number: str) -> ResponseReturnValue:
    """The application goes to the cooperative."""
    application = access.seen_here(number)
    form = SendForm()
    if not form.validate_on_submit():
        return _page(application, form, 422)
    return _said(application, form, lambda: sending.submit(application), _("Sent. We read it now."))


@blueprint.post("/<number>/reply")
@commits
def reply(number: str) -> ResponseReturnValue:
    """The answer to a question; what was reopened closes."""
    application = access.seen_here(number)
    form = ReplyForm()
    if not form.validate_on_submit():
        return _page(application, form, 422)
    words = form.reply.data or ""
    return _said(
        application, form, lambda: sending.reply(application, words), _("Thank you. We have it.")
    )


@blueprint.post("/<number>/wish")
@commits
def wish(number: str) -> ResponseReturnValue:
    """Days that would suit the applicant for the talk."""
    application = access.seen_here(number)
    form = WishForm()
    if not form.validate_on_submit():
        return _page(application, form, 422)
    words = form.wish.data
    return _said(
        application,
        form,
        lambda: sending.wish(application, words),
        _("Thank you. We write to you as soon as the day is set."),
    )


@blueprint.post("/<number>/contract")
@commits
def contract(number: str) -> ResponseReturnValue:
    """The agreement is accepted; the shop is open and its owner invited."""
    application = access.seen_here(number)
    form = ContractForm()
    if not form.validate_on_submit():
        return _page(application, form, 422)
    return _said(
        application,
        form,
        lambda: contracting.accept(application, form),
        _("Welcome! The invitation to log in is on its way to you."),
    )


@blueprint.post("/<number>/withdraw")
@commits
def withdraw(number: str) -> ResponseReturnValue:
    application = access.seen_here(number)
    sending.withdraw(application)
    return _on(application, _("Your application is withdrawn."))


def _said(
    application: Application, form: Form, act: Callable[[], object], done: str
) -> ResponseReturnValue:
    """Do it and go on, or show the page again with why not and all that was typed."""
    number = application.number
    try:
        act()
    except Refused as refusal:
        form.form_errors.append(str(refusal))
        db.session.rollback()
        return _page(access.seen_here(number), form, refusal.status)
    return _on(application, done)


def _on(application: Application, said: str = "") -> ResponseReturnValue:
    if said:
        flash(said)
    return redirect(url_for("applying.show", number=application.number), 303)
