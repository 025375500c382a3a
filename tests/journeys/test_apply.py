"""A maker with a telephone applies, is asked, talks with us, and opens her shop."""

import re

import pytest
from sqlalchemy import select

from app.extensions import db
from app.messaging.models import Message

PASSWORD = "lodos esince tekne kalkmaz"


def link_in(travel, kind, path):
    """The path of the link in the newest letter of a kind."""
    with travel.inside():
        letter = db.session.scalars(
            select(Message).where(Message.kind == kind).order_by(Message.id.desc())
        ).first()
        found = re.search(rf"https?://[^/\s]+(/\S*{path}/[\w-]+)", letter.text)[1]
        db.session.rollback()
    return found


def apply(maker, travel):
    """Every step at 360 px, up to sending it."""
    page = maker.page
    maker.go("/en/supplier/apply")
    page.fill("#contact_person", "Zeliha Örnek")
    page.fill("#email", "zeliha@example.org")
    maker.press("Begin")
    maker.go(link_in(travel, "application-started", "/link"))
    maker.press("Confirm the address and go on")
    page.get_by_role("link", name=re.compile("Fill in.*Who you are")).click()
    page.get_by_label("I work at home and am exempt from tax").check()
    page.get_by_label("The cooperative sells for me").check()
    maker.press("Save and go on")
    page.fill("#name", "Zeliha'nın Mutfağı")
    page.fill("#title", "Zeliha Örnek")
    page.fill("#national_id", "10000000147")
    page.fill("#certificate_number", "2026/417")
    page.fill("#certificate_on", "2026-01-12")
    maker.press("Save and go on")
    assert maker.says("Check the national identity number")
    assert page.input_value("#certificate_number") == "2026/417"
    page.fill("#national_id", "100 000 001 46")
    maker.press("Save and go on")
    page.fill("#phone", "0555 000 00 00")
    page.select_option("#province", "35")
    page.select_option("#district", "35:Urla")
    page.fill("#street", "İskele Mah. Fener Sok. 8")
    maker.press("Save and go on")
    page.fill("#makes", "Dried figs and jam from our own trees.")
    maker.press("Save and go on")
    page.set_input_files(
        "#paper", {"name": "belge.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    maker.press("Add it")
    maker.press("Look over everything")
    page.get_by_label("What I have written is true").check()
    maker.press("Send the application")
    assert maker.says("With the cooperative")


def number_of(maker):
    return maker.page.url.rpartition("/")[2]


@pytest.mark.requirement("SM-4.1")
@pytest.mark.requirement("SR-2")
def test_from_the_application_on_a_telephone_to_the_first_log_in(travel):
    maker = travel.guest(width=360)
    apply(maker, travel)
    number = number_of(maker)
    desk = f"/en/admin/suppliers/applications/{number}"

    reviewer, second = travel.staff("catalogue"), travel.staff("catalogue")
    reviewer.go("/en/admin")
    assert reviewer.says("Application of Zeliha'nın Mutfağı")
    reviewer.go(desk)
    reviewer.page.get_by_text("Ask the applicant").click()
    reviewer.page.fill("#question", "About how many jars a month?")
    reviewer.page.get_by_label("What they make").check()
    reviewer.press("Send the question")

    maker.go(link_in(travel, "application-question", "/link"))
    maker.press("Confirm the address and go on")
    assert maker.says("About how many jars a month?")
    maker.page.get_by_role("link", name=re.compile("Change.*What you make")).click()
    maker.page.fill("#makes", "Dried figs and jam from our own trees, forty jars a month.")
    maker.press("Save and go on")
    maker.page.fill("#reply", "Forty.")
    maker.press("Send the answer")

    reviewer.go(desk)
    assert reviewer.says("forty jars a month")
    reviewer.press("In order: The documents are readable")
    reviewer.press("In order: Tax office, register or certificate looked up")
    reviewer.press("Ask for a day to talk")
    maker.go(f"/en/supplier/apply/{number}")
    maker.page.fill("#wish", "Friday morning")
    maker.press("Send")
    reviewer.go(desk)
    assert reviewer.says("Friday morning")
    reviewer.page.fill("#at", "2026-03-06T10:00")
    reviewer.page.fill("#place", "Urla, İskele")
    reviewer.press("Agree on this day")
    reviewer.press("Note it")
    reviewer.press("Approve")
    second.go(desk)
    second.press("Approve")

    maker.go(link_in(travel, "application-approved", "/link"))
    maker.press("Confirm the address and go on")
    assert maker.says("Supplier agreement")
    maker.page.fill("#iban", "TR33 0006 1005 1978 6457 8413 26")
    maker.page.fill("#return_carrier", "Deniz Kargo")
    maker.page.get_by_label("I accept the supplier agreement").check()
    maker.press("Accept and open the shop")
    assert maker.says("You are a supplier now")

    maker.go(link_in(travel, "team-invitation", "/team/join"))
    maker.page.fill("#name", "Zeliha Örnek")
    maker.page.fill("#password", PASSWORD)
    maker.press("Join the team")
    maker.page.wait_for_url("**/en/supplier")
    maker.go("/en/supplier/team")
    assert maker.says("Zeliha'nın Mutfağı")
    for seen in (maker, reviewer, second):
        assert seen.errors == []
        assert seen.foreign == []
