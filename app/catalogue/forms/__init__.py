"""The sections of a listing's form: each shows what stands, and reads what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from app.catalogue.content import Content, Part
from app.catalogue.models import Product
from app.catalogue.services.sizes import SizeRow
from app.web.forms import tidy

Typed = MultiDict[str, str]
Values = Mapping[str, str]


@dataclass
class Reading:
    """What was typed, understood; `problems` are (field, sentence)."""

    part: Part = field(default_factory=lambda: Part())
    sizes: list[SizeRow] | None = None
    problems: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, name: str, sentence: str) -> None:
        self.problems.append((name, sentence))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One section: its values before anything is typed, and how what is typed is read."""

    shown: Callable[[Product, Content], dict[str, str]]
    read: Callable[[Typed, Product, Content], Reading]


def text_of(typed: Typed, name: str, most: int) -> str:
    """A field's text, tidied; whatever lies beyond its limit is said elsewhere."""
    return str(tidy(typed.get(name, "")))[: most + 1]
