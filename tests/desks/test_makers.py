"""The cooperative's desk of its suppliers: their state, what is at risk, their screens."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import AccessLogEntry
from app.extensions import db
from app.helpdesk.models import RequestKind
from app.helpdesk.services import receiving
from app.kernel import clock
from app.messaging.models import Message
from app.orders.models import Setback, SubOrder, SubOrderState
from app.orders.services import fulfilment
from app.orders.services.actors import Actor
from app.suppliers.models import DeliveryKind, SupplierState
from tests.builders import a_delivery_method, a_product, a_supplier
from tests.page import Page
from tests.shopping import buy, deliver
from tests.world import EXAMPLES, World


@pytest.fixture
def desk(staff):
    return staff("orders")


def risks(desk, path="/en/admin/suppliers"):
    page = Page(desk.get(path))
    return [" ".join(h.get_text(" ").split()) for h in page.soup.select("li.todo h3")]


def test_suppliers_stand_with_their_state(desk):
    a_supplier(name="Ada", sort_key="ada")
    a_supplier(name="Poyraz", sort_key="poyraz", state=SupplierState.SUSPENDED)
    a_supplier(name="Rüzgâr", sort_key="ruzgar", state=SupplierState.CLOSED)

    rows = Page(desk.get("/en/admin/suppliers")).rows()

    assert [(row[0].split()[0], row[1]) for row in rows] == [
        ("Ada", "Active"),
        ("Poyraz", "Suspended"),
        ("Rüzgâr", "Closed"),
    ]


def test_a_promise_that_has_passed_is_a_risk_until_the_goods_are_there(desk, visitor, bank, today):
    today("2026-03-02")
    order = buy(visitor, bank, a_product())
    reference, promised = order.suborders[0].reference, order.suborders[0].promised_by
    today(promised.isoformat())
    assert risks(desk) == []

    today((promised + timedelta(days=1)).isoformat())

    assert risks(desk) == [f"Late: {reference}"]
    supplier = order.suborders[0].supplier_id
    assert risks(desk, f"/en/admin/suppliers/{supplier}") == [f"Late: {reference}"]
    assert Page(desk.get("/en/admin/suppliers")).rows()[0][2:5] == ["1", "0", "0"]
    deliver(order, clock.today().isoformat())
    assert risks(desk) == []


def test_goods_that_nobody_collects_are_a_risk(desk, visitor, bank, today):
    method = a_delivery_method(kind=DeliveryKind.COLLECTION, carrier=None, address="İskele 9")
    today("2026-03-02")
    order = buy(visitor, bank, a_product(supplier=a_supplier(delivery=[method])))
    part = order.suborders[0]
    part.state = SubOrderState.READY
    db.session.commit()
    assert risks(desk) == []

    today((part.promised_by + timedelta(days=1)).isoformat())

    assert risks(desk) == [f"Not collected: {part.reference}"]


def test_goods_asked_about_at_the_point_are_a_risk_until_the_buyer_has_chosen(
    desk, visitor, bank, team, today
):
    method = a_delivery_method(kind=DeliveryKind.COLLECTION, carrier=None, address="İskele 9")
    today("2026-03-02")
    supplier = a_supplier(delivery=[method])
    order = buy(visitor, bank, a_product(supplier=supplier))
    reference, number = order.suborders[0].reference, order.reference
    seller = team(supplier)
    seller.post(f"/en/supplier/orders/{reference}/ready")
    assert risks(desk) == []

    seller.post(f"/en/supplier/orders/{reference}/uncollected")

    assert risks(desk) == [f"Not collected: {reference}"]
    setback = db.session.scalars(select(Setback)).one()
    path = f"/en/orders/{number}/setbacks/{setback.number}"
    visitor.post(path, data={"choice": "refund"})
    assert risks(desk) == []


def test_a_parcel_at_its_branch_for_five_days_is_a_risk_until_it_is_fetched(
    desk, visitor, bank, team, today
):
    today("2026-03-02 09:00:00")
    supplier = a_supplier()
    order = buy(visitor, bank, a_product(supplier=supplier, lead_days=20))
    part = order.suborders[0]
    reference = part.reference
    pieces = {line.id: line.ordered for line in part.lines}
    parcel = fulfilment.dispatch(part, "Deniz Kargo", "DK 417", pieces, Actor("SU", "1"))
    path = f"/en/supplier/orders/{reference}/parcels/{parcel.id}"
    db.session.commit()
    seller = team(supplier)
    today("2026-03-04 18:00:00")
    waits = {"kind": "at_branch", "day": "2026-03-04", "hour": "14:00"}
    assert seller.post(path, data=waits).status_code == 303
    today("2026-03-09 13:59:00")
    assert risks(desk) == []

    today("2026-03-09 14:00:00")

    assert risks(desk) == [f"Not collected: {reference}"]
    fetched = {"kind": "delivered", "day": "2026-03-09", "hour": "14:00", "to_whom": "shopper"}
    assert seller.post(path, data=fetched).status_code == 303
    assert risks(desk) == []


def test_a_complaint_about_one_part_is_a_risk_of_it_until_it_is_answered(desk, visitor, bank):
    order = buy(visitor, bank, a_product())
    part = order.suborders[0]
    reference = part.reference
    words = receiving.Words(
        RequestKind.COMPLAINT, order.name, order.email, reference, "Leaking.", "en", "q"
    )
    number = receiving.send(words, order, part).number
    db.session.commit()
    assert risks(desk) == [f"Complaint: {reference}"]

    typed = {"words": "We send you another jar.", "outcome": "explained"}
    assert desk.post(f"/en/admin/requests/{number}/answer", data=typed).status_code == 303

    assert risks(desk) == []


def test_what_is_past_its_day_stands_before_what_has_no_day(desk, visitor, bank, today):
    """Each danger of each order on its own row, the earliest day first."""
    today("2026-03-02")
    first, second = (buy(visitor, bank, a_product()) for _n in range(2))
    late = first.suborders[0].reference
    today((second.suborders[0].promised_by + timedelta(days=1)).isoformat())
    words = receiving.Words(
        RequestKind.COMPLAINT, first.name, first.email, first.reference, "Where?", "en", "q"
    )
    receiving.send(words, first)
    db.session.commit()

    found = risks(desk)

    assert sorted(found[:2]) == sorted([f"Late: {late}", f"Late: {second.suborders[0].reference}"])
    assert found[2:] == [f"Complaint: {late}"]


def test_an_open_complaint_is_a_risk_and_leads_to_it(desk, visitor, bank):
    order = buy(visitor, bank, a_product())
    words = receiving.Words(
        RequestKind.COMPLAINT, order.name, order.email, order.reference, "Leaking.", "en", "q"
    )
    asked = receiving.send(words, order)
    db.session.commit()
    number = asked.number

    page = Page(desk.get("/en/admin/suppliers"))

    assert risks(desk) == [f"Complaint: {order.suborders[0].reference}"]
    assert page.link(f"Open {number}").endswith(f"/admin/requests/{number}")


def test_the_cooperative_invites_an_owner(desk, visitor):
    supplier = a_supplier()
    path = f"/en/admin/suppliers/{supplier.id}/owner"
    wrong = Page(desk.post(path, data={"email": "nobody"}))
    assert (wrong.status, wrong.value("E-mail")) == (422, "nobody")

    assert desk.post(path, data={"email": "hatice@example.org"}).status_code == 303

    letter = db.session.scalars(select(Message).where(Message.kind == "team-invitation")).one()
    link = next(word for word in letter.text.split() if "/team/join/" in word)
    page = Page(visitor.get(link.removeprefix("http://127.0.0.1:8000")))
    assert "Owner" in page.text


@pytest.fixture
def world(open_shop, bank):
    return World(open_shop, bank)


def looked_at():
    """What was written into the access log about screens."""
    db.session.rollback()
    rows = select(AccessLogEntry.what, AccessLogEntry.subject).where(
        AccessLogEntry.what.startswith("screen:")
    )
    return [tuple(row) for row in db.session.execute(rows)]


def test_staff_see_every_screen_of_a_supplier_marked_noted_and_not_to_be_changed(world):
    supplier = world.product.supplier
    own = [e for e in EXAMPLES if e.who == "maker" and e.status == 200]
    here = f"/en/admin/suppliers/{supplier.id}/screens/"
    seen = marked = 0
    for example in own:
        path = world.path(example).replace("/en/supplier", here.rstrip("/"), 1)
        answer = world.browser("staff").get(path)
        assert answer.status_code in {200, 308}, path
        if answer.status_code == 308:
            answer = world.browser("staff").get(answer.headers["Location"])
        seen += 1
        if answer.mimetype != "text/html":
            continue
        page = Page(answer)
        if page.soup.select_one("main#main [role=note]") is None:
            continue
        marked += 1
        assert f"You are looking at the screens of {supplier.name}" in page.text, path
        assert all(
            control.find_parent("fieldset", disabled=True)
            for control in page.soup.select("main :is(input, button, select, textarea)")
        ), path
        led = {str(tag["href"]) for tag in page.soup.select("main [href]")}
        assert not [href for href in led if href.startswith("/en/supplier")], path
    assert marked > 12
    assert len(looked_at()) == seen


def test_every_marked_screen_is_one_of_the_suppliers_pages(world):
    here = f"/en/admin/suppliers/{world.product.supplier.id}/screens/"
    page = Page(world.browser("staff").get(here))
    rooms = page.soup.select_one("[role=note] nav").find_all("a")

    assert len(rooms) >= 6
    for room in rooms:
        assert world.browser("staff").get(room["href"]).status_code == 200
    part = world.order.suborders[0].reference
    order = Page(world.browser("staff").get(f"{here}orders/{part}"))
    assert "Elif Yalın" in order.text
    assert looked_at()[-1][1] == f"supplier:{world.product.supplier.id}/orders/{part}"


def test_nothing_can_be_sent_from_a_screen(world):
    """Neither through the screen nor at the supplier's own address."""
    supplier, part = world.product.supplier, world.of(world.sent)
    reference, state = part.reference, part.state
    clerk = world.browser("staff")
    screen = f"/en/admin/suppliers/{supplier.id}/screens/orders/{reference}/accept"

    assert clerk.get(screen).status_code == 404
    assert clerk.post(screen).status_code == 405
    assert clerk.post(f"/en/supplier/orders/{reference}/accept").status_code == 404
    db.session.rollback()
    db.session.expire_all()
    kept = db.session.scalars(select(SubOrder).where(SubOrder.reference == reference)).one()
    assert kept.state is state


