"""Paragraph + width → the same paragraph with its line ends chosen all together.

WeasyPrint fills each line with what fits and goes on, so that one line is tight and the next has
rivers. Here every way to cut the paragraph is weighed at once (Knuth and Plass, "Breaking
Paragraphs into Lines", 1981), with the widths that HarfBuzz gives to its words. What this cannot
measure is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from .fonts import HOUSE, Face, Letters, advance, font

_TOKEN = re.compile(r"(<[^>]*>)|([^<\s]+)|([ \n\t]+)", re.DOTALL)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&#39;": "'"}
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|#x27|#39);")
_LETTERS = re.compile(r"[^\W\d_]{5,}")
_ADDRESS = re.compile(r"(?:&(?!amp;)\w+;|&#\w+;|[^/._?=&#:-])*(?:&amp;|[/._?=#:-])*")
"""A part of an address that may stand at the end of a line: all up to a mark, with the mark."""
_LETTER = re.compile(r"&#?\w+;|.")
_MARKS = re.compile(r"[/@#._=:]\w")
_WHOLE = re.compile(rf"[-&]|{_MARKS.pattern}")

IDEAL = {"latn": 0.26, "arab": 0.28}
"""The gap between words that is neither tight nor loose, in ems."""
_STRETCH, _SHRINK = 0.12, 0.08
TIGHTEN = {"latn": -0.06, "arab": -0.10}
"""By how much the space of the font is narrowed at most, in ems: `word-spacing` of fitted lines."""

_HYPHEN, _SECOND, _IMPOSSIBLE = 30.0, 150.0, float("inf")
_EMPTY = 1e11
"""What a line costs at most: beside more, the others would not count."""
_LONGEST = 2000
"""Letters of a word that is still cut where it has no hyphen."""
_MOST_HYPHENS = 2
CODE = 0.84
"""How large code in the line is set, in ems of its text: `code` in edition.css."""
_SAFETY = 0.35
"""Points kept free on each line, for Pango rounds otherwise than we do."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of a word is set."""

    face: Face
    size: float
    script: str


@dataclass(slots=True)
class _Piece:
    """A part of a word that can end a line only where the next begins."""

    width: float
    hyphen: float = -1
    """The width of the hyphen that a line ending after it bears; -1 where a space follows."""
    end: int = 0
    """Where it ends in the HTML."""
    dash: bool = False
    """It ends in a hyphen of its own."""
    cut: bool = False
    """The next goes on at once, and a line that ends between them bears nothing."""

    @property
    def spaced(self) -> bool:
        """Whether a space follows."""
        return self.hyphen < 0 and not self.cut


def fit(
    html: str, script: str, language: str, width: float, scale: float, letters: Letters = HOUSE
) -> str | None:
    """Give the HTML with a break at the end of each line, or nothing where that cannot be done.

    `width` is that of the column in points, `scale` that of the type.
    """
    pieces = _Measure(html, script, language, scale, letters, width).read()
    if pieces is None or len(pieces) < 2:
        return None
    space = _space(script, scale, letters)
    size = letters.size("text", script).size * scale
    chosen = _chosen(pieces, width - _SAFETY, space, size, IDEAL[script] * size)
    if chosen is None or len(chosen) < 2:
        return None
    ends = [pieces[end - 1] for end in chosen[:-1]]
    last = pieces[chosen[-2] :]
    natural = sum(piece.width for piece in last) + space * sum(p.spaced for p in last[:-1])
    return _written(html, ends, max(0.0, width - natural - 2))


_HYPHENATED = '<span class="hy"></span><br class="brk">'


def _written(html: str, ends: list[_Piece], rest: float) -> str:
    parts, place = [], 0
    for piece in ends:
        parts.append(html[place : piece.end])
        place = piece.end
        if piece.spaced:
            # the space itself becomes the break, inside whatever element it stands in
            parts.append('<br class="brk">')
            place += len(html[place:]) - len(html[place:].lstrip(" \n\t"))
        else:
            parts.append('<br class="brk cut">' if piece.cut else _HYPHENATED)
    parts.append(html[place:])
    parts.append(f'<span class="fill" style="width:{rest:.2f}pt"></span>' if rest > 0 else "")
    return "".join(parts)


# --- which lines ----------------------------------------------------------------------------


