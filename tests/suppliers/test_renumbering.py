"""Changed numbers and accounts of suppliers: asked with the password, held by two words."""

import json

import pytest
from sqlalchemy import select

from app.accounts.models import AccessLogEntry
from app.evidence.models import Evidence, EvidenceBody, EvidenceChain
from app.extensions import db
from app.kernel import crypto
from app.messaging.models import Message
from app.suppliers import secrets
from app.suppliers.models import Supplier, TeamMember
from app.suppliers.renumbering.models import NumberChange
from tests.builders import PASSWORD, a_member, a_supplier, logged_in
from tests.page import Page
from tests.suppliers.steps import letter

pytestmark = [pytest.mark.usefixtures("open_shop"), pytest.mark.requirement("PR-4.7")]
OLD, NEW = "TR330006100519786457841326", "TR320010009999901234567890"
TAX, PERSON = "1234567890", "10000000146"
PATH = "/en/supplier/numbers"


@pytest.fixture
def supplier():
    found = a_supplier(language="en", tax_office="Urla")
    secrets.keep(found, "iban", OLD)
    secrets.keep(found, "tax_number", TAX)
    db.session.commit()
    return found


@pytest.fixture
def owner(open_shop, supplier):
    return logged_in(open_shop, "member", a_member(supplier=supplier, name="Hatice Denizer").id)


@pytest.fixture
def clerk(staff):
    return staff("finance")


@pytest.fixture
def second(staff):
    return staff("finance")


def ask(owner, **typed):
    db.session.rollback()
    fields = {"kind": "legal_person", "words": "Another bank.", "password": PASSWORD}
    return owner.post(PATH, data=fields | typed)


def kept(supplier, name="iban"):
    db.session.rollback()
    db.session.expire_all()
    return secrets.read(db.session.get(Supplier, supplier.id), name)


def change():
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(NumberChange).order_by(NumberChange.id.desc())).first()


def decide(client, supplier, what, reason=""):
    path = f"/en/admin/suppliers/numbers/{supplier.id}/{change().id}/{what}"
    db.session.rollback()
    return client.post(path, data={"reason": reason})


def on_record(supplier):
    rows = db.session.execute(
        select(Evidence.kind, Evidence.actor_role, EvidenceBody.body)
        .join(EvidenceBody, EvidenceBody.sha256 == Evidence.body_sha256)
        .join(EvidenceChain, EvidenceChain.id == Evidence.chain_id)
        .where(EvidenceChain.subject == f"supplier:{supplier.id}")
        .order_by(Evidence.id)
    )
    return [(kind, role, json.loads(body)) for kind, role, body in rows]


def test_another_account_holds_only_after_two_of_the_staff_gave_their_word(
    owner, supplier, clerk, second
):
    assert ask(owner, iban="TR32 0010 0099 9990 1234 5678 90").status_code == 303
    assert kept(supplier) == OLD
    assert "New numbers: Poyraz" in Page(clerk.get("/en/admin")).text

    decide(clerk, supplier, "accept")
    assert kept(supplier) == OLD
    assert decide(clerk, supplier, "accept").status_code == 422
    assert kept(supplier) == OLD

    assert decide(second, supplier, "accept").status_code == 303
    assert kept(supplier) == NEW
    assert db.session.get(Supplier, supplier.id).iban_index == crypto.blind("iban", NEW)
    assert "They hold from now on" in letter("numbers-decided").text
    assert change().iban_cipher is None


def test_the_supplier_is_told_at_once_that_somebody_asked(owner, supplier):
    ask(owner, iban=NEW)

    told = letter("numbers-asked")
    letters = db.session.scalars(select(Message).where(Message.kind == "numbers-asked")).all()

    owner_address = supplier.team[0].member.email
    assert {each.recipient for each in letters} == {supplier.email, owner_address}
    assert "Hatice Denizer asked to change: IBAN." in told.text
    assert "If that was none of you, tell us today." in told.text
    assert NEW not in told.text


