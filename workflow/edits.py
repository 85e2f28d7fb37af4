"""Old text, new text → what kind of change it is, and whether the translation stays in force.

A change of white space, of a link's target, of markup, of punctuation or of case leaves the words
as they were. A project may have such changes carried: the translation stays final, with the new
target or markup put into it where there is one place for it and a parser agrees with the outcome.

Whatever a text states is never carried: digits, dates, denial, names and quoted words (`facts.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from .facts import facts, opens_sentences
from .markdown import REFERENCE, reading
from .model import CARRIABLE, Edit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .markdown import Reading


_GRAVE = (
    (Edit.NEGATION, {"negations"}),
    (Edit.DIGITS, {"numbers", "percents", "currencies"}),
    (Edit.DATE, {"dates", "months", "weekdays"}),
    (Edit.NAME, {"names"}),
    (Edit.QUOTE, {"quotes"}),
)

_TOKEN = re.compile(r"\w+(?:['’]\w+)*")
_HARMLESS = frozenset(".,;:…–—-'‘’\"“”«»„ \u00a0\u202f")
"""Signs that may come, go or change their shape; ? and ! say something, brackets set apart."""


@lru_cache(maxsize=4096)  # the same for every locale
def classify(old: str, new: str, language: str) -> Edit:
    """Name the gravest thing that has changed between two texts in one language."""
    was, now = reading(old), reading(new)
    if was.words != now.words:
        return _of_words(was, now, language)
    if was.marks != now.marks:
        return Edit.MARKUP
    if was.targets != now.targets:
        return Edit.LINK_TARGET
    return Edit.WHITESPACE if " ".join(old.split()) == " ".join(new.split()) else Edit.MARKUP


def _of_words(was: Reading, now: Reading, language: str) -> Edit:
    """Name the gravest thing that has changed between two texts of different words."""
    different = set(facts(was.words, language).different(facts(now.words, language)))
    for edit, kinds in _GRAVE:
        if kinds & different:
            return edit
    marks = [name for name, _ in was.marks] == [name for name, _ in now.marks]
    if marks and was.targets == now.targets:
        if _only_punctuation(was.words, now.words, language):
            return Edit.PUNCTUATION
        if _only_case(was.words, now.words, language):
            return Edit.CASE
    return Edit.WORDING


def carried(
    old: str, new: str, msgstr: str, language: str, policy: Collection[str]
) -> tuple[Edit, str | None]:
    """Give the class of a change, and the translation that stays in force, if one does."""
    edit = classify(old, new, language)
    if edit not in policy or edit not in CARRIABLE:
        return edit, None
    match edit:
        case Edit.LINK_TARGET:
            return edit, _retargeted(old, new, msgstr)
        case Edit.MARKUP:
            return edit, _remarked(old, new, msgstr)
    return edit, msgstr


# --- words that stay ------------------------------------------------------------------------


def _only_punctuation(old: str, new: str, language: str) -> bool:
    """Say whether the words are the same ones, and no sign that matters came or went."""
    was, now = list(_pieces(old)), list(_pieces(new))
    if [word for word, _ in was] != [word for word, _ in now]:
        return False
    for number, ((_, one), (_, other)) in enumerate(zip(was, now, strict=True)):
        if one == other:
            continue
        if [sign for sign in one if sign not in _HARMLESS] != [
            sign for sign in other if sign not in _HARMLESS
        ]:
            return False
        beside = " ".join(word for word, _ in was[max(0, number - 1) : number + 2])
        if facts(beside, language).negations or any(sign.isdigit() for sign in beside):
            return False
    return True


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Give each word with what stands between it and the next one."""
    ends = [0, *(match.end() for match in _TOKEN.finditer(text))]
    starts = [*(match.start() for match in _TOKEN.finditer(text)), len(text)]
    words = ["", *_TOKEN.findall(text.replace("’", "'"))]
    for word, end, start in zip_longest(words, ends, starts):
        yield word, " ".join(text[end:start].split(" "))


def _only_case(old: str, new: str, language: str) -> bool:
    """Say whether nothing but the first letters of function words have changed their case."""
    if len(old) != len(new) or old.casefold() != new.casefold():
        return False
    return all(
        one == other or (opens_sentences(one, language) and opens_sentences(other, language))
        for one, other in zip(_TOKEN.findall(old), _TOKEN.findall(new), strict=True)
    )


