"""What every form of the house has in common."""

import unicodedata
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import Length, StopValidation

CONTROL = {"Cc", "Cs"}


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
            filters = [*unbound_field.kwargs.get("filters", ()), tidy]
            unbound_field.kwargs["filters"] = filters
            return unbound_field.bind(form=form, **options)


class OpenForm(Form):
    """A form of a public page: no token, its route checks the origin instead (rule 16)."""

    class Meta(Form.Meta):
        csrf = False


class OnlyText:
    """Refuses a NUL or lone surrogate that no database can store."""

    def __call__(self, form: FlaskForm, field: Field) -> None:
        if field.data and "\x00" in str(field.data):
            raise StopValidation(field.gettext("Invalid input."))


def up_to(length: int) -> Length:
    """At most so many characters."""
    return Length(max=length)


def status_of(form: FlaskForm) -> int:
    """200 for a page being offered, 422 for one sent back to be corrected."""
    return 422 if form.errors else 200
