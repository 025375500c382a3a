"""Work that one thread does for all, and that nobody who asks for it meanwhile is forgotten by."""

import threading
from collections.abc import Callable


class OneAtATime:
    """`do` returns at once while another is at it; that one then does the work once more.

    Without the second look a call would be lost that comes after the last row was read and
    before the lock is given back.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked = threading.Event()

    def do(self, work: Callable[[], object]) -> None:
        """Do the work now, or leave it to whoever is at it."""
        self._asked.set()
        while self._asked.is_set() and self._lock.acquire(blocking=False):
            try:
                self._asked.clear()
                work()
            finally:
                self._lock.release()
