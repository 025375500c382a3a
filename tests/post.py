"""A post office on this machine: a real SMTP server that answers as told."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask


class PostOffice:
    """Keeps what it takes; `answer`, `taking`, `goodbye` are its words at each step."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.senders: list[str] = []
        self.answer = "250 OK"
        self.taking = "250 kept"
        self.goodbye = "221 bye"
        self.delay = 0.0
        self.holds = False

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.holds = True
        await asyncio.sleep(self.delay)
        if self.taking.startswith("250"):
            self.taken.append(envelope.content)
            self.senders.append(envelope.mail_from)
        return self.taking

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:
        return self.goodbye


@contextmanager
def post_office(app: Flask) -> Iterator[PostOffice]:
    """The application's mail goes to this post office for a while."""
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=a_free_port())
    controller.start()
    before, app.config["MAIL_URL"] = app.config["MAIL_URL"], f"smtp://127.0.0.1:{controller.port}"
    try:
        yield office
    finally:
        controller.stop()
        app.config["MAIL_URL"] = before


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
