"""What may follow what: a withdrawal, a claim, goods coming back, a damage claim (machine 4.6)."""

from app.returns.models import CaseState, DamageState, GoodsReturnState

WITHDRAWAL: dict[tuple[CaseState, str], CaseState] = {
    (CaseState.RECEIVED, "accept"): CaseState.ACCEPTED,
    (CaseState.RECEIVED, "propose_refusal"): CaseState.PENDING_REFUSAL,
    (CaseState.PENDING_REFUSAL, "confirm_refusal"): CaseState.REFUSED,
    (CaseState.PENDING_REFUSAL, "overrule"): CaseState.ACCEPTED,
    (CaseState.PENDING_REFUSAL, "not_decided"): CaseState.ACCEPTED,
    (CaseState.REFUSED, "complaint"): CaseState.PENDING_REFUSAL,
    (CaseState.ACCEPTED, "both_keep"): CaseState.REVOKED,
}

CLAIM: dict[tuple[CaseState, str], CaseState] = {
    (CaseState.RECEIVED, "review"): CaseState.UNDER_REVIEW,
    (CaseState.UNDER_REVIEW, "ask"): CaseState.WAITING_INFO,
    (CaseState.WAITING_INFO, "reply"): CaseState.UNDER_REVIEW,
    (CaseState.WAITING_INFO, "silent"): CaseState.UNDER_REVIEW,
    (CaseState.UNDER_REVIEW, "approve"): CaseState.APPROVED,
    (CaseState.UNDER_REVIEW, "not_decided"): CaseState.APPROVED,
    (CaseState.UNDER_REVIEW, "refuse"): CaseState.REFUSED,
    (CaseState.REFUSED, "complaint"): CaseState.UNDER_REVIEW,
}

GOODS: dict[tuple[GoodsReturnState, str], GoodsReturnState] = {
    (GoodsReturnState.AWAITING_APPROVAL, "approve_goods_back"): (
        GoodsReturnState.APPROVED_GOODS_BACK
    ),
    (GoodsReturnState.AWAITING_APPROVAL, "approve_without_goods"): (
        GoodsReturnState.APPROVED_WITHOUT_GOODS
    ),
    (GoodsReturnState.AWAITING_APPROVAL, "coming_back"): GoodsReturnState.SENT,
    (GoodsReturnState.APPROVED_GOODS_BACK, "coming_back"): GoodsReturnState.SENT,
    (GoodsReturnState.APPROVED_GOODS_BACK, "sent"): GoodsReturnState.SENT,
    (GoodsReturnState.APPROVED_GOODS_BACK, "never_sent"): GoodsReturnState.CLOSED,
    (GoodsReturnState.APPROVED_GOODS_BACK, "arrived"): GoodsReturnState.RECEIVED,
    (GoodsReturnState.SENT, "arrived"): GoodsReturnState.RECEIVED,
    (GoodsReturnState.SENT, "lost"): GoodsReturnState.INSPECTED,
    (GoodsReturnState.RECEIVED, "inspected"): GoodsReturnState.INSPECTED,
    (GoodsReturnState.INSPECTED, "refunded"): GoodsReturnState.CLOSED,
    (GoodsReturnState.APPROVED_WITHOUT_GOODS, "refunded"): GoodsReturnState.CLOSED,
} | {
    (state, "both_keep"): GoodsReturnState.CLOSED
    for state in (GoodsReturnState.AWAITING_APPROVAL, GoodsReturnState.APPROVED_GOODS_BACK)
}

DAMAGE: dict[tuple[DamageState, str], DamageState] = {
    (DamageState.PROPOSED, "agree"): DamageState.OPEN,
    (DamageState.PROPOSED, "disagree"): DamageState.REJECTED,
    (DamageState.OPEN, "accept"): DamageState.ACCEPTED,
    (DamageState.OPEN, "reject"): DamageState.REJECTED,
    (DamageState.OPEN, "drop"): DamageState.REJECTED,
    (DamageState.OPEN, "silent"): DamageState.REJECTED,
    (DamageState.REJECTED, "bring"): DamageState.TO_AU,
    (DamageState.TO_AU, "upheld"): DamageState.ACCEPTED,
    (DamageState.TO_AU, "dismissed"): DamageState.REJECTED,
}

CHANNELS = ("letter", "email", "telephone", "door", "counter")
ASK_AGAIN_DAYS = 7
PARK_AFTER_DAYS = 30
ANSWER_DAYS = 14
DOOR_ANSWER_DAYS = 3
SERVICE_DAYS = 14
INSPECTION_BUSINESS_DAYS = 3
COLLECTION_BUSINESS_DAYS = 5
NEVER_SENT_DAYS = 60
MESSAGE_AT_LEAST = 10
MESSAGE_AT_MOST = 2000
