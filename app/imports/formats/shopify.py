"""Shopify's product file with its old column names and the new ones."""

ALIASES = {
    "handle": "group",
    "url handle": "group",
    "title": "name_tr",
    "body html": "description_tr",
    "description": "description_tr",
    "type": "category",
    "product category": "category",
    "variant sku": "sku",
    "sku": "sku",
    "variant price": "price",
    "price": "price",
    "variant compare at price": "before_price",
    "compare at price": "before_price",
    "variant inventory qty": "stock",
    "inventory quantity": "stock",
    "variant grams": "weight",
    "weight value grams": "weight",
    "image src": "pictures",
    "product image url": "pictures",
}
for _n in range(1, 4):
    ALIASES |= {f"option{_n} name": f"option{_n}_name", f"option{_n} value": f"option{_n}_value"}
MARKS = frozenset(
    {
        "handle",
        "url handle",
        "body html",
        "vendor",
        "option1 name",
        "option1 value",
        "variant sku",
        "variant price",
        "compare at price",
        "variant compare at price",
        "image src",
        "product image url",
        "published on online store",
        "inventory quantity",
        "variant inventory qty",
        "continue selling when out of stock",
    }
)
