"""Units + Catalog → Pairs; Pairs → Tally. The one place that looks a translation up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from .model import Pair, State, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .model import Catalog, Entry, Key, Unit


@dataclass(frozen=True, slots=True)
class Stale:
    """How a catalog and the source as it is now have come apart; false if they have not."""

    missing: tuple[Unit, ...] = ()
    """Units without an entry, the first of each key."""
    left_over: tuple[Entry, ...] = ()
    """Live entries without a unit."""

    def __bool__(self) -> bool:
        return bool(self.missing or self.left_over)


def align(units: Sequence[Unit], catalog: Catalog) -> tuple[Pair, ...]:
    """Put each unit, in order, beside its entry; obsolete entries are nobody's."""
    live = _live(catalog)
    return tuple(Pair(unit, live.get(unit.key)) for unit in units)


def tally(pairs: Iterable[Pair]) -> Tally:
    """Count messages, and the words of their sources, as `msgfmt --statistics` does (law 10).

    Two units with one key are one message.
    """
    return _tally((pair.unit.key, _counted(pair.entry)) for pair in pairs)


def tally_states(units: Iterable[Unit], states: Mapping[Key, State]) -> Tally:
    """Count as `tally` does, where all that is known of a catalog is the state of each message."""
    return _tally((unit.key, states.get(unit.key, State.UNTRANSLATED)) for unit in units)


def _tally(messages: Iterable[tuple[Key, State]]) -> Tally:
    counts = dict.fromkeys(State, 0)
    words = dict.fromkeys(State, 0)
    for (_, msgid), state in dict(messages).items():
        counts[state] += 1
        words[state] += count_words(msgid)
    order = (State.TRANSLATED, State.FUZZY, State.UNTRANSLATED)
    return Tally(*(counts[state] for state in order), *(words[state] for state in order))


@lru_cache(maxsize=4096)  # the same source in every locale
def count_words(text: str) -> int:
    """Count what stands between spaces and has a letter or a digit."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


def stale(units: Iterable[Unit], catalog: Catalog) -> Stale:
    """Compare the keys of the source with those of the live entries, both ways."""
    wanted: dict[Key, Unit] = {}
    for unit in units:
        wanted.setdefault(unit.key, unit)
    live = _live(catalog)
    return Stale(
        missing=tuple(unit for key, unit in wanted.items() if key not in live),
        left_over=tuple(entry for key, entry in live.items() if key not in wanted),
    )


def _live(catalog: Catalog) -> dict[Key, Entry]:
    return {entry.key: entry for entry in catalog.entries if not entry.obsolete}


def _counted(entry: Entry | None) -> State:
    """Give the state as msgfmt sees it: of plural forms it asks for the first one only."""
    if entry is None or not entry.msgstr[0]:
        return State.UNTRANSLATED
    return State.FUZZY if entry.fuzzy else State.TRANSLATED
