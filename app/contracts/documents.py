"""A document is data: built once, stored as canonical JSON, confirmed by its hash (rule 12)."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the document (level 2 or 3); `item` is the letter of art. 5(1)."""

    text: str
    level: int = 2
    item: str = ""
    block: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    text: str
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values."""

    rows: tuple[tuple[str, str], ...]
    block: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head; `numeric` names the columns that hold figures."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    block: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    rows: tuple[str, ...]
    block: Literal["items"] = "items"


Block = Heading | Paragraph | Facts | Table | Items
KINDS: dict[str, type[Heading] | type[Paragraph] | type[Facts] | type[Table] | type[Items]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "facts": Facts,
    "table": Table,
    "items": Items,
}


@dataclass(frozen=True, slots=True)
class Document:
    """What a person reads, confirms and keeps; every rendering says the same."""

    language: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def canonical(self) -> str:
        """The one JSON of this document: sorted keys, no spaces, UTF-8."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @property
    def sha256(self) -> str:
        """The hash that is confirmed and that stands at the foot of every rendering."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()


def read(canonical: str) -> Document:
    """The document again from its canonical JSON."""
    said = json.loads(canonical)
    blocks = tuple(_block(dict(given)) for given in said["blocks"])
    return Document(said["language"], said["title"], blocks)


def _block(given: dict[str, object]) -> Block:
    kind = KINDS[str(given.pop("block"))]
    return kind(**{name: _frozen(value) for name, value in given.items()})  # type: ignore[arg-type]


def _frozen(value: object) -> object:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value


def as_text(document: Document) -> str:
    """The document as plain text, its hash at the foot."""
    parts = [document.title, "=" * len(document.title), ""]
    for block in document.blocks:
        parts += [*_lines(block), ""]
    return "\n".join([*parts, f"SHA-256 {document.sha256}", ""])


def _lines(block: Block) -> Sequence[str]:
    if isinstance(block, Heading):
        return [block.text, "-" * len(block.text)]
    if isinstance(block, Paragraph):
        return [block.text]
    if isinstance(block, Facts):
        return [f"{label}: {value}" for label, value in block.rows]
    if isinstance(block, Items):
        return [f"- {row}" for row in block.rows]
    return [" | ".join(block.head), *(" | ".join(row) for row in block.rows)]
