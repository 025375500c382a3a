"""Two versions of a listing side by side, in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from app.catalogue import food
from app.catalogue.content import Content, Text, a_text
from app.catalogue.forms import kinds
from app.catalogue.listing_pages import shelf_said
from app.catalogue.models import Category
from app.extensions import db
from app.law import exemptions
from app.media.models import Picture
from app.media.queries import PictureView, view
from app.web.filters import datetime_long, money, net_quantity
from app.web.language import NAMES, current, said


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of a listing as it was and as it is to be."""

    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether the two differ."""
        return self.before != self.after


def lines(before: Content | None, after: Content) -> list[Line]:
    """Every fact that one of the two states, in the order of the form."""
    old = dict(_facts(before)) if before else {}
    new = dict(_facts(after))
    labels = [*new, *(label for label in old if label not in new)]
    found = [Line(label, old.get(label, ""), new.get(label, "")) for label in labels]
    return [line for line in found if line.before or line.after]


def pictures(content: Content | None) -> list[tuple[PictureView | None, str]]:
    """The pictures of a version, each with what is said of it (to be read beside it)."""
    rows = content["pictures"] if content else []
    return [
        (view(db.session.get(Picture, row["picture_id"]), "", row["focus"]), said(row["alt"]))
        for row in rows
    ]


def _facts(content: Content) -> Iterator[tuple[str, str]]:
    for language, name in NAMES.items():
        text = content["texts"].get(language) or a_text()
        for label, value in _spoken(text):
            yield f"{label} ({name})", value
    for row in content["variants"]:
        quantity = net_quantity(row["net_amount"], row["net_unit"])
        price = money(row["price_minor"]) if "price_minor" in row else ""
        starts = row.get("starts_at")
        happens = datetime_long(datetime.fromisoformat(starts)) if starts else ""
        facts = [said(row["label"]), quantity, happens]
        told = [*dict.fromkeys(facts), price]
        yield _("Size %(sku)s", sku=row["sku"]), ", ".join(filter(None, told))
    for label, value in food.rows(content["food"], current()):
        yield label, value
    if content["food"]:
        at_least = content["food"].get("at_least")
        yield _("Fixed pack"), _("at least the net quantity") if at_least else ""
    yield from ((label(), value(content)) for label, value in _TERMS)


def _spoken(text: Text) -> Iterator[tuple[str, str]]:
    yield _("Name"), text["name"]
    yield _("In one sentence"), text["lead"]
    yield _("Main qualities"), "\n".join(f"{label}: {value}" for label, value in text["qualities"])
    yield _("More about it"), text["description"]
    yield _("How it is protected"), text["protection"]
    yield _("What it works on"), text["compatibility"]
    yield _("Where it takes place"), text["place"]


def _shelf(content: Content) -> str:
    found = db.session.get(Category, content["category_id"])
    return shelf_said(found) if found else ""


def _exemption(content: Content) -> str:
    code = content["wd_code"]
    return _("The full right") if code == "none" else _(exemptions.disclosure(code))


def _keeps(content: Content) -> str:
    days = content["shelf_life_days"]
    return _("%(n)s days", n=days) if days else ""


def _deliveries(content: Content) -> str:
    times, months = content["deliveries"], content["interval_months"]
    return _("%(n)s deliveries, one every %(m)s months", n=times, m=months) if times > 1 else ""


_TERMS: tuple[tuple[Callable[[], str], Callable[[Content], str]], ...] = (
    (lambda: _("Category"), _shelf),
    (lambda: _("VAT in the price"), lambda content: f"{content['vat_bp'] // 100} %"),
    (lambda: _("With the buyer within"), lambda c: _("%(n)s days", n=c["lead_days"])),
    (lambda: _("Cold chain"), lambda c: _("Yes") if c["cold_chain"] else _("No")),
    (lambda: _("Keeps"), _keeps),
    (lambda: _("Withdrawal"), _exemption),
    (lambda: _("How often it comes"), _deliveries),
    (
        lambda: _("What the law calls it"),
        lambda c: dict(kinds.dated_kinds()).get(c["dated_kind"] or "", ""),
    ),
    (lambda: _("Deposit"), lambda c: money(c["deposit_minor"]) if c["deposit_minor"] else ""),
)
