"""The seller cannot deliver, is sold out, or asks to cancel (art. 16(4))."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from app.extensions import db
from app.messaging.models import Message
from app.orders.models import Ending, Setback, SubOrderState
from app.payments.models import Refund
from tests.builders import a_product
from tests.page import Page
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def order(visitor, bank, today):
    today("2026-03-02 10:00:00")
    return buy(visitor, bank, a_product(lead_days=20), 2)


@pytest.fixture
def seller(order, team):
    return team(order.suborders[0].supplier)


def say(client, order, **said):
    path = f"/en/supplier/orders/{order.suborders[0].reference}/impossible"
    words = {"learned_on": "2026-03-10", "code": "destroyed", "words": "The cellar burnt down."}
    return client.post(path, data=words | said, content_type="multipart/form-data")


@pytest.mark.requirement("SM-4.4")
@pytest.mark.requirement("DC-16.4.a")
@pytest.mark.requirement("DC-16.4.b")
@pytest.mark.requirement("V16")
def test_told_within_three_days_and_paid_back_within_fourteen(order, seller, today, visitor):
    today("2026-03-12 15:00:00")

    answer = say(seller, order)

    assert answer.status_code == 303
    ending = db.session.scalars(select(Ending)).one()
    assert ending.told_by == date(2026, 3, 13)
    assert not ending.breach
    refund = db.session.scalars(select(Refund)).one()
    assert (refund.kind, refund.due_on) == ("impossibility", date(2026, 3, 26))
    letter = db.session.scalars(select(Message).where(Message.kind == "impossible")).one()
    assert "The cellar burnt down." in letter.text
    assert letter.statutory
    db.session.expire_all()
    assert order.suborders[0].state is SubOrderState.IMPOSSIBLE
    assert "Cannot be delivered" in Page(visitor.get(f"/en/orders/{order.reference}")).text


@pytest.mark.requirement("DC-16.4.a")
def test_told_on_the_fourth_day_it_counts_and_is_flagged(order, seller, today):
    today("2026-03-14")

    say(seller, order)

    assert db.session.scalars(select(Ending)).one().breach
    page = Page(seller.get(f"/en/supplier/orders/{order.suborders[0].reference}"))
    assert "Told too late" in page.text


@pytest.mark.requirement("DC-16.4.a")
def test_nobody_learns_of_it_tomorrow(order, seller, today):
    today("2026-03-12")

    answer = say(seller, order, learned_on="2026-03-13")

    assert answer.status_code == 422
    assert any("in the future" in error for error in Page(answer).errors)
    assert Page(answer).value("What happened, in your words") == "The cellar burnt down."


@pytest.mark.requirement("DC-16.4.c")
def test_sold_out_is_no_cause(order, seller, today):
    today("2026-03-12")
    page = Page(seller.get(f"/en/supplier/orders/{order.suborders[0].reference}/impossible"))
    causes = [option["value"] for option in page.field("Cause").find_all("option")]
    assert not any("stock" in cause for cause in causes)

    answer = say(seller, order, code="stock")

    assert answer.status_code == 422
    assert db.session.scalars(select(Ending)).all() == []


@pytest.mark.requirement("DC-16.4.c")
@pytest.mark.parametrize("words", ["Stokta kalmadı, üzgünüz.", "We are out of stock now."])
def test_a_text_about_stock_is_warned_of(order, seller, today, words):
    today("2026-03-12")

    answer = say(seller, order, words=words)

    assert answer.status_code == 422
    assert "no impossibility" in Page(answer).errors[0]
    assert say(seller, order, words=words, not_stock="y").status_code == 303


def test_the_proof_is_kept_apart_and_only_for_its_own(order, seller, today, team, visitor):
    from tests.builders import a_supplier

    today("2026-03-12")
    say(seller, order, proof=(io.BytesIO(b"%PDF-1.7 report"), "report.pdf"))
    name = db.session.scalars(select(Ending)).one().proof
    path = f"/en/supplier/orders/{order.suborders[0].reference}/proofs/{name}"

    assert seller.get(path).data == b"%PDF-1.7 report"
    assert team(a_supplier()).get(path).status_code == 404
    assert visitor.get(f"/media/{name}").status_code == 404


def test_a_proof_of_the_wrong_kind_is_refused_and_nothing_typed_is_lost(order, seller, today):
    today("2026-03-12")

    answer = say(seller, order, proof=(io.BytesIO(b"MZ program"), "x.exe"))

    assert answer.status_code == 422
    assert Page(answer).value("What happened, in your words") == "The cellar burnt down."


def test_a_proof_survives_a_form_that_comes_back(order, seller, today):
    today("2026-03-12")
    proof = (io.BytesIO(b"%PDF-1.7 report"), "report.pdf")
    answer = say(seller, order, learned_on="2026-03-20", proof=proof)
    kept = Page(answer).soup.find("input", {"name": "proof_kept"})["value"]

    say(seller, order, proof_kept=kept)

    assert db.session.scalars(select(Ending)).one().proof == kept


def ask(client, order, what, pieces=2, **said):
    suborder = order.suborders[0]
    return client.post(
        f"/en/supplier/orders/{suborder.reference}/{what}",
        data={f"pieces-{suborder.lines[0].id}": pieces} | said,
    )


def choose(client, order, choice):
    setback = db.session.scalars(select(Setback)).one()
    return client.post(
        f"/en/orders/{order.reference}/setbacks/{setback.number}", data={"choice": choice}
    )


@pytest.mark.requirement("SM-4.4")
@pytest.mark.requirement("DC-16.4.c")
@pytest.mark.parametrize(
    ("choice", "kept", "refunds"),
    [("wait", 2, []), ("substitute", 2, []), ("end", 0, ["stock_out"])],
)
def test_sold_out_the_shopper_chooses_and_the_duty_stays(
    order, seller, visitor, choice, kept, refunds
):
    ask(seller, order, "later", new_day="2026-03-28", words="Bal, aynı fiyata")
    page = Page(visitor.get(f"/en/orders/{order.reference}"))
    assert "The duty to deliver remains" in page.text
    assert "Bal, aynı fiyata" in page.text

    answer = choose(visitor, order, choice)

    assert answer.status_code == 303
    db.session.expire_all()
    suborder = order.suborders[0]
    assert suborder.lines[0].kept == kept
    assert [refund.kind for refund in db.session.scalars(select(Refund))] == refunds
    assert suborder.agreed_by == (date(2026, 3, 28) if choice == "wait" else None)
    told = db.session.scalars(select(Message).where(Message.kind == "setback-chosen")).one()
    assert told.recipient == suborder.supplier.email


def test_waiting_takes_no_right_away(order, seller, visitor, today):
    ask(seller, order, "later", new_day="2026-04-20")
    choose(visitor, order, "wait")
    today("2026-03-23")

    assert Page(visitor.get(f"/en/orders/{order.reference}")).has_link(
        "End the contract for non-delivery"
    )


def test_a_substitute_not_offered_cannot_be_chosen_nor_anything_unknown(order, seller, visitor):
    ask(seller, order, "later", new_day="2026-03-28")

    assert choose(visitor, order, "substitute").status_code == 422
    assert choose(visitor, order, "refund").status_code == 422
    assert choose(visitor, order, "wait").status_code == 303
    assert choose(visitor, order, "end").status_code == 409


@pytest.mark.parametrize("day", ["", "2026-03-02", "2026-02-01", "soon"])
def test_a_later_day_is_later(order, seller, day):
    assert ask(seller, order, "later", new_day=day).status_code == 422


@pytest.mark.parametrize(("choice", "kept"), [("agree", 1), ("keep", 2)])
def test_pieces_are_cancelled_only_with_the_shoppers_yes(order, seller, visitor, choice, kept):
    stock = order.suborders[0].lines[0].variant_id
    ask(seller, order, "cancel", 1, words="One jar is broken.")
    assert order.suborders[0].lines[0].kept == 2

    choose(visitor, order, choice)

    db.session.expire_all()
    assert order.suborders[0].lines[0].kept == kept
    assert order.suborders[0].state is SubOrderState.NEW
    from app.catalogue.models import Variant

    assert db.session.get(Variant, stock).stock == (9 if choice == "agree" else 8)


def test_another_suppliers_and_another_shoppers_setbacks_are_not_there(
    order, seller, open_shop, team
):
    from tests.builders import a_supplier

    ask(seller, order, "cancel", 1, words="One jar is broken.")

    assert choose(open_shop.test_client(), order, "agree").status_code == 404
    assert ask(team(a_supplier()), order, "cancel", 1, words="x").status_code == 404
