"""Two lists of the same money held against each other: what only one has, nothing guessed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Item:
    """Money on one side; kuruş, signed. Items of both sides with one `key` are the same money.

    `what` and `about` for people: its kind, and the order, refund or payout. `other`: a further
    name by which the other side may call it. `waits`: known to be on its way, no difference yet.
    """

    key: str
    what: str
    about: str
    amount_minor: int
    day: date
    other: str = ""
    waits: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """What does not agree: only the ledger has it, only the other side, or both otherwise."""

    ours: Item | None
    theirs: Item | None

    @property
    def day(self) -> date:
        """The day on which it shows."""
        return max(item.day for item in (self.ours, self.theirs) if item)

    @property
    def amount_minor(self) -> int:
        """What the other side has more than the ledger, or less."""
        return (self.theirs.amount_minor if self.theirs else 0) - (
            self.ours.amount_minor if self.ours else 0
        )


def differences(ours: Sequence[Item], theirs: Sequence[Item]) -> list[Difference]:
    """Everything that has no counterpart, by day."""
    ours, theirs = _by_other_name(ours, theirs)
    left = _by_key(ours)
    found: list[Difference] = []
    said = _by_key(theirs)
    for key in left.keys() | said.keys():
        found += _of_key(left.get(key, []), said.get(key, []))
    return sorted(found, key=lambda d: (d.day, d.amount_minor, _name(d)))


def _of_key(ours: list[Item], theirs: list[Item]) -> list[Difference]:
    if _sum(ours) == _sum(theirs):
        return []
    for item in list(ours):
        same = next((t for t in theirs if t.amount_minor == item.amount_minor), None)
        if same is not None:
            ours.remove(item)
            theirs.remove(same)
    if len(ours) == len(theirs) == 1:
        return [Difference(ours[0], theirs[0])]
    return [Difference(item, None) for item in ours] + [Difference(None, t) for t in theirs]


def _by_other_name(ours: Sequence[Item], theirs: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """What carries no key at all may carry another name of ours, with exactly its sum."""
    named = {item.other.casefold(): item for item in ours if item.other}
    kept_ours: list[Item] = list(ours)
    kept_theirs: list[Item] = []
    for item in theirs:
        same = _named_in(item, named)
        if same is not None and same in kept_ours:
            kept_ours.remove(same)
        else:
            kept_theirs.append(item)
    return kept_ours, kept_theirs


def _named_in(item: Item, named: Mapping[str, Item]) -> Item | None:
    """Ours whose other name stands among the words of an item without a key, with its sum."""
    if item.key:
        return None
    words = {word.strip(".,;:/").casefold() for word in item.about.split()}
    found = [named[word] for word in words & named.keys()]
    return found[0] if len(found) == 1 and found[0].amount_minor == item.amount_minor else None


def _by_key(items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for place, item in enumerate(items):
        found[item.key or f"nameless {place} {id(items)}"].append(item)
    return found


def _sum(items: Iterable[Item]) -> int:
    return sum(item.amount_minor for item in items)


def _name(difference: Difference) -> str:
    item = difference.ours or difference.theirs
    return item.about if item else ""
