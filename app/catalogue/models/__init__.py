"""Tables of the catalogue."""

from app.catalogue.models.categories import Category
from app.catalogue.models.files import DigitalFile
from app.catalogue.models.listings import Product, ProductState, ProductText
from app.catalogue.models.offers import Offer
from app.catalogue.models.pictures import ProductPicture
from app.catalogue.models.revisions import ListingRevision, RevisionState
from app.catalogue.models.search import CatalogueVersion, SearchWord
from app.catalogue.models.variants import Variant

__all__ = [
    "CatalogueVersion",
    "Category",
    "DigitalFile",
    "ListingRevision",
    "Offer",
    "Product",
    "ProductPicture",
    "ProductState",
    "ProductText",
    "RevisionState",
    "SearchWord",
    "Variant",
]
