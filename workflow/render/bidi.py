"""Text + direction → the runs that read the other way (UAX #9).

WeasyPrint orders text within one element only (its issue #106), so every run that reads against its
paragraph must be an element with a `dir` of its own; where such a run begins and ends is decided
here, by the Unicode bidirectional algorithm, and never left to authors or translators.
"""

from __future__ import annotations

import re
import unicodedata

from ..errors import RenderError
from ..model import Direction

OVERRIDES = re.compile("[\u202a-\u202e]")
"""Embeddings and overrides: they can show a text in another order than it is written in."""
ISOLATES = {"\u2066": "ltr", "\u2067": "rtl", "\u2068": "auto"}
POP = "\u2069"

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_SEPARATOR = re.compile("[\x85\u2028\u2029]")
_NUMBERS = {"EN", "AN"}
# BidiBrackets.txt: the pairs that prose uses; N0 needs to know which bracket closes which
_BRACKETS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "〈": "〉", "「": "」", "『": "』", "【": "】"}
_CLOSERS = {closer: opener for opener, closer in _BRACKETS.items()}
# signs that belong to the word they touch: @handle, #tag, $5, C++, https://example.org/
_PREFIX = re.compile(r"(?:[@#$€£~\\/]+|[0-9٠-٩][0-9٠-٩.,٫°′″]{0,24}[°′″])\Z")  # 35.95°N, too
_SUFFIX = re.compile(r"[+#/%°]+")


_REFUSED = (
    (
        OVERRIDES,
        "a bidirectional override",
        "delete it; the page finds the direction of each word by itself",
    ),
    (_CONTROL, "a control", "delete it"),
    (_SEPARATOR, "a line separator", "write a space in its place, or begin a paragraph"),
    # the one space that is drawn; Pango takes it for blank in a font that lacks it
    (re.compile("\u1680"), "an Ogham space", "write a space in its place"),
)
"""What no text may hold, what it is, and how to mend it."""


def refuse_disorder(text: str, where: str) -> None:
    """Leave a text whose controls cannot reorder what it does not own; else a RenderError.

    Embeddings and overrides are refused (CVE-2021-42574); isolates must be balanced in each line.
    """
    for pattern, what, hint in _REFUSED:
        if match := pattern.search(text):
            raise RenderError(
                f"{where}: {what} character U+{ord(match[0]):04X} in {_excerpt(text)!r}", hint
            )
    for line in text.split("\n"):
        depth = 0
        for character in line:
            depth += (character in ISOLATES) - (character == POP)
            if depth < 0:
                break
        if depth:
            raise RenderError(
                f"{where}: an isolate without its end (U+2066–2069) in {_excerpt(text)!r}",
                "delete it, or close it in the same line",
            )


def _excerpt(text: str) -> str:
    shown = OVERRIDES.sub("\N{REPLACEMENT CHARACTER}", text)
    return shown if len(shown) <= 40 else shown[:39] + "…"


def first_strong(text: str, default: Direction) -> Direction:
    """Give the direction of the first letter (UAX #9 P2, P3), or the default without one."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in {"R", "AL"}:
            return Direction.RTL
        if kind == "L":
            return Direction.LTR
    return default


def opposite_runs(text: str, base: Direction) -> list[tuple[int, int]]:
    """Give the ranges that hold letters and read against `base`, whole words with their own signs.

    Rules W1 to N2 of UAX #9 for one isolating run sequence without explicit embeddings; numbers
    alone are no run, for they need no element to be shown in order. One that touches a word is of
    its run: `5G` is of one level in a text that reads from the right, and would else become `G5`.
    """
    kinds = _resolve(text, base)
    against = {"AN", "EN", "R" if base is Direction.LTR else "L"}
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(text):
        if kinds[index] not in against:
            index += 1
            continue
        start = index
        while index < len(text) and kinds[index] in against:
            index += 1
        if any(unicodedata.bidirectional(each) in {"L", "R", "AL"} for each in text[start:index]):
            runs.append(_snap(text, start, index, runs[-1][1] if runs else 0))
            index = max(index, runs[-1][1])
    return runs


def _snap(text: str, start: int, end: int, floor: int) -> tuple[int, int]:
    """Take in the signs that touch the run's first and last word."""
    if prefix := _PREFIX.search(text, floor, start):
        start = prefix.start()
    suffix = _SUFFIX.match(text, end)
    if suffix and (suffix.end() == len(text) or not text[suffix.end()].isalnum()):
        end = suffix.end()
    return start, end


