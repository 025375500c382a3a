"""What staff read about messages: names of kinds, states and steps."""

from flask_babel import gettext as _


def kind(name: str) -> str:
    """A kind of message in words; one without a name of its own is shown as it is called."""
    return {
        "order-formed": _("Order confirmed"),
        "suborder-new": _("New order, to the maker"),
        "dispatched": _("Parcel on its way"),
        "arrived": _("Did it arrive?"),
        "ready": _("Ready to be collected"),
        "withdrawal-received": _("Receipt of a withdrawal"),
        "withdrawal-for-supplier": _("Withdrawal, to the maker"),
        "withdrawal-refused": _("Withdrawal refused"),
        "goods-arrived": _("Returned goods arrived"),
        "refund-sent": _("Money sent back"),
        "refund-sent-supplier": _("Money sent back, to the maker"),
        "ancillary-ended": _("Notice to a third party"),
        "request-received": _("Receipt of a request"),
        "request-for-supplier": _("Request, to the maker"),
        "request-answered": _("Answer to a request"),
        "team-invitation": _("Invitation to a team"),
        "order-message-to-maker": _("Message about an order, to the maker"),
        "order-message-to-buyer": _("Message about an order, to the buyer"),
        "listing-decided": _("Decision on a listing, to the maker"),
        "listing-blocked": _("Taken off sale, to the maker"),
        "product-warning": _("Safety notice, to the buyer"),
        "recall": _("Recall, to the buyer"),
        "recall-for-supplier": _("Recall, to the maker"),
    }.get(name, name.replace("-", " "))


def state(name: str) -> str:
    """A state in words."""
    return {
        "promised": _("Promised"),
        "handed_over": _("Handed over"),
        "bounced": _("Bounced"),
        "failed": _("Failed"),
    }[name]


def channel(name: str) -> str:
    """A channel in words."""
    return {"email": _("E-mail"), "sms": _("Text message"), "letter": _("Letter")}[name]


def step(what: str) -> str:
    """A line of a message's course in words."""
    return {
        "tried": _("Tried; not taken yet"),
        "handed_over": _("Handed over"),
        "bounced": _("Could not be delivered"),
        "failed": _("Given up after 72 hours of tries"),
        "again": _("Sent once more by hand"),
        "other_address": _("Sent to another address"),
        "sms": _("Link sent as a text message"),
        "letter": _("Prepared as a letter"),
        "settled": _("Settled by a person"),
    }.get(what, what)
