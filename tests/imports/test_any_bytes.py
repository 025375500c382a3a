"""Whatever bytes come: results row by row or one clear sentence, and the second time nothing."""

import io
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.catalogue.models import Product
from app.extensions import db
from app.imports import exporting, readers
from app.imports.readers import Unreadable
from tests import builders
from tests.imports.steps import ADDRESS, check, counts, form_of, load, match
from tests.imports.test_reading import workbook
from tests.page import Page

CELLS = st.one_of(
    st.sampled_from(
        ["", "0", "-1", "1", "12,50", "12.50", "1.234", "=1+1", "1e9", "Kiler", "kg", "evet", "g"]
    ),
    st.text(max_size=30),
)
OWN_HEADS = [
    "SKU",
    "Ad",
    "Fiyat",
    "Stok",
    "Kategori",
    "KDV",
    "Net miktar",
    "Birim",
    "Ürün kodu",
    "Temel nitelikler (Türkçe)",
    "Alerjenler",
]
FOREIGN_HEADS = [
    "Type",
    "Regular price",
    "Parent",
    "Attribute 1 value(s)",
    "Handle",
    "Option1 Value",
    "Variant Price",
    "Title",
    "Images",
    "?",
]
HEADS = st.sampled_from(OWN_HEADS + FOREIGN_HEADS)
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def as_csv(heads, rows):
    out = io.StringIO(newline="")
    import csv

    writer = csv.writer(out, delimiter=";")
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


@given(body=st.one_of(st.binary(max_size=400), st.binary(max_size=300).map(lambda b: b"PK" + b)))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_bytes_are_a_table_or_one_sentence(english, body):
    assert said_of(body).endswith(".")


def said_of(body):
    """The one sentence about a file, or that it is a table."""
    try:
        return f"{len(readers.read(body).rows)} rows."
    except Unreadable as refusal:
        return str(refusal)


def test_a_workbook_with_any_broken_byte_is_a_table_or_one_sentence(english):
    whole = workbook(lambda sheet: [sheet.append(["SKU", n, "x"]) for n in range(20)])
    chance = random.Random(7)
    for _round in range(300):
        body = bytearray(whole)
        for _hit in range(chance.randint(1, 6)):
            body[chance.randrange(len(body))] = chance.randrange(256)
        assert said_of(bytes(body)).endswith(".")


@given(
    heads=st.lists(HEADS, min_size=1, max_size=8),
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=8), min_size=1, max_size=6),
)
@FEW
def test_any_table_gives_a_result_for_each_row_and_nothing_the_second_time(
    open_shop, team, heads, rows
):
    supplier = builders.a_supplier()
    shelf = builders.a_category()
    maker = team(supplier)
    body = as_csv(heads, rows)
    answer = maker.post(ADDRESS, data={"file": (io.BytesIO(body), "x.csv")})
    if answer.status_code == 422:
        assert Page(answer).errors
        return
    number = answer.headers["Location"].rpartition("/")[2]
    fields = form_of(maker, number)
    if "sku" not in fields.values() and fields["format"] == "own":
        assert match(maker, number).status_code == 422
        return
    assert match(maker, number, category=shelf.slug).status_code == 303
    foreseen = counts(check(maker, number))
    first = counts(load(maker, body, category=shelf.slug))
    assert first == foreseen
    total = len(readers.read(body).rows)
    assert sum(first.values()) == total

    second = counts(load(maker, body, category=shelf.slug))
    assert second["new"] == second["changed"] == 0
    assert second["refused"] == first["refused"]


WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf", "Co", "Cn"))
    | st.sampled_from(" =+-@'\"_x;,:\\"),
    min_size=1,
    max_size=30,
).filter(lambda words: words.strip() == words and "  " not in words and bool(words))


@given(
    name=WORDS,
    lead=st.one_of(st.just(""), WORDS),
    label=st.one_of(st.just(""), WORDS),
    qualities=st.lists(st.tuples(WORDS, WORDS), max_size=3),
    price=st.integers(1, 100_000_000),
    stock=st.integers(0, 100_000),
    kind=st.sampled_from(["csv", "xlsx"]),
    here=st.sampled_from(["tr", "en"]),
)
@FEW
def test_what_is_exported_comes_in_again_without_loss(
    open_shop, team, name, lead, label, qualities, price, stock, kind, here
):
    import unicodedata

    from app.catalogue.models import Variant
    from app.web import language

    def nfc(words):
        return unicodedata.normalize("NFC", words)

    one, other = builders.a_supplier(), builders.a_supplier()
    product = builders.a_product(
        supplier=one,
        variants=[
            Variant(sku="=cmd|1", label={"tr": nfc(label)}, price_minor=price, stock=stock),
            Variant(sku="b", label={}, price_minor=1, stock=0, net_amount=350, net_unit="g"),
        ],
        lead_days=30,
        cold_chain=True,
        deposit_minor=250,
        food={"allergens": ["fish"], "origin": {"tr": "Urla"}, "at_least": True},
    )
    text = next(t for t in product.texts if t.language == "tr")
    text.name, text.lead = nfc(name), nfc(lead)
    text.description = "İlk\n\n=ikinci"
    text.qualities = [[nfc(label), nfc(value)] for label, value in qualities]
    db.session.commit()
    with open_shop.test_request_context("/"), language.speaking(here):
        before = list(exporting.rows(one.id, here))
        body = exporting.file_of(one.id, kind)
    db.session.rollback()
    if kind == "csv":
        assert ";=cmd" not in body.decode()
    assert counts(load(team(one), body, f"x.{kind}"))["same"] == 2

    assert counts(load(team(other), body, f"x.{kind}"))["new"] == 2
    db.session.expire_all()
    with open_shop.test_request_context("/"), language.speaking(here):
        after = list(exporting.rows(other.id, here))
    assert [row[1:] for row in after] == [row[1:] for row in before]
    assert db.session.query(Product).filter_by(supplier_id=other.id).count() == 1
