"""Late and exempt statements, complaints, and contracts kept after all (4.6.1)."""

import pytest

from app.evidence import queries as evidence
from app.extensions import db
from app.payments.models import RefundState
from app.returns.models import CaseState
from app.returns.services import deciding
from tests.builders import a_product
from tests.page import Page
from tests.returns.steps import (
    case,
    case_page,
    day,
    decide,
    letters,
    refunds,
    statement,
    withdraw,
)
from tests.shopping import buy, deliver

pytestmark = pytest.mark.usefixtures("open_shop")
WHY = "The period of fourteen days ended on 16 March."


@pytest.fixture
def late(visitor, delivered, today):
    today("2026-03-17")
    withdraw(visitor, delivered)
    return delivered


@pytest.fixture
def refused(late, staff):
    decide(staff("orders"), "refuse", WHY)
    assert case().state is CaseState.REFUSED
    return late


def complain(client, text="I posted it on the sixteenth."):
    return client.post(f"/en/returns/{case().number}/word", data={"text": text})


@pytest.mark.requirement("SM-4.6.1")
def test_a_late_refusal_needs_the_evidence_that_the_buyer_was_informed(late, staff):
    late.suborders[0].informed_on = None
    db.session.commit()

    answer = decide(staff("orders"), "refuse", WHY)

    assert answer.status_code == 409
    assert case().state is CaseState.PENDING_REFUSAL


def test_without_evidence_the_desk_is_told_why_it_cannot_refuse(late, staff):
    late.suborders[0].informed_on = None
    db.session.commit()

    page = Page(staff("orders").get(f"/en/admin/returns/{case().number}"))

    assert "The period of this contract has not ended" in page.text
    with pytest.raises(AssertionError):
        page.button("Refuse with this reason")


def test_an_exempt_refusal_needs_the_evidence_of_the_disclosure(visitor, bank, today, staff):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(wd_code="c", wd_approved=True))
    deliver(order, "2026-03-02")
    today("2026-03-03")
    withdraw(visitor, order)
    case().lines[0].order_line.sku = "another"  # nothing in the evidence speaks of this one
    db.session.commit()

    assert decide(staff("orders"), "refuse", "It perishes quickly.").status_code == 409
    assert case().state is CaseState.PENDING_REFUSAL


@pytest.mark.requirement("SM-4.6.1")
@pytest.mark.requirement("C-15")
@pytest.mark.requirement("HR-14")
def test_an_exempt_refusal_says_why_and_where_to_complain(visitor, bank, today, staff):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(wd_code="c", wd_approved=True))
    deliver(order, "2026-03-02")
    today("2026-03-03")
    withdraw(visitor, order)

    decide(staff("orders"), "refuse", "Fresh anchovy perishes quickly.")

    assert case().state is CaseState.REFUSED
    letter = letters("withdrawal-refused")[0]
    assert "Fresh anchovy" in letter.text
    assert "arbitration" in letter.text
    assert case().lines[0].order_line.kept == 1


@pytest.mark.requirement("SM-4.6.1")
def test_staff_may_accept_all_the_same(late, staff):
    decide(staff("orders"), "overrule")

    assert case().state is CaseState.ACCEPTED
    assert refunds()[0].kind == "withdrawal"


@pytest.mark.requirement("SM-4.6.1")
@pytest.mark.requirement("SM-4.6")
def test_a_complaint_opens_a_refused_case_again(visitor, refused, today):
    today("2026-06-01")

    answer = complain(visitor)

    assert answer.status_code == 303
    assert case().state is CaseState.PENDING_REFUSAL
    assert case().decide_by == day("2026-06-03")
    assert case().lines[0].order_line.returning == 1
    assert "I posted it on the sixteenth." in case_page(visitor).text


@pytest.mark.requirement("DC-12.2.c")
def test_what_is_granted_after_a_complaint_is_a_refund_of_its_own(visitor, refused, today, staff):
    today("2026-03-20")
    complain(visitor)

    decide(staff("orders"), "overrule")

    assert [(r.kind, r.due_on) for r in refunds()] == [("complaint", day("2026-03-31"))]


@pytest.mark.requirement("SM-4.6.1")
def test_a_complaint_nobody_answers_is_right(visitor, refused, today):
    today("2026-03-23")
    complain(visitor)
    today("2026-03-26")

    assert deciding.accept_undecided() == 1
    assert case().state is CaseState.ACCEPTED


def test_a_complaint_needs_a_sentence_and_is_kept_as_typed(visitor, refused):
    answer = complain(visitor, "no")

    assert answer.status_code == 422
    assert "Write in a sentence" in Page(answer).errors[0]
    assert case().state is CaseState.REFUSED


