"""A refund on its way: retried, refused, asked for an account, paid by transfer (machine 4.7)."""

from datetime import date

import pytest
from sqlalchemy import select

from app.evidence import queries as evidence
from app.extensions import db
from app.kernel import transactions
from app.messaging.models import Message
from app.payments import ibans, rules
from app.payments.gateway import ProviderRefused
from app.payments.models import Refund, RefundState
from app.payments.services import asking, machine, refunds
from app.settings import services as settings
from tests.builders import a_product
from tests.page import Page
from tests.payments.refunding import carry_commands, end, refunds_of
from tests.shopping import buy

pytestmark = pytest.mark.usefixtures("open_shop")
IBAN = "TR33 0006 1005 1978 6457 8413 26"


@pytest.fixture
def order(visitor, bank, today):
    """A jar for 245 TL with 79 TL carriage, paid on 2 March 2026."""
    today("2026-03-02 09:00:00")
    return buy(visitor, bank, a_product())


@pytest.fixture
def refusing(bank, monkeypatch):
    """A bank that will not send money back to this card; keeps the keys it was asked with."""
    keys = []

    def refuse(ref, amount_minor, key):
        bank.calls.append("refund")
        keys.append(key)
        raise ProviderRefused("account closed")

    monkeypatch.setattr(bank, "refund", refuse)
    return keys


def refund_of(order):
    return refunds_of(order)[-1]


def address(order):
    return f"/en/orders/{order.reference}/refunds/{refund_of(order).number}"


@pytest.mark.requirement("SM-4.7")
def test_a_refusal_is_tried_again_after_one_two_and_four_hours(order, bank, refusing, today):
    today("2026-03-04 09:00:00")
    end(order.suborders[0], "lost", "2026-03-04")
    assert refund_of(order).state is RefundState.FAILED

    for moment, calls in (
        ("2026-03-04 09:59:00", 1),
        ("2026-03-04 10:00:01", 2),
        ("2026-03-04 11:59:00", 2),
        ("2026-03-04 12:00:02", 3),
        ("2026-03-04 15:59:00", 3),
        ("2026-03-04 16:00:03", 4),
    ):
        today(moment)
        carry_commands()
        assert bank.calls.count("refund") == calls, moment

    assert refund_of(order).state is RefundState.OTHER_INSTRUMENT_ASKED
    assert len(set(refusing)) == 4  # what was refused is asked anew, not replayed
    today("2026-03-05")
    carry_commands()
    assert bank.calls.count("refund") == 4


@pytest.mark.requirement("SM-4.7")
def test_a_retry_that_succeeds_is_an_ordinary_refund(order, bank, refusing, monkeypatch, today):
    today("2026-03-04 09:00:00")
    end(order.suborders[0], "lost", "2026-03-04")
    monkeypatch.undo()
    today("2026-03-04 10:00:01")

    carry_commands()

    assert refund_of(order).state is RefundState.CLOSED
    assert bank.payments["pay_1"]["refunded"] == 32400


def test_silence_repeats_the_very_same_call_and_pays_once(order, bank, today):
    today("2026-03-04 09:00:00")
    bank.forgets_answer.add("refund")
    end(order.suborders[0], "lost", "2026-03-04")
    for moment in ("2026-03-04 10:00:01", "2026-03-04 12:00:02"):
        today(moment)
        carry_commands()
    assert refund_of(order).state is RefundState.FAILED
    bank.forgets_answer.clear()
    today("2026-03-04 16:00:03")

    carry_commands()

    assert refund_of(order).state is RefundState.CLOSED
    assert bank.payments["pay_1"]["refunded"] == 32400


@pytest.fixture
def asked(order, bank, refusing, today):
    """The card of an order refused four times on 4 March; the buyer is asked for an account."""
    today("2026-03-04 09:00:00")
    end(order.suborders[0], "lost", "2026-03-04")
    for moment in ("2026-03-04 10:00:01", "2026-03-04 12:00:02", "2026-03-04 16:00:03"):
        today(moment)
        carry_commands()
    return order


