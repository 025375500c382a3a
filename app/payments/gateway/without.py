"""What a provider says that tells of no disputes, or of no fees: an account, a virtual POS."""

from datetime import datetime

from app.payments.gateway import Disputed, Fee, Proof, ProviderRefused


class WithoutDisputes:
    """Disputes of its payments reach the shop by letter, if at all."""

    def dispute(self, dispute: str) -> Disputed:
        raise ProviderRefused("tells of no disputes")

    def disputes_since(self, moment: datetime) -> list[Disputed]:
        return []

    def contest(self, dispute: str, proof: Proof, key: str) -> None:
        raise ProviderRefused("tells of no disputes")

    def concede(self, dispute: str, key: str) -> None:
        raise ProviderRefused("tells of no disputes")


class WithoutFees:
    """What it keeps for its work stands in its monthly invoice, not with each payment."""

    def fees(self, ref: str) -> list[Fee]:
        return []
