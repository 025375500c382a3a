"""Where a supplier's deliveries go, in one sentence (art. 6(2), DC-6.2.b)."""

from collections.abc import Iterable

from flask_babel import gettext as _

from app.kernel import clock
from app.suppliers.models import DeliveryKind, DeliveryMethod, Supplier
from app.suppliers.queries import calendar_of
from app.web import places, turkish
from app.web.filters import date_long


def sentence(supplier: Supplier, cold: bool) -> str:
    """Where these goods are brought: everywhere, only there, or everywhere but there."""
    methods = [
        method
        for method in supplier.delivery_methods
        if method.active
        and method.kind is not DeliveryKind.COLLECTION
        and method.cold_chain == cold
    ]
    only = _listed(method for method in methods if method.coverage == "only")
    excepting = [method for method in methods if method.coverage != "only"]
    if excepting:
        never = _in_common(excepting)
        if not never:
            return _("Delivered to every province.")
        return _("Not delivered to: %(provinces)s.", provinces=", ".join(never))
    if only:
        return _("Delivered only to: %(provinces)s.", provinces=", ".join(only))
    return ""


def why_not(supplier: Supplier, plate: int | None, district: str | None, cold: bool) -> str:
    """Why nothing of this supplier comes to an address, and where it does come."""
    place = places.province_name(plate) if plate else _("the province you chose")
    if district:
        place = f"{district}/{place}"
    said = (
        _("%(maker)s cannot deliver these goods to %(place)s.", maker=supplier.name, place=place),
        sentence(supplier, cold),
    )
    return " ".join(filter(None, said))


def closed(supplier: Supplier) -> str:
    """Why nothing leaves in the next thirty days."""
    today = clock.today()
    ends = [last for first, last in calendar_of(supplier).closures if first <= today <= last]
    if ends:
        return _(
            "%(maker)s is closed until %(day)s.", maker=supplier.name, day=date_long(max(ends))
        )
    return _("%(maker)s sends nothing in the next 30 days.", maker=supplier.name)


def names(provinces: Iterable[int], districts: Iterable[str]) -> list[str]:
    """Provinces and districts as people call them, in Turkish order."""
    found = [places.province_name(plate) for plate in provinces]
    for place in districts:
        plate, _colon, district = place.partition(":")
        found.append(f"{district}/{places.province_name(int(plate))}")
    return sorted(found, key=turkish.sort_key)


def _listed(methods: Iterable[DeliveryMethod]) -> list[str]:
    plates: set[int] = set()
    districts: set[str] = set()
    for method in methods:
        plates |= set(method.provinces)
        districts |= set(method.districts)
    return names(plates, districts)


def _in_common(methods: list[DeliveryMethod]) -> list[str]:
    """What none of these methods reaches."""
    plates = set.intersection(*(set(method.provinces) for method in methods))
    districts = set.intersection(*(set(method.districts) for method in methods))
    return names(plates, districts)


def of(method: DeliveryMethod) -> str:
    """Where one way goes, in words."""
    listed = ", ".join(names(method.provinces, method.districts))
    return _covers(method.coverage, listed)


def branches(supplier: Supplier) -> str:
    """Where the carrier for returns has branches, in words."""
    known = ["/".join(reversed(place.split(": "))) for place in supplier.return_places]
    return _covers(supplier.return_coverage, ", ".join(known))


def _covers(coverage: str, listed: str) -> str:
    if coverage == "only":
        return _("Only: %(places)s", places=listed)
    return _("Everywhere except: %(places)s", places=listed) if listed else _("Everywhere")


def branch_names(provinces: Iterable[int], districts: Iterable[str]) -> list[str]:
    """Places as the return carrier's coverage keeps them: "Çanakkale", "Çanakkale: Bozcaada"."""
    found = [places.province_name(plate) for plate in provinces]
    for place in districts:
        plate, _colon, district = place.partition(":")
        found.append(f"{places.province_name(int(plate))}: {district}")
    return found


def kind_said(kind: DeliveryKind) -> str:
    """A kind of delivery in words."""
    return {
        DeliveryKind.CARRIER: _("By a carrier"),
        DeliveryKind.OWN: _("By yourself"),
        DeliveryKind.COLLECTION: _("Collected by the buyer"),
    }[kind]
