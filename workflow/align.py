"""Units + Catalog → Pairs; Pairs → Tally. The one place that looks a translation up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from . import similarity
from .facts import facts
from .markdown import inventory
from .model import JOIN, Pair, State, Tally
from .seals import sealed

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


ALIKE = 80.0
"""Of 100: a text less like its former self than this is another text."""


def align(
    units: Sequence[Unit], catalog: Catalog, policy: str = "source", language: str = "en"
) -> tuple[Pair, ...]:
    """Put each unit, in order, beside its entry; obsolete entries are nobody's.

    By the policy `previous`, an entry in doubt is fit while its last final translation stands (see
    `_stands`); `language` is that of the units.
    """
    live = _live(catalog)
    pairs = []
    for unit in units:
        entry = live.get(unit.key)
        stands = policy == "previous" and entry is not None and _stands(entry, language)
        pairs.append(Pair(unit, entry, stale=stands))
    return grouped(pairs)


def grouped(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Join each pair that says so to the one before it, if that is of the same block and fit."""
    every = tuple(pairs)
    if not any(pair.entry and JOIN in pair.entry.msgstr[0] for pair in every):
        return every
    found: list[Pair] = []
    head: int | None = None
    for pair in every:
        if head is not None and found[head].unit.block != pair.unit.block:
            head = None
        if not pair.joins:
            head = len(found) if pair.target is not None else None
        elif head is not None and (pair.state is State.TRANSLATED or pair.stale):
            group = (*found[head].group, pair.unit)
            stale = found[head].stale or pair.stale
            found[head] = replace(found[head], group=group, stale=stale)
            found.append(replace(pair, part=True))
            continue
        else:
            head = None
        found.append(pair)
    return tuple(found)


def wholes(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Give one pair for each translation: those that are a part of another are in its unit."""
    return tuple(replace(pair, unit=pair.whole, group=()) for pair in pairs if not pair.part)


def _stands(entry: Entry, language: str) -> bool:
    """Say whether a translation in doubt is still that of a text which says nothing else.

    It is untouched since `publish update` sealed it, and between the text it was made for and the
    one of now no number, date, denial, name, quotation, address or markup differs.
    """
    if not entry.fuzzy or not entry.previous or not all(entry.msgstr) or not sealed(entry):
        return False
    before, now = entry.previous[1], entry.msgid
    return (
        similarity.ratio(before, now) >= ALIKE
        and not facts(before, language).different(facts(now, language))
        and inventory(before) == inventory(now)
    )


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
    return sum(
        word[0].isalnum() or any(character.isalnum() for character in word) for word in text.split()
    )


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
