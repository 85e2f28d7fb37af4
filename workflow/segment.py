"""Article → Units → Template, and back: Article + translations → target text.

Law 5. Spans and gaps tile the source file; composing it with msgstr = msgid gives its bytes back,
with no branch that knows; composing it with other msgstrs and segmenting the result gives those
msgstrs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .cuts import Before, Gone, around_old, as_before, digest
from .errors import InputError
from .markdown import CUT, KEEP, escape_start, mask, protected, unescape_start
from .model import Block, Entry, Finding, Kind, Mark, Position, Severity, Span, Unit
from .sentences import starts
from .spans import cut, quote, unquote

SHORT_UNIT = 6
"""A sentence of up to this many words is shown to the translator with its neighbours."""

_LETTER = re.compile(r"[^\W\d_]")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_BLANK = " \t\n"
_ROLES = {
    Kind.TITLE: "Title of the article",
    Kind.STANDFIRST: "Standfirst: the lines under the title",
    Kind.BYLINE: "Byline",
    Kind.PLACE: "Place",
    Kind.HEADING: "Heading",
    Kind.CAPTION: "Caption of a picture",
    Kind.ALT: "What a picture shows, for readers who do not see it",
    Kind.CREDIT: "Credit of a picture",
    Kind.NAME: "Name of a person, as it is printed in the credits",
    Kind.PARAGRAPH: "Paragraph",
    Kind.QUOTE: "Quotation",
    Kind.ITEM: "Item of a list",
    Kind.CELL: "Cell of a table",
    Kind.FOOTNOTE: "Note",
    Kind.BIO: "Biography of the author",
}


# --- cutting --------------------------------------------------------------------------------

Starts = Callable[[str, str, Sequence[tuple[int, int]], Sequence[Mark]], tuple[int, ...]]
"""As `sentences.starts`: a text as seen, its language, what is not cut, what its author says."""


@dataclass(frozen=True, slots=True)
class Cutting:
    """How running text is cut."""

    before: Before = field(default_factory=Before)
    """Where it was cut until now: a paragraph that stays the same keeps its sentences."""
    starts: Starts = starts
    """Where the sentences of any other begin."""


AFRESH = Cutting()
"""By the segmenter alone, as if for the first time."""


def segment(
    blocks: Sequence[Block],
    text: str,
    language: str,
    mode: str = "sentence",
    references: str = "",
    cutting: Cutting = AFRESH,
) -> tuple[Unit, ...]:
    """Give the units of a document in the order of the file.

    Sentences in running text, or its paragraphs by `mode`; short fields and cells whole. Inline
    markup is never cut. Texts without a letter or digit, code and what the author skips are left in
    the gaps. A paragraph that was cut before and has not changed is cut as it was.
    """
    wanted = [
        (index, block)
        for index, block in enumerate(blocks)
        if block.kind.translatable and not block.skip and _LETTER_OR_DIGIT.search(block.text)
    ]
    knife = _Knife(cutting, language, mode, references)
    knife.forget(block for _, block in wanted)
    headings = _sections(blocks)
    units: list[Unit] = []
    for index, block in wanted:
        units += _units(block, index, text, knife, headings[index])
    return tuple(_with_neighbours(units))


def _sections(blocks: Sequence[Block]) -> list[str]:
    """Give the heading that each block stands under; a heading itself stands under none."""
    heading = ""
    found = []
    for block in blocks:
        heading = block.text if block.kind is Kind.HEADING else heading
        found.append("" if block.kind is Kind.HEADING else heading)
    return found


@dataclass(slots=True)
class _Knife:
    """One document's way of being cut."""

    cutting: Cutting
    language: str
    mode: str
    references: str
    gone: Gone = field(default_factory=Gone)

    def cuts(self, block: Block) -> bool:
        """Say whether a block is cut at all."""
        return self.mode == "sentence" and not block.kind.short and block.kind is not Kind.CELL

    def forget(self, blocks: Iterable[Block]) -> None:
        """Part what was cut before into what is still there and what is gone."""
        if self.cutting.before.paragraphs:
            now = [digest(block, self.language) for block in blocks if self.cuts(block)]
            self.gone = self.cutting.before.without(now)

    def places(self, block: Block) -> list[int]:
        """Give where the sentences begin; a new piece has a letter, or is the author's."""
        uncut = protected(block.text, self.references)
        old = self.cutting.before.paragraphs.get(digest(block, self.language))
        if old and (places := as_before(block.text, old, uncut)):
            return places
        seen = mask(block.text, self.references)
        cuts = self.cutting.starts(seen, self.language, uncut, block.marks)
        if self.gone.sentences:
            cuts = tuple(around_old(block, [0, *cuts], self.gone, uncut)[1:])
        said = {place for place, name in block.marks if name == "cut"}
        places = [0]
        for place in cuts:
            words = _LETTER.search(block.text, places[-1], place)
            if (words and _LETTER.search(block.text, place)) or place in said:
                places.append(place)
        return places


