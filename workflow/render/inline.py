"""Inline Markdown → HTML in which every run that reads the other way is an element of its own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

from ..locales import script
from ..markdown import inline_html
from ..model import Direction, Locale
from .bidi import ISOLATES, POP, first_strong, opposite_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_OBJECT = "\ufffc"
"""Stands for what has no letters of its own: code, a note call."""


def typeface(where: Locale) -> str:
    """Give the CSS class of the script a locale is set in: `arab`, or `latn` for all others."""
    return "arab" if script(where.name) == "Arab" else "latn"


_DRAWN = {
    "\u2009": '<span class="thin">\u00a0</span>',
    "\u202f": '<span class="thin">\u00a0</span>',
    "\u2010": "-",
    "\u2011": "\u2060-\u2060",
}
"""Characters our text faces lack, drawn with those they have: a face that stands in for a single
thin space would push its whole line out of step."""


_ADDRESS = re.compile(r"(?<!\S)(?=\S{8})\S*?[/@#._=:]\w(?:\S*[\w/])?")
"""What is copied letter by letter: an address, a handle. A hyphen would be one letter more."""


_HEBREW, _ARABIC = re.compile("[\u0590-\u05ff]"), re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class Setting:
    """The language a text is set in, the page's other language, and what a text may refer to."""

    own: Locale
    other: Locale
    references: str = ""
    call: Callable[[str], str] = field(default=escape)
    """Footnote label → the HTML of its call."""
    spared: frozenset[str] = frozenset()
    """Characters that only the spare faces have."""

    def against(self, direction: Direction, text: str) -> str:
        """Give the attributes of an element for a run of this direction in this text."""
        if _HEBREW.search(text) and not _ARABIC.search(text):
            return f'class="latn" lang="he" dir="{direction}"'
        for each in (self.other, self.own):
            if each.direction is direction:
                return f'class="{typeface(each)}" lang="{each.tag}" dir="{direction}"'
        face = "arab" if direction is Direction.RTL else "latn"
        return f'class="{face}" lang="und" dir="{direction}"'


def set_inline(markdown: str, setting: Setting, direction: Direction | None = None) -> str:
    """Give safe HTML for inline Markdown, its opposite runs each in a `bdi`.

    No element begins or ends inside an Arabic word, for its letters would not join; `direction` is
    that of the paragraph where it is not the language's own.
    """
    reader = _Reader(setting)
    reader.feed(inline_html(markdown, setting.references))
    reader.close()
    fragment = _Fragment("".join(reader.text), reader.objects, _snapped(reader))
    return fragment.html(direction or setting.own.direction, setting)


def set_plain(text: str, setting: Setting) -> str:
    """Give safe HTML for a text that holds no markup, its opposite runs each in a `bdi`."""
    return _Fragment(text, {}, []).html(setting.own.direction, setting)


