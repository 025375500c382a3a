"""What every view of the bank needs, found through the running application."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from demo_provider.config import Config
from demo_provider.notifications import Notifier
from demo_provider.store import Store


@dataclass(frozen=True)
class Bank:
    """The bank's settings, its books and its messenger."""

    config: Config
    store: Store
    notifier: Notifier


def bank() -> Bank:
    return cast(Bank, current_app.extensions["bank"])
