"""What finance has to do: how many of each, how much money, and where."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from app.accounting import reconciling
from app.payments import bank_queries, rules
from app.payments import desk_queries as refund_desk
from app.payments.models import Refund, RefundState
from app.payments.services.refunds import above_limit


@dataclass(frozen=True, slots=True)
class Act:
    """One queue that waits for a person; kuruş."""

    title: str
    count: int
    amount_minor: int
    url: str
    presses: bool = False


def waiting() -> list[Act]:
    """Every queue that is not empty, what presses first."""
    found = [*_refunds(), *_bank(), *_differences()]
    return sorted((act for act in found if act.count), key=lambda act: not act.presses)


def _refunds() -> list[Act]:
    refunds = refund_desk.open_refunds()

    def act(title: str, show: str, test: Callable[[Refund], bool], presses: bool = False) -> Act:
        chosen = [refund for refund in refunds if test(refund)]
        total = sum(refund.amount_minor for refund in chosen)
        return Act(title, len(chosen), total, url_for("admin_refunds.index", show=show), presses)

    return [
        act(_("Refunds past their last day"), "late", refund_desk.is_overdue, True),
        act(_("Refunds in trouble"), "trouble", refund_desk.in_trouble, True),
        act(_("Refunds to be released by two people"), "release", _waits_for_two),
        act(_("Refunds to be paid by transfer"), "transfer", _to_transfer),
    ]


def _waits_for_two(refund: Refund) -> bool:
    return refund.state is RefundState.COMPUTED and above_limit(refund)


def _to_transfer(refund: Refund) -> bool:
    return refund.by_transfer and refund.state in rules.AT_THE_BANK


def _bank() -> list[Act]:
    incoming = bank_queries.open_incoming()
    return [
        Act(
            _("Money that came in, to be assigned"),
            len(incoming),
            sum(line.amount_minor for line in incoming),
            url_for("admin_transfers.index"),
        )
    ]


def _differences() -> list[Act]:
    found = [difference for row in reconciling.latest() for difference in row.differences]
    total = sum(abs(_minor(d, "theirs") - _minor(d, "ours")) for d in found)
    url = url_for("admin_reconciliation.index")
    return [Act(_("Differences to provider and bank"), len(found), total, url, True)]


def _minor(difference: dict[str, object], side: str) -> int:
    amount = difference[side]
    return amount if isinstance(amount, int) else 0
