from flask_babel import gettext as _

from app.messaging.letters import Action, Letter, Paragraph
from app.suppliers.renumbering.models import NumberChange
from app.suppliers.renumbering.words import part_said
from app.web.language import speaking
from app.web.links import external


def asked(change: NumberChange) -> Letter:
    """Somebody of the team says that numbers have changed: the supplier hears of it at once."""
    supplier = change.supplier
    with speaking(supplier.language):
        name = change.asker.name
        parts = ", ".join(part_said(part) for part in change.parts)
        return Letter(
            _("A change of your numbers was asked for: %(supplier)s", supplier=supplier.name),
            (
                Paragraph(_("%(name)s asked to change: %(parts)s.", name=name, parts=parts)),
                Paragraph(_("Until two of us have looked at it, nothing changes.")),
                Paragraph(_("If that was none of you, tell us today.")),
                Action(_("See your numbers"), external("supplier_numbers.show", supplier.language)),
            ),
        )


def decided(change: NumberChange) -> Letter:
    """The numbers hold, or stay as they were."""
    supplier = change.supplier
    with speaking(supplier.language):
        said = (
            _("They hold from now on; money goes to the account that stands on your page.")
            if change.accepted
            else _("They stay as they were: %(reason)s", reason=change.reason or "")
        )
        return Letter(
            _("We have looked at the new numbers of %(supplier)s", supplier=supplier.name),
            (
                Paragraph(said),
                Action(_("See your numbers"), external("supplier_numbers.show", supplier.language)),
            ),
        )
