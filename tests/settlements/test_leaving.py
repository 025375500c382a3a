"""A maker who has sold may close once everything is paid out (4.1)."""

import pytest

from app.extensions import db
from app.suppliers.models import Supplier, SupplierState
from tests.page import Page
from tests.payments.refunding import end
from tests.settlements.steps import a_maker, fresh, pay_out, run, sold

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("SM-4.1")]
WHY = {"reason": "I go back to sea for good."}


@pytest.fixture
def maker(visitor, bank, today):
    found = a_maker(language="en")
    found.order = sold(visitor, bank, today, found)
    today("2026-03-17")
    return found


@pytest.fixture
def owner(maker, team):
    return team(maker)


def close(owner):
    fresh()
    return owner.post("/en/supplier/closing", data=WHY)


def state(maker):
    fresh()
    return db.session.get_one(Supplier, maker.id).state


def refused_with(answer):
    assert answer.status_code == 409
    return Page(answer).errors[0].replace("\xa0", " ")


def test_paid_out_the_maker_closes(maker, owner):
    assert "211.20 TL are still to be settled." in refused_with(close(owner))
    run()
    assert "is on its way." in refused_with(close(owner))
    pay_out()

    assert close(owner).status_code == 303
    assert state(maker) is SupplierState.CLOSED


def test_who_owes_money_for_goods_that_went_back_does_not_close(maker, owner):
    run()
    pay_out()
    end(maker.order.suborders[0], "lost", "2026-03-18", 1)

    assert "85.60 TL are still to be settled." in refused_with(close(owner))
    assert state(maker) is SupplierState.ACTIVE
