"""A bank on a temporary book, a shop that calls it, and a shop's door that takes notifications."""

import json
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import pytest

from demo_provider import clock, create_app
from demo_provider.config import Config

SECRET = "a shared secret for tests"
SHOP = "http://127.0.0.1:8000"
KEYS = count(1)


class Shop:
    """The shop's side of the API."""

    def __init__(self, client, notify_url):
        self.client = client
        self.notify_url = notify_url

    def ask(self, path, body=None, *, key=None, secret=SECRET):
        headers = {"Authorization": f"Bearer {secret}", "Idempotency-Key": key or f"k{next(KEYS)}"}
        return self.client.post(f"/api/{path}", json=body or {}, headers=headers)

    def see(self, payment_id):
        headers = {"Authorization": f"Bearer {SECRET}"}
        return self.client.get(f"/api/payments/{payment_id}", headers=headers).json

    def wanted(self, **changes):
        return {
            "reference": "A-2026-0001",
            "amount_minor": 123450,
            "currency": "TRY",
            "description": "Mavi İmece",
            "return_url": f"{SHOP}/checkout/return/abc",
            "notify_url": self.notify_url,
            "language": "en",
            "expires_at": (clock.now() + timedelta(minutes=15)).isoformat(),
        } | changes

    def opens(self, **changes):
        return self.ask("payments", self.wanted(**changes)).json["id"]

    def approved(self, **changes):
        payment_id = self.opens(**changes)
        self.person(payment_id, "approve")
        return payment_id

    def captured(self):
        payment_id = self.approved()
        self.ask(f"payments/{payment_id}/capture", {"amount_minor": 123450})
        return payment_id

    def person(self, payment_id, choice, **more):
        """The person at the hosted page chooses."""
        return self.client.post(f"/pay/{payment_id}", data={"choice": choice, **more})


class Door:
    """Where the shop takes notifications: what came, and what it will answer."""

    def __init__(self):
        self.came, self.answers = [], []
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                door.came.append((dict(self.headers), body))
                self.send_response(door.answers.pop(0) if door.answers else 204)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/webhooks/demo"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def events(self):
        return [json.loads(body) for _, body in self.came]


@pytest.fixture
def door():
    door = Door()
    yield door
    door.server.shutdown()
    door.server.server_close()


@pytest.fixture
def config(tmp_path):
    return Config(
        secret=SECRET,
        shop_origin=SHOP,
        database=tmp_path / "bank" / "bank.db",
        testing=True,
        background=False,
    )


@pytest.fixture
def bank_app(config):
    return create_app(config)


@pytest.fixture
def shop(bank_app, door):
    return Shop(bank_app.test_client(), door.url)


@pytest.fixture
def notifier(bank_app):
    return bank_app.extensions["bank"].notifier


@pytest.fixture
def after(monkeypatch):
    """Let time pass: `after(20)` sets the bank's clock so many seconds after the start."""
    start = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def set_clock(seconds):
        monkeypatch.setattr(clock, "now", lambda: start + timedelta(seconds=seconds))

    set_clock(0)
    return set_clock
