"""The domain's own words, in the page's language."""

from flask import Flask
from flask_babel import gettext as _

from app.returns.models import DamageState, Kind, WayBack


def kind_in_words(kind: Kind) -> str:
    """What somebody declares."""
    return {
        Kind.WITHDRAWAL: _("Withdrawal"),
        Kind.DAMAGED: _("Arrived damaged"),
        Kind.DEFECTIVE: _("Defective"),
        Kind.MISSING: _("Something is missing"),
        Kind.WRONG: _("Not what was ordered"),
    }[kind]


def channel_in_words(channel: str) -> str:
    """On which way a statement came."""
    return {
        "form": _("web form"),
        "order": _("page of the order"),
        "letter": _("letter"),
        "email": _("e-mail"),
        "telephone": _("telephone"),
        "door": _("at the door"),
        "counter": _("in person"),
    }.get(channel, channel)


def way_in_words(way: WayBack | None) -> str:
    """How goods come back."""
    return {
        WayBack.CODE: _("with the carrier's code"),
        WayBack.LABEL: _("with a label to print"),
        WayBack.COLLECTION: _("the seller collects"),
        WayBack.ANY_CARRIER: _("with any carrier, reimbursed"),
        WayBack.TURNED_BACK: _("the parcel turned round"),
        None: "",
    }[way]


def damage_in_words(state: DamageState) -> str:
    """Where a damage claim stands."""
    return {
        DamageState.PROPOSED: _("waits for a second person"),
        DamageState.OPEN: _("the buyer is asked"),
        DamageState.ACCEPTED: _("accepted"),
        DamageState.REJECTED: _("not accepted"),
        DamageState.TO_AU: _("before the committee or court"),
    }[state]


def remark_in_words(text: str) -> str:
    """A remark that the shop itself made, in the reader's language; people's words as written."""
    return {
        "lost": _("Lost on the way back."),
        "never_sent": _("Paid back, but nothing was sent: the seller has a claim of its own."),
        "unconfirmed": _("No second person confirmed it in time."),
        "proper_use": _("The second person saw proper use."),
    }.get(text, text)


def register(app: Flask) -> None:
    """Make the words known to the templates."""
    app.add_template_filter(kind_in_words, "statement_kind")
    app.add_template_filter(channel_in_words, "channel")
    app.add_template_filter(way_in_words, "way")
    app.add_template_filter(damage_in_words, "damage_state")
    app.add_template_filter(remark_in_words, "remark")
