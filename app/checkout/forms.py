from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.checkout.invoicing import InvoiceFields
from app.settings import phones
from app.settings import queries as settings
from app.web import address
from app.web.forms import Form, valid_email


class AddressForm(address.Places, InvoiceFields):
    """Where the parcels go, who gets the papers, and whom the invoices name."""

    name = address.recipient()
    email = StringField(
        _l("E-mail"),
        validators=[
            InputRequired(_l("Write the address for the contract and receipts.")),
            Length(max=254),
            valid_email,
        ],
    )
    phone = phones.mobile()
    province = address.province()
    district = address.district()
    street = address.street()
    postcode = address.postcode()
    note = TextAreaField(
        _l("Note for the carrier"),
        validators=[Optional(), Length(max=500, message=_l("At most %(max)d characters."))],
    )


class DeliveryForm(Form):
    """How to pay; the ways of delivery are fields per supplier, made by the view."""

    means = RadioField(
        _l("Means of payment"),
        validators=[InputRequired(_l("Choose how to pay."))],
    )

    def offer_means(self) -> None:
        """Card always; a transfer where the operator has named an account."""
        self.means.choices = [SelectChoice("card", _l("Card"))]
        if settings.text("transfer_iban"):
            self.means.choices.append(SelectChoice("transfer", _l("Bank transfer")))


class ReviewForm(Form):
    """The confirmation of art. 7(1): unticked, of one document."""

    order = StringField(validators=[InputRequired()])
    document = StringField(validators=[InputRequired()])
