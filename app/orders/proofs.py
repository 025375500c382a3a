"""Files that prove what is said of a parcel or a cause: kept apart from the public pictures."""

import hashlib
import re

from flask_babel import gettext as _

from app.kernel.errors import Refused
from app.media import services as media
from app.storage import gateway as storage

NAME = re.compile(r"proof-[0-9a-f]{32}\.(jpg|pdf)")
MOST_BYTES = 10 * 1024 * 1024


class NotAProof(Refused):
    """This file is neither a picture nor a PDF, or it is too large."""


def keep(body: bytes) -> str:
    """Keep a picture (re-encoded, without place or camera) or a PDF; returns its name. NotAProof.

    Slow: call it before the first statement of a transaction (rule 6).
    """
    if len(body) > MOST_BYTES:
        raise NotAProof(_("The file is larger than 10 MB. Send a smaller one."))
    if body.startswith(b"%PDF-"):
        suffix = "pdf"
    else:
        try:
            body, _width, _height = media.clean(body)
        except media.NotAPicture as error:
            raise NotAProof(_("Send a picture (JPEG, PNG, WebP) or a PDF.")) from error
        suffix = "jpg"
    name = f"proof-{hashlib.sha256(body).hexdigest()[:32]}.{suffix}"
    if not storage.has(name):
        storage.put(name, body)
    return name


def is_kept(name: str) -> bool:
    """Whether this proof was sent before, with a form that came back for correction."""
    return bool(NAME.fullmatch(name)) and storage.has(name)


def read(name: str) -> tuple[bytes, str]:
    """The file and its media type. Raises FileNotFoundError."""
    media_type = "application/pdf" if name.endswith(".pdf") else "image/jpeg"
    return storage.read(name), media_type
