from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from app.payments.disputes import words
from app.payments.models import CommandKind, Dispute
from app.web.forms import Form

ALL = "all"


class AnswerForm(Form):
    """What we tell the card's bank."""

    answer = RadioField(
        _l("What do we answer?"),
        choices=[
            SelectChoice(str(CommandKind.CONTEST), _l("We contest it")),
            SelectChoice(str(CommandKind.CONCEDE), _l("We give in")),
        ],
        validators=[InputRequired(_l("Choose what we answer."))],
    )
    words = TextAreaField(_l("What happened"), validators=[Length(max=8000)])


class CauseForm(Form):
    """Why a dispute was lost: by that it is borne."""

    cause = SelectField(_l("Cause"), validators=[DataRequired(_l("Choose the cause."))])
    part = SelectField(_l("Contract"), validators=[DataRequired(_l("Choose the contract."))])

    def offer(self, dispute: Dispute) -> "CauseForm":
        """The causes of the house's table and the contracts of the order."""
        causes = [("", _("Please choose")), *words.causes()]
        self.cause.choices = [SelectChoice(value, label) for value, label in causes]
        self.part.choices = [
            SelectChoice(part.reference, f"{part.reference} · {part.supplier.name}")
            for part in dispute.order.suborders
        ]
        if len(self.part.choices) > 1:
            self.part.choices.append(SelectChoice(ALL, _("All contracts of the order")))
        return self


class ProofForm(Form):
    """What a supplier has to say and to show."""

    words = TextAreaField(
        _l("What happened, and how do you know?"),
        validators=[DataRequired(_l("Write what happened.")), Length(max=4000)],
    )
    file = FileField(_l("Photo or PDF"))
    file_kept = HiddenField()
