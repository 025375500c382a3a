"""The timer of disputes: what no notification told us, we hear by asking (a lost word delays)."""

from datetime import timedelta

from app.extensions import db
from app.kernel import clock, transactions
from app.payments import gateway
from app.payments.disputes import noting, queries
from app.payments.gateway import Disputed, ProviderRefused, ProviderUnreachable

BACK = timedelta(days=30)


def watch() -> int:
    """Ask every provider that has money of ours for new disputes and for the undecided ones."""
    with transactions.reading():
        wanted = [(name, queries.going_on(name)) for name in queries.providers_with_money()]
        db.session.rollback()
    return sum(_of(provider, open_ones) for provider, open_ones in wanted)


def _of(provider: str, open_ones: list[str]) -> int:
    try:
        found = _found(provider, open_ones)
    except (ProviderUnreachable, ProviderRefused):
        return 0
    for one in found:
        noting.note(provider, one)
        transactions.save()
    return len(found)


def _found(provider: str, open_ones: list[str]) -> list[Disputed]:
    asked = gateway.named(provider)
    if not asked.abilities.disputes:
        return []
    found = {one.ref: one for one in asked.disputes_since(clock.now() - BACK)}
    for ref in open_ones:
        if ref not in found:
            found[ref] = asked.dispute(ref)
    return list(found.values())