def visible(markdown: str) -> str:
    """Give the words of inline Markdown without markup, note calls and line breaks."""
    html = re.sub(r"<sup class=\"call\".*?</sup>", "", inline_html(markdown))
    words = _Words()
    words.feed(html.replace("<br>", " "))
    words.close()
    return " ".join("".join(words.parts).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


@dataclass(slots=True)
class _Span:
    """An element over a range of the text."""

    start: int
    end: int
    open: str
    tag: str

    @property
    def order(self) -> tuple[int, int, bool]:
        return (self.start, -self.end, self.tag != "bdi")


class _Reader(HTMLParser):
    """Reads our own inline HTML into text, objects without letters, and elements over ranges."""

    def __init__(self, setting: Setting) -> None:
        super().__init__()
        self.setting = setting
        self.text: list[str] = []
        self.objects: dict[int, str] = {}
        self.spans: list[_Span] = []
        self.stack: list[_Span] = []
        self.length = 0
        self.label: str | None = None
        self.code: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "br":
            self.object("<br>", "\n")
        elif tag == "sup" and "data-note" in values:
            self.label = values["data-note"] or ""
        elif tag == "code":
            self.code = []
        else:
            span = _Span(self.length, self.length, self.get_starttag_text() or f"<{tag}>", tag)
            self.stack.append(span)
            self.spans.append(span)

    def handle_endtag(self, tag: str) -> None:
        if tag == "sup" and self.label is not None:
            self.object(self.setting.call(self.label))
            self.label = None
        elif tag == "code" and self.code is not None:
            code = escape("".join(self.code), quote=False)
            self.object(f'<code class="latn" lang="zxx" dir="ltr">{code}</code>')
            self.code = None
        elif self.stack:
            self.stack.pop().end = self.length

    def handle_data(self, data: str) -> None:
        if self.code is not None:
            self.code.append(data)
        elif self.label is None:
            self.text.append(data)
            self.length += len(data)

    def object(self, html: str, character: str = _OBJECT) -> None:
        self.objects[self.length] = html
        self.text.append(character)
        self.length += 1


def _snapped(reader: _Reader) -> list[_Span]:
    """Widen elements to whole Arabic words, and keep them nested when two then overlap."""
    text = "".join(reader.text)
    kept: list[_Span] = []
    for span in sorted(reader.spans, key=lambda each: each.order):
        start, end = span.start, span.end
        while 0 < start < len(text) and _joins(text[start - 1]) and _joins(text[start]):
            start -= 1
        while 0 < end < len(text) and _joins(text[end - 1]) and _joins(text[end]):
            end += 1
        for outer in kept:
            if outer.start <= start < outer.end < end:
                if any(each.start < outer.end for each in kept if each.start > start):
                    start = outer.end
                else:
                    end = max(outer.end, start)
        if start < end:
            kept.append(_Span(start, end, span.open, span.tag))
    return kept


def _joins(character: str) -> bool:
    """Say whether Arabic letters or their marks join here."""
    return unicodedata.bidirectional(character) in {"AL", "NSM"} and not (
        unicodedata.category(character).startswith(("P", "S"))
    )


@dataclass(frozen=True, slots=True)
class _Fragment:
    text: str
    objects: dict[int, str]
    spans: list[_Span]

    def html(self, base: Direction, setting: Setting) -> str:
        """Write the text with its elements and, outermost where both begin, its opposite runs."""
        isolates = list(_isolates(self.text, base))
        hidden = {place for start, end, _ in isolates for place in (start, end)}
        spans = [self._bdi(start, end + 1, there, setting) for start, end, there in isolates]
        spans += self.spans
        # what stands in an isolate is one neutral object for the text around it (UAX #9 BD9)
        for low, high, direction in [(-1, len(self.text), base), *isolates]:
            outer = self._masked(low + 1, high, isolates)
            for start, end in opposite_runs(outer, direction):
                there = Direction.LTR if direction is Direction.RTL else Direction.RTL
                run = (low + 1 + start, low + 1 + end)
                spans += [self._bdi(*piece, there, setting) for piece in _cut(run, self.spans)]
        if base is Direction.LTR:  # the others hyphenate nothing
            spans += _named(
                "address", (each.span() for each in _ADDRESS.finditer(self.text)), spans
            )
        spans += _named("spare", _runs(self.text, setting.spared), spans)
        return self._write(sorted(spans, key=lambda each: each.order), hidden)

    def _bdi(self, start: int, end: int, direction: Direction, setting: Setting) -> _Span:
        attributes = setting.against(direction, self.text[start:end])
        return _Span(start, end, f"<bdi {attributes}>", "bdi")

    def _masked(self, low: int, high: int, isolates: Iterable[tuple[int, int, Direction]]) -> str:
        characters = list(self.text[low:high])
        for start, end, _ in isolates:
            if low <= start and end < high:
                characters[start - low : end + 1 - low] = _OBJECT * (end + 1 - start)
        return "".join(characters)

    def _write(self, spans: list[_Span], hidden: set[int]) -> str:
        parts: list[str] = []
        stack: list[_Span] = []
        pending = iter([*spans, None])
        following = next(pending)
        for place in range(len(self.text) + 1):
            while stack and stack[-1].end <= place:
                parts.append(f"</{stack.pop().tag}>")
            while following and following.start == place:
                parts.append(following.open)
                stack.append(following)
                following = next(pending)
            if place < len(self.text) and place not in hidden:
                parts.append(self.objects.get(place) or _drawn(self.text[place]))
        return "".join(parts)


def _drawn(character: str) -> str:
    return _DRAWN.get(character) or escape(character, quote=False)


def _named(name: str, runs: Iterable[tuple[int, int]], spans: Iterable[_Span]) -> list[_Span]:
    """Give elements of a class over runs, each cut where it would overlap with others."""
    others = tuple(spans)
    pieces = [piece for run in runs for piece in _cut(run, others)]
    return [_Span(*piece, f'<span class="{name}">', "span") for piece in pieces]


def _runs(text: str, characters: frozenset[str]) -> Iterable[tuple[int, int]]:
    """Give the runs of such characters, with the marks and selectors on them."""
    found = characters.intersection(text)
    if not found:
        return ()
    letter = "[" + "".join(map(re.escape, sorted(found))) + "]"
    mark = "[\u0300-\u036f\u200d\u20e3\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]"
    return [each.span() for each in re.finditer(rf"{letter}(?:{letter}|{mark})*", text)]


def _cut(run: tuple[int, int], spans: Iterable[_Span]) -> list[tuple[int, int]]:
    """Cut a run where an element that it does not hold whole begins or ends."""
    start, end = run
    edges = {start, end}
    for span in spans:
        holds = start <= span.start and span.end <= end
        held = span.start <= start and end <= span.end
        if not holds and not held:
            edges |= {edge for edge in (span.start, span.end) if start < edge < end}
    ordered = sorted(edges)
    return list(pairwise(ordered))


def _isolates(text: str, base: Direction) -> Iterable[tuple[int, int, Direction]]:
    """Give each balanced isolate, its two controls and its direction, outer before inner."""
    stack: list[int] = []
    found: list[tuple[int, int, Direction]] = []
    for place, character in enumerate(text):
        if character in ISOLATES:
            stack.append(place)
        elif character == POP and stack:
            start = stack.pop()
            named = ISOLATES[text[start]]
            inner = text[start + 1 : place]
            direction = first_strong(inner, base) if named == "auto" else Direction(named)
            found.append((start, place, direction))
    return sorted(found)
