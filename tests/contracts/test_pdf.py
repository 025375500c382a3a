"""Paper that lasts: one document, the same words on the page, in the text and in the PDF."""

import io
import re
from datetime import UTC, datetime

import pikepdf
import pypdf
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contracts import pdf
from app.contracts.documents import Document, Facts, Heading, Items, Paragraph, Table, as_text
from app.contracts.pages import as_html
from app.contracts.printable import printable

STORED = datetime(2026, 3, 16, 9, tzinfo=UTC)


def a_document(**differences):
    return Document(
        **{
            "language": "tr",
            "title": "Mesafeli satış sözleşmesi M-2345-6789-C",
            "blocks": (
                Paragraph("16 Mart 2026 Pazartesi günü kuruldu: #let x *kalın* $a$ <b> `kod`."),
                Heading("Taraflar"),
                Facts((("Satıcı", "İskele Ağ Örücüler, Çeşme"), ("Alıcı", "Iğdırlı Şükrü Öğüt"))),
                Heading("Mallar"),
                Table(
                    ("Mal", "Temel nitelikler", "Adet", "Fiyat", "Tutar"),
                    (
                        ("Lakerda, 350 g", "Palamut, tuz", "2", "245,00\u00a0TL", "490,00\u00a0TL"),
                        ("Ağ", "Elde örülmüş", "1", "1.200,00\u00a0TL", "1.200,00\u00a0TL"),
                    ),
                    (2, 3, 4),
                ),
                Heading("Cayma", 3),
                Items(("14 gün içinde", "Gerekçe göstermeden")),
            ),
        }
        | differences
    )


def opened(document):
    return pikepdf.open(io.BytesIO(pdf.as_pdf(document, STORED)))


def words_of_pdf(document):
    """What stands on the pages above their feet, without spaces and bullets."""
    reader = pypdf.PdfReader(io.BytesIO(pdf.as_pdf(document, STORED)))
    pages = [page.extract_text() for page in reader.pages]
    above = [re.sub(r"SHA-256\s+[0-9a-f]{64}\s+\d+ / \d+\s*$", "", page) for page in pages]
    assert all(one != other for one, other in zip(above, pages, strict=True)), "a foot is missing"
    return bare("".join(above))


def bare(text):
    return re.sub(r"[\s•|]", "", text)


@pytest.mark.requirement("DC-4.c")
def test_page_text_and_pdf_say_the_same(app):
    document = a_document()
    page = BeautifulSoup(as_html(document), "html.parser")
    page.find("code").extract()
    text = as_text(document).replace(f"SHA-256 {document.sha256}", "")
    lines = [line.removeprefix("- ") for line in text.splitlines() if set(line) - set("=-")]

    assert words_of_pdf(document) == bare(page.main.get_text())
    # in the text a label is followed by a colon where the page has a line of its own
    assert bare("".join(lines)).replace(":", "") == words_of_pdf(document).replace(":", "")


def test_the_hash_stands_at_the_foot_of_every_rendering(app):
    document = a_document()
    file = pypdf.PdfReader(io.BytesIO(pdf.as_pdf(document, STORED)))

    assert all(document.sha256 in page.extract_text() for page in file.pages)
    assert document.sha256 in as_html(document)
    assert document.sha256 in as_text(document)


def test_it_is_an_archive_file_that_can_be_read_aloud():
    with opened(a_document()) as file, file.open_metadata() as said:
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "A")
        assert said["pdfuaid:part"] == "1"
        assert said["dc:title"] == "Mesafeli satış sözleşmesi M-2345-6789-C"
        assert str(file.Root.Lang) == "tr"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD", "/L", "/LI"} <= tags(file)


def tags(file):
    found, open_ = set(), [file.Root.StructTreeRoot]
    while open_:
        node = open_.pop()
        if isinstance(node, pikepdf.Array):
            open_ += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            found |= {str(node.S)} if "/S" in node else set()
            open_ += [node.K] if "/K" in node else []
    return found


