"""Every domain's tables, so that the metadata is whole wherever the application is made."""

import app.accounting.models
import app.accounts.models
import app.cart.models
import app.catalogue.models
import app.consents.models
import app.contracts.models
import app.conversations.models
import app.evidence.models
import app.helpdesk.models
import app.imports.models
import app.invoices.models
import app.ledger.models
import app.media.models
import app.messaging.models
import app.orders.models
import app.payments.models
import app.privacy.models
import app.recalls.models
import app.records.models
import app.returns.models
import app.settings.models
import app.settlements.models
import app.suppliers.agreeing.models
import app.suppliers.applying.models
import app.suppliers.models
import app.suppliers.renumbering.models
import app.timers.models
from app.consents.models import Consent, ConsentText
from app.evidence.guards import guard
from app.ledger.models import Transfer

for model in (Transfer, Consent, ConsentText):
    guard(model.__table__)  # type: ignore[arg-type]
