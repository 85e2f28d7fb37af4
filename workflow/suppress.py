"""What a translator or a project has asked `check` to ignore.

A translator's comment at the entry, since comments survive every tool and flags do not (gettext's
own drops those it does not know):

    # publish: ignore number, term -- the dual holds the number [a1b2c3]

The six digits bind it to the text: when source or translation changes, the finding comes back.
In the header's comment, `publish: ignore-file term -- reason` speaks for the whole catalog.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .model import Finding, Position, Severity

if TYPE_CHECKING:
    from .model import Catalog, Entry

_IGNORE = re.compile(
    r"\s*publish:\s*ignore(?P<file>-file)?\s+(?P<rules>.*?)"
    r"(?:\s+--\s*(?P<reason>.*?))?(?:\s*\[(?P<tag>[0-9a-fA-F]{6})\])?\s*"
)
_WORD = re.compile(r"[^\s,]+")

Known = Callable[[str], str | None]
"""A code or a name, as somebody wrote it → the rule's name, or nothing."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """One comment that asks for silence."""

    rules: tuple[str, ...]
    """As they are written: names or codes."""
    reason: str = ""
    tag: str = ""
    whole_file: bool = False


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The findings that are left, those that are hidden, and what is wrong with the comments."""

    kept: tuple[Finding, ...]
    hidden: tuple[Finding, ...]


def tag_of(entry: Entry) -> str:
    """Give the six digits that bind a comment to what an entry says now."""
    text = "\0".join((entry.msgctxt or "", entry.msgid, *entry.msgstr))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def read_ignore(line: str) -> Ignore | None:
    """Give what a line of a translator's comment asks for, if it speaks to us at all."""
    found = _IGNORE.fullmatch(line)
    if found is None:
        return None
    named, dashes, reason = found["rules"].partition("-- ")
    if dashes and named.strip():  # part of a word
        named, reason = found["rules"], ""
    return Ignore(
        rules=tuple(_WORD.findall(named)),
        reason=found["reason"] or reason,
        tag=(found["tag"] or "").lower(),
        whole_file=bool(found["file"]),
    )


def write_ignore(rule: str, entry: Entry, reason: str = "") -> Entry:
    """Give the entry with a comment that hides this rule in it, as long as its text stays so.

    A comment that asks for the same is replaced, so that writing twice is writing once.
    """
    reason = " ".join(reason.split())
    words = f" -- {reason}" if reason else ""
    line = f"publish: ignore {rule}{words} [{tag_of(entry)}]"
    kept = tuple(
        each
        for each in entry.comment
        if (found := read_ignore(each)) is None or found.whole_file or found.rules != (rule,)
    )
    return replace(entry, comment=(*kept, line), raw="")


def suppress(
    findings: Iterable[Finding], catalogs: Iterable[Catalog], known: Known, ran: frozenset[str]
) -> Suppressed:
    """Hide what the comments of these catalogs ask for: one rule at one entry each, nothing else.

    A comment that hides nothing, that was written for another text, or that names no rule, is a
    finding itself; it is said to be unused only if its rule is among those that `ran`.
    """
    groups: dict[tuple[str, int, str], list[Finding]] = {}
    kept: list[Finding] = []
    for finding in findings:
        key = _key(finding)
        if key:
            groups.setdefault(key, []).append(finding)
        else:
            kept.append(finding)
    hidden: list[Finding] = []
    for catalog in catalogs:
        for owner, ignore, line in _ignores(catalog):
            for word in ignore.rules or ("",):
                name = known(word) if word else None
                where = Position(catalog.path, line)
                if name is None:
                    kept.append(_unknown(where, word))
                    continue
                if owner is not None and ignore.tag and ignore.tag != tag_of(owner):
                    kept.append(_stale(where, name))
                    continue
                taken = _take(groups, catalog.path, owner, name)
                hidden += taken
                if not taken and name in ran and not _busy(hidden, owner, name, catalog.path):
                    kept.append(_unused(where, name))
    left = [finding for group in groups.values() for finding in group]
    return Suppressed((*kept, *left), tuple(hidden))


def _key(finding: Finding) -> tuple[str, int, str] | None:
    """Give path, line of the entry and rule; a finding at another file is nobody's to hide here."""
    entry = finding.entry
    if entry and entry.position and entry.position.path == finding.position.path:
        return (entry.position.path, entry.position.line, finding.rule)
    if finding.position.path.endswith((".po", ".pot")):
        return (finding.position.path, 0, finding.rule)
    return None


def _take(
    groups: dict[tuple[str, int, str], list[Finding]], path: str, owner: Entry | None, name: str
) -> list[Finding]:
    if owner is not None:
        line = owner.position.line if owner.position else 0
        return groups.pop((path, line, name), [])
    keys = [key for key in groups if key[0] == path and key[2] == name]
    return [finding for key in keys for finding in groups.pop(key)]


def _busy(hidden: Sequence[Finding], owner: Entry | None, name: str, path: str) -> bool:
    """Say whether another comment of the entry hid the same rule already."""
    return owner is None and any(
        finding.rule == name and finding.position.path == path for finding in hidden
    )


def _ignores(catalog: Catalog) -> Iterator[tuple[Entry | None, Ignore, int]]:
    """Give each comment that asks for silence, its entry (None: the whole file), and its line.

    Those of entries come first: what one of them hides, it hides, whatever the header says.
    """
    heads = [catalog.head] if catalog.head else []
    for entry in [*catalog.entries, *heads]:
        if entry.obsolete or not any("publish:" in line for line in entry.comment):
            continue
        for line in entry.comment:
            ignore = read_ignore(line)
            if ignore and not (ignore.whole_file and entry is not catalog.head):
                yield (None if ignore.whole_file else entry), ignore, _line(entry, line)


def _line(entry: Entry, comment: str) -> int:
    """Give the line of a comment in the file."""
    if entry.position is None:
        return 1
    lines = entry.raw.split("\n")
    at = next((n for n, line in enumerate(lines) if line.lstrip().startswith("msgstr")), 0)
    own = next((n for n, line in enumerate(lines) if comment.strip() in line), at)
    return entry.position.line - at + own


def _unused(where: Position, name: str) -> Finding:
    message = f"`{name}` finds nothing here: the comment has nothing to ignore"
    return Finding(where, Severity.WARNING, "Z001", "unused-ignore", message, "delete the comment")


def _stale(where: Position, name: str) -> Finding:
    message = f"the comment that ignores `{name}` was written for another text"
    hint = "look again: `publish ignore` renews the comment, or delete it"
    return Finding(where, Severity.WARNING, "Z002", "stale-ignore", message, hint)


def _unknown(where: Position, word: str) -> Finding:
    message = f"no rule is called `{word[:40]}`" if word else "the comment names no rule"
    hint = "`publish rules` lists them all"
    return Finding(where, Severity.WARNING, "Z003", "unknown-code", message, hint)
