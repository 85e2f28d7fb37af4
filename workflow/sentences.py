"""Text → where its sentences begin. The only door to the segmenter, and to the patterns of rules.

sentencex finds candidates in a text freed of markup, quotation marks and brackets, which mislead
it; the guard then decides. The same function serves both directions: cutting a source, and
cutting its translation. What a project says in rules of its own comes before both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from .errors import ProjectError
from .model import CutRule

if TYPE_CHECKING:
    import regex

Range = tuple[int, int]

UNCUT_WORDS = 30
"""Inside brackets or quotation marks of up to this many words no sentence is cut."""

_MARKS = ("()", "[]", "{}", "«»", "“”", "‹›", "„“", "「」", "『』")
_PAIRS = {pair[0]: pair[1] for pair in _MARKS}
_OPENERS = frozenset(_PAIRS) | {"‘", "‚"}
_CLOSERS = frozenset(_PAIRS.values()) | {"’", "‘", '"', "\0"}
_HIDDEN = _OPENERS | _CLOSERS | {"”"}
_APOSTROPHES = frozenset("’‘'")
_HIDING = re.compile(f"[{re.escape(''.join(sorted(_HIDDEN | _APOSTROPHES)))}]")
_GROUPING = re.compile(f'["{re.escape("".join(_MARKS))}]')
_SPACE = re.compile(r"\s")
_ENDS = ".!?؟۔…。！？।՞։"
_ELLIPSIS = re.compile(r"(?:…|\.\.+)$")

_ABBREVIATIONS = {
    "ar": "ق.م ب.م أ.د م.م",
    "de": "bzw ca Dr evtl ggf Hr Fr Prof St vgl z.B d.h u.a",
    "en": "Adm approx Brig Capt cf Cmdr Col Dept Dr e.g est Gen Gov Hon i.e Lt Maj Messrs Mr Mrs "
    "Ms Mt Pres Prof Pvt Rep Rev Sen Sgt St vs",
    "es": "Sr Sra Srta Dr Dra Ud Uds",
    "fa": "ق.م ر.ک",
    "fr": "M MM Mme Mmes Mlle Dr Pr Me Mgr St Ste cf éd ex av apr",
    "it": "Sig Dott Prof",
    "ru": "г гг ул им т.е т.д т.п и.о проф акад",
    "tr": "Dr Prof Doç Av vb vs",
    "ur": "ڈاکٹر",
}
"""What sentencex takes for the end of a sentence and is not, as met in news texts."""
_BEFORE_NUMBERS = frozenset(["art", "ch", "fig", "no", "nos", "nr", "núm", "p", "pp", "vol", "ص"])
_DIGIT_AFTER = re.compile(r"[\d٠-٩۰-۹]")
_INITIAL = re.compile(r"(?:^|[\s.\-])(?P<letter>[^\W\d_])\.$")


PATIENCE = 5.0
"""Seconds that a pattern may take with one paragraph: some patterns never end."""


def starts(
    seen: str,
    language: str,
    uncut: Sequence[Range] = (),
    marks: Sequence[tuple[int, str]] = (),
    rules: Sequence[CutRule] = (),
) -> tuple[int, ...]:
    """Give the offsets where a sentence begins, other than 0, in order.

    `seen` is the text with U+0000 for every character that nobody sees; no cut falls strictly
    inside an `uncut` range. `marks` are the author's own words: `(offset, "cut")` begins a sentence
    at the offset, `(offset, "keep")` joins it to the one before. `rules` decide of a place before
    the segmenter does, the first that fits; markup and short brackets they leave whole.
    """
    forced = {place for place, name in marks if name == "cut" and 0 < place < len(seen)}
    kept = {place for place, name in marks if name == "keep"}
    ranges = [*uncut, *_short_groups(seen)]
    ruled = _ruled(seen, rules) if rules else {}
    places = {place for place in _candidates(seen, language) if ruled.get(place, True)}
    found = {
        place
        for place in places | {place for place, cut in ruled.items() if cut}
        if place not in kept and not any(low < place < high for low, high in ranges)
    }
    return tuple(sorted(found | forced))


def fault(rule: CutRule) -> str:
    """Say what is wrong with the patterns of a rule, or nothing."""
    import regex  # noqa: PLC0415 (only a project with rules of its own needs it)

    for name, pattern in (("before", rule.before), ("after", rule.after)):
        try:
            regex.compile(pattern)
        except regex.error as error:
            return f"`{name}` is no pattern: {error}"
    return ""


@lru_cache(maxsize=4096)
def _compiled(before: str, after: str) -> regex.Pattern[str]:
    """Give one pattern of both; read from the end, it is found at each place where it fits."""
    import regex  # noqa: PLC0415

    return regex.compile(f"(?r)(?:{before})(?={after})")


def _ruled(seen: str, rules: Sequence[CutRule]) -> dict[int, bool]:
    """Give the places of which rules decide, and how: the first rule that fits.

    They see the text without markup. A place before or within the blanks between two sentences is
    the same as the one behind them.
    """
    visible = [index for index, char in enumerate(seen) if char != "\0"]
    plain = "".join(seen[index] for index in visible)
    decided: dict[int, bool] = {}
    for rule in rules:
        try:
            found = _compiled(rule.before, rule.after).finditer(
                plain, overlapped=True, timeout=PATIENCE
            )
            ends = [match.end() for match in found]
        except TimeoutError as error:
            where = f"{rule.position}: " if rule.position else ""
            raise ProjectError(
                f"{where}the pattern `{rule.before}` takes too long", "make it simpler"
            ) from error
        for end in ends:
            following = end
            while following < len(plain) and plain[following].isspace():
                following += 1
            if len(plain[:end].strip()) and following < len(plain):
                last = len(plain[:end].rstrip()) - 1
                place = _between(seen, visible[last] + 1, visible[following])
                decided.setdefault(place, rule.cut)
    return {place: cut for place, cut in decided.items() if 0 < place < len(seen)}


def _candidates(seen: str, language: str) -> Iterator[int]:
    """Ask the segmenter, and put each cut before whatever opens the next sentence."""
    from sentencex import get_sentence_boundaries  # noqa: PLC0415 (a second of nobody's start-up)

    visible: list[int] = []
    start = 0
    for sign in _HIDING.finditer(seen):
        if not _visible(seen, sign.start()):
            visible += range(start, sign.start())
            start = sign.end()
    visible += range(start, len(seen))
    whole = len(visible) == len(seen)
    plain = _SPACE.sub(" ", seen if whole else "".join(map(seen.__getitem__, visible)))
    for boundary in get_sentence_boundaries(language, plain):
        end = boundary["start_index"]
        while end < len(plain) and plain[end] == " ":
            end += 1
        last = boundary["start_index"] - 1
        while last >= 0 and plain[last] == " ":
            last -= 1
        if 0 <= last < end < len(plain) and _is_end(plain[: last + 1], plain[end:], language):
            yield _between(seen, visible[last] + 1, visible[end])


def _visible(seen: str, index: int) -> bool:
    """Leave out markup, brackets and quotation marks; an apostrophe within a word stays."""
    char = seen[index]
    if char in _APOSTROPHES:
        before, after = seen[index - 1 : index], seen[index + 1 : index + 2]
        return before.isalnum() and after.isalnum()
    return char not in _HIDDEN


def _between(seen: str, place: int, following: int) -> int:
    """Give the cut: behind all that closes the sentence, before all that opens the next."""
    while place < following:
        rest = seen[place:following]
        spaces = len(rest) - len(rest.lstrip())
        if spaces == len(rest) or not _closes(seen, place + spaces, attached=spaces == 0):
            return place + spaces
        place += spaces + 1
    return place


def _closes(seen: str, index: int, *, attached: bool) -> bool:
    """Say whether a mark closes what stands before it: “ opens in English, closes in German."""
    char, following = seen[index], seen[index + 1 : index + 2]
    alone = not following or following.isspace() or following in _CLOSERS or following in _ENDS
    if char in ")]}" or (attached and char in "”’」』\0"):
        return True
    if attached:
        return alone
    return alone and char in "»›"


def _is_end(before: str, after: str, language: str) -> bool:
    """Decide whether a sentence ends between the two (the guard)."""
    first = after[0]
    if before[-1] not in _ENDS or first.islower():
        return False
    uncased = not first.isupper() and first.isalpha()
    if _ELLIPSIS.search(before):
        return not uncased
    if before[-1] != ".":
        return True
    word = before[:-1].rpartition(" ")[2].lstrip("-–—")
    if word in _ABBREVIATIONS.get(language, "").split():
        return False
    if _DIGIT_AFTER.match(first) and word.lower() in _BEFORE_NUMBERS:
        return False
    initial = _INITIAL.search(before)
    return not (initial and (initial["letter"].isupper() or uncased))


def _short_groups(seen: str) -> Iterator[Range]:
    """Give the brackets and quotations that are too short to be cut."""
    open_at: list[tuple[str, int]] = []
    straight: int | None = None
    for sign in _GROUPING.finditer(seen):
        index, char = sign.start(), sign[0]
        if char == '"':
            if straight is None:
                straight = index
            else:
                yield from _if_short(seen, straight, index + 1)
                straight = None
        elif open_at and char == _PAIRS[open_at[-1][0]]:
            yield from _if_short(seen, open_at.pop()[1], index + 1)
        elif char in _PAIRS:
            open_at.append((char, index))


def _if_short(seen: str, low: int, high: int) -> Iterator[Range]:
    if len(seen[low:high].split()) <= UNCUT_WORDS:
        yield low, high
