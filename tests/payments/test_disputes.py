"""A buyer tells the bank of her card that she does not owe a payment."""

import io
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.accounts.models import AccessLogEntry
from app.extensions import db
from app.kernel import clock
from app.ledger import queries as ledger
from app.messaging.models import Message
from app.payments import queries as payments
from app.payments.disputes import watching
from app.payments.models import Dispute, DisputeState, Refund, RefundState
from app.payments.services import refunds
from app.returns.models import Case
from app.web.filters import money
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.payments.by_card import attempt, bought, newest_attempt, tell
from tests.payments.refunding import end, hurry_commands
from tests.returns import steps
from tests.shopping import deliver
from tests.stripe_double import disputes as bank
from tests.withdrawing import withdraw

pytestmark = pytest.mark.usefixtures("open_shop")
ALL = 24500 + 7900
COMMISSION = 2940 + 588
WORDS = "Sent on 2 March with Deniz Kargo, received by the buyer herself."


@pytest.fixture
def order(visitor, stripe):
    return bought(visitor, stripe, a_product())


@pytest.fixture
def disputed(visitor, stripe, order):
    made = stripe.books.dispute(newest_attempt().provider_ref)
    assert tell(visitor, stripe, "charge.dispute.created", about=made) == 200
    return made


def dispute() -> Dispute:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Dispute)).one()


def held(order) -> int:
    return ledger.balance(f"disputes:{order.reference}")


def lose(visitor, stripe, made) -> None:
    bank.decide(made, won=False)
    assert tell(visitor, stripe, "charge.dispute.closed", about=made) == 200


def path(rest: str = "") -> str:
    return f"/en/admin/disputes/{dispute().number}{rest}"


def name_cause(desk, cause: str, part: str | None = None):
    part = part or dispute().order.suborders[0].reference
    return desk.post(path("/cause"), data={"cause": cause, "part": part})


def lost_jar(order) -> Refund:
    end(order.suborders[0], "lost", clock.today().isoformat())
    hurry_commands()
    return db.session.scalars(select(Refund)).one()


def test_what_the_card_scheme_takes_stands_in_the_ledger_at_once(order, disputed):
    assert dispute().state is DisputeState.NEEDS_ANSWER
    assert dispute().taken_minor == ALL
    assert held(order) == ALL
    assert ledger.balance("provider:stripe") == 0


def test_finance_finds_it_on_the_due_list_with_reason_sum_and_last_day(staff, disputed):
    text = Page(staff("finance").get("/en/admin")).text

    assert "Card dispute: 324.00 TL" in text
    assert "The goods did not arrive" in text
    assert "9 days" in text


def test_the_page_gives_the_records_of_the_order_and_notes_who_took_them(staff, order, disputed):
    desk = staff("finance")
    page = Page(desk.get(path()))

    answer = desk.get(page.link("Download the records (ZIP)"))

    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert f"{order.reference}/states/disputes.json" in names
    assert f"{order.reference}/SHA256SUMS" in names
    taken = select(func.count(AccessLogEntry.id)).where(
        AccessLogEntry.what == "records", AccessLogEntry.subject == order.reference
    )
    assert db.session.scalar(taken) == 1


@pytest.mark.parametrize("times", [1, 3])
def test_the_same_word_takes_the_money_once(visitor, stripe, order, disputed, times):
    for number in range(times):
        tell(visitor, stripe, "charge.dispute.updated", about=disputed, number="evt_same")
        tell(visitor, stripe, "charge.dispute.funds_withdrawn", about=disputed, number=f"e{number}")

    assert held(order) == ALL
    assert len([t for t in ledger.transfers_about(order.reference) if "dispute" in t.kind]) == 1


def test_a_dispute_that_is_won_brings_the_money_back(visitor, stripe, order, disputed):
    bank.decide(disputed, won=True)

    tell(visitor, stripe, "charge.dispute.funds_reinstated", about=disputed)
    tell(visitor, stripe, "charge.dispute.closed", about=disputed)

    assert dispute().state is DisputeState.WON
    assert held(order) == 0
    assert ledger.balance("provider:stripe") == ALL
    assert not payments.under_dispute(order.reference)


