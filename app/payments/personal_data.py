"""Columns of this room that say nothing of anybody, and where a person's rows begin."""

from app.extensions import Where
from app.law.personal_data import Person, Plain
from app.payments.models import OutgoingTransfer

PLAIN: Plain = {
    "dispute_proofs": "id dispute_id supplier_id written_by written_at",
    "dispute_shares": (
        "id dispute_id suborder_reference order_line_id amount_minor commission_minor "
        "commission_vat_minor bearer"
    ),
    "disputes": (
        "id number provider provider_ref order_id attempt_id state reason amount_minor "
        "taken_minor movements booked answer_by opened_at checked_at ended_at answer "
        "answered_at answered_by trouble cause borne_at"
    ),
    "incoming_transfers": (
        "id mark value_on amount_minor booked_minor state attempt_id back_attempt_id "
        "member_id recorded_at settled_at"
    ),
    "outgoing_transfers": "id mark value_on amount_minor number member_id recorded_at",
    "payment_attempts": (
        "id order_id number provider provider_ref pay_url return_hash state amount_minor "
        "captured_minor started_at captured_at ended_at checked_at fees_due_at"
    ),
    "payment_commands": (
        "id attempt_id kind amount_minor refund_id dispute_id outcome key run_at lease lease_until "
        "attempts done_at last_error"
    ),
    "payment_file_lines": "id file_id refund_id amount_minor outcome",
    "payment_files": "id number made_on made_at member_id",
    "provider_notifications": "event_id provider kind received_at body_sha256",
    "refund_lines": (
        "id refund_id order_line_id quantity goods_minor commission_minor "
        "commission_vat_minor bearer"
    ),
    "refunds": (
        "id number order_id suborder_reference supplier_id cause kind instrument attempt_id "
        "state goods_minor delivery_minor interest_minor cost_minor set_off_minor "
        "amount_minor notice_on due_on release_on inputs bearing opened_at released_at "
        "sent_at confirmed_at value_on provider_ref failures blocked asked_at iban_given_at"
    ),
    "suborder_terms": (
        "suborder_reference agreement_number line_bp goods_minor commission_minor "
        "commission_vat_minor withholding_bp"
    ),
}


def roots(person: Person) -> tuple[Where, ...]:
    """What the bank says it has sent them, by the refund's number; the rest is tied by keys."""
    return ((OutgoingTransfer, OutgoingTransfer.number.in_(person.references)),)
