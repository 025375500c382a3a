"""Writes of the imports room: taking a file in, choosing how it is read, confirming, writing."""

from app.imports.services.receiving import choose, confirm, drop, receive, take_pictures

__all__ = ["choose", "confirm", "drop", "receive", "take_pictures"]
