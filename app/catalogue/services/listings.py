"""A listing on its way to the shelf: refused while the law's information is incomplete."""

from app.catalogue import rules, search
from app.catalogue.models import Category, Product, ProductState
from app.catalogue.services import touch
from app.extensions import db
from app.kernel import clock
from app.kernel.errors import Refused
from app.settings import queries as settings
from app.suppliers import profile


class NotListable(Refused):
    """Nothing of this kind may be offered here (art. 2)."""


class Incomplete(Refused):
    """The listing does not yet say all that a buyer must be told (art. 5(1))."""


def create_listing(product: Product, category: Category) -> Product:
    """Put a new listing into its category, with the category's exemption proposed (HR-15).

    Raises NotListable.
    """
    reason = rules.why_not_here(
        category, food_rounds_protected=settings.flag("apply_to_food_rounds")
    )
    if reason:
        raise NotListable(reason)
    product.category = category
    if product.wd_code in {None, "none"}:
        product.wd_code = category.wd_preset
    product.changed_at = clock.now()
    db.session.add(product)
    db.session.flush()
    return product


def publish(product: Product) -> None:
    """Put a listing on the shelf, when nothing is missing. Raises NotListable, Incomplete."""
    create_listing(product, product.category)
    put_on_sale(product)
    product.state = ProductState.PUBLISHED
    db.session.flush()


def put_on_sale(product: Product) -> None:
    """What lists and search say of a listing is made to fit it. Raises Incomplete."""
    if problems := rules.missing(product) + profile.missing(product.supplier):
        raise Incomplete(" ".join(problems))
    product.published_at = product.published_at or clock.now()
    product.lowest_price_minor = min(v.price_minor for v in product.variants)
    product.in_stock = any(v.stock for v in product.variants)
    db.session.flush()
    search.index(product)
    touch()