@pytest.mark.requirement("DC-12.2.a")
def test_while_the_card_works_there_is_no_field_for_an_account(order, bank, visitor, today):
    bank.unreachable.add("refund")
    end(order.suborders[0], "lost", "2026-03-04")

    page = Page(visitor.get(address(order)))

    assert page.soup.select("input[name=iban]") == []
    answer = visitor.post(address(order), data={"iban": IBAN, "holder": "Elif Yalın"})
    assert answer.status_code == 404
    assert refund_of(order).iban_cipher is None


@pytest.mark.requirement("DC-12.2.a")
def test_after_the_failure_the_buyer_names_an_account_in_writing(asked, visitor):
    letter = db.session.scalars(select(Message).where(Message.kind == "refund-iban-asked")).one()
    assert "324.00" in letter.subject
    assert letter.statutory
    page = Page(visitor.get(f"/en/orders/{asked.reference}"))
    assert page.has_link("Name an account")

    visitor.post(address(asked), data={"iban": IBAN.lower(), "holder": "Elif Yalın"})

    refund = refund_of(asked)
    assert refund.state is RefundState.RELEASED
    assert "0006" not in refund.iban_cipher
    shown = Page(visitor.get(address(asked))).text
    assert "TR33 … 1326" in shown
    assert "00061005" not in shown.replace(" ", "")
    kept = evidence.bodies_of(asked.reference, "refund_account_given")[0]
    assert kept["account"] == "TR33 … 1326"
    assert "other_instrument_asked" in evidence.kinds_of(asked.reference)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("TR33 0006 1005 1978 6457 8413 26", "TR33 … 1326"),
        ("  tr330006100519786457841326 ", "TR33 … 1326"),
        ("TR33-0006-1005-1978-6457-8413-26", "TR33 … 1326"),
        ("DE89 3704 0044 0532 0130 00", "DE89 … 3000"),
    ],
)
def test_an_account_is_taken_however_it_is_spaced_and_in_whatever_country(
    asked, visitor, typed, shown
):
    answer = visitor.post(address(asked), data={"iban": typed, "holder": "Elif Yalın"})

    assert answer.status_code == 303
    assert ibans.masked(refund_of(asked).iban_cipher) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "TR33 0006 1005 1978 6457 8413 27",
        "TR33",
        "4111 1111 1111 1111",
        "<script>",
        "DE89 3704 0044 0532 0130 01",
        "DE89 3704 0044 0532 0130 0",
        "XX89 3704 0044 0532 0130 00",
    ],
)
def test_an_account_number_that_does_not_add_up_is_sent_back(asked, visitor, typed):
    answer = visitor.post(address(asked), data={"iban": typed, "holder": "Elif Yalın"})

    assert answer.status_code == 422
    assert Page(answer).errors[0].startswith("IBAN:")
    assert Page(answer).value("Name of the account's holder") == "Elif Yalın"
    assert refund_of(asked).iban_cipher is None


def test_nobody_names_an_account_for_anothers_refund(asked, open_shop):
    stranger = open_shop.test_client()

    assert stranger.get(address(asked)).status_code == 404
    answer = stranger.post(address(asked), data={"iban": IBAN, "holder": "X"})
    assert answer.status_code == 404


def pay(desk, order, amount="324,00", day="2026-03-05", reference="FT-1"):
    return desk.post(
        f"/en/admin/refunds/{refund_of(order).number}/transfer",
        data={"amount": amount, "value_on": day, "reference": reference},
    )


@pytest.fixture
def named(asked, visitor, today):
    today("2026-03-05 09:00:00")
    visitor.post(address(asked), data={"iban": IBAN, "holder": "Elif Yalın"})
    return asked


