"""Returns in a real browser, with a clock that moves: rights, claims, letters, doors."""

from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe

from app.extensions import db
from app.kernel import clock, events
from app.kernel.transactions import save
from app.orders import queries as orders
from app.orders.events import ParcelCameBack, ParcelRefused
from app.orders.services import fulfilment
from app.orders.services.fulfilment import Actor
from tests.builders import a_supplier
from tests.journeys.browser import Watched
from tests.journeys.steps import declare
from tests.returns.steps import a_photo


def accessible(browser: Watched) -> None:
    """Axe finds nothing on the page as it stands."""
    found = Axe().run(browser.page)
    assert found.violations_count == 0, found.generate_report()


def look_at(browser: Watched, number: str) -> str:
    browser.go(f"/en/returns/{number}")
    return browser.page.inner_text("main")


@pytest.mark.requirement("DC-9.1")
def test_late_and_refused_and_complained_of_and_granted(travel):
    guest = travel.guest(scripts=True, width=360)
    reference = travel.buy(guest, travel.product())
    travel.deliver(reference, "2026-03-02")
    travel.at("2026-03-17 00:00:00")  # the last moment was 2026-03-16 23:59:59
    number = declare(guest, reference)

    staff = travel.staff("orders", scripts=True)
    staff.go(f"/en/admin/returns/{number}-1")
    accessible(staff)
    staff.page.fill("#reason", "The period ended on 16 March.")
    staff.press("Refuse with this reason")
    assert "Refused" in look_at(guest, number)
    accessible(guest)
    guest.page.fill("textarea[name=text]", "I had posted a letter on the sixteenth.")
    guest.press("Send")
    staff.go(f"/en/admin/returns/{number}-1")
    staff.press("Accept all the same")

    assert "hand the goods" not in look_at(guest, number)
    assert "tell you how to send it back" in look_at(guest, number)


def test_fresh_fish_is_exempt_and_answered_with_reasons(travel):
    guest = travel.guest()
    fish = travel.product(name="Hamsi", wd_code="c", wd_approved=True)
    reference = travel.buy(guest, fish)
    travel.deliver(reference, "2026-03-02")
    travel.at("2026-03-03")
    number = declare(guest, reference)
    assert "look at it and decide" in look_at(guest, number)

    staff = travel.staff("orders", scripts=True)
    staff.go(f"/en/admin/returns/{number}-1")
    staff.page.fill("#reason", "Fresh fish perishes within a day.")
    staff.press("Refuse with this reason")

    assert "Fresh fish perishes within a day." in look_at(guest, number)
    assert "arbitration committee" in look_at(guest, number)


@pytest.mark.parametrize(("opened", "status"), [("no", "Waiting for approval"), ("yes", "Being")])
def test_an_opened_jar_is_exempt_and_a_sealed_one_is_not(travel, opened, status):
    member = travel.member()
    jar = travel.product(wd_code="c2", wd_approved=True)
    reference = travel.buy(member, jar)
    travel.deliver(reference, "2026-03-02")
    travel.at("2026-03-12")

    number = declare(member, reference, opened)

    assert status in look_at(member, number)


def test_two_jars_go_back_one_by_one_and_the_carriage_with_the_last(travel):
    member = travel.member(scripts=True)
    reference = travel.buy(member, travel.product(), quantity=2)
    travel.deliver(reference, "2026-03-02")
    travel.at("2026-03-03")
    first = declare(member, reference, quantity=1)
    second = declare(member, reference)

    assert "245.00" in look_at(member, first)
    assert "324.00" in look_at(member, second)
    member.go(f"/en/orders/{reference}/withdraw")
    assert member.says("already given up or returned")


def test_one_declaration_over_two_sellers(travel):
    guest = travel.guest()
    reference = travel.buy(guest, travel.product(name="Bal"), travel.product(name="Lakerda"))
    travel.deliver(reference, "2026-03-02")
    travel.at("2026-03-03")

    number = declare(guest, reference)

    text = look_at(guest, number)
    assert f"{number}-1" in text
    assert f"{number}-2" in text


