"""What was agreed changes only when both agree."""

import pytest
from sqlalchemy import select

from app.contracts.models import Amendment
from app.contracts.services import amendments
from app.evidence import queries as evidence
from app.extensions import db
from app.messaging.models import Message
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.shopping import buy

CHANGE = {"turkish": "Teslimat 9 Mart yerine 12 Mart.", "own": "Delivery on 12 March, not on 9."}


@pytest.fixture
def supplier(open_shop):
    return a_supplier()


@pytest.fixture
def order(supplier, visitor, bank):
    return buy(visitor, bank, a_product(supplier=supplier))


def propose(team, supplier, order, **differences):
    reference = order.suborders[0].reference
    path = f"/en/supplier/orders/{reference}/amend"
    return team(supplier).post(path, data=CHANGE | differences)


def proposal():
    db.session.expire_all()
    return db.session.scalars(select(Amendment)).one()


def answer(client, order, said, document=None):
    found = proposal()
    path = f"/en/orders/{order.reference}/amendments/{found.number}"
    return client.post(path, data={"answer": said, "document": document or found.document_sha256})


@pytest.mark.requirement("DC-5.2")
def test_a_change_counts_only_when_the_buyer_accepts_it(visitor, team, supplier, order):
    assert propose(team, supplier, order).status_code == 303
    page = Page(visitor.get(f"/en/orders/{order.reference}"))
    assert "proposes a change of your contract" in page.text
    paper = Page(visitor.get(page.link("Read and answer")))
    assert "Delivery on 12 March, not on 9." in paper.text
    assert proposal().decided_at is None

    assert answer(visitor, order, "accept").status_code == 303

    kinds = [k for k in evidence.kinds_of(order.reference) if k.startswith("amendment")]
    assert kinds == ["amendment_proposed", "amendment_accepted"]
    (fact,) = evidence.bodies_of(order.reference, "amendment_accepted")
    assert fact["document"] == proposal().document_sha256
    assert "Change of the contract" in Page(visitor.get(f"/en/orders/{order.reference}")).text


@pytest.mark.requirement("DC-5.2")
def test_the_contract_itself_is_never_edited(visitor, team, supplier, order):
    before = evidence.bodies_of(order.reference, "preinfo_confirmed")
    price = order.suborders[0].lines[0].unit_price_minor
    propose(team, supplier, order)
    answer(visitor, order, "accept")

    assert evidence.bodies_of(order.reference, "preinfo_confirmed") == before
    assert order.suborders[0].lines[0].unit_price_minor == price


def test_both_sides_get_it_in_writing_in_both_languages(visitor, team, supplier, order):
    propose(team, supplier, order)
    answer(visitor, order, "accept")
    letters = {m.kind: m for m in db.session.scalars(select(Message)) if "amendment" in m.kind}

    assert set(letters) == {"amendment-proposed", "amendment-accepted", "amendment-answered"}
    assert letters["amendment-accepted"].statutory
    assert len(letters["amendment-accepted"].attachments) == 2
    assert letters["amendment-answered"].recipient == supplier.email


def test_a_buyer_who_declines_keeps_the_contract(visitor, team, supplier, order):
    propose(team, supplier, order)
    answer(visitor, order, "decline")

    assert "amendment_declined" in evidence.kinds_of(order.reference)
    assert answer(visitor, order, "accept").status_code == 409


def test_what_is_accepted_is_what_was_shown(visitor, team, supplier, order):
    propose(team, supplier, order)

    assert answer(visitor, order, "accept", "0" * 64).status_code == 409
    assert proposal().decided_at is None


def test_a_proposal_says_what_changes(team, supplier, order):
    answered = propose(team, supplier, order, turkish=" ")

    assert answered.status_code == 422
    assert Page(answered).errors == ["The change, in Turkish: Write what changes."]
    assert Page(answered).value("The change, in the buyer's language") == CHANGE["own"]


def test_nobody_else_sees_or_answers_it(app, team, supplier, order):
    propose(team, supplier, order)
    stranger = app.test_client()

    assert answer(stranger, order, "accept").status_code == 404
    assert propose(team, a_supplier(), order).status_code == 404


def test_a_contract_that_is_over_is_not_changed_any_more(team, supplier, order):
    from app.orders.models import OrderState

    order.state = OrderState.CLOSED
    db.session.commit()

    assert propose(team, supplier, order).status_code == 409


@pytest.mark.requirement("DC-5.2")
def test_there_is_no_way_to_edit_what_was_agreed(app):
    assert {f for f in dir(amendments) if f in {"edit", "update", "change"}} == set()
    taken = [r.rule for r in app.url_map.iter_rules() if "POST" in (r.methods or ())]
    rules = [rule for rule in taken if "/contracts" in rule or "/documents" in rule]
    assert rules == ["/admin/contracts/<reference>/inform"]
