"""N101 number."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ..facts import Fact, ascii_digits
from ..model import Fix, Severity
from .form import (
    Form,
    replaced,
    stated,
    unmatched,
)
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


SMALL = 12
NAME = re.compile(r"[A-Za-z][-‑]?$")
IDIOM = re.compile(r"\b(?:24/7|9/11|7/7|50[-/]50|4x4|101)\b")


@form_rule("N101", Severity.ERROR, source=r"\d", target=r"\d")
def number(form: Form, _: Context) -> Iterator[Problem]:
    r"""A number of the source is not in the translation, or another one is.

    ## Why it matters

    How many were killed, on which day, for how much: a wrong number is the error that does most
    harm and is seen least, since nobody reads digits twice.

    Numbers are compared by what they say: `٦٠` is 60, `5 million` is «5 ملايين», 1,234.5 is
    ١٬٢٣٤٫٥. Up to twelve they may become words, or vanish into an Arabic dual; ordinals,
    centuries and decades may become words.

    ## Example

    Bad, another number:

    ```po
    msgid "Some 3,400 people fled."
    msgstr "فرّ نحو ٣٠٠٠ شخص."
    ```

    Good, Arabic-Indic digits and separators:

    ```po
    msgid "1,234,567.5 tons"
    msgstr "١٬٢٣٤٬٥٦٧٫٥ طنًّا"
    ```

    ## How to mend it

    Write the number of the source. If the source is wrong, tell the author.
    """
    if form.plural or not (_DIGIT.search(form.said.text) or _DIGIT.search(form.seen.text)):
        return
    if _same_digits(form.said.text, form.seen.text):
        return
    source_text, target_text = IDIOM.sub(" ", form.said.text), form.seen.text
    source, target = (
        stated(source_text, form.source_pack.language),
        stated(target_text, form.pack.language),
    )
    missing, more = unmatched(source, target)
    missing = [each_ for each_ in missing if _counts(each_, source_text, more)]
    more = [each_ for each_ in more if _counts(each_, target_text, missing)]
    if (
        not missing
        and all(each_.value in {"11", "9", "24", "7"} for each_ in more)
        and IDIOM.search(form.said.text)
    ):
        return
    if form.arabic:
        missing = [fact for fact in missing if not _in_words(fact, target_text)]
    for fact in missing:
        other = more.pop(0) if more else None
        if other is None:
            yield Problem(
                f"the number {fact.text.strip()} is missing", "write the number of the source"
            )
            continue
        span = form.seen.span(other.start, other.end)
        yield Problem(
            f"the source says {fact.text.strip()}, the translation {other.text.strip()}",
            "write the number of the source",
            span=span,
            fix=_transposed(form, fact.text, other.text, span),
        )
    for fact in more:
        yield Problem(
            f"the number {fact.text.strip()} is not in the source",
            "delete it, or ask where it comes from",
            span=form.seen.span(fact.start, fact.end),
        )


_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_SCALE = re.compile(
    r"\d[\s\u00a0-]?(?:hundred|thousand|milli|billi|trilli|k\b|m\b|bn\b|tausend|mil|bin\b|тыс|мил|млн|млрд)"
    r"|مليون|ملايين|مليار|بليون|ألف|آلاف|الف|الاف|مئة|مائة|مئات|هزار|میلیون|میلیارد|אלף|אלפ|מיליו|מיליארד",
    re.IGNORECASE,
)


def _same_digits(source: str, target: str) -> bool:
    """Say at once that both hold the same groups of digits, and no word that multiplies them."""
    groups = [sorted(_DIGITS.findall(ascii_digits(text))) for text in (source, target)]
    return groups[0] == groups[1] and not _SCALE.search(source) and not _SCALE.search(target)


DUALS = {"200": "مئت[اي]|مائت[اي]", "2000": "ألف[اي]|ألفين", "2000000": "مليون[اي]|مليونين"}
HOURS = re.compile("الساعة|صباح|مساء|ظهر|النصف|الربع|الثلث")


def _in_words(fact: Fact, target: str) -> bool:
    """Say whether Arabic tells it in words that are no number: ألفا رجل, العاشرة والنصف."""
    if fact.form == "time":
        return not _DIGIT.search(target) and bool(HOURS.search(target))
    return fact.value in DUALS and bool(re.search(DUALS[fact.value], target))


def _counts(fact: Fact, text: str, others: list[Fact]) -> bool:
    """Say whether a number without a partner is a fault."""
    if fact.form in {"words", "dual", "ordinal", "decade"} or NAME.search(text[: fact.start]):
        return False
    if fact.kind == "date":
        return True
    try:
        value = float(fact.value)
    except ValueError:
        return True
    small = value <= SMALL and value == int(value)
    return not small or any(other.form in {"digits", "scaled"} for other in others)


def _transposed(form: Form, right: str, wrong: str, span: tuple[int, int]) -> Fix | None:
    """Give a fix where two digits have changed places."""
    digits = [ascii_digits(re.sub(r"\D", "", each_)) for each_ in (right, wrong)]
    if sorted(digits[0]) != sorted(digits[1]) or len(digits[0]) != sum(
        c.isdigit() for c in form.target[slice(*span)]
    ):
        return None
    first = next(char for char in form.target[slice(*span)] if char.isdecimal())
    zero = ord(first) - unicodedata.decimal(first)
    new = iter(chr(zero + int(digit)) for digit in digits[0])
    piece = "".join(next(new) if char.isdecimal() else char for char in form.target[slice(*span)])
    return Fix(replaced(form.target, [(span, piece)]), safe=False)
