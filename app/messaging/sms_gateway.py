"""Text messages: to an HTTP service, or in the demo to the outbox page alone."""

import base64
import json
from http import HTTPStatus
from typing import Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from flask import current_app

from app.messaging.gateway import PATIENCE_SECONDS, NotNow, Refused

OURS = frozenset({401, 403, 404, 405, 408, 409, 425, 429})


class SmsTransport(Protocol):
    """Whoever takes a text message and answers with the service's words."""

    def send(self, to: str, text: str, key: str) -> str: ...


class Outbox:
    """Nothing leaves: the text is read on the staff's outbox page."""

    def send(self, to: str, text: str, key: str) -> str:
        return "kept in the outbox"


class Http:
    """`https://user:password@host/path`: one POST of JSON `{"to", "text", "key"}` per message.

    The key travels as `Idempotency-Key` too, so that twice is once. A 4xx that speaks of the
    message is final; one that speaks of us (a password, a limit) is asked again.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.url = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        proof = base64.b64encode(f"{user}:{password}".encode()).decode()
        self.headers = {"Authorization": f"Basic {proof}"} if user else {}

    def send(self, to: str, text: str, key: str) -> str:
        asked = Request(  # noqa: S310 - the scheme is checked at the start
            self.url,
            data=json.dumps({"to": to, "text": text, "key": key}).encode(),
            headers={**self.headers, "Content-Type": "application/json", "Idempotency-Key": key},
        )
        try:
            with urlopen(asked, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310
                words = answer.read(200).decode(errors="replace")
                return f"{answer.status} {words}".strip()
        except HTTPError as error:
            said = f"{error.code} {error.read(200).decode(errors='replace')}".strip()
            ends = error.code not in OURS and error.code < HTTPStatus.INTERNAL_SERVER_ERROR
            raise (Refused if ends else NotNow)(said) from error
        except (URLError, OSError, ValueError) as error:
            raise NotNow(type(error).__name__) from error


def is_offered() -> bool:
    """Whether this installation can send text messages."""
    return bool(current_app.config["SMS_URL"])


def transport() -> SmsTransport:
    """The service of this installation."""
    url = str(current_app.config["SMS_URL"])
    return Outbox() if url.startswith("outbox") or not url else Http(url)