def _chosen(
    pieces: list[_Piece], width: float, space: float, size: float, ideal: float
) -> list[int] | None:
    """Give after how many pieces each line ends; nothing if no way keeps all in the column."""
    # a way is known by where its last line ends and how many lines before it end in a hyphen
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]] = {(0, 0): (0.0, None)}
    count = len(pieces)
    for end in range(1, count + 1):
        tail = pieces[end - 1]
        natural = max(tail.hyphen, 0) if end < count else 0
        gaps = 0
        for start in range(end - 1, -1, -1):
            piece = pieces[start]
            natural += piece.width
            if start < end - 1 and piece.spaced:
                gaps += 1
            if natural + gaps * space > width:
                break
            cost = _cost(natural, gaps, width, size, ideal) if end < count else 0.0
            for hyphens in range(_MOST_HYPHENS + 1):
                before = best.get((start, hyphens))
                if before is None:
                    continue
                now = hyphens + 1 if (tail.hyphen >= 0 or tail.dash) and end < count else 0
                if now > _MOST_HYPHENS:
                    continue
                total = before[0] + cost + (_HYPHEN if now else 0) + (_SECOND if now > 1 else 0)
                if total < best.get((end, now), (_IMPOSSIBLE, None))[0]:
                    best[end, now] = (total, (start, hyphens))
    return _traced(best, count)


def _traced(
    best: dict[tuple[int, int], tuple[float, tuple[int, int] | None]], count: int
) -> list[int] | None:
    at: tuple[int, int] | None = (count, 0)
    if at not in best:
        return None
    ends = []
    while at is not None and at[0]:
        ends.append(at[0])
        at = best[at][1]
    return ends[::-1]


def _cost(natural: float, gaps: int, width: float, size: float, ideal: float) -> float:
    gap = (width - natural) / gaps if gaps else width
    ratio = (gap - ideal) / ((_STRETCH if gap > ideal else _SHRINK) * size)
    return min(float((1 + 100 * abs(ratio) ** 3) ** 2 / 100), _EMPTY)


# --- how wide -------------------------------------------------------------------------------


