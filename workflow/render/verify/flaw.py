"""What is said of a PDF, and the ways through its objects that all checks share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong in a PDF."""

    rule: str
    message: str
    page: int = 0
    """Counted from 1; 0 is the file as a whole."""


def elements(pdf: Any) -> Iterator[Any]:  # noqa: ANN401 (pikepdf's own)
    """Give each element of the structure, in reading order."""
    stack = [pdf.Root.get("/StructTreeRoot")]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        if "/S" in node:
            yield node
        stack += reversed(kids(node))


def kids(node: Any) -> list[Any]:  # noqa: ANN401
    """Give the elements below an element, without the marks of content."""
    import pikepdf  # noqa: PLC0415 (slow)

    below = node.get("/K")
    found = list(below) if isinstance(below, pikepdf.Array) else [below]
    return [each for each in found if isinstance(each, pikepdf.Dictionary) and "/K" in each]


def dictionaries(pdf: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give every dictionary and stream of a file, those within others too."""
    import pikepdf  # noqa: PLC0415

    for each in pdf.objects:
        stack = [each]
        while stack:
            node = stack.pop()
            if isinstance(node, pikepdf.Array):
                below = list(node)
            elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
                yield node
                below = [value for _, value in node.items()]
            else:
                continue
            stack += [
                kid for kid in below if isinstance(kid, pikepdf.Object) and not kid.is_indirect
            ]