@pytest.mark.parametrize("page", ["apply-nowhere", "../people", "%2e%2e/people", "orders/S-1"])
def test_a_screen_leads_nowhere_else(world, page):
    path = f"/en/admin/suppliers/{world.product.supplier.id}/screens/{page}"

    assert world.browser("staff").get(path).status_code == 404


def test_a_screen_of_another_suppliers_object_is_not_found(world):
    elsewhere = a_supplier()
    part = world.order.suborders[0].reference
    path = f"/en/admin/suppliers/{elsewhere.id}/screens/orders/{part}"

    assert world.browser("staff").get(path).status_code == 404


def test_the_suppliers_own_people_see_no_sign_of_it(world):
    page = Page(world.browser("maker").get("/en/supplier"))

    assert page.soup.select_one("fieldset[disabled]") is None
    assert "looking at" not in page.text


def test_one_entry_of_the_rail_is_the_page_one_is_on(staff):
    clerk = staff("orders", "catalogue", "finance", "legal")
    for path, name in (
        ("/en/admin/suppliers", "Suppliers"),
        ("/en/admin/suppliers/applications", "Applications"),
        ("/en/admin/suppliers/standing", "Standing"),
        ("/en/admin/suppliers/numbers", "Numbers of suppliers"),
        (f"/en/admin/suppliers/{a_supplier().id}", "Suppliers"),
    ):
        current = Page(clerk.get(path)).soup.select("nav [aria-current=page]")
        assert [link.get_text(" ", strip=True) for link in current] == [name], path
