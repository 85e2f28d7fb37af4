"""Base, ours and theirs → one Catalog, key by key; nothing that either side wrote is lost.

Lines say nothing: every editor wraps them anew, and moves a date in the header. What two people can
disagree on is the translation of one text, and whether the text is there at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from .model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .model import Key

OTHER = "conflict, the other translation"
"""How the comment begins that keeps what the other side wrote."""
REMOVED = "conflict: one side has changed this translation, the other has removed the text"

_DATES = ("POT-Creation-Date", "PO-Revision-Date")
_NOBODY = datetime.min.replace(tzinfo=UTC)
_NPLURALS = re.compile(r"nplurals\s*=\s*([0-9]+)")
_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"})

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two people must settle between them: the message, and what has been done with it."""

    key: Key
    message: str
    hint: str


def merge_three(
    base: Catalog, ours: Catalog, theirs: Catalog
) -> tuple[Catalog, tuple[Conflict, ...]]:
    """Give ours with all that theirs has changed since base, and what the two disagree on.

    A field that one side has changed is that side's. Two translations of one text are both kept:
    one as the translation, fuzzy, the other in a comment. What one side has removed and the other
    has changed stays among the obsolete. Where `update` has moved a translation to the changed text
    (fuzzy, with the old text before it), what the other side made of it follows. Headers never
    conflict: the later revision has its way. Merging with an unchanged side gives the other side,
    and theirs with ours conflicts where ours with theirs does.
    """
    before, here, there = (
        {entry.key: entry for entry in side.entries} for side in (base, ours, theirs)
    )
    _follow(before, here, there)
    _follow(before, there, here)
    head, header = _head(base, ours, theirs)
    forms = _forms(header)
    merged: dict[Key, Entry] = {}
    conflicts: list[Conflict] = []
    for key in dict.fromkeys((*here, *there)):
        entry, conflict = _merged(before.get(key), here.get(key), there.get(key))
        if entry:
            entry, cut = _fitted(entry, forms)
            conflict = conflict or cut
        if entry and not (head and key == (None, "")):
            merged[key] = entry
        conflicts += [conflict] if conflict else []
    first, second = (ours, theirs) if list(before) != list(here) else (theirs, ours)
    still = theirs.entries == base.entries
    order = [key for key in here if key in merged] if still else _order(merged, first, second)
    entries = tuple(_at_home(merged[key], here.get(key)) for key in order)
    return replace(ours, header=header, entries=entries, head=head), tuple(conflicts)


def _at_home(entry: Entry, ours: Entry | None) -> Entry:
    """Keep the lines of our file only for what is ours."""
    return ours if ours is not None and entry == ours else replace(entry, position=None, raw="")


# --- one entry ------------------------------------------------------------------------------


def _merged(
    base: Entry | None, ours: Entry | None, theirs: Entry | None
) -> tuple[Entry | None, Conflict | None]:
    """Give an entry as both sides want it, and where they cannot both have their way."""
    if theirs in (ours, base):
        return ours, None
    if ours == base:
        return theirs, None
    if ours is None or theirs is None:
        return _survivor(base, ours or theirs)
    base = base or replace(
        ours, msgstr=tuple("" for _ in ours.msgstr), flags=(), comment=(), previous=None
    )
    chosen, lost = _translation(base, ours, theirs)
    flags = _union(_plain(base), _plain(ours), _plain(theirs))
    comment = _union(base.comment, ours.comment, theirs.comment)
    fuzzy = chosen.fuzzy
    if lost is not None:
        lines = () if lost.msgstr == chosen.msgstr else _other_lines(lost)
        comment, fuzzy = _with_lines(comment, lines), True
    entry = replace(
        chosen,
        msgid_plural=_pick(base.msgid_plural, ours.msgid_plural, theirs.msgid_plural),
        flags=("fuzzy", *flags) if fuzzy else flags,
        references=_pick(base.references, ours.references, theirs.references),
        note=_pick(base.note, ours.note, theirs.note),
        comment=comment,
        obsolete=_obsolete(base, ours, theirs),
    )
    hint = "choose in the entry and remove the mark; the other translation is in its comment"
    conflict = Conflict(entry.key, "both sides have translated it", hint)
    return entry, conflict if lost is not None else None


def _survivor(base: Entry | None, entry: Entry | None) -> tuple[Entry | None, Conflict | None]:
    """Give what one side has removed: nothing, unless the other has worked on it since."""
    assert base
    assert entry
    if (entry.msgstr, entry.fuzzy, entry.comment) == (base.msgstr, base.fuzzy, base.comment):
        return None, None
    if not any(entry.msgstr):
        return None, None
    kept = replace(
        entry,
        flags=("fuzzy", *_plain(entry)),
        note=(),
        references=(),
        comment=_with_lines(entry.comment, (REMOVED,)),
        obsolete=True,
    )
    hint = "it stays among the obsolete; `publish update` revives it if its text is in the source"
    return kept, Conflict(entry.key, "one side has changed it, the other has removed it", hint)


