"""A Persian paper: what a reading aid finds in the PDF is what stands on the page, in its order.

The font draws a dotted letter as a body and its dots, and the file says the letter for each of the
two; a run that is written from the right is stored from the left. Beyond that nothing may differ.
"""

import io
import re
from datetime import UTC, datetime

import pikepdf
import pytest
from bs4 import BeautifulSoup

from app.contracts import pdf
from app.contracts.documents import Document, Facts, Heading, Items, Paragraph, Table
from app.contracts.pages import as_html

STORED = datetime(2026, 3, 16, 9, tzinfo=UTC)
CODE = re.compile(rb"<([0-9A-F]{4})>\s+<([0-9A-F]+)>")
FOOT = re.compile(r"SHA-256[0-9a-f]{64}\d+/\d+$")
BLOCKS = ["h1", "h2", "h3", "p", "li", "dt", "dd", "th", "td"]


def a_persian_paper():
    return Document(
        language="fa",
        title="قرارداد فروش از راه دور",
        blocks=(
            Paragraph("می‌خواهم دو شیشه ۲۴۵ لیره بخرم."),
            Heading("طرفین"),
            Facts((("فروشنده", "ایلدیز"), ("خریدار", "Şükrü Öğüt"))),
            Heading("کالا"),
            Table(("کالا", "قیمت"), (("عسل شاه‌بلوط", "490,00\u00a0TL"),), (1,)),
            Items(("چهارده روز", "بدون دلیل")),
        ),
    )


def letters_of(font):
    """What each glyph of a font says, as a copying reader is told."""
    return {
        int(code, 16): bytes.fromhex(said.decode()).decode("utf-16-be")
        for code, said in CODE.findall(font.ToUnicode.read_bytes())
    }


def said_by_mark(page):
    """The text under each mark of a page; a spoken text stands for the glyphs inside it."""
    fonts = {name: letters_of(font) for name, font in page.Resources.Font.items()}
    said, mark, spoken, font = {}, None, [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "BDC":
            mark = int(operands[1].get("/MCID", -1 if mark is None else mark))
            spoken.append("/ActualText" in operands[1])
            said[mark] = said.get(mark, "") + str(operands[1].get("/ActualText", ""))
        elif name == "BMC":
            spoken.append(False)
        elif name == "EMC":
            spoken.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in {"Tj", "TJ"} and not any(spoken):
            shown = operands[0] if name == "TJ" else operands
            glyphs = b"".join(bytes(part) for part in shown if isinstance(part, pikepdf.String))
            codes = [int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs), 2)]
            said[mark] = said.get(mark, "") + "".join(font[code] for code in codes)
    return said


def read_aloud(node, said):
    """The text in the order of the file's tags."""
    if isinstance(node, pikepdf.Array):
        return "".join(read_aloud(child, said) for child in node)
    if isinstance(node, int):
        return said.get(node, "")
    if "/MCID" in node:
        return said.get(int(node.MCID), "")
    return read_aloud(node.K, said) if "/K" in node else ""


def bare(text):
    return re.sub(r"[\s•|\u200c]", "", text)


def pattern_of(block):
    """The runs of a block in their order: from the right as stored, with its letters doubled."""
    runs = re.findall(
        r"[\u0620-\u065f\u066e-\u06ef.]+|[^\u0620-\u065f\u066e-\u06ef.]+", bare(block)
    )
    return "".join(pattern_of_run(run) for run in runs)


def pattern_of_run(run):
    if not re.match(r"[\u0620-\u065f\u066e-\u06ef.]", run):
        return re.escape(run)
    return "".join(re.escape(letter) + "{1,2}" for letter in reversed(run))


def text_of_pdf(document):
    with pikepdf.open(io.BytesIO(pdf.as_pdf(document, STORED))) as file:
        (page,) = file.pages
        return FOOT.sub("", bare(read_aloud(file.Root.StructTreeRoot.K, said_by_mark(page))))


def blocks_of_page(document):
    page = BeautifulSoup(as_html(document), "html.parser")
    page.find("code").extract()
    return [block.get_text() for block in page.main.find_all(BLOCKS)]


@pytest.mark.requirement("DC-4.c")
def test_page_text_and_pdf_say_the_same_in_persian(app):
    paper = a_persian_paper()
    blocks = [block for block in blocks_of_page(paper) if bare(block)]
    assert len(blocks) == 14

    wanted = "".join(pattern_of(block) for block in blocks)
    found = text_of_pdf(paper)

    assert re.fullmatch(wanted, found), (blocks, found)


@pytest.mark.parametrize("instead", ["قرارداد فروش از راه", "قرارداد از فروش راه دور"])
def test_a_word_missing_or_in_another_place_is_noticed(app, instead):
    paper = a_persian_paper()
    wanted = "".join(pattern_of(block) for block in blocks_of_page(paper) if bare(block))
    other = Document(language="fa", title=instead, blocks=paper.blocks)

    assert not re.fullmatch(wanted, text_of_pdf(other))
