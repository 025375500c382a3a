"""What the pages of a supplier's listings show, gathered."""

from dataclasses import dataclass

from flask import url_for

from app.catalogue import food, states, words
from app.catalogue.forms import kinds
from app.catalogue.forms.sheets import SHEETS
from app.catalogue.kinds import TRAVELS
from app.catalogue.models import Category, ListingRevision, Product, ProductState, RevisionState
from app.catalogue.queries import text_in
from app.catalogue.queries.listings import as_written, gaps_of, open_revision
from app.catalogue.rules import Gap
from app.media.queries import PictureView, view
from app.web import language as languages
from app.web.filters import money
from app.web.language import said

WAITING = frozenset({RevisionState.CHANGES_REQUESTED, RevisionState.REJECTED, RevisionState.DRAFT})
UNFINISHED = frozenset({ProductState.DRAFT, ProductState.CHANGES_REQUESTED})


@dataclass(frozen=True, slots=True)
class Row:
    """A listing in the list: what it is, how it stands, whether its maker must do something."""

    product: Product
    name: str
    picture: PictureView | None
    state: str
    tone: str
    revision: ListingRevision | None
    revision_said: tuple[str, str] | None
    price: str
    stock: int
    low: bool

    @property
    def waits_for_maker(self) -> bool:
        """Whether there is something to do."""
        sent_back = self.revision is not None and self.revision.state in WAITING
        return self.product.state in UNFINISHED or sent_back or self.low


def row_of(product: Product) -> Row:
    """One listing of the list."""
    state, tone = words.standing(product)
    revision = open_revision(product) if product.published_at else None
    prices = [variant.price_minor for variant in product.variants]
    on_sale = product.state is ProductState.PUBLISHED
    return Row(
        product=product,
        name=name_of(product),
        picture=main_picture(product),
        state=state,
        tone=tone,
        revision=revision,
        revision_said=words.revision(revision) if revision else None,
        price=money(min(prices)) if prices else "",
        stock=sum(variant.stock for variant in product.variants),
        low=on_sale and any(v.stock <= v.low_at for v in product.variants),
    )


def name_of(product: Product) -> str:
    """What the listing is called, in the page's language or in Turkish."""
    return text_in(product).name if product.texts else "—"


def main_picture(product: Product) -> PictureView | None:
    """Its first picture."""
    shown = product.pictures[0] if product.pictures else None
    return view(shown.picture, said(shown.alt), shown.focus) if shown else None


def categories(found: list[Category]) -> list[tuple[int, str]]:
    """Shelves as a select shows them: the upper one before the lower."""
    return [(shelf.id, shelf_said(shelf)) for shelf in found]


def shelf_said(shelf: Category) -> str:
    """A shelf with the one it belongs to."""
    return " › ".join(_name(one) for one in (shelf.parent, shelf) if one)


def _name(shelf: Category) -> str:
    return (shelf.texts.get(languages.current()) or shelf.texts["tr"])["name"]


def overview(product: Product) -> dict[str, object]:
    """A listing's own page: how it stands, what is missing, its sections."""
    written = as_written(product)
    revision = open_revision(product)
    gaps = gaps_of(product)
    return {
        "product": product,
        "name": name_of(written),
        "row": row_of(product),
        "written": written,
        "revision": revision,
        "gaps": [(gap, address(product, gap)) for gap in gaps],
        "sections": sections(product, written, {gap.section for gap in gaps}),
        "picture": main_picture(written),
        "may": {str(event): states.may(product, event) for event in states.Event},
    }


def sections(
    product: Product, written: Product, lacking: set[str]
) -> list[tuple[str, str, str, bool]]:
    """The sections of the form: key, name, address, whether something is missing there."""
    return [
        (key, words.section(key), section_url(product, key), key in lacking)
        for key in keys(product, written)
    ]


def may_have(product: Product, section: str) -> bool:
    """Whether a listing of this kind can have such a section at all."""
    if section == "kind":
        return product.kind in kinds.ASKED
    return section != "food" or product.kind in TRAVELS


def keys(product: Product, written: Product) -> list[str]:
    """The sections that are asked of this listing, by its kind and category."""
    eaten = product.kind in TRAVELS and bool(food.asked(written.category.food_preset))
    asked = ["kind"] if may_have(product, "kind") else []
    return ["text", "pictures", *asked, "sizes", *(["food"] if eaten else []), "terms"]


def section_url(product: Product, key: str, anchor: str | None = None) -> str:
    """Where a section is filled in."""
    if key == "pictures":
        return url_for("supplier_listings.pictures", product_id=product.id, _anchor=anchor)
    return url_for("supplier_listings.section", product_id=product.id, section=key, _anchor=anchor)


def address(product: Product, gap: Gap) -> str | None:
    """Where what is missing is said, or None where no form of ours asks for it."""
    if gap.section in SHEETS or gap.section == "pictures":
        return section_url(product, gap.section, gap.field)
    if gap.section == "delivery":
        return url_for("supplier_delivery.show")
    return url_for("supplier_delivery.returns") if gap.field == "return_way" else None