def _translation(base: Entry, ours: Entry, theirs: Entry) -> tuple[Entry, Entry | None]:
    """Give the entry whose translation stands, and the one whose translation stands against it."""
    if _work(ours) == _work(base):
        return theirs, None
    if _work(theirs) == _work(base) or _work(ours) == _work(theirs):
        return ours, None
    for one, other in ((ours, theirs), (theirs, ours)):
        known = one.msgstr == other.msgstr or set(_other_lines(other)) <= set(one.comment)
        if known and one.fuzzy and any(line.startswith("conflict") for line in one.comment):
            return one, other  # they are known to disagree, and nobody has settled it yet
    if ours.msgstr == theirs.msgstr:
        return (theirs if ours.fuzzy == base.fuzzy != theirs.fuzzy else ours), None
    forms = _together(base, ours, theirs)
    if forms:
        return replace(theirs if theirs.fuzzy else ours, msgstr=forms), None
    return _dispute(base, ours, theirs)


def _together(base: Entry, ours: Entry, theirs: Entry) -> tuple[str, ...] | None:
    """Give the plural forms of both, where each side has filled empty ones that the other has not.

    Two wordings of forms that were there are not mixed: nobody has read them together.
    """
    if not len(base.msgstr) == len(ours.msgstr) == len(theirs.msgstr):
        return None
    if not (any(ours.msgstr) and any(theirs.msgstr)):
        return None
    forms = list(zip(base.msgstr, ours.msgstr, theirs.msgstr, strict=True))
    if any(one != other and (was or (one and other)) for was, one, other in forms):
        return None
    return tuple(one or other for _, one, other in forms)


def _dispute(base: Entry, ours: Entry, theirs: Entry) -> tuple[Entry, Entry | None]:
    """Decide between two translations that are not the same."""
    sides = ((ours, theirs), (theirs, ours))
    for one, other in sides:
        if one.msgstr == base.msgstr and one.fuzzy >= base.fuzzy:
            return other, None  # it was only called doubtful, or its old text was noted
    for one, other in sides:
        if not any(one.msgstr):
            return other, (None if base.fuzzy else one)  # a doubtful text was thrown away
    return (theirs, ours) if ours.fuzzy and not theirs.fuzzy else (ours, theirs)


def _work(entry: Entry) -> tuple[tuple[str, ...], bool, tuple[str | None, str, str | None] | None]:
    return entry.msgstr, entry.fuzzy, entry.previous


def _plain(entry: Entry) -> tuple[str, ...]:
    return tuple(flag for flag in entry.flags if flag != "fuzzy")


def _obsolete(base: Entry, ours: Entry, theirs: Entry) -> bool:
    if base.obsolete not in {ours.obsolete, theirs.obsolete}:
        return not base.obsolete
    return (ours.obsolete or theirs.obsolete) if not base.obsolete else False


def _pick(base: _T, ours: _T, theirs: _T) -> _T:
    """Give what has changed, ours if both have."""
    return theirs if ours == base else ours


