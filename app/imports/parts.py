"""The products of a file some at a time, each let go once it is given: a large file stays small."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from app.imports import grouping, understanding
from app.imports.choices import Choices
from app.imports.readers import Row
from app.imports.shelves import Shelves
from app.imports.wanted import Wanted

TOGETHER = 200  # rows that are looked up at once


class Parts:
    """The products of a file in its order, read as they are asked for, and only once."""

    def __init__(self, rows: Iterable[Row], choices: Choices, shelves: Shelves) -> None:
        self._waiting = deque(grouping.products(rows, choices.columns, choices.format))
        self._choices, self._shelves = choices, shelves
        self._codes: set[str] = set()
        self.total = len(self._waiting)

    def __iter__(self) -> Iterator[Sequence[Wanted]]:
        while self._waiting:
            some: list[Wanted] = []
            rows = 0
            while self._waiting and rows < TOGETHER:
                some.append(self._waiting.popleft())
                rows += len(some[-1].lines)
            understanding.understand(some, self._choices, self._shelves, self._codes)
            yield some
