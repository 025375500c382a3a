"""One contract for every provider: what the shop relies on, whoever takes the money."""

from datetime import UTC, datetime, timedelta

import pytest

from app.ledger import queries as ledger
from app.orders.models import OrderState
from app.payments.gateway import AlreadyPaid, ListsMovements, Proof, ProviderRefused, Request
from tests.builders import a_product
from tests.payments.providers import KINDS
from tests.payments.providers.virtual_pos import VirtualPos
from tests.payments.refunding import end, hurry_commands
from tests.shopping import newest_order, place

SUM = 12_345


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def provider(request, tmp_path):
    provider = request.param(tmp_path)
    yield provider
    provider.close()


def wanted(reference: str = "M-TEST-0001-X") -> Request:
    return Request(
        reference=reference,
        amount_minor=SUM,
        currency="TRY",
        description=reference,
        return_url="http://127.0.0.1:8000/checkout/return/token",
        notify_url="http://127.0.0.1:8000/webhooks/any",
        language="tr",
        expires_at=UNTIL,
    )


YESTERDAY = datetime.now(UTC) - timedelta(days=1)
PROOF = Proof("Signed for.", "1 × Lakerda", "Deniz Kargo", "DK1", "2026-03-02")
UNTIL = (datetime.now(UTC) + timedelta(minutes=30)).isoformat()


@pytest.fixture
def opened(provider) -> str:
    return provider.gateway.start(wanted(), "start:1").ref


@pytest.fixture
def taken(provider, opened) -> str:
    provider.pay(opened)
    if provider.gateway.abilities.authorises:
        provider.gateway.capture(opened, SUM, "capture:1")
    return opened


def test_a_payment_is_opened_once_by_its_key_on_the_provider_s_page(provider):
    first = provider.gateway.start(wanted(), "start:1")
    again = provider.gateway.start(wanted(), "start:1")
    other = provider.gateway.start(wanted("M-TEST-0002-X"), "start:2")

    assert first == again
    assert other.ref != first.ref
    assert first.url.startswith(provider.gateway.pages)
    assert provider.gateway.status(first.ref).state == "open"
    assert provider.gateway.status(first.ref).amount_minor == SUM


def test_what_the_shopper_pays_is_held_or_taken_as_the_provider_says_it_can(provider, opened):
    provider.pay(opened)
    status = provider.gateway.status(opened)

    holds = provider.gateway.abilities.authorises
    assert status.state == ("authorised" if holds else "captured")
    assert status.amount_minor == SUM
    assert status.captured_minor == (0 if holds else SUM)


def test_it_is_captured_once_by_its_key(provider, opened):
    provider.pay(opened)
    if not provider.gateway.abilities.authorises:
        with pytest.raises(ProviderRefused):
            provider.gateway.capture(opened, SUM, "capture:1")
        return
    provider.gateway.capture(opened, SUM, "capture:1")
    provider.gateway.capture(opened, SUM, "capture:1")

    assert provider.gateway.status(opened).captured_minor == SUM
    with pytest.raises(ProviderRefused):
        provider.gateway.capture(opened, SUM, "capture:2")


def test_what_is_held_can_be_let_go(provider, opened):
    provider.pay(opened)
    if not provider.gateway.abilities.authorises:
        with pytest.raises(ProviderRefused):
            provider.gateway.void(opened, "void:1")
        return
    provider.gateway.void(opened, "void:1")

    assert provider.gateway.status(opened).state == "voided"


def test_a_page_is_ended_so_that_nobody_pays_on_it_any_more(provider, opened):
    if not provider.gateway.abilities.expires:
        with pytest.raises(ProviderRefused):
            provider.gateway.expire(opened, "expire:1")
        return
    provider.gateway.expire(opened, "expire:1")

    assert provider.gateway.status(opened).state == "expired"


def test_what_is_paid_cannot_be_ended(provider, opened):
    provider.pay(opened)

    with pytest.raises(AlreadyPaid):
        provider.gateway.expire(opened, "expire:1")


@pytest.mark.requirement("DC-12.2.c")
def test_refunds_go_once_by_their_key_and_never_beyond_what_was_taken(provider, taken):
    first = provider.gateway.refund(taken, 345, "refund:1")

    assert provider.gateway.refund(taken, 345, "refund:1") == first
    assert provider.gateway.refund(taken, 12_000, "refund:2") != first
    assert provider.gateway.status(taken).refunded_minor == SUM
    with pytest.raises(ProviderRefused):
        provider.gateway.refund(taken, 1, "refund:3")


@pytest.fixture
def disputing(provider, taken):
    """The number of a dispute about all that was taken, where the provider tells of disputes."""
    if provider.dispute is None:
        assert not provider.gateway.abilities.disputes
        assert provider.gateway.disputes_since(YESTERDAY) == []
        with pytest.raises(ProviderRefused):
            provider.gateway.dispute("any")
        return None
    assert provider.gateway.abilities.disputes
    return provider.dispute(taken)


