"""Edition → checked PDF: lay out, look at every box, mend, lay out again, and only then write."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..errors import RenderError
from ..model import Direction
from ..printed import Edition
from .copyfit import closer, level_quotes
from .enclosures import Enclosure, manifest
from .fit import prepare
from .html import render_html, texts_of
from .layout import ALONE, Layout
from .missing import refuse_missing
from .pdf import Source, complaints, load, parse, producer, refuse_styles, write
from .proof import Fault, names, proof, texts
from .repair import PASSES, Again, Astray, Repair
from .spread import part
from .theme import PLAIN, Theme
from .verify import verify_pdf
from .xmp import packet

_SECONDS, _WORDS = 20, 100
"""What any edition may take, and one second more for so many words: ten times what they need."""


@dataclass(frozen=True, slots=True)
class Settled:
    """An edition laid out, and what could not be mended."""

    document: Any
    faults: tuple[Fault, ...]
    made: int
    """How many pages were laid out for it, those that were then laid out again too."""


def print_edition(
    edition: Edition,
    layout: Layout,
    media: Mapping[str, bytes],
    enclosed: Sequence[Enclosure] = (),
) -> bytes:
    """Give the PDF of an edition in which everything that `proof` looks for is right.

    Where a note cannot stand at the foot of the page of its call, all notes stand together at the
    end. What is wrong even then is a RenderError that names the places: nothing is printed that
    lost a line. Files to enclose make it an archive (PDF/A-3a), which `verify_pdf` judges too.
    """
    refuse_styles(layout.theme)
    with complaints() as said:
        try:
            settled = settle(render_html(edition, layout, end_notes=False), media, layout.theme)
        except Astray:
            html = render_html(edition, layout, end_notes=True)
            settled = settle(html, media, layout.theme)
    _refuse(said, settled.faults, layout)
    document = settled.document
    level_quotes(document)
    runs = (edition.target if layout.name == "facing" else edition.source).direction
    if layout.name == "facing":
        document = _parted(document, runs)
    shown = edition.target if layout.name == "target" else edition.source
    if layout.columns or layout.name == "stacked":
        right_to_left = runs is Direction.RTL
    else:
        right_to_left = shown.direction is Direction.RTL
    sides = (layout.name,) if layout.name in ALONE else ("source", "target")
    metadata = packet(edition, sides, producer(), archival=bool(enclosed))
    with complaints() as said:
        data = write(
            document,
            right_to_left=right_to_left,
            spreads=layout.name == "facing",
            metadata=metadata,
            enclosed=(*enclosed, manifest(edition, enclosed)) if enclosed else (),
            date=edition.date,
        )
    refuse_missing(said, texts_of(edition))
    _refuse(said)
    if enclosed:
        flaws = verify_pdf(data).flaws
        _refuse([f"{flaw.message} (page {flaw.page})" for flaw in flaws])
    return data


def printed(
    edition: Edition,
    layout: Layout,
    media: Mapping[str, bytes],
    enclosed: Sequence[Enclosure] = (),
) -> bytes:
    """Give the same PDF, made in a child process with limits where there are such processes."""
    if sys.platform == "win32":
        return print_edition(edition, layout, media, enclosed)
    if sys.platform == "linux":
        load()  # once here, instead of once in each child; of what others wrote, nothing is read
        prepare((edition.source.tag, edition.target.tag))
    from .child import in_child  # noqa: PLC0415 (not to be had on Windows)

    return in_child(lambda: print_edition(edition, layout, media, enclosed), allowance(edition))


def allowance(edition: Edition) -> int:
    """Give the seconds of processor time an edition may take: by its words, not its letters."""
    rows = (*edition.rows, *(row for each in edition.authors for row in each.bio))
    words = sum(
        run.text.count(" ") + 1 for row in rows for runs in (row.source, row.target) for run in runs
    )
    return _SECONDS + words // _WORDS


def settle(html: str, media: Mapping[str, bytes], theme: Theme = PLAIN) -> Settled:
    """Lay a document out until its proof is clean, or nothing that is known helps any more.

    The text of clean pages is then set closer, if that saves a page and leaves them clean. Astray
    where a note cannot stand at the foot of the page of its call.
    """
    source = parse(html, media, theme)
    root = source.html.etree_element
    repair = Repair(root)
    settled = _proved(source, repair)
    body = next(root.iter("body"))
    plain = body.get("class")
    for step in closer(settled.document) if not settled.faults else ():
        body.set("class", f"{plain} {step}")
        closed = _tried(source, repair)
        if closed and not closed.faults and _count(closed) < _count(settled):
            settled = closed
            break
    return replace(settled, made=repair.made)


def _tried(source: Source, repair: Repair) -> Settled | None:
    """Lay a document out as it could be; nothing where its notes would be lost for that."""
    try:
        return _proved(source, repair)
    except Astray:
        return None


def _count(settled: Settled) -> int:
    return len(settled.document.pages)


def _proved(source: Source, repair: Repair) -> Settled:
    """Lay a document out and mend it page by page; where lines end otherwise, anew."""
    for _ in range(PASSES):
        document = _watched(source, repair)
        faults = proof(document)
        if any(fault.kind == "note" for fault in faults):
            raise Astray
        unfit = [fault.row for fault in faults if fault.kind == "fit"]
        if not unfit:
            break
        for paragraph in unfit:
            _unfit(paragraph)
    wrong = (fault for fault in faults if fault.kind != "hyphens")
    return Settled(document, tuple(wrong), repair.made)


def _watched(source: Source, repair: Repair) -> Any:  # noqa: ANN401
    while True:
        try:
            return source.render(repair)
        except Again:  # what it marked is not marked twice
            continue


def _unfit(paragraph: Any) -> None:  # noqa: ANN401
    """Leave the line ends of a paragraph to WeasyPrint."""
    paragraph.set("class", " ".join(each for each in names(paragraph) if each != "fit"))
    for parent in list(paragraph.iter()):
        for child in list(parent):
            kind = set(names(child)) & {"brk", "hy", "fill"}
            if not kind:
                continue
            index = list(parent).index(child)
            # a break stands for the space that was there, but for one within a word
            inside = "cut" in names(child) or (index > 0 and "hy" in names(parent[index - 1]))
            text = (" " if kind == {"brk"} and not inside else "") + (child.tail or "")
            if kind == {"hy"}:
                child.set("class", "hy gone")
                continue
            _take(parent, child, index, text)
        for child in [each for each in parent if "gone" in names(each)]:
            _take(parent, child, list(parent).index(child), child.tail or "")


def _take(parent: Any, child: Any, index: int, text: str) -> None:  # noqa: ANN401
    """Put a text in the place of an element and what follows it."""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(child)


def _parted(document: Any, runs: Direction) -> Any:  # noqa: ANN401
    """Part the spreads, and make sure that every line is still there."""
    before = texts(document)
    leaves = part(document, runs)
    if texts(leaves) != before:
        raise RenderError("a text was lost where the spreads are parted")
    return leaves


def _refuse(said: list[str], faults: tuple[Fault, ...] = (), layout: Layout | None = None) -> None:
    wrong = [*dict.fromkeys(said), *dict.fromkeys(str(fault) for fault in faults)]
    if wrong:
        kinds = {fault.kind for fault in faults}
        hint = _hint(kinds, layout) if layout and kinds else ""
        raise RenderError(f"the page cannot be made: {'; '.join(wrong)}", hint)


def _hint(kinds: set[str], layout: Layout) -> str:
    """Say what an editor can do about pages that are wrong."""
    if "lost" in kinds:
        return "no text should do this: report it with the article and its catalog"
    if "outside" in kinds:
        return "shorten or divide what is too wide, or print it on larger paper"
    if layout.columns:
        return "print it with --layout stacked, where nothing stands beside anything"
    return "divide the paragraph that is named"
