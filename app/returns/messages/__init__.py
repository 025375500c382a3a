"""What the returns domain says by e-mail."""

from app.returns.messages.ancillary import ancillary_ended
from app.returns.messages.claims import (
    claim_for_supplier,
    claim_question,
    complaint_received,
    objection_decided,
    refused,
    service_arranged,
)
from app.returns.messages.damage import damage_answered, damage_claim, damage_over
from app.returns.messages.goods import (
    approved,
    arrived,
    keep_asked,
    never_sent,
    revoked,
    send_back,
)
from app.returns.messages.statements import (
    declare_after_the_door,
    for_supplier,
    period_ends,
    statement_received,
    which_order,
    why_at_the_door,
)

__all__ = [
    "ancillary_ended",
    "approved",
    "arrived",
    "claim_for_supplier",
    "claim_question",
    "complaint_received",
    "damage_answered",
    "damage_claim",
    "damage_over",
    "declare_after_the_door",
    "for_supplier",
    "keep_asked",
    "never_sent",
    "objection_decided",
    "period_ends",
    "refused",
    "revoked",
    "send_back",
    "service_arranged",
    "statement_received",
    "which_order",
    "why_at_the_door",
]
