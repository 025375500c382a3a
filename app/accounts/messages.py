"""What the accounts domain says by e-mail."""

from flask_babel import gettext as _

from app.accounts.models import Member, Shopper
from app.messaging.letters import Action, Letter, Paragraph
from app.web.language import speaking
from app.web.links import external

__all__ = ["Letter", "already_registered", "confirm", "invite", "reset"]


def confirm(shopper: Shopper, token: str, language: str) -> Letter:
    """The link that proves the address."""
    with speaking(language):
        return Letter(
            _("Confirm your e-mail address"),
            (
                Paragraph(_("Somebody, we hope you, has opened an account with this address.")),
                Action(
                    _("Confirm the address"), external("accounts.confirm", language, token=token)
                ),
                Paragraph(_("The link works for 24 hours. If it was not you, do nothing at all.")),
            ),
        )


def already_registered(shopper: Shopper, language: str) -> Letter:
    """Tells the owner that the account exists already."""
    with speaking(language):
        return Letter(
            _("You already have an account"),
            (
                Paragraph(_("Somebody tried to open an account with this address, which has one.")),
                Action(_("Log in"), external("accounts.log_in", language)),
                Action(_("Set a new password"), external("accounts.forgot", language)),
            ),
        )


def reset(endpoint: str, token: str, language: str) -> Letter:
    """The link for a new password, at the shop's door or at the desk's."""
    with speaking(language):
        return Letter(
            _("A new password"),
            (
                Action(_("Choose a new password"), external(endpoint, language, token=token)),
                Paragraph(_("The link works for one hour. If you did not ask for it, do nothing.")),
            ),
        )


def invite(member: Member, token: str, language: str) -> Letter:
    """The link with which somebody joins the staff."""
    with speaking(language):
        return Letter(
            _("You have been invited to the desk"),
            (
                Action(_("Accept"), external("team.accept", language, token=token)),
                Paragraph(_("The link works for seven days.")),
            ),
        )