def test_its_end_may_come_before_its_beginning(visitor, stripe, order):
    made = stripe.books.dispute(newest_attempt().provider_ref)
    bank.decide(made, won=True)

    tell(visitor, stripe, "charge.dispute.closed", about=made)
    tell(visitor, stripe, "charge.dispute.created", about=made)

    assert dispute().state is DisputeState.WON
    assert held(order) == 0


def test_an_older_answer_that_arrives_late_takes_nothing_again(visitor, stripe, order, disputed):
    from app.payments import gateway
    from app.payments.disputes import noting

    old = gateway.named("stripe").dispute(disputed["id"])
    bank.decide(disputed, won=True)
    tell(visitor, stripe, "charge.dispute.closed", about=disputed)

    noting.note("stripe", old)

    assert dispute().state is DisputeState.WON
    assert held(order) == 0


def test_no_word_at_all_only_delays_it(visitor, stripe, order):
    made = stripe.books.dispute(newest_attempt().provider_ref)

    watching.watch()
    assert held(order) == ALL

    bank.decide(made, won=True)
    watching.watch()
    assert held(order) == 0


def test_an_inquiry_that_takes_no_money_is_answered_too(visitor, stripe, staff, order):
    made = stripe.books.dispute(newest_attempt().provider_ref, status="warning_needs_response")
    tell(visitor, stripe, "charge.dispute.created", about=made)

    assert held(order) == 0
    assert payments.under_dispute(order.reference)
    staff("finance").post(path("/answer"), data={"answer": "contest", "words": WORDS})
    assert made["status"] == "warning_under_review"


def test_a_dispute_about_another_s_payment_is_harmless(visitor, stripe, order):
    stranger = {"id": "dp_of_somebody_else", "object": "dispute"}

    assert tell(visitor, stripe, "charge.dispute.created", about=stranger) == 200
    assert db.session.scalar(select(func.count(Dispute.id))) == 0


def test_a_dispute_in_another_currency_books_nothing(visitor, stripe, order):
    made = stripe.books.dispute(newest_attempt().provider_ref, currency="eur")

    assert tell(visitor, stripe, "charge.dispute.created", about=made) == 200
    watching.watch()
    assert held(order) == 0


def test_the_makers_are_told_and_give_their_proof(visitor, stripe, team, staff, order, disputed):
    supplier = order.suborders[0].supplier
    letter = db.session.scalars(select(Message).where(Message.kind == "dispute-proof")).one()
    assert letter.recipient == supplier.email
    maker = team(supplier)
    assert "A buyer disputes the payment" in Page(maker.get("/en/supplier")).text
    own = f"/en/supplier/disputes/{dispute().number}"

    photo = (io.BytesIO(steps.a_photo()), "receipt.jpg")
    answer = maker.post(own, data={"words": "The buyer signed for it.", "file": photo})

    assert answer.status_code == 303
    assert "A buyer disputes the payment" not in Page(maker.get("/en/supplier")).text
    page = Page(staff("finance").get(path()))
    assert "The buyer signed for it." in page.text
    assert staff("finance").get(page.link("See the file")).content_type == "image/jpeg"


def test_proof_without_words_loses_no_file(visitor, stripe, team, order, disputed):
    maker = team(order.suborders[0].supplier)
    own = f"/en/supplier/disputes/{dispute().number}"
    photo = (io.BytesIO(steps.a_photo()), "receipt.jpg")

    answer = maker.post(own, data={"words": "", "file": photo})

    assert answer.status_code == 422
    page = Page(answer)
    assert "Write what happened." in page.text
    kept = page.soup.select_one("input[name=file_kept]")["value"]
    maker.post(own, data={"words": "Signed for.", "file_kept": kept})
    assert dispute().proofs[0].file == kept


def test_another_maker_sees_nothing_of_it(team, order, disputed):
    other = team(a_supplier(name="Rüzgâr", sort_key="ruzgar", title="S.S. Rüzgâr"))

    assert other.get(f"/en/supplier/disputes/{dispute().number}").status_code == 404


