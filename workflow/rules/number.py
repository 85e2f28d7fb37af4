"""N101 number."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from ..amounts import BELOW, MILE, WHOLE, converted, told
from ..facts import Fact, Facts, ascii_digits
from ..model import Fix, Severity
from .form import replaced, stated, unmatched
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


SMALL = 12
NAME = re.compile(r"[A-Za-z][-‑]?$")
IDIOM = re.compile(r"\b(?:24 hours a day|20/20|24/7|9/11|7/7|50[-/]50|4x4|101)\b")
SIGN_OF_IDIOM = re.compile("24 hours|20/20|24/7|9/11|7/7|50[-/]50|4x4|101")


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
    if form.pack.language == "ar" and form.source_pack.language == "en":
        yield from _in_arabic(form)
    if not (_DIGIT.search(form.said.text) or _DIGIT.search(form.seen.text)):
        return
    if _same_digits(form.said.text, form.seen.text) and not SIGN.search(form.said.text):
        return
    source_text = form.said.text
    if SIGN_OF_IDIOM.search(source_text):
        source_text = IDIOM.sub(" ", source_text)
    target_text = _GROUP.sub("٬", form.seen.text)
    source, target = (
        stated(source_text, form.source_pack.language),
        stated(target_text, form.pack.language),
    )
    missing, more = unmatched(source, target)
    missing = [each_ for each_ in missing if _counts(each_, source_text, more)]
    implied = form.source_pack.language != "en" or bool(IMPLIED.search(source_text))
    more = [
        each_
        for each_ in more
        if _counts(each_, target_text, missing) or not (implied or _may_stand(each_, target_text))
    ]
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
    missing, more = _apart(missing, more, (source, target), source_text, target_text)
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
_GROUP = re.compile(r"(?<=[\d])،(?=\d{3}(?!\d))")
"""A comma of the language between thousands; the mark for it, ٬, is on few keyboards."""
SIGN = re.compile(r"(?<![\w)\s])[-−]\d|(?:^|\s)[-−]\d")
_DIGITS = re.compile(r"\d+")
_WHOLE = re.compile(r"\d+(?:[.,]\d+)*")
_POINT = str.maketrans("٫٬", ".,")
_SCALE = re.compile(
    r"\d[\s\u00a0-]?(?:hundred|thousand|milli|billi|trilli|k\b|m\b|bn\b|tausend|mil|bin\b|тыс|мил|млн|млрд)"
    r"|مليون|ملايين|مليار|بليون|ألف|آلاف|الف|الاف|مئة|مائة|مئات|هزار|میلیون|میلیارد|אלף|אלפ|מיליו|מיליארד",
    re.IGNORECASE,
)


def _same_digits(source: str, target: str) -> bool:
    """Say at once that both hold the same groups of digits, and no word that multiplies them."""
    groups = [
        sorted(_WHOLE.findall(ascii_digits(text).translate(_POINT))) for text in (source, target)
    ]
    return groups[0] == groups[1] and not _SCALE.search(source) and not _SCALE.search(target)


DUALS = {"200": "مئت[اي]|مائت[اي]", "2000": "ألف[اي]|ألفين", "2000000": "مليون[اي]|مليونين"}
HOURS = re.compile(
    "الليل|الفجر|الساعة|صباح|مساء|ظهر|النصف|الربع|الثلث|שעה|חצי|ساعت|نیم|Uhr|halb|midi|minuit|mediod|buçuk|saat|"
    "полов|час|半|点|點|時",
    re.IGNORECASE,
)

WORDS = re.compile(
    r"\b(?:first|second|th(?:ree|ir)|four|fort(?:y|ie)|fi(?:ve|f)|six|seven|eight|nin[et]|ten(?:th)?\b|eleven|twel[fv]|"
    r"twent|hundred|million|billion|1?[89]?\d0['’]?s\b|\d+(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
"""What may be an English numeral above two."""
VAGUE = re.compile(
    r"\b(?:dozens?|scores?|half|quarters?|couple|pair|fortnight|thirds|fifths|one in|out of|"
    r"\w*fold)\b|%",
    re.IGNORECASE,
)
CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
"""1800 GMT, as soldiers and agencies write it."""
BARE = frozenset(["100", "1000"])
UNITS = {
    size: re.compile(words, re.IGNORECASE)
    for size, words in (
        (7, "week|[أا]سبوع|[أا]سابيع"),
        (10, "decade|عقد|عقود|عقدين|millimet|centimet|ملم|سنتيمتر"),
        (12, "dozen|year|month|عام|سنة|سنوات|شهر|أشهر|دزين"),
        (24, "day|يوم|أيام"),
        (60, "hour|minute|ساع|دقيق|دقائق"),
        (100, "centur|قرن|قرون|cent|meter|metre|متر"),
        (365, "year|day|عام|سنة|يوم"),
    )
}
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


IMPLIED = re.compile(
    r"\b(?:one|two|both|twice|thrice|once|second|first|dozens?|scores?|couple|pair|twins?|half|quarters?|handful|"
    r"several|few|decad\w+|centur\w+|centen\w+|bicent\w+|millenni\w+|fortnight\w*|semesters?|trimesters?|quarterly|"
    r"tri(?:o|ple\w*|plets?|partite|lateral|log\w+|angle|weekly)|treble|quartets?|quadr\w+|quint\w+|penta\w+|hexa\w+|"
    r"octa\w+|noon|midday|midnight|o['’]clock|teen\w*|\w+fold|hat-?tricks?|semi\w*|bi(?:ennial|weekly|lateral)|"
    r"thirds?|fifths?|decim\w+|single|double\w*|duo|duet|[IVX]+|year-long|weeks?|primary)\b",
)
"""Words of English from which a small number may be told that they do not spell out."""


def _may_stand(fact: Fact, text: str) -> bool:
    """Say whether digits that the source has not may be right: 0 and 1, or those of a list."""
    return (
        fact.form != "digits"
        or fact.value in {"0", "1"}
        or not text[: fact.start].strip("\ufffc \n-*#(")
        or bool(re.match(r"[.)\-]", text[fact.end :]) and text[: fact.start].endswith("\n"))
        or re.search(r"[A-Za-z\d.,:/\ufffc][-‑]?\s?$", text[: fact.start]) is not None
        or re.match(r"[-‑:]?[A-Za-z\d]|[.,:/]\d", text[fact.end :]) is not None
    )


def _in_words(fact: Fact, target: str, stated_there: Facts) -> bool:
    """Say whether it is told in words that are no number: ألفا رجل, العاشرة والنصف, halb acht."""
    if fact.form == "time":
        told = HOURS.search(target) or stated_there.numbers
        return not _DIGIT.search(target) and bool(told)
    return fact.value in DUALS and bool(re.search(DUALS[fact.value], target))


def _apart(
    missing: list[Fact], more: list[Fact], both: tuple[Facts, Facts], here: str, there: str
) -> tuple[list[Fact], list[Fact]]:
    """Take out what is the same below zero (`-5`: 5 تحت الصفر), or in other units."""
    source, _ = both
    if BELOW.search(there):
        for fact in [each_ for each_ in missing if each_.value.startswith("-")]:
            twin = next((each_ for each_ in more if each_.value == fact.value[1:]), None)
            missing.remove(fact)
            if twin:
                more.remove(twin)
    _same_clock(missing, more)
    for fact in source.numbers:
        if len(fact.value) > 1 and any(converted(fact, here, each_) for each_ in source.numbers):
            continue  # 800 kph (497 mph) says what it is in the other unit
        for other in [each_ for each_ in more if converted(fact, here, each_)]:
            more.remove(other)
            if fact in missing:
                missing.remove(fact)
    _same_scale(missing, more, here)
    missing = [fact for fact in missing if more or not INCHES.search(here[: fact.start])]
    if RATE.search(here):
        more = [fact for fact in more if not PERCENT.match(there, fact.end)]
    missing = [fact for fact in missing if not _said_otherwise(fact, both, here, there)]
    if MILE.search(here):
        more = [fact for fact in more if fact.value not in {"1.5", "1.6", "1.61"}]
    joined = re.sub(r"(?<=\d)[ -](?=\d)", "", ascii_digits(here))
    for fact in [each_ for each_ in more if len(each_.value) > 6 and each_.value in joined]:
        more.remove(fact)  # 0800 555 111 as one
        missing = [each_ for each_ in missing if each_.value not in fact.value]
    return missing, [fact for fact in more if not _whole(fact, there)]


INCHES = re.compile(r"\d\s?(?:['′’]|f(?:oo|ee)?t)[-\s]?$")
"""Before the second number of 5'10", which is told with the first in metres."""
RATE = re.compile(
    r"\b(?:one|two|three|\d) (?:in|out of) (?:every )?\w+|\b(?:half|halves|thirds?|quarters?|fifths?|tenths?)\b",
    re.IGNORECASE,
)
PERCENT = re.compile(
    r"[\s\u00a0\u202f]*(?:[%٪]|per\s?cent|(?:في|ب)\s?(?:ال)?(?:مئة|مائة)|بالمئة|بالمائة)"
)
RANGE = re.compile(
    r"\s*(?:[-–—]|to|and|or)\s*[$€£]?\d[\d.,]*[\s-]*(million|billion|thousand|trillion)\b",
    re.IGNORECASE,
)
_TIMES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def _same_scale(missing: list[Fact], more: list[Fact], here: str) -> None:
    """Take out 10 beside ten million: 10–15 million."""
    for fact in missing[:]:
        scale = RANGE.match(here, fact.end) if fact.form == "digits" else None
        if not scale:
            continue
        wanted = Decimal(fact.value) * _TIMES[scale[1].lower()]
        if twin := next((each_ for each_ in more if _is(each_, wanted)), None):
            missing.remove(fact)
            more.remove(twin)


