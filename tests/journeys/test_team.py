"""A shipper joins a team, works, and is gone; the cooperative looks on and changes nothing."""

import re

import pytest
from sqlalchemy import select

from app.accounts.models import AccessLogEntry
from app.extensions import db
from app.messaging.models import Message

EMAIL = "derya@example.org"
PASSWORD = "lodos esince tekne kalkmaz"


def link_in(travel, kind, path):
    """The path of the link in the newest letter of a kind."""
    with travel.inside():
        letter = db.session.scalars(
            select(Message).where(Message.kind == kind).order_by(Message.id.desc())
        ).first()
        return re.search(rf"https?://[^/\s]+(/\S*{path}/[\w-]+)", letter.text)[1]


def rooms(browser):
    """Where the rail of the desk leads."""
    links = browser.page.locator("nav a[href*='/supplier']")
    return {link.inner_text().split("\n")[0].strip() for link in links.all()}


def status(browser, path):
    return browser.page.goto(browser.shop.url + path).status


def looks(travel):
    """What the access log says of screens."""
    with travel.inside():
        rows = select(AccessLogEntry.what, AccessLogEntry.subject).where(
            AccessLogEntry.what.startswith("screen:")
        )
        return [tuple(row) for row in db.session.execute(rows)]


@pytest.mark.requirement("PR-4.7")
def test_a_shipper_is_invited_packs_and_finds_nothing_once_removed(travel):
    jar = travel.product(name="Lakerda jar", stock=20)
    reference = travel.buy(travel.guest(), jar)
    owner = travel.supplier(jar.supplier.id, width=360)
    owner.go("/en/supplier/team")
    owner.page.fill("#email", EMAIL)
    owner.page.get_by_label(re.compile("^Shipper")).check()
    owner.press("Send the invitation")
    assert owner.says("The invitation is on its way.")

    shipper = travel.guest(width=360)
    shipper.go(link_in(travel, "team-invitation", "/team/join"))
    assert shipper.says("Shipper")
    shipper.page.fill("#name", "Derya Ak")
    shipper.page.fill("#password", PASSWORD)
    shipper.press("Join the team")
    shipper.page.wait_for_url("**/en/supplier")
    assert rooms(shipper).isdisjoint({"Goods", "Messages", "Figures", "Your page", "Import"})
    assert rooms(shipper) >= {"Orders", "Returns", "Recalls", "Team"}

    order = f"/en/supplier/orders/{reference}-1"
    shipper.go(order)
    assert shipper.says("Elif Yalın")
    assert "245" not in shipper.page.inner_text("main")
    assert status(shipper, "/en/supplier/listings") == 403
    assert status(shipper, "/en/supplier/numbers") == 403
    assert status(shipper, f"{order}/impossible") == 404
    shipper.go(order)
    shipper.press("Accept")
    assert shipper.says("Accepted. Thank you.")
    shipper.page.locator("[name=tracking_number]").fill("DK 417")
    shipper.press("Note as sent")
    assert shipper.says("Noted as sent.")

    owner.go("/en/supplier/team")
    owner.page.get_by_text("Take out of the team: Derya Ak").click()
    owner.press("Derya Ak leaves the team")
    assert owner.says("This person can do nothing here any more")
    for path in (order, "/en/supplier", "/en/supplier/recalls", "/en/supplier/team"):
        assert status(shipper, path) == 404


def test_staff_walk_through_a_suppliers_screens_only_looking_and_every_look_is_noted(travel):
    jar = travel.product(name="Lakerda jar", stock=20)
    reference = travel.buy(travel.guest(), jar)
    clerk = travel.staff("orders", width=360)
    clerk.go("/en/admin/suppliers")
    clerk.press(f"Open {jar.supplier.name}")
    clerk.press("Look at its screens")
    here = f"/en/admin/suppliers/{jar.supplier.id}/screens"
    assert clerk.says(f"You are looking at the screens of {jar.supplier.name}")
    clerk.page.get_by_role("note").get_by_role("link", name="Orders").click()
    clerk.page.wait_for_url(f"**{here}/orders")
    clerk.page.locator(f"a[href='{here}/orders/{reference}-1']").first.click()
    clerk.page.wait_for_url(f"**{here}/orders/{reference}-1")
    assert clerk.says("Elif Yalın")

    accept = clerk.page.get_by_role("button", name="Accept")
    assert accept.is_disabled()
    assert status(clerk, f"/en/supplier/orders/{reference}-1") == 404
    assert [subject for _what, subject in looks(travel)] == [
        f"supplier:{jar.supplier.id}/",
        f"supplier:{jar.supplier.id}/orders",
        f"supplier:{jar.supplier.id}/orders/{reference}-1",
    ]
    owner = travel.supplier(jar.supplier.id)
    owner.go(f"/en/supplier/orders/{reference}-1")
    assert owner.page.get_by_role("button", name="Accept").is_enabled()