@pytest.mark.parametrize("password", ["", "not the password"])
def test_without_the_password_nothing_is_asked_and_what_was_typed_stays(owner, supplier, password):
    answer = ask(owner, iban=NEW, password=password)

    assert answer.status_code == 422
    assert Page(answer).value("New IBAN") == NEW
    assert PASSWORD not in answer.get_data(as_text=True)
    assert change() is None


def test_passwords_are_not_guessed_without_end(owner):
    answers = [ask(owner, iban=NEW, password="no").status_code for _try in range(9)]

    assert answers == [422] * 8 + [429]


@pytest.mark.parametrize("role", ["seller", "shipper"])
def test_only_an_owner_sees_and_changes_them(team, supplier, role):
    person = team(supplier, role)

    assert person.get(PATH).status_code == 403
    assert ask(person, iban=NEW).status_code == 403
    assert change() is None


def test_numbers_are_shown_masked_and_kept_encrypted(owner, supplier, clerk):
    ask(owner, iban=NEW)
    assert NEW not in change().iban_cipher
    for client, path in ((owner, PATH), (clerk, f"/en/admin/suppliers/numbers/{supplier.id}")):
        text = client.get(path).get_data(as_text=True)
        assert not [whole for whole in (OLD, NEW, TAX) if whole in text]
        assert "326" in text


@pytest.mark.parametrize(
    ("secret", "whole"), [("iban", OLD), ("tax_number", TAX), ("new-iban", NEW)]
)
def test_finance_sees_a_number_whole_for_a_reason_and_on_record(
    owner, supplier, clerk, secret, whole
):
    ask(owner, iban=NEW)
    path = f"/en/admin/suppliers/numbers/{supplier.id}"
    blank = clerk.post(f"{path}/reveal", data={"secret": secret, "purpose": ""})
    assert blank.status_code == 422
    assert whole not in blank.get_data(as_text=True)

    shown = clerk.post(f"{path}/reveal", data={"secret": secret, "purpose": "To pay by hand."})

    assert whole in Page(shown).text
    assert whole not in clerk.get(path).get_data(as_text=True)
    name = secret.removeprefix("new-")
    log = db.session.scalars(
        select(AccessLogEntry).where(AccessLogEntry.what == f"reveal {name}")
    ).one()
    assert log.subject == f"supplier:{supplier.id}"
    assert on_record(supplier)[-1] == (
        "number_revealed",
        "ADM",
        {"secret": name, "wanted": secret != name, "reason": "To pay by hand."},
    )


def test_a_number_that_is_not_on_file_is_not_offered(supplier, clerk):
    path = f"/en/admin/suppliers/numbers/{supplier.id}/reveal"
    for secret in ("national_id", "new-iban", "password_hash"):
        answer = clerk.post(path, data={"secret": secret, "purpose": "To pay by hand."})
        assert answer.status_code == 422


@pytest.mark.parametrize("right", ["catalogue", "orders", "legal"])
def test_others_of_the_staff_see_no_numbers(staff, supplier, right):
    clerk = staff(right)
    path = f"/en/admin/suppliers/numbers/{supplier.id}"

    assert clerk.get(path).status_code == 403
    typed = {"secret": "iban", "purpose": "To look."}
    assert clerk.post(f"{path}/reveal", data=typed).status_code == 403


def test_refused_it_stays_as_it_was_and_the_supplier_reads_why(owner, supplier, clerk):
    ask(owner, iban=NEW)
    assert decide(clerk, supplier, "refuse").status_code == 422
    assert change().decided_at is None

    decide(clerk, supplier, "refuse", "The account is not in your name.")

    assert kept(supplier) == OLD
    assert "The account is not in your name." in letter("numbers-decided").text
    assert change().iban_cipher is None
    assert decide(clerk, supplier, "accept").status_code == 409


def test_a_word_for_one_account_is_no_word_for_another(owner, supplier, clerk, second):
    ask(owner, iban="TR520001200945200058000001")
    decide(clerk, supplier, "accept")
    ask(owner, iban=NEW)

    decide(second, supplier, "accept")

    assert kept(supplier) == OLD
    decide(clerk, supplier, "accept")
    assert kept(supplier) == NEW


