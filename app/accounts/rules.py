"""Rights and their presets; when one person's word is enough (PR-5.7a)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

RIGHTS = ("catalogue", "orders", "finance", "legal", "privacy", "texts", "settings", "people")
PRESETS = {
    "owner": RIGHTS,
    "desk": ("catalogue", "orders", "texts"),
    "finance": ("orders", "finance"),
    "privacy": ("privacy", "texts"),
}
ALONE_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a second word may be given, and whether it is the same person's."""

    allowed: bool
    single_person: bool = False


def may_confirm(
    *,
    first_by: int,
    first_at: datetime,
    second_by: int,
    second_at: datetime,
    holders: int,
    mode: str,
    reason: str,
) -> Verdict:
    """Two people decide; where only one holds the right, the same one may after 24 hours.

    `mode`: required or delayed; `holders`: staff who hold the right now (PR-5.7a).
    """
    if first_by != second_by:
        return Verdict(True)
    if mode != "delayed" or holders >= 2 or not reason.strip():
        return Verdict(False)
    waited = second_at - first_at >= ALONE_AFTER
    return Verdict(waited, single_person=waited)
