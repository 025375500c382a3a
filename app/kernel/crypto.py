"""Keys of the installation: signing, encrypting columns, blind indexes. Newest key first."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from flask import current_app


def _keys() -> list[str]:
    keys: list[str] = current_app.config["SECRET_KEYS"]
    return keys


def derived(purpose: str, key: str | None = None) -> bytes:
    """32 bytes for one purpose, derived from the newest key (or the one given)."""
    return hmac.new((key or _keys()[0]).encode(), purpose.encode(), hashlib.sha256).digest()


def key_id() -> str:
    """A short public name of the newest key, stored beside what it signed."""
    return key_ids()[0]


def key_ids() -> tuple[str, ...]:
    """The short public names of all our keys, newest first."""
    return tuple(hashlib.sha256(b"id" + key.encode()).hexdigest()[:8] for key in _keys())


def sign(purpose: str, message: bytes) -> str:
    """HMAC-SHA-256 (RFC 2104), hex, under the newest key."""
    return hmac.new(derived(purpose), message, hashlib.sha256).hexdigest()


def signed(purpose: str, message: bytes, signature: str, symbols: int = 64) -> bool:
    """Whether any of our keys, also a rotated one, made this signature (its first `symbols`)."""
    return any(
        hmac.compare_digest(
            hmac.new(derived(purpose, key), message, hashlib.sha256).hexdigest()[:symbols],
            signature,
        )
        for key in _keys()
    )


def _fernet() -> MultiFernet:
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(derived("columns", key))) for key in _keys()]
    )


def encrypt(text: str) -> str:
    """A text only this installation can read (Fernet: AES-128-CBC with HMAC)."""
    return _fernet().encrypt(text.encode()).decode()


def decrypt(cipher: str) -> str:
    """The text again; raises `cryptography.fernet.InvalidToken` for what is not ours."""
    return _fernet().decrypt(cipher.encode()).decode()


def rotated(cipher: str) -> str | None:
    """The same text under the newest key; None when it is under it already."""
    newest = Fernet(base64.urlsafe_b64encode(derived("columns")))
    try:
        newest.decrypt(cipher.encode())
    except InvalidToken:
        return _fernet().rotate(cipher.encode()).decode()
    return None


def blind(purpose: str, text: str) -> str:
    """A keyed hash beside an encrypted column: equal texts are found, none can be read back."""
    return sign(f"blind:{purpose}", text.encode())


def blinds(purpose: str, text: str) -> tuple[str, ...]:
    """The same under every key that is still known, for looking up what was stored before."""
    return tuple(
        hmac.new(derived(f"blind:{purpose}", key), text.encode(), hashlib.sha256).hexdigest()
        for key in _keys()
    )
