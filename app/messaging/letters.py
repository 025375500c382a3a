"""What a message says, once; its HTML and its plain text are two renderings of the same."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    text: str
    part: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Number:
    """A number people keep, shown large."""

    label: str
    value: str
    part: Literal["number"] = "number"


@dataclass(frozen=True, slots=True)
class Action:
    """The one thing to do next, as a link."""

    label: str
    url: str
    part: Literal["action"] = "action"


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values."""

    rows: tuple[tuple[str, str], ...]
    part: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    rows: tuple[str, ...]
    part: Literal["items"] = "items"


Part = Paragraph | Number | Action | Facts | Items


@dataclass(frozen=True, slots=True)
class Letter:
    """One message with one purpose, written in one language."""

    subject: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What goes with it: text as it stands, or a stored `document` (its SHA-256) as a file.

    The file of a document is made when the message leaves; promising waits for none (rule 12).
    """

    name: str
    media_type: str
    body: str = ""
    document: str | None = None
