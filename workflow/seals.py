"""A translation that was final when its source changed → a seal that every editor keeps. Pure.

The seal is a comment of the translator's, `# publish:final <digest>`, for flags and fields of the
header do not survive the editors. It binds the text that was translated and its translation: with a
letter changed in either, it is broken.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .model import Entry, State

MARK = "publish:final"


def sealed(entry: Entry) -> bool:
    """Say whether a translation is the last final one of its previous text, letter by letter."""
    return f"{MARK} {_digest(entry)}" in (line.strip() for line in entry.comment)


def seal(entries: Sequence[Entry], old: Iterable[Entry]) -> tuple[Entry, ...]:
    """Give the entries of a catalog, sealed where a translation came into doubt by this update.

    That is: it was final in the old catalog, for the text that is now the previous one. A seal that
    holds is kept, one that is broken or no longer needed goes. A translation that two entries have
    been given is the last one of neither.
    """
    final = {
        (entry.key, entry.msgstr)
        for entry in old
        if not entry.obsolete and entry.state is State.TRANSLATED
    }
    offered = Counter(
        _digest(each) for each in entries if each.fuzzy and each.previous and not each.obsolete
    )
    return tuple(
        _with_seal(entry, once=_last(entry, final) and offered[_digest(entry)] == 1)
        for entry in entries
    )


def _last(entry: Entry, final: set[tuple[tuple[str | None, str], tuple[str, ...]]]) -> bool:
    """Say whether an entry holds the last final translation of its previous text."""
    if entry.obsolete or not entry.fuzzy or not entry.previous or entry.msgid_plural is not None:
        return False
    return sealed(entry) or ((entry.previous[0], entry.previous[1]), entry.msgstr) in final


def unsealed(comment: Iterable[str]) -> tuple[str, ...]:
    """Give a comment without seals."""
    return tuple(line for line in comment if not line.strip().startswith(MARK))


def _with_seal(entry: Entry, *, once: bool) -> Entry:
    comment = unsealed(entry.comment)
    if once:
        comment = (*comment, f"{MARK} {_digest(entry)}")
    return entry if comment == entry.comment else replace(entry, comment=comment, raw="")


def _digest(entry: Entry) -> str:
    context, msgid, _ = entry.previous or (None, "", None)
    told = "\0".join((context or "", msgid, *entry.msgstr))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
