"""Slices of a file ↔ text: how words are quoted where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from .model import Quoting, Span


def _yaml_plain_safe(text: str, flow: str = "") -> bool:
    """Whether YAML reads these characters as a plain scalar on one line (YAML 1.1, 9.1.2)."""
    if not text or text != text.strip() or "\n" in text or text in {"---", "..."}:
        return False
    first = text[0]
    if first in ",[]{}#&*!|>'\"%@`":
        return False
    if first in "-?:" and (len(text) == 1 or text[1] in " \t" + flow):
        return False
    if flow and re.search(r"[,\[\]{}?]|:(?=[,\[\]{}])", text):
        return False
    return not re.search(r":(?:[ \t]|$)|[ \t]#", text)


def _plain(text: str, flow: str = "") -> str:
    return text if _yaml_plain_safe(text, flow) else f'"{_double(text)}"'


def _double(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _undouble(raw: str) -> str:
    return re.sub(r'\\([\\"])', r"\1", raw)


def _same(text: str) -> str:
    return text


_QUOTE: dict[Quoting, Callable[[str], str]] = {
    Quoting.NONE: _same,
    Quoting.CELL: lambda text: text.replace("|", "\\|"),
    Quoting.LABEL: lambda text: text.replace('"', '\\"'),
    Quoting.YAML_PLAIN: _plain,
    Quoting.YAML_FLOW: lambda text: _plain(text, ",[]{}"),
    Quoting.YAML_SINGLE: lambda text: text.replace("'", "''"),
    Quoting.YAML_DOUBLE: _double,
}
_UNQUOTE: dict[Quoting, Callable[[str], str]] = {
    Quoting.NONE: _same,
    Quoting.CELL: lambda raw: raw.replace("\\|", "|"),
    Quoting.LABEL: lambda raw: raw.replace('\\"', '"'),
    Quoting.YAML_PLAIN: _same,
    Quoting.YAML_FLOW: _same,
    Quoting.YAML_SINGLE: lambda raw: raw.replace("''", "'"),
    Quoting.YAML_DOUBLE: _undouble,
}


def quote(text: str, quoting: Quoting) -> str:
    """Give the characters that stand for the text in the file."""
    return _QUOTE[quoting](text)


def unquote(raw: str, quoting: Quoting) -> str:
    """Give the text that the characters of the file stand for; the inverse of `quote`."""
    return _UNQUOTE[quoting](raw)


def read_spans(source: str, spans: Sequence[Span]) -> str:
    """Give the text of the slices, each led by its joint."""
    return "".join(
        span.joint + unquote(source[span.start : span.end], span.quoting) for span in spans
    )


def cut(spans: Sequence[Span], source: str, start: int, end: int) -> tuple[Span, ...]:
    """Give the spans of `text[start:end]`, where `text` is what the given spans read as."""
    parts: list[Span] = []
    offset = 0
    for span in spans:
        offset += len(span.joint)
        raw = source[span.start : span.end]
        length = len(unquote(raw, span.quoting))
        low, high = max(start - offset, 0), min(end - offset, length)
        if low < high or (not length and start <= offset < end):
            first, last = _raw_offset(raw, span.quoting, low), _raw_offset(raw, span.quoting, high)
            joint = span.joint if parts else ""
            parts.append(Span(span.start + first, span.start + last, joint, span.quoting))
        offset += length
    return tuple(parts)


def _raw_offset(raw: str, quoting: Quoting, offset: int) -> int:
    """Give the place in the file's characters of a place in the text."""
    if offset == len(unquote(raw, quoting)):
        return len(raw)
    if quoting in {Quoting.NONE, Quoting.YAML_PLAIN, Quoting.YAML_FLOW}:
        return offset
    escape = {
        Quoting.CELL: r"\\\|",
        Quoting.LABEL: r'\\"',
        Quoting.YAML_SINGLE: r"''",
        Quoting.YAML_DOUBLE: r'\\[\\"]',
    }[quoting]
    characters = re.finditer(f"{escape}|.", raw, re.DOTALL)
    return next(
        (each.start() for place, each in enumerate(characters) if place == offset), len(raw)
    )
