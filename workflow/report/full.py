"""Findings → text for a person at a terminal: the two texts, and a caret below what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..privacy import masked, masks
from .safe import FSI, LRI, PDI, RLI, cells, hint, is_rtl, message, printable, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model import Finding

WINDOW = 72
"""Columns of a text around what is wrong."""
_LABEL = 10


def finding_full(finding: Finding) -> str:
    """Give a finding with its source and target below it, each line of one direction.

    The target is isolated, so that it reads as it does in print whatever stands around it. Below it
    a caret stands under each grapheme of the span. That line runs as the target does: where the
    target runs from right to left, dots hold the place, so that both terminals which reorder text
    and those which do not show the caret where the letters are.
    """
    place = f"{printable(str(finding.position))}:{finding.position.column}"
    said = printable(message(finding))
    lines = [f"{place}: {finding.severity}: {said} [{finding.rule} {finding.code}]"]
    entry = finding.entry
    # What tells of a person is in the texts: a finding that is not to repeat it shows none of them.
    secret = finding.code.startswith("V")
    if entry and entry.msgid and not secret and finding.form < len(entry.msgstr):
        unsaid = finding.unsaid
        target, span = _masked(entry.msgstr[finding.form], finding.span or (0, 0), unsaid)
        lines.append(_labelled("source", _line(masked(entry.msgid, unsaid), (0, 0))))
        if target:
            lines.append(_labelled("target", _line(target, span)))
            if finding.span:
                lines.append(_labelled("", _carets(target, span)))
    if finding.hint:
        lines.append(_labelled("hint", printable(hint(finding))))
    if finding.fixes:
        word = "--fix" if finding.fixes[0].safe else "--fix --unsafe-fixes"
        lines.append(_labelled("fix", f"`publish check {word}` mends it"))
    return "\n".join(lines)


def _masked(
    text: str, span: tuple[int, int], unsaid: tuple[str, ...]
) -> tuple[str, tuple[int, int]]:
    """Give a text as a report may repeat it, and where a span of it stands there."""
    start, end = span
    for low, high, mask in reversed(masks(text, unsaid)):
        text = text[:low] + mask + text[high:]
        shift = len(mask) - (high - low)
        start = start + shift if start >= high else min(start, low)
        end = end + shift if end >= high else low + len(mask) if end > low else end
    return text, (start, end)


def findings_full(findings: Sequence[Finding], last: str) -> str:
    """Give all findings, a blank line between them, and the line that sums up."""
    return "\n\n".join([*map(finding_full, findings), last]) + "\n"


def _labelled(word: str, text: str) -> str:
    return f"    {word:{_LABEL - 2}}{text}".rstrip(" ")


def _shown(text: str, span: tuple[int, int]) -> tuple[list[tuple[str, int, int]], bool, bool]:
    """Give the graphemes around a span, and whether text was left out before and after."""
    pieces = cells(text)
    first = max((n for n, piece in enumerate(pieces) if piece[2] <= span[0]), default=0)
    start, width = first, 0
    while start > 0 and width + pieces[start - 1][1] <= WINDOW // 3:
        start -= 1
        width += pieces[start][1]
    end = start
    total = 0
    while end < len(pieces) and (total + pieces[end][1] <= WINDOW or end <= first):
        total += pieces[end][1]
        end += 1
    return pieces[start:end], start > 0, end < len(pieces)


def _line(text: str, span: tuple[int, int]) -> str:
    pieces, before, after = _shown(text, span)
    shown = "…" * before + "".join(piece for piece, _, _ in pieces) + "…" * after
    return f"{RLI if is_rtl(text) else LRI}{shown}{PDI}"


def _carets(text: str, span: tuple[int, int]) -> str:
    pieces, before, after = _shown(text, span)
    rtl = is_rtl(text)
    blank = "·" if rtl else " "
    start, end = span[0], max(span[1], span[0] + 1)
    offsets = [offset for _, _, offset in pieces] + [len(text) + 1]
    marks = blank * before
    for number, (_, width, offset) in enumerate(pieces):
        inside = offset < end and offsets[number + 1] > start
        marks += ("^" if inside else blank) * width
    if start >= len(text):
        marks += "^"
    marks += blank * after
    return f"{RLI}{marks}{PDI}" if rtl else marks.rstrip()


def fix_text(before: str, after: str, place: str, unsaid: tuple[str, ...] = ()) -> str:
    """Give what a fix changes, as two lines that name what cannot be seen and no one."""
    old, new = masked(before, unsaid), masked(after, unsaid)
    if old != new:
        before, after = old, new
    return (
        f"{printable(place)}\n"
        f"  - {FSI}{visible(old)}{PDI}\n"
        f"  + {FSI}{visible(new)}{PDI}\n"
        f"    {_points(before, after)}\n"
    )


def _points(before: str, after: str) -> str:
    """Name the characters that go and those that come, by code point."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    gone, come = before[start : len(before) - end], after[start : len(after) - end]
    return f"{_named(gone)} → {_named(come)}"


def _named(text: str) -> str:
    if not text:
        return "nothing"
    points = " ".join(f"U+{ord(char):04X}" for char in text[:12])
    return points + (" …" if len(text) > 12 else "")