def test_nobody_complains_about_anothers_case(open_shop, refused):
    assert complain(open_shop.test_client()).status_code == 404


@pytest.mark.requirement("SM-4.6.1")
def test_both_agree_and_the_contract_stands(visitor, delivered, today, team):
    today("2026-03-05")
    withdraw(visitor, delivered, 2)
    path = case().number

    visitor.post(f"/en/returns/{path}/keep")
    assert case().state is CaseState.ACCEPTED
    assert letters("keep-asked")[0].recipient == delivered.suborders[0].supplier.email
    team(delivered.suborders[0].supplier).post(f"/en/supplier/returns/{path}/keep")

    assert case().state is CaseState.REVOKED
    assert refunds()[0].state is RefundState.CANCELLED
    assert case().lines[0].order_line.kept == 2
    assert evidence.kinds_of(delivered.reference).count("contract_kept") == 2
    assert len(letters("withdrawal-revoked")) == 1


@pytest.mark.requirement("SM-4.6.1")
def test_once_money_has_left_nothing_is_taken_back(visitor, delivered, today, staff, team):
    today("2026-03-05")
    withdraw(visitor, delivered, 2)
    decide(staff("orders"), "without-goods", "Not worth the carriage.")

    answer = visitor.post(f"/en/returns/{case().number}/keep")

    assert answer.status_code == 409
    assert case().state is CaseState.ACCEPTED


@pytest.mark.requirement("SM-4.6")
def test_free_and_exempt_goods_of_one_seller_are_decided_apart(visitor, bank, today, staff):
    from tests.builders import a_supplier
    from tests.shopping import fill_cart

    today("2026-03-02 09:00:00")
    supplier = a_supplier()
    fill_cart(visitor, a_product(supplier=supplier, wd_code="c", wd_approved=True, name="Hamsi"))
    order = buy(visitor, bank, a_product(supplier=supplier, name="Bal"))
    deliver(order, "2026-03-02")
    today("2026-03-03")

    withdraw(visitor, order)

    found = [(c.number[-2:], str(c.state), len(c.lines)) for c in statement().cases]
    assert found == [("-1", "accepted", 1), ("-2", "pending_refusal", 1)]
    assert case_page(visitor).text.count("Fresh") == 0


@pytest.mark.requirement("DC-15.a")
@pytest.mark.requirement("DC-11.late")
def test_a_gold_coin_is_acknowledged_and_refused_with_its_reason(visitor, bank, today, staff):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(wd_code="a", wd_approved=True, name="Altın"))
    deliver(order, "2026-03-02")
    today("2026-03-03")

    withdraw(visitor, order)
    decide(staff("orders"), "refuse", "The price of gold follows the markets.")

    assert len(letters("withdrawal-received")) == 1
    assert "follows the markets" in letters("withdrawal-refused")[0].text


@pytest.mark.parametrize(
    ("code", "answer", "state"),
    [
        pytest.param("d", "no", "accepted", marks=pytest.mark.requirement("DC-15.d")),
        pytest.param("d", "yes", "pending_refusal", marks=pytest.mark.requirement("DC-15.d")),
        pytest.param("e", "no", "accepted", marks=pytest.mark.requirement("DC-15.e")),
        pytest.param("e", "yes", "pending_refusal", marks=pytest.mark.requirement("DC-15.e")),
    ],
)
def test_the_condition_is_asked_in_the_form_and_decides(visitor, bank, today, code, answer, state):
    today("2026-03-02 09:00:00")
    order = buy(visitor, bank, a_product(wd_code=code, wd_approved=True))
    deliver(order, "2026-03-02")
    today("2026-03-03")
    line = order.suborders[0].lines[0]
    page = Page(visitor.get(f"/en/orders/{order.reference}/withdraw"))
    assert len(page.soup.select(f"input[name=seal-{line.id}]")) == 2

    withdraw(visitor, order, **{f"seal-{line.id}": answer})

    assert case().state == state


@pytest.mark.requirement("HR-18")
def test_questions_go_to_the_address_of_the_settings(visitor):
    page = Page(visitor.get("/en/"))

    assert page.link("yardim@example.org") == "mailto:yardim@example.org"


@pytest.mark.requirement("HR-07")
def test_the_days_of_the_bank_are_information_only(visitor, delivered, today, staff):
    today("2026-03-05")
    withdraw(visitor, delivered, 2)
    decide(staff("orders"), "without-goods", "Not worth the carriage.")

    letter = letters("refund-sent")[0].text.replace("\n", " ")

    assert "Your bank may need some days to" in letter
    assert refunds()[0].due_on == day("2026-03-19")