@pytest.mark.requirement("SM-4.7")
def test_finance_pays_by_hand_and_confirms_with_value_date_and_reference(named, visitor, staff):
    desk = staff("finance")
    page = Page(desk.get(f"/en/admin/refunds/{refund_of(named).number}"))
    assert IBAN in page.text

    assert pay(desk, named).status_code == 303

    refund = refund_of(named)
    assert refund.state is RefundState.CLOSED
    assert (refund.value_on, refund.provider_ref) == (date(2026, 3, 5), "FT-1")
    letter = db.session.scalars(select(Message).where(Message.kind == "refund-sent")).one()
    assert "TR33 … 1326" in letter.text
    assert "Paid back" in Page(visitor.get(f"/en/orders/{named.reference}")).text


@pytest.mark.requirement("DC-12.1")
@pytest.mark.parametrize(
    ("amount", "day"),
    [
        ("323,99", "2026-03-05"),
        ("324,01", "2026-03-05"),
        ("324,00", "2026-03-04"),
        ("324,00", "2026-03-06"),
        ("324,001", "2026-03-05"),
        ("-1", "2026-03-05"),
        ("NaN", "2026-03-05"),
        ("Infinity", "2026-03-05"),
        ("", "2026-03-05"),
    ],
)
def test_another_sum_or_an_impossible_day_is_refused(named, staff, amount, day):
    answer = pay(staff("finance"), named, amount, day)

    assert answer.status_code == 422
    assert Page(answer).errors
    assert refund_of(named).state is RefundState.RELEASED


def test_above_the_limit_a_second_person_confirms_the_same_transfer(named, staff):
    settings.change("refund_auto_limit", 10000, "test")
    db.session.commit()
    first, second = staff("finance"), staff("finance")

    pay(first, named)
    assert refund_of(named).state is RefundState.RELEASED
    assert pay(first, named).status_code == 422
    pay(second, named, reference="FT-2")  # not the same transfer
    assert refund_of(named).state is RefundState.RELEASED
    pay(second, named)

    assert refund_of(named).state is RefundState.CLOSED


def test_a_transfer_confirmed_twice_changes_nothing(named, staff):
    desk = staff("finance")
    pay(desk, named)

    assert pay(desk, named).status_code == 409


def test_a_transfer_that_the_bank_sends_back_asks_for_another_account(named, visitor, staff):
    staff("finance").post(
        f"/en/admin/refunds/{refund_of(named).number}/sent-back", data={"why": "account closed"}
    )

    assert refund_of(named).state is RefundState.OTHER_INSTRUMENT_ASKED
    assert refund_of(named).iban_cipher is None
    assert Page(visitor.get(address(named))).field("IBAN")


@pytest.mark.requirement("TJ-refunds")
def test_silent_for_fourteen_days_it_stays_owed_is_asked_for_monthly_and_a_reply_reopens_it(
    asked, visitor, today
):
    today("2026-03-18 16:00:00")
    assert asking.note_silence() == 0
    today("2026-03-18 17:00:00")
    assert asking.note_silence() == 1
    transactions.save()
    assert refund_of(asked).state is RefundState.UNCLAIMED
    for moment in ("2026-04-03", "2026-04-04", "2026-04-20", "2026-05-04", "2026-05-05"):
        today(moment)
        asking.remind_of_unclaimed()
        transactions.save()
    asked_for = db.session.scalars(select(Message).where(Message.kind == "refund-iban-asked")).all()
    assert len(asked_for) == 1 + 2  # at once, on 4 April, on 4 May

    visitor.post(address(asked), data={"iban": IBAN, "holder": "Elif Yalın"})

    assert refund_of(asked).state is RefundState.RELEASED


