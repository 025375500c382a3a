"""Passwords, with argon2id (RFC 9106). Slow on purpose: never inside a write transaction."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

LEAST = 10
MOST = 200


@lru_cache(maxsize=2)
def _hasher(quick: bool) -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1) if quick else PasswordHasher()


def _here() -> PasswordHasher:
    return _hasher(bool(current_app.config.get("QUICK_HASHES")))


def hashed(password: str) -> str:
    """The hash to keep."""
    return _here().hash(password)


@lru_cache(maxsize=2)
def _nobody(quick: bool) -> str:
    return _hasher(quick).hash("nobody has this password")


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password; takes as long for somebody we do not know."""
    unknown = _nobody(bool(current_app.config.get("QUICK_HASHES")))
    try:
        return _here().verify(kept or unknown, password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_old(kept: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _here().check_needs_rehash(kept)
