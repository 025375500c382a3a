"""The way to the double, with what happens on it: nobody listens, or nobody answers in time."""

import socket
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests
import stripe

from tests.stripe_double.server import Double

ON_THE_WAY = frozenset({"refused", "timeout_before", "timeout_after"})


class Wire(stripe.RequestsClient):
    """The SDK's own client; `refused` meets a closed port, a time-out comes before or after."""

    def __init__(self, double: Double) -> None:
        super().__init__(timeout=8)
        self.double = double

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None
    ) -> tuple[bytes, int, Mapping[str, str]]:
        """As the SDK does it, and the SDK's own words for what went wrong."""
        fault = self.double.fault(method.upper(), urlsplit(url).path, ON_THE_WAY)
        if fault == "refused":
            url = url.replace(self.double.address, f"http://127.0.0.1:{closed_port()}")
        if fault == "timeout_before":
            self._handle_request_error(requests.exceptions.ReadTimeout("no answer in time"))
        answer = super().request(method, url, headers, post_data)
        if fault == "timeout_after":
            self._handle_request_error(requests.exceptions.ReadTimeout("no answer in time"))
        return answer


def closed_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return int(own.getsockname()[1])
