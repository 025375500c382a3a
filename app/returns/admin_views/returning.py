from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.kernel.errors import NotFound, Refused
from app.kernel.transactions import commits
from app.media import posted
from app.media.papers import Paper
from app.returns import queries
from app.returns.admin_views.blueprint import blueprint, me
from app.returns.admin_views.deciding import page
from app.returns.forms import CodeForm, CollectionForm, ReasonForm
from app.returns.models import Case, Inspection
from app.returns.services import arrivals, damage, goods, labels
from app.web.forms import takes_files


@blueprint.post("/<number>/way/<way>")
@takes_files
@commits
def give_way(number: str, way: str) -> ResponseReturnValue:
    """How the goods get back: a code, a label as a file, or a day of collection (DC-12.3)."""
    files = posted.files_of("label")
    case = queries.case_of(number)
    problems = list(files.problems)
    if not problems:
        try:
            problems = _give(case, way, files.uploads)
        except Refused as refusal:
            problems = [("way", str(refusal))]
    if problems:
        return page(case, ReasonForm(formdata=None), 422, problems)
    flash(_("The buyer is told how to hand the goods over."))
    return redirect(url_for("admin_returns.show", number=number), 303)


def _give(case: Case, way: str, uploads: list[Paper]) -> list[tuple[str, str]]:
    if way == "collection":
        day = CollectionForm()
        if not day.validate_on_submit():
            return [("day", str(error)) for error in day.day.errors]
        labels.fetch_on(case, day.day.data, me())
        return []
    if way not in {"code", "label"}:
        raise NotFound
    code = CodeForm()
    if not code.validate_on_submit():
        return [("carrier", str(error)) for error in code.carrier.errors]
    if way == "label":
        if not uploads:
            return [("label", _("Add the label as a PDF or picture."))]
        labels.give_label(case, code.carrier.data, uploads[0], me())
    elif not code.code.data:
        return [("code", _("Write the carrier's code."))]
    else:
        labels.give_code(case, code.carrier.data, code.code.data, me())
    return []


@blueprint.post("/<number>/goods/<event>")
@commits
def goods_event(number: str, event: str) -> ResponseReturnValue:
    """What staff learn about goods on their way: lost, looked at, a second pair of eyes."""
    acts: dict[str, Callable[[Case, str], None]] = {
        "lost": goods.mark_lost,
        "ok": lambda case, by: arrivals.inspect(case, Inspection.OK, by),
        "normal-use": lambda case, by: arrivals.inspect(case, Inspection.NORMAL_USE, by),
        "damage-agree": damage.agree,
        "damage-disagree": damage.disagree,
    }
    if event not in acts:
        raise NotFound
    case = queries.case_of(number)
    try:
        acts[event](case, me())
    except damage.AnotherPerson as refusal:
        return page(case, ReasonForm(formdata=None), 422, [("damage", str(refusal))])
    flash(_("Noted."))
    return redirect(url_for("admin_returns.show", number=number), 303)


@blueprint.post("/<number>/damage/<decision>")
@commits
def damage_decided(number: str, decision: str) -> ResponseReturnValue:
    """What the committee or court decided about a damage claim."""
    if decision not in {"upheld", "dismissed"}:
        raise NotFound
    case = queries.case_of(number)
    text = request.form.get("text", "").strip()[:2000]
    try:
        damage.decided(case, decision == "upheld", text, me())
    except Refused as refusal:
        problem = [("decision", str(refusal))]
        return page(case, ReasonForm(formdata=None), refusal.status, problem)
    flash(_("Noted."))
    return redirect(url_for("admin_returns.show", number=number), 303)
