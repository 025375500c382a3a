from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.web.forms import Form


def valid_email(_form: Form, field: Field) -> None:
    """An address the receipt can be sent to."""
    try:
        field.data = validate_email(field.data, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise ValidationError(
            _l("Write a whole e-mail address, such as name@example.org.")
        ) from error


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
