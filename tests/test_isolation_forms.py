"""Ids that stand in a form and not in its address: another supplier's are nobody's."""

import pytest

from app.catalogue.models import Variant
from app.extensions import db
from app.orders.models import SubOrder
from app.returns.models import Case, CaseLine
from app.suppliers.models import TeamInvitation, TeamMember
from tests.builders import a_member, a_product, a_supplier
from tests.page import Page
from tests.returns.steps import withdraw
from tests.shopping import buy, deliver

pytestmark = pytest.mark.usefixtures("open_shop")


def fresh(model, number):
    db.session.rollback()
    return db.session.get(model, number, populate_existing=True)


@pytest.fixture
def mine():
    return a_product(stock=20)


@pytest.fixture
def theirs():
    return a_product(stock=20, supplier=a_supplier(name="Rüzgâr", sort_key="ruzgar"))


def test_a_size_of_another_supplier_is_not_written_through_ones_own_form(mine, theirs, team):
    seller, foreign = team(mine.supplier), theirs.variants[0].id
    own, path = mine.variants[0].id, f"/en/supplier/listings/{mine.id}/sizes"
    form = Page(seller.get(path)).soup.find("input", attrs={"name": "sku-0"}).find_parent("form")
    typed = {
        control["name"]: control.get("value", "")
        for control in form.select("input[name], select[name]")
        if control.get("type") != "checkbox"
    }
    typed |= {"id-0": str(own), "sku-0": "MINE", "price-0": "10", "stock-0": "5", "low-0": "1"}
    typed |= {"label-tr-0": "Kavanoz", "amount-0": "350", "unit-0": "g"}
    second = {key.replace("-0", "-1"): value for key, value in typed.items() if key[-2:] == "-0"}
    typed |= second | {"id-1": str(foreign), "sku-1": "THEIRS", "price-1": "1", "stock-1": "0"}

    answer = seller.post(path, data=typed)

    assert answer.status_code == 303, Page(answer).errors
    kept = fresh(Variant, foreign)
    assert (kept.stock, kept.sku == "THEIRS", kept.price_minor > 100) == (20, False, True)
    assert fresh(Variant, own).stock == 5


def test_a_line_of_another_order_is_not_sent_with_ones_own(mine, theirs, team, visitor, bank):
    own, other = (buy(visitor, bank, product).suborders[0] for product in (mine, theirs))
    reference, foreign = own.reference, other.lines[0].id
    seller, number = team(mine.supplier), other.id
    typed = {"carrier": "Deniz Kargo", "tracking_number": "DK 1", f"pieces-{foreign}": "1"}

    assert seller.post(f"/en/supplier/orders/{reference}/dispatch", data=typed).status_code == 422

    assert fresh(SubOrder, number).shipments == []


def test_goods_of_another_return_are_not_counted_with_ones_own(
    mine, theirs, team, bank, today, app
):
    today("2026-03-02")
    visitors = [app.test_client() for _n in range(2)]
    orders = [buy(v, bank, p) for v, p in zip(visitors, (mine, theirs), strict=True)]
    today("2026-03-04")
    for order in orders:
        deliver(order, "2026-03-04")
    today("2026-03-05")
    for visitor, order in zip(visitors, orders, strict=True):
        withdraw(visitor, order)
    cases = {found.suborder.supplier_id: found for found in db.session.query(Case)}
    own, other = cases[mine.supplier_id], cases[theirs.supplier_id]
    number, foreign = own.number, other.lines[0].id
    typed = {f"good-{foreign}": "1", f"bad-{foreign}": "0", f"none-{foreign}": "0"}

    team(mine.supplier).post(f"/en/supplier/returns/{number}/arrived", data=typed)

    part = fresh(CaseLine, foreign)
    assert part.case.goods.received_at is None


def test_another_teams_people_and_invitations_are_not_moved(mine, theirs, team):
    boss, person = team(mine.supplier), a_member(supplier=theirs.supplier, role="shipper")
    team(theirs.supplier).post(
        "/en/supplier/team/invite", data={"email": "n@example.org", "role": "seller"}
    )
    invitation = db.session.query(TeamInvitation).one().id
    place = (theirs.supplier_id, person.id)
    db.session.rollback()
    for path in (
        f"{place[1]}/role",
        f"{place[1]}/remove",
        f"invitations/{invitation}/revoke",
    ):
        answer = boss.post(f"/en/supplier/team/{path}", data={"role": "owner"})
        assert answer.status_code == 404, path

    assert fresh(TeamMember, place).role == "shipper"
    assert fresh(TeamInvitation, invitation).revoked_at is None


def test_nobody_chooses_to_work_for_a_supplier_whose_team_is_not_theirs(mine, theirs, team):
    seller = team(mine.supplier)

    seller.post("/en/team/supplier", data={"supplier": theirs.supplier_id})

    page = Page(seller.get("/en/supplier"))
    assert mine.supplier.name in page.text
    assert theirs.supplier.name not in page.text
