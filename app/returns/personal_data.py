"""Columns of this room that say nothing of anybody, and where a person's rows begin."""

from app.extensions import Where
from app.law.personal_data import Person, Plain
from app.returns.models import Statement

PLAIN: Plain = {
    "case_lines": (
        "id case_id order_line_id quantity dispatched seal good not_resellable not_arrived"
    ),
    "cases": (
        "id statement_id position number kind suborder_id state last_day inputs decide_by "
        "ground decided_at decided_by asked_at paused_days complained_at service_on "
        "objected_at objected_by kept_by_shopper_at kept_by_supplier_at"
    ),
    "damage_claims": (
        "id case_id state sum_minor proposed_by proposed_at agreed_by opened_at answer_by "
        "answered_at reference"
    ),
    "goods_returns": (
        "id case_id state approve_by approved_at approved_by way carrier return_code "
        "return_address label_id collect_on send_back_by sent_at received_at inspect_by "
        "inspection inspected_at inspected_by cost_minor note closed_at"
    ),
    "statement_files": "id statement_id case_id purpose media_type size by at",
    "statement_notes": "id statement_id case_id kind by at",
    "statements": (
        "id number key kind state channel language order_id shipment_id sent_at received_at "
        "recorded_at recorded_by matched_at asked_at last_word_at answer_by document_sha256 "
        "receipt_hash"
    ),
}


def roots(person: Person) -> tuple[Where, ...]:
    """Statements that name no order yet; the others hang on theirs."""
    return ((Statement, Statement.email.in_(person.email_keys)),)
