"""Invoices of the demo's past orders: small PDFs, attached as makers attach theirs."""

from flask_babel import gettext as _

from app.invoices import queries, words
from app.invoices.services.attaching import Written, attach
from app.kernel import clock
from app.media import papers
from app.orders.models import SubOrder
from app.orders.services.actors import Actor
from app.web import turkish
from app.web.filters import money


def write(suborder: SubOrder, actor: Actor, cause: str = "") -> None:
    """The maker writes the invoice of a sub-order, or what corrects it, and attaches it today."""
    duty = queries.duty_of(suborder, cause)
    number = f"DEM{clock.today().year}{suborder.id:07}{'2' if cause else '1'}"
    lines = [number, words.duty_said(duty), str(suborder.seller["title"]), suborder.reference]
    lines += [*words.rows_said(duty), money(duty.amount_minor), _("Practice data, no invoice.")]
    paper = papers.take(f"{number}.pdf", as_pdf(lines))
    attach(suborder, cause, Written(number, clock.today(), paper), actor)


def as_pdf(lines: list[str]) -> bytes:
    """A page with these lines, in letters that every viewer has."""
    plain = (turkish.fold(line).encode("ascii", "replace").decode() for line in lines)
    shown = "".join(f"({_escaped(line)}) ' " for line in plain)
    page = f"BT /F 11 Tf 16 TL 60 780 Td {shown}ET".encode()
    parts = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
    )
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + (
        b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(body))
    )


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
