"""A supplier writes a listing; what is on sale goes on selling while its new version waits."""

from collections.abc import Sequence
from copy import deepcopy
from typing import cast

from flask_babel import gettext as _
from sqlalchemy import select

from app.catalogue import content as contents
from app.catalogue import food, rules
from app.catalogue.content import Content, Part, PictureContent, VariantContent
from app.catalogue.kinds import TRAVELS, ProductKind
from app.catalogue.models import (
    Category,
    ListingRevision,
    Product,
    ProductState,
    RevisionState,
    Variant,
)
from app.catalogue.queries.listings import content_now, open_revision
from app.catalogue.services.listings import NotListable, create_listing
from app.catalogue.services.shelving import hold, hold_version
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused
from app.law import vat
from app.media.models import Picture
from app.settings import queries as settings
from app.suppliers.models import Supplier, SupplierState

VAT_RATES = vat.RATES_BP
LONGEST_LEAD = 30
MOST_DELIVERIES = 24
MOST_PICTURES = 12
COPIED = ("parts_count", "personal_most", "authorised_install", "party")
SENT_BACK = frozenset({RevisionState.CHANGES_REQUESTED, RevisionState.REJECTED})


class SkuTaken(Refused):
    """Another listing of this supplier has that number."""

    def __init__(self, sku: str) -> None:
        super().__init__(_("You use the number %(sku)s for another good already.", sku=sku))
        self.sku = sku


class BadTerms(Refused):
    """No listing can have this delivery time or this rate of VAT."""


class TooManyPictures(Refused):
    """A page stays small enough for a slow network."""


class NotYours(Refused):
    """Only an active supplier lists goods."""


def start(
    supplier: Supplier,
    category: Category,
    name: str,
    by: int,
    kind: ProductKind = ProductKind.GOODS,
) -> Product:
    """A new listing with its Turkish name and what its category and kind propose. NotListable."""
    if supplier.state is not SupplierState.ACTIVE:
        raise NotYours(_("Only an active supplier can list goods."))
    preset = category.food_preset if kind in TRAVELS else "none"
    product = Product(
        supplier=supplier,
        category=category,
        kind=kind,
        vat_bp=VAT_RATES[0] if food.asked(preset) else VAT_RATES[-1],
        lead_days=3 if kind in TRAVELS else 1,
        wd_code="g2" if kind is ProductKind.DIGITAL else "none",
        food=dict(food.proposed(preset)) or None,
        cold_chain=food.PRESETS[preset].cold,
        changed_by=by,
    )
    create_listing(product, category)
    contents.apply(product, contents.content_of(product) | {"texts": {"tr": contents.a_text(name)}})
    return product


def change(product: Product, part: Part, version: int, by: int) -> bool:
    """Change some of a listing; True when the new version waits for review while the old sells.

    Never published, the listing itself changes; else a revision does, and as soon as it is
    complete it goes to review. Raises ChangedMeanwhile, NotListable, SkuTaken, Incomplete.
    """
    held = hold_version(product, version)
    before = content_now(held)
    after = deepcopy(before) | part
    _may_stand(held, after)
    if after == before:
        return False
    held.version += 1
    held.changed_at, held.changed_by = clock.now(), by
    if held.published_at is None:
        _change_draft(held, after)
        return False
    return _propose(held, after, by)


def _may_stand(product: Product, content: Content) -> None:
    category = db.session.get_one(Category, content["category_id"])
    reason = rules.why_not_here(
        category, food_rounds_protected=settings.flag("apply_to_food_rounds")
    )
    if reason:
        raise NotListable(reason)
    if not 1 <= content["lead_days"] <= LONGEST_LEAD:
        raise BadTerms(_("Promise delivery within 1 to 30 days."))
    if content["vat_bp"] not in VAT_RATES:
        raise BadTerms(_("Choose a rate of VAT from the list."))
    if not (1 <= content["deliveries"] <= MOST_DELIVERIES and content["interval_months"] >= 1):
        raise BadTerms(_("Choose from 2 to 24 deliveries."))
    _own_numbers(product, content["variants"])


def _own_numbers(product: Product, variants: Sequence[VariantContent]) -> None:
    wanted = [row["sku"] for row in variants]
    for sku in wanted:
        if wanted.count(sku) > 1:
            raise SkuTaken(sku)
    taken = db.session.scalar(
        select(Variant.sku).where(
            Variant.supplier_id == product.supplier_id,
            Variant.product_id != product.id,
            Variant.sku.in_(wanted),
        )
    )
    if taken is not None:
        raise SkuTaken(taken)


