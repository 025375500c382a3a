"""Who in a supplier's team may ask for a recall, and who only has to know of it (FD-2)."""

import pytest

from app.extensions import db
from app.recalls.models import Recall
from tests.builders import a_supplier
from tests.page import Page

pytestmark = pytest.mark.usefixtures("open_shop")
PATH = "/en/supplier/recalls"
TYPED = {"lots": "7", "sku": "", "words_tr": "Bu kavanozları yemeyin, atın.", "words_en": ""}


def asked():
    db.session.rollback()
    return db.session.query(Recall).count()


@pytest.mark.parametrize("role", ["owner", "seller"])
def test_who_sells_may_ask_for_a_recall(team, role):
    person = team(a_supplier(), role)
    assert Page(person.get(PATH)).button("Ask for the recall")

    assert person.post(PATH, data=TYPED).status_code == 303

    assert asked() == 1


def test_a_shipper_reads_of_recalls_and_cannot_ask_for_one(team):
    supplier = a_supplier()
    team(supplier).post(PATH, data=TYPED)
    shipper = team(supplier, "shipper")
    page = Page(shipper.get(PATH))
    number = db.session.query(Recall).one().number
    assert page.has_link(number)
    assert "Tell an owner or a seller of your team" in page.text
    assert "Ask for the recall" not in page.text

    assert shipper.post(PATH, data=TYPED).status_code == 403

    assert asked() == 1
