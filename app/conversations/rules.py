"""What may be written between buyer and maker, and how often."""

import phonenumbers

from app.web.logs import without_persons

LONGEST = 2000
MOST, IN_MINUTES = 12, 15
LEFT_OUT = "•••"


def without_contacts(text: str) -> str:
    """The text without e-mail addresses, telephone numbers and card numbers (PR-3.3).

    Parcel numbers and account numbers stay as they are.
    """
    found = phonenumbers.PhoneNumberMatcher(text, "TR", leniency=phonenumbers.Leniency.VALID)
    for match in reversed(list(found)):
        text = text[: match.start] + LEFT_OUT + text[match.end :]
    return without_persons(text)
