"""What an applicant is told by e-mail; every letter with work to do carries a link."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import gettext as _

from app.kernel import clock
from app.messaging.letters import Action, Facts, Items, Letter, Number, Paragraph, Part
from app.suppliers.applying.models import Application
from app.suppliers.applying.words import step_said
from app.web.filters import date_long, datetime_long
from app.web.language import speaking
from app.web.links import external


@contextmanager
def _to(application: Application) -> Iterator[None]:
    with speaking(application.language):
        yield


def _link(application: Application, token: str, label: str) -> Action:
    return Action(label, external("applying.link", application.language, token=token))


def _number(application: Application) -> Number:
    return Number(_("Your application"), application.number)


def _until(application: Application) -> Part:
    assert application.due_on is not None
    return Paragraph(
        _("Please do this by %(day)s; after that it ends.", day=date_long(application.due_on))
    )


def started(application: Application, token: str) -> Letter:
    """The link with which the address is confirmed and the application goes on."""
    with _to(application):
        return Letter(
            _("Your application to sell with us"),
            (
                _number(application),
                Paragraph(
                    _("Confirm your address with this link, and come back with it any time.")
                ),
                _link(application, token, _("Go on with the application")),
                _until(application),
                Paragraph(_("If it was not you, do nothing at all.")),
            ),
        )


def come_back(application: Application, token: str) -> Letter:
    """A fresh link to an application that was begun."""
    with _to(application):
        return Letter(
            _("The link to your application"),
            (
                _number(application),
                _link(application, token, _("Go on with the application")),
                Paragraph(_("If it was not you who asked, do nothing at all.")),
            ),
        )


def submitted(application: Application, token: str) -> Letter:
    """It has arrived; by when we answer."""
    assert application.due_on is not None
    with _to(application):
        return Letter(
            _("We have your application"),
            (
                _number(application),
                Paragraph(
                    _(
                        "We read it and write to you by %(day)s.",
                        day=date_long(application.due_on),
                    )
                ),
                _link(application, token, _("See the application")),
            ),
        )


def question(application: Application, token: str) -> Letter:
    """What is missing, and where to write it."""
    with _to(application):
        return Letter(
            _("A question about your application"),
            (
                _number(application),
                Paragraph(application.question or ""),
                Items(tuple(step_said(step) for step in application.reopened)),
                _link(application, token, _("Answer")),
                _until(application),
            ),
        )


def interview(application: Application, token: str) -> Letter:
    """We would like to talk; when does it suit?"""
    with _to(application):
        return Letter(
            _("Let us talk about your application"),
            (
                _number(application),
                Paragraph(
                    _("We would like to talk with you. Tell us two or three days that suit you.")
                ),
                _link(application, token, _("Name a day")),
                _until(application),
            ),
        )


def day_agreed(application: Application, token: str) -> Letter:
    """When and where we talk."""
    assert application.interview_at is not None
    with _to(application):
        return Letter(
            _("We talk on %(day)s", day=date_long(clock.day_of(application.interview_at))),
            (
                _number(application),
                Facts(
                    (
                        (_("When"), datetime_long(application.interview_at)),
                        (_("Where"), application.interview_place or ""),
                    )
                ),
                Paragraph(_("If you cannot come, write to us; we find another day.")),
                _link(application, token, _("See the application")),
            ),
        )


def approved(application: Application, token: str) -> Letter:
    """Accepted: the agreement and the account are next."""
    with _to(application):
        return Letter(
            _("Your application is accepted"),
            (
                _number(application),
                Paragraph(
                    _(
                        "Welcome. Read the supplier agreement, add your IBAN and the carrier for "
                        "returns; then your shop is open and you are invited to log in."
                    )
                ),
                _link(application, token, _("Read the agreement")),
                _until(application),
            ),
        )


def opened(application: Application) -> Letter:
    """The agreement that was accepted, to keep."""
    with _to(application):
        return Letter(
            _("Your shop is open"),
            (
                _number(application),
                Paragraph(
                    _(
                        "You are a supplier now. The agreement that you accepted goes with this "
                        "message (version %(version)s). A second message invites you to log in.",
                        version=application.agreement_version,
                    )
                ),
            ),
        )


def rejected(application: Application) -> Letter:
    """Why not, from when again, and how long what was written is kept."""
    with _to(application):
        return Letter(
            _("Your application was not accepted"),
            (
                _number(application),
                Paragraph(application.reason or ""),
                Paragraph(_again(application)),
                *_kept(application),
            ),
        )


def expired(application: Application) -> Letter:
    """It ran out, and one may begin anew."""
    with _to(application):
        return Letter(
            _("Your application has run out"),
            (
                _number(application),
                Paragraph(
                    _("You did not come to the talk three times, so it is closed.")
                    if application.again_from
                    else _("Its last day has passed without a word from you, so it is closed.")
                ),
                Paragraph(_again(application)),
                *_kept(application),
            ),
        )


def withdrawn(application: Application) -> Letter:
    """Taken back, as asked."""
    with _to(application):
        return Letter(
            _("You have withdrawn your application"),
            (_number(application), Paragraph(_again(application)), *_kept(application)),
        )


def reminder(application: Application, token: str) -> Letter:
    """A week is left."""
    with _to(application):
        return Letter(
            _("Your application waits for you"),
            (
                _number(application),
                _link(application, token, _("Go on with the application")),
                _until(application),
            ),
        )


def _again(application: Application) -> str:
    if application.again_from:
        return _("You can apply again from %(day)s.", day=date_long(application.again_from))
    return _("You can apply again whenever you like.")


def _kept(application: Application) -> tuple[Part, ...]:
    assert application.retain_until is not None
    text = _(
        "We keep what you wrote until %(day)s, for claims only.",
        day=date_long(application.retain_until),
    )
    return (Paragraph(text),)
