from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.web.forms import Form, valid_email


class PersonForm(Form):
    """Who declares, and where the receipt goes. Nothing else may be demanded (EU-2)."""

    name = StringField(
        _l("Name and surname"),
        validators=[InputRequired(_l("Write your name.")), Length(max=120)],
    )
    email = StringField(
        _l("E-mail for the receipt"),
        validators=[
            InputRequired(_l("Write where the receipt should go.")),
            Length(max=254),
            valid_email,
        ],
    )
    message = TextAreaField(
        _l("Anything you wish to add"),
        validators=[Optional(), Length(max=2000, message=_l("At most %(max)d characters."))],
    )
    nonce = HiddenField(validators=[Optional(), Length(max=64)])
    step = HiddenField(validators=[Optional()])


class PublicForm(PersonForm):
    """The statement of somebody without an account or link (DC-11.guest)."""

    order = StringField(
        _l("Order number"),
        validators=[
            InputRequired(_l("Write the order number, or what you know of the order.")),
            Length(max=120),
        ],
    )
    goods = TextAreaField(
        _l("Only these goods"),
        validators=[Optional(), Length(max=1000, message=_l("At most %(max)d characters."))],
    )


class ReasonForm(Form):
    """A written reason."""

    reason = TextAreaField(_l("Reason"), validators=[Optional(), Length(max=2000)])


class MatchForm(Form):
    """Which order a statement means."""

    reference = StringField(
        _l("Order number"),
        validators=[InputRequired(_l("Write the order number.")), Length(max=40)],
    )
