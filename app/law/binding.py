"""Whether a buyer is bound at all: told of the duty to pay right before ordering (art. 8(1))."""


def is_binding(notice: str, button: str) -> bool:
    """Art. 8(1): bound only if both the notice above the button and its label were shown."""
    return bool(notice.strip()) and bool(button.strip())
