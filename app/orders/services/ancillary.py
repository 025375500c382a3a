"""When an order is formed, a warranty ticked beside a good is a contract of its own party."""

from app.evidence import services as evidence
from app.extensions import db
from app.orders import queries
from app.orders.lines import lines_of
from app.orders.models import AncillaryContract


def conclude(reference: str) -> None:
    """Write down each contract tied to a good, and whose it is (art. 4(1)(i))."""
    order = queries.order_by_reference(reference)
    for line in lines_of(order):
        party = line.snapshot.get("party")
        if line.parent_id is None or not isinstance(party, dict):
            continue
        db.session.add(
            AncillaryContract(parent_line_id=line.parent_id, line_id=line.id, party=party)
        )
        evidence.record(
            reference,
            "ancillary_concluded",
            {"line": line.sku, "party": str(party.get("name", ""))},
            "SYS",
        )
    db.session.flush()