def test_a_dispute_takes_the_money_until_it_is_won(provider, taken, disputing):
    if disputing is None:
        return
    begun = provider.gateway.dispute(disputing)
    assert (begun.payment, begun.state) == (taken, "needs_answer")
    assert (begun.amount_minor, begun.taken_minor) == (SUM, SUM)
    assert begun.answer_by is not None
    assert provider.gateway.disputes_since(YESTERDAY) == [begun]
    with pytest.raises(ProviderRefused):
        provider.gateway.refund(taken, 1, "refund:1")

    provider.decide(disputing, True)

    ended = provider.gateway.dispute(disputing)
    assert (ended.state, ended.taken_minor) == ("won", 0)
    assert ended.movements > begun.movements


def test_a_dispute_is_answered_once_by_its_key(provider, disputing):
    if disputing is None:
        with pytest.raises(ProviderRefused):
            provider.gateway.contest("any", PROOF, "contest:1")
        return
    provider.gateway.contest(disputing, PROOF, "contest:1")
    provider.gateway.contest(disputing, PROOF, "contest:1")

    assert provider.gateway.dispute(disputing).state == "under_review"
    with pytest.raises(ProviderRefused):
        provider.gateway.contest(disputing, PROOF, "contest:2")


def test_who_gives_in_loses(provider, disputing):
    if disputing is None:
        with pytest.raises(ProviderRefused):
            provider.gateway.concede("any", "concede:1")
        return
    provider.gateway.concede(disputing, "concede:1")

    lost = provider.gateway.dispute(disputing)
    assert (lost.state, lost.taken_minor) == ("lost", SUM)


def test_it_tells_what_it_kept_for_its_work_each_by_a_number_of_its_own(provider, taken):
    before = provider.gateway.fees(taken)
    provider.gateway.refund(taken, 345, "refund:1")
    if provider.dispute is not None:
        provider.dispute(taken)

    found = provider.gateway.fees(taken)

    if not provider.gateway.abilities.tells_fees:
        assert found == []
        return
    assert [fee.amount_minor > 0 for fee in before] == [True]
    assert set(before) < set(found)
    assert len({fee.ref for fee in found}) == len(found)
    assert provider.gateway.fees(taken) == found


def test_a_number_of_another_account_is_refused(provider):
    with pytest.raises(ProviderRefused):
        provider.gateway.status("cs_test_of_somebody_else")


def test_its_word_names_the_event_and_the_payment(provider, opened):
    body, headers = provider.word(opened, "evt_7")

    said = provider.gateway.read_notification(headers, body)

    assert (said.event_id, said.ref) == ("evt_7", opened)


def test_a_forged_or_stale_word_is_refused(provider, opened):
    body, headers = provider.word(opened, "evt_7")
    if headers:
        headers = {name: altered(value) for name, value in headers.items()}
    else:
        body = altered(body.decode()).encode()
    with pytest.raises(ProviderRefused):
        provider.gateway.read_notification(headers, body)
    if provider.stale is not None:
        old, signature = provider.stale(opened)
        with pytest.raises(ProviderRefused):
            provider.gateway.read_notification(signature, old)


def altered(signature: str) -> str:
    return signature[:-1] + ("0" if signature[-1] != "0" else "1")


@pytest.mark.usefixtures("open_shop")
def test_a_virtual_pos_is_added_without_touching_orders(shop, visitor, monkeypatch):
    """It takes the money at once and sends the browser back by a POST from its own site."""
    pos = VirtualPos()
    monkeypatch.setitem(shop.extensions, "gateway", pos)
    _order, token = place(visitor, a_product())
    ref = "oid-1"
    pos.pay(ref)

    stranger = shop.test_client()  # no cookie of ours comes with a cross-site POST
    answer = stranger.post(
        f"/en/checkout/return/{token}",
        data=pos.word(ref, "trx-1"),
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": pos.pages, "Sec-Fetch-Site": "cross-site"},
    )

    assert answer.status_code == 303
    order = newest_order()
    assert order.state is OrderState.FORMED
    assert ledger.balance("provider:vpos") == order.total_minor
    assert stranger.post("/webhooks/vpos", data=pos.word(ref, "trx-1")).status_code == 200
    end(order.suborders[0], "lost", "2026-11-25")
    hurry_commands()
    assert pos.payments[ref]["refunded"] == order.total_minor
    assert ledger.balance("provider:vpos") == 0


def test_what_was_taken_and_sent_back_stands_in_its_own_list(provider, taken):
    """Where a provider lists what moved, it names the order and its own refund (reconciliation)."""
    if not isinstance(provider.gateway, ListsMovements):
        assert provider.gateway.name in {"transfer", VirtualPos.name}
        return
    refund = provider.gateway.refund(taken, 345, "refund:1")
    began = datetime.now(UTC) - timedelta(hours=1)

    moved = provider.gateway.movements(began)

    said = sorted((m.kind, m.about, m.amount_minor) for m in moved if m.kind != "fee")
    assert said == [("payment", "M-TEST-0001-X", SUM), ("refund", refund, -345)]
    assert len({m.ref for m in moved}) == len(moved)
    assert provider.gateway.movements(datetime.now(UTC) + timedelta(hours=1)) == []
