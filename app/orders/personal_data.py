"""Columns of this room that say nothing of anybody, and where a person's rows begin."""

from app.extensions import Where
from app.law.personal_data import Person, Plain
from app.orders.models import Order

PLAIN: Plain = {
    "ancillary_contracts": "id parent_line_id line_id party ended_on told_at",
    "carrier_events": "id shipment_id key kind at source recorded_at recorded_by",
    "downloads": "id line_id name sha256 version at",
    "ending_lines": "ending_id line_id quantity",
    "endings": ("id suborder_id number cause notice_on ended_at learned_on told_by breach code"),
    "invoice_parties": "order_id buyer_type",
    "order_lines": (
        "id suborder_id position product_id sku vat_bp weight_g wd_code parts_count cancelled "
        "being_returned returned dispatched received received_on ended_on kind parent_id "
        "deliveries starts_at asked_at performed_at consent_checked"
    ),
    "order_links": "token_hash order_id purpose created_at ends_at revoked_at",
    "orders": (
        "id reference state language cart_id shopper_id payment_means currency goods_minor "
        "delivery_minor donation_minor donation_checked total_minor rule_set terms "
        "information_sha256 information_valid_until created_at placed_at means hold_until "
        "formed_at closed_at stock_held arrival_asked_at"
    ),
    "packed_lots": "id shipment_id line_id lot lot_key use_by",
    "receipt_events": ("id shipment_id source received_on recorded_at recorded_by disputed"),
    "setback_lines": "setback_id line_id quantity",
    "setbacks": (
        "id suborder_id shipment_id number kind told_at answer_by new_day choice chosen_at"
    ),
    "shipment_lines": "shipment_id line_id quantity parts",
    "shipments": (
        "id suborder_id carrier tracking_url state handed_over_at asked_at last_scan_at "
        "turn_back_asked_at turned_on turned_why ended_at damaged"
    ),
    "suborders": (
        "id order_id position reference state delivery delivery_kind delivery_minor "
        "delivery_vat_bp delivery_free_from_minor delivery_tariff_minor delivery_bands "
        "lead_days promised_by latest_by agreed_by accepted_at dispatched_at delivered_on "
        "ended_on not_binding informed_on last_day last_day_inputs"
    ),
}


def roots(person: Person) -> tuple[Where, ...]:
    """Orders, with or without an account; everything below them is tied by keys."""
    return ((Order, Order.email_key.in_(person.email_keys)),)
