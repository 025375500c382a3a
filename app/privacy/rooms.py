"""Every room's word on columns and persons, on one page: what is missing here fails the build."""

from collections.abc import Callable

from app.accounting import personal_data as accounting
from app.accounts import personal_data as accounts
from app.cart import personal_data as cart
from app.catalogue import personal_data as catalogue
from app.consents import personal_data as consents
from app.contracts import personal_data as contracts
from app.conversations import personal_data as conversations
from app.evidence import personal_data as evidence
from app.extensions import Where
from app.helpdesk import personal_data as helpdesk
from app.imports import personal_data as imports
from app.invoices import personal_data as invoices
from app.law.personal_data import Person, Plain
from app.ledger import personal_data as ledger
from app.media import personal_data as media
from app.messaging import personal_data as messaging
from app.orders import personal_data as orders
from app.payments import personal_data as payments
from app.recalls import personal_data as recalls
from app.records import personal_data as records
from app.returns import personal_data as returns
from app.settings import personal_data as settings
from app.settlements import personal_data as settlements
from app.suppliers import personal_data as suppliers
from app.suppliers.applying import personal_data as applying
from app.timers import personal_data as timers

OWN: Plain = {
    "breaches": (
        "id number learned_at whose persons board_told_at persons_told_at told_how entered_at "
        "entered_by_id closed_at"
    ),
    "data_recipients": (
        "id name kind country data purpose ground mechanism signed_on filed_on begins_on ended_on"
    ),
}
PLAIN = (
    OWN,
    accounting.PLAIN,
    accounts.PLAIN,
    applying.PLAIN,
    cart.PLAIN,
    catalogue.PLAIN,
    consents.PLAIN,
    contracts.PLAIN,
    conversations.PLAIN,
    evidence.PLAIN,
    helpdesk.PLAIN,
    imports.PLAIN,
    invoices.PLAIN,
    ledger.PLAIN,
    media.PLAIN,
    messaging.PLAIN,
    orders.PLAIN,
    payments.PLAIN,
    recalls.PLAIN,
    records.PLAIN,
    returns.PLAIN,
    settings.PLAIN,
    settlements.PLAIN,
    suppliers.PLAIN,
    timers.PLAIN,
)
ROOTS: tuple[Callable[[Person], tuple[Where, ...]], ...] = (
    accounts.roots,
    consents.roots,
    orders.roots,
    returns.roots,
    helpdesk.roots,
    messaging.roots,
    contracts.roots,
    evidence.roots,
    records.roots,
    applying.roots,
    suppliers.roots,
    settlements.roots,
    payments.roots,
)
# From these rows nobody walks on: what points to them is other people's.
ENDS = frozenset({"suppliers", "members", "documents", "evidence", "evidence_bodies"})
# Registers about many people at once, of which none is one person's.
NOBODYS = frozenset({"breaches"})
# Columns that hold the reference numbers under which other rows speak of a person's.
REFERENCES = {
    "orders": "reference",
    "suborders": "reference",
    "statements": "number",
    "cases": "number",
    "refunds": "number",
    "requests": "number",
    "applications": "number",
}