def test_it_is_contested_with_our_words_the_makers_and_the_parcel(
    visitor, stripe, staff, team, order, disputed
):
    deliver(order, clock.today().isoformat())
    maker = team(order.suborders[0].supplier)
    maker.post(f"/en/supplier/disputes/{dispute().number}", data={"words": "Signed for."})

    answer = staff("finance").post(path("/answer"), data={"answer": "contest", "words": WORDS})

    assert answer.status_code == 303
    said = disputed["evidence"]
    assert WORDS in said["uncategorized_text"]
    assert "Signed for." in said["uncategorized_text"]
    assert said["shipping_carrier"]
    assert disputed["evidence_details"]["submission_count"] == 1
    assert dispute().state is DisputeState.UNDER_REVIEW
    assert dispute().answered_at is not None


def test_contesting_without_a_word_is_sent_back_to_be_written(staff, order, disputed):
    answer = staff("finance").post(path("/answer"), data={"answer": "contest", "words": " "})

    assert answer.status_code == 422
    assert "Write what happened; the card's bank decides by it." in Page(answer).text
    assert dispute().answer is None


def test_it_is_answered_once(staff, order, disputed):
    desk = staff("finance")
    desk.post(path("/answer"), data={"answer": "contest", "words": WORDS})

    answer = desk.post(path("/answer"), data={"answer": "concede", "words": ""})

    assert answer.status_code == 409
    assert disputed["status"] == "under_review"


def test_an_answer_that_got_no_answer_is_sent_again(stripe, staff, order, disputed):
    stripe.faults[f"/v1/disputes/{disputed['id']}"] = ["deaf"]
    staff("finance").post(path("/answer"), data={"answer": "contest", "words": WORDS})
    assert dispute().answered_at is None

    hurry_commands()

    assert dispute().answered_at is not None
    assert disputed["evidence_details"]["submission_count"] == 1


def test_an_answer_the_provider_does_not_take_stays_with_staff(staff, order, disputed):
    disputed["status"] = "under_review"  # answered on the provider's own page meanwhile
    desk = staff("finance")

    desk.post(path("/answer"), data={"answer": "contest", "words": WORDS})

    page = Page(desk.get(path()))
    assert "The provider did not take the answer" in page.text
    assert page.value("What happened") == WORDS


def test_giving_in_loses_it(visitor, stripe, staff, order, disputed):
    staff("finance").post(path("/answer"), data={"answer": "concede", "words": ""})
    tell(visitor, stripe, "charge.dispute.closed", about=disputed)

    assert disputed["status"] == "lost"
    assert dispute().state is DisputeState.LOST
    assert payments.under_dispute(order.reference)


@pytest.mark.parametrize(
    ("cause", "held_by", "supplier", "fee", "cooperative"),
    [
        ("withdrawal", "supplier", 24500 - COMMISSION, 7900, 0),
        ("lost", "supplier", 24500 - COMMISSION, 7900, 0),
        ("lost", "cooperative", -COMMISSION, 7900, 24500),
        ("late_money", "supplier", 0, 0, ALL - COMMISSION),
        ("stranger", "supplier", 0, 0, ALL - COMMISSION),
    ],
)
def test_a_lost_dispute_is_borne_as_its_cause(
    visitor, stripe, staff, order, disputed, cause, held_by, supplier, fee, cooperative
):
    maker = order.suborders[0].supplier
    maker.carrier_contract = held_by
    db.session.commit()
    lose(visitor, stripe, disputed)
    names = ("commission", "commission_vat", "cooperative", f"supplier:{maker.id}")
    before = [ledger.balance(name) for name in names]
    carriage = fee_accounts(maker)

    assert name_cause(staff("finance"), cause).status_code == 303

    moved = [ledger.balance(name) - was for name, was in zip(names, before, strict=True)]
    assert moved[0] + moved[1] == COMMISSION
    assert moved[2:] == [cooperative, supplier]
    assert fee_accounts(maker) - carriage == fee
    assert held(order) == 0
    assert not payments.under_dispute(order.reference)


def fee_accounts(maker) -> int:
    return ledger.balance(f"delivery:{maker.id}") + ledger.balance("delivery:cooperative")


