"""WooCommerce's product file, in English and as its Turkish translation names the columns."""

from app.imports.columns import OPTIONS

ALIASES = {
    "id": "id",
    "kimlik": "id",
    "type": "row_type",
    "tur": "row_type",
    "sku": "sku",
    "stok kodu": "sku",
    "stok kodu sku": "sku",
    "name": "name_tr",
    "isim": "name_tr",
    "ad": "name_tr",
    "short description": "lead_tr",
    "kisa aciklama": "lead_tr",
    "description": "description_tr",
    "aciklama": "description_tr",
    "stock": "stock",
    "stok": "stock",
    "sale price": "sale_price",
    "indirimli fiyat": "sale_price",
    "indirimli satis fiyati": "sale_price",
    "regular price": "price",
    "normal fiyat": "price",
    "categories": "category",
    "kategoriler": "category",
    "images": "pictures",
    "gorseller": "pictures",
    "low stock amount": "low_at",
    "parent": "parent",
    "ebeveyn": "parent",
    "ust": "parent",
}
for _unit in ("kg", "g", "lbs", "oz"):  # as the shop weighs; `imports.weights` reads it
    ALIASES |= {f"weight {_unit}": "weight", f"agirlik {_unit}": "weight"}
for _n in range(1, OPTIONS + 1):
    ALIASES |= {
        f"attribute {_n} name": f"option{_n}_name",
        f"attribute {_n} value s": f"option{_n}_value",
        f"nitelik {_n} ismi": f"option{_n}_name",
        f"nitelik {_n} adi": f"option{_n}_name",
        f"nitelik {_n} deger ler i": f"option{_n}_value",
        f"nitelik {_n} degerleri": f"option{_n}_value",
    }
MARKS = frozenset(
    {
        "type",
        "tur",
        "regular price",
        "normal fiyat",
        "sale price",
        "visibility in catalog",
        "tax status",
        "tax class",
        "parent",
        "ebeveyn",
        "is featured",
        "short description",
        "attribute 1 name",
        "attribute 1 value s",
        "nitelik 1 ismi",
        "backorders allowed",
    }
)
