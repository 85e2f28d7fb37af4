"""Catalog + findings → the catalog with their fixes applied; nothing else of it changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .model import Finding


@dataclass(frozen=True, slots=True)
class Mended:
    """An entry before and after, and the rules whose findings that mends."""

    before: Entry
    after: Entry
    rules: tuple[str, ...]


Edit = tuple[int, int, str]


def mend(
    catalog: Catalog, findings: Iterable[Finding], *, unsafe: bool = False
) -> tuple[Catalog, tuple[Mended, ...]]:
    """Apply the fixes of these findings, and say what they changed.

    Only safe ones, unless asked for; fuzzy and obsolete entries stay as they are. Of two fixes that
    want the same letters the first is taken: whoever checks again finds what is left.
    """
    wanted: dict[int, list[Finding]] = {}
    for finding in findings:
        entry = finding.entry
        if entry and entry.position and any(fix.safe or unsafe for fix in finding.fixes):
            wanted.setdefault(entry.position.line, []).append(finding)
    entries: list[Entry] = []
    mended: list[Mended] = []
    for entry in catalog.entries if wanted else ():
        found = wanted.get(entry.position.line, []) if entry.position else []
        after = entry
        if found and not entry.fuzzy and not entry.obsolete:
            after = _mended(entry, found, unsafe=unsafe)
        entries.append(after)
        if after is not entry:
            rules = tuple(dict.fromkeys(finding.rule for finding in found))
            mended.append(Mended(entry, after, rules))
    return (replace(catalog, entries=tuple(entries)) if mended else catalog), tuple(mended)


def _mended(entry: Entry, findings: Sequence[Finding], *, unsafe: bool) -> Entry:
    forms = list(entry.msgstr)
    for number, text in enumerate(entry.msgstr):
        edits = [
            edit(text, fix.text)
            for finding in findings
            if finding.form == number and finding.entry and finding.entry.key == entry.key
            for fix in finding.fixes[:1]
            if fix.safe or unsafe
        ]
        forms[number] = apply(text, edits)
    return entry if tuple(forms) == entry.msgstr else replace(entry, msgstr=tuple(forms), raw="")


def edit(old: str, new: str) -> Edit:
    """Give the smallest slice of the old text, and what stands there in the new one."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, len(old) - end, new[start : len(new) - end]


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Make the edits that do not touch one another, the first ones first."""
    taken: list[Edit] = []
    for start, end, words in edits:
        apart = all(end < other or start > last for other, last, _ in taken)
        if apart and (start, end, words) not in taken:
            taken.append((start, end, words))
    for start, end, words in sorted(taken, reverse=True):
        text = text[:start] + words + text[end:]
    return text
