"""How often a message is tried, and what of it may be shown to others than its recipient."""

import re
import unicodedata
from datetime import timedelta

MINUTE = timedelta(minutes=1)
FIRST_PAUSES = (MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE)
TRIED_FOR = timedelta(hours=72)
ACKNOWLEDGED_WITHIN = timedelta(minutes=15)
ALERT_AFTER = {"ancillary-ended": timedelta(hours=24)}
SHORT = 160
PROOF = re.compile(r"(https?://[^\s\"'<>]*?[/=])[\w.~-]{20,}(?=[\s\"'<>?&]|$)")


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after this many tries: 1, 5, 15, 60 minutes, then hourly (DC-4.c).

    None when the tries together have taken 72 hours. Counted in tries, not by the clock, so
    that a worker that stood still for days does not take its own silence for the server's.
    """
    first = sum(FIRST_PAUSES, timedelta())
    most = len(FIRST_PAUSES) + -(-(TRIED_FOR - first) // FIRST_PAUSES[-1])
    if attempts > most:
        return None
    return FIRST_PAUSES[min(max(attempts, 1), len(FIRST_PAUSES)) - 1]


def alert_after(kind: str) -> timedelta:
    """How long a statutory message may wait before a person must look (DC-11.2.b, DC-14.2)."""
    return ALERT_AFTER.get(kind, ACKNOWLEDGED_WITHIN)


def short_text(text: str) -> str:
    """Letters without marks, as text messages have them, so that 160 of them are one message."""
    plain = unicodedata.normalize("NFKD", text.translate(str.maketrans("ıİ", "iI")))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return bare.encode("ascii", "replace").decode()


def without_proofs(text: str) -> str:
    """A message for other eyes: links that prove who somebody is lose their secret part."""
    return PROOF.sub(r"\1…", text)
