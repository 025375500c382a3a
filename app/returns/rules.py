"""States of a return of goods (machine 4.6.3) and of a withdrawal (4.6.1)."""

from app.returns.models import GoodsReturnState, WithdrawalState

GOODS: dict[tuple[GoodsReturnState, str], GoodsReturnState] = {
    (GoodsReturnState.AWAITING_APPROVAL, "approve_goods_back"): (
        GoodsReturnState.APPROVED_GOODS_BACK
    ),
    (GoodsReturnState.AWAITING_APPROVAL, "approve_without_goods"): (
        GoodsReturnState.APPROVED_WITHOUT_GOODS
    ),
    (GoodsReturnState.APPROVED_GOODS_BACK, "sent"): GoodsReturnState.SENT,
    (GoodsReturnState.APPROVED_GOODS_BACK, "arrived"): GoodsReturnState.RECEIVED,
    (GoodsReturnState.SENT, "arrived"): GoodsReturnState.RECEIVED,
    (GoodsReturnState.RECEIVED, "inspected"): GoodsReturnState.INSPECTED,
    (GoodsReturnState.INSPECTED, "refunded"): GoodsReturnState.CLOSED,
    (GoodsReturnState.APPROVED_WITHOUT_GOODS, "refunded"): GoodsReturnState.CLOSED,
}

WITHDRAWAL: dict[tuple[WithdrawalState, str], WithdrawalState] = {
    (WithdrawalState.PENDING_REFUSAL, "confirm_refusal"): WithdrawalState.REFUSED,
    (WithdrawalState.PENDING_REFUSAL, "overrule"): WithdrawalState.ACCEPTED,
    (WithdrawalState.PENDING_REFUSAL, "not_decided"): WithdrawalState.ACCEPTED,
    (WithdrawalState.REFUSED, "complaint"): WithdrawalState.PENDING_REFUSAL,
}
