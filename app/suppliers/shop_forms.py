"""The forms with which a supplier keeps its page."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.settings.phones import valid_phone
from app.suppliers.models import Supplier
from app.suppliers.numbers import WrongNumber, read_mersis
from app.web import address, places
from app.web.forms import Form, valid_email, valid_web_address

NEEDED = InputRequired(_l("This is needed."))
LANGUAGES = ("tr", "en")
MOST_ALT = 200


class PageForm(Form):
    """What the page says, and how buyers and the cooperative reach the supplier."""

    tagline_tr = StringField(_l("One sentence, in Turkish"), validators=[NEEDED, Length(max=120)])
    story_tr = TextAreaField(_l("Your story, in Turkish"), validators=[NEEDED, Length(max=3000)])
    tagline_en = StringField(
        _l("One sentence, in English"), validators=[Optional(), Length(max=120)]
    )
    story_en = TextAreaField(
        _l("Your story, in English"), validators=[Optional(), Length(max=3000)]
    )
    contact_person = StringField(_l("Who answers"), validators=[NEEDED, Length(max=120)])
    email = StringField(_l("E-mail"), validators=[NEEDED, Length(max=254), valid_email])
    phone = StringField(_l("Telephone"), validators=[NEEDED, Length(max=40), valid_phone])
    website = StringField(
        _l("Web address"), validators=[Optional(), Length(max=200), valid_web_address]
    )
    socials = TextAreaField(
        _l("Social media"),
        validators=[Optional(), Length(max=500, message=_l("At most %(max)d characters."))],
    )
    links_shown = BooleanField(_l("Show both on my page"))

    @classmethod
    def of(cls, supplier: Supplier, *, typed: bool = True) -> "PageForm":
        """As it was typed, or as it stands."""
        texts = {
            f"{part}_{code}": supplier.texts.get(code, {}).get(part, "")
            for part in ("tagline", "story")
            for code in LANGUAGES
        }
        more = {} if typed else {"formdata": None}
        return cls(obj=supplier, data=texts, **more)

    def texts(self) -> dict[str, dict[str, str]]:
        """The texts by language; a language without any is left out."""
        return {
            code: {part: self[f"{part}_{code}"].data or "" for part in ("tagline", "story")}
            for code in LANGUAGES
        }

    def contact(self) -> dict[str, str | bool | None]:
        """How to reach the supplier; web and social addresses are public only if wished."""
        told: dict[str, str | bool | None] = {
            name: self[name].data for name in ("contact_person", "email", "phone")
        }
        told |= {name: self[name].data or None for name in ("website", "socials")}
        return told | {"links_shown": self.links_shown.data}


class PictureForm(Form):
    """One more picture, and what it shows for who does not see it."""

    picture = FileField(_l("Picture (JPEG, PNG or WebP)"))
    alt_tr = StringField(_l("What it shows, in Turkish"), validators=[NEEDED, Length(max=MOST_ALT)])
    alt_en = StringField(_l("What it shows, in English"), validators=[Optional(), Length(max=200)])

    def alt(self) -> dict[str, str]:
        """By language."""
        both = (("tr", self.alt_tr.data), ("en", self.alt_en.data))
        return {code: text for code, text in both if text}


class IdentityForm(address.Places, Form):
    """Who the seller is in law (art. 5(1)(b), (c)); staff look at it before it holds."""

    title = StringField(_l("Full name or title"), validators=[NEEDED, Length(3, 200)])
    mersis = StringField(_l("MERSİS number"), validators=[Optional(), Length(max=30)])
    without_mersis = BooleanField(_l("There is no MERSİS number"))
    province: SelectField = address.province()
    district: SelectField = address.district()
    address = address.street()
    words = TextAreaField(
        _l("Why does it change?"),
        validators=[NEEDED, Length(max=500, message=_l("At most %(max)d characters."))],
    )

    @classmethod
    def of(cls, supplier: Supplier, wanted: dict[str, Any] | None) -> "IdentityForm":
        """As it stands, or as it was asked for and still waits."""
        known = {name: getattr(supplier, name) for name in ("title", "mersis", "address")}
        known |= {"without_mersis": supplier.without_mersis}
        known |= {"province": supplier.province, "district": supplier.district} | (wanted or {})
        plate = places.plate_of(known["province"])
        known |= {"province": str(plate or ""), "district": f"{plate}:{known['district']}"}
        form = cls(data=known)
        form.offer_places()
        return form

    def validate_postcode(self, field: StringField) -> None:
        """This address has none."""

    def validate_mersis(self, field: StringField) -> None:
        try:
            field.data = read_mersis(field.data) if field.data else None
        except WrongNumber as error:
            raise ValidationError(str(error)) from error

    def validate_without_mersis(self, field: BooleanField) -> None:
        if not field.data and not self.mersis.data:
            raise ValidationError(_("Give the number, or tick that there is none."))

    def wanted(self) -> dict[str, str | bool | None]:
        """What buyers would be told."""
        plate, _colon, district = self.district.data.partition(":")
        return {
            "title": self.title.data,
            "mersis": self.mersis.data or None,
            "without_mersis": self.without_mersis.data,
            "address": self.address.data,
            "province": places.province_name(int(plate)),
            "district": district,
        }
