"""Applying to sell: step by step, come back by link, sent, answered, withdrawn (4.1, SR-2)."""

import pytest

from app.kernel import clock, crypto
from app.media import papers as media
from app.storage import gateway as storage
from app.suppliers.applying.models import ApplicationState
from tests.page import Page
from tests.suppliers import steps
from tests.suppliers.steps import (
    EMAIL,
    NATIONAL_ID,
    act,
    add_paper,
    application,
    begin,
    fill,
    home,
    letter,
    link_in,
    send,
    write,
)

pytestmark = [pytest.mark.usefixtures("open_shop")]


def test_every_step_is_kept_and_the_next_is_offered(visitor):
    begin(visitor)
    assert write(visitor, "kind").headers["Location"].endswith("/business")
    assert write(visitor, "business").headers["Location"].endswith("/contact")

    page = Page(visitor.get(home()))
    assert "Zeliha'nın Mutfağı" in page.text
    assert "Still missing: How to reach you, What you make, Documents." in page.text
    assert application().saved == ["kind", "business"]


def test_the_link_opens_the_application_in_another_browser(app, visitor):
    begin(visitor)
    write(visitor, "kind")
    other = app.test_client()
    address = home()
    assert other.get(address).status_code == 404

    link = link_in("application-started")
    assert "Confirm the address" in Page(other.get(link)).text
    assert other.get(address).status_code == 404
    other.post(link)

    assert "exempt from tax" in Page(other.get(address)).text


def test_a_link_can_be_asked_for_and_strangers_learn_nothing(visitor):
    begin(visitor)
    told = [
        Page(visitor.post("/en/supplier/apply/again", data={"address": a}, follow_redirects=True))
        for a in (EMAIL, "nobody@example.org")
    ]
    assert told[0].statuses[-1] == told[1].statuses[-1]
    assert letter("application-link").recipient == EMAIL


def test_who_began_with_anothers_address_is_out_once_it_is_confirmed(app, visitor):
    stranger = app.test_client()
    data = {"contact_person": "X Y", "email": EMAIL}
    stranger.post("/en/supplier/apply", data=data)
    address = home()
    assert stranger.get(address).status_code == 200

    visitor.post(link_in("application-started"))

    assert stranger.get(address).status_code == 404


def test_without_confirmed_address_nothing_is_sent(visitor):
    visitor.post("/en/supplier/apply", data={"contact_person": "Zeliha Örnek", "email": EMAIL})
    for step in steps.ANSWERS:
        write(visitor, step)
    add_paper(visitor)

    answer = act(visitor, "send", true="y")

    assert answer.status_code == 422
    assert Page(answer).errors == ["Still missing: Your e-mail address."]


@pytest.mark.requirement("SR-2")
def test_an_exempt_artisan_gives_a_certificate_instead_of_a_tax_office(visitor):
    begin(visitor)
    write(visitor, "kind")
    asked = Page(visitor.get(f"{home()}/business"))
    assert asked.field("Number of the exemption certificate")
    with pytest.raises(AssertionError):
        asked.field("Tax office")

    answer = write(visitor, "business", certificate_number="", certificate_on="")

    assert answer.status_code == 422
    page = Page(answer)
    assert len(page.errors) == 2
    assert page.value("Full name or title") == "Zeliha Örnek"
    assert page.value("National identity number") == NATIONAL_ID


@pytest.mark.requirement("SR-2")
@pytest.mark.parametrize(
    ("kind", "asked", "not_asked"),
    [
        ("legal_person", {"MERSİS number", "Tax office", "Tax number"}, {"National identity"}),
        ("taxpayer", {"National identity", "Tax office", "Tax number"}, {"MERSİS number"}),
        ("exempt_artisan", {"National identity", "Date of the certificate"}, {"Tax number"}),
        ("member", {"National identity", "Your membership number"}, {"Tax number"}),
    ],
)
def test_each_kind_is_asked_what_it_has(visitor, kind, asked, not_asked):
    begin(visitor)
    write(visitor, "kind", kind=kind)

    page = Page(visitor.get(f"{home()}/business"))

    for label in asked:
        assert page.field(label)
    for label in not_asked:
        with pytest.raises(AssertionError):
            page.field(label)


@pytest.mark.parametrize(
    ("kind", "field", "wrong"),
    [
        ("exempt_artisan", "national_id", "10000000147"),
        ("taxpayer", "tax_number", "1234567891"),
        ("legal_person", "mersis", "12345"),
        ("legal_person", "mersis", ""),
        ("exempt_artisan", "certificate_on", "2099-01-01"),
        ("exempt_artisan", "certificate_on", "x"),
        ("member", "membership", ""),
        ("member", "name", "n" * 121),
    ],
)
def test_wrong_numbers_are_refused_at_their_field_and_kept(visitor, kind, field, wrong):
    begin(visitor)
    write(visitor, "kind", kind=kind)

    answer = write(visitor, "business", tax_office="Urla", **{field: wrong})

    assert answer.status_code == 422
    control = Page(answer).soup.find(attrs={"name": field})
    assert control["aria-invalid"] == "true"
    assert control.get("value", "") == wrong


