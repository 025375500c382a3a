from flask_babel import gettext as _

from app.extensions import db
from app.kernel.errors import Refused
from app.suppliers.models import Carrier, Supplier

HOLDERS = ("supplier", "cooperative")


class NoSuchHolder(Refused):
    """The contract with the carrier is the supplier's or the cooperative's."""


def hold_carrier_contract(supplier: Supplier, held_by: str) -> None:
    """Whose the contract with the carrier is from now on; refunds opened before keep theirs."""
    if held_by not in HOLDERS:
        raise NoSuchHolder(_("Choose the supplier or the cooperative."))
    supplier.carrier_contract = held_by
    db.session.flush()


def keep_carrier(name: str, tracking_pattern: str | None, active: bool) -> None:
    """Add a carrier or change its row; parcels already sent keep their address."""
    carrier = db.session.get(Carrier, name) or Carrier(name=name)
    carrier.tracking_pattern = tracking_pattern or None
    carrier.active = active
    db.session.add(carrier)
    db.session.flush()
