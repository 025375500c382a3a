"""To which account a maker is paid, and that nothing is paid while it is being changed."""

import pytest

from app.accounts.models import Member
from app.extensions import db
from app.settlements.models import PayoutState
from app.suppliers.renumbering import services as renumbering
from tests.builders import a_member
from tests.page import Page
from tests.settlements.steps import (
    HERS,
    OTHER,
    a_maker,
    fresh,
    owner_of,
    run,
    sold,
    the_payouts,
    to_the_bank,
)

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("AM-12A.5")]


@pytest.fixture
def maker(visitor, bank, today):
    found = a_maker()
    sold(visitor, bank, today, found)
    today("2026-03-17")
    return found


def another_account(maker):
    """The owner names another account; the change that two of the staff must agree to."""
    fresh()
    owner = a_member(supplier=maker).id
    words = "Our bank has closed its branch."
    supplier = owner_of(maker)
    asked = renumbering.ask(supplier, {"iban": OTHER}, words, db.session.get_one(Member, owner))
    db.session.commit()
    return asked


def test_while_another_account_is_being_checked_nothing_is_paid_to_either(maker, team):
    another_account(maker)

    run()

    assert the_payouts() == []
    page = Page(team(maker).get("/en/supplier/money"))
    assert "A new account is being checked" in page.text
    assert page.link("Look at your account") == "/en/supplier/numbers"


def test_a_payout_that_was_put_together_waits_for_the_new_account_too(maker, staff):
    run()
    asked = another_account(maker)
    desk = staff("finance")
    assert desk.post("/en/admin/payouts/files").status_code == 409

    supplier = owner_of(maker)
    supplier.iban_cipher, supplier.iban_index = asked_for(asked)
    db.session.commit()
    (payout,) = to_the_bank().payouts

    assert payout.state is PayoutState.IN_FILE
    answer = desk.get(f"/en/admin/payouts/files/{payout.file.number}.csv")
    text = answer.get_data(as_text=True)
    assert OTHER in text
    assert HERS not in text


def asked_for(asked):
    """Both have agreed: the account that was asked for."""
    from app.kernel import clock

    change = db.session.merge(asked)
    change.decided_at, change.accepted = clock.now(), True
    return change.iban_cipher, change.iban_index
