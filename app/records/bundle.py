"""Everything that is on record about one order, in a ZIP that a stranger can verify (DC-20.2)."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from app.contracts import files
from app.contracts import queries as documents
from app.conversations import queries as conversations
from app.evidence import queries as evidence
from app.invoices import queries as invoices
from app.kernel import clock
from app.media import papers
from app.messaging import queries as messages
from app.messaging.rules import without_proofs
from app.orders.models import Order
from app.payments import queries as payments
from app.payments.disputes import queries as disputes
from app.records.rows import as_json, listed, plain
from app.returns import queries as returns
from app.storage import gateway as storage
from app.web.language import speaking

SUMS = "SHA256SUMS"
Maker = Callable[[Order], bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the bundle."""

    name: str
    body: bytes


def bundle_of(order: Order) -> bytes:
    """A shopper's records of an order as a ZIP with `SHA256SUMS`; check with `sha256sum -c`.

    Never called while something is being written: it may have to make PDFs.
    """
    return _packed(order, whole=False)


def whole_bundle_of(order: Order) -> bytes:
    """The same for an authority: also what was written to the sellers."""
    return _packed(order, whole=True)


def _packed(order: Order, whole: bool) -> bytes:
    entries = [
        _read_me(order),
        *_documents(order),
        *_messages(order, whole),
        *_invoices(order),
        *_states(order),
        *_evidence(order),
    ]
    entries.append(Entry(SUMS, _sums(entries)))
    packed = io.BytesIO()
    now = clock.now().astimezone(clock.SHOP_ZONE)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for entry in entries:
            place = zipfile.ZipInfo(f"{order.reference}/{entry.name}", now.timetuple()[:6])
            place.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(place, entry.body)
    return packed.getvalue()


def _read_me(order: Order) -> Entry:
    with speaking(order.language):
        text = _(
            "Records of order %(reference)s, put together on %(moment)s.\n\n"
            "documents: information, contracts and receipts as they were shown or sent; the JSON "
            "is the document itself, its SHA-256 stands in the file name and at the foot of the "
            "page, the text and the PDF.\n"
            "messages: what was written to you, when it was promised and handed over, and what "
            "the server answered.\n"
            "invoices: every file that the sellers attached, older versions too.\n"
            "states: order, sellers, lines, parcels, receipts, withdrawals, payments, refunds.\n"
            "evidence: what was recorded, in order; each file is named in chain.csv by its "
            "SHA-256.\n\n"
            "To check that nothing was changed since, unpack and run: sha256sum -c %(sums)s\n",
            reference=order.reference,
            moment=clock.now().isoformat(timespec="seconds"),
            sums=SUMS,
        )
    return Entry("README.txt", text.encode())


def _documents(order: Order) -> Iterator[Entry]:
    for link in documents.documents_of(order.reference):
        name = f"documents/{link.kind}-{link.document.language}-{link.sha256}"
        for suffix in files.MEDIA_TYPES:
            try:
                yield Entry(f"{name}.{suffix}", files.rendering(link.sha256, suffix).body)
            except files.NoPdf:
                continue


def _messages(order: Order, whole: bool) -> Iterator[Entry]:
    found = [
        message
        for message in messages.messages_about(_subjects(order))
        if whole or message.recipient == order.email
    ]
    for place, message in enumerate(found, start=1):
        name = f"messages/{place:03d}-{message.kind}"
        yield Entry(f"{name}.txt", without_proofs(message.text).encode())
        yield Entry(f"{name}.html", without_proofs(message.html).encode())
    told = [
        {name: value for name, value in plain(message).items() if name not in {"text", "html"}}
        | {"attachments": [attachment.name for attachment in message.attachments]}
        for message in found
    ]
    yield Entry("messages/index.json", as_json(told))
    talks = [
        {
            "with": m.suborder.reference,
            "from": str(m.side),
            "at": m.at.isoformat(),
            "words": m.words,
        }
        for m in conversations.written_about(order.id)
    ]
    yield Entry("messages/with-makers.json", as_json(talks))


def _invoices(order: Order) -> Iterator[Entry]:
    """Whom the invoices name, and every version of every one; a national number stays masked."""
    found = invoices.documents_about(order.suborders)
    rows = []
    for suborder in order.suborders:
        for d in found[suborder.id]:
            name = f"{suborder.reference}-{d.cause or 'invoice'}-{d.version}"
            name = f"invoices/{name}.{papers.ENDINGS[d.media_type]}"
            rows.append(plain(d) | {"suborder": suborder.reference, "file": name})
            if storage.has_apart(d.sha256):
                yield Entry(name, storage.read_apart(d.sha256))
    yield Entry("invoices/index.json", as_json({"names": _party(order), "documents": rows}))


def _party(order: Order) -> dict[str, str] | None:
    party = order.invoice_party
    if party is None:
        return None
    return {
        "buyer_type": str(party.buyer_type),
        "title": party.title,
        "tax_office": party.tax_office or "",
        "tax_number": party.tax_number,
        "national_id": party.masked_national_id,
    }


def _subjects(order: Order) -> set[str]:
    """Every number under which something was written about this order."""
    cases = returns.cases_of_order(order.id)
    return {
        order.reference,
        *(suborder.reference for suborder in order.suborders),
        *(case.number for case in cases),
        *(case.statement.number for case in cases),
        *(refund.number for refund in payments.refunds_of(order.id)),
    }


def _states(order: Order) -> Iterator[Entry]:
    yield Entry("states/order.json", as_json(plain(order)))
    sellers = [
        plain(suborder)
        | {
            "lines": listed(suborder.lines),
            "parcels": [
                plain(shipment) | {"receipts": listed(shipment.receipts)}
                for shipment in suborder.shipments
            ],
        }
        for suborder in order.suborders
    ]
    yield Entry("states/sellers.json", as_json(sellers))
    cases = [
        plain(case)
        | {
            "statement": plain(case.statement),
            "lines": listed(case.lines),
            "goods": plain(case.goods) if case.goods else None,
        }
        for case in returns.cases_of_order(order.id)
    ]
    yield Entry("states/withdrawals.json", as_json(cases))
    yield Entry("states/payments.json", as_json(listed(payments.attempts_of(order.id))))
    yield Entry("states/refunds.json", as_json(listed(payments.refunds_of(order.id))))
    found = [
        plain(dispute) | {"proofs": listed(dispute.proofs)}
        for dispute in disputes.disputes_of(order)
    ]
    if found:
        yield Entry("states/disputes.json", as_json(found))


def _evidence(order: Order) -> Iterator[Entry]:
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(("seq", "kind", "actor", "at", "body_sha256", "key", "link", "file"))
    for row, body in evidence.whole_chain(order.reference):
        name = f"evidence/{row.seq:03d}-{row.kind}.json"
        rows.writerow(
            (
                row.seq,
                row.kind,
                row.actor_role,
                row.at.isoformat(),
                row.body_sha256,
                row.key_id,
                row.link,
                name,
            )
        )
        yield Entry(name, body.encode())
    yield Entry("evidence/chain.csv", table.getvalue().encode())


def _sums(entries: list[Entry]) -> bytes:
    lines = [f"{hashlib.sha256(entry.body).hexdigest()}  {entry.name}\n" for entry in entries]
    return "".join(lines).encode()
