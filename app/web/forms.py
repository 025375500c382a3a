"""What every form of the house has in common."""

import unicodedata
from collections.abc import Callable
from typing import Any, TypeVar

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, FieldList
from wtforms.validators import ValidationError

CONTROL = {"Cc", "Cs"}
View = TypeVar("View", bound=Callable[..., Any])


def takes_files(view: View) -> View:
    """A form with files: one that is too large is refused at its field, not the whole request."""
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def tidy(text: object) -> object:
    """Trimmed, NFC, no control characters but line ends (bad-input defaults, 0.6)."""
    if not isinstance(text, str):
        return text
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    kept = (c for c in composed if c == "\n" or unicodedata.category(c) not in CONTROL)
    return "".join(kept).strip()


class Form(FlaskForm):
    """A form whose texts arrive tidied; keeps what was typed when it refuses."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            if issubclass(unbound_field.field_class, FieldList):  # its entries are tidied
                return unbound_field.bind(form=form, **options)
            filters = [*unbound_field.kwargs.get("filters", ()), tidy]
            return unbound_field.bind(form=form, **options, filters=filters)


class OpenForm(Form):
    """A form of a public page: no token, its route checks the origin instead (rule 16)."""

    class Meta(Form.Meta):
        csrf = False


def valid_email(_form: FlaskForm, field: Field) -> None:
    """An address mail can be sent to, also with letters beyond ASCII."""
    try:
        field.data = validate_email(field.data, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise ValidationError(
            _l("Write a whole e-mail address, such as name@example.org.")
        ) from error


def valid_web_address(_form: FlaskForm, field: Field) -> None:
    """An address of the web; one typed without its beginning gets https."""
    typed = field.data if "://" in field.data else f"https://{field.data}"
    host = typed.partition("://")[2].partition("/")[0]
    if not typed.startswith(("http://", "https://")) or "." not in host or " " in typed:
        raise ValidationError(_l("Write a web address, such as www.example.org."))
    field.data = typed


def status_of(form: FlaskForm) -> int:
    """200 for a page being offered, 422 for one sent back to be corrected."""
    return 422 if form.errors else 200