def _is(fact: Fact, value: Decimal) -> bool:
    return fact.kind == "number" and fact.form != "version" and Decimal(fact.value) == value


def _same_clock(missing: list[Fact], more: list[Fact]) -> None:
    """Take out 1430 beside 14:30."""
    for left, right in ((missing, more), (more, missing)):
        for fact in [each_ for each_ in left if CLOCK.fullmatch(ascii_digits(each_.text.strip()))]:
            hour = ascii_digits(fact.text.strip())
            twin = next((each_ for each_ in right if each_.value == f"{hour[:2]}:{hour[2:]}"), None)
            if twin:
                left.remove(fact)
                right.remove(twin)


def _said_otherwise(fact: Fact, both: tuple[Facts, Facts], here: str, there: str) -> bool:
    """Say whether it is told in the units of the other language, or twice by the source: 45 miles (72 km)."""
    source, target = both
    if fact.value == "100" and SURE.match(here, fact.end):
        return not HUNDRED.search(there)
    if fact.value == "100" and PERCENT.match(here, fact.end) and WHOLE.search(there):
        return True
    kept = [each_ for each_ in target.numbers if not _ASIDE.search(there[: each_.start])]
    return any(converted(fact, here, other) for other in target.numbers) or any(
        converted(other, here, fact) for other in source.numbers if other in kept
    )


