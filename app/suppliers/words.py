"""States of suppliers and roles in their teams, as people read them."""

from flask_babel import gettext as _


def role_said(role: str) -> str:
    """The name of a role."""
    return {"owner": _("Owner"), "seller": _("Seller"), "shipper": _("Shipper")}[role]


def role_explained(role: str) -> str:
    """What a role may do, in a sentence."""
    return {
        "owner": _("Everything: team, shop page, delivery, money, and all that sellers do."),
        "seller": _("Listings, orders, returns and messages with buyers."),
        "shipper": _("Packs and sends orders, receives returns. Sees no prices and no money."),
    }[role]


def state_said(state: str) -> str:
    """How a supplier stands with the cooperative."""
    return {"active": _("Active"), "suspended": _("Suspended"), "closed": _("Closed")}[state]


def standing_said(state: str) -> tuple[str, str]:
    """A supplier's standing: words and tone."""
    return {
        "active": (_("on sale"), "kelp"),
        "suspended": (_("suspended"), "amber"),
        "closed": (_("closed"), ""),
    }[state]
