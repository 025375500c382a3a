"""What a supplier's page of money says at a glance: how much comes when, and what waits why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from app.kernel import clock
from app.settlements.queries.positions import Position
from app.settlements.rules import Standing

RUNS_AT = time(6, 0)
COMING = (Standing.PAYABLE, Standing.SET_OFF, Standing.WAITING)


@dataclass(frozen=True, slots=True)
class Next:
    """The next payout as things stand: the day it is put together, and its sum in kuruş."""

    day: date
    minor: int


@dataclass(frozen=True, slots=True)
class Money:
    """A supplier's open money by how it stands, kuruş; what is coming by its day."""

    next: Next | None
    coming: tuple[tuple[date, Position], ...]
    held: tuple[Position, ...]
    undelivered: tuple[Position, ...]
    in_transfer: tuple[Position, ...]

    def sum_of(self, *groups: Sequence[Position]) -> int:
        """What these positions are together."""
        return sum(position.minor for group in groups for position in group)

    @property
    def later_minor(self) -> int:
        """What waits for its day, beyond the next payout."""
        coming = sum(position.minor for _day, position in self.coming)
        return coming - (self.next.minor if self.next else 0)


def money_of(positions: Sequence[Position]) -> Money:
    """The positions sorted into what comes when, what is held, what is on its way."""
    coming = sorted(
        ((_day_of(p), p) for p in positions if p.standing in COMING and not p.in_payout),
        key=lambda row: (row[0], row[1].suborder.id),
    )
    return Money(
        next=_next(coming),
        coming=tuple(coming),
        held=_standing(positions, Standing.HELD),
        undelivered=_standing(positions, Standing.UNDELIVERED),
        in_transfer=_standing(positions, Standing.IN_TRANSFER),
    )


def next_run() -> date:
    """The day of the next run: this morning's is over at six."""
    now = clock.now().astimezone(clock.SHOP_ZONE)
    return now.date() if now.time() < RUNS_AT else now.date() + timedelta(days=1)


def _day_of(position: Position) -> date:
    day = position.payable_from if position.standing is Standing.WAITING else None
    return max(day or next_run(), next_run())


def _next(coming: Sequence[tuple[date, Position]]) -> Next | None:
    """The first day on which there is more than is set off."""
    for day in dict.fromkeys(day for day, _position in coming):
        minor = sum(position.minor for until, position in coming if until <= day)
        if minor > 0:
            return Next(day, minor)
    return None


def _standing(positions: Sequence[Position], standing: Standing) -> tuple[Position, ...]:
    return tuple(position for position in positions if position.standing is standing)
