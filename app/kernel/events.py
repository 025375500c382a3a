"""Facts that have happened. Publishing runs every reaction in the same transaction."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import current_app

Reactions = Mapping[type, tuple[Callable[[Any], None], ...]]


def publish(event: object) -> None:
    """Run every reaction to a frozen event; an exception of one of them propagates."""
    for react in current_app.extensions["reactions"].get(type(event), ()):
        react(event)
