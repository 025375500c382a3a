"""What the suppliers' domain says by e-mail."""

from datetime import timedelta

from flask_babel import gettext as _

from app.messaging.letters import Action, Letter, Paragraph
from app.suppliers.models import IdentityChange, ShopHoliday, Supplier
from app.suppliers.words import role_said
from app.web import language as languages
from app.web.filters import date_long
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


def holiday_ends(holiday: ShopHoliday) -> Letter:
    """The shop opens again soon: goods, stock and orders may want a look."""
    language = holiday.supplier.language
    with languages.speaking(language):
        return Letter(
            _("Your shop opens again on %(day)s", day=date_long(holiday.last + timedelta(days=1))),
            (
                Paragraph(_("Your holiday ends on %(day)s.", day=date_long(holiday.last))),
                Paragraph(
                    _("Look whether stock and prices still fit. You need longer? Plan more days.")
                ),
                Action(_("Holiday of the shop"), external("supplier_holiday.show", language)),
            ),
        )


def address_changed(supplier: Supplier) -> Letter:
    """Letters of the cooperative go to another address from now on."""
    with languages.speaking(supplier.language):
        return Letter(
            _("The e-mail address of %(supplier)s has changed", supplier=supplier.name),
            (
                Paragraph(_("Our letters go to %(email)s from now on.", email=supplier.email)),
                Paragraph(_("If that was none of you, tell us today.")),
                Action(_("Your page"), external("supplier_shop.show", supplier.language)),
            ),
        )


def identity_decided(change: IdentityChange) -> Letter:
    """A change of legal identity was looked at."""
    supplier = change.supplier
    with languages.speaking(supplier.language):
        said = (
            _("Your new details stand on your pages and in new orders from now on.")
            if change.accepted
            else _("The details stay as they were: %(reason)s", reason=change.reason or "")
        )
        return Letter(
            _("We have looked at the new details of %(supplier)s", supplier=supplier.name),
            (
                Paragraph(said),
                Action(
                    _("See your details"),
                    external("supplier_shop.identity", supplier.language),
                ),
            ),
        )


def standing(supplier: Supplier) -> Letter:
    """Suspended, selling again or closed: what that means, and why."""
    with languages.speaking(supplier.language):
        subject, means = {
            "suspended": (
                _("%(supplier)s is suspended", supplier=supplier.name),
                _("Your goods are not on sale. Open orders go on: please send them as promised."),
            ),
            "active": (
                _("%(supplier)s sells again", supplier=supplier.name),
                _("Your goods are on sale again."),
            ),
            "closed": (
                _("%(supplier)s is closed", supplier=supplier.name),
                _("Your goods are off sale for good, and your team cannot log in any more."),
            ),
        }[supplier.state]
        reason = (Paragraph(supplier.standing_reason),) if supplier.standing_reason else ()
        return Letter(subject, (Paragraph(means), *reason))
