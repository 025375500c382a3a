"""What people type about deliveries, read: lira, kilos, places, days of closing."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from flask_babel import gettext as _

from app.web import places, turkish

MOST_MINOR = 10_000_000
MOST_GRAMS = 1_000_000
MOST_CLOSURES = 20
LONGEST = timedelta(days=366)
DECIMAL = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,3}))?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}")


class NotReadable(ValueError):
    """What was typed cannot be taken; the text is a sentence for the person."""


def read_lira(typed: str) -> int:
    """An amount in lira as kuruş: `79`, `79,50`, `79.50`. Raises NotReadable."""
    found = DECIMAL.fullmatch(re.sub(r"\s|TL|₺", "", typed))
    if found is None or len(found[2] or "") > 2:
        raise NotReadable(_("Write an amount in lira, such as 79 or 79.50."))
    amount = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    if amount > MOST_MINOR:
        raise NotReadable(_("At most 100,000 lira."))
    return amount


def read_kilos(typed: str) -> int:
    """A weight in kilos as grams: `1`, `2,5`. Raises NotReadable."""
    found = DECIMAL.fullmatch(re.sub(r"\s|kg", "", typed))
    grams = int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0")) if found else 0
    if not 0 < grams <= MOST_GRAMS:
        raise NotReadable(_("Write a weight in kilos, such as 1 or 2.5."))
    return grams


def read_places(typed: str) -> tuple[list[int], list[str]]:
    """Provinces (plates) and districts ("17:Bozcaada"), one a line or with commas between.

    A district stands with its province: `Bozcaada/Çanakkale`. Raises NotReadable.
    """
    plates: set[int] = set()
    districts: set[str] = set()
    for name in filter(None, (part.strip() for part in re.split(r"[\n,;]", typed))):
        plate, district = _place(name)
        if district is None:
            plates.add(plate)
        else:
            districts.add(f"{plate}:{district}")
    return sorted(plates), sorted(districts)


def _place(name: str) -> tuple[int, str | None]:
    parts = [turkish.fold(part) for part in name.split("/")]
    provinces = {turkish.fold(known): plate for plate, known in places.provinces()}
    if len(parts) == 1 and parts[0] in provinces:
        return provinces[parts[0]], None
    plate = provinces.get(parts[-1]) if len(parts) == 2 else None
    if plate is not None:
        for district in places.districts(plate):
            if turkish.fold(district) == parts[0]:
                return plate, district
    raise NotReadable(
        _(
            "“%(name)s” is neither a province nor a district with its province, such as "
            "Bozcaada/Çanakkale.",
            name=name[:60],
        )
    )


def read_closures(typed: str) -> list[list[str]]:
    """Closed days, one a line: a day, or first and last day; ISO or 14.05.2026. NotReadable."""
    found = [_closure(line) for line in filter(None, map(str.strip, typed.splitlines()))]
    if len(found) > MOST_CLOSURES:
        raise NotReadable(_("At most 20 times; take out those that are past."))
    return sorted(found)


def _closure(line: str) -> list[str]:
    days = [_day(text) for text in DAY.findall(line)]
    if not 1 <= len(days) <= 2 or re.sub(r"[\s–—-]", "", DAY.sub("", line)):
        raise NotReadable(
            _("“%(line)s”: write a day such as 14.05.2026, or the first and the last.", line=line)
        )
    first, last = days[0], days[-1]
    if last < first or last - first > LONGEST:
        raise NotReadable(
            _("“%(line)s”: the last day comes after the first, within a year.", line=line)
        )
    return [first.isoformat(), last.isoformat()]


def _day(text: str) -> date:
    parts = re.split(r"[./-]", text)
    year, month, day = parts if "-" in text else reversed(parts)
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise NotReadable(_("“%(day)s” is no day of the calendar.", day=text)) from error


def written_closures(closures: Iterable[Sequence[str]]) -> str:
    """Closed days as they are typed, those that are over left out by who asks."""
    rows = ([_dotted(first), _dotted(last)] for first, last in closures)
    return "\n".join(first if first == last else f"{first} – {last}" for first, last in rows)


def _dotted(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d.%m.%Y")


def written_lira(amount_minor: int) -> str:
    """Kuruş as they are typed: `79` or `79.50`."""
    lira, rest = divmod(amount_minor, 100)
    return f"{lira}.{rest:02d}" if rest else str(lira)


def written_kilos(grams: int) -> str:
    """Grams as kilos are typed."""
    return f"{grams / 1000:g}"
