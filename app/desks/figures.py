"""What stands above a due list: how much presses, and how the coming days are loaded."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _

from app.desks.todo import Todo
from app.kernel import clock
from app.web.filters import day_axis

DAYS = 10
Figure = tuple[str, int, bool]
Bar = tuple[str, int, int]


def of(rows: Sequence[Todo]) -> list[Figure]:
    """Late, today, within a week, all: label, number, whether it presses."""
    today = clock.today()
    days = [row.day for row in rows if row.day is not None]
    late = sum(day < today for day in days)
    now = sum(day == today for day in days)
    soon = sum(today < day <= today + timedelta(days=7) for day in days)
    return [
        (_("late"), late, late > 0),
        (_("due today"), now, now > 0),
        (_("due within seven days"), soon, False),
        (_("to do altogether"), len(rows), False),
    ]


def load(rows: Sequence[Todo]) -> list[Bar]:
    """How many things fall on each of the coming days; what is late counts today.

    Today is coral, the next day amber, what comes after it sea.
    """
    today = clock.today()
    counted = Counter(max(row.day, today) for row in rows if row.day is not None)
    days = [today + timedelta(days=number) for number in range(DAYS)]
    return [(day_axis(day), counted[day], min(2, place)) for place, day in enumerate(days)]