_ASIDE = re.compile(r"[(（]\s*$")
"""What stands in brackets is a second measure still: the first is lost."""
SURE = re.compile(
    r"\s?(?:%|per\s?cent)\s+(?:certain|sure|convinced|behind|committed)", re.IGNORECASE
)
HUNDRED = re.compile(r"[%٪]|مائة|مئة|cent|zent|cient|درصد|אחוז|процент")
_PERCENT = re.compile(r"[\s\u00a0\u202f]*[%٪]")


def _whole(fact: Fact, text: str) -> bool:
    """Completely is told as a hundred percent."""
    return fact.value == "100" and bool(_PERCENT.match(text, fact.end))


def _in_arabic(form: Form) -> Iterator[Problem]:
    """Compare what English and Arabic tell in words."""
    if WORDS.search(form.said.text) or _FEW.search(form.said.text):
        yield from _other_word(form)
    elif (
        _NUMERAL.search(form.seen.text)
        and not _DIGIT.search(form.said.text)
        and not IMPLIED.search(form.said.text)
    ):
        yield from _added_word(form)
    yield from _other_part(form)


_FEW = re.compile(r"\btwo\b|(?<![\w.,:/-])\d{1,2}(?![\d,/%])", re.IGNORECASE)
"""What Arabic may tell in words or by a dual."""
_PARTS = tuple(
    (re.compile(said, re.IGNORECASE), re.compile(rf"(?<!\w)[وفبلك]?(?:ال|لل)?(?:{seen})(?!\w)"))
    for said, seen in (
        (r"\bhal(?:f|v)\w*|\bsemi|\b50\b", "نصف(?:ه[ام]?|هن)?|نصفا|نصفي|نصفين"),
        (r"\b(?:a|one)[ -]third\b", "ثلثا?|ثلثه[ام]?"),
        (r"\btwo[ -]thirds?\b", "ثلثا|ثلثي(?:ن|ه[ام]?)?|ثلثان"),
        (r"(?<!three )(?<!three-)\bquarter", "ربعا?|ربعه[ام]?"),
        (r"\bthree[ -]quarters?\b", "ثلاثة أرباع(?:ه[ام]?)?"),
    )
)
"""Parts of a whole, as each language names them."""
_HALF_SCALE = re.compile(r"\bhalf an? (?:million|billion)\b")
_WHOLE_SCALE = re.compile(
    r"^(?!.*(?:نصف|[5٥]00|[5٥]٠٠|خمسم|خمس م)).*(?<!\w)[وبلك]?(?:ال)?(?:مليون|مليار|ملايين|مليارات)(?!\w)",
    re.DOTALL,
)
_STEMS = ("hal", "semi", "50", "third", "quarter")
"""What is in all that English has for them."""


