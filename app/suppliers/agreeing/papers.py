"""A version of the agreement as a text to read, its rates at the end, and the hash of it."""

import hashlib

from flask_babel import gettext as _

from app.kernel import clock
from app.settings import texts
from app.settings.texts import Text
from app.suppliers.agreeing.models import AgreementVersion
from app.suppliers.agreeing.rules import percent
from app.web import language as languages

NAME = "supplier-agreement"
SPECIAL = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#"})


def source_of(version: AgreementVersion, language: str) -> str:
    """The text as it was written (Markdown), in this language or else in Turkish."""
    return version.texts.get(language) or version.texts.get("tr") or texts.source(NAME, language)


def label_of(version: AgreementVersion, language: str = "tr") -> str:
    """A version as people name it: its number and its day."""
    own = clock.day_of(version.published_at).isoformat()
    day = own if version.texts else texts.version(NAME, language).partition(" · ")[2]
    return f"{version.number} · {day or own}"


def paper_of(version: AgreementVersion, language: str) -> Text:
    """What a supplier reads before it accepts, and what is then kept."""
    with languages.speaking(language):
        source = f"{source_of(version, language)}\n\n{_rates(version, language)}"
        return texts.rendered(NAME, source, label_of(version, language))


def sha256_of(paper: Text) -> str:
    """The hash of what was shown."""
    return hashlib.sha256(str(paper.html).encode()).hexdigest()


def _rates(version: AgreementVersion, language: str) -> str:
    general = _(
        "Of the price of the goods with their VAT, without delivery: %(rate)s %%.",
        rate=percent(version.commission_bp),
    )
    rows = [f"## {_('Commission')}", "", general]
    if version.rates:
        rows += ["", _("Other rates:"), ""]
    for rate in version.rates:
        name = rate["names"].get(language) or rate["names"]["tr"]
        shown = _("%(shelf)s: %(rate)s %%", shelf=name, rate=percent(rate["bp"]))
        rows.append(f"- {shown.translate(SPECIAL)}")
    rows += ["", _("VAT comes on top of it. An order keeps the rate of the day it was made.")]
    return "\n".join(rows)
