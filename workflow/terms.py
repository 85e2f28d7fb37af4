"""A name or a term + a text → where it stands in the text, clitics and inflection apart.

Arabic writes "and", "by", "to the" and the article as part of the word: «وبالرقة» holds «الرقة».
What a word may carry is stripped from it by closed lists; nothing is guessed from a dictionary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
"""What is written above and below letters, and may be left out in Arabic and Hebrew."""
_WORD = re.compile(rf"[\w{MARKS}\u200c]+")
_DROPPED = re.compile(rf"[{MARKS}\u0640\u200c]")
_WHOLE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Scripts that put no space between words: a term is sought as it stands."""

_HEBREW = frozenset("והבכלמש")
"""And, the, in, like, to, from, that."""
_BETWEEN = re.compile("[\\s\u200e\u200f'’ʼ\u2010-\u2015-]{1,3}")
_ARABIC_ENDS = (
    *("هما", "كما", "تان", "تين", "ون", "ين", "ان", "ات", "ها", "هم", "هن", "كم", "نا", "ية", "وا"),
    *("وها", "وهم", "وه", "ونا", "يها", "يهم", "يه", "ينا", "اتها", "اتهم", "اته", "اتنا"),
    *("ة", "ه", "ي", "ك", "ت", "ا"),
)
_ENGLISH_ENDS = ("ies", "es", "s", "ed", "ing")
_INFLECTING = frozenset(
    [
        "be",
        "bg",
        "bs",
        "ckb",
        "cs",
        "el",
        "et",
        "fi",
        "hr",
        "hu",
        "hy",
        "ka",
        "kk",
        "lt",
        "lv",
        "mk",
        "pl",
        "ro",
        "ru",
        "sk",
        "sl",
        "sq",
        "sr",
        "tr",
        "uk",
        "uz",
    ]
)
"""Languages that give names endings too."""
_FOLDS = str.maketrans("أإآٱؤئىةیکہۀەھگپچژڤ", "اااا" + "وييهيكههههكبجزف")
"""Letters that stand for one another in careless spelling, and in transcriptions of names."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a term stands in a text: the whole words, and the same without their first clitics."""

    start: int
    end: int
    clitics: str = ""
    """What the first word carries before the term: `و`, `بال` … as it is written."""
    words: int = 1


class _Word(NamedTuple):
    start: int
    end: int
    text: str


def find(term: str, text: str, language: str, *, exact: bool) -> Iterator[Occurrence]:
    """Give each place where a text holds a term, from left to right, none over another.

    `exact` takes a word without its clitics for the term only as it is spelt (names, forbidden
    words); otherwise a word may also be inflected. `language` is that of both.
    """
    end = 0
    for found, _ in Index([(term, exact, None)], language).held(text):
        if found.start >= end:
            end = found.end
            yield found


def inflected(term: str, language: str) -> tuple[str, ...]:
    """Give a term, and in Arabic the same with the article and, of a word, its regular plurals."""
    if language != "ar":
        return (term,)
    forms = [term]
    if re.fullmatch(r"\w{3,}", term):
        stem = term.removesuffix("ة")
        forms += [stem + ending for ending in ("ات", *(("ون", "ين", "ة") * (stem == term)))]
    articled = [
        " ".join(word if word.startswith("ال") else f"ال{word}" for word in form.split())
        for form in forms
    ]
    return tuple(dict.fromkeys((*forms, *articled)))


Value = TypeVar("Value")


