"""Name → Locale: direction, plural rules, digits, dates, quotation marks.

The only door to babel, and so to CLDR; babel is imported when a locale is first asked for.
"""

from __future__ import annotations

import datetime as dt
import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .errors import ProjectError
from .model import Direction, Locale

if TYPE_CHECKING:
    import babel

_NAME = re.compile(
    r"(?P<language>[a-z]{2,3})(?:_(?P<script>[A-Z][a-z]{3}))?"
    r"(?:_(?P<territory>[A-Z]{2}|[0-9]{3}))?(?:@(?P<modifier>[a-z]+))?"
)
"""POSIX and gettext; the alphabet alone keeps a name from being a path."""

_MODIFIERS = {"arabic": "Arab", "cyrillic": "Cyrl", "devanagari": "Deva", "latin": "Latn"}
"""What glibc writes after `@`, as an ISO 15924 script."""

# CLDR common/supplemental/numberingSystems.xml, `type="numeric"`: the code point of zero; the
# other digits follow it. Babel carries the names of the systems and not their digits.
_ZEROS = {
    "adlm": 0x1E950,
    "arab": 0x0660,
    "arabext": 0x06F0,
    "beng": 0x09E6,
    "cakm": 0x11136,
    "deva": 0x0966,
    "fullwide": 0xFF10,
    "gujr": 0x0AE6,
    "guru": 0x0A66,
    "hmnp": 0x1E140,
    "khmr": 0x17E0,
    "knda": 0x0CE6,
    "laoo": 0x0ED0,
    "latn": 0x0030,
    "limb": 0x1946,
    "mlym": 0x0D66,
    "mong": 0x1810,
    "mtei": 0xABF0,
    "mymr": 0x1040,
    "nkoo": 0x07C0,
    "olck": 0x1C50,
    "orya": 0x0B66,
    "rohg": 0x10D30,
    "sinh": 0x0DE6,
    "tamldec": 0x0BE6,
    "telu": 0x0C66,
    "thai": 0x0E50,
    "tibt": 0x0F20,
}

# CLDR common/main/*.xml, `delimiters/quotationStart` and `quotationEnd`, which babel does not
# carry; default (root): “ ”. Departures, and why:
#  - ar: CLDR has ”…“, but Arabic newspapers set «…», and so does our house;
#  - fr: CLDR has bare « »; the no-break space inside is French typography (Imprimerie nationale,
#    Lexique des règles typographiques).
_QUOTES = {
    "ar": "«»",
    "az": "“”",
    "be": "«»",
    "bg": "„“",
    "ca": "«»",
    "ckb": "«»",
    "cs": "„“",
    "da": "””",
    "de": "„“",
    "de_CH": "„“",
    "el": "«»",
    "es": "«»",
    "et": "„“",
    "eu": "«»",
    "fa": "«»",
    "fi": "””",
    "fr": ("«\u00a0", "\u00a0»"),
    "fr_CH": "«»",
    "he": "””",
    "hr": "„“",
    "hu": "„”",
    "hy": "«»",
    "is": "„“",
    "it": "«»",
    "ja": "「」",
    "ka": "„“",
    "lt": "„“",
    "lv": "«»",
    "mk": "„“",
    "nb": "«»",
    "nl": "‘’",
    "nn": "«»",
    "no": "«»",
    "pl": "„”",
    "ps": "«»",
    "pt_PT": "«»",
    "ro": "„”",
    "ru": "«»",
    "sk": "„“",
    "sl": "„“",
    "sq": "«»",
    "sr": "„“",
    "sv": "””",
    "uk": "«»",
    "ur": "”“",
    "zh_TW": "「」",
    "zh_Hant": "「」",
}