def test_every_font_travels_in_the_file():
    persian = Paragraph("سلام")
    with opened(a_document(blocks=(*a_document().blocks, persian))) as file:
        fonts = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and is_font(o)]
        names = {str(font.FontName) for font in fonts}

    assert any("NotoSans" in name for name in names)
    assert any("NotoSansArabic" in name for name in names)
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def is_font(thing):
    return thing.get("/Type") == "/FontDescriptor"


@pytest.mark.requirement("DC-6.1.a")
def test_no_letter_is_smaller_than_twelve_points():
    with opened(a_document()) as file:
        sizes = {
            float(operands[1])
            for page in file.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "Tf"
        }
        scaled = [
            abs(float(operands[3]))
            for page in file.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "Tm"
        ]
    assert sizes
    assert min(sizes) >= 12
    assert all(scale == 1 for scale in scaled)


def test_the_same_document_is_the_same_bytes():
    assert pdf.as_pdf(a_document(), STORED) == pdf.as_pdf(a_document(), STORED)


@pytest.mark.parametrize(
    ("language", "right_to_left"), [("tr", False), ("en", False), ("fa", True)]
)
def test_arabic_and_persian_begin_at_the_right(language, right_to_left):
    paper = a_document(language=language, title="سلام", blocks=(Paragraph("قرارداد"),))
    reader = pypdf.PdfReader(io.BytesIO(pdf.as_pdf(paper, STORED)))
    starts = []
    reader.pages[0].extract_text(
        visitor_text=lambda text, cm, tm, *_font: text.strip() and starts.append(cm[4] + tm[4])
    )

    assert reader.trailer["/Root"]["/Lang"] == language
    middle = 297.6  # points, of an A4 page
    assert (starts[0] > middle) == right_to_left


def test_figures_stay_with_their_unit_and_long_words_stay_on_the_page():
    paper = a_document(
        blocks=(
            Paragraph("x" * 400),
            Table(("Mal", "Fiyat"), (("y" * 90, "14.940,00\u00a0TL"),), (1,)),
        )
    )
    reader = pypdf.PdfReader(io.BytesIO(pdf.as_pdf(paper, STORED)))
    lines = reader.pages[0].extract_text().splitlines()

    assert any("14.940,00\u00a0TL" in line or "14.940,00 TL" in line for line in lines)
    assert max(len(line) for line in lines if set(line.strip()) == {"x"}) < 90


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Salatalık 🥒", "Salatalık [U+1F952]"),
        ("s\u0327ey", "şey"),
        ("a\x00b\x1bc\u202ed\ue000e", "abcde"),
        ("می‌خواهم", "می‌خواهم"),
        ("245,00\u00a0TL", "245,00\u00a0TL"),
        ("中", "[U+4E2D]"),
        ("bir\niki", "bir\niki"),
    ],
)
def test_only_what_can_be_printed_is_printed(typed, shown):
    assert printable(typed) == shown


ANY = st.text(max_size=60)
ARABIC = st.text(alphabet=st.characters(min_codepoint=0x590, max_codepoint=0x8FF), max_size=40)
WORDS = ANY | ARABIC


@given(title=WORDS, heading=WORDS, one=WORDS, other=WORDS, language=st.sampled_from(["tr", "fa"]))
@settings(max_examples=150, deadline=None)
def test_any_text_becomes_a_paper(title, heading, one, other, language):
    paper = Document(
        language,
        title,
        (
            Heading(heading),
            Paragraph(one),
            Facts(((one, other),)),
            Items((one, other)),
            Table((one, other), ((other, one),), (1,)),
        ),
    )
    assert pdf.as_pdf(paper, STORED).startswith(b"%PDF-1.7")


def test_markup_in_a_name_is_only_text():
    paper = a_document(blocks=(Paragraph('#panic("x") #read("document.typ") *a* @b $x$ \\ //'),))

    assert '#panic("x")#read("document.typ")*a*@b$x$\\//' in words_of_pdf(paper)
