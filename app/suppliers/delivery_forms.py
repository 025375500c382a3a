"""The forms with which a supplier describes its deliveries."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from app.law import vat
from app.suppliers import reach, typed
from app.suppliers.models import DeliveryKind, DeliveryMethod, Supplier
from app.web.figures import read_whole
from app.web.filters import weekdays
from app.web.forms import Form

BANDS = 4
GROUPS = 3
NEEDED = InputRequired(_l("This is needed."))


class LiraField(StringField):
    """An amount in lira; `minor` is it in kuruş."""

    minor: int | None = None

    def pre_validate(self, form: Any) -> None:
        if self.data:
            try:
                self.minor = typed.read_lira(self.data)
            except typed.NotReadable as error:
                raise ValidationError(str(error)) from error


class KilosField(StringField):
    """A weight in kilos; `grams` is it in grams."""

    grams: int | None = None

    def pre_validate(self, form: Any) -> None:
        if self.data:
            try:
                self.grams = typed.read_kilos(self.data)
            except typed.NotReadable as error:
                raise ValidationError(str(error)) from error


class PlacesField(TextAreaField):
    """Provinces and districts, one a line; read into `plates` and `districts`."""

    plates: list[int]
    districts: list[str]

    def pre_validate(self, form: Any) -> None:
        try:
            self.plates, self.districts = typed.read_places(self.data or "")
        except typed.NotReadable as error:
            raise ValidationError(str(error)) from error


class WeekdaysField(SelectMultipleField):
    """Days of the week, 0 being Monday."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(
            label, coerce=int, choices=[SelectChoice(n, str(n)) for n in range(7)], **options
        )

    def named(self) -> list[tuple[int, str, bool]]:
        """Each day with its name and whether it is chosen."""
        return [(n, weekdays([n]), n in (self.data or [])) for n in range(7)]


class CoverageForm(Form):
    """Where something goes: everywhere but there, or only there."""

    coverage = RadioField(
        _l("Where?"),
        choices=[
            SelectChoice("everywhere_except", _l("Everywhere, except the places below")),
            SelectChoice("only", _l("Only to the places below")),
        ],
        default="everywhere_except",
    )
    places = PlacesField(_l("Places"), validators=[Optional(), Length(max=8000)])

    def is_somewhere(self) -> bool:
        """Whether the places fit the choice; "only" needs one."""
        if self.coverage.data == "only" and not (self.places.plates or self.places.districts):
            self.places.errors = [_("Name at least one place.")]
            return False
        return True