@pytest.mark.requirement("DC-9.2.b")
def test_before_dispatch_the_money_leaves_at_once(travel):
    guest = travel.guest()
    reference = travel.buy(guest, travel.product())

    number = declare(guest, reference)
    travel.drain()

    assert "Paid back" in look_at(guest, number)
    guest.go(f"/en/orders/{reference}")
    assert guest.says("Cancelled")


def hand_over(travel, reference):
    """Everything is with the carrier; returns the parcel's number in the books."""
    with travel.inside():
        suborder = orders.order_by_reference(reference).suborders[0]
        pieces = {line.id: line.ordered for line in suborder.lines}
        parcel = fulfilment.dispatch(suborder, "Deniz Kargo", "DK 1", pieces, Actor("SU", "1"))
        save()
        return suborder.reference, parcel.id


def carrier_says(travel, event):
    with travel.inside():
        events.publish(event)
        save()


@pytest.mark.requirement("HR-08")
def test_not_taken_at_the_door_and_back_with_the_seller(travel):
    guest = travel.guest(scripts=True, width=360)
    maker = a_supplier_of(travel)
    reference = travel.buy(guest, travel.product(supplier=maker))
    suborder, parcel = hand_over(travel, reference)
    travel.at("2026-03-03 14:00:00")
    scan = datetime(2026, 3, 3, 14, tzinfo=clock.SHOP_ZONE).astimezone(UTC)
    carrier_says(travel, ParcelRefused(suborder, parcel, scan, "torn package", "T-9"))
    staff = travel.staff("orders", scripts=True)
    staff.go("/en/admin/outbox")
    staff.page.get_by_role("link", name="You did not take a parcel").first.click()
    link = staff.page.content().split("/returns/receipt/")[1][:32]

    guest.go(f"/en/returns/receipt/{link}")
    accessible(guest)
    guest.press("I changed my mind")
    travel.at("2026-03-05")
    carrier_says(travel, ParcelCameBack(suborder, parcel, clock.today()))
    travel.drain()

    number = guest.page.locator(".num").inner_text()
    assert "Goods arrived" in look_at(guest, number)
    assert "Paid back" in look_at(guest, number)
    supplier = travel.supplier(maker.id)
    supplier.go(f"/en/supplier/returns/{number}-1")
    supplier.press("Record the arrival")
    assert supplier.says("Recorded. What is resellable is back on your shelf.")


def a_supplier_of(travel, **differences):
    with travel.inside():
        supplier = a_supplier(**differences)
        db.session.refresh(supplier)
        _ = supplier.delivery_methods
        db.session.expunge_all()
    return supplier


@pytest.mark.requirement("HR-06")
def test_a_spoiled_jar_with_a_photo_is_paid_back_without_return(travel, tmp_path):
    photo = tmp_path / "kavanoz.jpg"
    photo.write_bytes(a_photo(place=True))
    member = travel.member(scripts=True, width=360)
    reference = travel.buy(member, travel.product(wd_code="c", wd_approved=True))
    travel.deliver(reference, "2026-03-02")
    member.go(f"/en/orders/{reference}")
    member.press("Something is wrong with the goods?")
    accessible(member)
    member.press("It arrived damaged")
    member.page.locator(".pick input[type=checkbox]").first.check()
    member.page.set_input_files("#files", str(photo))
    member.press("Send the claim")
    assert member.says("What is wrong?: Write in a sentence what is wrong.")
    accessible(member)
    member.page.fill("#message", "The lid stood open and it smells sour.")
    member.press("Send the claim")  # the photo is still with the form
    number = member.page.locator(".num").inner_text()

    staff = travel.staff("orders", scripts=True)
    staff.go(f"/en/admin/returns/{number}-1")
    assert staff.says("kavanoz.jpg")
    accessible(staff)
    staff.page.fill("#reason", "Spoiled food is not sent round.")
    staff.press("Approve: pay back without the goods")
    travel.drain()

    assert "Paid back" in look_at(member, number)
    accessible(member)


