"""What every page's frame shows: names, languages, categories, cart, account. Read when asked."""

from functools import cached_property
from types import ModuleType

from flask import Flask, current_app, request, url_for
from flask_login import current_user

from app.cart.browser import shopper_id
from app.cart.queries import pieces_here
from app.catalogue.pages import navigation
from app.config import LANGUAGES
from app.consents import browser as consents
from app.consents import purposes
from app.consents.purposes import Purpose
from app.conversations import queries as conversations
from app.conversations.queries import Talk
from app.desks import rail, said
from app.invoices import queries as invoices
from app.invoices import words as invoice_words
from app.invoices.owing import Duty
from app.orders.models import Order, SubOrder
from app.payments import unpaid_queries
from app.settings import queries as settings
from app.suppliers import roles
from app.suppliers.queries import place_of
from app.web import language as languages
from app.web.audience import duty_of
from app.web.cookies import CART, SESSION
from app.web.headers import is_private


class Page:
    """The frame of the page being answered; each part costs a query only where it is shown."""

    @property
    def language(self) -> str:
        return languages.current()

    @property
    def direction(self) -> str:
        return languages.direction()

    @property
    def demo(self) -> bool:
        return bool(current_app.config["DEMO"])

    @cached_property
    def languages(self) -> list[dict[str, str]]:
        query = request.query_string.decode()
        path = request.path + (f"?{query}" if query else "")
        return [
            {
                "code": code,
                "name": languages.NAMES[code],
                "url": languages.address_in(code, path),
            }
            for code in LANGUAGES
        ]

    @cached_property
    def shop_name(self) -> str:
        return settings.text("operator.shop_name") or "İmece"

    @cached_property
    def notice(self) -> str:
        return settings.text(f"strip_notice_{self.language}")

    @cached_property
    def operator(self) -> dict[str, str]:
        return {
            part: settings.text(f"operator.{part}")
            for part in ("legal_name", "address", "mersis", "phone", "email", "hours")
        }

    @cached_property
    def takes_transfers(self) -> bool:
        return bool(settings.text("transfer_iban"))

    @cached_property
    def private(self) -> bool:
        return is_private()

    @cached_property
    def is_asked(self) -> bool:
        """Whether the first layer about cookies stands on this page."""
        return consents.is_asked()

    @cached_property
    def optional_purposes(self) -> tuple[Purpose, ...]:
        return purposes.switched_on()

    @property
    def path(self) -> str:
        """The address of this page without its language."""
        return request.path

    @cached_property
    def categories(self) -> list[dict[str, object]]:
        return navigation()

    @cached_property
    def cart_count(self) -> int:
        token = request.cookies.get(CART.name)
        member = shopper_id()
        return pieces_here(token, member) if token or member else 0

    @cached_property
    def account(self) -> dict[str, str] | None:
        if not request.cookies.get(SESSION.name) or not getattr(current_user, "is_shopper", False):
            return None
        return {"name": current_user.name, "url": url_for("account.home")}

    @cached_property
    def desk(self) -> dict[str, object]:
        return rail.of(current_user)

    def may_open(self, endpoint: str) -> bool:
        """Whether the role of this person of a supplier's team has the duty of a page."""
        return roles.may(place_of(current_user).role, duty_of(endpoint))

    def has_right(self, right: str) -> bool:
        """Whether this member of staff holds a right."""
        return bool(current_user.may(right))

    def talk_of(self, suborder: SubOrder) -> Talk:
        """What buyer and maker wrote about a sub-order, as the maker and staff may see it."""
        return conversations.talk_seen_by_maker(suborder)

    def is_unpaid(self, order: Order) -> bool:
        """Whether the contract stands and the buyer's money was refused."""
        return unpaid_queries.is_unpaid(order)

    def invoices_of(self, suborder: SubOrder) -> list[Duty]:
        """The invoice of a sub-order and what corrects it, where there is something to write."""
        return [d for d in invoices.duties_about(suborder) if d.amount_minor or d.document]

    def invoice_after(self, suborder: SubOrder, cause: str) -> Duty | None:
        """The tax document that a return asks for."""
        return invoices.duty_after(suborder, cause)

    def without_invoice(self, suborders: list[SubOrder]) -> set[int]:
        """Those of these sub-orders that have no invoice yet."""
        return invoices.without_invoice([suborder.id for suborder in suborders])

    @property
    def invoice_days(self) -> int:
        return settings.number("invoice_days")

    @property
    def invoice_words(self) -> ModuleType:
        return invoice_words

    @property
    def said(self) -> ModuleType:
        return said

    @property
    def canonical(self) -> str:
        return str(current_app.config["PUBLIC_URL"]) + languages.address_in(
            self.language, request.path
        )

    @property
    def alternates(self) -> list[dict[str, str]]:
        base = str(current_app.config["PUBLIC_URL"])
        return [
            {"code": code, "url": base + languages.address_in(code, request.path)}
            for code in LANGUAGES
        ]


def register(app: Flask) -> None:
    """Give every template its `page`."""
    app.context_processor(lambda: {"page": Page()})
