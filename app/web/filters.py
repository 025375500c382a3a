"""How money, days and moments are written, in the page's language."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date, format_datetime, get_day_names
from babel.numbers import format_decimal, format_percent
from flask import Flask
from markupsafe import Markup, escape

from app.kernel import clock
from app.web import language

PIECES = {"tr": "adet", "en": "piece"}


def money(amount_minor: int) -> str:
    """Kuruş as people write them: `1.234,50 TL` in Turkish, `1,234.50 TL` elsewhere."""
    figure = format_decimal(
        Decimal(amount_minor) / 100, format="#,##0.00;-#,##0.00", locale=language.current()
    )
    return f"{figure}\u00a0TL"


def percent(basis_points: int) -> str:
    """A rate: `%20` in Turkish, `20%` in English."""
    return format_percent(Decimal(basis_points) / 10_000, locale=language.current())


def number(value: int) -> str:
    """A whole number with the language's own grouping."""
    return format_decimal(value, locale=language.current())


def date_long(day: date) -> str:
    """A civil day in full with its weekday: `16 Mart 2026 Pazartesi`."""
    pattern = "d MMMM y EEEE" if language.current() == "tr" else "EEEE, d MMMM y"
    return format_date(day, format=pattern, locale=language.current())


def date_short(day: date) -> str:
    """A civil day without its year: `16 Mart Pazartesi`."""
    pattern = "d MMMM EEEE" if language.current() == "tr" else "EEEE, d MMMM"
    return format_date(day, format=pattern, locale=language.current())


def weekdays(days: Iterable[int]) -> str:
    """Days of the week by name, Monday (0) first: `Wednesday, Saturday`."""
    names = get_day_names("wide", context="stand-alone", locale=language.current())
    return ", ".join(names[day] for day in sorted(days))


def day_axis(day: date) -> str:
    """A civil day as short as the axis of a chart needs it: `16 Pzt`."""
    return format_date(day, format="d EEE", locale=language.current())


def day_and_month(day: date) -> str:
    """A civil day for an axis that spans months: `16 Mar`."""
    return format_date(day, format="d MMM", locale=language.current())


def datetime_long(moment: datetime, seconds: bool = False) -> str:
    """A moment at the shop: `16 Mart 2026 Pazartesi, 19.42`."""
    local = moment.astimezone(clock.SHOP_ZONE)
    clock_time = format_datetime(
        local, format="HH.mm.ss" if seconds else "HH.mm", locale=language.current()
    )
    if language.current() != "tr":
        clock_time = clock_time.replace(".", ":")
    return f"{date_long(local.date())}, {clock_time}"


def days_until(day: date) -> int:
    """How many civil days are left; negative when it has passed."""
    return (day - clock.today()).days


def unit_price(price_minor: int, net_amount: int | None, net_unit: str | None) -> str | None:
    """The price per kilogram, litre or piece, or None where it says nothing."""
    if not net_amount or net_unit not in {"g", "ml", "piece"}:
        return None
    if net_unit == "piece":
        if net_amount == 1:
            return None
        return f"{money(round(price_minor / net_amount))}/{PIECES[language.current()]}"
    per = {"g": "kg", "ml": "l"}[net_unit]
    return f"{money(round(price_minor * 1000 / net_amount))}/{per}"


def net_quantity(net_amount: int | None, net_unit: str | None) -> str:
    """`350 g`, `1,1 kg`, `750 ml`, `5 l`, `5 adet`."""
    if not net_amount or not net_unit:
        return ""
    if net_unit in {"g", "ml"} and net_amount >= 1000:
        figure = format_decimal(Decimal(net_amount) / 1000, locale=language.current())
        return f"{figure} {'kg' if net_unit == 'g' else 'l'}"
    unit = PIECES[language.current()] if net_unit == "piece" else net_unit
    return f"{number(net_amount)} {unit}"


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs, escaped."""
    parts = [part.strip() for part in text.split("\n\n") if part.strip()]
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in part.split("\n")))
        for part in parts
    )


def register(app: Flask) -> None:
    """Make them known to the templates."""
    for function in (
        money,
        number,
        percent,
        date_long,
        date_short,
        datetime_long,
        days_until,
        weekdays,
        paragraphs,
    ):
        app.add_template_filter(function)
    app.add_template_global(unit_price)
    app.add_template_global(net_quantity)
