"""Where a paragraph was cut → where it is cut now. Pure.

The template remembers where each paragraph was cut: `# publish:cut <digest>@<offset>` above each of
its sentences. So neither another segmenter nor another exception moves a unit of a text that has
stayed the same, and a text that has changed keeps the cuts around the sentences that have not.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from .model import Block, Entry, Key, Unit

MARK = "publish:cut"
"""Begins the comment of the template in which the cuts are remembered."""

Piece = tuple[int, str]
"""A sentence, and where it begins in the text of its block."""
Range = tuple[int, int]

_BLANK = " \t\n"
_PLACE = re.compile(r"\b([0-9a-f]{12})@(\d{1,9})\b")
_MAY_END = re.compile(r"[.!?؟۔…।:]+[\"'”’»)\]*_~]*[ \t\n]+|[。！？][”」』]*")
"""What an old sentence may have ended with, whatever the segmenter of today says."""


@dataclass(frozen=True, slots=True)
class Before:
    """How a document was cut when its template was written."""

    paragraphs: Mapping[str, tuple[Piece, ...]] = field(default_factory=dict)
    """By digest, the sentences of each in their order."""

    def followed(self) -> dict[str, set[str]]:
        """Give what each sentence came after in its paragraph; nothing, where it was the first."""
        found: dict[str, set[str]] = defaultdict(set)
        for told in self.paragraphs.values():
            for (_, before), (_, words) in pairwise([(0, ""), *told]):
                found[words].add(before)
        return found

    def without(self, digests: Iterable[str]) -> Gone:
        """Leave out the paragraphs that are still there."""
        now = set(digests)
        gone = [told for name, told in self.paragraphs.items() if name not in now]
        texts: dict[int, list[tuple[Piece, ...]]] = defaultdict(list)
        for told in gone:
            texts[told[-1][0] + len(told[-1][1])].append(told)
        sentences = frozenset(words for told in gone for _, words in told)
        return Gone(sentences, max(map(len, sentences), default=0), texts)


@dataclass(frozen=True, slots=True)
class Gone:
    """What was in the document and is no longer: among it, the changed paragraphs as they were."""

    sentences: frozenset[str] = frozenset()
    longest: int = 0
    texts: Mapping[int, Sequence[tuple[Piece, ...]]] = field(default_factory=dict)
    """The paragraphs, by the length of their text."""


def digest(block: Block, language: str) -> str:
    """Name a paragraph by its text, its language, and what its author says of its cuts."""
    marks = " ".join(f"{name}{place}" for place, name in block.marks)
    told = f"{language}\0{marks}\0{block.text}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]


# --- the memory in the template -------------------------------------------------------------


def remember(entries: Sequence[Entry], units: Iterable[Unit]) -> tuple[Entry, ...]:
    """Give the entries of a template with the places that their units were cut from."""
    places: dict[Key, dict[str, None]] = defaultdict(dict)
    for unit in units:
        if unit.origin:
            places[unit.key][unit.origin] = None
    return tuple(
        replace(entry, comment=(*entry.comment, f"{MARK} {' '.join(places[entry.key])}"))
        if entry.key in places
        else entry
        for entry in entries
    )


def recall(entries: Iterable[Entry]) -> Before:
    """Read what `remember` wrote; what cannot be it is left out."""
    found: dict[str, list[Piece]] = defaultdict(list)
    for entry in entries:
        for line in entry.comment:
            if line.strip().startswith(MARK):
                for name, offset in _PLACE.findall(line):
                    found[name].append((int(offset), entry.msgid))
    return Before({name: tuple(sorted(set(told))) for name, told in found.items()})


# --- cutting as before ----------------------------------------------------------------------


def as_before(text: str, pieces: Sequence[Piece], uncut: Sequence[Range]) -> list[int] | None:
    """Give where these sentences begin, if the text is made of them and no markup is cut."""
    end = 0
    for offset, words in pieces:
        between = text[end:offset] if offset >= end else words
        if between.strip(_BLANK) or not words or not text.startswith(words, offset):
            return None
        end = offset + len(words)
    places = [offset for offset, _ in pieces]
    if not pieces or text[end:].strip(_BLANK) or any(_within(each, uncut) for each in places):
        return None
    return [0, *places[1:]]


def around_old(block: Block, fresh: Sequence[int], gone: Gone, uncut: Sequence[Range]) -> list[int]:
    """Give the places of a changed text: the fresh ones, but old sentences in it stay whole.

    `fresh` begins with 0. What the author says of a place holds. Where nothing but that has
    changed, the text is cut anew.
    """
    text = block.text
    same = gone.texts.get(len(text.rstrip(_BLANK)), ())
    if any(as_before(text, told, uncut) for told in same):
        return list(fresh)
    forced = {place for place, name in block.marks if name == "cut"}
    kept = {place for place, name in block.marks if name == "keep"}
    likely = {match.end() for match in _MAY_END.finditer(text)}
    likely = {place for place in likely if place < len(text) and not _within(place, uncut)}
    places = sorted(({0, len(text)} | likely | set(fresh)) - (kept - {0}))
    found = _old_sentences(text, places, gone, forced)
    ends = {place for low, high in found for place in (low, high) if place < len(text)}
    return sorted({0} | ends | {place for place in fresh if not _within(place, found)})


def _old_sentences(text: str, places: Sequence[int], gone: Gone, forced: set[int]) -> list[Range]:
    """Give the old sentences between these places that cover most of the text, none twice."""
    best: list[tuple[int, list[Range]]] = [(0, [])]
    for number, high in enumerate(places[1:], 1):
        here = best[-1]
        for before in range(number - 1, -1, -1):
            low = places[before]
            words = text[low:high].strip(_BLANK)
            if len(words) > gone.longest:
                break
            inside = any(low < place < high for place in forced)
            covered = best[before][0] + len(words)
            if words in gone.sentences and not inside and covered > here[0]:
                here = (covered, [*best[before][1], (low, high)])
        best.append(here)
    return best[-1][1]


def _within(place: int, ranges: Sequence[Range]) -> bool:
    return any(low < place < high for low, high in ranges)
