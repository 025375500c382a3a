"""What forms with a Turkish address have in common: the lists of places, the postcode."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.web import places


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
