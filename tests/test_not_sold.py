"""What the cooperative does not sell: shown by there being no route, no setting and no column."""

import pytest

from app.catalogue.kinds import ProductKind
from app.extensions import db
from app.orders.models import OrderLine, SubOrder
from app.settings.rules import KEYS
from tests.builders import a_product
from tests.page import Page
from tests.shopping import fill_cart, to_review

ABSENT = (
    "auction",
    "subscription",
    "voucher",
    "coupon",
    "campaign",
    "instalment",
    "installment",
    "promissory",
    "phone_order",
    "phone-order",
    "sms_order",
    "sms-order",
    "own_carrier",
    "own-carrier",
    "b2b_exempt",
    "business_exempt",
    "face_to_face",
    "face-to-face",
    "reservation",
)


@pytest.mark.requirement("DC-5.5")
@pytest.mark.requirement("DC-4.e")
@pytest.mark.requirement("DC-4.h")
@pytest.mark.requirement("AM-12A.6")
@pytest.mark.parametrize("word", ABSENT)
def test_there_is_no_route_setting_or_column_for_it(app, word):
    routes = [rule.rule for rule in app.url_map.iter_rules()]
    columns = [f"{t.name}.{c.name}" for t in db.metadata.sorted_tables for c in t.columns]

    for names in (routes, list(KEYS), columns):
        assert not [name for name in names if word in name.lower()]


def test_a_box_ends_by_itself_and_renews_nothing():
    assert "renews" not in OrderLine.__table__.columns
    assert ProductKind.BOX in set(ProductKind)
    assert not {"renew_on", "next_charge"} & set(SubOrder.__table__.columns.keys())


@pytest.mark.usefixtures("open_shop")
@pytest.mark.requirement("DC-17.2")
@pytest.mark.requirement("DC-16.3.b")
def test_the_checkout_offers_no_carrier_of_ones_own_and_no_promissory_note(visitor):
    fill_cart(visitor, a_product())
    review = to_review(visitor)
    delivery = Page(visitor.get("/en/checkout/delivery"))

    names = {str(tag.get("name")) for tag in delivery.soup.select("main input")}
    assert {name for name in names if not name.startswith("method-")} == {"csrf_token", "means"}
    means = [str(tag["value"]) for tag in delivery.soup.select("input[name=means]")]
    assert set(means) <= {"card", "transfer"}
    assert "company" not in review.text.casefold()
