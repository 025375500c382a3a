from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: its last day (None: whenever), what it is, and where."""

    day: date | None
    title: str
    text: str
    label: str
    url: str
