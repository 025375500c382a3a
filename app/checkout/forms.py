from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from app.settings.phones import valid_phone
from app.web.address import Places
from app.web.forms import Form, valid_email


class AddressForm(Places, Form):
    """Where the parcels go and who gets the papers."""

    name = StringField(
        _l("Name and surname"),
        validators=[
            InputRequired(_l("Write the name that should stand on the parcel.")),
            Length(max=120, message=_l("At most %(max)d characters.")),
        ],
    )
    email = StringField(
        _l("E-mail"),
        validators=[
            InputRequired(_l("Write the address for the contract and receipts.")),
            Length(max=254),
            valid_email,
        ],
    )
    phone = StringField(
        _l("Mobile telephone"),
        validators=[
            InputRequired(_l("Write a number the carrier can call.")),
            Length(max=40),
            valid_phone,
        ],
    )
    province = SelectField(
        _l("Province"), coerce=str, validators=[InputRequired(_l("Choose a province."))]
    )
    district = SelectField(
        _l("District"), coerce=str, validators=[InputRequired(_l("Choose a district."))]
    )
    street = TextAreaField(
        _l("Address"),
        validators=[
            InputRequired(_l("Write neighbourhood, street and door number.")),
            Length(
                min=8,
                max=300,
                message=_l("Add the street and the door number, such as Çınar Sok. 12/5."),
            ),
        ],
    )
    postcode = StringField(_l("Postcode"), validators=[Optional(), Length(max=10)])
    note = TextAreaField(
        _l("Note for the carrier"),
        validators=[Optional(), Length(max=500, message=_l("At most %(max)d characters."))],
    )


class DeliveryForm(Form):
    """How to pay; the ways of delivery are fields per supplier, made by the view."""

    means = RadioField(
        _l("Means of payment"),
        choices=[SelectChoice("card", _l("Card"))],
        default="card",
        validators=[InputRequired(_l("Choose how to pay."))],
    )


class ReviewForm(Form):
    """The confirmation of art. 7(1): unticked, of one document."""

    order = StringField(validators=[InputRequired()])
    document = StringField(validators=[InputRequired()])
