"""How the bank says no."""


class Refused(Exception):
    """A rule refuses; `code` is for the program, `message` for the person who reads its log."""

    def __init__(self, status: int, code: str, message: str, **facts: str | int) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.facts = facts

    def as_json(self) -> dict[str, str | int]:
        return {"error": self.code, "message": self.message, **self.facts}
