"""How a test speaks to each provider: its gateway, and what its shopper does on its page."""

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from werkzeug.serving import make_server

from app.kernel import clock
from app.payments.gateway import Gateway
from app.payments.gateway.demo import DemoGateway
from app.payments.gateway.stripe import StripeGateway
from demo_provider import create_app
from demo_provider.config import Config
from tests.bank import Bank
from tests.payments.providers.virtual_pos import VirtualPos
from tests.stripe_double import Double, disputes

SECRET = "a shared secret for tests"
Word = tuple[bytes, dict[str, str]]


@dataclass
class Provider:
    """`pay` and `dispute` are the shopper's, `decide` her bank's; `word` is a notification.

    Providers that tell of no disputes have neither of the two.
    """

    gateway: Gateway
    pay: Callable[[str], None]
    word: Callable[[str, str], Word]
    stale: Callable[[str], Word] | None
    close: Callable[[], None] = lambda: None
    dispute: Callable[[str], str] | None = None
    decide: Callable[[str, bool], None] = lambda _dispute, _won: None


def practice_bank(folder: Path) -> Provider:
    """The bank that comes with the shop, over HTTP."""
    bank = create_app(
        Config(SECRET, "http://127.0.0.1:8000", folder / "bank.db", testing=True, background=False)
    )
    server = make_server("127.0.0.1", 0, bank, threaded=True)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"

    def pay(ref: str) -> None:
        answer = bank.test_client().post(f"/pay/{ref}", data={"choice": "approve"})
        assert answer.status_code in {302, 303}, answer.text

    def signed(ref: str, number: str, age: int = 0) -> Word:
        body = json.dumps(
            {"event_id": number, "type": "payment.authorised", "payment_id": ref}
        ).encode()
        stamp = str(int(time.time()) - age)
        seal = hmac.new(SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        return body, {"Demo-Signature": f"t={stamp},v1={seal}"}

    def dispute(ref: str) -> str:
        bank.test_client().post(f"/pay/{ref}/dispute", data={"choice": "duplicate"})
        return gateway.disputes_since(clock.now() - timedelta(minutes=1))[0].ref

    def decide(number: str, won: bool) -> None:
        payment = gateway.dispute(number).payment
        choice = {"choice": "won" if won else "lost"}
        bank.test_client().post(f"/pay/{payment}/dispute", data=choice)

    gateway = DemoGateway(url, SECRET)
    return Provider(
        gateway,
        pay,
        signed,
        lambda ref: signed(ref, "e", 1000),
        server.shutdown,
        dispute,
        decide,
    )


def stripe_double(_folder: Path) -> Provider:
    """The official SDK against the strict double, over HTTP."""
    double = Double()
    books = double.books

    def word(ref: str, number: str, age: int = 0) -> Word:
        return books.notification(
            "checkout.session.completed", books.sessions[ref], number=number, age=age
        )

    return Provider(
        StripeGateway(books.key, books.secret, double.address),
        books.pay,
        word,
        lambda ref: word(ref, "evt_old", 1000),
        double.close,
        lambda ref: str(books.dispute(ref)["id"]),
        lambda number, won: disputes.decide(books.disputes[number], won),
    )


def in_this_process(_folder: Path) -> Provider:
    """The stand-in of most tests: it must keep the same contract to stand for the others."""
    bank = Bank()

    def word(ref: str, number: str) -> Word:
        body = f'{{"event_id": "{number}", "type": "payment.authorised", "payment_id": "{ref}"}}'
        return body.encode(), {"Demo-Signature": "right"}

    return Provider(bank, bank.approve, word, None)


def virtual_pos(_folder: Path) -> Provider:
    """A further provider of another kind, added without touching orders."""
    pos = VirtualPos()
    return Provider(pos, pos.pay, lambda ref, number: (pos.word(ref, number), {}), None)


KINDS = (practice_bank, stripe_double, in_this_process, virtual_pos)
