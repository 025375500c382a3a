"""The form with which people note a carrier's word on a parcel."""

from datetime import datetime, time

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, FileField, HiddenField, SelectField, StringField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from app.extensions import db
from app.kernel import clock
from app.orders import proofs, rules
from app.orders.forms import ReceiptForm
from app.orders.gateway import KINDS, CarrierWord
from app.orders.models import Shipment, ShipmentState
from app.web.forms import Form


class CarrierWordForm(Form):
    """What the carrier says, when, and what proves it."""

    kind = SelectField(_l("What happened?"))
    day = DateField(_l("On which day?"), validators=[InputRequired(_l("Choose the day."))])
    hour = TimeField(_l("At what time?"), validators=[Optional()])
    to_whom = SelectField(_l("Who took it?"))
    proof = StringField(
        _l("Carrier's proof number or who signed"), validators=[Optional(), Length(max=120)]
    )
    report = StringField(
        _l("Number of the carrier's report"), validators=[Optional(), Length(max=60)]
    )
    reason = StringField(_l("Reason"), validators=[Optional(), Length(max=300)])
    file = FileField(_l("Proof (picture or PDF)"))
    file_kept = HiddenField()


def bound(shipment: Shipment) -> CarrierWordForm:
    """The form with only those events that may follow from where the parcel is."""
    form = CarrierWordForm()
    form.kind.choices = [(kind, kind_said(kind)) for kind in possible(shipment)]
    form.to_whom.choices = [(who, receiver_said(who)) for who in ("shopper", "named", "other")]
    if not form.is_submitted():
        form.day.data = clock.today()
    elif "to_whom" not in request.form:
        form.to_whom.data = "shopper"
    return form


def possible(shipment: Shipment) -> list[str]:
    """The events that may follow; a parcel that arrived may be reported again with a later day."""
    kinds = [kind for kind in KINDS if (shipment.state, kind) in rules.SHIPMENT]
    return kinds or (["delivered"] if shipment.state is ShipmentState.DELIVERED else [])


def keep_proof(form: CarrierWordForm) -> None:
    """Keep the file sent now, or the one sent before; with no transaction open (rule 6)."""
    sent = request.files.get("file")
    body = sent.read() if sent else b""
    kept = form.file_kept.data or ""
    form.file_kept.data = kept if proofs.is_kept(kept) else ""
    if not body:
        return
    db.session.rollback()
    try:
        form.file_kept.data = proofs.keep(body)
    except proofs.NotAProof as refusal:
        form.form_errors.append(str(refusal))


def word(form: CarrierWordForm) -> CarrierWord:
    """The carrier's word as typed; a day alone is its noon, today's is now at the latest."""
    hour = form.hour.data or time(12)
    at = datetime.combine(form.day.data, hour, clock.SHOP_ZONE)
    if form.hour.data is None and form.day.data == clock.today():
        at = min(at, clock.now())
    return CarrierWord(
        form.kind.data,
        at,
        form.to_whom.data,
        form.proof.data or None,
        form.reason.data or None,
        form.report.data or None,
        form.file_kept.data or None,
    )


def receipt(form: ReceiptForm) -> CarrierWord:
    """A receipt of which only the day is known; today's is now at the latest."""
    at = datetime.combine(form.received_on.data, time(12), clock.SHOP_ZONE)
    if form.received_on.data == clock.today():
        at = min(at, clock.now())
    return CarrierWord("delivered", at, proof=form.proof.data or None)


def kind_said(kind: str) -> str:
    """An event of a parcel in words."""
    return {
        "handed_over": _("Taken over by the carrier"),
        "in_transit": _("On its way"),
        "at_branch": _("Waits at a branch"),
        "delivered": _("Delivered"),
        "refused_at_door": _("Not taken at the door"),
        "coming_back": _("Comes back (nobody took it)"),
        "returned": _("Back with the maker"),
        "damaged": _("Damaged on the way"),
        "lost": _("Lost on the way"),
        "found": _("Found again"),
        "shelved": _("On sale again"),
    }[kind]


def receiver_said(who: str) -> str:
    """Who took a parcel, in words."""
    return {
        "shopper": _("The buyer or the household"),
        "named": _("Whom the buyer named"),
        "other": _("Somebody else: neighbour, locker, branch"),
    }[who]
