"""Finance hands payouts to the bank and writes down what became of each (AM-12A.5)."""

import pytest

from app.evidence import queries as evidence
from app.extensions import db
from app.kernel import crypto
from app.ledger import queries as ledger
from app.messaging.models import Message
from app.settings import services as settings
from app.settlements.models import PayoutFile, PayoutState
from tests.page import Page
from tests.settlements.steps import (
    HERS,
    OTHER,
    WORTH,
    a_maker,
    fresh,
    on_account,
    owner_of,
    paid,
    run,
    sold,
    the_payouts,
)

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("AM-12A.5")]


@pytest.fixture
def maker(open_shop):
    return a_maker(language="en", title="=S.S. Poyraz")


@pytest.fixture
def desk(staff):
    return staff("finance")


@pytest.fixture
def due(visitor, bank, today, maker):
    """A maker to whom 211.20 are due on 17 March, a Tuesday."""
    settings.change("refund_auto_limit", 10**9, "test")
    order = sold(visitor, bank, today, maker)
    today("2026-03-17")
    return order


@pytest.fixture
def at_the_bank(due, desk):
    desk.post("/en/admin/payouts/run")
    desk.post("/en/admin/payouts/files")
    (payout,) = the_payouts(state=PayoutState.IN_FILE)
    return payout


def letters(kind):
    fresh()
    return db.session.query(Message).filter_by(kind=kind).all()


def test_what_is_due_is_put_together_by_hand_too(due, desk):
    page = Page(desk.post("/en/admin/payouts/run", follow_redirects=True))

    assert "1 payout put together." in page.statuses
    assert "211.20 TL" in page.text.replace("\xa0", " ")
    again = Page(desk.post("/en/admin/payouts/run", follow_redirects=True))
    assert "Nothing new is due." in again.statuses


def test_the_file_names_account_and_sum_and_no_cell_is_a_formula(at_the_bank, desk):
    file = db.session.query(PayoutFile).one()
    number = at_the_bank.number
    answer = desk.get(f"/en/admin/payouts/files/{file.number}.csv")

    assert answer.get_data(as_text=True).splitlines() == [
        "\ufeffAlıcı;IBAN;Tutar;Para birimi;Açıklama",
        f"S.S. Poyraz;{HERS};211,20;TRY;{number}",
    ]
    page = Page(desk.get(f"/en/admin/payouts/files/{file.number}")).text
    assert "TR94 … 6789" in page
    assert HERS not in page


def test_without_a_payout_there_is_no_file(due, desk):
    assert desk.post("/en/admin/payouts/files").status_code == 409
    assert db.session.query(PayoutFile).count() == 0


def test_money_has_moved_only_once_the_bank_has_paid(at_the_bank, maker, desk):
    before = ledger.balance(f"supplier:{maker.id}"), ledger.balance(f"delivery:{maker.id}")
    assert before == (-17_120, -4_000)

    assert paid(desk, at_the_bank, "2026-03-17").status_code == 303

    (payout,) = the_payouts()
    assert payout.state is PayoutState.EXECUTED
    assert ledger.balance(f"supplier:{maker.id}") == ledger.balance(f"delivery:{maker.id}") == 0
    assert ledger.balance("bank") == -WORTH
    moved = ledger.transfers_about(payout.number)
    assert {t.suborder for t in moved} == {payout.lines[0].suborder}
    assert {t.kind for t in moved} == {"payout"}
    (letter,) = letters("payout-paid")
    assert letter.subject.replace("\xa0", " ") == "You have been paid 211.20 TL"
    assert "TR94 … 6789" in letter.text
    assert evidence.kinds_of(f"supplier:{maker.id}") == [
        "payout_put_together",
        "payout_put_in_file",
        "payout_executed",
    ]


def test_it_is_paid_once_however_often_it_is_written_down(at_the_bank, desk):
    paid(desk, at_the_bank, "2026-03-17")

    (payout,) = the_payouts()
    assert paid(desk, payout, "2026-03-17").status_code == 409
    assert ledger.balance("bank") == -WORTH


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"amount": "211,19"}, "The payout is 211.20 TL, no more and no less."),
        ({"value_on": "2026-03-16"}, "between the day of the file and today"),
        ({"value_on": "2026-03-18"}, "between the day of the file and today"),
        ({"reference": ""}, "Write the bank's reference."),
    ],
)
def test_what_cannot_be_is_not_taken(at_the_bank, desk, said, sentence):
    answer = paid(desk, at_the_bank, "2026-03-17", **said)

    assert answer.status_code == 422
    assert sentence in Page(answer).errors[0].replace("\xa0", " ")
    (payout,) = the_payouts()
    assert payout.state is PayoutState.IN_FILE


