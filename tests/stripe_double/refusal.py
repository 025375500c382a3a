"""How Stripe says no."""

from typing import Any

Answer = tuple[int, dict[str, Any]]


class Refusal(Exception):
    """An error answer of Stripe."""

    def __init__(self, code: str, status: int = 400, kind: str = "invalid_request_error") -> None:
        super().__init__(code)
        self.answer: Answer = (status, {"error": {"type": kind, "code": code, "message": code}})