def test_without_a_cause_it_stays_on_the_due_list(visitor, stripe, staff, order, disputed):
    lose(visitor, stripe, disputed)
    desk = staff("finance")

    answer = desk.post(path("/cause"), data={"cause": "", "part": ""})

    assert answer.status_code == 422
    assert "Choose the cause." in Page(answer).text
    assert "Lost. Name the cause" in Page(desk.get("/en/admin")).text


def test_won_after_all_it_goes_back_to_who_bore_it(visitor, stripe, staff, order, disputed):
    supplier = order.suborders[0].supplier
    owed = ledger.balance(f"supplier:{supplier.id}")
    lose(visitor, stripe, disputed)
    name_cause(staff("finance"), "withdrawal")
    assert ledger.balance(f"supplier:{supplier.id}") != owed

    bank.decide(disputed, won=True)
    tell(visitor, stripe, "charge.dispute.funds_reinstated", about=disputed)

    assert dispute().state is DisputeState.WON
    assert ledger.balance(f"supplier:{supplier.id}") == owed
    assert held(order) == 0


def test_money_the_scheme_has_taken_is_not_paid_back_a_second_time(stripe, staff, order, disputed):
    refund = lost_jar(order)

    assert refund.state is RefundState.COMPUTED
    assert money(ALL) in refund.blocked
    assert not stripe.books.refunds
    desk = staff("finance")
    page = Page(desk.get(f"/en/admin/refunds/{refund.number}"))
    assert "The buyer disputes this payment with her bank." in page.text
    answer = desk.post(f"/en/admin/refunds/{refund.number}/release", data={"reason": ""})
    assert answer.status_code == 409
    assert "it is not paid twice" in Page(answer).text


def test_a_withdrawal_is_taken_in_all_the_same(visitor, order, disputed):
    """No state of money refuses a right; only the money waits."""
    visitor.get(f"/en/checkout/done/{order.reference}")
    deliver(order, clock.today().isoformat())

    withdraw(visitor, order, line_1=1)

    assert db.session.scalar(select(func.count(Case.id))) == 1


def test_won_the_refund_leaves_by_itself(visitor, stripe, order, disputed):
    lost_jar(order)
    bank.decide(disputed, won=True)
    tell(visitor, stripe, "charge.dispute.closed", about=disputed)

    refunds.release_case("E-1", "lost")
    hurry_commands()

    refund = db.session.scalars(select(Refund)).one()
    assert refund.confirmed_at is not None
    assert ledger.balance("provider:stripe") == 0


def test_lost_the_refund_of_the_same_money_is_dropped(visitor, stripe, staff, order, disputed):
    lost_jar(order)
    lose(visitor, stripe, disputed)

    name_cause(staff("finance"), "lost")

    refund = db.session.scalars(select(Refund)).one()
    assert refund.state is RefundState.CANCELLED
    assert ledger.balance(f"refunds:{order.reference}") == 0
    assert held(order) == 0
    assert not stripe.books.refunds


def test_a_refund_on_its_way_waits_when_a_dispute_overtakes_it(visitor, stripe, order):
    stripe.faults["/v1/refunds"] = ["silent"]
    end(order.suborders[0], "lost", clock.today().isoformat())
    made = stripe.books.dispute(attempt().provider_ref)
    tell(visitor, stripe, "charge.dispute.created", about=made)

    hurry_commands()
    assert not stripe.books.refunds

    bank.decide(made, won=True)
    tell(visitor, stripe, "charge.dispute.closed", about=made)
    hurry_commands()
    assert len(stripe.books.refunds) == 1


def test_what_a_partial_dispute_leaves_may_be_paid_back(visitor, stripe):
    order = bought(visitor, stripe, a_product(), 3)
    made = stripe.books.dispute(newest_attempt().provider_ref, 24500)
    tell(visitor, stripe, "charge.dispute.created", about=made)

    end(order.suborders[0], "lost", clock.today().isoformat(), quantity=1)
    hurry_commands()

    refund = db.session.scalars(select(Refund)).one()
    assert refund.confirmed_at is not None
    assert held(order) == 24500


def test_the_last_day_is_the_bank_s_not_ours(staff, order, disputed):
    by = dispute().answer_by
    assert timedelta(days=8) < by - clock.now() < timedelta(days=10)