def test_above_the_limit_a_second_person_says_the_same(at_the_bank, desk, staff):
    settings.change("refund_auto_limit", 21_119, "test")
    db.session.commit()

    answer = paid(desk, at_the_bank, "2026-03-17")

    assert "A second person" in Page(desk.get(answer.headers["Location"])).text
    (payout,) = the_payouts()
    assert payout.state is PayoutState.IN_FILE
    assert paid(desk, payout, "2026-03-17").status_code == 422
    fresh()
    second = staff("finance")
    (payout,) = the_payouts()
    paid(second, payout, "2026-03-17")
    (payout,) = the_payouts()
    assert payout.state is PayoutState.EXECUTED


def test_sent_back_nothing_is_paid_to_that_account_until_there_is_another(
    at_the_bank, maker, desk, team, today
):
    sent_back(desk, at_the_bank)
    run()
    assert [payout.state for payout in the_payouts()] == [PayoutState.SENT_BACK]
    page = Page(team(maker).get("/en/supplier/money")).text
    assert "The bank sent the last payout back (no such account)." in page
    assert "no such account" in letters("payout-sent-back")[0].text
    assert ledger.balance(f"supplier:{maker.id}") == -17_120
    assert "The bank sent a payout back" in Page(desk.get("/en/admin")).text

    supplier = owner_of(maker)
    supplier.iban_cipher, supplier.iban_index = on_account(OTHER)
    db.session.commit()
    run()

    assert [p.state for p in the_payouts()][-1] is PayoutState.PUT_TOGETHER
    assert "The bank sent a payout back" not in Page(desk.get("/en/admin")).text


@pytest.mark.requirement("PR-4.7")
def test_a_new_account_does_not_touch_what_is_at_the_bank_already(at_the_bank, maker, desk):
    supplier = owner_of(maker)
    supplier.iban_cipher, supplier.iban_index = on_account(OTHER)
    db.session.commit()

    (payout,) = the_payouts()
    assert crypto.decrypt(payout.iban_cipher) == HERS
    paid(desk, payout, "2026-03-17")
    assert crypto.decrypt(the_payouts()[0].iban_cipher) == HERS


def sent_back(desk, payout):
    number = payout.number
    fresh()
    url = f"/en/admin/payouts/{number}/sent-back"
    assert desk.post(url, data={"why": "no such account"}).status_code == 303


def test_the_same_account_is_tried_again_when_the_bank_was_wrong(at_the_bank, desk):
    sent_back(desk, at_the_bank)
    (payout,) = the_payouts()
    url = f"/en/admin/payouts/{payout.number}/try-again"
    fresh()

    assert desk.post(url).status_code == 303
    run()

    assert len(the_payouts(state=PayoutState.PUT_TOGETHER)) == 1
    assert desk.post(url).status_code == 409


def test_a_reason_is_asked_of_who_writes_that_it_came_back(at_the_bank, desk):
    number = at_the_bank.number
    fresh()
    answer = desk.post(f"/en/admin/payouts/{number}/sent-back", data={"why": ""})
    assert answer.status_code == 422
    assert "Write why." in Page(answer).errors[0]


def test_what_was_not_handed_over_is_neither_paid_nor_sent_back(due, desk):
    run()
    (payout,) = the_payouts()
    number = payout.number
    assert paid(desk, payout, "2026-03-17").status_code == 409
    answer = desk.post(f"/en/admin/payouts/{number}/sent-back", data={"why": "x"})
    assert answer.status_code == 409


def test_the_due_list_wants_it_with_the_maker_in_two_business_days(due, desk, today):
    run()
    page = Page(desk.get("/en/admin"))

    assert "Pay Poyraz Kadın Balıkçılar: 211.20 TL" in page.text.replace("\xa0", " ")
    assert "Thursday, 19 March" in page.text
    today("2026-03-20")
    assert "1 day late" in Page(desk.get("/en/admin")).text


@pytest.mark.parametrize("rights", [(), ("orders",), ("catalogue", "settings")])
def test_only_finance_pays(due, staff, rights):
    person = staff(*rights)
    assert person.get("/en/admin/payouts").status_code == 403
    assert person.post("/en/admin/payouts/run").status_code == 403
    assert the_payouts() == []
