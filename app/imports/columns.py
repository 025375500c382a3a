"""The columns a file may have here, and their names in the shop's own format, in two languages."""

from app.web import language

OPTIONS = 6

OWN: dict[str, tuple[str, str]] = {
    "group": ("Ürün kodu", "Product code"),
    "sku": ("Stok kodu", "SKU"),
    "name_tr": ("Ad (Türkçe)", "Name (Turkish)"),
    "name_en": ("Ad (İngilizce)", "Name (English)"),
    "label_tr": ("Seçenek (Türkçe)", "Option (Turkish)"),
    "label_en": ("Seçenek (İngilizce)", "Option (English)"),
    "price": ("Fiyat (TL, KDV dâhil)", "Price (TL, VAT included)"),
    "stock": ("Stok", "Stock"),
    "net_amount": ("Net miktar", "Net quantity"),
    "net_unit": ("Birim", "Unit"),
    "category": ("Kategori", "Category"),
    "vat": ("KDV (%)", "VAT (%)"),
    "lead_days": ("Hazırlama süresi (gün)", "Lead time (days)"),
    "lead_tr": ("Kısa tanıtım (Türkçe)", "Short text (Turkish)"),
    "lead_en": ("Kısa tanıtım (İngilizce)", "Short text (English)"),
    "description_tr": ("Açıklama (Türkçe)", "Description (Turkish)"),
    "description_en": ("Açıklama (İngilizce)", "Description (English)"),
    "qualities_tr": ("Temel nitelikler (Türkçe)", "Main qualities (Turkish)"),
    "qualities_en": ("Temel nitelikler (İngilizce)", "Main qualities (English)"),
    "cold_chain": ("Soğuk zincir", "Cold chain"),
    "shelf_life_days": ("Raf ömrü (gün)", "Shelf life (days)"),
    "wd_code": ("Cayma istisnası", "Withdrawal exemption"),
    "deposit": ("Depozito (TL)", "Deposit (TL)"),
    "parts_count": ("Koli sayısı", "Parcels"),
    "low_at": ("Azalınca haber verilecek stok", "Low stock at"),
    "weight": ("Kargo ağırlığı (g)", "Shipping weight (g)"),
    "ingredients_tr": ("İçindekiler (Türkçe)", "Ingredients (Turkish)"),
    "ingredients_en": ("İçindekiler (İngilizce)", "Ingredients (English)"),
    "allergens": ("Alerjenler", "Allergens"),
    "origin_tr": ("Menşe (Türkçe)", "Origin (Turkish)"),
    "origin_en": ("Menşe (İngilizce)", "Origin (English)"),
    "storage_tr": ("Saklama (Türkçe)", "Storage (Turkish)"),
    "storage_en": ("Saklama (İngilizce)", "Storage (English)"),
    "use_by": ("Tüketim kuralı", "Durability"),
    "registration": ("Gıda kayıt numarası", "Food registration"),
    "at_least": ("En az bu miktar", "At least this much"),
    "pictures": ("Resimler", "Pictures"),
}
FOREIGN: dict[str, tuple[str, str]] = {
    "sale_price": ("İndirimli fiyat", "Sale price"),
    "before_price": ("İndirimden önceki fiyat", "Price before the sale"),
    "row_type": ("Satır türü", "Kind of row"),
    "id": ("Kimlik", "ID"),
    "parent": ("Üst ürün", "Parent product"),
    **{
        f"option{n}_{part}": (f"{n}. özelliğin {tr}", f"{en} of attribute {n}")
        for n in range(1, OPTIONS + 1)
        for part, tr, en in (("name", "adı", "Name"), ("value", "değeri", "Value"))
    },
}
FIELDS = OWN | FOREIGN
ROUTING = frozenset({"group", "sku", "row_type", "id", "parent"})


def label_of(field: str) -> str:
    """A column's name in the page's language."""
    turkish, english = FIELDS[field]
    return turkish if language.current() == "tr" else english
