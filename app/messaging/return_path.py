"""Where a mail server sends its "could not be delivered": an address of its own per message.

`bounce+<message>-<signature>@domain` in the envelope (VERP), so that a report needs no guessing
and nobody can report a message that was never theirs.
"""

import re

from flask import current_app

from app.kernel import crypto

PURPOSE = "return path"
SYMBOLS = 24
TOKEN = re.compile(rb"\+(\d{1,12})-([0-9a-f]{24})@", re.IGNORECASE)


def address_for(message_id: int) -> str | None:
    """The envelope sender of a message; None where no mailbox for reports is set."""
    mailbox = str(current_app.config["BOUNCE_ADDRESS"])
    if not mailbox:
        return None
    local, _at, domain = mailbox.rpartition("@")
    return f"{local}+{message_id}-{_signature(message_id)}@{domain}"


def message_in(raw: bytes) -> int | None:
    """The message that the first of our own addresses in these bytes names; forged ones do not."""
    for found in TOKEN.finditer(raw):
        message_id = int(found[1])
        signature = found[2].decode().lower()
        if crypto.signed(PURPOSE, str(message_id).encode(), signature, SYMBOLS):
            return message_id
    return None


def _signature(message_id: int) -> str:
    return crypto.sign(PURPOSE, str(message_id).encode())[:SYMBOLS]
