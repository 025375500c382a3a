from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.orders import rules
from app.web.forms import Form


class RecallForm(Form):
    """Which lots, of what, and what buyers should do."""

    lots = StringField(
        _l("Lots, with commas between"),
        validators=[
            InputRequired(_l("Write the lot as it stands on the goods.")),
            Length(max=400),
        ],
    )
    sku = StringField(
        _l("Only goods with this article number"), validators=[Optional(), Length(max=40)]
    )
    words_tr = TextAreaField(
        _l("What is wrong, and what should buyers do? In Turkish"),
        validators=[
            InputRequired(_l("Write what buyers will read.")),
            Length(min=10, max=2000, message=_l("Write 10 to 2,000 characters.")),
        ],
    )
    words_en = TextAreaField(_l("The same in English"), validators=[Optional(), Length(max=2000)])

    @property
    def wanted(self) -> list[str]:
        """The lots, each once."""
        parts = (" ".join(part.split()) for part in (self.lots.data or "").split(","))
        return [lot for lot in dict.fromkeys(parts) if lot]

    @property
    def words(self) -> dict[str, str]:
        """What buyers read, in the languages in which it was written."""
        said = {"tr": self.words_tr.data or "", "en": self.words_en.data or ""}
        return {language: text for language, text in said.items() if text}

    def validate_lots(self, field: StringField) -> None:
        if not self.wanted or any(not rules.lot_key(lot) for lot in self.wanted):
            raise ValidationError(_("Write the lot as it stands on the goods."))


class StaffRecallForm(RecallForm):
    """Staff say whose goods they are, too."""

    supplier = SelectField(_l("Maker"), coerce=int)


class DeclineForm(Form):
    """Why there is no recall."""

    reason = TextAreaField(
        _l("Why is there no recall?"),
        validators=[
            InputRequired(_l("Write a sentence that the maker will read.")),
            Length(max=500),
        ],
    )
