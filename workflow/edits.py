"""Old text, new text → what kind of change it is, and whether the translation stays in force.

A change of white space, of a link's target, of markup, of code, of punctuation or of case leaves
the words as they were. A project may have such changes carried: the translation stays final, with
the new target, markup or code put into it where there is one place for it and a parser agrees with
the outcome.

Whatever a text states is never carried: digits, dates, denial, names and quoted words (`facts.py`).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import permutations, zip_longest
from typing import TYPE_CHECKING

from .facts import facts, opens_sentences
from .markdown import REFERENCE, reading
from .model import CARRIABLE, Edit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

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
        if was.code != now.code:
            return Edit.CODE if was.prose == now.prose else Edit.WORDING
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
        case Edit.CODE:
            return edit, _recoded(old, new, msgstr)
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


# --- targets and code -----------------------------------------------------------------------

_TAIL = re.compile(r"(?<=(?<!\\)\])(?:\((?:[^()\s]|\([^()\s]*\))*\)|\[[^\[\]]*\])")
"""Where a link leads, as it is written behind its words."""
_CODE = re.compile(r"(?<![\\`])`(?!`)[^`]+`(?!`)")


def _retargeted(old: str, new: str, msgstr: str) -> str | None:
    """Put new targets for old ones, if the translation has each as often as its source had."""
    was, now, here = reading(old), reading(new), reading(msgstr)
    change = _one_for_one(was.targets, now.targets)
    if not change or Counter(was.targets) != Counter(here.targets):
        return None
    written = _exchanged(_TAIL, old, new, msgstr)
    if written is None:
        written = _readdressed(change, msgstr, was)
    if written is None:
        return _remarked(old, new, msgstr)
    there = reading(written)
    kept = (there.words, there.marks) == (here.words, here.marks)
    return written if kept and Counter(there.targets) == Counter(now.targets) else None


def _recoded(old: str, new: str, msgstr: str) -> str | None:
    """Put new code for old, if the translation has each piece as often as its source had."""
    was, now, here = reading(old), reading(new), reading(msgstr)
    if Counter(was.code) != Counter(here.code):
        return None
    written = _exchanged(_CODE, old, new, msgstr)
    if written is None:
        return None
    there = reading(written)
    kept = (there.prose, there.targets, _names(there)) == (here.prose, here.targets, _names(here))
    return written if kept and Counter(there.code) == Counter(now.code) else None


def _exchanged(pattern: re.Pattern[str], old: str, new: str, msgstr: str) -> str | None:
    """Put one piece for another as the source did, if pieces are all that has changed in it."""
    if pattern.split(old) != pattern.split(new):
        return None
    before = pattern.findall(old)
    change = _one_for_one(before, pattern.findall(new))
    here = Counter(each for each in pattern.findall(msgstr) if change.get(each, each) != each)
    if here != Counter(each for each in before if change.get(each, each) != each) or not here:
        return None
    return pattern.sub(lambda found: change.get(found[0], found[0]), msgstr)


def _one_for_one(old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """Give what has become of each; nothing, if of one in two places two things."""
    change: dict[str, str] = {}
    for before, after in zip(old, new, strict=True):
        if change.setdefault(before, after) != after:
            return {}
    return change


def _readdressed(change: Mapping[str, str], msgstr: str, was: Reading) -> str | None:
    """Put new addresses for old ones wherever they stand."""
    if any(each.startswith(REFERENCE) for each in (*change, *change.values())):
        return None
    moved = [before for before, after in change.items() if before != after]
    pattern = re.compile(
        r"(?<![\w/])(?:" + "|".join(re.escape(each) for each in sorted(moved, key=len)[::-1]) + ")"
        r"(?![\w/#?&=%-]|\.\w)"
    )
    if sum(was.targets.count(each) for each in moved) != len(pattern.findall(msgstr)):
        return None
    return pattern.sub(lambda found: change[found[0]], msgstr)


# --- markup ---------------------------------------------------------------------------------

_WRAPS = ("**", "__", "~~", "*", "_", "`")
_UNWRAP = {
    "strong": re.compile(r"(?<!\\)(\*\*|__)(?P<words>[^*_]+)\1"),
    "em": re.compile(r"(?<![\\*_\w])([*_])(?P<words>[^*_]+)\1(?![*_\w])"),
    "code": re.compile(r"(?<![\\`])(`)(?P<words>[^`]+)`(?!`)"),
    "link": re.compile(r"(?<![\\!])\[(?P<words>[^\[\]]+)\](?:\([^()\s]*\)|\[[^\[\]]*\])"),
    "reference": re.compile(r"(?<![\\!\]])\[(?P<words>`[^`\[\]]+`)\](?![\[(:])"),
}


def _remarked(old: str, new: str, msgstr: str) -> str | None:
    """Give the translation with the markup of now, if a parser finds all of it and nothing else.

    Each step is taken in the source and in the translation, where it is certain in both; what has
    led the source to what it is now has done so with the translation.
    """
    now, here = reading(new), reading(msgstr)
    if _names(reading(old)) != _names(here):
        return None
    both = old, msgstr
    for step in (_wrapped, _without_tags, _noted, _turned, _unwrapped, _marked):
        both = step(*both, new)
    source, written = both
    there = reading(written)
    same = (there.words, _names(there), Counter(there.targets)) == (
        here.words,
        _names(now),
        Counter(now.targets),
    )
    return written if same and reading(source) == now else None


def _names(text: Reading) -> Counter[str]:
    return Counter(name for name, _ in text.marks)


_Both = tuple[str, str]
"""The source on its way from old to new, and the translation beside it."""


def _replaced(source: str, msgstr: str, one: str, other: str) -> _Both:
    """Put one piece for another in both, if each has it once."""
    if source.count(one) == msgstr.count(one) == 1:
        return source.replace(one, other), msgstr.replace(one, other)
    return source, msgstr


def _wrapped(source: str, msgstr: str, new: str) -> _Both:
    """Mark the whole text, or take the marks of the whole away."""
    for wrap in _WRAPS:
        if new == f"{wrap}{source}{wrap}":
            return new, f"{wrap}{msgstr}{wrap}"
        if source == f"{wrap}{new}{wrap}" and msgstr.startswith(wrap) and msgstr.endswith(wrap):
            return new, msgstr[len(wrap) : -len(wrap)]
    return source, msgstr


def _without_tags(source: str, msgstr: str, new: str) -> _Both:
    """Leave out the tags that are no longer in the source."""
    for tag in {name for name, _ in reading(source).marks if name.startswith("<")}:
        if tag not in new and msgstr.count(tag) == source.count(tag):
            source, msgstr = (
                text.replace(f" {tag}", "").replace(tag, "") for text in (source, msgstr)
            )
    return source, msgstr


_NOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_LAST = re.compile(r"[.!?…:;。！？؟۔]*$")
"""What a sentence ends with."""


def _noted(source: str, msgstr: str, new: str) -> _Both:
    """Leave out the notes that went, and put one where it came: at the end, before or behind."""
    for note in _NOTE.findall(source):
        if note not in new:
            source, msgstr = _replaced(source, msgstr, note, "")
    last, end = re.search(rf"({_NOTE.pattern})({_LAST.pattern})", new), _LAST.search(msgstr)
    if last and end and source == new[: last.start()] + last[2] and bool(last[2]) <= bool(end[0]):
        place = end.start() if last[2] else len(msgstr)
        return new, f"{msgstr[:place]}{last[1]}{msgstr[place:]}"
    return source, msgstr


def _turned(source: str, msgstr: str, new: str) -> _Both:
    """Turn markup of one kind into that of another around the same words."""
    kinds = [_UNWRAP[name] for name in ("strong", "em", "code")]
    for one, other in permutations(kinds, 2):
        for match in one.finditer(source):
            found = [each[0] for each in other.finditer(new) if each["words"] == match["words"]]
            if len(found) != 1:
                continue
            before = source
            source, msgstr = _replaced(source, msgstr, match[0], found[0])
            here = one.findall(source), list(one.finditer(msgstr))
            if source == before and len(here[0]) == len(here[1]) == 1:
                head, _, tail = found[0].partition(match["words"])
                source = source.replace(match[0], found[0])
                msgstr = one.sub(lambda each: f"{head}{each['words']}{tail}", msgstr)  # noqa: B023
    return source, msgstr


def _unwrapped(source: str, msgstr: str, new: str) -> _Both:
    """Take away markup that went: all of a kind, or what stands around the same words in both."""
    for pattern in _UNWRAP.values():
        before = list(pattern.finditer(source))
        kept = {match["words"]: match[0] for match in pattern.finditer(new)}
        if before and not kept and len(before) == len(pattern.findall(msgstr)):
            source, msgstr = (
                pattern.sub(lambda found: found["words"], text) for text in (source, msgstr)
            )
        for match in before:
            again = kept.get(match["words"], match["words"])
            if again != match[0]:
                source, msgstr = _replaced(source, msgstr, match[0], again)
    return source, msgstr


def _marked(source: str, msgstr: str, new: str) -> _Both:
    """Mark words that were not marked and stand in both, in one place."""
    words_now, targets = reading(new).words, reading(new).targets
    for target in targets:
        if f"<{target}>" in new and f"<{target}>" not in source:
            source, msgstr = _replaced(source, msgstr, target, f"<{target}>")
    for pattern in _UNWRAP.values():
        known = {match["words"] for match in pattern.finditer(source)}
        for match in pattern.finditer(new):
            words = match["words"]
            plain = words.strip("`*_")
            if words not in known and _once(words, msgstr) and _once(plain, words_now):
                source, msgstr = _replaced(source, msgstr, words, match[0])
    return source, msgstr


def _once(words: str, text: str) -> bool:
    """Say whether words stand in a text in one place, as words."""
    pattern = rf"(?<![\w`*_\[]){re.escape(words)}(?![\w`*_\]])"
    return text.count(words) == 1 and re.search(pattern, text) is not None