class MethodForm(CoverageForm):
    """One way of delivery; a kind shows the fields it needs."""

    name_tr = StringField(_l("Name in Turkish"), validators=[NEEDED, Length(max=80)])
    name_en = StringField(_l("Name in English"), validators=[Optional(), Length(max=80)])
    carrier = StringField(_l("Carrier"), validators=[Optional(), Length(max=80)])
    free_from = LiraField(_l("Free from (lira)"), validators=[Optional(), Length(max=20)])
    vat_bp = SelectField(
        _l("VAT in the fee"), coerce=int, default=vat.CARRIAGE_BP, validate_choice=False
    )
    weekdays = WeekdaysField(_l("On which days?"))
    cold_chain = BooleanField(_l("Keeps the cold chain"))
    extra_days = IntegerField(
        _l("More days than your lead time"),
        default=0,
        validators=[NumberRange(0, 14, _l("From 0 to 14 days."))],
    )
    address = StringField(_l("Address of the collection point"), validators=[Length(max=300)])
    hours_tr = StringField(_l("Hours in Turkish"), validators=[Length(max=120)])
    hours_en = StringField(_l("Hours in English"), validators=[Length(max=120)])
    active = BooleanField(_l("Offered to shoppers"), default=True)
    version = HiddenField()

    def __init__(self, *known: Any, **options: Any) -> None:
        super().__init__(*known, **options)
        self.vat_bp.choices = [(bp, _("%(n)s %%", n=bp // 100)) for bp in vat.RATES_BP]

    def validate_vat_bp(self, field: SelectField) -> None:
        if field.data not in vat.RATES_BP:
            raise ValidationError(_("Choose a rate of VAT from the list."))

    @property
    def seen(self) -> int:
        """The version that the person had before their eyes."""
        return read_whole(str(self.version.data or "")) or 0

    @classmethod
    def of(cls, method: DeliveryMethod | None) -> "MethodForm":
        """The form as it stands for a way that is known, or for a new one."""
        if method is None:
            return cls()
        bands = table_of(method)
        limits = [most for most, _fee in bands[0]["bands"] if most is not None]
        known: dict[str, Any] = {
            "name_tr": method.name.get("tr"),
            "name_en": method.name.get("en"),
            "hours_tr": method.hours.get("tr"),
            "hours_en": method.hours.get("en"),
            "free_from": method.free_from_minor and typed.written_lira(method.free_from_minor),
            "places": "\n".join(reach.names(method.provinces, method.districts)),
            **{f"kg_{n}": typed.written_kilos(g) for n, g in enumerate(limits, start=1)},
        }
        for number, group in enumerate(bands[:GROUPS]):
            known[f"group_{number}"] = ", ".join(reach.names(group["provinces"], []))
            for place, (_most, fee) in enumerate(group["bands"][:BANDS], start=1):
                known[f"fee_{number}_{place}"] = typed.written_lira(fee)
        return cls(obj=method, data=known)

    def fits(self, kind: DeliveryKind) -> bool:
        """Whether what this kind needs is there; the sentences stand at the fields."""
        before = len(self.errors)
        if kind is DeliveryKind.CARRIER and not self.carrier.data:
            self.carrier.errors = [_("Write who carries the parcel.")]
        if kind is DeliveryKind.OWN and not self.weekdays.data:
            self.weekdays.errors = [_("Choose at least one day.")]
        if kind is DeliveryKind.COLLECTION:
            for needed in (self.address, self.hours_tr):
                if not needed.data:
                    needed.errors = [_("This is needed.")]
            return len(self.errors) == before
        self.is_somewhere()
        self._fits_fees()
        return len(self.errors) == before

    def _fits_fees(self) -> None:
        limits = [self[f"kg_{n}"] for n in range(1, BANDS)]
        given = [field for field in limits if field.grams is not None]
        if limits[: len(given)] != given or [f.grams for f in given] != sorted(
            {f.grams for f in given}
        ):
            limits[0].errors = [_("Write the limits one after the other, the lighter first.")]
        for number in self._groups():
            for band in range(1, len(given) + 2):
                field = self[f"fee_{number}_{band}"]
                if field.minor is None and not field.errors:
                    field.errors = [_("Write the fee of this weight; 0 if it is free.")]
        for number in range(1, GROUPS):
            if self[f"group_{number}"].districts:
                self[f"group_{number}"].errors = [
                    _("Fees differ by province; name provinces here.")
                ]

    def _groups(self) -> list[int]:
        return [0] + [n for n in range(1, GROUPS) if self[f"group_{n}"].plates]

    def facts(self, kind: DeliveryKind) -> dict[str, Any]:
        """What is kept of it, valid."""
        facts: dict[str, Any] = {
            "name": _said(self.name_tr.data, self.name_en.data),
            "weekdays": sorted(self.weekdays.data or []),
            "active": self.active.data,
        }
        if kind is DeliveryKind.COLLECTION:
            return facts | {
                "address": self.address.data,
                "hours": _said(self.hours_tr.data, self.hours_en.data),
                "fee_minor": 0,
                "free_from_minor": None,
            }
        table = self._table()
        flat = len(table) == 1 and len(table[0]["bands"]) == 1
        return facts | {
            "carrier": self.carrier.data if kind is DeliveryKind.CARRIER else None,
            "fee_minor": table[0]["bands"][0][1],
            "tariff": [] if flat else table,
            "vat_bp": self.vat_bp.data,
            "free_from_minor": self.free_from.minor or None,
            "coverage": self.coverage.data,
            "provinces": self.places.plates,
            "districts": self.places.districts,
            "cold_chain": self.cold_chain.data,
            "extra_days": self.extra_days.data,
        }

    def _table(self) -> list[dict[str, Any]]:
        limits = [self[f"kg_{n}"].grams for n in range(1, BANDS)]
        mosts = [grams for grams in limits if grams is not None] + [None]
        return [
            {
                "provinces": self[f"group_{number}"].plates if number else [],
                "bands": [
                    [most, self[f"fee_{number}_{band}"].minor]
                    for band, most in enumerate(mosts, start=1)
                ],
            }
            for number in self._groups()
        ]


for _band in range(1, BANDS):
    setattr(
        MethodForm,
        f"kg_{_band}",
        KilosField(_l("Up to (kg)"), validators=[Optional(), Length(max=20)]),
    )
for _group in range(GROUPS):
    _places = PlacesField(
        _l("Provinces of group %(n)s", n=_group), validators=[Optional(), Length(max=2000)]
    )
    setattr(MethodForm, f"group_{_group}", _places)
    for _band in range(1, BANDS + 1):
        _fee = LiraField(_l("Fee (lira)"), validators=[Optional(), Length(max=20)])
        setattr(MethodForm, f"fee_{_group}_{_band}", _fee)


def table_of(method: DeliveryMethod) -> list[dict[str, Any]]:
    """The fee table of a way, its flat fee being a table of one, all other provinces first."""
    if not method.tariff:
        return [{"provinces": [], "bands": [[None, method.fee_minor]]}]
    return sorted(method.tariff, key=lambda group: bool(group["provinces"]))


def _said(turkish: str | None, english: str | None) -> dict[str, str]:
    return {code: text for code, text in (("tr", turkish), ("en", english)) if text}


class DaysForm(Form):
    """On which days parcels leave, and when nobody works."""

    shipping_days = WeekdaysField(_l("On which days do you ship?"))
    closures = TextAreaField(_l("Closed days"), validators=[Optional(), Length(max=2000)])
    read: list[list[str]]

    @classmethod
    def of(cls, supplier: Supplier, today: str) -> "DaysForm":
        """As it stands; days that are over are left out, and a first visit finds working days."""
        open_ones = [closure for closure in supplier.closures if closure[1] >= today]
        return cls(
            data={
                "shipping_days": supplier.shipping_days or list(range(5)),
                "closures": typed.written_closures(open_ones),
            }
        )

    def validate_shipping_days(self, field: WeekdaysField) -> None:
        if not field.data:
            raise ValidationError(_("Choose at least one day."))

    def validate_closures(self, field: TextAreaField) -> None:
        try:
            self.read = typed.read_closures(field.data or "")
        except typed.NotReadable as error:
            raise ValidationError(str(error)) from error


class ReturnsForm(CoverageForm):
    """How goods come back: by a carrier named beforehand, or collected (DC-12.3)."""

    return_carrier = StringField(_l("Carrier for returns"), validators=[Length(max=80)])
    return_code = StringField(_l("Your contract code with it"), validators=[Length(max=40)])
    return_address = StringField(
        _l("Address for returns"),
        validators=[NEEDED, Length(10, 300, _l("Write the full address."))],
    )
    collects_returns = BooleanField(_l("We collect returns from the buyer"))

    @classmethod
    def of(cls, supplier: Supplier) -> "ReturnsForm":
        """As it stands."""
        known = [place.split(": ") for place in supplier.return_places]
        places = "\n".join("/".join(reversed(parts)) for parts in known)
        return cls(obj=supplier, data={"coverage": supplier.return_coverage, "places": places})

    def facts(self) -> dict[str, Any]:
        """What is kept of it, valid."""
        return {
            "return_carrier": self.return_carrier.data or None,
            "return_code": self.return_code.data or None,
            "return_address": self.return_address.data,
            "collects_returns": self.collects_returns.data,
            "return_coverage": self.coverage.data,
            "return_places": reach.branch_names(self.places.plates, self.places.districts),
        }
