"""A supplier describes its ways of delivery, its days and its way for returns."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.suppliers import typed
from app.suppliers.models import DeliveryMethod, Supplier, TeamMember
from tests.builders import a_product, a_supplier
from tests.page import Page
from tests.shopping import fill_cart, newest_order, to_review

pytestmark = pytest.mark.usefixtures("open_shop")
CARRIER = {
    "name_tr": "Deniz Kargo",
    "carrier": "Deniz Kargo",
    "coverage": "everywhere_except",
    "extra_days": "0",
    "active": "y",
    "fee_0_1": "79",
}
BY_WEIGHT = CARRIER | {
    "kg_1": "1",
    "kg_2": "5",
    "fee_0_2": "129",
    "fee_0_3": "199,50",
    "group_1": "Van, hakkari",
    "fee_1_1": "99",
    "fee_1_2": "159",
    "fee_1_3": "249",
    "free_from": "900",
    "places": "Bozcaada/Çanakkale\nArdahan",
}


@pytest.fixture
def supplier(open_shop):
    return a_supplier()


@pytest.fixture
def owner(team, supplier):
    return team(supplier)


def newest() -> DeliveryMethod:
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(DeliveryMethod).order_by(DeliveryMethod.id.desc())).first()


@pytest.mark.requirement("DL-1")
def test_a_carrier_with_groups_of_provinces_and_bands_of_weight(owner):
    answer = owner.post("/en/supplier/delivery/add/carrier", data=BY_WEIGHT)

    assert answer.status_code == 303
    method = newest()
    assert method.tariff == [
        {"provinces": [], "bands": [[1000, 7900], [5000, 12900], [None, 19950]]},
        {"provinces": [30, 65], "bands": [[1000, 9900], [5000, 15900], [None, 24900]]},
    ]
    assert (method.free_from_minor, method.fee_minor, method.vat_bp) == (90000, 7900, 2000)
    assert (method.provinces, method.districts) == ([75], ["17:Bozcaada"])
    page = Page(owner.get(f"/en/supplier/delivery/{method.id}"))
    assert page.soup.find(id="fee_0_3")["value"] == "199.50"
    assert page.soup.find(id="kg_2")["value"] == "5"
    assert page.value("Provinces of group 1") == "Hakkari, Van"
    overview = Page(owner.get("/en/supplier/delivery")).text
    assert "Everywhere except: Ardahan, Bozcaada/Çanakkale" in overview
    assert "from 79.00 TL, by weight and province" in overview


def test_one_fee_alone_is_no_table_and_an_order_keeps_what_it_was_made_with(
    owner, visitor, supplier
):
    product = a_product(supplier=supplier)
    (method,) = supplier.delivery_methods
    path = f"/en/supplier/delivery/{method.id}"
    owner.post(path, data=CARRIER | {"fee_0_1": "12", "version": "1"})
    assert newest().tariff == []
    fill_cart(visitor, product)
    to_review(visitor)
    assert newest_order().delivery_minor == 1200

    owner.post(path, data=CARRIER | {"fee_0_1": "45", "version": "2"})

    assert newest_order().delivery_minor == 1200
    assert "Please look at it once more" in Page(visitor.get("/en/checkout/review")).text


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"name_tr": ""}, "Name in Turkish: This is needed."),
        ({"carrier": ""}, "Carrier: Write who carries the parcel."),
        ({"fee_0_1": "much"}, "Fee (lira): Write an amount in lira, such as 79 or 79.50."),
        ({"fee_0_1": "-5"}, "Fee (lira): Write an amount in lira, such as 79 or 79.50."),
        ({"fee_0_1": "10000000"}, "Fee (lira): At most 100,000 lira."),
        ({"fee_0_2": ""}, "Fee (lira): Write the fee of this weight; 0 if it is free."),
        ({"kg_1": "5"}, "Up to (kg): Write the limits one after the other, the lighter first."),
        ({"kg_1": ""}, "Up to (kg): Write the limits one after the other, the lighter first."),
        ({"kg_1": "0"}, "Up to (kg): Write a weight in kilos, such as 1 or 2.5."),
        ({"fee_1_3": ""}, "Fee (lira): Write the fee of this weight; 0 if it is free."),
        ({"vat_bp": "1900"}, "VAT in the fee: Choose a rate of VAT from the list."),
        ({"extra_days": "15"}, "More days than your lead time: From 0 to 14 days."),
        ({"coverage": "only", "places": ""}, "Places: Name at least one place."),
        (
            {"group_1": "Konak/İzmir"},
            "Provinces of group 1: Fees differ by province; name provinces here.",
        ),
        (
            {"places": "Atlantis"},
            "Places: “Atlantis” is neither a province nor a district with its province, such as "
            "Bozcaada/Çanakkale.",
        ),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_nothing_is_lost(owner, change, error):
    answer = owner.post("/en/supplier/delivery/add/carrier", data=BY_WEIGHT | change)

    page = Page(answer)
    assert answer.status_code == 422
    assert error in page.errors
    assert page.soup.find(id="fee_0_3")["value"] == "199,50"
    assert newest().name["tr"] == "Deniz Kargo"
    assert newest().tariff == []


@pytest.mark.parametrize("kind", ["carrier", "own"])
def test_the_vat_in_the_fee_is_proposed_and_can_be_chosen(owner, kind):
    blank = Page(owner.get(f"/en/supplier/delivery/add/{kind}"))
    assert blank.field("VAT in the fee").find("option", selected=True).get_text() == "20 %"

    owner.post(
        f"/en/supplier/delivery/add/{kind}", data=CARRIER | {"weekdays": "2", "vat_bp": "100"}
    )

    method = newest()
    assert method.vat_bp == 100
    page = Page(owner.get(f"/en/supplier/delivery/{method.id}"))
    assert page.field("VAT in the fee").find("option", selected=True).get_text() == "1 %"


def test_of_two_who_change_one_delivery_the_second_is_told_and_overwrites_nothing(team, supplier):
    first, second = team(supplier), team(supplier)
    path = f"/en/supplier/delivery/{newest().id}"
    seen = Page(second.get(path)).soup.find(id="version")["value"]
    assert first.post(path, data=CARRIER | {"fee_0_1": "12", "version": seen}).status_code == 303

    answer = second.post(path, data=CARRIER | {"fee_0_1": "45", "version": seen})

    page = Page(answer)
    assert answer.status_code == 409
    assert "Somebody else has changed this way of delivery meanwhile." in page.text
    assert page.soup.find(id="fee_0_1")["value"] == "45"
    assert page.link("Open what is saved now") == path
    assert newest().fee_minor == 1200
    again = second.post(path, data=CARRIER | {"fee_0_1": "45", "version": seen})
    assert again.status_code == 409
    fresh = Page(second.get(path)).soup.find(id="version")["value"]
    assert second.post(path, data=CARRIER | {"fee_0_1": "45", "version": fresh}).status_code == 303
    assert newest().fee_minor == 4500


@pytest.mark.requirement("DL-1")
def test_the_own_van_needs_days_and_goes_to_its_districts(owner):
    van = {
        "name_tr": "Kendi aracımız",
        "fee_0_1": "30",
        "coverage": "only",
        "places": "Urla/İzmir, Çeşme/İzmir",
        "extra_days": "0",
        "active": "y",
    }

    refused = owner.post("/en/supplier/delivery/add/own", data=van)
    taken = owner.post("/en/supplier/delivery/add/own", data=van | {"weekdays": ["2", "5"]})

    assert Page(refused).errors == ["On which days?: Choose at least one day."]
    assert taken.status_code == 303
    assert (newest().weekdays, newest().districts) == ([2, 5], ["35:Urla", "35:Çeşme"])


@pytest.mark.requirement("DL-1")
def test_a_collection_point_needs_its_address_and_hours(owner):
    point = {"name_tr": "Tezgâh", "active": "y"}

    refused = owner.post("/en/supplier/delivery/add/collection", data=point)
    whole = point | {"address": "İskele Meydanı 1, Urla", "hours_tr": "Cumartesi 9–13"}
    taken = owner.post("/en/supplier/delivery/add/collection", data=whole)

    assert refused.status_code == 422
    assert len(Page(refused).errors) == 2
    assert taken.status_code == 303
    assert (newest().kind, newest().fee_minor) == ("collection", 0)


@pytest.mark.requirement("DL-1")
def test_days_of_shipping_and_closing_move_the_promise(owner, visitor, supplier, today):
    today("2026-03-05 10:00:00")  # a Thursday
    product = a_product(supplier=supplier, lead_days=2)
    address = f"/en/p/{product.texts[1].slug}-{product.id}"
    etag = visitor.get(address).headers["ETag"]
    assert Page(owner.get("/en/supplier/delivery")).field("Monday").has_attr("checked")

    typed_days = {"shipping_days": ["0", "1"], "closures": "09.03.2026\n2026-03-20 – 2026-03-25"}
    answer = owner.post("/en/supplier/delivery/days", data=typed_days)

    assert answer.status_code == 303
    db.session.expire_all()
    assert db.session.get(Supplier, supplier.id).closures == [
        ["2026-03-09", "2026-03-09"],
        ["2026-03-20", "2026-03-25"],
    ]
    db.session.rollback()
    page = Page(visitor.get(address, headers={"If-None-Match": etag}))
    assert "leaves on Tuesday, 10 March and is with you by Thursday, 12 March" in page.text
    shown = Page(owner.get("/en/supplier/delivery")).value("Closed days")
    assert shown == "09.03.2026\n20.03.2026 – 25.03.2026"


@pytest.mark.parametrize(
    "closures", ["tomorrow", "31.02.2026", "20.03.2026 – 10.03.2026", "01.01.2026 – 01.03.2027"]
)
def test_days_that_are_none_are_refused(owner, closures):
    sent = {"shipping_days": ["0"], "closures": closures}

    answer = owner.post("/en/supplier/delivery/days", data=sent)

    assert answer.status_code == 422
    assert Page(answer).errors[0].startswith("Closed days: “")
    assert Page(answer).value("Closed days") == closures


def test_a_week_without_a_day_of_shipping_is_refused(owner):
    answer = owner.post("/en/supplier/delivery/days", data={"closures": ""})

    assert Page(answer).errors == ["On which days do you ship?: Choose at least one day."]


@pytest.mark.requirement("DC-12.3.c")
def test_the_carrier_for_returns_and_where_it_has_branches(owner, supplier):
    form = {
        "return_carrier": "Rüzgâr Kargo",
        "return_code": "IADE-7",
        "return_address": "İskele Mah. Ağcılar Sok. 9, Urla, İzmir",
        "coverage": "everywhere_except",
        "places": "Bozcaada/Çanakkale, Ardahan",
    }

    answer = owner.post("/en/supplier/delivery/returns", data=form)
    none = owner.post("/en/supplier/delivery/returns", data=form | {"return_carrier": ""})

    assert answer.status_code == 303
    kept = db.session.get(Supplier, supplier.id, populate_existing=True)
    assert kept.return_places == ["Ardahan", "Çanakkale: Bozcaada"]
    assert (kept.return_carrier, kept.return_code) == ("Rüzgâr Kargo", "IADE-7")
    assert Page(none).errors == [
        "Carrier for returns: Name a carrier for returns, or say that you collect them."
    ]
    db.session.rollback()
    again = Page(owner.get("/en/supplier/delivery/returns"))
    assert again.value("Places") == "Ardahan\nBozcaada/Çanakkale"


def test_only_the_owner_changes_deliveries(team, supplier):
    client = team(supplier)
    db.session.scalars(select(TeamMember)).one().role = "seller"
    db.session.commit()

    assert client.get("/en/supplier/delivery").status_code == 403
    assert client.post("/en/supplier/delivery/days", data={}).status_code == 403


@pytest.mark.parametrize(
    ("text", "minor"), [("79", 7900), ("79,5", 7950), ("79.05", 7905), ("₺ 1200", 120000), ("0", 0)]
)
def test_lira_are_read_as_people_write_them(app, text, minor):
    assert typed.read_lira(text) == minor


def test_closed_days_and_holidays_say_what_they_are_for_and_lead_to_each_other(owner):
    days, holiday = (Page(owner.get(f"/en/supplier/{part}")) for part in ("delivery", "holiday"))

    assert "Shoppers are told nothing and go on ordering" in days.text
    assert days.link("Plan a holiday") == "/en/supplier/holiday"
    assert "The whole shop rests." in holiday.text
    assert holiday.link("Write it among the closed days") == "/en/supplier/delivery#closures"
