"""Reference numbers people read aloud, and tokens nobody can guess."""

import hashlib
import re
import secrets

ALPHABET = "23456789CDFGHJKMNPRTVWX"  # 23 symbols, a prime: every wrong or swapped symbol shows


def reference(prefix: str) -> str:
    """A random number such as `R-7K2M-9CDX-4`; the last symbol checks the other eight (HR-01)."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{body[:4]}-{body[4:]}-{check_symbol(body)}"


def check_symbol(body: str) -> str:
    """The ninth symbol: weights 1 to 8, modulo 23 (HR-01)."""
    weighted = sum(place * ALPHABET.index(symbol) for place, symbol in enumerate(body, start=1))
    return ALPHABET[weighted % len(ALPHABET)]


def read_reference(prefix: str, typed: str) -> str | None:
    """The number a person meant, however spaced or cased; None when its check symbol is wrong."""
    symbols = re.sub(r"[^0-9A-Z]", "", typed.upper())
    body = symbols.removeprefix(prefix)
    if len(body) != 9 or any(symbol not in ALPHABET for symbol in body):
        return None
    if check_symbol(body[:8]) != body[8]:
        return None
    return f"{prefix}-{body[:4]}-{body[4:8]}-{body[8]}"


def token() -> str:
    """A random 128-bit token for a link that proves something (URL-safe, 22 characters)."""
    return secrets.token_urlsafe(16)


def token_hash(value: str) -> str:
    """How a token is kept: SHA-256, hex. The token itself is never stored."""
    return hashlib.sha256(value.encode()).hexdigest()
