"""What forms with a Turkish address have in common: their fields, the lists of places."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.web import places


def recipient() -> StringField:
    """Who takes the parcel."""
    return StringField(
        _l("Name and surname"),
        validators=[
            InputRequired(_l("Write the name that should stand on the parcel.")),
            Length(max=120, message=_l("At most %(max)d characters.")),
        ],
    )


def province() -> SelectField:
    """One of the 81, by plate number."""
    return SelectField(
        _l("Province"), coerce=str, validators=[InputRequired(_l("Choose a province."))]
    )


def district() -> SelectField:
    """A district as `plate:name`."""
    return SelectField(
        _l("District"), coerce=str, validators=[InputRequired(_l("Choose a district."))]
    )


def street() -> TextAreaField:
    """Neighbourhood, street and door."""
    return TextAreaField(
        _l("Address"),
        validators=[
            InputRequired(_l("Write neighbourhood, street and door number.")),
            Length(
                min=8,
                max=300,
                message=_l("Add the street and the door number, such as Çınar Sok. 12/5."),
            ),
        ],
    )


def postcode() -> StringField:
    """Five digits or nothing."""
    return StringField(_l("Postcode"), validators=[Optional(), Length(max=10)])


class Places:
    """For forms with `province`, `district` and `postcode`."""

    province: SelectField
    district: SelectField

    def offer_places(self) -> None:
        """Fill the lists; districts stand under their province so that it works without scripts."""
        nothing = SelectChoice("", _l("Choose"))
        self.province.choices = [nothing] + [
            SelectChoice(str(plate), name) for plate, name in places.provinces()
        ]
        self.district.choices = [nothing] + [
            SelectChoice(f"{plate}:{district}", district, optgroup=name)
            for plate, name in places.provinces()
            for district in places.districts(plate)
        ]

    def validate_district(self, field: SelectField) -> None:
        plate, _, name = (field.data or "").partition(":")
        if not plate.isdigit() or not places.is_district(int(plate), name):
            raise ValidationError(_l("Choose a district."))
        if plate != self.province.data:
            raise ValidationError(_l("This district lies in another province. Choose again."))

    def validate_postcode(self, field: StringField) -> None:
        digits = (field.data or "").replace(" ", "")
        if digits and not (len(digits) == 5 and digits.isascii() and digits.isdigit()):
            raise ValidationError(_l("Write five digits, such as 35460, or leave it empty."))
        field.data = digits or None