@pytest.mark.requirement("DC-5.1.e")
@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("phone", "+90 900 123 45 67"),
        ("phone", "12"),
        ("district", "6:Çankaya"),
        ("province", ""),
        ("website", "javascript:alert(1)"),
        ("website", "no spaces here"),
    ],
)
def test_contact_facts_are_checked(visitor, field, wrong):
    begin(visitor)
    assert write(visitor, "contact", **{field: wrong}).status_code == 422
    assert write(visitor, "contact").status_code == 303


def test_web_and_social_addresses_are_kept_and_read_by_the_reviewer(visitor, staff):
    begin(visitor)
    write(visitor, "contact", website="www.example.org", socials="@zeliha\nwww.example.net/zeliha")

    assert write(visitor, "contact", website="", socials="").status_code == 303
    write(visitor, "contact", website="www.example.org", socials="@zeliha")

    path = f"/en/admin/suppliers/applications/{application().number}"
    text = Page(staff("catalogue").get(path)).text
    assert "https://www.example.org" in text
    assert "@zeliha" in text


@pytest.mark.requirement("PR-4.7")
def test_numbers_are_kept_encrypted_found_by_blind_index_and_shown_masked(visitor):
    begin(visitor)
    write(visitor, "kind")
    write(visitor, "business")

    kept = application()
    assert NATIONAL_ID not in kept.national_id_cipher
    assert crypto.decrypt(kept.national_id_cipher) == NATIONAL_ID
    assert kept.national_id_index == crypto.blind("national_id", NATIONAL_ID)
    for path in ("", "/business"):
        text = visitor.get(home() + path).get_data(as_text=True)
        assert NATIONAL_ID not in text
        assert "••••••••146" in text

    assert write(visitor, "business", national_id="").status_code == 303
    assert crypto.decrypt(application().national_id_cipher) == NATIONAL_ID


def test_another_kind_forgets_what_only_the_first_was_asked(visitor):
    begin(visitor)
    write(visitor, "kind")
    write(visitor, "business")
    write(visitor, "kind", kind="legal_person")

    kept = application()
    assert kept.national_id_cipher is None
    assert kept.certificate_number is None
    assert kept.saved == ["kind"]


def test_documents_are_told_by_their_bytes_cleaned_and_only_downloaded(visitor):
    begin(visitor)
    write(visitor, "kind")
    for body, name in ((b"<html>", "belge.jpg"), (b"", "empty.pdf"), (b"MZ\x90", "x.pdf")):
        answer = add_paper(visitor, body, name)
        assert answer.status_code == 422, name
    assert add_paper(visitor, b"%PDF-1.7 belge", "../../vergi<b>.pdf").status_code == 303

    paper = application().papers[0]
    assert paper.name == "vergib.pdf" or "/" not in paper.name
    answer = visitor.get(f"{home()}/papers/{paper.id}")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.data == b"%PDF-1.7 belge"
    assert storage.has_apart(application().papers[0].sha256)


def test_a_document_too_large_or_too_many_is_refused(visitor):
    begin(visitor)
    assert add_paper(visitor, b"%PDF-" + b"0" * (10 * 1024 * 1024), "big.pdf").status_code == 422
    for number in range(8):
        assert add_paper(visitor, b"%%PDF-%d" % number, "a.pdf").status_code == 303
    assert add_paper(visitor, b"%PDF-9", "a.pdf").status_code == 422
    assert len(application().papers) == 8


def test_a_document_taken_out_is_gone_and_its_file_goes_with_the_night(visitor):
    begin(visitor)
    add_paper(visitor)
    paper = application().papers[0]
    number, sha256 = paper.id, paper.sha256
    act(visitor, f"papers/{number}/remove")

    assert application().papers == []
    assert visitor.get(f"{home()}/papers/{number}").status_code == 404
    assert sha256 in storage.names_apart(clock.now() + media.UNATTACHED_FOR)


@pytest.mark.requirement("SM-4.1")
def test_sent_it_is_closed_for_writing_and_we_answer_in_five_business_days(visitor, today):
    today("2026-03-16")
    assert send(visitor).status_code == 303

    sent = application()
    assert sent.state is ApplicationState.SUBMITTED
    assert sent.due_on.isoformat() == "2026-03-24"  # the eve of the feast and the feast are off
    assert write(visitor, "goods").status_code == 409
    assert "we answer by" in Page(visitor.get(home())).text
    assert "We have your application" in letter("application-submitted").subject


def test_incomplete_it_is_not_sent_and_what_is_missing_is_named(visitor):
    begin(visitor)
    write(visitor, "kind")

    answer = act(visitor, "send", true="y")

    assert answer.status_code == 422
    assert "Your business, How to reach you, What you make, Documents" in Page(answer).errors[0]
    assert application().state is ApplicationState.DRAFT


def test_who_does_not_stand_by_it_does_not_send_it(visitor):
    fill(visitor)
    assert act(visitor, "send").status_code == 422


@pytest.mark.requirement("SM-4.1")
def test_withdrawn_it_is_over_and_kept_six_months(visitor, today):
    today("2026-03-16")
    send(visitor)
    act(visitor, "withdraw")

    over = application()
    assert over.state is ApplicationState.WITHDRAWN
    assert over.retain_until.isoformat() == "2026-09-16"
    assert "16 September 2026" in letter("application-withdrawn").text
    assert act(visitor, "send", true="y").status_code == 409