@pytest.mark.requirement("DC-11.1")
def test_a_letter_is_entered_matched_and_in_time(travel):
    guest = travel.guest()
    reference = travel.buy(guest, travel.product())
    travel.deliver(reference, "2026-03-02")
    travel.at("2026-03-19 10:00:00")
    staff = travel.staff("orders", scripts=True)
    staff.go("/en/admin/returns")
    staff.press("Register a statement")
    accessible(staff)
    staff.page.select_option("#channel", "letter")
    staff.page.fill("#sent_on", "2026-03-16")
    staff.page.fill("#received_on", "2026-03-18")
    staff.page.fill("#name", "Elif Yalın")
    staff.page.fill("#order", "the lakerda of early March")
    staff.press("Register")
    accessible(staff)
    staff.page.fill("#reference", reference)
    staff.press("This is the order")
    accessible(staff)
    staff.press("These goods are meant")
    assert staff.says("Matched. The clocks run from the statement's own time.")
    assert staff.says("Wednesday, 1 April 2026")  # the refund is due 2026-04-01


@pytest.mark.requirement("DC-12.3.c")
def test_where_the_carrier_has_no_branch_a_day_of_collection_is_given(travel):
    guest = travel.guest(scripts=True, width=360)
    maker = a_supplier_of(travel, return_coverage="only", return_places=["Van"])
    reference = travel.buy(guest, travel.product(supplier=maker))
    travel.deliver(reference, "2026-03-02")
    travel.at("2026-03-16 10:00:00")
    number = declare(guest, reference)
    staff = travel.staff("orders", scripts=True)
    staff.go(f"/en/admin/returns/{number}-1")
    staff.press("Approve: goods come back")
    accessible(staff)
    staff.page.fill("#day", "2026-03-18")
    staff.press("Tell the buyer the day")

    assert "the seller: fetch the goods from you · Wednesday, 18 March 2026" in look_at(
        guest, number
    )
    accessible(guest)


@pytest.mark.requirement("DC-13.2")
def test_damage_needs_two_people_and_never_touches_the_refund(travel, tmp_path):
    photo = tmp_path / "hasar.jpg"
    photo.write_bytes(a_photo())
    guest = travel.guest(scripts=True, width=360)
    maker = a_supplier_of(travel)
    reference = travel.buy(guest, travel.product(supplier=maker))
    travel.deliver(reference, "2026-03-02")
    travel.at("2026-03-16 10:00:00")
    number = declare(guest, reference)
    travel.night("2026-03-18")  # nobody decided: approved by itself
    assert "hand the goods to the carrier" in look_at(guest, number)
    guest.press("I have sent it")
    seller = travel.supplier(maker.id, scripts=True)
    seller.go(f"/en/supplier/returns/{number}-1")
    seller.press("Record the arrival")
    travel.drain()
    accessible(seller)
    seller.page.check("input[value=beyond_use]")
    seller.page.get_by_text("Only for the third").click()
    seller.page.set_input_files("#photos", str(photo))
    seller.page.fill("#reason", "The jar was emptied and filled with water.")
    seller.page.fill("#sum", "120,00")
    seller.press("Note it")
    accessible(seller)
    staff = travel.staff("orders", scripts=True)
    staff.go(f"/en/admin/returns/{number}-1")
    accessible(staff)
    staff.press("I see it too: ask the buyer")

    text = look_at(guest, number)
    assert "Paid back" in text
    assert "The seller asks 120.00" in text
    accessible(guest)
    guest.press("I do not agree")
    seller.go(f"/en/supplier/returns/{number}-1")
    assert seller.says("not accepted")
