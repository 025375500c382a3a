"""Tables of the payments domain."""

from app.payments.models.attempts import (
    AttemptState,
    CommandKind,
    PaymentAttempt,
    PaymentCommand,
    ProviderNotification,
)
from app.payments.models.bank import (
    IncomingState,
    IncomingTransfer,
    OutgoingTransfer,
    PaymentFile,
    PaymentFileLine,
)
from app.payments.models.disputes import (
    Dispute,
    DisputeProof,
    DisputeShare,
    DisputeState,
)
from app.payments.models.refunds import (
    Refund,
    RefundLine,
    RefundState,
)
from app.payments.models.terms import SubOrderTerms

__all__ = [
    "AttemptState",
    "CommandKind",
    "Dispute",
    "DisputeProof",
    "DisputeShare",
    "DisputeState",
    "IncomingState",
    "IncomingTransfer",
    "OutgoingTransfer",
    "PaymentAttempt",
    "PaymentCommand",
    "PaymentFile",
    "PaymentFileLine",
    "ProviderNotification",
    "Refund",
    "RefundLine",
    "RefundState",
    "SubOrderTerms",
]
