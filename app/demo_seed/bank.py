"""The practice bank asked in this process while the demo is being filled: its server is not up."""

import dataclasses
import json
import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from flask import current_app

from app.config import ROOT
from app.kernel import clock
from app.payments.gateway import ProviderRefused, Request, Started
from app.payments.gateway.demo import DemoGateway
from demo_provider import create_app
from demo_provider.config import Config


class BankAtHand(DemoGateway):
    """The bank's own application and books; only the wire between is left out."""

    def __init__(self) -> None:
        config = current_app.config
        super().__init__(str(config["PROVIDER_URL"]), str(config["PROVIDER_SECRET"]))
        books = os.environ.get("DEMO_PROVIDER_DB") or ROOT / "var" / "demo_provider.db"
        bank = create_app(
            Config(
                secret=self.secret,
                shop_origin=str(config["PUBLIC_URL"]),
                database=Path(books),
                origin=self.url,
                background=False,
            )
        )
        self.client = bank.test_client()

    def start(self, request: Request, key: str) -> Started:
        """The bank lives today, whatever day it is in the shop."""
        with clock.earlier(timedelta()):
            tomorrow = (clock.now() + timedelta(days=1)).isoformat()
        return super().start(dataclasses.replace(request, expires_at=tomorrow), key)

    def approve(self, ref: str) -> None:
        """The buyer pays on the bank's page; the shop asks for itself."""
        self.client.post(f"/pay/{ref}", data={"choice": "approve", "notify": "never"})

    def _call(
        self, method: str, path: str, body: Mapping[str, object] | None, key: str | None
    ) -> dict[str, object]:
        headers = {"Authorization": f"Bearer {self.secret}"} | (
            {"Idempotency-Key": key} if key else {}
        )
        answer = self.client.open(path, method=method, json=body, headers=headers)
        said: dict[str, object] = json.loads(answer.data)
        if answer.status_code >= 400:
            raise ProviderRefused(str(said.get("error", answer.status_code)))
        return said