def _resolve(text: str, base: Direction) -> list[str]:
    """Give each character L, R, AN or EN, as UAX #9 X to N2 would, for a single level."""
    embedding = "L" if base is Direction.LTR else "R"
    kinds = [
        embedding if character == "\n" else unicodedata.bidirectional(character) or "L"
        for character in text
    ]
    _weak(kinds, embedding)
    _brackets(text, kinds, embedding)
    _neutral(kinds, embedding)
    return kinds


def _weak(kinds: list[str], embedding: str) -> None:
    """W1 to W7: marks, numbers and their signs take their kind from what stands beside them."""
    strong = previous = embedding
    for index, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kinds[index] = previous
        elif kind == "EN" and strong == "AL":  # W2
            kinds[index] = "AN"
        elif kind in {"L", "R", "AL"}:
            strong = kind
        previous = kinds[index]
    _signs(kinds)
    strong = embedding
    for index, kind in enumerate(kinds):
        if kind == "AL":  # W3
            strong = kinds[index] = "R"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[index] = "L"
        elif kind not in _NUMBERS:  # W6
            kinds[index] = "ON"


def _signs(kinds: list[str]) -> None:
    """W4 and W5: a separator between two numbers, a terminator beside one, are of the number."""
    for index in range(1, len(kinds) - 1):
        before, kind, after = kinds[index - 1 : index + 2]
        if before == after and (
            (kind in {"ES", "CS"} and before == "EN") or (kind == "CS" and before == "AN")
        ):
            kinds[index] = before
    for index in [place for place, kind in enumerate(kinds) if kind == "EN"]:
        for step in (-1, 1):
            place = index + step
            while 0 <= place < len(kinds) and kinds[place] == "ET":
                kinds[place] = "EN"
                place += step


def _brackets(text: str, kinds: list[str], embedding: str) -> None:
    """N0: a pair of brackets reads as what stands in it, if what stands before it agrees."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if kinds[index] != "ON":
            continue
        if character in _BRACKETS:
            stack.append((character, index))
        elif opener := _CLOSERS.get(character):
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == opener:
                    pairs.append((stack[depth][1], index))
                    del stack[depth:]
                    break
    for start, end in sorted(pairs):
        inside = {_strong(kind) for kind in kinds[start + 1 : end]} - {""}
        if embedding in inside:
            kinds[start] = kinds[end] = embedding
        elif inside:
            before = [_strong(kind) for kind in kinds[:start]]
            context = next((kind for kind in reversed(before) if kind), embedding)
            kinds[start] = kinds[end] = context


def _neutral(kinds: list[str], embedding: str) -> None:
    """N1 and N2: neutrals between two of a kind are of that kind, others are as the paragraph."""
    index = 0
    while index < len(kinds):
        if kinds[index] != "ON":
            index += 1
            continue
        start = index
        while index < len(kinds) and kinds[index] == "ON":
            index += 1
        before = _strong(kinds[start - 1]) if start else embedding
        after = _strong(kinds[index]) if index < len(kinds) else embedding
        kinds[start:index] = [before if before == after else embedding] * (index - start)


def _strong(kind: str) -> str:
    """As N0 to N2 see it, a number is R."""
    return "R" if kind in _NUMBERS else kind if kind in {"L", "R"} else ""
