from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length, Optional

from app.web.forms import Form


class ReleaseForm(Form):
    """A person releases money; alone with the right, a written reason is asked (PR-5.7a)."""

    reason = TextAreaField(_l("Reason"), validators=[Optional(), Length(max=1000)])
