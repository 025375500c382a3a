from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.cart import queries as carts
from app.cart import services as cart_services
from app.cart.browser import cart_of_browser, shopper_id
from app.cart.models import Cart
from app.catalogue.services import SoldOut
from app.checkout import extras, invoicing, queries, services, shown
from app.checkout.forms import AddressForm, DeliveryForm
from app.contracts import queries as documents
from app.contracts import words
from app.extensions import db
from app.kernel.errors import Conflict, NotFound, TooMany
from app.kernel.transactions import commits, keep_although_refused
from app.orders import access
from app.orders.models import Order, OrderState
from app.orders.rules import UNPAID
from app.orders.services.review import InformationStale
from app.settings import queries as settings
from app.web.audience import for_everyone
from app.web.forms import status_of

blueprint = for_everyone(Blueprint("checkout", __name__, url_prefix="/checkout"))


def _cart() -> Cart | None:
    """The cart with something in it, or None: then back to the cart page."""
    services.refuse_while_closed()
    cart = cart_of_browser()
    return cart if cart is not None and cart.lines else None


def _to_cart() -> Response:
    return make_response(redirect(url_for("cart.show"), 303))


@blueprint.route("/address", methods=["GET", "POST"])
@commits
def address() -> ResponseReturnValue:
    cart = _cart()
    if cart is None:
        return _to_cart()
    form = AddressForm(data=queries.typed_address(cart))
    form.offer_places()
    if form.validate_on_submit():
        services.keep_address(cart, queries.fields_of(form, cart))
        unreached = carts.unreached(cart)
        if not unreached:
            return redirect(url_for("checkout.delivery"), 303)
        keep_although_refused()
        form.district.errors = unreached
    page = render_template(
        "checkout/address.html",
        form=form,
        asks_national_id=invoicing.asks_national_id(),
        kept_national_id=invoicing.masked_national_id(cart),
    )
    return page, status_of(form)


@blueprint.route("/delivery", methods=["GET", "POST"])
@commits
def delivery() -> ResponseReturnValue:
    cart = _cart()
    if cart is None:
        return _to_cart()
    if services.address_of(cart) is None:
        return redirect(url_for("checkout.address"), 303)
    form = DeliveryForm(means=cart.draft.get("means", "card"))
    form.offer_means()
    if form.validate_on_submit():
        chosen = queries.chosen_methods(request.form) | {"means": form.means.data}
        cart_services.keep_draft(cart, chosen)
        view = carts.view_of(cart)
        if not view.blocked:
            services.prepare_review(cart, shopper_id())
            return redirect(url_for("checkout.review"), 303)
        return _delivery_page(cart, form, 409)
    return _delivery_page(cart, form, status_of(form))


def _delivery_page(cart: Cart, form: DeliveryForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "checkout/delivery.html",
        form=form,
        cart=carts.view_of(cart),
        address=services.address_of(cart),
    )
    return page, status


@blueprint.get("/review")
def review() -> ResponseReturnValue:
    cart = _cart()
    order = queries.review_of(cart) if cart else None
    if cart is None or order is None:
        going_on = queries.last_order_of(cart_of_browser())
        return _resume(going_on) if going_on else _to_cart()
    stale = not services.is_current(order, cart, shopper_id())
    return _review_page(order, (_stale_sentence(),) if stale else ())


@blueprint.post("/extras")
@commits
def choose_extras() -> ResponseReturnValue:
    """Extras are ticked or taken out; the information is then made anew (DC-19.1)."""
    cart = _cart()
    order = queries.review_of(cart) if cart else None
    if cart is None or order is None:
        return _to_cart()
    if "remove" in request.form:
        extras.untick(cart, request.form["remove"])
    else:
        try:
            _take_ticks(cart)
        except extras.NotAnAmount as refusal:
            return _review_page(order, (str(refusal),), 422)
    services.prepare_review(cart, shopper_id())
    return redirect(url_for("checkout.review"), 303)


def _take_ticks(cart: Cart) -> bool:
    """Whether something was ticked or given that was not there before. Raises NotAnAmount."""
    ticked = extras.tick(cart, request.form.getlist("extra"))
    return extras.give(cart, request.form.get("donation", "")) or ticked > 0


def _stale_sentence() -> str:
    return _("Something has changed since this page was made. Please look at it once more.")


def _ticked_sentence() -> str:
    return _("What you ticked is in the total now. Please read it once more, confirm and order.")


def _review_page(order: Order, problems: tuple[str, ...], status: int = 200) -> ResponseReturnValue:
    cart = cart_of_browser()
    page = render_template(
        "checkout/review.html",
        order=order,
        offers=extras.offers_for(cart) if cart else [],
        takes_donation=settings.flag("donation_enabled"),
        document=documents.document(order.information_sha256),
        rows=shown.rows(order),
        sum_rows=shown.sums(order),
        duty=words.duty_to_pay(order.total_minor),
        button_label=words.order_button(),
        problems=problems,
    )
    return page, status


@blueprint.post("/review")
@commits
def place() -> ResponseReturnValue:
    cart = cart_of_browser()
    given = request.form.get("order", "")
    order = queries.order_of_cart(given, cart)
    if order is None:
        raise Conflict(_("There is nothing to order here. Your cart shows how things stand."))
    if order.state not in {OrderState.REVIEWING, OrderState.LAPSED}:
        return _resume(order)  # a second click, or the back button after the order
    assert cart is not None
    try:
        if _take_ticks(cart):
            order = services.prepare_review(cart, shopper_id())
            keep_although_refused()
            return _review_page(order, (_ticked_sentence(),), 409)
    except extras.NotAnAmount as refusal:
        return _review_page(order, (str(refusal),), 422)
    try:
        token = services.place_order(
            order,
            cart,
            shopper_id(),
            request.form.get("document", ""),
            request.form.get("preinfo") == "yes",
        )
    except services.NotConfirmed as refusal:
        return _review_page(order, (str(refusal),), 422)
    except InformationStale as refusal:
        return _fresh_review(cart, str(refusal))
    except SoldOut:
        return _fresh_review(cart, _("One of the goods has been sold meanwhile."))
    except TooMany as refusal:
        return _review_page(order, (str(refusal),), 429)
    return redirect(url_for("payments.pay", token=token), 303)


def _fresh_review(cart: Cart, sentence: str) -> ResponseReturnValue:
    """Show it again as it stands now, or lead back to the cart where that says what is wrong."""
    db.session.rollback()
    fresh = cart_of_browser()
    assert fresh is not None
    view = carts.view_of(fresh)
    if view.blocked or not view.groups:
        page = render_template("checkout/blocked.html", cart=view, sentence=sentence)
        return page, 409
    order = services.prepare_review(fresh, shopper_id())
    keep_although_refused()
    return _review_page(order, (sentence,), 409)


def _resume(order: Order) -> Response:
    """Lead on to where this order is: its payment, or its confirmation."""
    if order.state in {OrderState.FORMED, OrderState.CLOSED}:
        return make_response(redirect(url_for("checkout.done", reference=order.reference), 303))
    token = queries.attempt_token(order)
    if order.state in UNPAID and token:
        return make_response(redirect(url_for("payments.back", token=token), 303))
    return _to_cart()


@blueprint.get("/done/<reference>")
def done(reference: str) -> ResponseReturnValue:
    order = queries.order_done(reference, cart_of_browser(), shopper_id())
    if order is None:
        raise NotFound
    access.let_see(order)
    return render_template("checkout/done.html", order=order)