def _change_draft(product: Product, content: Content) -> None:
    contents.apply(product, content)
    revision = open_revision(product)
    if product.state is ProductState.IN_REVIEW and revision is not None:
        revision.content = cast("dict[str, object]", contents.content_of(product))
        revision.wd_approved = None
    db.session.flush()


def _propose(product: Product, content: Content, by: int) -> bool:
    """Keep the new version beside the one on sale; complete, it goes to review."""
    revision = open_revision(product)
    if revision is None or revision.state in SENT_BACK:
        revision = add_revision(product, by)
    revision.content = cast("dict[str, object]", content)
    if content == contents.content_of(product):
        revision.state = RevisionState.DROPPED
        db.session.flush()
        return False
    complete = not rules.gaps(contents.as_proposed(product, content))
    waits = complete and product.state is not ProductState.BLOCKED
    revision.state = RevisionState.IN_REVIEW if waits else RevisionState.DRAFT
    revision.submitted_at = clock.now() if waits else None
    revision.wd_approved = _still_approved(product, content)
    db.session.flush()
    return waits


def _still_approved(product: Product, content: Content) -> bool | None:
    """A reviewer's word on the exemption holds as long as its reasons stay the same."""
    same = all(
        content[name] == getattr(product, name)
        for name in ("wd_code", "category_id", "shelf_life_days", "dated_kind")
    )
    return True if same and product.wd_approved else None


def add_revision(product: Product, by: int | None) -> ListingRevision:
    """The next version of a listing; before the first, the one on sale is written down."""
    numbers = [revision.number for revision in product.revisions]
    if not numbers and product.published_at is not None:
        product.revisions.append(
            ListingRevision(
                number=1,
                state=RevisionState.APPROVED,
                content=contents.content_of(product),
                created_at=product.published_at,
                decided_at=product.published_at,
                wd_approved=product.wd_approved,
            )
        )
        numbers = [1]
    revision = ListingRevision(
        number=max(numbers, default=0) + 1,
        state=RevisionState.DRAFT,
        content={},
        author_id=by,
        created_at=clock.now(),
    )
    product.revisions.append(revision)
    return revision


def drop_changes(product: Product, version: int, by: int) -> None:
    """Give up a new version; what is on sale stays. Raises ChangedMeanwhile."""
    held = hold_version(product, version)
    revision = open_revision(held)
    if revision is not None and held.published_at is not None:
        revision.state = RevisionState.DROPPED
        held.version += 1
        held.changed_at, held.changed_by = clock.now(), by
        db.session.flush()


def duplicate(product: Product, by: int) -> Product:
    """A draft with the same content, numbers of its own and nothing on the shelf."""
    content = content_now(product)
    own = {variant.id: variant for variant in product.variants}
    name = content["texts"]["tr"]["name"]
    copy = start(product.supplier, product.category, name, by, product.kind)
    for fact in COPIED:
        setattr(copy, fact, getattr(product, fact))
    for row in content["variants"]:
        shelf = own.get(row.get("id") or 0)
        row["id"], row["sku"] = None, free_number(product.supplier_id, row["sku"])
        row["stock"] = 0
        if shelf is not None:
            row["price_minor"], row["low_at"] = shelf.price_minor, shelf.low_at
            row["weight_g"] = shelf.weight_g
    for text in content["texts"].values():
        text["name"] = _("%(name)s (copy)", name=text["name"])[:160]
    contents.apply(copy, content)
    return copy


def free_number(supplier_id: int, wanted: str) -> str:
    """The number itself, or with the first figure behind it that this supplier does not use."""
    used = set(
        db.session.scalars(
            select(Variant.sku).where(
                Variant.supplier_id == supplier_id, Variant.sku.startswith(wanted[:36])
            )
        )
    )
    if wanted not in used:
        return wanted
    return next(name for n in range(2, 10_000) if (name := f"{wanted[:34]}-{n}") not in used)


def add_picture(product: Product, picture: Picture, alt: dict[str, str], by: int) -> bool:
    """Put one more picture behind the others; nothing of anybody else's is overwritten."""
    held = hold(product)
    shown = content_now(held)["pictures"]
    if any(row["picture_id"] == picture.id for row in shown):
        return False
    if len(shown) >= MOST_PICTURES:
        raise TooManyPictures(_("At most %(most)s pictures.", most=MOST_PICTURES))
    row = PictureContent(picture_id=picture.id, alt=alt, focus=5)
    return change(held, {"pictures": [*shown, row]}, held.version, by)
