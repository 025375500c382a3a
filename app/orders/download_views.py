from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.catalogue.kinds import ProductKind
from app.kernel.errors import NotFound
from app.kernel.transactions import commits, writes_although_get
from app.orders import access
from app.orders.services import performance
from app.web.audience import for_everyone

blueprint = for_everyone(Blueprint("downloads", __name__, url_prefix="/orders"))


@blueprint.route("/<reference>/now/<int:line_id>", methods=["GET", "POST"])
@commits
def ask(reference: str, line_id: int) -> ResponseReturnValue:
    """The buyer asks for performance within the period, by an unticked box of its own."""
    order = access.order_seen_here(reference)
    line = performance.line_of(order, line_id)
    digital = line.kind is ProductKind.DIGITAL
    if not (digital or line.wd_code == "h") or not line.kept:
        raise NotFound
    ticked = request.method == "POST" and request.form.get("now") == "yes"
    if ticked:
        performance.ask_now(order, line, performance.consequence(line))
        return redirect(url_for("orders.show", reference=reference), 303)
    page = render_template(
        "orders/now.html",
        order=order,
        line=line,
        told=performance.consequence(line),
        missed=request.method == "POST",
    )
    return page, 422 if request.method == "POST" else 200


@blueprint.get("/<reference>/files/<int:line_id>")
@commits
def file(reference: str, line_id: int) -> ResponseReturnValue:
    """A download performs a digital contract: one of the three GETs that may write (rule 5)."""
    order = access.order_seen_here(reference)
    line = performance.line_of(order, line_id)
    if not performance.may_download(line):
        return redirect(url_for("downloads.ask", reference=reference, line_id=line_id), 303)
    body = performance.read_file(line)
    writes_although_get()
    order = access.order_seen_here(reference)
    found = performance.note_download(order, performance.line_of(order, line_id))
    answer = Response(body, mimetype=found.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
