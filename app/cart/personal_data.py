"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "cart_lines": "id cart_id variant_id quantity seen_price_minor extras",
    "carts": "id token_hash shopper_id created_at touched_at donation_minor",
}
