"""Sentences that a translator has joined → joined still, or in doubt behind another. Pure.

A sentence whose msgstr is `+++` is in the translation of the one before it. When the author moves
it, or takes that one away, nothing says where its words are now. So `publish update` remembers in a
comment what it came after, `# publish:joined <digest>`, in each catalog: locales may be brought in
step one by one.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from .model import Entry, Key, Unit

MARK = "publish:joined"


def hold(
    entries: Sequence[Entry],
    old: Iterable[Entry],
    units: Sequence[Unit],
    followed: Mapping[str, Collection[str]],
) -> tuple[Entry, ...]:
    """Give the entries of a catalog, each join remembered, or fuzzy where it no longer holds.

    What the `units` have before each sentence now must be what was there when it was joined, or
    that sentence in other words: with its translation of the `old` catalog. `followed` says what
    each came after according to the template, for joins that are new.
    """
    live = {entry.key: entry for entry in entries if not entry.obsolete}
    told = {entry.msgid: entry.msgstr for entry in old if not entry.obsolete and not entry.joins}
    places = _before(units)

    def named(unit: Unit | None) -> set[str]:
        """Name a sentence as it is, and as it was when its translation was made."""
        entry = live.get(unit.key) if unit else None
        names = {unit.msgid if unit else ""}
        if entry and entry.previous:
            names.add(entry.previous[1])
        if entry and any(entry.msgstr) and not entry.joins:
            names |= {name for name, msgstr in told.items() if msgstr == entry.msgstr}
        return {_digest(name) for name in names}

    def held(entry: Entry) -> Entry:
        comment = tuple(line for line in entry.comment if not line.strip().startswith(MARK))
        if entry.obsolete or entry.fuzzy or not entry.joins or entry.key not in places:
            return _with(entry, comment, entry.flags)
        known = _remembered(entry) or {_digest(each) for each in followed.get(entry.msgid, ())}
        before = places[entry.key]
        if known and any(known.isdisjoint(named(unit)) for unit in before):
            return _with(entry, comment, ("fuzzy", *entry.flags))
        names = dict.fromkeys(_digest(unit.msgid if unit else "") for unit in before)
        return _with(entry, (*comment, f"{MARK} {' '.join(names)}"), entry.flags)

    return tuple(held(entry) for entry in entries)


def _before(units: Sequence[Unit]) -> dict[Key, list[Unit | None]]:
    """Give what each sentence comes after in its block, at each of its places."""
    found: dict[Key, list[Unit | None]] = defaultdict(list)
    last: Unit | None = None
    for unit in units:
        found[unit.key].append(last if last and last.block == unit.block else None)
        last = unit
    return found


def _remembered(entry: Entry) -> set[str]:
    lines = (line.split() for line in entry.comment)
    return {word for first, *words in filter(None, lines) if first == MARK for word in words}


def _with(entry: Entry, comment: tuple[str, ...], flags: tuple[str, ...]) -> Entry:
    if (comment, flags) == (entry.comment, entry.flags):
        return entry
    return replace(entry, comment=comment, flags=flags, raw="")


def _digest(msgid: str) -> str:
    return hashlib.sha256(msgid.encode("utf-8", "surrogatepass")).hexdigest()[:12]
