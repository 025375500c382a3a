from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField
from wtforms.validators import InputRequired, Length, Optional

from app.web.forms import Form


class DispatchForm(Form):
    """A parcel handed to a carrier; quantities are fields per line."""

    carrier = StringField(
        _l("Carrier"),
        validators=[InputRequired(_l("Write who carries the parcel.")), Length(max=80)],
    )
    tracking_number = StringField(_l("Parcel number"), validators=[Optional(), Length(max=60)])


class ReceiptForm(Form):
    """The day on which a parcel reached the shopper."""

    received_on = DateField(
        _l("Received on"), validators=[InputRequired(_l("Choose the day of receipt."))]
    )
    proof = StringField(
        _l("Carrier's proof number or who signed"), validators=[Optional(), Length(max=120)]
    )


class CollectionForm(Form):
    """The code that the shopper shows."""

    code = StringField(
        _l("Code"), validators=[InputRequired(_l("Write the six digits.")), Length(max=12)]
    )


class FindForm(Form):
    """An order by its number and e-mail address."""

    reference = StringField(
        _l("Order number"),
        validators=[InputRequired(_l("Write the number from your message.")), Length(max=40)],
    )
    email = StringField(
        _l("E-mail"),
        validators=[InputRequired(_l("Write the address you ordered with.")), Length(max=254)],
    )