# --- targets and markup ---------------------------------------------------------------------


def _retargeted(old: str, new: str, msgstr: str) -> str | None:
    """Put new targets for old ones, if the translation has each as often as its source had."""
    was, now, here = reading(old), reading(new), reading(msgstr)
    change: dict[str, str] = {}
    for before, after in zip(was.targets, now.targets, strict=True):
        if change.setdefault(before, after) != after:
            return None
    if Counter(was.targets) != Counter(here.targets):
        return None
    if any(each.startswith(REFERENCE) for each in (*change, *change.values())):
        return _remarked(old, new, msgstr)
    moved = [before for before, after in change.items() if before != after]
    pattern = re.compile(
        r"(?<![\w/])(?:" + "|".join(re.escape(each) for each in sorted(moved, key=len)[::-1]) + ")"
        r"(?![\w/#?&=%-]|\.\w)"
    )
    if sum(here.targets.count(each) for each in moved) != len(pattern.findall(msgstr)):
        return None
    written = pattern.sub(lambda found: change[found[0]], msgstr)
    there = reading(written)
    kept = (there.words, there.marks) == (here.words, here.marks)
    return written if kept and Counter(there.targets) == Counter(now.targets) else None


_WRAPS = ("**", "__", "~~", "*", "_", "`")
_UNWRAP = {
    "strong": re.compile(r"(?<!\\)(\*\*|__)(?P<words>[^*_]+)\1"),
    "em": re.compile(r"(?<![\\*_\w])([*_])(?P<words>[^*_]+)\1(?![*_\w])"),
    "code": re.compile(r"(?<![\\`])(`)(?P<words>[^`]+)`(?!`)"),
    "link": re.compile(r"(?<![\\!])\[(?P<words>[^\[\]]+)\](?:\([^()\s]*\)|\[[^\[\]]*\])"),
    "reference": re.compile(r"(?<![\\!\]])\[(?P<words>`[^`\[\]]+`)\](?![\[(:])"),
}


def _remarked(old: str, new: str, msgstr: str) -> str | None:
    """Give the translation with the markup of now, if a parser finds all of it and nothing else."""
    was, now, here = reading(old), reading(new), reading(msgstr)
    if _names(was) != _names(here):
        return None
    if (was.marks, was.targets) == (now.marks, now.targets):
        return msgstr  # written in another way, read the same
    for written in _candidates(old, new, msgstr, now):
        there = reading(written)
        if (
            there.words == here.words
            and _names(there) == _names(now)
            and Counter(there.targets) == Counter(now.targets)
        ):
            return written
    return None


def _names(text: Reading) -> Counter[str]:
    return Counter(name for name, _ in text.marks)


def _candidates(old: str, new: str, msgstr: str, now: Reading) -> Iterator[str]:
    for wrap in _WRAPS:
        if new == f"{wrap}{old}{wrap}":
            yield f"{wrap}{msgstr}{wrap}"
        if old == f"{wrap}{new}{wrap}" and msgstr.startswith(wrap) and msgstr.endswith(wrap):
            yield msgstr[len(wrap) : -len(wrap)]
    bare = msgstr
    for name, pattern in _UNWRAP.items():
        before, after = list(pattern.finditer(old)), list(pattern.finditer(new))
        kept = [match["words"] for match in after]
        gone = [match for match in before if match["words"] not in kept]
        added = [match for match in after if match["words"] not in {m["words"] for m in before}]
        here = list(pattern.finditer(bare))
        if gone and not after and len(here) == len(before) == 1 and name != "code":
            bare = bare[: here[0].start()] + here[0]["words"] + bare[here[0].end() :]
        for match in before:
            again = [each[0] for each in after if each["words"] == match["words"]]
            if again and again[0] != match[0] and bare.count(match[0]) == 1:
                bare = bare.replace(match[0], again[0])
        for match in [*gone, *added]:
            words, whole = match["words"], match[0]
            one, other = (whole, words) if match in gone else (words, whole)
            if _once(one, bare) and _once(words.strip("`"), now.words):
                bare = bare.replace(one, other)
    yield bare


def _once(words: str, text: str) -> bool:
    """Say whether words stand in a text in one place, as words."""
    pattern = rf"(?<![\w`*_\[]){re.escape(words)}(?![\w`*_\]])"
    return text.count(words) == 1 and re.search(pattern, text) is not None
