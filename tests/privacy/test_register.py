"""What the policy says is read from what the code keeps, so that neither can lie (PR-1.4)."""

import csv
import io

import pytest
from flask_babel import force_locale
from sqlalchemy import Column, Integer, MetaData, String, Table

from app.law import inventory
from app.law.personal_data import Class, personal
from app.privacy import register, words
from tests.page import Page

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.mark.requirement("PR-1.4")
def test_every_column_of_every_table_is_decided_about(app):
    assert register.undecided() == []


@pytest.mark.requirement("PR-1.4")
def test_a_new_column_without_a_row_in_the_inventory_fails_the_build():
    planted = MetaData()
    Table("feet", planted, Column("id", Integer), Column("shoe_size", Integer))

    told = register.undecided(planted, [{"feet": "id"}])

    assert [sentence.split()[0] for sentence in told] == ["feet.shoe_size"]


def test_a_column_cannot_be_personal_and_plain_nor_plain_and_gone():
    planted = MetaData()
    mark = personal(inventory.NAME, inventory.ORDER)
    Table("people", planted, Column("name", String, info=mark))

    told = register.undecided(planted, [{"people": "name shoe_size"}])

    assert told == [
        "people.name is marked and called plain",
        "people.shoe_size is called plain and does not exist",
    ]


def test_what_stands_encrypted_is_always_marked(app):
    """The specification's encrypted columns: national number, tax number, IBAN; and their index."""
    marked = {(e.table, e.column): e.mark.datum.key for e in register.entries()}

    for table in ("suppliers", "applications"):
        for column, key in (
            ("national_id", "national_id"),
            ("tax_number", "tax"),
            ("iban", "iban"),
        ):
            for part in ("cipher", "index"):
                assert marked[table, f"{column}_{part}"] == key


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_mark_has_its_words_in_every_language(app, language):
    with app.test_request_context(), force_locale(language):
        for entry in register.entries():
            datum, activity = entry.mark.datum, entry.mark.activity
            assert all(
                str(text).strip()
                for text in (
                    words.DATA[datum.key],
                    words.CATEGORIES[datum.category],
                    words.WHEN[activity.key],
                    words.PURPOSES[activity.key],
                    words.GROUNDS[activity.ground],
                    words.METHODS[datum.method],
                    words.CLASSES[entry.mark.kept],
                    words.KEPT[entry.mark.kept],
                    *(words.GROUPS[group] for group in activity.groups),
                    *(words.RECIPIENTS[who] for who in activity.recipients),
                )
            )
        assert {datum.key for datum in (*inventory.DATA, *inventory.NOT_COLLECTED)} == set(
            words.DATA
        )
        assert set(words.CLASSES) == set(words.KEPT) == set(Class)


@pytest.mark.requirement("P-15")
@pytest.mark.requirement("P-16")
def test_the_public_table_names_what_is_held_and_what_is_not(visitor):
    """Location and the order of clicks (22a, 22b) stand there as not collected."""
    page = Page(visitor.get("/en/privacy/data"))

    assert page.heading == "Which data we hold"
    assert page.headings(2)[:3] == ["Buyers and members", "People who apply as makers", "Makers"]
    buyers = {row[0] for row in page.rows()}
    assert any(what.startswith("Name and surname") for what in buyers)
    listed = {item.get_text() for item in page.soup.select("article li")}
    assert {"Geographic location", "Order in which pages were visited"} <= listed
    assert not any("analytics" in row[-1].lower() for row in page.rows())


@pytest.mark.requirement("P-03")
def test_no_special_category_is_held_of_anybody(visitor):
    assert not [entry for entry in register.entries() if entry.mark.datum.special]

    page = Page(visitor.get("/en/privacy/special"))

    assert "We hold none" in page.text
    assert "Gender" in page.text


def test_the_annexes_say_how_long_and_how_it_is_destroyed(visitor):
    kept = Page(visitor.get("/en/privacy/retention"))
    gone = Page(visitor.get("/en/privacy/destruction"))

    assert [row[0] for row in kept.rows()[:3]] == ["C1", "C2", "C3"]
    causes = [row.td.get_text() for row in kept.soup.select("section:last-of-type tbody tr")]
    assert causes == ["T1", "T2", "T3", "T4", "T5", "T6", "T7"]
    name, *_others = gone.rows()
    assert name[2:] == ["yes", "deleted, then filled with random characters"]


def test_the_controller_downloads_the_inventory_column_by_column(staff):
    answer = staff("privacy").get("/en/admin/privacy/inventory.csv")

    lines = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 1 + len(register.entries())
    assert ["orders", "email"] in [line[1:3] for line in lines]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="inventory.csv"'
