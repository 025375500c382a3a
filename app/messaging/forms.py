from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.settings.phones import valid_phone
from app.web.forms import Form, valid_email


class OtherAddressForm(Form):
    """Where the message goes instead, and why there."""

    email = StringField(
        _l("Other e-mail address"),
        validators=[InputRequired(_l("Write the other address.")), Length(max=254), valid_email],
    )
    reason = StringField(
        _l("How do you know this address?"),
        validators=[
            InputRequired(_l("Write who gave it to you, and when.")),
            Length(min=5, max=200, message=_l("Write a few words, at most 200 characters.")),
        ],
    )


class TextForm(Form):
    """The telephone that gets a link."""

    phone = StringField(
        _l("Mobile telephone"),
        validators=[InputRequired(_l("Write the number.")), Length(max=40), valid_phone],
    )


class PostForm(Form):
    """Where the letter goes."""

    address = TextAreaField(
        _l("Name and postal address"),
        validators=[
            InputRequired(_l("Write name, street, district and province.")),
            Length(min=10, max=250, message=_l("Write the whole address, at most 250 characters.")),
        ],
    )


class PostedForm(Form):
    """When a letter was taken to the post."""

    posted_on = DateField(_l("Posted on"), validators=[InputRequired(_l("Choose the day."))])
    number = StringField(_l("Number of the posting"), validators=[Optional(), Length(max=60)])


class SettleForm(Form):
    """How somebody saw to it."""

    how = StringField(
        _l("What was done?"),
        validators=[
            InputRequired(_l("Write how the person was reached, or why it need not arrive.")),
            Length(min=5, max=250, message=_l("Write a few words, at most 250 characters.")),
        ],
    )