class _Measure:
    """Reads a paragraph, element by element, into pieces with their widths."""

    def __init__(
        self,
        html: str,
        script: str,
        language: str,
        scale: float,
        letters: Letters,
        width: float,
    ) -> None:
        self.html, self.script, self.language, self.scale = html, script, language, scale
        self.letters, self.width = letters, width
        self.pieces: list[_Piece] = []
        self.stack: list[Style | None] = [_text(script, scale, letters)]
        self.fresh = True

    def read(self) -> list[_Piece] | None:
        """Give the pieces; nothing when the paragraph holds what cannot be measured here."""
        for match in _TOKEN.finditer(self.html):
            tag, word, _space = match.groups()
            if tag:
                if not self._tag(tag, match.end()):
                    return None
            elif self.stack[-1] is None:
                continue
            elif word:
                self._word(word, match.start(), match.end())
            else:
                self.fresh = True
        return self.pieces

    def _tag(self, tag: str, end: int) -> bool:
        if not tag.startswith("</"):
            known, style = self._styled(tag, self.stack[-1])
            self.stack.append(style)
            return known
        self.stack.pop()
        if self.pieces and not self.fresh:
            self.pieces[-1].end = end  # an element that ends with its word ends before the break
        return True

    def _styled(self, tag: str, outer: Style | None) -> tuple[bool, Style | None]:
        """Say whether an element is known, and its style: nothing if it is not in this line."""
        word = re.sub(r"\W.*", "", tag[1:], flags=re.DOTALL)
        if outer is None or 'class="fn"' in tag:
            return True, None
        if word == "bdi":
            script = "arab" if 'class="arab"' in tag else "latn"
            return True, _text(script, self.scale, self.letters)
        if word in {"em", "i", "cite", "strong", "b"}:
            bold = word in {"strong", "b"} or outer.script == "arab"
            weight, style = (700, outer.face.style) if bold else (outer.face.weight, "italic")
            return self._faced(Style(outer.face, outer.size, outer.script), weight, style)
        if word == "code":
            mono = self.letters.size("code", "latn").family
            return True, Style(self.letters.any_of(mono), outer.size * CODE, "latn")
        if word == "a" and 'class="call"' in tag:
            label = self.letters.size("label", self.script).family
            size = 8 if self.script == "arab" else 6.8
            outer = Style(self.letters.any_of(label), size, self.script)
            return self._faced(outer, 600, "normal")
        is_thin = word == "span" and 'class="thin"' in tag
        if is_thin:
            outer = Style(outer.face, outer.size * 0.6, outer.script)
        return is_thin or word == "a" or 'class="address"' in tag, outer

    def _faced(self, style: Style, weight: int, slant: str) -> tuple[bool, Style]:
        """Give a style in another face of its family; unknown if the page has none such."""
        face = self.letters.face(style.face.family, weight, slant)
        return face is not None, Style(face or style.face, style.size, style.script)

    def _word(self, word: str, start: int, end: int) -> None:
        style, follows = self.stack[-1], self.html[end : end + 1]
        whole = self.fresh and len(self.stack) == 1 and follows in {"", " ", "\n", "\t", "<"}
        parts = self._address(word, style) if style and style.script == "latn" else [word]
        is_cut = len(parts) > 1
        if whole and self.script == "latn" and not is_cut:
            parts = _hyphenated(word, self.language)
        for index, part in enumerate(parts):
            shown = _shown(part)
            advance = _width(shown, style, self.language)
            goes_on = index < len(parts) - 1
            hyphen = _width("-", style, self.language) if goes_on and not is_cut else -1
            if self.fresh or index:
                self.pieces.append(_Piece(advance, hyphen))
            else:
                self.pieces[-1].width += advance
            start += len(part)
            self.pieces[-1].end = start
            self.pieces[-1].dash = shown[-1:] in {"-", "\u2010"} and not is_cut
            self.pieces[-1].cut = goes_on and is_cut
        self.fresh = False

    def _address(self, word: str, style: Style) -> list[str]:
        """Cut a long address behind its marks, and what no line has room for anywhere.

        Letters that may join, or that have rules of their own (Chinese), are left as they are.
        """
        if len(word) > _LONGEST or self._takes(word, style) <= 0.5:
            return [word]
        parts = [each for each in _ADDRESS.findall(word) if each] if _MARKS.search(word) else [word]
        whole = (
            [each] if self._takes(each, style) <= 1 or not each.isascii() else _LETTER.findall(each)
            for each in parts
        )
        return [piece for each in whole for piece in each]

    def _takes(self, word: str, style: Style) -> float:
        """Give the part of a line that a word takes."""
        return _width(_shown(word), style, self.language) / self.width


def _shown(html: str) -> str:
    return _ENTITY.sub(lambda found: _ENTITIES[found[0]], html)


def _text(script: str, scale: float, letters: Letters) -> Style:
    size = letters.size("text", script)
    return Style(letters.any_of(size.family), round(size.size * scale * 20) / 20, script)


def _space(script: str, scale: float, letters: Letters) -> float:
    style = _text(script, scale, letters)
    return (advance(" ", style.face, "") + TIGHTEN[script]) * style.size


def _hyphenated(word: str, language: str) -> list[str]:
    """Cut a word where its language may hyphenate it, as TeX does: 2 letters before, 3 after."""
    found = _LETTERS.search(word)
    if not found or len(_LETTERS.findall(word)) != 1 or _WHOLE.search(word):
        return [word]
    patterns = _patterns(language)
    if patterns is None:
        return [word]
    places = [at for at in patterns.positions(found[0]) if 2 <= at <= len(found[0]) - 3]
    cuts = [0, *(found.start() + at for at in places), len(word)]
    return [word[start:end] for start, end in pairwise(cuts)]


def prepare(languages: Iterable[str]) -> None:
    """Load what these languages are measured and hyphenated with."""
    for face in HOUSE.faces:
        font(face)
    for language in languages:
        _patterns(language)


@lru_cache(maxsize=32)
def _patterns(language: str) -> Any:  # noqa: ANN401 (pyphen has no types)
    import pyphen  # noqa: PLC0415

    # what the language is without a country: pyphen's own `en` is British
    name = "en_US" if language == "en" else pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=name) if name else None


def _width(text: str, style: Style | None, language: str) -> float:
    return advance(text, style.face, language) * style.size if style else 0.0
