"""Files in every common dress are read the same; what is no table is refused with a sentence."""

import io
import zipfile

import openpyxl
import pytest

from app.imports import formats, readers, values
from app.imports.readers import Figure, Unreadable

WORDS = "Stok kodu;Ad;Fiyat\nİĞ-1;Şeker kamışı;12,50\n"


def cells(body, **given):
    return [row.cells for row in readers.read(body, **given).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1254", "utf-16"])
def test_turkish_letters_are_read_in_every_encoding(app, encoding):
    assert cells(WORDS.encode(encoding)) == [["İĞ-1", "Şeker kamışı", "12,50"]]


def test_an_encoding_that_was_guessed_wrong_can_be_named(app):
    body = "Ad,Fiyat\nCafé,1\n".encode("windows-1252")

    assert cells(body, encoding="windows-1252") == [["Café", "1"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_sign_between_columns_is_found_although_texts_hold_others(app, delimiter):
    quoted = '"Reçel, ev; yapımı | taze"'
    body = delimiter.join(["Ad", "Fiyat", "Stok"]) + "\r\n" + delimiter.join([quoted, "5", "2"])

    assert cells(body.encode()) == [["Reçel, ev; yapımı | taze", "5", "2"]]


def test_a_cell_may_hold_several_lines_and_rows_keep_their_number(app):
    rows = readers.read('\n\nAd;Fiyat\n"iki\nsatır";5\n\nson;6\n'.encode()).rows

    assert [(row.number, row.cells[0]) for row in rows] == [(4, "iki\nsatır"), (6, "son")]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "The file is empty."),
        (b"\n \n;;\n", "The file is empty."),
        (b"Name,Price\n", "no rows below"),
        (b"\x00\x01\x02\x03" * 200, "cannot be read|not a table"),
        (b"Name,Price\nx\0y,2\n", "not a table"),
        (b'Name,Price\n"open,2\n', "Row 2 cannot be read"),
        (b"Name,Price\n" + b"x" * 40_000 + b",2\n", "Row 2 cannot be read"),
        (b"Name\n" + b"x\n" * 20_001, "more than 20000 rows"),
        (b"x," * 300 + b"x\n1", "more than 200 columns"),
        (b"PK\x03\x04 nothing of the kind", "not a whole XLSX"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old or locked"),
    ],
)
def test_what_is_no_table_is_refused_with_one_sentence(english, body, said):
    with pytest.raises(Unreadable, match=said):
        readers.read(body)


def workbook(fill):
    book = openpyxl.Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_gives_figures_texts_and_the_values_of_formulas(app):
    def fill(sheet):
        sheet.append(["SKU", "Price", "Sum", "Code"])
        sheet.append(["a", 12.5, "=1+1", "007"])

    rows = readers.read(workbook(fill)).rows

    assert rows[0].cells == ["a", "12.5", "", "007"]
    assert isinstance(rows[0].cells[1], Figure)
    assert not isinstance(rows[0].cells[3], Figure)


def test_a_merged_cell_counts_for_every_row_it_covers(app):
    def fill(sheet):
        for row in (["Name", "SKU"], ["Shirt", "s"], [None, "m"], [None, "l"]):
            sheet.append(row)
        sheet.merge_cells("A2:A4")

    assert cells(workbook(fill)) == [["Shirt", "s"], ["Shirt", "m"], ["Shirt", "l"]]


def test_a_sheet_with_a_cell_far_out_is_refused_before_it_fills_the_memory(english):
    def fill(sheet):
        sheet["A1"] = "Name"
        sheet["A2"] = "x"
        sheet["XFD1048576"] = "y"

    with pytest.raises(Unreadable, match="reaches beyond"):
        readers.read(workbook(fill))


def test_a_bomb_in_a_workbook_is_refused(english):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/worksheets/sheet1.xml", b"0" * (90 * 1024 * 1024))

    with pytest.raises(Unreadable, match="far too much"):
        readers.read(out.getvalue())


@pytest.mark.parametrize(
    ("cell", "decimal", "kurus"),
    [
        ("1.234,50", ",", 123450),
        ("1,234.50", ".", 123450),
        ("₺45", ",", 4500),
        ("12,5 TL", ",", 1250),
        ("12.50", ".", 1250),
        ("1 234,50", ",", 123450),
        ("1.234", ",", 123400),
        (Figure("12.5"), ",", 1250),
        ("1000000", ".", 100_000_000),
    ],
)
def test_prices_are_read_as_people_write_them(cell, decimal, kurus):
    assert values.price(cell, decimal) == kurus


@pytest.mark.parametrize(
    ("cell", "decimal", "code"),
    [
        ("0", ",", "price_zero"),
        ("-5", ",", "price_zero"),
        ("1000000000", ",", "price_most"),
        ("1.234", ".", "price_decimals"),
        ("12,34,5", ",", "unclear"),
        ("12.34,5", ",", "unclear"),
        ("$12", ".", "foreign_money"),
        ("12 EUR", ".", "foreign_money"),
        ("#REF!", ".", "formula_failed"),
        ("on lira", ",", "unclear"),
        ("1e5", ".", "unclear"),
        ("١٢", ",", "unclear"),
        ("nan", ",", "unclear"),
    ],
)
def test_a_price_that_cannot_be_meant_says_why(cell, decimal, code):
    with pytest.raises(values.Unclear) as refused:
        values.price(cell, decimal)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("cells", "sign", "sure"),
    [
        (["12,50", "7"], ",", True),
        (["12.50", "7"], ".", True),
        (["1.234.567"], ",", True),
        (["1.234"], ",", False),
        (["1,234.50", "1,234"], ".", True),
        ([Figure("1.5")], ",", False),
    ],
)
def test_the_decimal_sign_is_taken_from_prices_that_leave_no_doubt(cells, sign, sure):
    assert values.guessed_decimal(cells, ",") == (sign, sure)


@pytest.mark.parametrize(
    ("headers", "name", "fields"),
    [
        (
            ["Handle", "Title", "Body (HTML)", "Option1 Value", "Variant SKU", "Variant Price"],
            "shopify",
            ["group", "name_tr", "description_tr", "option1_value", "sku", "price"],
        ),
        (
            ["Title", "URL handle", "Description", "Option1 value", "SKU", "Price", "Vendor"],
            "shopify",
            ["name_tr", "group", "description_tr", "option1_value", "sku", "price", ""],
        ),
        (
            ["Type", "SKU", "Name", "Regular price", "Sale price", "Attribute 1 value(s)"],
            "woocommerce",
            ["row_type", "sku", "name_tr", "price", "sale_price", "option1_value"],
        ),
        (
            ["STOK KODU", "ÜRÜN ADI", "fiyat", "Stok", "Renk"],
            "own",
            ["sku", "name_tr", "price", "stock", ""],
        ),
    ],
)
def test_formats_and_columns_are_guessed_from_the_heads(headers, name, fields):
    assert formats.guessed(headers) == name
    assert formats.columns(headers, name) == fields
