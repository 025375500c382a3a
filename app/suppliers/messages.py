"""What the suppliers' domain says by e-mail."""

from flask_babel import gettext as _

from app.messaging.letters import Action, Letter, Paragraph
from app.suppliers.models import Supplier
from app.suppliers.words import role_said
from app.web import language as languages
from app.web.links import external


def invitation(supplier: Supplier, role: str, token: str, language: str) -> Letter:
    """The link with which somebody joins a supplier's team."""
    with languages.speaking(language):
        return Letter(
            _("%(supplier)s invites you to its team", supplier=supplier.name),
            (
                Paragraph(_("Your role would be: %(role)s.", role=role_said(role))),
                Action(_("See the invitation"), external("joining.show", language, token=token)),
                Paragraph(
                    _("The link works once, for seven days. If you do not know us, do nothing.")
                ),
            ),
        )
