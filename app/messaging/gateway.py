"""Handing a message over: to an SMTP server, or in the demo to the outbox page alone."""

import smtplib
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate
from typing import Protocol
from urllib.parse import unquote, urlsplit

from flask import current_app

from app.settings import queries as settings

PATIENCE_SECONDS = 10


class NotNow(Exception):
    """The server cannot take it now; try again later."""


class Refused(Exception):
    """The server will never take it for this recipient."""


class Transport(Protocol):
    """Whoever takes a message and answers with the server's words."""

    def hand_over(self, mail: EmailMessage) -> str: ...


class Outbox:
    """Nothing leaves: the message is read on the staff's outbox page."""

    def hand_over(self, mail: EmailMessage) -> str:
        return "kept in the outbox"


class Smtp:
    """`smtp://user:password@host:port` (STARTTLS where offered) or `smtps://…`."""

    def __init__(self, url: str) -> None:
        self.parts = urlsplit(url)

    def hand_over(self, mail: EmailMessage) -> str:
        kind = smtplib.SMTP_SSL if self.parts.scheme == "smtps" else smtplib.SMTP
        port = self.parts.port or (465 if self.parts.scheme == "smtps" else 25)
        try:
            with kind(self.parts.hostname or "", port, timeout=PATIENCE_SECONDS) as server:
                server.ehlo()
                if self.parts.scheme == "smtp" and server.has_extn("starttls"):
                    server.starttls()
                    server.ehlo()
                if self.parts.username:
                    server.login(unquote(self.parts.username), unquote(self.parts.password or ""))
                server.send_message(mail)
                return "250 accepted"
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _meaning(code, words) from error
        except smtplib.SMTPResponseException as error:
            raise _meaning(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise NotNow(type(error).__name__) from error


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
    enclosures: list[tuple[str, str, str]],
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
    for name, media_type, body in enclosures:
        kind = media_type.partition("/")[2]
        mail.add_attachment(body, subtype=kind, filename=name)
    return mail
