"""What the review desk shows, gathered."""

from dataclasses import dataclass
from datetime import date

from app.catalogue import compare, listing_pages, states, words
from app.catalogue.models import ListingRevision, Product, ProductState, RevisionState
from app.catalogue.queries import listings, reviews
from app.catalogue.services import reviewing
from app.catalogue.states import Event

STATES = {"blocked": ProductState.BLOCKED, "all": None}


@dataclass(frozen=True, slots=True)
class Row:
    """A listing at the desk: what waits, by when."""

    listing: listing_pages.Row
    supplier: str
    answer_by: date | None
    number: int | None


def rows(wish: str, query: str) -> list[Row]:
    """What waits for a decision, the nearest last day first; or listings that are looked for."""
    if wish in STATES:
        return [_row(product, None) for product in reviews.search(STATES[wish], query)]
    return [_row(revision.product, revision) for revision in listings.in_review()]


def _row(product: Product, revision: ListingRevision | None) -> Row:
    return Row(
        listing=listing_pages.row_of(product),
        supplier=product.supplier.name,
        answer_by=reviews.answer_by(revision) if revision else None,
        number=revision.number if revision else None,
    )


def of(product: Product, me: int) -> dict[str, object]:
    """A listing with its newest version beside the one before it, and what can be done."""
    newest = listings.open_revision(product)
    waits = newest is not None and newest.state is RevisionState.IN_REVIEW
    after = reviews.content_of(newest) if newest else listings.content_now(product)
    earlier = reviews.version_before(product, newest) if newest else None
    before = reviews.content_of(earlier) if earlier else None
    return {
        "product": product,
        "row": listing_pages.row_of(product),
        "name": listing_pages.name_of(product),
        "newest": newest,
        "waits": waits,
        "answer_by": reviews.answer_by(newest) if newest and waits else None,
        "earlier": earlier,
        "lines": compare.lines(before, after),
        "pictures": (compare.pictures(before), compare.pictures(after)),
        "same_pictures": before is not None and before["pictures"] == after["pictures"],
        "proposes": after["wd_code"] if after["wd_code"] != "none" else None,
        "gaps": listings.gaps_of(product),
        "versions": [
            (one, words.revision(one)) for one in reversed(product.revisions) if one is not newest
        ],
        "names": reviews.names_of(product),
        "may_block": states.may(product, Event.BLOCK),
        "blocked": product.state is ProductState.BLOCKED,
        "agreed": reviewing.said_unblock(product),
        "me": me,
    }
