from flask_babel import lazy_gettext as _l
from wtforms import FileField, HiddenField, TextAreaField
from wtforms.validators import Length, Optional

from app.conversations.rules import LONGEST
from app.web.forms import Form


class MessageForm(Form):
    """Words, a photo, or both; a photo sent once stays with the form."""

    words = TextAreaField(
        _l("Your message"),
        validators=[
            Optional(),
            Length(max=LONGEST, message=_l("Write at most 2,000 characters.")),
        ],
    )
    photo = FileField(_l("Photo"))
    photo_kept = HiddenField()
    nonce = HiddenField()
