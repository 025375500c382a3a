"""Reads of the review desk."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Approval, Member
from app.catalogue import content as contents
from app.catalogue.content import Content
from app.catalogue.models import (
    ListingRevision,
    Product,
    ProductPicture,
    ProductState,
    ProductText,
    RevisionState,
)
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import NotFound
from app.law import deadlines
from app.settings import queries as settings
from app.suppliers.models import Supplier
from app.web import turkish

ANSWER_DAYS = 3
SHOWN_AT_MOST = 200


def listing(product_id: int) -> Product:
    """Any supplier's listing. Raises NotFound."""
    product = db.session.get(
        Product,
        product_id,
        options=(
            selectinload(Product.texts),
            selectinload(Product.variants),
            selectinload(Product.pictures).joinedload(ProductPicture.picture),
            selectinload(Product.revisions),
            joinedload(Product.supplier),
        ),
    )
    if product is None:
        raise NotFound
    return product


def answer_by(revision: ListingRevision) -> date | None:
    """The last day on which the supplier is answered: the third business day (4.2)."""
    if revision.submitted_at is None:
        return None
    holidays = deadlines.Holidays(public=settings.public_holidays())
    return deadlines.business_day(clock.day_of(revision.submitted_at), ANSWER_DAYS, holidays)


def version_before(product: Product, revision: ListingRevision) -> ListingRevision | None:
    """What a version is compared with: the one on sale, else the one handed in before."""
    earlier = [one for one in product.revisions if one.number < revision.number]
    approved = [one for one in earlier if one.state is RevisionState.APPROVED]
    handed_in = [one for one in earlier if one.submitted_at is not None]
    found = approved or ([] if product.published_at else handed_in)
    return found[-1] if found else None


def content_of(revision: ListingRevision) -> Content:
    """A version's content."""
    return contents.content_of_version(revision)


def names_of(product: Product) -> dict[int, str]:
    """The people who wrote or judged the versions of a listing."""
    ids = {one.author_id for one in product.revisions}
    ids |= {one.reviewer_id for one in product.revisions}
    rows = db.session.execute(select(Member.id, Member.name).where(Member.id.in_(ids - {None})))
    return dict(rows.all())


def search(state: ProductState | None, query: str) -> list[Product]:
    """Listings by state, or whose name or supplier begins so; the newest change first."""
    statement = (
        select(Product)
        .join(Supplier, Supplier.id == Product.supplier_id)
        .options(
            selectinload(Product.texts),
            selectinload(Product.variants),
            selectinload(Product.revisions),
            selectinload(Product.pictures).joinedload(ProductPicture.picture),
            joinedload(Product.supplier),
        )
        .order_by(Product.changed_at.desc(), Product.id.desc())
        .limit(SHOWN_AT_MOST)
    )
    if state is not None:
        statement = statement.where(Product.state == state)
    if query:
        key = turkish.sort_key(query)
        named = select(ProductText.product_id).where(ProductText.sort_key.startswith(key))
        statement = statement.where(Product.id.in_(named) | Supplier.sort_key.startswith(key))
    return list(db.session.scalars(statement))


def agreed_since(subject: str, purpose: str, since: datetime) -> list[int]:
    """Who has said yes to this since that moment; what was said of an earlier block is over."""
    return list(
        db.session.scalars(
            select(Approval.member_id).where(
                Approval.purpose == purpose, Approval.subject == subject, Approval.at >= since
            )
        )
    )
