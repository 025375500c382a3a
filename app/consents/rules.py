"""The choice that a browser carries: signed, dated, tied to a version (CK-7)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.web.cookies import CONSENT_LASTS

WORDS = "1"  # another number asks everybody again
LENGTH = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """What one browser chose: a random id, the version it was asked with, what it allows, when."""

    visitor: str
    version: str
    given: frozenset[str]
    on: date


def version_of(purposes: Iterable[str]) -> str:
    """The version of the question: other purposes or other words are another question."""
    return hashlib.sha256(" ".join((WORDS, *sorted(purposes))).encode()).hexdigest()[:LENGTH]


def holds(choice: Choice, version: str, today: date) -> bool:
    """Whether a choice still stands: asked in these words, less than 182 days ago (CK-7)."""
    return choice.version == version and choice.on <= today < choice.on + CONSENT_LASTS


def written(choice: Choice) -> str:
    """A choice as the cookie says it, before it is signed."""
    given = "+".join(sorted(choice.given)) or "none"
    return ".".join((choice.visitor, choice.version, given, choice.on.isoformat()))


def read(text: str) -> Choice | None:
    """A choice again; None for anything that is not one."""
    parts = text.split(".")
    if len(parts) != 4:
        return None
    visitor, version, given, day = parts
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return None
    return Choice(visitor, version, frozenset(given.split("+")) - {"none", ""}, on)
