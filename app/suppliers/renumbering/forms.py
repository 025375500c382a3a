from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, PasswordField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from app.kernel import clock
from app.suppliers import numbers, secrets
from app.suppliers.applying.forms import NEEDED, checked
from app.suppliers.models import Supplier
from app.suppliers.renumbering import rules, words
from app.web.forms import Form


class NumbersForm(Form):
    """What has changed; a field left empty stays as it is. The password is asked again."""

    kind = SelectField(_l("Kind of seller"), validators=[InputRequired(_l("Choose one."))])
    tax_office = StringField(_l("New tax office"), validators=[Optional(), Length(max=80)])
    tax_number = StringField(
        _l("New tax number"),
        validators=[Optional(), Length(max=40), checked(numbers.read_tax_number)],
    )
    national_id = StringField(
        _l("New national identity number"),
        validators=[Optional(), Length(max=40), checked(numbers.read_national_id)],
    )
    certificate_number = StringField(
        _l("Number of the new exemption certificate"), validators=[Optional(), Length(max=40)]
    )
    certificate_on = DateField(_l("Date of the new certificate"), validators=[Optional()])
    iban = StringField(
        _l("New IBAN"), validators=[Optional(), Length(max=60), checked(numbers.read_iban)]
    )
    words = TextAreaField(
        _l("Why does it change?"),
        validators=[
            InputRequired(NEEDED),
            Length(max=500, message=_l("At most %(max)d characters.")),
        ],
    )
    password = PasswordField(
        _l("Your password again"), validators=[InputRequired(NEEDED), Length(max=200)]
    )

    def offer(self, supplier: Supplier) -> "NumbersForm":
        """The kinds in the page's language; a member of the cooperative stays what one is."""
        self.supplier = supplier
        kinds = [kind for kind in rules.OF_KIND if kind != "member" or supplier.kind == "member"]
        self.kind.choices = [(kind, words.kind_said(kind)) for kind in kinds]
        if not self.is_submitted():
            self.kind.data = supplier.kind
        return self

    def validate(self, extra_validators: object = None) -> bool:
        """Each number by itself, then what the kind needs and has not."""
        right = super().validate(extra_validators)
        if self.kind.data not in rules.OF_KIND:
            return False
        for problem in (self._missing(), self._foreign()):
            for name, sentence in problem:
                self[name].errors = [*self[name].errors, sentence]
                right = False
        if self.kind.data == "legal_person" and not self._may_be_a_firm():
            self.kind.errors = [
                *self.kind.errors,
                _("First give the MERSİS number under “Who you are in law”."),
            ]
            right = False
        if right and not self.wanted():
            self.form_errors.append(_("Nothing would change. Write what is new."))
            return False
        return right

    def _missing(self) -> list[tuple[str, str]]:
        if self.kind.data == self.supplier.kind:
            return []
        return [
            (name, _("Needed for this kind of seller."))
            for name in sorted(rules.OF_KIND[self.kind.data])
            if not self[name].data and not self[name].errors and not self._on_file(name)
        ]

    def _on_file(self, name: str) -> bool:
        if name in secrets.SECRETS:
            return secrets.has(self.supplier, name)
        return getattr(self.supplier, name) is not None

    def _foreign(self) -> list[tuple[str, str]]:
        return [
            (name, _("This kind of seller has none; leave it empty."))
            for name in sorted(rules.foreign_to(self.kind.data))
            if self[name].data
        ]

    def _may_be_a_firm(self) -> bool:
        """A legal person tells its MERSİS number, or that there is none (art. 5(1)(b))."""
        known = self.supplier.mersis or self.supplier.without_mersis
        return bool(known) or self.supplier.kind == "legal_person"

    def validate_certificate_on(self, field: DateField) -> None:
        if field.data and field.data > clock.today():
            raise ValidationError(_("This day is still to come."))

    def wanted(self) -> dict[str, str | date]:
        """What is new, by part."""
        return {name: self[name].data for name in rules.PARTS if self._is_new(name)}

    def _is_new(self, name: str) -> bool:
        typed = self[name].data
        if name in secrets.SECRETS:
            return bool(typed) and typed != secrets.read(self.supplier, name)
        return bool(typed) and typed != getattr(self.supplier, name)


class RevealForm(Form):
    """Which number, and why."""

    secret = SelectField(_l("Number"))
    purpose = StringField(
        _l("Why do you need it?"),
        validators=[
            InputRequired(_l("Write why you need to see the whole number.")),
            Length(5, 300, _l("Write 5 to 300 characters.")),
        ],
    )

    def offer(self, choices: list[tuple[str, str]]) -> "RevealForm":
        """The numbers that there are."""
        self.secret.choices = choices
        return self


class DecideForm(Form):
    """Accept or refuse; a reason where one is needed."""

    reason = TextAreaField(
        _l("Reason"),
        validators=[Optional(), Length(max=500, message=_l("At most %(max)d characters."))],
    )
