from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from app.web.forms import Form


class AmendmentForm(Form):
    """What a seller proposes to change, in both languages of the contract."""

    turkish = TextAreaField(
        _l("The change, in Turkish"),
        validators=[DataRequired(_l("Write what changes.")), Length(max=4000)],
    )
    own = TextAreaField(
        _l("The change, in the buyer's language"),
        validators=[DataRequired(_l("Write what changes.")), Length(max=4000)],
    )