class Index(Generic[Value]):
    """Many terms, found in a text all at once: the first word of each leads to it."""

    def __init__(self, terms: Iterable[tuple[str, bool, Value]], language: str) -> None:
        self.language = language
        self.known: dict[str, Any] = {}
        """What a caller has made of a text: three rules ask for the same."""
        self._first: dict[str, list[tuple[tuple[_Word, ...], bool, Value]]] = {}
        self._stem: dict[str, list[tuple[tuple[_Word, ...], bool, Value]]] = {}
        self._whole: list[tuple[str, Value]] = []
        self._memo: dict[str, list[tuple[tuple[_Word, ...], bool, Value]]] = {}
        self._leading: dict[str, bool] = {}
        for term, exact, value in terms:
            if _WHOLE.search(term):
                self._whole.append((term, value))
                continue
            wanted = words(term)
            if not wanted:
                continue
            loose = not exact or language in _INFLECTING
            first = wanted[0].text.casefold()
            for key in stems(first, language) if loose else (first,):
                table = self._stem if loose else self._first
                table.setdefault(key, []).append((wanted, loose, value))

    def held(self, text: str) -> list[tuple[Occurrence, Value]]:
        """Give every place of every term, by position; they may lie over one another."""
        found = [
            (Occurrence(at.start(), at.end()), value)
            for term, value in self._whole
            for at in re.finditer(re.escape(term), text)
        ]
        there = words(text) if any(map(self._leads, text.split())) else ()
        memo = self._memo
        for index, word in enumerate(there):
            led = memo.get(word.text)
            if led is None:
                led = memo[word.text] = self._led_to(word.text)
            if not led:
                continue
            seen: set[int] = set()
            for wanted, loose, value in led:
                run = there[index : index + len(wanted)]
                if id(wanted) in seen or len(run) < len(wanted):
                    continue
                clitics = _same(word, wanted[0], self.language, loose=loose)
                if clitics is None or not _close(run, text):
                    continue
                rest = zip(run[1:], wanted[1:], strict=True)
                if all(_same(a, b, self.language, loose=loose) is not None for a, b in rest):
                    seen.add(id(wanted))
                    found.append((Occurrence(word.start, run[-1].end, clitics, len(run)), value))
        return sorted(found, key=lambda each: (each[0].start, -each[0].end))

    def _leads(self, between: str) -> bool:
        """Say whether a term may begin in what stands between two spaces; what is known is kept."""
        leads = self._leading.get(between)
        if leads is None:
            spelt = (_DROPPED.sub("", found) for found in _WORD.findall(between))
            leads = any(self._led_to(word) for word in spelt if word)
            self._leading[between] = leads
        return leads

    def _led_to(self, word: str) -> list[tuple[tuple[_Word, ...], bool, Value]]:
        led: list[tuple[tuple[_Word, ...], bool, Value]] = []
        for core in _cores(word, self.language):
            if core in self._first:
                led += self._first[core]
            if self._stem:
                for stem in stems(core, self.language):
                    led += self._stem.get(stem, ())
        return led


@lru_cache(maxsize=65536)
def _cores(word: str, language: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(core.casefold() for _, core in _stripped(word, language)))