def _units(block: Block, index: int, text: str, knife: _Knife, section: str) -> Iterator[Unit]:
    note: tuple[str, ...] = (
        _ROLES[block.kind] + (f", in the section “{section}”" if section else ""),
    )
    if block.note:
        note += (f"From the author: {block.note}",)
    context = block.context
    if block.kind.short:
        context = f"{block.kind} {context}".rstrip()
    places, name = [0], ""
    if knife.cuts(block):
        places, name = knife.places(block), digest(block, knife.language)
    before = 0
    for low, high in pairwise([*places, len(block.text)]):
        words = block.text[low:high].strip(_BLANK)
        start = block.text.index(words, low)
        blank = block.text[before:start]
        spans = cut(block.spans, text, start, start + len(words))
        position = block.position
        if position and spans:
            position = _position(block, text, spans[0].start)
        joint = "\n" if "\n" in blank else " " if blank else ""
        origin = f"{name}@{start}" if name else ""
        yield Unit(context or None, words, index, joint, note, position, spans, origin)
        before = start + len(words)


def _position(block: Block, text: str, offset: int) -> Position:
    """Give the place of a later sentence of a block, counted from the block's own."""
    assert block.position
    between = re.split(r"\r\n?|\n", text[block.spans[0].start : offset])
    column = len(between[-1]) + (block.position.column if len(between) == 1 else 1)
    return Position(block.position.path, block.position.line + len(between) - 1, column)


def _with_neighbours(units: Sequence[Unit]) -> Iterator[Unit]:
    """Show a short sentence with the ones around it; they change only when a neighbour does."""
    for index, unit in enumerate(units):
        if (unit.msgctxt and not unit.joint) or len(unit.msgid.split()) > SHORT_UNIT:
            yield unit
            continue
        lines = []
        for name, place in (("Before", index - 1), ("After", index + 1)):
            if 0 <= place < len(units):
                lines.append(f"{name} it: {_one_line(units[place].msgid)}")
        yield replace(unit, note=(*unit.note, *lines))


def _one_line(text: str) -> str:
    return text.replace("\n", " / ")


def template(units: Sequence[Unit], references: str = "line") -> tuple[Entry, ...]:
    """Give the entries of a catalog: one for each msgctxt and msgid, in order of first use.

    `references` is `line` (`path:12`) or `file` (`path`).
    """
    entries: dict[tuple[str | None, str], Entry] = {}
    for unit in units:
        places: tuple[str, ...] = ()
        if unit.position:
            places = (str(unit.position) if references == "line" else unit.position.path,)
        entry = entries.get(unit.key, Entry(unit.msgctxt, unit.msgid))
        entries[unit.key] = replace(
            entry,
            note=(*entry.note, *(line for line in unit.note if line not in entry.note)),
            references=(
                *entry.references,
                *(each for each in places if each not in entry.references),
            ),
        )
    return tuple(entries.values())


# --- composing ------------------------------------------------------------------------------

Reader = Callable[[str], tuple[Sequence[Block], str]]
"""Source text → its blocks and its link definitions."""


@dataclass(slots=True)
class _Shape:
    """How freely a block is written: each step is tried when the step before was not read back."""

    one_line: bool = False
    escaped: bool = False
    marked: bool = False


_STEPS = ("one_line", "escaped", "marked")


def compose(
    text: str,
    units: Sequence[Unit],
    msgstrs: Sequence[str],
    *,
    read: Reader,
    language: str,
    mode: str = "sentence",
    cutting: Cutting = AFRESH,
) -> str:
    """Give the text with each unit's words replaced, such that it is read back as these (law 5).

    Line breaks stay near where they were. Where the new words would be read as other blocks or
    other sentences, they are put on one line, escaped, or marked with directives. `cutting` is how
    the result will be cut. Raises InputError for a translation that cannot stand where it belongs.
    """
    knife = _Knife(cutting, language, mode, "")
    shapes = {unit.block: _Shape() for unit in units}
    wanted = [msgstr.strip(_BLANK) for msgstr in msgstrs]
    while True:
        result = _write(text, units, wanted, shapes, knife)
        wrong = _first_wrong(units, wanted, result, read, knife)
        if wrong is None:
            return result
        shape = shapes[wrong.block]
        step = next((name for name in _STEPS if not getattr(shape, name)), None)
        if step is None:
            raise InputError([_misfit(wrong)])
        setattr(shape, step, True)


