"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "catalogue_version": "id version",
    "categories": (
        "id parent_id slug position texts picture_id scope excluded_kind wd_preset food_preset"
    ),
    "digital_files": "id product_id name media_type sha256 size version scan scanned_at",
    "listing_revisions": (
        "id product_id number state content wd_approved words author_id reviewer_id "
        "created_at submitted_at decided_at"
    ),
    "offers": "product_id extra_id position",
    "product_pictures": "id product_id picture_id position alt focus",
    "product_texts": (
        "product_id language name sort_key slug lead description qualities personal_prompt "
        "protection compatibility place entered_by"
    ),
    "products": (
        "id supplier_id category_id state kind version vat_bp lead_days wd_code wd_approved "
        "wd_waived cold_chain shelf_life_days deposit_minor parts_count deliveries "
        "interval_months dated_kind personal_most authorised_install party food "
        "lowest_price_minor in_stock published_at changed_at changed_by blocked_at "
        "blocked_words"
    ),
    "search_words": "product_id language word weight",
    "variants": (
        "id product_id supplier_id sku position label net_amount net_unit weight_g "
        "price_minor stock low_at starts_at"
    ),
}
