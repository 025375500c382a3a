from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField
from wtforms.validators import InputRequired, Length

from app.web.forms import Form


class InvoiceForm(Form):
    """Number and day of a tax document, as they stand on it; its file is read by the view."""

    number = StringField(
        _l("Invoice number"),
        validators=[
            InputRequired(_l("Write the number that stands on the invoice.")),
            Length(max=40, message=_l("At most %(max)d characters.")),
        ],
        filters=[lambda typed: "".join(typed.split()).upper() if typed else typed],
    )
    issued_on = DateField(
        _l("Date on the invoice"),
        validators=[InputRequired(_l("Write the day that stands on the invoice."))],
    )