def _misfit(unit: Unit) -> Finding:
    return Finding(
        unit.position or Position("-", 1),
        Severity.ERROR,
        "M101",
        "markdown-structure",
        f"the translation of “{_one_line(unit.msgid)[:60]}” would be read as something else here",
        "look for markup that is open, or for blank lines, in its msgstr",
    )


def _first_wrong(
    units: Sequence[Unit],
    wanted: Sequence[str],
    result: str,
    read: Reader,
    knife: _Knife,
) -> Unit | None:
    """Give the first unit that is not read back, or None when the law holds."""
    try:
        blocks, references = read(result)
    except InputError as error:
        line = error.findings[0].position.line
        at = result.split("\n")[:line]
        return min(units, key=lambda unit: abs((unit.spans[0].start) - len("\n".join(at))))
    found = segment(blocks, result, knife.language, knife.mode, references, knife.cutting)
    places: dict[int, int] = {}
    for unit, msgstr, again in zip(units, wanted, found, strict=False):
        expected = places.setdefault(unit.block, again.block)
        same = unescape_start(again.msgid) == unescape_start(msgstr)
        if not same or again.msgctxt != unit.msgctxt or again.block != expected:
            return unit
    if len(found) != len(units):
        return units[-1]
    return None


def _write(
    text: str,
    units: Sequence[Unit],
    wanted: Sequence[str],
    shapes: dict[int, _Shape],
    knife: _Knife,
) -> str:
    """Put the words into the gaps; nothing here knows whether they are the old ones."""
    parts: list[str] = []
    place = 0
    for index, (unit, words) in enumerate(zip(units, wanted, strict=True)):
        shape = shapes[unit.block]
        first = index == 0 or units[index - 1].block != unit.block
        gap = text[place : unit.spans[0].start]
        if not first and shape.one_line and "\n" in gap and unit.joint != "\n":
            gap = unit.joint
        if not first and shape.marked and CUT not in gap:
            gap = f" {CUT} " if unit.joint != "\n" else gap
        parts.append(gap)
        laid = _lay(text, unit, words, shape, knife)
        parts.append(escape_start(laid) if first and shape.escaped else laid)
        place = unit.spans[-1].end
    return "".join([*parts, text[place:]])


def _lay(text: str, unit: Unit, words: str, shape: _Shape, knife: _Knife) -> str:
    """Lay words into a unit's lines: a break stays at the last space at or before its place."""
    if shape.marked:
        words = _keep_whole(words, knife)
    quoting = unit.spans[0].quoting
    parts: list[str] = []
    place, offset = 0, 0
    for before, span in pairwise(unit.spans):
        offset += len(unquote(text[before.start : before.end], quoting))
        gap = text[before.end : span.start]
        if span.joint == "\n":
            at = words.find("\n", place)
        elif shape.one_line:
            at = -1
        elif span.joint:
            at = words.rfind(" ", place + 1, offset + 1)
        else:  # an escape or a comment: it stays before the same words
            at = offset if words[: offset + 1] == unit.msgid[: offset + 1] else -1
        if at >= place and (at or not span.joint):
            parts += [quote(words[place:at], quoting), gap]
            place = at + len(span.joint)
        offset += len(span.joint)
    rest = words[place:]
    if "\n" in rest:
        rest = rest.replace("\n", "\\\n" + _prefix(text, unit.spans[0]))
    return "".join([*parts, quote(rest, quoting)])


def _prefix(text: str, span: Span) -> str:
    """Give what stands before a further line of the block: quote marks stay, list marks do not."""
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    lead = re.match(r"(?:[ \t]|>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]]*\]:)*", text[start:])
    return re.sub(r"[^>\s]", " ", lead[0] if lead else "")


def _keep_whole(words: str, knife: _Knife) -> str:
    """Say at each place where the words would be cut that they are one sentence."""
    parts, place = [], 0
    for at in knife.cutting.starts(mask(words), knife.language, protected(words), ()):
        parts.append(words[place:at].rstrip(_BLANK))
        place = at
    return f" {KEEP} ".join([*parts, words[place:]])