def _other_part(form: Form) -> Iterator[Problem]:
    """Compare parts of a whole: a third here, a half there."""
    said_ = form.said.text.lower()
    if not any(stem in said_ for stem in _STEMS):
        return
    if _HALF_SCALE.search(said_) and _WHOLE_SCALE.search(form.seen.text):
        yield Problem("the source says half as much", "write the number of the source")
        return
    here = {number for number, (said, _) in enumerate(_PARTS) if said.search(form.said.text)}
    if not here:
        return
    text = _VOWELS.sub("", form.seen.text)
    there = {number for number, (_, seen) in enumerate(_PARTS) if seen.search(text)}
    if there and not here & there:
        yield Problem("the translation names another part", "write the part of the source")


_HOUR = re.compile(
    r"(?:الساعة|عند|منذ|حتى|قبل|بعد|في|من|إلى)\s+(?:تمام\s+)?(?:الساعة\s+)?$|(?<!\w)لل?ساعة\s+$"
)
_ZONE = re.compile(r"\b(?:GMT|UTC|[ECMP][SD]?T|BST|CEST|IST|Eastern|Pacific|local)\b")


def _other_hour(form: Form, missing: list[Fact], more: list[Fact]) -> Iterator[Problem]:
    """Compare the one time of day in digits with the one in words: 5 p.m., السادسة."""
    times = [each_ for each_ in missing if each_.form == "time"]
    hours = [
        each_
        for each_ in more
        if each_.form == "ordinal" and _HOUR.search(form.seen.text[: each_.start])
    ]
    if len(times) != 1 or len(hours) != 1 or _ZONE.search(form.said.text):
        return
    hour, _, minute = times[0].value.partition(":")
    wanted = {int(hour) % 12, (int(hour) + (minute[:2] > "30")) % 12}
    if int(hours[0].value) % 12 not in wanted:
        yield Problem(
            f"the source says {times[0].text.strip()}, the translation {hours[0].text.strip()}",
            "write the number of the source",
            span=form.seen.span(hours[0].start, hours[0].end),
        )


_VOWELS = re.compile("[\u064b-\u0652]")
_DEFINITE = re.compile("[وف]?[بكل]?ال|لل")


