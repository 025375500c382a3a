"""A shop in the test's own process, whose clock the test moves while Chromium walks it."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask, got_request_exception
from playwright.sync_api import Browser
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app, timers_list
from app.catalogue.models import Product
from app.config import Deployment
from app.extensions import db
from app.kernel import clock
from app.orders import queries as orders
from app.suppliers.models import Supplier
from app.timers import services as timers
from demo_provider import Config, notifications
from demo_provider import clock as bank_clock
from demo_provider import create_app as create_bank
from tests import builders, shopping
from tests.conftest import empty, make_schema, moment_at_the_shop
from tests.journeys.browser import Shop, Watched
from tests.journeys.steps import PREFIXES, WORDS, order_from_cart

SECRET = "only-for-journeys-0123456789-0123456789"


class Traveller:
    """The shop, its clock and its people; what the fixture `travel` gives.

    The moment stands still until it is moved:

        travel.at("2026-03-16 23:59:59")   a moment at the shop; "2026-03-16" is noon
        travel.night("2026-03-17")         every timer as it falls due up to that day's morning
        travel.drain()                     what waits for the bank or the post office leaves now

    People, each in a browser of their own (`scripts`, `width` as wanted; sessions do not idle):

        travel.guest()   travel.member()   travel.supplier(supplier)   travel.staff("orders")

    What happens between pages:

        travel.product(name=…, wd_code=…)         on sale (builders.a_product, committed)
        reference = travel.buy(guest, product, quantity=2, language="tr")   to the paid order
        travel.deliver(reference, "2026-03-02")   all of it sent (now) and received (on that day)

    `with travel.inside():` is the application's context for services and queries; nothing of the
    database stays locked after it. Do not open a page within: SQLite has one writer.

    No worker runs: a refund reaches the bank with `drain` or `night`. A fault on the server's side
    fails the test at its end even when a page hid it.
    """

    def __init__(self, app: Flask, shop: Shop, chromium: Browser) -> None:
        self.app = app
        self.shop = shop
        self.chromium = chromium
        self.moment = datetime.now(clock.UTC)
        self.browsers: list[Watched] = []
        self.faults: list[str] = []

    def at(self, iso: str) -> None:
        """It is this moment at the shop and at the bank."""
        self.moment = moment_at_the_shop(iso)

    def night(self, day: str) -> None:
        """From now through the night to 08:00 of this day, midnight by midnight, timers run."""
        first = clock.day_of(self.moment)
        for number in range((date.fromisoformat(day) - first).days):
            self._timers_at(f"{first + timedelta(days=number + 1)} 00:05")
        self._timers_at(f"{day} 03:00")
        self._timers_at(f"{day} 08:00")

    def _timers_at(self, iso: str) -> None:
        self.at(iso)
        with self.inside():
            timers.run_due(timers_list.JOBS)
        self.drain()

    def drain(self) -> None:
        """Payment commands and messages that wait leave at once."""
        with self.inside():
            timers_list.drain()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """The application's context; whatever was not committed is gone after it."""
        with self.app.app_context():
            try:
                yield
            finally:
                db.session.remove()

    def guest(self, *, scripts: bool = False, width: int = 1280) -> Watched:
        """Somebody with a fresh browser."""
        browser = Watched(self.chromium, self.shop, width, scripts)
        self.browsers.append(browser)
        return browser

    def member(self, *, scripts: bool = False, width: int = 1280, **person: object) -> Watched:
        """Elif, logged in to her account."""
        with self.inside():
            account = builders.a_shopper(**person).id
            token = self._session("shopper", account)
        return self._with_session(token, scripts, width)

    def supplier(
        self, supplier: Supplier | int, *, scripts: bool = False, width: int = 1280
    ) -> Watched:
        """Somebody of this supplier's team, logged in (the supplier or its id)."""
        with self.inside():
            number = supplier if isinstance(supplier, int) else supplier.id
            team = db.session.get_one(Supplier, number)
            token = self._session("member", builders.a_member(supplier=team).id)
        return self._with_session(token, scripts, width)

    def staff(self, *rights: str, scripts: bool = False, width: int = 1280) -> Watched:
        """An administrator with these rights, logged in."""
        with self.inside():
            token = self._session("member", builders.a_member(rights=list(rights)).id)
        return self._with_session(token, scripts, width)

    def _session(self, audience: str, account: int) -> str:
        cookie = builders.logged_in(self.app, audience, account).get_cookie("session")
        assert cookie is not None
        return cookie.value

    def _with_session(self, value: str, scripts: bool, width: int) -> Watched:
        browser = self.guest(scripts=scripts, width=width)
        cookie = {"name": "session", "value": value, "url": self.shop.url}
        browser.context.add_cookies([cookie])  # type: ignore[list-item]
        return browser

    def product(self, **differences: object) -> Product:
        """Something on sale; its columns may be read after the session is gone."""
        with self.inside():
            product = builders.a_product(**differences)
            db.session.refresh(product)
            _ = [product.supplier.id, product.variants, product.texts]
            db.session.expunge_all()
        return product

    def buy(
        self,
        browser: Watched,
        *products: Product,
        quantity: int = 1,
        email: str = "elif@example.org",
        language: str = "en",
    ) -> str:
        """Everything from the product's page to the paid order; returns its reference."""
        for product in products:
            browser.go(self.page_of(product, language))
            browser.page.fill("input[name=quantity]", str(quantity))
            browser.press(WORDS[language]["cart"])
        return order_from_cart(browser, email, language)

    def page_of(self, product: Product, language: str = "en") -> str:
        """Where the product stands in the shop."""
        slug = next(text.slug for text in product.texts if text.language == language)
        return f"{PREFIXES[language]}/p/{slug}-{product.id}"

    def deliver(self, reference: str, day: str) -> None:
        """Every supplier sends everything now; it is received on this civil day."""
        with self.inside():
            shopping.deliver(orders.order_by_reference(reference), day)


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:
        """The terminal belongs to the tests."""


