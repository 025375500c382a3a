"""Bank transfer: the operator's own account. What it "says" is what finance has booked so far.

Nothing here leaves the process. It takes money without holding it first, and pays nothing back
by itself: refunds by transfer go through the bank (machine 4.7).
"""

from collections.abc import Mapping

from app.payments import bank_queries, queries
from app.payments.gateway import (
    Abilities,
    AlreadyPaid,
    Notification,
    ProviderRefused,
    Request,
    Started,
    Status,
)
from app.payments.gateway.without import WithoutDisputes, WithoutFees


class TransferGateway(WithoutDisputes, WithoutFees):
    """An attempt's number is the order's with the attempt's own behind it."""

    name = "transfer"
    pages = ""
    abilities = Abilities(
        authorises=False, captures_in_part=False, refunds_in_part=False, expires=True
    )

    def start(self, request: Request, key: str) -> Started:
        """Its page is ours: account, order number and sum."""
        attempt = key.rsplit(":", 1)[-1]
        address = request.return_url.replace("/checkout/return/", "/checkout/transfer/")
        return Started(f"{request.reference}/{attempt}", address)

    def status(self, ref: str) -> Status:
        """Captured once the whole sum is booked; a part leaves it open."""
        attempt = queries.attempt_by_ref(self.name, ref)
        if attempt is None:
            raise ProviderRefused("no such transfer")
        booked = sum(incoming.booked_minor for incoming in bank_queries.booked_for(attempt.id))
        if booked < attempt.amount_minor:
            return Status("open", attempt.amount_minor, 0, 0)
        return Status("captured", attempt.amount_minor, booked, 0)

    def expire(self, ref: str, key: str) -> None:
        """Nobody can be kept from paying in; what comes later goes back. Raises AlreadyPaid."""
        if self.status(ref).state == "captured":
            raise AlreadyPaid(ref)

    def capture(self, ref: str, amount_minor: int, key: str) -> None:
        raise ProviderRefused("taken at once")

    def void(self, ref: str, key: str) -> None:
        raise ProviderRefused("nothing is held")

    def refund(self, ref: str, amount_minor: int, key: str) -> str:
        raise ProviderRefused("paid back by transfer")

    def refund_state(self, ref: str, refund: str) -> str:
        raise ProviderRefused("paid back by transfer")

    def read_notification(self, headers: Mapping[str, str], body: bytes) -> Notification:
        raise ProviderRefused("a bank account sends no words")
