"""Who does something with an order."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Role as in the evidence (SH, SU, ADM, CA, SYS) and their id."""

    role: str
    id: str | None = None

    def __str__(self) -> str:
        return f"{self.role}:{self.id or ''}"
