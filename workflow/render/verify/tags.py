"""The structure of a PDF → where it is not what PDF/UA-1 asks for (ISO 14289-1, by clause)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from .content import Content
from .flaw import Flaw, elements, kids

_KNOWN = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Figure",
        "Formula",
        "Form",
    ]
)
_INSIDE = {"L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}, "TR": {"TH", "TD"}}
"""What may stand in an element, where that is said (ISO 32000-1, 14.8.4.3)."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def tag_flaws(pdf: Any, contents: Sequence[Content]) -> Iterator[Flaw]:  # noqa: ANN401
    """Judge the tags of a file, its languages, headings, notes, tables, lists and links."""
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield Flaw("tags", "the file is not tagged")
    if root.get("/MarkInfo", {}).get("/Suspects"):
        yield Flaw("tags", "the file calls its own tags suspect")
    if "/StructTreeRoot" not in root:
        yield Flaw("tags", "the file has no structure")
        return
    for number, content in enumerate(contents, 1):
        if content.unmarked:
            yield Flaw("tags", f"{content.unmarked} times content is not tagged", number)
    yield from _loose(pdf, contents)
    found = list(elements(pdf))
    yield from _languages(pdf, found)
    yield from _headings(found)
    yield from _notes(found, root.StructTreeRoot)
    yield from _shapes(found)
    yield from _annotations(pdf)


def _loose(pdf: Any, contents: Sequence[Content]) -> Iterator[Flaw]:  # noqa: ANN401
    """Content that has a number and belongs to no element (7.1)."""
    parents = dict(_numbers(pdf.Root.StructTreeRoot.get("/ParentTree")))
    top = pdf.Root.StructTreeRoot.objgen
    rooted: set[Any] = set()
    for number, (page, content) in enumerate(zip(pdf.pages, contents, strict=True), 1):
        owners = parents.get(int(page.obj.get("/StructParents", -1)), ())
        loose = sum(
            mark >= len(owners) or not _is_rooted(owners[mark], top, rooted)
            for mark in content.marks
        )
        if loose:
            yield Flaw("tags", f"{loose} texts belong to no element", number)


def _is_rooted(node: Any, top: Any, rooted: set[Any]) -> bool:  # noqa: ANN401
    """Say whether an element is in the tree; what is found out is kept in `rooted`."""
    path = []
    while node is not None and node.objgen not in rooted:
        if node.objgen == top:
            break
        path.append(node.objgen)
        parent = node.get("/P")
        if parent is None or not any(kid.objgen == node.objgen for kid in kids(parent)):
            return False
        node = parent
    rooted.update(path)
    return node is not None


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401
    """Give the entries of a number tree (ISO 32000-1, 7.9.7)."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        items = list(node.get("/Nums", ()))
        yield from zip(map(int, items[::2]), items[1::2], strict=True)
        stack += list(node.get("/Kids", ()))


def _languages(pdf: Any, found: Sequence[Any]) -> Iterator[Flaw]:  # noqa: ANN401
    """The document and its parts say their languages (7.2)."""
    if not str(pdf.Root.get("/Lang", "")):
        yield Flaw("language", "the file does not say its language")
    spoken = {str(node.get("/Lang", "")) for node in found} - {""}
    if not spoken:
        yield Flaw("language", "no part of the file says its language")
    for tag in sorted(spoken):
        if not _TAG.fullmatch(tag):
            yield Flaw("language", f"“{tag}” is no language")


def _headings(found: Sequence[Any]) -> Iterator[Flaw]:
    """Headings begin at the first level and skip none on the way down (7.4.2)."""
    before = 0
    for node in found:
        level = re.fullmatch(r"/H([1-6])", str(node.S))
        if level:
            if int(level[1]) > before + 1:
                above = f"/H{before}" if before else "nothing"
                yield Flaw("heading", f"a heading H{level[1]} follows {above.lstrip('/')}")
            before = int(level[1])


def _notes(found: Sequence[Any], root: Any) -> Iterator[Flaw]:  # noqa: ANN401
    """Each note has a name of its own, by which it is found (7.9)."""
    notes = [node for node in found if node.S == "/Note"]
    if not all("/ID" in node for node in notes):
        yield Flaw("note", "a note has no ID")
    counts = Counter(bytes(node.ID) for node in found if "/ID" in node)
    if any(count > 1 for count in counts.values()):
        yield Flaw("note", "two elements bear one ID")
    if counts and "/IDTree" not in root:
        yield Flaw("note", "there are IDs, and no list of them")


def _shapes(found: Sequence[Any]) -> Iterator[Flaw]:
    """Known kinds; lists and tables made of what they are made of; words for every picture."""
    for node in found:
        kind = str(node.S).lstrip("/")
        inside = {str(kid.S).lstrip("/") for kid in kids(node) if "/S" in kid}
        if kind not in _KNOWN:
            yield Flaw("tags", f"the kind of element {kind} is not known")
        if kind in _INSIDE and not inside <= _INSIDE[kind]:
            yield Flaw("tags", f"{', '.join(sorted(inside - _INSIDE[kind]))} stands in {kind}")
        if kind == "Figure" and not str(node.get("/Alt", "")):
            yield Flaw("picture", "a picture has no words that stand for it")
        if kind == "TH" and "/Scope" not in node.get("/A", {}):
            yield Flaw("table", "the head of a column does not say what it heads")


def _annotations(pdf: Any) -> Iterator[Flaw]:  # noqa: ANN401
    """Links are tagged, told in words, and visited in the order of the structure (7.18)."""
    for number, page in enumerate(pdf.pages, 1):
        notes = list(page.obj.get("/Annots", ()))
        if page.obj.get("/Tabs") != "/S":
            yield Flaw("link", "the tab key does not follow the structure", number)
        for each in notes:
            if "/StructParent" not in each:
                yield Flaw("link", "a link is not tagged", number)
            if not str(each.get("/Contents", "")):
                yield Flaw("link", "a link is not told in words", number)
