"""Q203 bracket-lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..facts import ascii_digits
from ..model import Severity
from .form import MASK, stated, unmatched
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


GROUP = re.compile(r"(?<![\w])\((?!\s*\))[^()]+\)|(?<![\w\]!])\[[^\[\]]+\](?![(\ufffc])")
DASHED = re.compile("[–—]|\\s-\\s|،\\s|,\\s")


ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,6}s?")
HONOUR = re.compile("[ﷺﷻﷲ]|علي[هـ]|عليه|عليها|عليهم|رضي الله|رحمه الله")
HONOURED = re.compile(
    r"\b(?:peace|p\.?b\.?u\.?h|s\.?a\.?w|blessings?|may (?:god|allah)|ra|as)\b", re.IGNORECASE
)
"""(peace be upon him), which Arabic writes as ﷺ or in words, without brackets."""


REPEATED = re.compile(
    r"\(\s*(?:[$€£]\s?)?\d[\d.,]*\s?(?:miles?|mph|km/?h?|kph|kilomet\w+|met\w+|feet|ft|inch\w*|pounds?|lbs?|"
    r"kg|kilos?|bn|[mk]|[bm]illion|°?[CF])\s*\)",
    re.IGNORECASE,
)
"""The same measure once more in other units, which the reader of a translation may not need."""


@form_rule("Q203", Severity.WARNING, source=r"[(\[]")
def bracket_lost(form: Form, _: Context) -> Iterator[Problem]:
    r"""The source has an aside in brackets and the translation has fewer.

    ## Why it matters

    What stands in brackets is a date, a place, a name's other form, a correction by the editor:
    facts, of which one has been left out.

    ## Example

    Bad, an aside:

    ```po
    msgid "The minister (of defence) refused."
    msgstr "رفض الوزير."
    ```

    Good, more than in the source:

    ```po
    msgid "The Islamic State fell."
    msgstr "سقط تنظيم الدولة (داعش)."
    ```

    ## How to mend it

    Translate the aside; dashes or commas may enclose it as well. More brackets than in the source
    are no fault.
    """
    source = GROUP.findall(form.said.text)
    if not source or form.plural:
        return
    if HONOUR.search(form.target):
        source = [each_ for each_ in source if not HONOURED.search(each_)]
    source = [
        each_ for each_ in source if not REPEATED.fullmatch(each_) or _beside(each_, form.seen.text)
    ]
    target = len(re.findall(r"[(\[（]", form.seen.text)) or len(
        re.findall(r"[)\]）]", form.seen.text)
    )
    if not source or target >= len(source):
        return
    extra = len(DASHED.findall(form.seen.text)) - len(DASHED.findall(form.said.text))
    lost = _lost(source, form)
    if lost and extra < 2 and not (extra == 1 and target):
        yield Problem(
            f"{excerpt(lost)} has lost its brackets, or is lost", "translate it, in brackets"
        )


def _expands(inner: str, source: str) -> bool:
    """Say whether an aside is but what the acronym before it stands for: IMF (International …)."""
    first = "".join(word[0] for word in inner.split() if word not in LINKS).upper()
    return (
        len(first) > 1
        and re.search(rf"\b{re.escape(first)}s?\b[^()]{{0,20}}\({re.escape(inner)}\)", source)
        is not None
    )


LINKS = frozenset("and of the for in on de la du des et".split())
SIZE = r"\d[\s\u00a0-]?"


def _beside(group: str, target: str) -> bool:
    """Say whether the second measure follows the first with nothing between: 300 km 180 miles."""
    number = re.escape(re.sub(r"[^\d.,]", "", group))
    between = rf"{SIZE}(?:[^\s\d.,،;؛:()–—-]+\s){{1,4}}(?<!\bou\s)(?<!\bor\s)(?<!أو\s)(?<!أي\s)"
    return re.search(rf"{between}{number}(?![\d])", ascii_digits(target)) is not None


def _lost(source: list[str], form: Form) -> str:
    """Give the first group that is not there without brackets either."""
    for group in source:
        if REPEATED.fullmatch(group):
            return group
        inner = group[1:-1]
        if form.pack.scripts != ("Latn",) and ACRONYM.fullmatch(inner):
            continue  # (SOHR), of which other scripts have none
        if _expands(inner, form.said.text):
            continue
        if (measure := MEASURE.fullmatch(inner)) and measure[1] in form.seen.text:
            continue  # 122F (50C), of which the reader needs the second
        if _merged(inner, form):
            continue
        words = [word for word in re.findall(r"\w+", inner) if word != MASK]
        if words and not all(word in form.seen.text for word in words):
            return group
    return ""


def _merged(inner: str, form: Form) -> bool:
    """Say whether an aside that gives a number in words has become a part of the sentence."""
    aside = stated(inner, form.source_pack.language)
    if not aside.numbers or (len(WORDS.findall(inner)) < 2 and not aside.months):
        return False
    seen = stated(form.seen.text, form.pack.language)
    return set(aside.months) <= set(seen.months) and not unmatched(aside, seen)[0]


WORDS = re.compile(r"[^\W\d_]{2,}")
MEASURE = re.compile(r"(?:about |some )?(\d+)\s?[^\W\d][\w/]{0,12}")