@lru_cache(maxsize=64)
def locale(name: str, numbering: str = "") -> Locale:
    """Give all the house knows of a locale; `numbering` overrides CLDR's default digits.

    An unknown name or numbering system is a ProjectError whose hint names the nearest known ones.
    """
    cldr = _cldr(name)
    nplurals, plural_forms = plural_header(cldr.plural_form)
    system = numbering or str(cldr.default_numbering_system)
    if system not in _ZEROS:
        raise ProjectError(f"unknown numbering system {system!r}", _near(system, _ZEROS))
    return Locale(
        name=name,
        tag=_tag(name),
        direction=Direction(cldr.text_direction),
        autonym=str(cldr.get_language_name(cldr) or cldr.get_display_name() or name),
        plural_forms=plural_forms,
        nplurals=nplurals,
        digits="".join(chr(_ZEROS[system] + value) for value in range(10)),
        numbering=system,
        quotes=_quotes(name),
    )


@lru_cache(maxsize=64)
def script(name: str) -> str:
    """Give the ISO 15924 script a locale is written in: `Latn`, `Arab` (CLDR likely subtags)."""
    from babel.core import get_global  # noqa: PLC0415 (costs 30 ms)

    cldr = _cldr(name)
    if cldr.script:
        return str(cldr.script)
    likely = get_global("likely_subtags")
    full = likely.get(f"{cldr.language}_{cldr.territory}") or likely.get(cldr.language) or ""
    return next((part for part in full.split("_") if len(part) == 4), "Latn")


