"""What happens on the pages until a maker's shop is open and her first good is on sale."""

import io
import re

from PIL import Image
from sqlalchemy import select

from app.extensions import db
from app.messaging.models import Message
from tests.journeys.browser import Watched
from tests.journeys.travel import Traveller

PASSWORD = "lodos esince tekne kalkmaz"
COOPERATIVE_SELLS = "The cooperative sells for me"


def link_in(travel: Traveller, kind: str, path: str) -> str:
    """The path of the link in the newest letter of a kind."""
    with travel.inside():
        letter = db.session.scalars(
            select(Message).where(Message.kind == kind).order_by(Message.id.desc())
        ).first()
        assert letter is not None, kind
        found = re.search(rf"https?://[^/\s]+(/\S*{path}/[\w-]+)", letter.text)
        assert found, letter.text
    return found[1]


def follow_letter(maker: Watched, travel: Traveller, kind: str) -> None:
    """Open the link of the newest letter of this kind, as its receiver."""
    maker.go(link_in(travel, kind, "/link"))
    maker.press("Confirm the address and go on")


def begin_application(maker: Watched, travel: Traveller, seller: str = COOPERATIVE_SELLS) -> None:
    """From the first page to the questions about her business."""
    page = maker.page
    maker.go("/en/supplier/apply")
    page.fill("#contact_person", "Zeliha Örnek")
    page.fill("#email", "zeliha@example.org")
    maker.press("Begin")
    follow_letter(maker, travel, "application-started")
    page.get_by_role("link", name=re.compile("Fill in.*Who you are")).click()
    page.get_by_label("I work at home and am exempt from tax").check()
    page.get_by_label(seller).check()
    maker.press("Save and go on")


def say_who_she_is(maker: Watched, national_id: str) -> None:
    """Her names, her number, her certificate."""
    page = maker.page
    page.fill("#name", "Zeliha'nın Mutfağı")
    page.fill("#title", "Zeliha Örnek")
    page.fill("#national_id", national_id)
    page.fill("#certificate_number", "2026/417")
    page.fill("#certificate_on", "2026-01-12")
    maker.press("Save and go on")


def finish_application(maker: Watched) -> str:
    """Where she lives, what she makes, her document; sent. Returns the application's number."""
    page = maker.page
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
    return page.url.rpartition("/")[2]


def ask_back(reviewer: Watched, number: str) -> None:
    """The reviewer wants to know more about what she makes."""
    reviewer.go(f"/en/admin/suppliers/applications/{number}")
    reviewer.page.get_by_text("Ask the applicant").click()
    reviewer.page.fill("#question", "About how many jars a month?")
    reviewer.page.get_by_label("What they make").check()
    reviewer.press("Send the question")


def answer_back(maker: Watched, travel: Traveller) -> None:
    """She changes what was asked about, and answers."""
    follow_letter(maker, travel, "application-question")
    assert maker.says("About how many jars a month?")
    maker.page.get_by_role("link", name=re.compile("Change.*What you make")).click()
    maker.page.fill("#makes", "Dried figs and jam from our own trees, forty jars a month.")
    maker.press("Save and go on")
    maker.page.fill("#reply", "Forty.")
    maker.press("Send the answer")


def talk(maker: Watched, reviewer: Watched, number: str) -> None:
    """The documents are in order; a day to talk is asked for, wished, agreed and noted."""
    desk = f"/en/admin/suppliers/applications/{number}"
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


def accept_agreement(maker: Watched, travel: Traveller) -> None:
    """Approved, she reads the agreement, writes her account down and opens the shop."""
    follow_letter(maker, travel, "application-approved")
    assert maker.says("Supplier agreement")
    maker.page.fill("#iban", "TR33 0006 1005 1978 6457 8413 26")
    maker.page.fill("#return_carrier", "Deniz Kargo")
    maker.page.get_by_label("I accept the supplier agreement").check()
    maker.press("Accept and open the shop")
    assert maker.says("You are a supplier now")


def join_team(maker: Watched, travel: Traveller) -> None:
    """Her own invitation: a password, and she is in."""
    maker.go(link_in(travel, "team-invitation", "/team/join"))
    maker.page.fill("#name", "Zeliha Örnek")
    maker.page.fill("#password", PASSWORD)
    maker.press("Join the team")
    maker.page.wait_for_url("**/en/supplier")


def a_photo() -> dict[str, object]:
    """A small photograph from a telephone, with what a telephone writes into it."""
    raw = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A telephone"
    Image.new("RGB", (1600, 1200), "#8ebdd6").save(raw, "JPEG", exif=exif)
    return {"name": "kavanoz.jpg", "mimeType": "image/jpeg", "buffer": raw.getvalue()}


def begin_listing(maker: Watched, name: str, category: str) -> None:
    """The very first good of a shop."""
    maker.go("/en/supplier/listings")
    assert maker.says("Nothing listed yet")
    maker.press("List a new good")
    maker.page.fill("#name", name)
    maker.page.select_option("#category", label=category)
    maker.press("Begin")
    assert maker.says("Still missing")


def fill_part(maker: Watched, part: str, fields: dict[str, str], *ticks: str) -> None:
    """One part of the listing, from its own page and back."""
    maker.press(part)
    for name, value in fields.items():
        maker.page.fill(f"#{name}", value)
    for selector in ticks:
        maker.page.check(selector)
    maker.press("Save")


def add_photo(maker: Watched, shows: str) -> None:
    """A photograph with its words, and back to the good."""
    maker.press("Pictures")
    maker.page.set_input_files("#picture", a_photo())
    maker.page.fill("#alt-tr-new", shows)
    maker.press("Add the picture")
    assert maker.says("Main picture")
    assert fits(maker)
    maker.press("Back to the good")


def fits(browser: Watched) -> bool:
    """Nothing of the page lies beside the telephone's screen."""
    return browser.page.evaluate("document.documentElement.scrollWidth <= innerWidth") is True