def _union(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Give lines with what either side has added, without what either has taken away."""
    if ours in (theirs, base):
        return tuple(theirs)
    if theirs == base:
        return tuple(ours)
    kept = [line for line in ours if line in theirs or line not in base]
    return tuple(kept) + tuple(line for line in theirs if line not in ours and line not in base)


def _with_lines(comment: tuple[str, ...], lines: tuple[str, ...]) -> tuple[str, ...]:
    return (*comment, *(line for line in lines if line not in comment))


def _other_lines(lost: Entry) -> tuple[str, ...]:
    """Give a translation as lines of a comment, escaped as in a catalog."""
    if lost.msgid_plural is None:
        texts = {OTHER: lost.msgstr[0]}
    else:
        texts = {f"{OTHER} [{number}]": text for number, text in enumerate(lost.msgstr)}
    if not any(lost.msgstr):
        return (f"{OTHER}: none",)
    return tuple(f"{name}: {text.translate(_ESCAPES)}" for name, text in texts.items() if text)


def _forms(header: Mapping[str, str]) -> int:
    found = _NPLURALS.search(header.get("Plural-Forms", ""))
    return int(found[1]) if found else 0


def _fitted(entry: Entry, forms: int) -> tuple[Entry, Conflict | None]:
    """Give the entry as many forms as the header says; those too many go to the comment.

    One, if it has no plural.
    """
    count = len(entry.msgstr)
    if entry.msgid_plural is None:
        forms = 1
    elif entry.obsolete or not forms:
        forms = count
    if count == forms:
        return entry, None
    spare = {number: text for number, text in enumerate(entry.msgstr) if text and number >= forms}
    lines = tuple(f"{OTHER} [{n}]: {text.translate(_ESCAPES)}" for n, text in spare.items())
    fitted = replace(
        entry,
        msgstr=(*entry.msgstr, *("" for _ in range(forms - count)))[:forms],
        flags=("fuzzy", *_plain(entry)) if any(entry.msgstr) else entry.flags,
        comment=_with_lines(entry.comment, lines),
    )
    message = f"it has {count} plural forms, and only {forms} are asked for"
    conflict = Conflict(entry.key, message, "the other forms are in its comment")
    return fitted, conflict if lines else None


# --- what has moved -------------------------------------------------------------------------


def _follow(before: Mapping[Key, Entry], mover: dict[Key, Entry], editor: dict[Key, Entry]) -> None:
    """Bring what one side made of a text to where the other side has moved its translation."""
    heirs = {
        entry.previous[:2]: entry
        for key, entry in mover.items()
        if entry.fuzzy and entry.previous and key not in before and key not in editor
    }
    for key, old in before.items():
        heir, edited = heirs.get(key), editor.get(key)
        if key in mover or heir is None or edited is None or heir.msgstr != old.msgstr:
            continue
        if edited.msgstr != old.msgstr and all(edited.msgstr) and all(old.msgstr):
            comment = _union(old.comment, heir.comment, edited.comment)
            mover[heir.key] = replace(heir, msgstr=edited.msgstr, comment=comment, raw="")
            del editor[key]


# --- the order ------------------------------------------------------------------------------


def _order(merged: Mapping[Key, Entry], first: Catalog, second: Catalog) -> list[Key]:
    """Give the order of the first; what only the second has, behind the entry before it there.

    What has become obsolete goes to the end.
    """
    placed = {
        entry.key
        for entry in first.entries
        if entry.key in merged and merged[entry.key].obsolete == entry.obsolete
    }
    behind: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for entry in second.entries:
        key = entry.key
        if key not in merged or merged[key].obsolete:
            continue
        if key in placed:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    order = list(behind.get(None, ()))
    for entry in first.entries:
        if entry.key in placed:
            order += [entry.key, *behind.get(entry.key, ())]
    return list(dict.fromkeys((*order, *merged)))


# --- the header -----------------------------------------------------------------------------


def _head(base: Catalog, ours: Catalog, theirs: Catalog) -> tuple[Entry | None, Mapping[str, str]]:
    """Give the header with what either side has changed; of two changes, the later revision's."""
    if ours.head is None or theirs.head is None:
        side = ours if ours.head else theirs
        return side.head, side.header
    later = theirs if _revised(theirs) > _revised(ours) else ours
    fields: dict[str, str] = {}
    for name in _names(ours.header, theirs.header):
        was, mine, other = (side.header.get(name) for side in (base, ours, theirs))
        if name in _DATES and mine and other:
            value: str | None = max(mine, other, key=_date)
        elif was not in (mine, other):
            value = later.header.get(name) or mine or other
        else:
            value = _pick(was, mine, other)
        if value is not None:
            fields[name] = value
    head = base.head or Entry()
    comment = _union(head.comment, ours.head.comment, theirs.head.comment)
    flags = _pick(head.flags, ours.head.flags, theirs.head.flags)
    if fields != dict(ours.header):
        text = _written(ours.head.msgstr[0], fields)
        return replace(ours.head, msgstr=(text,), comment=comment, flags=flags, raw=""), fields
    if (comment, flags) != (ours.head.comment, ours.head.flags):
        return replace(ours.head, comment=comment, flags=flags, raw=""), fields
    return ours.head, ours.header


def _names(ours: Iterable[str], theirs: Iterable[str]) -> list[str]:
    """Give the names of both; one that only theirs has, behind the one before it there."""
    names = list(ours)
    last = -1
    for name in theirs:
        if name in names:
            last = names.index(name)
        else:
            last += 1
            names.insert(last, name)
    return names


def _written(text: str, fields: Mapping[str, str]) -> str:
    """Give the header's text with these fields; lines that are no fields stay where they are."""
    lines: list[str] = []
    left = dict(fields)
    for line in text.removesuffix("\n").split("\n"):
        name, colon, value = line.partition(":")
        name = name.strip()
        if not colon or (name in left and value.strip() == left[name]):
            lines.append(line)
        elif name in left:
            lines.append(f"{name}: {left[name]}")
        left.pop(name, None)
    for name, value in left.items():
        names = [line.partition(":")[0].strip() for line in lines]
        earlier = [each for each in list(fields)[: list(fields).index(name)] if each in names]
        place = names.index(earlier[-1]) + 1 if earlier else 0
        lines.insert(place, f"{name}: {value}")
    return "\n".join([*lines, ""])


def _revised(catalog: Catalog) -> datetime:
    return _date(catalog.header.get("PO-Revision-Date", ""))


def _date(value: str) -> datetime:
    """Give a date of a header; what is none is before all others."""
    try:
        return datetime.strptime(value, "%Y-%m-%d %H:%M%z")
    except ValueError:
        return _NOBODY