def test_nobody_of_the_suppliers_own_team_gives_a_word(open_shop, owner, supplier):
    clerk = a_member(rights=["finance"])
    db.session.add(TeamMember(supplier_id=supplier.id, member_id=clerk.id, role="shipper"))
    db.session.commit()
    ask(owner, iban=NEW)

    answer = decide(logged_in(open_shop, "member", clerk.id), supplier, "accept")

    assert answer.status_code == 422
    assert "You work for this supplier" in Page(answer).errors[0]


def test_another_suppliers_account_shows_on_the_page(owner, supplier, clerk):
    other = a_supplier(name="Rüzgâr", sort_key="ruzgar")
    secrets.keep(other, "iban", NEW)
    db.session.commit()
    ask(owner, iban=NEW)

    page = Page(clerk.get(f"/en/admin/suppliers/numbers/{supplier.id}"))

    assert "Another supplier has the same number: Rüzgâr" in page.text


@pytest.mark.requirement("SR-2")
def test_who_becomes_exempt_keeps_a_certificate_and_no_tax_office(owner, supplier, clerk, second):
    typed = {
        "kind": "exempt_artisan",
        "certificate_number": "2026/417",
        "certificate_on": "2026-01-12",
        "national_id": PERSON,
    }
    ask(owner, **typed)
    decide(clerk, supplier, "accept")
    decide(second, supplier, "accept")

    assert kept(supplier, "national_id") == PERSON
    assert kept(supplier, "tax_number") == ""
    assert kept(supplier) == OLD
    found = db.session.get(Supplier, supplier.id)
    assert (found.kind, found.certificate_number, found.tax_office) == (
        "exempt_artisan",
        "2026/417",
        None,
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Nothing would change"),
        ({"iban": OLD}, "Nothing would change"),
        ({"iban": "TR330006100519786457841327"}, "New IBAN: Check the IBAN"),
        ({"iban": "DE89 3704 0044 0532 0130 00"}, "New IBAN: Money goes only to accounts in Tür"),
        ({"tax_number": "1234567891"}, "New tax number: Check the tax number"),
        ({"national_id": PERSON}, "New national identity number: This kind of seller has none"),
        ({"kind": "taxpayer"}, "New national identity number: Needed for this kind"),
        ({"kind": "member"}, "Kind of seller: "),
        ({"iban": NEW, "words": ""}, "Why does it change?: "),
        ({"certificate_on": "2099-01-01"}, "Date of the new certificate: "),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(owner, typed, said):
    page = Page(ask(owner, **typed))

    assert page.status == 422
    assert any(error.startswith(said) for error in page.errors), page.errors
    assert change() is None


@pytest.mark.requirement("DC-5.1.b")
def test_who_becomes_a_company_says_first_whether_there_is_a_mersis_number(open_shop):
    artisan = a_supplier(kind="exempt_artisan", mersis=None)
    owner = logged_in(open_shop, "member", a_member(supplier=artisan).id)

    page = Page(ask(owner, kind="legal_person", tax_office="Urla", tax_number=TAX))

    assert page.errors == [
        "Kind of seller: First give the MERSİS number under “Who you are in law”."
    ]


def test_every_step_is_on_record_by_part_and_without_a_number(owner, supplier, clerk, second):
    ask(owner, iban="TR520001200945200058000001")
    ask(owner, iban=NEW, tax_office="Seferihisar")
    decide(clerk, supplier, "accept")
    decide(second, supplier, "accept")

    rows = on_record(supplier)

    assert [(kind, role) for kind, role, _facts in rows] == [
        ("numbers_asked", "SU"),
        ("numbers_taken_back", "SU"),
        ("numbers_asked", "SU"),
        ("numbers_first_word", "ADM"),
        ("numbers_accepted", "ADM"),
    ]
    assert rows[-1][2]["parts"] == ["tax_office", "iban"]
    assert NEW not in json.dumps(rows)
    told = select(Message.recipient).where(Message.kind == "numbers-asked")
    assert db.session.scalars(told).all().count(supplier.email) == 2
