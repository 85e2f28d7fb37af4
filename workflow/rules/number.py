"""N101 number."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ..amounts import BELOW, converted, told
from ..facts import Fact, Facts, ascii_digits
from ..model import Fix, Severity
from .form import replaced, stated, unmatched
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


SMALL = 12
NAME = re.compile(r"[A-Za-z][-‑]?$")
IDIOM = re.compile(r"\b(?:24/7|9/11|7/7|50[-/]50|4x4|101)\b")


@form_rule("N101", Severity.ERROR)
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
    if form.plural:
        return
    if WORDS.search(form.said.text):
        yield from _other_word(form)
    if not (_DIGIT.search(form.said.text) or _DIGIT.search(form.seen.text)):
        return
    if _same_digits(form.said.text, form.seen.text) and not SIGN.search(form.said.text):
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
    missing = [
        fact
        for fact in missing
        if not _in_words(fact, target_text, target) and not told(fact, source_text, target_text)
    ]
    hidden = set(_DIGITS.findall(ascii_digits(form.source))) - set(
        _DIGITS.findall(ascii_digits(form.said.text))
    )  # in code, which the translation may have taken for text
    more = [
        fact
        for fact in more
        if fact.value not in hidden and not told(fact, target_text, source_text)
    ]
    missing, more = _apart(missing, more, source, source_text, target_text)
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
SIGN = re.compile(r"(?<![\w)\s])[-−]\d|(?:^|\s)[-−]\d")
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
HOURS = re.compile(
    "الليل|الفجر|الساعة|صباح|مساء|ظهر|النصف|الربع|الثلث|שעה|חצי|ساعت|نیم|Uhr|halb|midi|minuit|mediod|buçuk|saat|"
    "полов|час|半|点|點|時",
    re.IGNORECASE,
)

WORDS = re.compile(
    r"\b(?:th(?:ree|ir)|four|fort(?:y|ie)|fi(?:ve|f)|six|seven|eight|nin[et]|ten(?:th)?\b|eleven|twel[fv]|"
    r"twent|hundred|million|billion|1?[89]?\d0['’]?s\b|\d+(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
"""What may be an English numeral above two."""
VAGUE = re.compile(
    r"\b(?:dozens?|scores?|half|quarters?|couple|pair|fortnight|thirds|fifths|one in|out of|"
    r"\w*fold)\b|%",
    re.IGNORECASE,
)
BARE = frozenset(["100", "1000"])
UNITS = frozenset([7, 10, 12, 24, 60, 100, 365])
"""Seventy-two hours are three days, thirty years three decades."""
DECADES = re.compile(
    r"\b(?:1[89]|20)?([2-9]0)['’]?s\b|\b(twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b",
    re.IGNORECASE,
)
_TENS = {
    "twent": 20, "thirt": 30, "fort": 40, "fift": 50, "sixt": 60, "sevent": 70, "eight": 80,
    "ninet": 90,
    "عشرين": 20, "ثلاثين": 30, "أربعين": 40, "اربعين": 40, "خمسين": 50, "ستين": 60, "سبعين": 70,
    "ثمانين": 80, "تسعين": 90,
}  # fmt: skip
DECADES_AR = re.compile("(عشرين|ثلاثين|[أا]ربعين|خمسين|ستين|سبعين|ثمانين|تسعين)ي?ات(?!\\w)")


def _in_words(fact: Fact, target: str, stated_there: Facts) -> bool:
    """Say whether it is told in words that are no number: ألفا رجل, العاشرة والنصف, halb acht."""
    if fact.form == "time":
        told = HOURS.search(target) or stated_there.numbers
        return not _DIGIT.search(target) and bool(told)
    return fact.value in DUALS and bool(re.search(DUALS[fact.value], target))


def _apart(
    missing: list[Fact], more: list[Fact], source: Facts, here: str, there: str
) -> tuple[list[Fact], list[Fact]]:
    """Take out what is the same below zero (`-5`: 5 تحت الصفر), or in other units."""
    if BELOW.search(there):
        for fact in [each_ for each_ in missing if each_.value.startswith("-")]:
            twin = next((each_ for each_ in more if each_.value == fact.value[1:]), None)
            missing.remove(fact)
            if twin:
                more.remove(twin)
    for fact in source.numbers:
        for other in [each_ for each_ in more if converted(fact, here, each_)]:
            more.remove(other)
            if fact in missing:
                missing.remove(fact)
    return missing, more


def _other_word(form: Form) -> Iterator[Problem]:
    """Compare what English and Arabic tell in words: one numeral here, another one there."""
    if form.pack.language != "ar" or form.source_pack.language != "en":
        return
    english = [name for found in DECADES.findall(form.said.text) for name in found if name]
    decades = [
        {_TENS.get(name.lower()) or int(name) for name in found}
        for found in (english, DECADES_AR.findall(form.raw.text))
    ]
    if all(decades) and not decades[0] & decades[1]:
        yield Problem("the translation names another decade", "write the decade of the source")
        return
    if VAGUE.search(form.said.text):
        return
    source, target = stated(form.said.text, "en"), stated(form.seen.text, "ar")
    missing, more = unmatched(source, target)
    for kind in ("words", "ordinal"):
        lost, new = (
            [each_ for each_ in found if each_.form == kind and _large(each_)]
            for found in (missing, more)
        )
        if len(lost) == len(new) == 1 and not _converted(lost[0], new[0]):
            yield Problem(
                f"the source says {lost[0].text.strip()}, the translation {new[0].text.strip()}",
                "write the number of the source",
                span=form.seen.span(new[0].start, new[0].end),
            )


def _large(fact: Fact) -> bool:
    return fact.value not in BARE and float(fact.value) > 2


def _converted(one: Fact, other: Fact) -> bool:
    small, large = sorted(float(each_.value) for each_ in (one, other))
    return large / small in UNITS or (large == 2 * small and large >= 1000)


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
