"""A maker objects, staff decide otherwise; a call becomes the end of a contract."""

from tests.journeys.browser import Watched
from tests.journeys.steps import declare
from tests.journeys.test_circle import violations_here

WHY = "The jars are hand-blown; I need them for the next filling."


def fits(*browsers: Watched) -> None:
    """Axe finds nothing, and nothing is wider than the window."""
    assert [problem for browser in browsers for problem in violations_here(browser)] == []


def test_a_maker_objects_and_the_cooperative_bears_what_staff_decide(travel):
    guest = travel.guest()
    product = travel.product()
    reference = travel.buy(guest, product, quantity=2)
    travel.deliver(reference, "2026-03-02")
    travel.at("2026-03-03 10:00:00")
    number = declare(guest, reference) + "-1"
    maker = travel.supplier(product.supplier.id, scripts=True, width=360)
    maker.go(f"/en/supplier/returns/{number}")
    maker.page.locator("summary", has_text="The goods must come back").click()
    fits(maker)
    maker.press("Object to paying back without return")
    assert maker.says("Write in a sentence why the goods must come back.")
    fits(maker)
    maker.page.fill("#objection", WHY)
    maker.press("Object to paying back without return")
    assert maker.says("You have objected")
    fits(maker)

    staff, narrow = (
        travel.staff("orders", "finance", scripts=True, width=width) for width in (1280, 360)
    )
    for desk in (staff, narrow):
        desk.go(f"/en/admin/returns/{number}")
        assert desk.says(WHY)
    fits(staff, narrow)
    staff.page.fill("#reason", "Not worth the carriage.")
    staff.press("Approve without the goods")

    why = "Paid back without the goods, against the supplier's objection."
    maker.go(f"/en/supplier/returns/{number}")
    for browser in (staff, maker):
        assert browser.says(why)
    fits(staff, maker)


def test_a_call_is_entered_and_ends_the_contract(travel):
    guest = travel.guest()
    reference = travel.buy(guest, travel.product(lead_days=3))
    travel.at("2026-03-20 10:00:00")
    staff, narrow = (travel.staff("orders", scripts=True, width=width) for width in (1280, 360))
    for desk in (staff, narrow):
        desk.go("/en/admin/requests")
        desk.press("Enter a call or letter")
    fits(staff, narrow)
    narrow.press("Register")
    assert narrow.says("Write the day it reached us.")
    fits(narrow)
    for field, typed in {
        "received_on": "2026-03-19",
        "at": "16:45",
        "order": reference,
        "name": "Elif Yalın",
        "message": "Nothing has come. She wants her money back.",
    }.items():
        staff.page.fill(f"#{field}", typed)
    staff.press("Register")
    narrow.page.goto(staff.page.url)
    fits(staff, narrow)

    staff.press("End the contract for non-delivery")

    assert staff.says("Taken up as another case")
    fits(staff)
    guest.go(f"/en/orders/{reference}/requests")
    assert guest.says("Contract ended for non-delivery")
