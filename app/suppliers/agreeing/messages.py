from flask_babel import gettext as _

from app.messaging.letters import Action, Letter, Paragraph
from app.suppliers.models import Supplier
from app.web import language as languages
from app.web.links import external


def published(supplier: Supplier, label: str) -> Letter:
    """A new version waits to be read; until it is accepted nothing changes."""
    with languages.speaking(supplier.language):
        return Letter(
            _("A new supplier agreement waits for you"),
            (
                Paragraph(
                    _(
                        "The cooperative has published version %(version)s of the agreement, with "
                        "the commission it takes. Read it and accept it in your panel.",
                        version=label,
                    )
                ),
                Paragraph(
                    _("Until an owner of your team accepts it, everything stays as it is now.")
                ),
                Action(
                    _("Read the agreement"), external("supplier_agreement.show", supplier.language)
                ),
            ),
        )