def format_date(iso: str, where: Locale) -> str:
    """Give a date (ISO 8601: year, month or day) in words, in the locale's own digits.

    Bare `ar` names the month twice, `أيار/مايو`, as the United Nations do, since Arabic has two
    traditions of month names and no country is given; `ar_SY` and the like follow CLDR. What is
    not a date is a ProjectError.
    """
    from babel.dates import format_date as write  # noqa: PLC0415 (costs 60 ms)

    if not (match := re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", iso)):
        raise ProjectError(f"{iso!r} is not a date", "write it as 2016-05-23")
    year, month, day = match.groups()
    try:
        value = dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ProjectError(f"{iso!r} is not a date: {error}") from error
    cldr = _cldr(where.name)
    pattern: str = "y"
    if day:
        pattern = "long"
    elif month:
        pattern = str(cldr.datetime_skeletons["yMMMM"].pattern)
    text = write(value, pattern, locale=cldr)
    if where.name == "ar" and month:
        levantine = _cldr("ar_SY").months["format"]["wide"][value.month]
        plain = cldr.months["format"]["wide"][value.month]
        text = text.replace(plain, f"{levantine}/{plain}")
    return in_digits(text, where)


def format_number(number: int, where: Locale) -> str:
    """Give a number with the locale's own digits and group separators."""
    from babel.numbers import format_decimal  # noqa: PLC0415

    text = format_decimal(number, locale=_cldr(where.name), numbering_system=where.numbering)
    return in_digits(text, where)


def int_digits(number: int, where: Locale) -> str:
    """Give a number in the locale's own digits, ungrouped, for folios and notes."""
    return in_digits(str(number), where)


def in_digits(text: str, where: Locale) -> str:
    """Put the locale's own digits for ASCII ones; nothing else of the text changes."""
    return text.translate({ord("0") + value: digit for value, digit in enumerate(where.digits)})


# --- names ----------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _cldr(name: str) -> babel.Locale:
    import babel  # noqa: PLC0415 (costs 30 ms)

    near = name
    if match := _NAME.fullmatch(name):
        try:
            found = babel.Locale.parse(_tag(name), sep="-")
        except (babel.UnknownLocaleError, ValueError):
            pass
        else:
            # Babel follows aliases (`iw` → `he`); a catalog's folder must bear the name in use
            if found.language == match["language"] and found.text_direction in set(Direction):
                return found
            near = found.language
    from babel.localedata import locale_identifiers  # noqa: PLC0415

    raise ProjectError(f"unknown locale {name!r}", _near(near, locale_identifiers()))


def _near(name: str, known: Any) -> str:  # noqa: ANN401 (any iterable of names)
    parts = re.split(r"[-_]", name)
    canonical = "_".join([parts[0].lower(), *(part.upper() for part in parts[1:])])
    near = get_close_matches(canonical, sorted(known), n=3, cutoff=0.6)
    if canonical in known:
        near = [canonical]
    return f"did you mean {', '.join(near)}?" if near else ""


def _tag(name: str) -> str:
    base, _, modifier = name.partition("@")
    parts = base.split("_")
    if modifier:
        parts.insert(1, _MODIFIERS.get(modifier, modifier))
    return "-".join(parts)


def _quotes(name: str) -> tuple[str, str]:
    language = re.split(r"[_@]", name)[0]
    opening, closing = _QUOTES.get(name) or _QUOTES.get(language, "“”")
    return opening, closing


# --- plural rules ---------------------------------------------------------------------------

_CATEGORIES = ("zero", "one", "two", "few", "many")
_SAMPLE = (*range(1001), 10**6, 10**6 + 1)
"""Integers in which every CLDR category that integers can reach is met (French `many`: 10⁶)."""

_Ast = tuple[str, Any]


def plural_header(rule: Any) -> tuple[int, str]:  # noqa: ANN401 (a babel PluralRule)
    """Give nplurals and the `Plural-Forms` value for CLDR's rule, in CLDR's order of categories.

    A category that no integer reaches (`other` in Russian, `many` in Lithuanian) has no form.
    Never taken from `babel.messages.plurals`, whose Arabic swaps two forms (python-babel #816).
    """
    reached = {rule(number) for number in _SAMPLE}
    tests = [
        test
        for category, ast in sorted(rule.abstract, key=lambda each: _CATEGORIES.index(each[0]))
        if category in reached and (test := _expression(ast)) not in {True, False}
    ]
    if "other" not in reached:
        tests.pop()
    expression = str(len(tests))
    for index, test in reversed(list(enumerate(tests))):
        expression = f"{test} ? {index} : {expression}"
    # the forms in which these two rules are known to everyone
    expression = {
        "n == 1 ? 0 : 1": "n != 1",
        "n == 0 || n == 1 ? 0 : 1": "n > 1",
    }.get(expression, expression)
    written = expression if expression == "0" else f"({expression})"
    return len(tests) + 1, f"nplurals={len(tests) + 1}; plural={written};"


def _expression(ast: _Ast) -> str | bool:
    """Write a CLDR condition for integers as C; what holds for all or none of them is folded."""
    operator, arguments = ast
    if operator in {"and", "or"}:
        return _junction(operator, [_expression(each) for each in arguments])
    if operator == "not":
        return _relation(arguments[0][1], negated=True)
    return _relation(arguments, negated=False)


def _junction(operator: str, parts: list[str | bool]) -> str | bool:
    absorbing = operator == "or"
    if absorbing in parts:
        return absorbing
    texts = list(dict.fromkeys(each for each in parts if isinstance(each, str)))
    if not texts:
        return not absorbing
    if operator == "or":
        return " || ".join(texts)
    wrapped = [f"({each})" if " || " in each and len(texts) > 1 else each for each in texts]
    return " && ".join(wrapped)


def _relation(arguments: Any, *, negated: bool) -> str | bool:  # noqa: ANN401
    """Write `expr in ranges`; operands of fractions and exponents (v w f t c e) are 0 here."""
    _, left, (_, ranges) = arguments
    operand, modulus = left, None
    if left[0] == "mod":
        operand, modulus = left[1][0], left[1][1][1][0]
    bounds = [(low[1][0], high[1][0]) for low, high in ranges]
    if operand[0] not in {"n", "i"}:
        return any(low <= 0 <= high for low, high in bounds) is not negated
    name = f"n % {modulus}" if modulus else "n"
    if negated:
        parts = [_outside(name, low, high) for low, high in bounds]
        return _junction("and", list(parts))
    return _junction("or", [_inside(name, low, high) for low, high in bounds])


def _inside(name: str, low: int, high: int) -> str:
    if low == high:
        return f"{name} == {low}"
    if low == 0:
        return f"{name} <= {high}"
    return f"{name} >= {low} && {name} <= {high}"


def _outside(name: str, low: int, high: int) -> str:
    if low == high:
        return f"{name} != {low}"
    return f"{name} > {high}" if low == 0 else f"{name} < {low} || {name} > {high}"
