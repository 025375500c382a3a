from typing import cast

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.cart import queries, rules, services
from app.cart.browser import cart_of_browser, give_cookie, open_for_browser
from app.kernel.errors import NotFound
from app.kernel.transactions import commits
from app.web import places
from app.web.audience import for_everyone
from app.web.origin import same_origin

blueprint = for_everyone(Blueprint("cart", __name__, url_prefix="/cart"))


@blueprint.get("")
def show() -> ResponseReturnValue:
    return _page()


def _page(problems: tuple[tuple[str, str], ...] = (), status: int = 200) -> ResponseReturnValue:
    cart = cart_of_browser()
    page = render_template(
        "cart/show.html",
        cart=queries.view_of(cart),
        province=places.province_name(cart.province) if cart and cart.province else "",
        provinces=places.provinces(),
        problems=problems,
        typed=request.form,
    )
    return page, status


@blueprint.post("/add")
@same_origin
@commits
def add() -> ResponseReturnValue:
    variant_id = request.form.get("variant", type=int)
    quantity = rules.read_quantity(_stepped(request.form.get("quantity", "1")))
    if variant_id is None:
        raise NotFound
    if quantity is None:
        return _answer_bad(_("Write a whole number from 1 to 999."))
    cart, token = open_for_browser()
    try:
        services.add(cart, variant_id, quantity, request.form.get("wish", ""))
    except services.CannotAdd as refusal:
        return _answer_bad(str(refusal))
    pieces = sum(line.quantity for line in cart.lines)
    said = ngettext(
        "Added. Your cart holds %(num)d piece.", "Added. Your cart holds %(num)d pieces.", pieces
    )
    if request.accept_mimetypes.best == "application/json":
        answer: Response = jsonify(message=said, count=pieces)
    else:
        answer = cast(Response, redirect(url_for("cart.show"), 303))
    return give_cookie(answer, token)


def _answer_bad(sentence: str) -> ResponseReturnValue:
    if request.accept_mimetypes.best == "application/json":
        return jsonify(message=sentence), 422
    return _page((("main", sentence),), 422)


@blueprint.post("/lines/<int:line_id>")
@same_origin
@commits
def change(line_id: int) -> ResponseReturnValue:
    cart = cart_of_browser()
    if cart is None:
        raise NotFound
    if "remove" in request.form:
        services.remove(cart, line_id)
        return redirect(url_for("cart.show"), 303)
    quantity = rules.read_quantity(_stepped(request.form.get("quantity", "")))
    if quantity is None:
        return _page(((f"q-{line_id}", _("Write a whole number from 1 to 999.")),), 422)
    try:
        services.set_quantity(cart, line_id, quantity)
    except services.CannotAdd as refusal:
        return _page(((f"q-{line_id}", str(refusal)),), 422)
    return redirect(url_for("cart.show"), 303)


def _stepped(typed: str) -> str:
    """The typed quantity, one more or one less when a step button was pressed."""
    step = request.form.get("step")
    if step in {"1", "-1"} and typed.strip().isdigit() and len(typed) < 5:
        return str(max(1, int(typed) + int(step)))
    return typed


@blueprint.post("/province")
@same_origin
@commits
def province() -> ResponseReturnValue:
    cart = cart_of_browser()
    if cart is None:
        raise NotFound
    plate = request.form.get("province", type=int)
    services.deliver_to(cart, plate if plate in dict(places.provinces()) else None)
    return redirect(url_for("cart.show"), 303)