def _added_word(form: Form) -> Iterator[Problem]:
    """Tell a numeral that stands in the translation alone: nine witnesses for the witnesses."""
    for fact in stated(form.seen.text, "ar").numbers:
        after = form.seen.text[fact.end :]
        if (
            fact.form == "words"
            and _large(fact)
            and not _DEFINITE.match(fact.text)
            and re.match(r"\s[^\W\d_]{2}", after)
        ):
            yield Problem(
                f"the number {fact.text.strip()} is not in the source",
                "delete it, or ask where it comes from",
                span=form.seen.span(fact.start, fact.end),
                severity=Severity.WARNING,
            )


_NUMERAL = re.compile("ثلاث|أربع|خمس|ستة|سبع|ثمان|تسع|عشر|سبعون|ستون|ستين|مئة|مائة")


_OF_EN = re.compile(r"\b(?:one|1)\s(?:\w+\s)?(?:in|out of)(?: every)?\s$", re.IGNORECASE)
_OF_AR = re.compile(r"(?:من|بين)\s(?:كل|أصل)\s$")


def _other_rate(form: Form, source: Facts, target: Facts) -> Iterator[Problem]:
    """Compare one in five with واحد من كل سبعة."""
    rates = [each_ for each_ in source.numbers if _OF_EN.search(form.said.text[: each_.start])]
    others = [each_ for each_ in target.numbers if _OF_AR.search(form.seen.text[: each_.start])]
    if len(rates) == len(others) == 1 and rates[0].value != others[0].value:
        yield Problem(
            f"the source says one in {rates[0].text.strip()}, the translation {others[0].text.strip()}",
            "write the number of the source",
            span=form.seen.span(others[0].start, others[0].end),
        )


def _other_word(form: Form) -> Iterator[Problem]:
    """Compare numerals: one here, another one there."""
    english = [name for found in DECADES.findall(form.said.text) for name in found if name]
    decades = [
        {_TENS.get(name.lower()) or int(name) for name in found}
        for found in (english, DECADES_AR.findall(form.raw.text))
    ]
    if all(decades) and not decades[0] & decades[1]:
        yield Problem("the translation names another decade", "write the decade of the source")
        return
    source, target = stated(form.said.text, "en"), stated(form.seen.text, "ar")
    if VAGUE.search(form.said.text):
        yield from _other_rate(form, source, target)
        return
    missing, more = unmatched(source, target)
    yield from _other_hour(form, missing, more)
    for kind in ("words", "ordinal"):
        lost, new = (
            [
                each_
                for each_ in found
                if (each_.form == kind and (kind == "ordinal" or _large(each_)))
                or (found is missing and kind == "words" and _few(each_, form.said.text))
            ]
            for found in (missing, more)
        )
        if len(lost) == len(new) == 1 and not _converted(lost[0], new[0], form):
            yield Problem(
                f"the source says {lost[0].text.strip()}, the translation {new[0].text.strip()}",
                "write the number of the source",
                span=form.seen.span(new[0].start, new[0].end),
            )
    lost = [
        each_
        for each_ in missing
        if (each_.form == "words" or _few(each_, form.said.text)) and _large(each_)
    ]
    pairs = [each_ for each_ in more if each_.form in {"dual", "words", "digits"}]
    if (
        len(lost) == len(pairs) == 1
        and pairs[0].form == "dual"
        and not _converted(lost[0], pairs[0], form)
    ):
        yield Problem(
            f"the source says {lost[0].text.strip()}, the translation {pairs[0].text.strip()}",
            "write the number of the source",
            span=form.seen.span(pairs[0].start, pairs[0].end),
        )


def _few(fact: Fact, text: str) -> bool:
    """Say whether it is a whole number up to twelve that the text counts with."""
    if fact.form not in {"digits", "words"} or NAME.search(text[: fact.start]):
        return False
    return fact.value.isdecimal() and 1 < int(fact.value) <= SMALL


def _large(fact: Fact) -> bool:
    return fact.value not in BARE and float(fact.value) > 2


def _converted(one: Fact, other: Fact, form: Form) -> bool:
    small, large = sorted(float(each_.value) for each_ in (one, other))
    if large == 2 * small and large >= 1000:
        return True
    unit = UNITS.get(int(large / small))
    return (
        unit is not None
        and large % small == 0
        and bool(unit.search(f"{form.said.text} {form.seen.text}"))
    )


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
