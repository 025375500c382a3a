"""Every room's word on its columns, on one page: a table that is missing here fails the build."""

from app.accounts.personal_data import PLAIN as ACCOUNTS
from app.cart.personal_data import PLAIN as CART
from app.catalogue.personal_data import PLAIN as CATALOGUE
from app.contracts.personal_data import PLAIN as CONTRACTS
from app.conversations.personal_data import PLAIN as CONVERSATIONS
from app.evidence.personal_data import PLAIN as EVIDENCE
from app.helpdesk.personal_data import PLAIN as HELPDESK
from app.imports.personal_data import PLAIN as IMPORTS
from app.ledger.personal_data import PLAIN as LEDGER
from app.media.personal_data import PLAIN as MEDIA
from app.messaging.personal_data import PLAIN as MESSAGING
from app.orders.personal_data import PLAIN as ORDERS
from app.payments.personal_data import PLAIN as PAYMENTS
from app.recalls.personal_data import PLAIN as RECALLS
from app.records.personal_data import PLAIN as RECORDS
from app.returns.personal_data import PLAIN as RETURNS
from app.settings.personal_data import PLAIN as SETTINGS
from app.settlements.personal_data import PLAIN as SETTLEMENTS
from app.suppliers.applying.personal_data import PLAIN as APPLYING
from app.suppliers.personal_data import PLAIN as SUPPLIERS
from app.timers.personal_data import PLAIN as TIMERS

ROOMS = (
    ACCOUNTS, APPLYING, CART, CATALOGUE, CONTRACTS, CONVERSATIONS, EVIDENCE, HELPDESK, IMPORTS,
    LEDGER, MEDIA, MESSAGING, ORDERS, PAYMENTS, RECALLS, RECORDS, RETURNS, SETTINGS, SETTLEMENTS,
    SUPPLIERS, TIMERS,
)  # fmt: skip
