"""The messenger: stored events are sent, signed, until the shop has taken them."""

import hashlib
import hmac
import logging
import threading
from email.message import Message
from http.client import HTTPException
from sqlite3 import Row
from typing import IO
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from demo_provider import clock, payments
from demo_provider.config import Config
from demo_provider.origins import may_notify
from demo_provider.store import Store

WAITS = (1, 2, 4, 8, 16)
"""Seconds before each further attempt."""
PATIENCE = 5
"""Seconds the shop has to answer."""
LEASE = 15
"""Seconds after which an attempt that nobody finished is made again."""
ROUND = 2.0
"""Seconds between two looks at the books when nothing is due."""

log = logging.getLogger(__name__)


def signature(secret: str, moment: int, body: bytes) -> str:
    """The value of `Demo-Signature` for a body sent at this second."""
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    return f"t={moment},v1={signed.hexdigest()}"


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


_opener = build_opener(ProxyHandler({}), _NoRedirect)


class Notifier:
    """Takes due deliveries from the books, one at a time."""

    def __init__(self, store: Store, config: Config) -> None:
        self._store = store
        self._config = config
        self._news = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def ensure_running(self) -> None:
        """Start the thread if it does not run, in a forked server process too."""
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="notifier", daemon=True)
                self._thread.start()

    def wake(self) -> None:
        """There may be something new to send."""
        self._news.set()

    def _run(self) -> None:
        while True:
            try:
                with self._store.writing() as connection:
                    payments.expire_overdue(connection)
                self.deliver_due()
            except Exception:
                log.exception("the bank could not look after its notifications")
            self._news.wait(ROUND)
            self._news.clear()

    def deliver_due(self) -> int:
        """Attempt every delivery whose time has come; how many attempts were made."""
        attempts = 0
        while (delivery := self._take()) is not None:
            self._attempt(delivery)
            attempts += 1
        return attempts

    def _take(self) -> Row | None:
        """Lease the earliest due delivery, so that no other thread or process sends it too."""
        now = clock.now().timestamp()
        due = "SELECT * FROM deliveries WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, id"
        with self._store.reading() as connection:
            if connection.execute(due, (now,)).fetchone() is None:
                return None
        with self._store.writing() as connection:
            row: Row | None = connection.execute(due, (now,)).fetchone()
            if row is not None:
                connection.execute(
                    "UPDATE deliveries SET attempts = attempts + 1, due_at = ? WHERE id = ?",
                    (now + LEASE, row["id"]),
                )
        return row

    def _attempt(self, delivery: Row) -> None:
        taken = self._send(delivery["url"], delivery["body"].encode())
        made: int = delivery["attempts"] + 1
        if taken:
            state, wait = "delivered", 0
        elif made > len(WAITS):
            state, wait = "given_up", 0
        else:
            state, wait = "waiting", WAITS[made - 1]
        with self._store.writing() as connection:
            connection.execute(
                "UPDATE deliveries SET state = ?, due_at = ? WHERE id = ?",
                (state, clock.now().timestamp() + wait, delivery["id"]),
            )

    def _send(self, url: str, body: bytes) -> bool:
        """Post a signed body; True when the shop took it."""
        if not may_notify(url, self._config.shop_origin):
            return False
        moment = int(clock.now().timestamp())
        request = Request(url, data=body, method="POST")  # noqa: S310 - a loopback address
        request.add_header("Content-Type", "application/json")
        request.add_header("Demo-Signature", signature(self._config.secret, moment, body))
        try:
            with _opener.open(request, timeout=PATIENCE) as answer:
                return 200 <= int(answer.status) < 300
        except HTTPError as refusal:
            refusal.close()
            return False
        except (OSError, HTTPException):
            return False
