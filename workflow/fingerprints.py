"""A finding → what it is known by from one run to the next.

Made of the rule, the file, the entry and the words that are wrong; never of the line, since every
merge moves lines, and never readable: a baseline or a log tells nothing of a text.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .model import Finding


def fingerprints(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Give a fingerprint for each finding, no two the same: equal ones are counted."""
    seen: dict[str, int] = {}
    found = []
    for finding in findings:
        digest = _digest(_said(finding))
        number = seen[digest] = seen.get(digest, 0) + 1
        found.append(digest if number == 1 else _digest((digest, str(number))))
    return tuple(found)


def _said(finding: Finding) -> tuple[str, ...]:
    entry = finding.entry
    if entry is None:
        return (finding.code, finding.position.path, finding.message)
    wrong = ""
    if finding.span and finding.form < len(entry.msgstr):
        wrong = entry.msgstr[finding.form][slice(*finding.span)]
    place = "-" if entry.msgctxt is None else f"+{entry.msgctxt}"
    form = str(finding.form)
    # Two findings of one rule in one entry without a span are told apart by their words.
    words = wrong if finding.span else finding.message
    return (finding.code, finding.position.path, place, entry.msgid, form, words)


def _digest(parts: Sequence[str]) -> str:
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()[:32]
