from dataclasses import dataclass

from app.messaging.letters import Letter


@dataclass(frozen=True, slots=True)
class MessagePromised:
    """A message has its row; `letter` is what it says, none for a copy of an earlier one."""

    message_id: int
    letter: Letter | None


@dataclass(frozen=True, slots=True)
class MessageMoved:
    """Something happened to a message: handed_over, bounced, failed, settled …"""

    message_id: int
    what: str
    words: str
    by: str
