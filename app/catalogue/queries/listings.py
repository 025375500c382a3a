"""Reads of listings as their supplier and the reviewers see them."""

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from app.catalogue import content as contents
from app.catalogue import rules
from app.catalogue.content import Content
from app.catalogue.models import (
    Category,
    ListingRevision,
    Product,
    ProductPicture,
    ProductState,
    RevisionState,
)
from app.catalogue.rules import Gap
from app.extensions import db
from app.kernel.errors import NotFound
from app.suppliers import profile
from app.suppliers.queries import choices_of

OPEN = frozenset(
    {
        RevisionState.DRAFT,
        RevisionState.IN_REVIEW,
        RevisionState.CHANGES_REQUESTED,
        RevisionState.REJECTED,
    }
)


def listing_of(product_id: int, supplier_id: int) -> Product:
    """A supplier's own listing. Raises NotFound for anybody else's."""
    product = db.session.scalar(
        select(Product)
        .where(Product.id == product_id, Product.supplier_id == supplier_id)
        .options(
            selectinload(Product.texts),
            selectinload(Product.variants),
            selectinload(Product.pictures).joinedload(ProductPicture.picture),
            selectinload(Product.revisions),
        )
    )
    if product is None:
        raise NotFound
    return product


def open_revision(product: Product) -> ListingRevision | None:
    """The newest version, if it is not the one that stands: written, in review or sent back."""
    newest = product.revisions[-1] if product.revisions else None
    return newest if newest is not None and newest.state in OPEN else None


def content_now(product: Product) -> Content:
    """What the supplier is writing: the open version of what is on sale, else the listing."""
    revision = open_revision(product)
    if product.published_at is not None and revision is not None:
        return contents.content_of_version(revision)
    return contents.content_of(product)


def as_written(product: Product) -> Product:
    """The listing with what is being written, to be shown or checked; never saved."""
    return contents.as_proposed(product, content_now(product))


def gaps_of(product: Product) -> list[Gap]:
    """Everything that keeps the listing, as it is being written, from review (DC-5.1, FD-1)."""
    written = as_written(product)
    found = rules.gaps(written)
    found += [Gap("profile", *gap) for gap in profile.gaps(product.supplier)]
    if not choices_of(product.supplier, None, written.cold_chain):
        found.append(Gap("delivery", "", _("No way of delivery takes it yet: add one that does.")))
    return found


def listings_of(supplier_id: int, *, archived: bool = False) -> list[Product]:
    """A supplier's listings, those that have ended or all others, the newest change first."""
    ended = Product.state == ProductState.ARCHIVED
    return list(
        db.session.scalars(
            select(Product)
            .where(Product.supplier_id == supplier_id, ended if archived else ~ended)
            .options(
                selectinload(Product.texts),
                selectinload(Product.variants),
                selectinload(Product.pictures).joinedload(ProductPicture.picture),
                selectinload(Product.revisions),
                joinedload(Product.supplier),
                joinedload(Product.category),
            )
            .order_by(Product.changed_at.desc(), Product.id.desc())
        )
    )


def in_review() -> list[ListingRevision]:
    """Versions that wait for a reviewer, the oldest first."""
    return list(
        db.session.scalars(
            select(ListingRevision)
            .join(Product)
            .where(
                ListingRevision.state == RevisionState.IN_REVIEW,
                Product.state.not_in({ProductState.BLOCKED, ProductState.ARCHIVED}),
            )
            .options(joinedload(ListingRevision.product).joinedload(Product.supplier))
            .order_by(ListingRevision.submitted_at, ListingRevision.id)
        )
    )


def listable_categories() -> list[Category]:
    """The shelves where goods can stand: those without shelves below them."""
    parents = select(Category.parent_id).where(Category.parent_id.is_not(None))
    return list(
        db.session.scalars(
            select(Category)
            .where(Category.id.not_in(parents))
            .options(joinedload(Category.parent))
            .order_by(Category.position, Category.id)
        )
    )


def count_in_review() -> int:
    """How many versions wait for a reviewer."""
    return (
        db.session.scalar(
            select(func.count(ListingRevision.id)).where(
                ListingRevision.state == RevisionState.IN_REVIEW
            )
        )
        or 0
    )