def test_a_late_transfer_pays_the_interest_of_its_value_date(named, staff, today):
    """Due on 18 March, value date 2026-03-25: six days on 324.00 at 24 % are 1.28."""
    today("2026-03-25")
    desk = staff("finance")
    assert "1.28" in Page(desk.get(f"/en/admin/refunds/{refund_of(named).number}")).text
    assert pay(desk, named, "324,00", "2026-03-25").status_code == 422

    pay(desk, named, "325,28", "2026-03-25")

    refund = refund_of(named)
    assert (refund.interest_minor, refund.amount_minor) == (128, 32528)
    assert refund.state is RefundState.CLOSED


@pytest.mark.requirement("DC-12.2.b")
def test_the_buyer_bears_no_cost_there_is_no_field_for_a_fee():
    columns = {column.name for column in db.metadata.tables["refunds"].columns}
    assert not {name for name in columns if "fee" in name or "deduct" in name}


@pytest.mark.requirement("SM-4.7")
def test_a_revoked_withdrawal_cancels_the_refund_until_the_money_is_sent(order, bank, today):
    settings.change("refund_auto_limit", 0, "test")
    end(order.suborders[0], "lost", "2026-03-04")

    refunds.cancel_case("E-1", "lost", "both keep the contract")
    transactions.save()

    assert refund_of(order).state is RefundState.CANCELLED
    assert refunds.queries.refunded_so_far(order) == 0
    with pytest.raises(refunds.NotNow):
        refunds.cancel_case("E-1", "lost", "again")


def test_the_desk_shows_what_is_stuck_first_with_sums_by_age(asked, bank, visitor, staff, today):
    desk = staff("finance")

    page = Page(desk.get("/en/admin/refunds"))

    assert "Another way asked for" in page.rows()[0][4]
    assert "324.00" in page.text
    assert Page(desk.get("/en/admin/refunds?show=account")).rows()
    assert Page(desk.get("/en/admin/refunds?show=release")).rows() == []
    today("2026-03-19")
    assert "1 day late" in Page(desk.get("/en/admin/refunds?show=late")).text
    assert "Pay back 324.00" in Page(desk.get("/en/admin")).text.replace("\xa0", " ")


def test_a_provider_that_never_answers_may_be_given_up_by_finance(order, bank, staff, today):
    today("2026-03-04 09:00:00")
    bank.unreachable.add("refund")
    end(order.suborders[0], "lost", "2026-03-04")
    path = f"/en/admin/refunds/{refund_of(order).number}/sent-back"
    assert staff("finance").post(path, data={"why": "closed"}).status_code == 409  # not yet
    for moment in ("2026-03-04 10:00:01", "2026-03-04 12:00:02"):
        today(moment)
        carry_commands()

    assert staff("finance").post(path, data={"why": ""}).status_code == 422
    staff("finance").post(path, data={"why": "their letter of 4 March: not sent"})

    assert refund_of(order).state is RefundState.OTHER_INSTRUMENT_ASKED
    bank.unreachable.clear()
    today("2026-03-05")
    carry_commands()
    assert bank.payments["pay_1"]["refunded"] == 0


UNHEARD_OF = [
    (state, event)
    for state in RefundState
    for event in sorted({event for _, event in rules.REFUND})
    if (state, event) not in rules.REFUND
]


@pytest.mark.requirement("SM-4.7")
def test_an_event_that_is_not_listed_changes_nothing(app):
    assert len(UNHEARD_OF) > 100
    for state, event in UNHEARD_OF:
        refund = Refund(state=state)
        with pytest.raises(machine.NotNow):
            machine.move(refund, event)
        assert refund.state is state
    assert machine.NotNow.status == 409


@pytest.mark.requirement("SM-4.7")
def test_every_state_can_be_reached_and_left_until_the_refund_is_over():
    reached = {RefundState.DUE, *rules.REFUND.values()}
    left = {state for state, _ in rules.REFUND}
    assert reached == set(RefundState)
    assert set(RefundState) - left == {RefundState.CANCELLED}
    assert [event for state, event in rules.REFUND if state is RefundState.CLOSED] == ["came_back"]
