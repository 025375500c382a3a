"""The double on an origin of its own, with the faults of the outside world on order."""

import json
import threading
from collections.abc import Container
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from tests.stripe_double.books import Books
from tests.stripe_double.refusal import Refusal

PAGE = """<!doctype html><html lang="en"><title>Practice card page</title><main>
<h1>Pay {sum}</h1>{said}<form method="post">
<button name="choice" value="{first}">{label}</button>
<button name="choice" value="decline">Use a card that is declined</button></form>
<a href="{back}">Back to the shop</a></main></html>"""

HERE = frozenset({"silent", "deaf", "limited", "broken", "malformed"})


class Double:
    """`faults` maps a path's ending, or a call such as `POST …/capture`, to what goes wrong there.

    Once for each in its list. `silent`: no answer and nothing done; `deaf`: done, but the answer
    is lost; `limited`: 429; `broken`: 500; `malformed`: an answer that is no JSON. What never
    reaches the double, or comes too late from it, is the matter of `Wire`.
    """

    def __init__(self, books: Books | None = None) -> None:
        self.books = books or Books()
        self.faults: dict[str, list[str]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.books.address = self.address
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def fault(self, method: str, path: str, kinds: Container[str] = HERE) -> str | None:
        """The next fault ordered for this call, if it is of these kinds."""
        for ordered, waiting in self.faults.items():
            verb, _space, ending = ordered.rpartition(" ")
            here = path.endswith(ending) or ("*" in ending and ending.rstrip("*") in path)
            if here and verb in {"", method} and waiting and waiting[0] in kinds:
                return waiting.pop(0)
        return None

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(double: Double) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _api(self, method: str, path: str, body: str) -> None:
            fault = double.fault(method, path)
            if fault == "silent":
                return
            if fault in {"limited", "broken"}:
                status = 429 if fault == "limited" else 500
                self._say(status, json.dumps({"error": {"type": "api_error", "message": fault}}))
                return
            status, said = double.books.ask(method, path, body, dict(self.headers))
            if fault == "deaf":
                return
            self._say(status, "{not json" if fault == "malformed" else json.dumps(said))

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path.startswith("/v1/"):
                self._api("GET", parts.path, parts.query)
            elif parts.path.startswith("/c/pay/"):
                self._page(parts.path.rsplit("/", 1)[-1], "")
            else:
                self._say(404, "")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            if self.path.startswith("/v1/"):
                self._api("POST", self.path, body)
            else:
                self._choose(self.path.rsplit("/", 1)[-1], body)

        def _choose(self, ref: str, body: str) -> None:
            session = double.books.sessions[ref]
            if body == "choice=decline":
                self._page(ref, "<p role=alert>Your card was declined.</p>")
            elif body == "choice=pay":
                self._page(ref, "<p>Your bank asks: is it you?</p>", secure=True)
            else:
                try:
                    double.books.pay(ref)
                except Refusal:
                    self._page(ref, "<p role=alert>This page is over.</p>")
                    return
                self.send_response(303)
                self.send_header("Location", session["success_url"])
                self.end_headers()

        def _page(self, ref: str, said: str, secure: bool = False) -> None:
            session = double.books.sessions[ref]
            words: dict[str, Any] = {
                "sum": f"{session['amount_total'] / 100:.2f} TRY",
                "said": said,
                "first": "confirm" if secure else "pay",
                "label": "Confirm with 3-D Secure" if secure else "Pay by card",
                "back": session["cancel_url"],
            }
            self._say(200, PAGE.format(**words), "text/html; charset=utf-8")

        def _say(self, status: int, body: str, kind: str = "application/json") -> None:
            data = body.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            return

    return Handler
