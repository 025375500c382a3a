"""What a quantity may be, and what has changed since the cart was filled."""

MOST = 999


def read_quantity(typed: str) -> int | None:
    """A whole number from 1 to 999, or None."""
    text = typed.strip()
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        return None
    number = int(text)
    return number if 1 <= number <= MOST else None
