"""Provinces (by plate number) and districts of Türkiye.

The list in `static/places.json` is that of turkiye-api (datasets/2025) under the MIT licence;
the notice stands in the file.
"""

import json
from functools import lru_cache
from pathlib import Path

from app.config import ROOT
from app.web import turkish

FILE = ROOT / "static" / "places.json"


@lru_cache(maxsize=1)
def _places(path: Path = FILE) -> dict[int, tuple[str, tuple[str, ...]]]:
    given = json.loads(path.read_text(encoding="utf-8"))["provinces"]
    return {p["plate"]: (p["name"], tuple(p["districts"])) for p in given}


@lru_cache(maxsize=1)
def provinces() -> tuple[tuple[int, str], ...]:
    """(plate, name) of the 81 provinces in Turkish order."""
    named = ((plate, name) for plate, (name, _) in _places().items())
    return tuple(sorted(named, key=lambda p: turkish.sort_key(p[1])))


def province_name(plate: int) -> str:
    """The name of a province. Raises KeyError."""
    return _places()[plate][0]


def districts(plate: int) -> tuple[str, ...]:
    """The districts of a province in Turkish order."""
    return tuple(sorted(_places()[plate][1], key=turkish.sort_key))


def plate_of(name: str) -> int | None:
    """The plate number of a province by its name."""
    return next((plate for plate, (known, _) in _places().items() if known == name), None)


def is_district(plate: int, district: str) -> bool:
    """Whether the district lies in this province."""
    return plate in _places() and district in _places()[plate][1]
