"""What people send is known by its bytes, whatever it is called."""

import pytest

from app.media import papers, ubl
from app.media.papers import JPEG, PDF, WITH_UBL, XML, NotTaken
from tests.returns.steps import a_photo

INVOICE = f'<?xml version="1.0"?><Invoice xmlns="{ubl.INVOICE}"><ID>ABC1</ID></Invoice>'.encode()
ENTITY = b'<!DOCTYPE Invoice [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("called", "body", "media_type", "name"),
    [
        ("fatura.exe", b"%PDF-1.7\n", PDF, "fatura.pdf"),
        ("fatura.pdf", INVOICE, XML, "fatura.xml"),
        ("fatura.xml", a_photo(), JPEG, "fatura.jpg"),
    ],
)
def test_the_bytes_say_what_a_file_is(app, called, body, media_type, name):
    paper = papers.take(called, body, WITH_UBL)

    assert (paper.media_type, paper.name) == (media_type, name)


@pytest.mark.parametrize(
    "body",
    [
        b"<html><script>alert(1)</script></html>",
        INVOICE.replace(b"<Invoice", ENTITY + b"<Invoice"),
        INVOICE[:-4],
        INVOICE.replace(ubl.INVOICE.encode(), b"urn:else"),
        b"MZ\x90\x00",
        b"",
    ],
    ids=["page", "entity", "cut off", "other xml", "program", "nothing"],
)
def test_what_is_no_invoice_is_not_kept_as_one(app, body):
    with pytest.raises(NotTaken):
        papers.take("fatura.xml", body, WITH_UBL)


def test_an_e_invoice_is_no_photo_of_a_broken_jar(app):
    with pytest.raises(NotTaken):
        papers.take("kavanoz.jpg", INVOICE)


def test_a_seal_holds_for_its_own_file_only(app):
    paper = papers.take("a.pdf", b"%PDF-1.7 a")

    assert papers.unsealed(paper.seal, "a.pdf") == paper
    assert papers.unsealed(paper.seal, "b.pdf") is None
