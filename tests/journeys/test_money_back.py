"""The card is closed, so the money asks where it may go; on the pages, with scripts off."""

from datetime import date

import pytest

from app.kernel import events, transactions
from app.orders import queries as orders
from app.orders.events import LinesEnded
from app.payments.gateway import ProviderRefused
from app.payments.gateway.demo import DemoGateway


def closed_card(*_asked: object) -> str:
    raise ProviderRefused("the card is closed")


def lose(travel, reference: str) -> None:
    """The carrier lost everything of an order; its buyer wants the money."""
    with travel.inside():
        suborder = orders.order_by_reference(reference).suborders[0]
        line = suborder.lines[0]
        line.cancelled = pieces = line.kept
        lost = LinesEnded(suborder.reference, "E-1", "lost", {line.id: pieces}, date(2026, 3, 5))
        events.publish(lost)
        transactions.save()


@pytest.mark.requirement("DC-12.2.a")
@pytest.mark.requirement("SM-4.7")
def test_a_closed_card_is_tried_four_times_then_an_account_is_named_and_finance_pays(
    travel, monkeypatch
):
    monkeypatch.setattr(DemoGateway, "refund", closed_card)
    shopper = travel.guest(width=360)
    honey = travel.product(name="Chestnut honey", stock=10)
    reference = travel.buy(shopper, honey, quantity=2)
    travel.at("2026-03-05 09:00:00")
    lose(travel, reference)

    shopper.go(f"/en/orders/{reference}")
    assert shopper.says("Goes back to your card, at the latest on Thursday, 19 March 2026.")
    assert not shopper.says("Name an account")

    for moment in ("2026-03-05 10:00:01", "2026-03-05 12:00:02", "2026-03-05 16:00:03"):
        travel.at(moment)
        travel.drain()
    shopper.go(f"/en/orders/{reference}")
    shopper.press("Name an account")
    shopper.page.fill("#iban", "TR33 0006 1005 1978 6457 8413 27")
    shopper.press("Pay to this account")
    assert shopper.says("This is no valid IBAN.")
    shopper.page.fill("#iban", "tr330006100519786457841326")
    shopper.press("Pay to this account")
    assert shopper.says("TR33 … 1326")

    finance = travel.staff("finance")
    finance.go("/en/admin/refunds?show=transfer")
    finance.press("Open P-")
    assert finance.says("TR33 0006 1005 1978 6457 8413 26")
    finance.page.fill("#amount", "569,00")
    finance.page.fill("#value_on", "2026-03-05")
    finance.page.fill("#reference", "FT-2026-1")
    finance.press("Confirm the transfer")
    assert finance.says("The transfer is confirmed")

    shopper.go(f"/en/orders/{reference}")
    assert shopper.says("Sent to your account TR33 … 1326 on Thursday, 5 March 2026.")
    finance.go(f"/en/admin/ledger?q={reference}")
    assert finance.says("Refund sent")
