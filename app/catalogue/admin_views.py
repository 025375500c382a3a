"""The review desk: versions side by side, the exemption, the decision, blocking."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.catalogue import pages, review_pages
from app.catalogue.models import Product
from app.catalogue.queries import listings, reviews
from app.catalogue.services import reviewing
from app.kernel.errors import Refused
from app.kernel.transactions import commits
from app.web.audience import for_staff
from app.web.figures import read_whole

blueprint = for_staff(
    Blueprint("admin_listings", __name__, url_prefix="/admin/listings"), "catalogue"
)


def _version() -> int:
    return read_whole(request.form.get("version", "")) or 0


def _me() -> int:
    return int(current_user.id)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Versions that wait for a decision, or every listing."""
    wish, query = request.args.get("show", "review"), request.args.get("q", "").strip()[:100]
    return render_template(
        "admin/listings.html", wish=wish, wanted=query, rows=review_pages.rows(wish, query)
    )


@blueprint.get("/<int:product_id>")
def show(product_id: int) -> ResponseReturnValue:
    return _page(product_id, [], 200)


def _page(product_id: int, problems: list[tuple[str, str]], status: int) -> ResponseReturnValue:
    shown = review_pages.of(reviews.listing(product_id), _me())
    page = render_template("admin/listing.html", problems=problems, typed=request.form, **shown)
    return page, status


@blueprint.get("/<int:product_id>/preview")
def preview(product_id: int) -> ResponseReturnValue:
    """The page as shoppers will see it."""
    product = reviews.listing(product_id)
    shown = listings.as_written(product)
    back = url_for("admin_listings.show", product_id=product_id)
    if not shown.texts or not shown.variants:
        return redirect(back, 303)
    return render_template("storefront/product.html", preview=back, **pages.product(shown, None))


def _done(
    product_id: int, field: str, act: Callable[[Product], object], said: str
) -> ResponseReturnValue:
    try:
        act(reviews.listing(product_id))
    except Refused as refusal:
        return _page(product_id, [(field, str(refusal))], refusal.status)
    flash(said)
    return redirect(url_for("admin_listings.show", product_id=product_id), 303)


@blueprint.post("/<int:product_id>/exemption")
@commits
def exemption(product_id: int) -> ResponseReturnValue:
    """The word on the withdrawal code, apart from the listing itself."""
    said = request.form.get("exemption", "")
    if said not in {"yes", "no"}:
        return _page(product_id, [("exemption-yes", _("Choose one of these."))], 422)
    return _done(
        product_id,
        "act",
        lambda product: reviewing.judge_exemption(product, _version(), said == "yes", _me()),
        _("Noted."),
    )


@blueprint.post("/<int:product_id>/approve")
@commits
def approve(product_id: int) -> ResponseReturnValue:
    return _done(
        product_id,
        "act",
        lambda product: reviewing.approve(product, _version(), _me()),
        _("Approved: this version is on sale. The maker has been told."),
    )


@blueprint.post("/<int:product_id>/answer")
@commits
def answer(product_id: int) -> ResponseReturnValue:
    """A question back, or no, each with words that the maker reads."""
    words = request.form.get("words", "")
    if request.form.get("do") == "reject":
        return _done(
            product_id,
            "words",
            lambda product: reviewing.reject(product, _version(), words, _me()),
            _("Rejected. The maker has been told why."),
        )
    return _done(
        product_id,
        "words",
        lambda product: reviewing.ask(product, _version(), words, _me()),
        _("Sent back. The maker has been told what to change."),
    )


@blueprint.post("/<int:product_id>/block")
@commits
def block(product_id: int) -> ResponseReturnValue:
    """Off sale at once; for reasons of safety the buyers are told today."""
    reason, safety = request.form.get("reason", ""), bool(request.form.get("safety"))
    return _done(
        product_id,
        "reason",
        lambda product: reviewing.block(product, reason, _me(), safety=safety),
        _("Taken off sale."),
    )


@blueprint.post("/<int:product_id>/unblock")
@commits
def unblock(product_id: int) -> ResponseReturnValue:
    return _done(
        product_id,
        "act",
        lambda product: reviewing.unblock(product, _me()),
        _("Noted. Two people have to agree; then it goes into review."),
    )
