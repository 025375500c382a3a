"""Listings on the due lists: what reviewers decide, what makers answer."""

from flask import url_for
from flask_babel import gettext as _

from app.catalogue.listing_pages import WAITING, name_of
from app.catalogue.models import ProductState, RevisionState
from app.catalogue.queries import listings, reviews
from app.desks.todo import Todo


def of_staff() -> list[Todo]:
    """Versions that wait for a decision, by the third working day."""
    return [
        Todo(
            reviews.answer_by(revision),
            _("Review: %(name)s", name=name_of(revision.product)),
            _("%(maker)s, version %(n)s", maker=revision.product.supplier.name, n=revision.number),
            _("Look"),
            url_for("admin_listings.show", product_id=revision.product_id),
        )
        for revision in listings.in_review()
    ]


def of_supplier(supplier_id: int) -> list[Todo]:
    """Listings and new versions that came back with a question or a no, or were never finished."""
    rows: list[Todo] = []
    for product in listings.listings_of(supplier_id):
        revision = listings.open_revision(product)
        on_sale = product.published_at is not None
        if revision is None or revision.state not in WAITING or not revision.words:
            continue
        if on_sale or product.state is ProductState.CHANGES_REQUESTED:
            asked = revision.state is RevisionState.CHANGES_REQUESTED
            name = name_of(product)
            title = (
                _("A question about %(name)s", name=name)
                if asked
                else _("Not taken: %(name)s", name=name)
            )
            rows.append(
                Todo(
                    None,
                    title,
                    revision.words,
                    _("Open"),
                    url_for("supplier_listings.show", product_id=product.id),
                )
            )
    return rows
