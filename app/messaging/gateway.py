"""Handing a message over: to an SMTP server, or in the demo to the outbox page alone."""

import smtplib
import ssl
from collections.abc import Sequence
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from typing import TYPE_CHECKING, Protocol
from urllib.parse import unquote, urlsplit

from flask import current_app

from app.messaging.enclosed import File
from app.settings import queries as settings

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

PATIENCE_SECONDS = 10


class NotNow(Exception):
    """The server cannot take it now; try again later."""


class Refused(Exception):
    """The server will never take it for this recipient."""


class Transport(Protocol):
    """Whoever takes a message and answers with the server's words.

    `envelope` is where reports about it go; None: to the sender in the letter's head.
    """

    def hand_over(self, mail: EmailMessage, envelope: str | None) -> str: ...


class Outbox:
    """Nothing leaves: the message is read on the staff's outbox page."""

    def hand_over(self, mail: EmailMessage, envelope: str | None) -> str:
        return "kept in the outbox"


class Smtp:
    """`smtp://user:password@host:port` (STARTTLS where offered) or `smtps://…`.

    Only what is said of the recipient or of the letter itself is final. A server that does not
    want us (a wrong password, a sender it does not know) is asked again, while staff repair it.
    """

    def __init__(self, url: str) -> None:
        self.parts = urlsplit(url)

    def hand_over(self, mail: EmailMessage, envelope: str | None) -> str:
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise NotNow(_words(error)) from error
        try:
            server.send_message(mail, from_addr=envelope)
            return server.answer
        except smtplib.SMTPRecipientsRefused as error:
            raise _meaning(*next(iter(error.recipients.values()))) from error
        except smtplib.SMTPDataError as error:
            raise _meaning(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise NotNow(_words(error)) from error
        finally:
            _leave(server)

    def _connected(self) -> "_Line":
        host, user = self.parts.hostname or "", self.parts.username
        trusting = ssl.create_default_context()
        server: _Line
        if self.parts.scheme == "smtps":
            port = self.parts.port or 465
            server = _SecureLine(host, port, timeout=PATIENCE_SECONDS, context=trusting)
        else:
            server = _Line(host, self.parts.port or 25, timeout=PATIENCE_SECONDS)
        try:
            server.ehlo()
            if self.parts.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls(context=trusting if user else None)
                server.ehlo()
            if user:
                server.login(unquote(user), unquote(self.parts.password or ""))
        except BaseException:
            server.close()
            raise
        return server


class _Line(smtplib.SMTP):
    """Keeps the words with which the server took the letter (DC-4.c)."""

    answer = ""

    def data(self, msg: "Buffer | str") -> tuple[int, bytes]:
        code, words = super().data(msg)
        self.answer = f"{code} {words.decode(errors='replace')}"
        return code, words


class _SecureLine(_Line, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte."""


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye; what the server took stays taken, however it answers."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return str(_meaning(error.smtp_code, error.smtp_error))
    return type(error).__name__


def _meaning(code: int, words: bytes | str) -> Exception:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    return (Refused if code >= 500 else NotNow)(f"{code} {said}"[:300])


def transport() -> Transport:
    """The transport of this installation."""
    url = str(current_app.config["MAIL_URL"])
    return Outbox() if url.startswith("outbox") else Smtp(url)


def sender() -> Address:
    """Who our mail is from: the operator's own address."""
    local, _, domain = (settings.text("operator.email") or "shop@localhost").rpartition("@")
    return Address(settings.text("operator.shop_name") or "İmece", local, domain)


def compose(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    html: str,
    language: str,
    enclosures: Sequence[File],
) -> EmailMessage:
    """A message as it travels; its Message-ID comes from its key, so that twice is seen as once."""
    mail = EmailMessage()
    origin = sender()
    mail["From"] = origin
    mail["To"] = to
    mail["Subject"] = subject
    mail["Date"] = formatdate(usegmt=True)
    mail["Content-Language"] = language
    safe = "".join(c if c.isalnum() else "." for c in key)
    mail["Message-ID"] = f"<{safe}@{origin.domain or 'localhost'}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    mail.add_alternative(html, subtype="html")
    for file in enclosures:
        maintype, _slash, subtype = file.media_type.partition("/")
        if maintype == "text":
            mail.add_attachment(file.body.decode(), subtype=subtype, filename=file.name)
        else:
            mail.add_attachment(file.body, maintype=maintype, subtype=subtype, filename=file.name)
    return mail
