"""The wish for an invoice that names a company or a person: asked, kept with the cart, read (IN-1).

Numbers lie encrypted in the cart too. Nobody has to wish anything.
"""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from app.cart.models import Cart
from app.kernel import crypto
from app.orders.models import BuyerType
from app.orders.services.review import InvoiceWish
from app.settings import queries as settings
from app.suppliers import numbers
from app.web.forms import Form

COMPANY, PERSON = BuyerType.COMPANY.value, BuyerType.PERSON.value
TITLE, OFFICE, NAME = "invoice_title", "invoice_tax_office", "invoice_name"
NUMBER, NATIONAL = "invoice_tax_number_cipher", "invoice_national_id_cipher"
FIELDS = ("buyer_type", TITLE, OFFICE, NAME)


class InvoiceFields(Form):
    """What an invoice is to name; of a kind that is not chosen nothing is asked."""

    buyer_type = RadioField(
        _l("Invoice"),
        choices=[
            SelectChoice("", _l("Nothing special is needed")),
            SelectChoice(COMPANY, _l("I want an invoice for a company")),
            SelectChoice(PERSON, _l("I want an invoice with a certain name")),
        ],
        default="",
    )
    invoice_title = StringField(_l("Title of the company"), validators=[Length(max=200)])
    invoice_tax_office = StringField(_l("Tax office"), validators=[Length(max=80)])
    invoice_tax_number = StringField(_l("Tax number (VKN)"), validators=[Length(max=40)])
    invoice_name = StringField(_l("Name on the invoice"), validators=[Length(max=120)])
    invoice_national_id = StringField(_l("National identity number"), validators=[Length(max=40)])

    def validate(self, extra_validators: object = None) -> bool:
        """The fields of the kind that is chosen, each with its own sentence."""
        sound = bool(super().validate(extra_validators))
        if self.buyer_type.data == COMPANY:
            sound = self._company() and sound
        elif (
            self.buyer_type.data == PERSON and self.invoice_national_id.data and asks_national_id()
        ):
            sound = _read(self.invoice_national_id, numbers.read_national_id) and sound
        return sound

    def _company(self) -> bool:
        sound = True
        for field, sentence in (
            (self.invoice_title, _("Write the company's title as it stands on its papers.")),
            (self.invoice_tax_office, _("Write the tax office of the company.")),
        ):
            if not field.data:
                field.errors = [*field.errors, sentence]
                sound = False
        if not self.invoice_tax_number.data:
            sentence = _("Write the tax number: an invoice for a company needs its ten digits.")
            self.invoice_tax_number.errors = [*self.invoice_tax_number.errors, sentence]
            return False
        return _read(self.invoice_tax_number, numbers.read_tax_number) and sound


def _read(field: Field, read: numbers.Read) -> bool:
    """The number in its plain form, or a sentence at its field."""
    try:
        field.data = read(field.data)
    except numbers.WrongNumber as error:
        field.errors = [*field.errors, str(error.args[0])]
        return False
    return True


def asks_national_id() -> bool:
    """Whether a named invoice may carry the national number (P-19); off unless somebody decided."""
    return settings.flag("tckn_on_invoice")


def typed(cart: Cart) -> dict[str, str]:
    """What was typed before, to be shown again; a national number is not."""
    known = {field: cart.draft[field] for field in FIELDS if field in cart.draft}
    if cart.draft.get(NUMBER):
        known["invoice_tax_number"] = crypto.decrypt(cart.draft[NUMBER])
    return known


def masked_national_id(cart: Cart) -> str:
    """The national number that is kept, as a page may show it."""
    kept = cart.draft.get(NATIONAL)
    return numbers.masked(crypto.decrypt(kept)) if kept and asks_national_id() else ""


def kept(form: InvoiceFields, cart: Cart) -> dict[str, str]:
    """The valid wish as the cart keeps it; what is not wished any more is forgotten."""
    chosen = form.buyer_type.data or ""
    wish = dict.fromkeys((*FIELDS, NUMBER, NATIONAL), "") | {"buyer_type": chosen}
    if chosen == COMPANY:
        wish |= {
            TITLE: form.invoice_title.data,
            OFFICE: form.invoice_tax_office.data,
            NUMBER: crypto.encrypt(form.invoice_tax_number.data),
        }
    elif chosen == PERSON:
        wish[NAME] = form.invoice_name.data or ""
        if asks_national_id():
            number = form.invoice_national_id.data
            before = cart.draft.get(NATIONAL, "")
            wish[NATIONAL] = crypto.encrypt(number) if number else before
    return wish


def wish_of(cart: Cart) -> InvoiceWish | None:
    """To whom the invoices shall be written, or None: as the law has it for consumers."""
    draft = cart.draft
    if draft.get("buyer_type") == COMPANY and draft.get(NUMBER):
        return InvoiceWish(
            BuyerType.COMPANY, draft[TITLE], draft[OFFICE], crypto.decrypt(draft[NUMBER])
        )
    if draft.get("buyer_type") == PERSON:
        number = draft.get(NATIONAL, "") if asks_national_id() else ""
        name = draft.get(NAME) or draft["name"]
        return InvoiceWish(BuyerType.PERSON, name, national_id_cipher=number)
    return None
