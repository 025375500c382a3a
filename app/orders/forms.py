from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
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


class ImpossibleForm(Form):
    """The seller cannot deliver: since when it is known, why, and the proof (art. 16(4))."""

    learned_on = DateField(
        _l("When did you learn of it?"), validators=[InputRequired(_l("Choose the day."))]
    )
    code = SelectField(_l("Cause"), validate_choice=False)
    words = TextAreaField(
        _l("What happened, in your words"),
        validators=[
            InputRequired(_l("Write a sentence that the buyer will read.")),
            Length(min=10, max=1000, message=_l("Write 10 to 1,000 characters.")),
        ],
    )
    not_stock = BooleanField(_l("This is not about goods that are sold out"))
    proof = FileField(_l("Proof (picture or PDF)"))
    proof_kept = HiddenField()


class StockOutForm(Form):
    """Goods come later than promised; a substitute may be described."""

    new_day = DateField(
        _l("On which day will they come?"), validators=[InputRequired(_l("Choose the later day."))]
    )
    words = TextAreaField(_l("A substitute you offer"), validators=[Optional(), Length(max=1000)])


class CancellationForm(Form):
    """The seller asks the buyer to agree that pieces are cancelled."""

    words = TextAreaField(
        _l("Why, in your words"),
        validators=[
            InputRequired(_l("Write a sentence that the buyer will read.")),
            Length(max=1000),
        ],
    )


class ReceiverForm(Form):
    """Somebody else who may take the goods, or a locker."""

    named_receiver = StringField(
        _l("Who may take it for you?"), validators=[Optional(), Length(max=120)]
    )


class TerminationForm(Form):
    """End the contract for non-delivery; quantities are fields per line."""