def near(term: str, text: str, language: str) -> Iterator[Occurrence]:
    """Give the places where a text holds what is nearly the term: another spelling of a name.

    Letters that stand for one another are equal; beyond that one letter of four to seven may
    differ, two of a longer name, and the first stays.
    """
    wanted = words(term)
    there = words(text)
    if not wanted or _WHOLE.search(term):
        return
    letters = sum(len(word.text) for word in wanted)
    for size in {len(wanted), len(wanted) - 1, len(wanted) + 1} - {0}:
        for index in range(len(there) - size + 1):
            run = there[index : index + size]
            if not _close(run, text):
                continue
            for clitics, first in _stripped(run[0].text, language):
                spelt = fold("".join([first, *(word.text for word in run[1:])]))
                other = fold("".join(word.text for word in wanted))
                if spelt[:1] != other[:1] or abs(len(spelt) - len(other)) > 2:
                    continue
                if distance(spelt, other) <= min(2, letters // 4):
                    yield Occurrence(run[0].start, run[-1].end, clitics, size)
                    break


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[_Word, ...]:
    """Give the words of a text, with their places, without vowel marks and tatweel."""
    if not _DROPPED.search(text):
        return tuple(_Word(at.start(), at.end(), at.group()) for at in _WORD.finditer(text))
    return tuple(
        _Word(found.start(), found.end(), spelt)
        for found in _WORD.finditer(text)
        if (spelt := _DROPPED.sub("", found.group()))
    )


def fold(text: str) -> str:
    """Make equal what careless spelling confuses: hamza and its seats, final ya, ta marbuta."""
    return _DROPPED.sub("", text).translate(_FOLDS).casefold()


def distance(one: str, other: str) -> int:
    """Count the letters to insert, delete, replace or swap with the next (Damerau, restricted)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]


def _close(run: Iterable[_Word], text: str) -> bool:
    """Say whether nothing but spaces, hyphens and apostrophes stands between the words."""
    end: int | None = None
    for word in run:
        if end is not None and not _BETWEEN.fullmatch(text, end, word.start):
            return False
        end = word.end
    return True


def _same(word: _Word, wanted: _Word, language: str, *, loose: bool) -> str | None:
    """Give the clitics a word carries before the wanted one, or None if it is another word."""
    if not _cased(word.text, wanted.text):
        return None
    target = wanted.text.casefold()
    for clitics, core in _stripped(word.text, language):
        spelt = core.casefold()
        if spelt == target or (loose and stems(spelt, language) & stems(target, language)):
            return clitics
    return None


def _cased(word: str, wanted: str) -> bool:
    """Let "US" not be "us", nor "Turkey" a turkey; a term in small letters takes any."""
    if wanted.isupper() and len(wanted) > 1:
        return word[: len(wanted)] == wanted
    return not wanted[:1].isupper() or word[:1].isupper() or not word[:1].isalpha()


@lru_cache(maxsize=65536)
def _stripped(word: str, language: str) -> tuple[tuple[str, str], ...]:
    """Give the ways to read a word as clitics and a rest, the whole word first."""
    ways = [("", word)]
    if language in {"ar", "arz", "ary", "fa", "ur"} and "\u0600" <= word[:1] <= "\u06ff":
        for size in range(1, 3):
            prefix, core = word[:size], word[size:]
            if len(core) >= 2 and prefix in _PREFIXES:
                ways.append((prefix, core))
        for conjunction in ("", "و", "ف"):
            rest = word.removeprefix(conjunction)
            if word.startswith(conjunction) and rest.startswith("لل") and len(rest) > 3:
                # "to the": the article has lost its alif
                ways.append((f"{conjunction}لل", f"ال{rest[2:]}"))
    elif language == "he":
        ways += [
            (word[:size], word[size:])
            for size in (1, 2)
            if len(word) - size >= 2 and _HEBREW.issuperset(word[:size])
        ]
    return tuple(ways)


_PREFIXES = frozenset({"و", "ف", "ب", "ل", "ك", "س", *(a + b for a in "وف" for b in "بلكس")})


@lru_cache(maxsize=65536)
def stems(word: str, language: str) -> frozenset[str]:
    """Give what may be left of a word without its endings (and, in Arabic, its article)."""
    if language == "ar" or "\u0620" <= word[:1] <= "\u064a":
        folded = fold(word)
        heads = {folded, folded.removeprefix("ال")}
        ends = {fold(end) for end in _ARABIC_ENDS}
        cut = {head[: -len(end)] for head in heads for end in ends if head.endswith(end)}
        return frozenset(heads | {stem for stem in cut if len(stem) >= 3})
    if language == "en":
        cut = {word[: -len(end)] for end in _ENGLISH_ENDS if word.endswith(end)}
        cut |= {stem + "y" for stem in cut if word.endswith("ies")} | {stem + "e" for stem in cut}
        return frozenset({word, *(stem for stem in cut if len(stem) >= 3)})
    # Elsewhere a word keeps its beginning: one or two letters of a long word may be its ending.
    kept = max(4, len(word) - 2)
    return frozenset({word, *(word[:size] for size in range(kept, len(word)))})


def without(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Put U+FFFC in the place of what has been found, so that it is not found again."""
    for start, end in places:
        text = text[:start] + "\ufffc" * (end - start) + text[end:]
    return text
