"""The cooperative publishes a new supplier agreement; each supplier accepts it or goes on."""

import pytest
from sqlalchemy import select

from app.catalogue.models import Category
from app.evidence.models import Evidence
from app.extensions import db
from app.messaging.models import Message
from app.suppliers.agreeing import queries
from app.suppliers.agreeing.models import AgreementAcceptance
from tests.builders import a_category, a_supplier
from tests.page import Page

pytestmark = pytest.mark.usefixtures("open_shop")
WRITTEN = {
    "text_tr": "# Üretici sözleşmesi\n\nYeni metin.",
    "text_en": "# Supplier agreement\n\nThe {{operator_name}} takes less.",
    "commission": "10",
}


@pytest.fixture
def desk(staff):
    return staff("finance")


def publish(desk, **changes):
    return desk.post("/en/admin/agreements/new", data=WRITTEN | changes)


def accept(owner, number, **changes):
    form = {"number": str(number), "agreed": "y"} | changes
    return owner.post("/en/supplier/agreement", data=form)


def held(supplier):
    db.session.expire_all()
    return queries.in_force_for(supplier.id).number


def test_a_new_version_is_told_to_every_supplier_and_waits_in_its_panel(desk, team):
    supplier = a_supplier()
    owner = team(supplier)

    answer = publish(desk)

    assert answer.headers["Location"] == "/en/admin/agreements/2"
    letter = db.session.scalars(select(Message)).one()
    assert (letter.kind, letter.recipient) == ("agreement-published", supplier.email)
    assert "A new supplier agreement waits for you" in Page(owner.get("/en/supplier")).text
    text = Page(owner.get("/en/supplier/agreement")).text
    assert "The Mavi İmece takes less." in text
    assert "10 %" in text
    assert held(supplier) == 1


def test_an_owner_accepts_it_with_the_hash_of_what_was_shown(desk, team):
    supplier = a_supplier()
    owner = team(supplier)
    publish(desk)

    assert accept(owner, 2).status_code == 303

    assert held(supplier) == 2
    row = db.session.scalars(select(AgreementAcceptance)).one()
    fact = db.session.scalars(select(Evidence).where(Evidence.kind == "agreement_accepted")).one()
    assert (row.number, row.language, len(row.sha256)) == (2, "en", 64)
    assert fact.actor_role == "SU"
    assert "waits for you" not in Page(owner.get("/en/supplier")).text
    assert "not yet" not in Page(desk.get("/en/admin/agreements/2")).text


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"agreed": ""}, "Read the agreement and tick"),
        ({"number": "1"}, "A newer version has been published"),
    ],
)
def test_what_is_not_ticked_or_not_the_newest_binds_nobody(desk, team, changes, why):
    supplier = a_supplier()
    owner = team(supplier)
    publish(desk)

    answer = accept(owner, **({"number": 2} | changes))

    assert answer.status_code in {409, 422}
    assert why in Page(answer).errors[0]
    assert held(supplier) == 1


def test_only_an_owner_may_accept(desk, team):
    supplier = a_supplier()
    seller = team(supplier, "seller")
    publish(desk)

    assert accept(seller, 2).status_code == 403
    assert held(supplier) == 1


def test_a_shelf_may_have_a_rate_of_its_own_and_is_named_in_the_agreement(desk, team):
    shelf = a_category(texts={"tr": {"name": "Balık"}, "en": {"name": "Fish"}})
    owner = team(a_supplier())

    publish(desk, **{f"rate_{shelf.id}": "7,5"})

    assert queries.newest().category_bp == {shelf.id: 750}
    page = Page(owner.get("/en/supplier/agreement"))
    assert page.soup.find("li", string="Fish: 7.5 %")


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("commission", "101", "from 0 to 100"),
        ("commission", "a lot", "from 0 to 100"),
        ("commission", "", "Write a percentage."),
        ("text_tr", "Başlıksız", "Begin with the title"),
        ("text_en", "# A\n\n{{unheard_of}}", "unheard_of"),
    ],
)
def test_what_cannot_be_published_keeps_what_was_typed(desk, field, value, why):
    answer = publish(desk, **{field: value})

    page = Page(answer)
    assert answer.status_code == 422
    assert why in page.errors[0]
    assert page.soup.find(id="commission")["value"] == (
        value if field == "commission" else WRITTEN["commission"]
    )
    assert queries.versions() == []


def test_a_rate_of_a_shelf_that_is_no_percentage_is_refused_at_its_field(desk):
    shelf = a_category()

    answer = publish(desk, **{f"rate_{shelf.id}": "minus"})

    assert answer.status_code == 422
    assert "Pantry" in Page(answer).errors[0]
    assert db.session.get(Category, shelf.id) is not None


def test_the_next_version_begins_with_the_words_and_rates_of_the_last(desk):
    shelf = a_category()
    publish(desk, **{f"rate_{shelf.id}": "5"})

    page = Page(desk.get("/en/admin/agreements/new"))

    assert page.soup.find(id=f"rate_{shelf.id}")["value"] == "5"
    assert "takes less" in page.soup.find(id="text_en").get_text()


def test_the_public_page_shows_the_version_asked_for_now(desk, visitor):
    publish(desk)

    assert "takes less" in Page(visitor.get("/en/legal/supplier-agreement")).text


def test_the_terms_page_says_who_has_not_accepted_yet(desk):
    a_supplier()
    publish(desk)

    text = Page(desk.get("/en/admin/supplier-terms")).text

    assert "12 %" in text
    assert "version 2 not accepted yet" in text
