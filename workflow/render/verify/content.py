"""The content of a page → where its texts begin, what is unmarked, which letters are missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_PAINTS = frozenset(
    ["Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI"]
)
"""Operators that leave ink (ISO 32000-1, table 51)."""


@dataclass(slots=True)
class Content:
    """What was met on one page."""

    starts: dict[int, float] = field(default_factory=dict)
    """Marked content → the height of its first text, in points from the bottom."""
    marks: set[int] = field(default_factory=set)
    """All marked content that has a number."""
    unmarked: int = 0
    """How often something is painted that is neither tagged nor an artifact."""
    missing: int = 0
    """How many letters are drawn as the box that stands for a missing one."""


def read_content(page: Any) -> Content:  # noqa: ANN401 (pikepdf's own)
    """Read one page."""
    import pikepdf  # noqa: PLC0415

    found = Content()
    matrix, saved = pikepdf.Matrix(), []
    text = pikepdf.Matrix()
    open_: list[int | None] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name == "q":
            saved.append(matrix)
        elif name == "Q":
            matrix = saved.pop()
        elif name == "cm":
            matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
        elif name == "Tm":
            text = pikepdf.Matrix(*map(float, operands))
        elif name in {"BDC", "BMC"}:
            open_.append(_mark(operands))
        elif name == "EMC":
            open_.pop()
        if name in _PAINTS:
            inside = [mark for mark in open_ if mark is not None]
            found.unmarked += not inside
            if inside and inside[-1] >= 0:
                found.marks.add(inside[-1])
            if name in {"TJ", "Tj"}:
                if inside:
                    found.starts.setdefault(inside[-1], float((text @ matrix).f))
                found.missing += _missing(operands[0])
    return found


_ARTIFACT = -1


def _mark(operands: Any) -> int | None:  # noqa: ANN401
    """Give the number of marked content, that of all artifacts, or nothing."""
    import pikepdf  # noqa: PLC0415

    if operands[0] == "/Artifact":
        return _ARTIFACT
    given = operands[1] if len(operands) > 1 else None
    if isinstance(given, pikepdf.Dictionary) and "/MCID" in given:
        return int(given.MCID)
    return None


def _missing(shown: Any) -> int:  # noqa: ANN401
    """Count the glyphs 0 of a text shown in a font of two-byte codes, the only ones we write."""
    import pikepdf  # noqa: PLC0415

    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    texts = [bytes(each) for each in parts if isinstance(each, pikepdf.String)]
    return sum(
        text[at : at + 2] == b"\0\0"
        for text in texts
        if b"\0\0" in text
        for at in range(0, len(text), 2)
    )


def heights(
    cell: Any,  # noqa: ANN401
    contents: list[Content],
    numbers: Mapping[Any, int],
) -> list[tuple[int, float]]:
    """Give the page and the height of each text of an element, in reading order."""
    import pikepdf  # noqa: PLC0415

    found = []
    stack: list[tuple[Any, Any]] = [(cell, None)]
    while stack:
        node, page = stack.pop()
        if isinstance(node, pikepdf.Dictionary):
            page = node.get("/Pg", page)
            below = node.get("/MCID", node.get("/K"))
            inside = list(below) if isinstance(below, pikepdf.Array) else [below]
            stack += [(kid, page) for kid in reversed(inside)]
        elif isinstance(node, int) and page is not None:
            number = numbers[page.objgen]
            if node in contents[number].starts:
                found.append((number, contents[number].starts[node]))
    return found
