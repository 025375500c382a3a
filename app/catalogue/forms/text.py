"""What is said of a good, in every language that is on."""

from typing import cast

from flask_babel import gettext as _

from app.catalogue.content import Content, Text, a_text
from app.catalogue.forms import Reading, Sheet, Typed, text_of
from app.catalogue.models import Product
from app.web.language import DEFAULT, NAMES

LIMITS = {"name": 160, "lead": 400, "description": 6000, "qualities": 4000}
MOST_QUALITIES = 20


def _shown(_product: Product, content: Content) -> dict[str, str]:
    values: dict[str, str] = {}
    for language in NAMES:
        text = content["texts"].get(language) or a_text()
        values |= {f"{name}-{language}": text[name] for name in ("name", "lead", "description")}
        values[f"qualities-{language}"] = "\n".join(
            f"{label}: {value}" for label, value in text["qualities"]
        )
    return values


def _read(typed: Typed, _product: Product, content: Content) -> Reading:
    reading = Reading()
    texts: dict[str, Text] = {}
    for language in NAMES:
        said = {name: text_of(typed, f"{name}-{language}", most) for name, most in LIMITS.items()}
        for name, most in LIMITS.items():
            if len(said[name]) > most:
                reading.refuse(f"{name}-{language}", _("At most %(most)s characters.", most=most))
        before = content["texts"].get(language) or a_text()
        text = cast(
            Text,
            before
            | {name: said[name] for name in ("name", "lead", "description")}
            | {"qualities": _qualities(reading, language, said["qualities"])},
        )
        if text["name"]:
            texts[language] = text | {"entered_by": _author(before, text)}
        elif language == DEFAULT or any(said.values()):
            reading.refuse(f"name-{language}", _("Write what it is called."))
    reading.part = {"texts": texts}
    return reading


def _author(before: Text, after: Text) -> str:
    """A text the supplier has changed is the supplier's own from then on."""
    same = all(before[name] == after[name] for name in ("name", "lead", "description", "qualities"))
    return before["entered_by"] if same else "SU"


def _qualities(reading: Reading, language: str, lines: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for line in filter(str.strip, lines.split("\n")):
        label, colon, value = (part.strip() for part in line.partition(":"))
        if not (label and colon and value):
            reading.refuse(
                f"qualities-{language}",
                _("Write each line as “Kind: bonito”; this one is not: %(line)s", line=line[:60]),
            )
            break
        rows.append([label[:60], value[:300]])
    if len(rows) > MOST_QUALITIES:
        reading.refuse(f"qualities-{language}", _("At most %(most)s lines.", most=MOST_QUALITIES))
    return rows


SHEET = Sheet(_shown, _read)