@contextmanager
def serving(app: Flask, port: int) -> Iterator[None]:
    """This application answers on a port of this machine, in threads."""
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=_Quiet)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


@contextmanager
def town(port: int, database_url: str, folder: Path) -> Iterator[tuple[Flask, Shop]]:
    """The shop with an empty schema and the practice bank, both answering."""
    shop, bank = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}"
    deployment = Deployment(
        demo=True,
        port=port,
        public_url=shop,
        secret_keys=(SECRET,),
        trusted_proxies=0,
        database_url=database_url,
        queue_url="memory:",
        media_url=f"file://{folder / 'media'}",
        mail_url="outbox:",
        sms_url="outbox:",
        provider_url=bank,
        provider_secret=SECRET,
    )
    app = create_app(deployment, QUICK_HASHES=True)
    make_schema(app, folder)
    books = Config(SECRET, shop, folder / "bank.db", late_seconds=0)
    with ExitStack() as stack:
        stack.enter_context(serving(app, port))
        stack.enter_context(serving(create_bank(books), port + 1))
        yield app, Shop(shop, bank, database_url)


@contextmanager
def travelling(
    app: Flask, shop: Shop, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Traveller]:
    """An open shop with no goods yet; it is noon on Monday 2 March 2026."""
    traveller = Traveller(app, shop, chromium)
    traveller.at("2026-03-02")

    def note(_app: Flask, exception: Exception, **_: object) -> None:
        traveller.faults.append(f"{type(exception).__name__}: {exception}")

    for each in (clock, bank_clock):
        monkeypatch.setattr(each, "now", lambda: traveller.moment)
    sign = notifications.signature  # an honest signature is a fresh one, whatever the test's day
    monkeypatch.setattr(
        notifications, "signature", lambda secret, _, body: sign(secret, int(time.time()), body)
    )
    got_request_exception.connect(note, app)
    with traveller.inside():
        empty(app)
        builders.an_open_shop()
    try:
        yield traveller
    finally:
        got_request_exception.disconnect(note, app)
        for browser in traveller.browsers:
            browser.context.close()
    assert traveller.faults == []
    for browser in traveller.browsers:
        assert browser.foreign == []
        assert browser.errors == []
