from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel import clock, ids
from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits
from app.media import posted
from app.media.posted import Posted
from app.orders import queries as orders
from app.orders.models import Order
from app.returns import queries
from app.returns.admin_views.blueprint import blueprint, me
from app.returns.forms import MatchForm, RegisterForm, WordForm
from app.returns.models import Kind, Statement
from app.returns.pages import choosing
from app.returns.services import desk, statements
from app.returns.services.statements import Words
from app.web.forms import status_of, takes_files


@blueprint.route("/new", methods=["GET", "POST"])
@takes_files
@commits
def register() -> ResponseReturnValue:
    """A letter, an e-mail, a call: entered with the time at which it was sent and came (C-25)."""
    files = posted.files_of() if request.method == "POST" else Posted()
    form = RegisterForm()
    form.offer()
    form.nonce.data = form.nonce.data or desk.new_nonce()
    if form.validate_on_submit() and not files.problems:
        try:
            statement = desk.register(_words(form, files), me())
        except desk.ImpossibleTime as refusal:
            form.sent_on.errors = [*form.sent_on.errors, str(refusal)]
        else:
            flash(_("Registered as %(number)s.", number=statement.number))
            guess = ids.read_reference("M", form.order.data) or None
            return redirect(
                url_for("admin_returns.match", number=statement.number, order=guess), 303
            )
    shown = render_template(
        "admin/register.html",
        form=form,
        problems=files.problems,
        uploads=files.uploads,
        today=clock.today(),
    )
    return shown, 422 if files.problems else status_of(form)


def _words(form: RegisterForm, files: Posted) -> Words:
    return Words(
        name=form.name.data,
        email=form.email.data or "",
        order_text=form.order.data,
        goods_text=form.goods.data or "",
        message=form.message.data or "",
        language=form.language.data,
        nonce=form.nonce.data,
        channel=form.channel.data,
        kind=Kind(form.kind.data),
        sent_at=form.moment(form.sent_on.data),
        received_at=form.moment(form.received_on.data),
        uploads=files.uploads,
    )


@blueprint.route("/unmatched/<number>", methods=["GET", "POST"])
@commits
def match(number: str) -> ResponseReturnValue:
    """Find the order that a statement means, then its goods; its own time stays."""
    statement = queries.statement_of(number)
    form = MatchForm(formdata=request.form if request.method == "POST" else None)
    typed = form.reference.data or request.args.get("order", "")
    order = _order(typed)
    if request.method == "POST":
        form.validate()
        if typed and order is None:
            form.reference.errors = [*form.reference.errors, _("There is no such order.")]
        if order is not None and "goods" in request.form:
            wishes, problems = choosing.chosen(order, request.form, statement.kind)
            if problems:
                return _match_page(statement, form, order, problems, 422)
            try:
                desk.match(statement, order, wishes, me())
            except Refused as refusal:
                problems = [("goods", str(refusal))]
                return _match_page(statement, form, order, problems, 422)
            flash(_("Matched. The clocks run from the statement's own time."))
            return redirect(url_for("admin_returns.show", number=statement.cases[0].number), 303)
    else:
        form.reference.data = typed
    return _match_page(statement, form, order, [], status_of(form))


def _order(typed: str) -> Order | None:
    reference = ids.read_reference("M", typed or "")
    try:
        order = orders.order_by_reference(reference or "")
    except NotFound:
        return None
    return order if order.state in orders.EXISTS else None


def _match_page(
    statement: Statement,
    form: MatchForm,
    order: Order | None,
    problems: list[tuple[str, str]],
    status: int,
) -> ResponseReturnValue:
    typed = request.form if "goods" in request.form else _everything(order, statement.kind)
    shown = render_template(
        "admin/unmatched.html",
        statement=statement,
        form=form,
        word=WordForm(formdata=None),
        order=order,
        groups=choosing.choices(order, {}, typed, statement.kind) if order else [],
        problems=problems,
        receipt=statements.receipt_token(statement),
    )
    return shown, status


def _everything(order: Order | None, kind: Kind) -> dict[str, str]:
    """All that can be meant is ticked at first."""
    lines = [line for suborder in order.suborders for line in suborder.lines] if order else []
    return {f"line-{line.id}": "1" for line in lines if choosing.most(line, kind)}


@blueprint.post("/unmatched/<number>/word")
@commits
def word(number: str) -> ResponseReturnValue:
    """The sender said something by telephone or mail; it reopens what was parked."""
    statement = queries.statement_of(number)
    form = WordForm()
    if form.validate_on_submit():
        desk.say(statement, form.text.data, me())
    return redirect(url_for("admin_returns.match", number=number), 303)
