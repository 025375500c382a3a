"""Cards by Stripe: the shop's gateway in front of the strict double."""

from collections.abc import Iterator

import pytest
from flask import Flask

from app.kernel import clock
from app.payments.gateway.stripe import StripeGateway
from tests.stripe_double import Double
from tests.stripe_double.wire import Wire


@pytest.fixture
def stripe(shop: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Double]:
    """The double; new payments go to it."""
    double = Double()
    books = double.books
    books.now = lambda: clock.now().timestamp()
    gateway = StripeGateway(books.key, books.secret, double.address, Wire(double))
    monkeypatch.setitem(shop.extensions, "gateway", gateway)
    yield double
    double.close()
