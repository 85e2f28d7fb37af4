"""Text → what it states, as values that can be compared across languages; the stdlib only.

`facts(text, language)` reads one text (inline Markdown, as a msgid or a msgstr holds it) and gives
`Facts`: tuples of `Fact`, each in the order of the text. Two facts are equal when their `kind` and
`value` are; where they stand and how they are written (`text`, `start`, `end`, `form`, `also`) is
left out of equality, so `٦٠` equals `60` and `أيار` equals `May`.

    numbers     value: a decimal in plain notation: `5000000` for `5 million` and «5 ملايين», `0.5`,
                `-3`. form: `digits` · `scaled` (digits and a word: 5 million) · `words` · `dual`
                (an Arabic noun that says two) · `ordinal` (23rd, الثالث) · `decade` (1990s) ·
                `version` (1.2.3, as written).
                also: the other value that the same signs have elsewhere (1,234 → 1.234).
                Numbers within dates, times, addresses, handles and links are not repeated here.
    dates       value: ISO 8601 (`2016-05-23`) for a date all in digits; also: day and month
                swapped, where that is a date as well. Times of day are here too: `10:30`.
    months      value: `1` to `12`, of any Gregorian tradition of the language (أيار, مايو, ماي).
                «أيار/مايو» is one month.
    weekdays    value: `1` (Monday) to `7`.
    percents    value: the number (`60`), whether by sign (% ٪) or in words (في المئة).
    currencies  value: one of `CURRENCIES` (`dollar`, `euro`, `pound` …); a lira is a pound: Arabic
                and history have one word for both.
    negations   value: `not`, one for each word that denies. French and Afrikaans say it twice, so
                compare across languages only whether there is any; within one, how many.
    names       value: as written, an apostrophe of any shape as '. form: `name` (a run of
                capitalised words, or an acronym; never the bare first word of a sentence; none in
                scripts without capitals, and in German only runs) · `handle` (@x) ·
                `hashtag` (#x).
    quotes      value: the words within quotation marks of any kind, single spaces between.
    urls        value: web and mail addresses and link targets, as written.

`facts(old, l).same(facts(new, l))` says that not one of them differs, in number or in order: what
`merge` asks before it carries a translation over. `base(language)` gives the key of the tables; a
language that has none is read for digits, dates, quotes, handles, URLs and capitals all the same.

The tables: months and weekdays are CLDR 44's, wide and abbreviated, format and stand-alone, of all
territories; negation, numerals and scale words are closed classes of each grammar, idioms that deny
nothing (لا سيما, no doubt) set apart.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a text states; the slice `start:end` of the text says it."""

    kind: str
    value: str
    text: str = field(compare=False, default="")
    start: int = field(compare=False, default=0)
    end: int = field(compare=False, default=0)
    form: str = field(compare=False, default="")
    also: tuple[str, ...] = field(compare=False, default=())


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one text states, by kind, each kind in the order of the text."""

    numbers: tuple[Fact, ...] = ()
    dates: tuple[Fact, ...] = ()
    months: tuple[Fact, ...] = ()
    weekdays: tuple[Fact, ...] = ()
    percents: tuple[Fact, ...] = ()
    currencies: tuple[Fact, ...] = ()
    negations: tuple[Fact, ...] = ()
    names: tuple[Fact, ...] = ()
    quotes: tuple[Fact, ...] = ()
    urls: tuple[Fact, ...] = ()

    def same(self, other: Facts) -> bool:
        """Say whether both state the same, URLs aside, in the same order."""
        return all(
            getattr(self, kind) == getattr(other, kind)
            for kind in self.__dataclass_fields__
            if kind != "urls"
        )

    def different(self, other: Facts) -> tuple[str, ...]:
        """Name the kinds that are not the same, URLs included."""
        return tuple(
            kind
            for kind in self.__dataclass_fields__
            if getattr(self, kind) != getattr(other, kind)
        )


@cache
def base(language: str) -> str:
    """Give the key of the tables for a locale name or tag: `ar_SY` → `ar`."""
    return re.split(r"[-_@]", language)[0].lower()


def facts(text: str, language: str) -> Facts:
    """Read what a text states; see the module for what each kind holds."""
    found, rest, roles = _figures(text, base(language))
    denies = roles & _DENYING
    return replace(
        found,
        negations=tuple(_negations(text, rest, base(language))) if denies else (),
        names=_in_order((*found.names, *_capitalised(text, rest, base(language)))),
        quotes=tuple(_quotes(text)),
    )


def figures(text: str, language: str) -> Facts:
    """Read what `facts` does but for what is denied, quoted, or a name without a sign."""
    return _figures(text, base(language))[0]


def _figures(text: str, language: str) -> tuple[Facts, str, int]:
    """Give these facts, the text with a mask in place of them, and the roles of its words.

    Numbers are left in the text, in 0 to 9.
    """
    words = _words(language)
    urls, rest = _take(text, _addresses(text))
    names, rest = _take(rest, _handles(rest))
    rest = ascii_digits(rest)
    times: tuple[Fact, ...] = ()
    dates: tuple[Fact, ...] = ()
    if numbered := bool(_DIGIT.search(rest)):
        times, rest = _take(rest, _hours(text, rest, words))
        dates, rest = _take(rest, _dates(text, rest))
    roles = _roles(rest, language)
    months: tuple[Fact, ...] = ()
    weekdays: tuple[Fact, ...] = ()
    if words.han or roles & _HEAD:
        months, rest = _take(rest, _months(text, rest, words))
        weekdays, rest = _take(rest, _weekdays(text, rest, words))
    shares = bool(words.percent and words.percent.search(text))
    if words.percent and shares:
        rest = words.percent.sub(lambda match: _MASK * len(match[0]), rest)
        roles = _roles(rest, language)
    versions, counted = _take(rest, _versions(text, rest)) if numbered else ((), rest)
    atoms = _digit_atoms(counted, words) if numbered or not rest.isascii() else ()
    spelt = _word_atoms(counted, words) if roles & _NUMERAL else ()
    numbers = _in_order((*versions, *_numbers(text, counted, (*atoms, *spelt), words)))
    found = Facts(
        numbers=numbers,
        dates=_in_order((*times, *dates)),
        months=months,
        weekdays=weekdays,
        percents=tuple(_percents(text, numbers, words, spelt=shares)),
        currencies=tuple(_currencies(rest, words, named=bool(roles & _MONEYED))),
        names=names,
        urls=urls,
    )
    return found, rest, roles


# --- what stands in place of words ----------------------------------------------------------

_LINK = re.compile(r"(?<=\])\(\s*(?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s[^()]*)?\)")
_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"«»“”()\[\]]*[^\s<>\"«»“”()\[\].,;:!?،؛؟'’]"
    r"|(?:mailto:)?\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_HANDLE = re.compile(r"(?<![\w/.&])(?P<sign>[@#])(?=\w*[^\W\d])\w+(?:\.\w+)*")
_MASK = "\ue000"
"""Stands where something was taken out: neither word, space, digit nor sign."""


def _addresses(text: str) -> Iterator[Fact]:
    """Links' targets and bare addresses."""
    taken = []
    if "](" in text:
        for match in _LINK.finditer(text):
            taken.append(match.span())
            yield Fact("url", match["url"], match[0], *match.span())
    if not ("://" in text or "@" in text or "www." in text):
        return
    for match in _URL.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            yield Fact("url", match[0], match[0], *match.span())


def _handles(text: str) -> Iterator[Fact]:
    if not ("@" in text or "#" in text):
        return
    for match in _HANDLE.finditer(text):
        form = "handle" if match["sign"] == "@" else "hashtag"
        yield Fact("name", match[0], match[0], *match.span(), form)


def _take(text: str, found: Iterable[Fact]) -> tuple[tuple[Fact, ...], str]:
    """Give the facts in order, and the text with a mask in place of each."""
    ordered = _in_order(found)
    return ordered, _blank(text, ordered) if ordered else text


def _blank(text: str, found: Iterable[Fact]) -> str:
    for each in found:
        text = text[: each.start] + _MASK * (each.end - each.start) + text[each.end :]
    return text


def _in_order(found: Iterable[Fact]) -> tuple[Fact, ...]:
    ordered = tuple(found)
    if len(ordered) < 2:
        return ordered
    return tuple(sorted(ordered, key=lambda each: (each.start, each.end)))


# --- dates in digits ------------------------------------------------------------------------

_DATE = re.compile(
    r"(?<![\d./-])(?:(?P<year>\d{4})(?P<a>[-/.])(?P<month>\d{1,2})(?P=a)(?P<day>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<b>[-/.])(?P<second>\d{1,2})(?P=b)(?P<last>\d{4}))(?![\d/-]|\.\d)"
)
_DATED = re.compile(r"[-/.](?<=\d[-/.])\d")
_TIME = re.compile(r"(?<![\d:.])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])")


def _dates(text: str, digits: str) -> Iterator[Fact]:
    for match in _DATE.finditer(digits) if _DATED.search(digits) else ():
        if match["year"]:
            readings = [_iso(match["year"], match["month"], match["day"])]
        else:
            readings = [
                _iso(match["last"], match["second"], match["first"]),
                _iso(match["last"], match["first"], match["second"]),
            ]
        known = tuple(dict.fromkeys(each for each in readings if each))
        if known:
            start, end = match.span()
            yield Fact("date", known[0], text[start:end], start, end, "date", known[1:])
    for match in _TIME.finditer(digits) if ":" in digits else ():
        start, end = match.span()
        yield Fact("date", match[0].rjust(5, "0"), text[start:end], start, end, "time")


def _hours(text: str, digits: str, words: _Words) -> Iterator[Fact]:
    """Times as the language writes them beside `10:30`: 5 pm, 17 h 30, 17.30 Uhr, 下午5点."""
    if not words.hours:
        return
    for match in words.hours.finditer(digits):
        start, end = match.span()
        said = match.groupdict()
        minute = {None: 0, "半": 30}.get(said["minute"], said["minute"])
        hour, half = int(said["hour"]), said.get("half")
        if half:
            hour = hour % 12 + (12 if half[0] in "pP下晚午后後" else 0)
        if hour < 24:
            value = f"{hour:02}:{int(minute):02}"
            yield Fact("date", value, text[start:end], start, end, "time")


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


_DIGIT = re.compile("[0-9]")
_OTHER_DIGIT = re.compile(r"[^\W\D0-9]")


def ascii_digits(text: str) -> str:
    """Put 0 to 9 for the decimal digits of every script; each sign keeps its place."""
    if text.isascii() or not _OTHER_DIGIT.search(text):
        return text
    return _OTHER_DIGIT.sub(lambda sign: str(unicodedata.decimal(sign[0])), text)


# --- words ----------------------------------------------------------------------------------

_JOINING = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_JOINING}]|[\u200c'’ʼ](?=[^\W\d_]))*")
_SOFT = re.compile(rf"[{_JOINING}\u200c]")
_ALIKE = str.maketrans("أإٱىيكۀە", "اااییکهه") | {ord("’"): "'", ord("ʼ"): "'", ord("ة"): "ه"}
"""Letters that writers of Arabic script put for one another; آ stays, since آب is no أب."""


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Give a word as the tables hold it: caseless, no vowel signs, one letter for its twins."""
    return _SOFT.sub("", unicodedata.normalize("NFC", word.casefold())).translate(_ALIKE)


class _Token(NamedTuple):
    text: str
    folded: str
    start: int
    end: int


@lru_cache(maxsize=512)
def _tokens(text: str) -> tuple[_Token, ...]:
    return tuple(_Token(match[0], fold(match[0]), *match.span()) for match in _WORD.finditer(text))


_HEAD, _NUMERAL, _MONEYED, _DENYING = 1, 2, 4, 8
"""What a word may be: the first of a month, a weekday or an idiom; a numeral; a currency; `not`."""


def _roles(text: str, language: str) -> int:
    """Say what all there may be among the words of a text: most have none of it."""
    return reduce(or_, map(_role(language).__getitem__, set(text.split())), 0)


class _Role(dict[str, int]):
    """By what stands between spaces, what its words may be; what has been looked up is kept."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._words = _words(language)

    def __missing__(self, between: str) -> int:
        if len(self) >= _MOST:
            self.clear()
        self[between] = roles = reduce(or_, map(self._of, _WORD.findall(between)), 0)
        return roles

    def _of(self, word: str) -> int:
        words, folded = self._words, fold(word)
        stems = frozenset(_stems(folded, words))
        denies = stems & words.negations or (words.negative and words.negative.search(folded))
        return (
            (_HEAD if stems & words.heads else 0)
            | (_NUMERAL if stems & _ONE_OF or stems & words.numerals.keys() else 0)
            | (_MONEYED if stems & _MONEY.keys() else 0)
            | (_DENYING if denies else 0)
        )


_MOST = 65536
_role = lru_cache(maxsize=64)(_Role)


def _stems(folded: str, words: _Words) -> tuple[str, ...]:
    """Give a word, and what is left of it without the particles that are written as one with it."""
    return _without(folded, words.clitics) if words.clitics else (folded,)


@lru_cache(maxsize=8192)
def _without(folded: str, clitics: tuple[str, ...]) -> tuple[str, ...]:
    found = [folded]
    for word in found:
        for clitic in clitics:
            rest = word[len(clitic) :]
            if word.startswith(clitic) and len(rest) > 1 and rest not in found:
                found.append(rest)
    return tuple(found)


def _find(
    tokens: Sequence[_Token], number: int, table: Mapping[str, str], words: _Words
) -> tuple[str, int] | None:
    """Give what a table has for the words from here on, longest first, and how many they are."""
    if words.heads.isdisjoint(_stems(tokens[number].folded, words)):
        return None
    for length in (3, 2, 1):
        group = tokens[number : number + length]
        if len(group) < length:
            continue
        rest = [each.folded for each in group[1:]]
        for stem in _stems(group[0].folded, words):
            if (found := table.get(" ".join((stem, *rest)))) is not None:
                return found, length
    return None


_HAN_MONTH = re.compile(r"(?<!\d)(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月(?!光|亮|球)")
_HAN_DAY = re.compile("(?:星期|礼拜|禮拜|周|週)([一二三四五六日天])")


def _han_months(text: str) -> Iterator[Fact]:
    for match in _HAN_MONTH.finditer(text):
        value = _han(match[1]) if not match[1][0].isdigit() else Decimal(match[1])
        yield Fact("month", str(value), match[0], *match.span())


def _han_weekdays(text: str) -> Iterator[Fact]:
    for match in _HAN_DAY.finditer(text):
        value = "一二三四五六日天".index(match[1]) + 1
        yield Fact("weekday", str(min(value, 7)), match[0], *match.span())


def _listed(
    kind: str, text: str, rest: str, table: Mapping[str, str], words: _Words
) -> Iterator[Fact]:
    tokens = _tokens(rest)
    number = 0
    while number < len(tokens):
        found = _find(tokens, number, table, words) if table else None
        if found:
            start, end = tokens[number].start, tokens[number + found[1] - 1].end
            yield Fact(kind, found[0], text[start:end], start, end)
        number += found[1] if found else 1


def _weekdays(text: str, rest: str, words: _Words) -> Iterator[Fact]:
    if words.han:
        return _han_weekdays(rest)
    return _listed("weekday", text, rest, words.weekdays, words)


def _months(text: str, rest: str, words: _Words) -> tuple[Fact, ...]:
    """Months; a word that means something else too counts beside a number or after `in`."""
    if words.han:
        return tuple(_han_months(rest))
    found: list[Fact] = []
    for each in _listed("month", text, rest, words.months, words):
        name = fold(each.text)
        if words.capitals and not each.text[0].isupper():
            continue
        if any(stem in words.doubtful for stem in _stems(name, words)):
            before = rest[: each.start].rstrip()
            near = re.search(r"\d\W{0,2}$", before) or re.match(r"\W{0,3}\d", rest[each.end :])
            last = [token for token in _tokens(rest) if token.end <= each.start][-1:]
            next_ = _tokens(rest[each.end : each.end + 20])[:1] if words.monthwords else ()
            after = any(token.folded in words.datewords for token in last) or any(
                token.folded in words.monthwords for token in next_
            )
            initial = not before or before[-1] in ".!?:([“\"'"
            if not near and not after and (initial or not words.capitals):
                continue
        twin = found and re.fullmatch(r"\s?[/(]\s?", text[found[-1].end : each.start])
        if twin and found[-1].value == each.value:
            found[-1] = Fact(
                "month", each.value, text[found[-1].start : each.end], found[-1].start, each.end
            )
        else:
            found.append(each)
    return tuple(found)


# --- numbers --------------------------------------------------------------------------------

_SPACE = "\u00a0\u202f\u2009"
_DIGITS = re.compile(
    rf"(?P<sign>(?<![\w)])[-−\u2012](?=\d))?"
    rf"(?P<body>\d+(?:[.,٫٬{_SPACE}]\d+|['’](?=\d\d\d(?!\d))\d+|"
    rf"(?<!\d\d\d\d) (?=\d\d\d(?!\d))\d+)*)"
    r"(?P<part>[¼½¾⅓⅔⅛⅜⅝⅞])?"
)
_VERSION = re.compile(r"\d+(?:\.\d+){2,}")
_FRACTION = re.compile(r"[¼½¾⅓⅔⅛⅜⅝⅞]")
_DECADE = re.compile(r"['’]?s\b")
_ORDINAL = re.compile(r"(?i:st|nd|rd|th|e|er|re|ère|ème|º|ª)\b|-(?:й|я|е|го|му|м|х)\b")


class _Atom(NamedTuple):
    """A numeral: digits, or one word; `unit` is what it is called to be counted with."""

    value: Decimal
    start: int
    end: int
    kind: str
    """`digits`, `word`, `scale`, `scales` (plural: nothing alone), `ordinal`, `dual`, `decade`."""
    joined: bool = False
    """It is written as one with a word for `and`."""
    also: tuple[str, ...] = ()


def _numbers(text: str, rest: str, found: Sequence[_Atom], words: _Words) -> tuple[Fact, ...]:
    atoms = sorted(found, key=_start) if len(found) > 1 else found
    facts_found = []
    number = 0
    while number < len(atoms):
        length, value = _sum(rest, atoms, number, words)
        group = atoms[number : number + length]
        number += length
        if value is None:
            continue
        start, end = group[0].start, group[-1].end
        facts_found.append(
            Fact("number", _plain(value), text[start:end], start, end, _form(group), _also(group))
        )
    return tuple(facts_found)


def _versions(text: str, digits: str) -> Iterator[Fact]:
    """1.2.3 and 192.168.0.1: no number, and nothing in them may change."""
    for match in _VERSION.finditer(digits):
        if not re.fullmatch(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+(?:[.,]\d+)?", match[0]):
            start, end = match.span()
            yield Fact("number", match[0], text[start:end], start, end, "version")


def _start(atom: _Atom) -> int:
    return atom.start


def _form(group: Sequence[_Atom]) -> str:
    kinds = {each.kind for each in group}
    for kind in ("ordinal", "decade", "dual"):
        if kind in kinds:
            return kind
    if "digits" in kinds:
        return "scaled" if len(group) > 1 else "digits"
    return "words"


def _also(group: Sequence[_Atom]) -> tuple[str, ...]:
    if not group[0].also:
        return ()
    scale = Decimal(1)
    for each in group[1:]:
        scale *= each.value
    return tuple(_plain(Decimal(value) * scale) for value in group[0].also)


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


_HAN_DIGITS = {
    sign: number
    for number, signs in enumerate(
        ("零〇", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九")
    )
    for sign in signs
}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN = re.compile(
    r"\d+(?:[.,]\d+)*[十百千]?[万萬亿億](?:\d+[十百千]?[万萬]|\d{4})?"
    r"|\d+(?:\.\d+)?[百千](?=[^\w]|[万萬亿億多余人名年])"
    r"|[零〇一二两兩三四五六七八九十百千万萬亿億]+"
)


def _han_atoms(text: str) -> Iterator[_Atom]:
    """Numerals of Chinese and Japanese: 3万, 1億2000万, 三十五, 二〇一四."""
    for match in _HAN.finditer(text):
        if (value := _han(match[0])) is not None:
            kind = "digits" if match[0][0].isdigit() else "word"
            yield _Atom(value, *match.span(), kind)


def _han(text: str) -> Decimal | None:
    if _HAN_SCALES.get(text, 10) > 10:
        return None  # 千米, 万岁
    if len(text) > 1 and not set(text) - set(_HAN_DIGITS):
        return Decimal("".join(str(_HAN_DIGITS[sign]) for sign in text))
    total = part = Decimal(0)
    number: Decimal | None = None
    for piece in re.findall(r"\d+(?:[.,]\d+)*|\D", text):
        scale = _HAN_SCALES.get(piece)
        if scale is None:
            number = Decimal(
                _HAN_DIGITS[piece]
                if piece in _HAN_DIGITS
                else re.sub(r",(?=\d{3})", "", piece).replace(",", ".")
            )
        elif scale < 10**4:
            part += (1 if number is None else number) * scale
            number = None
        else:
            part += number or 0
            total, part, number = total + part * scale, Decimal(0), None
    return total + part + (number or 0)


_PRICED = frozenset("$€£₺₽₪¥₹₴")
_SHORT = re.compile(r"(?:k|mn?|b|tn)\b", re.IGNORECASE)
_SHORTENED = {
    name: Decimal(value)
    for name, value in (("k", 10**3), ("m", 10**6), ("mn", 10**6), ("b", 10**9), ("tn", 10**12))
}
"""What a price is counted in, behind its digits: $150m."""


def _digit_atoms(digits: str, words: _Words) -> Iterator[_Atom]:
    if words.han:
        found = tuple(_han_atoms(digits))
        yield from found
        for each in found:
            digits = digits[: each.start] + _MASK * (each.end - each.start) + digits[each.end :]
    for match in _DIGITS.finditer(digits):
        value, also = _reading(match["body"], words)
        if match["part"]:
            value += Decimal(str(round(unicodedata.numeric(match["part"]), 6)))
        if match["sign"]:
            value, also = -value, tuple(f"-{each}" for each in also)
        start, end, kind = *match.span(), "digits"
        short = _SHORT.match(digits, end)
        if short and start and digits[start - 1] in "$£€":
            value, also, end = value * _SHORT_SCALES[short[0].lower()], (), short.end()
        if decade := _DECADE.match(digits, end):
            end, kind = decade.end(), "decade"
        elif ordinal := _ORDINAL.match(digits, end):
            end, kind = ordinal.end(), "ordinal"
        yield _Atom(value, start, end, kind, also=also)
        if start and digits[start - 1] in _PRICED and (short := _SHORT.match(digits, end)):
            yield _Atom(_SHORTENED[short[0].lower()], *short.span(), "scale")
    for match in () if digits.isascii() else _FRACTION.finditer(digits):
        if not match.start() or not digits[match.start() - 1].isdigit():
            value = Decimal(str(round(unicodedata.numeric(match[0]), 6)))
            yield _Atom(value, *match.span(), "digits")


_SHORT = re.compile(r"(?:[kmb]|tn)\b", re.IGNORECASE)
_SHORT_SCALES = {"k": 10**3, "m": 10**6, "b": 10**9, "tn": 10**12}
"""How a newsroom shortens amounts of money: £125m."""


def _reading(body: str, words: _Words) -> tuple[Decimal, tuple[str, ...]]:
    """Give the value of digits with separators, and the other one that they may have."""
    if body.isdecimal():
        return Decimal(body), ()
    marks = [sign for sign in body if not sign.isdigit()]
    pieces = re.split(r"[^\d]", body)
    whole, joined = "".join(pieces[:-1]), "".join(pieces)
    last = marks[-1] if marks else ""
    fraction = Decimal(f"{whole}.{pieces[-1]}") if marks else Decimal(joined)
    if last == "٫" or (last in {".", ","} and len(set(marks)) > 1 and marks.count(last) == 1):
        return fraction, ()
    grouped = len(pieces[-1]) == 3 and 1 <= len(pieces[0]) <= 3 and pieces[0] != "0"
    if last not in {".", ","} or len(marks) > 1:
        return Decimal(joined), ()
    if not grouped:
        return fraction, ()
    if last == words.decimal:
        return fraction, (joined,)
    return Decimal(joined), (_plain(fraction),)


_ONE_OF = frozenset(["احد", "احدی", "حادی", "حادیه"])
"""One, before ten; by itself `one of` and Sunday."""


def _is_tens(after: Sequence[_Token], words: _Words) -> bool:
    """Say whether a word makes a number of the one before it: عشر, وعشرون."""
    if not after or after[0].folded in {"عشر", "عشره"}:
        return bool(after)
    value, _ = words.numerals.get(after[0].folded.removeprefix("و"), (0, ""))
    return after[0].folded.startswith("و") and value in range(20, 100, 10)


def _word_atoms(text: str, words: _Words) -> Iterator[_Atom]:
    tokens = _tokens(text)
    for number, token in enumerate(tokens):
        for stem in _stems(token.folded, words):
            if stem in _ONE_OF and _is_tens(tokens[number + 1 : number + 2], words):
                yield _Atom(Decimal(1), token.start, token.end, "word", token.folded[0] == "و")
                break
            if stem in words.numerals:
                value, kind = words.numerals[stem]
                joined = bool(words.clitics) and token.folded.startswith("و")
                yield _Atom(Decimal(value), token.start, token.end, kind, joined)
                break


def _sum(
    text: str, atoms: Sequence[_Atom], first: int, words: _Words
) -> tuple[int, Decimal | None]:
    """Give how many numerals from here on make one number, and which: five million, ستة وثمانون."""
    atom = atoms[first]
    total, part, length = Decimal(0), atom.value, 1
    only_scales = atom.kind == "scales"
    if atom.kind == "scale" and part >= 1000:
        total, part = part, Decimal(0)  # mil doscientos
    while first + length < len(atoms):
        before, here = atoms[first + length - 1], atoms[first + length]
        gap = text[before.end : here.start]
        together = _gap(gap, here, words)
        if atom.kind == "digits" and here.kind == "word" and (here.value < 100 or not together):
            break  # 1.7 million four years ago
        tens = (here.joined and here.value in range(20, 100, 10)) or (
            bool(words.clitics) and here.value == 10 and not here.joined  # الرابع عشر
        )
        if together is None or before.kind in {"decade", "dual"}:
            break
        if before.kind == "ordinal" and not tens:
            break
        sums = _joined(total, part, (before, here), joined=together, words=words)
        if sums is None:
            break
        total, part = sums
        if here.kind in {"scale", "scales"} and here.value >= 1000:
            total, part = total + part, Decimal(0)
        length += 1
    return length, None if only_scales and length == 1 else total + part


def _joined(
    total: Decimal, part: Decimal, two: tuple[_Atom, _Atom], *, joined: bool, words: _Words
) -> tuple[Decimal, Decimal] | None:
    """Give the thousands and the rest once the next numeral is in, or None if it stands apart."""
    before, here = two
    if here.kind in {"scale", "scales"} and here.value >= 100 and not joined:
        if not part and total < here.value:
            return total * here.value, part  # tres mil millones
        return (total, part * here.value) if here.value > part else None
    if here.kind == "digits" or before.kind == "digits":
        return None
    if words.scores and before.value == 4 and here.value == 20:
        return total, part + 76  # quatre-vingts
    return (
        (total, part + here.value) if _adds(part, here.value, joined=joined, words=words) else None
    )


def _gap(gap: str, here: _Atom, words: _Words) -> bool | None:
    """Say whether numerals stand together: bare (False), with an `and` (True), or not (None)."""
    inner = fold(gap.replace("-", " ").strip(f" {_SPACE}"))
    if not inner:
        return here.joined if gap or here.kind == "scale" else None
    return True if inner in words.joints else None


def _adds(part: Decimal, value: Decimal, *, joined: bool, words: _Words) -> bool:
    """Say whether a numeral is added to what stands before it."""
    small = part % 100
    if words.clitics and value == 10 and not joined:
        return 1 <= small <= 9  # ثلاثة عشر
    if 20 <= small < 100 and small % 10 == 0 and 1 <= value <= 9:
        return joined or not words.clitics  # twenty-three
    if words.reversed and joined and 1 <= small <= 9 and value in range(20, 100, 10):
        return True  # ثلاثة وعشرون
    if part == 0 or (part >= 100 and part % 100 == 0 and value < 100):
        return joined or not words.clitics
    if words.scores and small in {60, 80}:
        return 10 <= value < 20  # soixante-dix, quatre-vingt-dix
    return words.scores and small == 10 and 7 <= value <= 9  # dix-sept


# --- signs and words beside numbers ---------------------------------------------------------

_PERCENT = re.compile(r"\s?[%٪﹪％]")


def _percents(text: str, numbers: Iterable[Fact], words: _Words, *, spelt: bool) -> Iterator[Fact]:
    """Give the numbers beside a sign, or a word, if one is `spelt` anywhere."""
    signed = _PERCENT.search(text)
    if not (signed or spelt or words.percent_before):
        return
    for each in numbers:
        sign = _PERCENT.match(text, each.end) if signed else None
        word = words.percent.match(text, each.end) if words.percent and spelt else None
        before = re.search(r"[%٪]$", text[: each.start]) if signed else None
        ahead = words.percent_before.search(text[: each.start]) if words.percent_before else None
        if sign or word or before or ahead:
            after = sign or word
            end = after.end() if after else each.end
            yield Fact("percent", each.value, text[each.start : end], each.start, end, each.form)


CURRENCIES = {
    "dollar": "$ US$ usd dollar dollars دولار دولارا دولارات dólar dólares доллар доллара доллары "
    "долларов долларах долларами dolar doları doların דולר דולרים ڈالر دلار دۆلار dollari",
    "euro": "€ eur euro euros یورو يورو евро avro יורו אירו ئۆرۆ یۆرۆ",
    "pound": "£ gbp syp try ₺ lira liras livre livres pfund pound pounds sterling ليرة ليرات لیره "
    "جنيه جنيها جنيهات фунт фунта фунтов лира лиры лир sterlin לירה לירות پاؤنڈ پوند لیرە",
    "ruble": "₽ rub rouble roubles ruble rubles rubel rublo rublos روبل روبلا روبلات рубль рубля "
    "рублей רובל روبڵ",
    "dinar": "iqd dinar dinars دينار دينارا دنانير دینار динар dinare דינר",
    "rial": "﷼ irr sar riyal riyals rial rials ريال ريالا ريالات ریال риал риалов riyali ריאל",
    "dirham": "aed mad dirham dirhams درهم درهما دراهم дирхам дирхамов dirhem",
    "shekel": "₪ ils shekel shekels شيكل شيكلا شواكل шекель шекелей şekel שקל שקלים שקל",
    "franc": "chf franc francs franken فرنك فرنكا فرنكات франк франков frank פרנק",
    "yen": "¥ jpy yen ين ينا йена",
    "yuan": "cny yuan يوان يوانا юань юаней",
    "rupee": "₹ inr pkr rupee rupees روبية روبيات روپیہ روپے روپیه рупия рупий",
    "hryvnia": "₴ uah hryvnia hryvnias هريفنيا гривна гривны гривен",
    "peso": "peso pesos بيزو بيزوات песо",
    "krona": "sek nok dkk krona kronor krone kroner كرونة كرونات крона кроны крон",
    "zloty": "pln zloty zlotys złoty زلوتي زلوتيا злотый злотых",
    "afghani": "afn afghani afghanis أفغاني افغانی",
    "toman": "تومان تومن toman tomans",
}
"""Value → its signs, its ISO 4217 codes and its names; CLDR's currency names, one table for all."""

_SIGNS = {
    sign: value
    for value, names in CURRENCIES.items()
    for sign in names.split()
    if not sign.isalpha()
}
_MONEY = {
    fold(name): value
    for value, names in CURRENCIES.items()
    for name in names.split()
    if name.isalpha()
}
_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True)))


def _currencies(text: str, words: _Words, *, named: bool) -> Iterator[Fact]:
    """Give signs of money, and its names if one may be there."""
    found = [
        Fact("currency", _SIGNS[match[0]], match[0], *match.span())
        for match in _SIGN.finditer(text)
    ]
    for token in _tokens(text) if named else ():
        for stem in _stems(token.folded, words):
            if stem not in _MONEY:
                continue
            code = len(stem) == 3 and stem.isascii() and stem != "yen"
            if not code or token.text.isupper():
                found.append(Fact("currency", _MONEY[stem], token.text, token.start, token.end))
            break
    yield from _in_order(found)


# --- negation -------------------------------------------------------------------------------


def _negations(text: str, rest: str, language: str) -> Iterator[Fact]:
    words = _words(language)
    tokens = _tokens(rest)
    number = 0
    while number < len(tokens):
        if not _role(language)[tokens[number].text] & (_HEAD | _DENYING):
            number += 1
            continue
        idiom = _find(tokens, number, words.idioms, words)
        if idiom:
            number += idiom[1]
            continue
        token = tokens[number]
        listed = any(stem in words.negations for stem in _stems(token.folded, words))
        numbered = words.numbered and token.folded == "no" and rest[token.end :].startswith(".")
        shaped = words.negative and words.negative.search(token.folded)
        if (listed and not numbered) or shaped:
            yield Fact("negation", "not", text[token.start : token.end], token.start, token.end)
        number += 1


# --- names ----------------------------------------------------------------------------------

_CASED = re.compile(
    r"[^\W\d_](?:[^\W_]|[\u0300-\u036f]|['’.&-](?=[^\W_]))*"  # O’Brien, U.S, Al-Adnani
)
_ENDS = '.!?:;([{“”"«„‘*_>-–—|/…'
_SELF = re.compile(r"I(?:['’](?:m|ve|d|ll))?")
_PARTICLES = frozenset("of the de la le du des del da von van den der bin ibn al el and".split())
"""They stand within a name and are no name: Government of National Accord."""


def _capitalised(text: str, rest: str, language: str) -> Iterator[Fact]:
    """Give runs of capitalised words; the bare first word of a sentence is none."""
    run: list[re.Match[str]] = []
    held: list[re.Match[str]] = []
    for match in _CASED.finditer(rest):
        large = match[0][0].isupper()
        if not run:
            run = [match] if large else []
            continue
        between = rest[(held or run)[-1].end() : match.start()]
        if between != " " and between.strip(f" {_SPACE}"):
            yield from _name(text, rest, run, language)
            run, held = [match] if large else [], []
        elif large:
            run += [*held, match]
            held = []
        elif match[0] in _PARTICLES and not held:
            held = [match]
        else:
            yield from _name(text, rest, run, language)
            run, held = [], []
    yield from _name(text, rest, run, language)


def _name(text: str, rest: str, run: Sequence[re.Match[str]], language: str) -> Iterator[Fact]:
    if not run:
        return
    before = rest[: run[0].start()].rstrip()
    initial = not before or before[-1] in _ENDS
    first = run[0][0]
    telling = sum(sign.isupper() for sign in first) > 1 and len(first) > 1
    if (
        initial
        and not telling
        and (len(run) == 1 or first.casefold() in _OPENERS.get(language, ()))
    ):
        run = run[1:]
        while run and run[0][0] in _PARTICLES:
            run = run[1:]
    if language == "de" and len(run) == 1 and not telling:
        return
    if len(run) == 1 and (opens_sentences(run[0][0], language) or _SELF.fullmatch(run[0][0])):
        return
    if run:
        start, end = run[0].start(), run[-1].end()
        name = " ".join(text[start:end].replace("’", "'").split())
        yield Fact("name", name, text[start:end], start, end, "name")


_OPENERS = {
    language: frozenset(words.split())
    for language, words in {
        "de": "der die das ein eine im am und aber er sie es wir in an auf zu mit von für wenn als",
        "en": "the a an in on at of to for from by with and but or as if when while after before "
        "since this that these those his her its their our my your he she it they we you all some "
        "many most there here then also so once until because although however where how why what",
        "es": "el los las una y en de pero su sus este esta ellos nosotros cuando si para por con",
        "fr": "les un une des dans en au aux et mais il elle ils elles nous vous ce cette ces pour "
        "par avec sur si quand comme",
        "ru": "в на и но он она они мы вы это как если когда из за по от до",
    }.items()
}
"""Function words that open sentences, capitalised, before a name."""


def opens_sentences(word: str, language: str) -> bool:
    """Say whether a word is one of those that open sentences and are no name, in any case."""
    months = _words(base(language)).months
    known = word.casefold() in _OPENERS.get(base(language), ())
    return known and _key(word) not in months and len(word) > 1 and not word[1:].isupper()


# --- quotations -----------------------------------------------------------------------------

_QUOTED = re.compile(
    r"“(?P<a>[^“”]*)”|”(?P<b>[^“”]*)“|„(?P<c>[^„“”]*)[“”]|«(?P<d>[^«»]*)»|»(?P<e>[^«»]*)«"
    r"|\"(?P<f>[^\"]*)\"|「(?P<g>[^「」]*)」|『(?P<h>[^『』]*)』|‹(?P<i>[^‹›]*)›"
    r"|(?<!\w)‘(?P<j>[^‘]*?)’(?!\w)|(?<!\w)'(?P<k>[^']*?)'(?!\w)"
)


def _quotes(text: str) -> Iterator[Fact]:
    for match in _QUOTED.finditer(text):
        words = next(group for group in match.groups() if group is not None)
        yield Fact("quote", " ".join(words.split()), match[0], *match.span())


# --- the tables -----------------------------------------------------------------------------

_MONTHS = {
    "ar": "يناير,كانون الثاني,جانفي|فبراير,شباط,فيفري|مارس,آذار,اذار|أبريل,نيسان,أفريل,إبريل|"
    "مايو,أيار,ماي|يونيو,حزيران,جوان,يونيه|يوليو,تموز,يوليوز,جويلية,يوليه|أغسطس,آب,غشت,أوت|"
    "سبتمبر,أيلول,شتنبر|أكتوبر,تشرين الأول,أوكتوبر|نوفمبر,تشرين الثاني,نونبر|"
    "ديسمبر,كانون الأول,دجنبر",
    "ckb": "کانوونی دووەم,کانونی دووەم|شوبات|ئازار|نیسان|ئایار|حوزەیران|تەمووز,تەموز|ئاب|"
    "ئەیلوول,ئەیلول|تشرینی یەکەم|تشرینی دووەم|کانوونی یەکەم,کانونی یەکەم",
    "de": "Januar,Jänner,Jan|Februar,Feb|März,Mär|April,Apr|Mai|Juni,Jun|Juli,Jul|August,Aug|"
    "September,Sept,Sep|Oktober,Okt|November,Nov|Dezember,Dez",
    "en": "January,Jan|February,Feb|March,Mar|April,Apr|May|June,Jun|July,Jul|August,Aug|"
    "September,Sept,Sep|October,Oct|November,Nov|December,Dec",
    "es": "enero,ene|febrero,feb|marzo,mar|abril,abr|mayo|junio,jun|julio,jul|agosto,ago|"
    "septiembre,setiembre,sept|octubre,oct|noviembre,nov|diciembre,dic",
    "fa": "ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه,جولای|اوت,آگوست,اگوست|سپتامبر|اکتبر|نوامبر|دسامبر",
    "fr": "janvier,janv|février,févr|mars|avril,avr|mai|juin|juillet,juil|août,aout|"
    "septembre,sept|octobre,oct|novembre,nov|décembre,déc",
    "he": "ינואר|פברואר|מרץ,מרס|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
    "it": "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|"
    "dicembre",
    "pt": "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|"
    "dezembro",
    "ru": "января,январь,январе,янв|февраля,февраль,феврале,февр|марта,март,марте|"
    "апреля,апрель,апреле,апр|мая,май,мае|июня,июнь,июне|июля,июль,июле|августа,август,августе,авг|"
    "сентября,сентябрь,сентябре,сент|октября,октябрь,октябре,окт|ноября,ноябрь,ноябре,нояб|"
    "декабря,декабрь,декабре,дек",
    "tr": "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık",
    "uk": "січня,січень|лютого,лютий|березня,березень|квітня,квітень|травня,травень|червня,червень|"
    "липня,липень|серпня,серпень|вересня,вересень|жовтня,жовтень|листопада,листопад|грудня,грудень",
    "ur": "جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر",
}

_DOUBTFUL = {
    "ar": "اوت ماي جوان مارس آب",
    "de": "mai jan",
    "en": "may march mar jan jun august sept",
    "es": "mar ago jul jun ene",
    "fa": "مه اوت مارس",
    "fr": "mars sept avr",
    "he": "מאי",
    "it": "marzo",
    "tr": "ocak mart ekim aralık kasım",
    "ur": "",
}
"""Months that are other words too (may, أوت, مه)."""

_DATEWORDS = {
    "ar": "في شهر منذ حتي اوائل اواخر منتصف نهايه بدايه مطلع من الي خلال",
    "en": "in of since until till by last next this early late mid through during from to "
    "beginning end before after and",
    "de": "im seit bis ende anfang mitte nächsten letzten",
    "es": "en de desde hasta",
    "fa": "ماه در از تا",
    "fr": "en de mi fin début depuis avant après jusqu'en",
    "he": "בחודש",
    "it": "in a di da",
    "tr": "geçen bu gelecek",
}

_WEEKDAYS = {
    "ar": "الاثنين,الإثنين|الثلاثاء,ثلاثاء|الأربعاء,أربعاء|الخميس|الجمعة|السبت|الأحد",
    "ckb": "دووشەممە,دوو شەممە|سێشەممە,سێ شەممە|چوارشەممە,چوار شەممە|پێنجشەممە,پێنج شەممە|"
    "ھەینی,هەینی|شەممە|یەکشەممە",
    "de": "Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag,Sonnabend|Sonntag",
    "en": "Monday,Mondays|Tuesday,Tuesdays|Wednesday,Wednesdays|Thursday,Thursdays|Friday,Fridays|"
    "Saturday,Saturdays|Sunday,Sundays",
    "es": "lunes|martes|miércoles|jueves|viernes|sábado,sábados|domingo,domingos",
    "fa": "دوشنبه,دو شنبه|سه‌شنبه,سه شنبه|چهارشنبه,چهار شنبه|پنجشنبه,پنج‌شنبه,پنج شنبه|جمعه|شنبه|"
    "یکشنبه,یک‌شنبه,یک شنبه",
    "fr": "lundi,lundis|mardi,mardis|mercredi,mercredis|jeudi,jeudis|vendredi,vendredis|"
    "samedi,samedis|dimanche,dimanches",
    "he": "יום שני|יום שלישי|יום רביעי|יום חמישי|יום שישי|יום שבת|יום ראשון",
    "it": "lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica",
    "pt": "segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado|domingo",
    "ru": "понедельник,понедельника|вторник,вторника|среда,среду,среды|четверг,четверга|"
    "пятница,пятницу,пятницы|суббота,субботу,субботы|воскресенье,воскресенья",
    "tr": "Pazartesi|Salı|Çarşamba|Perşembe|Cuma|Cumartesi|Pazar",
    "uk": "понеділок,понеділка|вівторок,вівторка|середа,середу,середи|четвер,четверга|"
    "пʼятниця,пʼятницю|субота,суботу|неділя,неділю",
    "ur": "پیر|منگل|بدھ|جمعرات|جمعہ|ہفتہ|اتوار",
}

_NUMERALS = {
    "ar": "1 واحد واحدة|2 اثنان اثنين اثنتان اثنتين اثنا اثنتا اثني اثنتي|3 ثلاث ثلاثة|"
    "4 أربع أربعة|5 خمس خمسة|6 ست ستة|"
    "7 سبع سبعة|8 ثمان ثماني ثمانية|9 تسع تسعة|10 عشر عشرة|20 عشرون عشرين|30 ثلاثون ثلاثين|"
    "40 أربعون أربعين|50 خمسون خمسين|60 ستون ستين|70 سبعون سبعين|80 ثمانون ثمانين|90 تسعون تسعين|"
    "300 ثلاثمئة ثلاثمائة|400 أربعمئة أربعمائة|500 خمسمئة خمسمائة|600 ستمئة ستمائة|"
    "700 سبعمئة سبعمائة|800 ثمانمئة ثمانمائة|900 تسعمئة تسعمائة",
    "ckb": "1 یەک|2 دوو|3 سێ|4 چوار|5 پێنج|6 شەش|7 حەوت|8 هەشت|9 نۆ|10 دە|11 یازدە|12 دوازدە|"
    "20 بیست|30 سی|40 چل|50 پەنجا|60 شەست|70 حەفتا|80 هەشتا|90 نەوەد",
    "de": "2 zwei|3 drei|4 vier|5 fünf|6 sechs|7 sieben|8 acht|9 neun|10 zehn|11 elf|12 zwölf|"
    "20 zwanzig|30 dreißig|40 vierzig|50 fünfzig|60 sechzig|70 siebzig|80 achtzig|90 neunzig",
    "en": "0 zero|1 one|2 two|3 three|4 four|5 five|6 six|7 seven|8 eight|9 nine|10 ten|11 eleven|"
    "12 twelve dozen|13 thirteen|14 fourteen|15 fifteen|16 sixteen|17 seventeen|18 eighteen|"
    "19 nineteen|20 twenty|30 thirty|40 forty|50 fifty|60 sixty|70 seventy|80 eighty|90 ninety",
    "es": "2 dos|3 tres|4 cuatro|5 cinco|6 seis|7 siete|8 ocho|9 nueve|10 diez|11 once|12 doce|"
    "13 trece|14 catorce|15 quince|16 dieciséis|17 diecisiete|18 dieciocho|19 diecinueve|20 veinte|"
    "21 veintiuno veintiún veintiuna|22 veintidós|23 veintitrés|24 veinticuatro|25 veinticinco|"
    "26 veintiséis|27 veintisiete|28 veintiocho|29 veintinueve|200 doscientos doscientas|"
    "300 trescientos trescientas|400 cuatrocientos cuatrocientas|500 quinientos quinientas|"
    "600 seiscientos seiscientas|700 setecientos setecientas|800 ochocientos ochocientas|"
    "900 novecientos novecientas|30 treinta|40 cuarenta|50 cincuenta|60 sesenta|70 setenta|"
    "80 ochenta|90 noventa",
    "fa": "1 یک|2 دو|3 سه|4 چهار|5 پنج|6 شش|7 هفت|8 هشت|9 نه‌تا|10 ده|11 یازده|12 دوازده|13 سیزده|"
    "14 چهارده|15 پانزده|16 شانزده|17 هفده|18 هجده|19 نوزده|20 بیست|"
    "30 سی|40 چهل|50 پنجاه|60 شصت|70 هفتاد|80 هشتاد|90 نود|200 دویست|300 سیصد|"
    "400 چهارصد|500 پانصد|600 ششصد|700 هفتصد|800 هشتصد|900 نهصد",
    "fr": "2 deux|3 trois|4 quatre|5 cinq|6 six|7 sept|8 huit|9 neuf|10 dix|11 onze|12 douze|"
    "13 treize|14 quatorze|15 quinze|16 seize|20 vingt vingts|30 trente|40 quarante|50 cinquante|"
    "60 soixante",
    "he": "1 אחד אחת|2 שניים שתיים שני שתי|3 שלוש שלושה|4 ארבע ארבעה|5 חמש חמישה|6 שש שישה|"
    "7 שבע שבעה|8 שמונה|9 תשע תשעה|10 עשר עשרה|20 עשרים|30 שלושים|40 ארבעים|50 חמישים|60 שישים|"
    "70 שבעים|80 שמונים|90 תשעים",
    "it": "2 due|3 tre|4 quattro|5 cinque|6 sei|7 sette|8 otto|9 nove|10 dieci|11 undici|12 dodici",
    "pt": "2 dois duas|3 três|4 quatro|5 cinco|6 seis|7 sete|8 oito|9 nove|10 dez|11 onze|12 doze",
    "ru": "1 один одна одно|2 два две двух|3 три трех трёх|4 четыре четырех четырёх|5 пять пяти|"
    "6 шесть шести|7 семь семи|8 восемь восьми|9 девять девяти|10 десять десяти|11 одиннадцать|"
    "12 двенадцать|20 двадцать|30 тридцать|40 сорок|50 пятьдесят|60 шестьдесят|70 семьдесят|"
    "80 восемьдесят|90 девяносто",
    "tr": "2 iki|3 üç|4 dört|5 beş|6 altı|7 yedi|8 sekiz|9 dokuz|10 on|20 yirmi|30 otuz|40 kırk|"
    "50 elli|60 altmış|70 yetmiş|80 seksen|90 doksan",
    "ur": "1 ایک|2 دو|3 تین|4 چار|5 پانچ|6 چھ|7 سات|8 آٹھ|9 نو|10 دس|11 گیارہ|12 بارہ",
}
"""Cardinals as one word each. `one` is left out where it is the article too."""

_SCALES = {
    "ar": "100 مئة مائة|1000 ألف ألفا|1000000 مليون مليونا|1000000000 مليار مليارا بليون",
    "ckb": "100 سەد|1000 هەزار|1000000 ملیۆن میلیۆن|1000000000 ملیار میلیار ملیارد میلیارد",
    "de": "100 hundert|1000 tausend|1000000 million mio|1000000000 milliarde mrd",
    "en": "100 hundred|1000 thousand|1000000 million|1000000000 billion bn|1000000000000 trillion",
    "es": "100 cien ciento|1000 mil|1000000 millón",
    "fa": "100 صد|1000 هزار|1000000 میلیون|1000000000 میلیارد",
    "fr": "100 cent|1000 mille millier|1000000 million|1000000000 milliard",
    "he": "100 מאה|1000 אלף|1000000 מיליון|1000000000 מיליארד",
    "it": "100 cento|1000 mille mila|1000000 milione|1000000000 miliardo",
    "pt": "100 cem cento|1000 mil|1000000 milhão",
    "ru": "100 сто|1000 тысяча тысячу тыс|1000000 миллион млн|1000000000 миллиард млрд",
    "tr": "100 yüz|1000 bin binden|1000000 milyon milyonu milyona milyondan milyonun milyonluk|"
    "1000000000 milyar milyarı milyara milyardan milyarın milyarlık",
    "ur": "100 سو|1000 ہزار|100000 لاکھ|1000000 ملین|10000000 کروڑ|1000000000 ارب",
}

_PLURAL_SCALES = {
    "ar": "100 مئات|1000 آلاف|1000000 ملايين|1000000000 مليارات بلايين",
    "de": "1000000 millionen|1000000000 milliarden",
    "en": "100 hundreds|1000 thousands|1000000 millions|1000000000 billions",
    "es": "1000 miles|1000000 millones",
    "fr": "100 cents|1000000 millions|1000000000 milliards",
    "he": "100 מאות|1000 אלפים אלפי|1000000 מיליוני",
    "it": "1000000 milioni|1000000000 miliardi",
    "pt": "1000000 milhões|1000000000 bilhões",
    "ru": "1000 тысяч тысячи тысячам тысячами тысячах|"
    "1000000 миллионов миллиона миллионам миллионами "
    "миллионах|1000000000 миллиардов миллиарда миллиардам миллиардами миллиардах",
}
"""Alone they say no number: millions of people."""

_ORDINALS = {
    "ar": "1 أول أولى|2 ثاني ثانية|3 ثالث ثالثة|4 رابع رابعة|5 خامس خامسة|6 سادس سادسة|"
    "7 سابع سابعة|"
    "8 ثامن ثامنة|9 تاسع تاسعة|10 عاشر عاشرة",
    "de": "1 erste ersten erster|2 zweite zweiten zweiter|3 dritte dritten dritter|"
    "4 vierte vierten|"
    "5 fünfte fünften",
    "en": "1 first|2 second|3 third|4 fourth|5 fifth|6 sixth|7 seventh|8 eighth|9 ninth|10 tenth|"
    "11 eleventh|12 twelfth|13 thirteenth|14 fourteenth|15 fifteenth|16 sixteenth|17 seventeenth|"
    "18 eighteenth|19 nineteenth|20 twentieth|30 thirtieth",
    "es": "1 primer primero primera|2 segundo segunda|3 tercer tercero tercera|4 cuarto cuarta",
    "fa": "1 اول نخست|2 دوم|3 سوم|4 چهارم|5 پنجم",
    "fr": "1 premier première|2 deuxième seconde|3 troisième|4 quatrième|5 cinquième",
    "ru": "1 первый первая первое первого|2 второй вторая второе второго|3 третий третья третьего",
    "tr": "1 birinci ilk|2 ikinci|3 üçüncü|4 dördüncü|5 beşinci",
}

_COUNTED = (
    "يوم شهر عام سنة أسبوع ساعة دقيقة ثانية مرة متر كيلومتر ميل طن دولار شخص رجل امرأة طفل "
    "جندي قتيل جريح قنبلة صاروخ قذيفة جسر مدينة قرية بلدة منطقة سيارة دبابة طائرة دولة صفحة "
    "صورة هجوم غارة قاضي تلميذ بنت ابن طبيب شاب سجين أسير رهينة هدف مباراة بطولة كتاب رواية "
    "قصة قصيدة مقالة فيلم صحيفة مجلة رسالة مستشفى مدرسة مسجد كنيسة بيت منزل مبنى شركة مصنع "
    "مصرف بنك حزب وزير نائب رئيس ضابط حافلة قطار سفينة قارب قضية تهمة محكمة جلسة عقد قرن جيل "
    "لقاح جرعة قرص سرير غرفة طابق شارع قارة جزيرة شقيق أخت زوجة حفيد ميدالية كأس "
    "ليلة كلمة شاحنة دراجة خيمة شجرة عائلة قبر مقبرة عملية حادثة خطوة جملة رحلة زيارة لجنة وزارة "
    "محافظة مقاطعة ولاية بحيرة بئر نفق مخيم معبر حاجز برج متحف قصر فندق مطعم مقهى ملعب مطار ميناء "
    "انفجار اجتماع قرار تقرير اتفاق بيان خطاب مقعد صندوق باب نافذة مفتاح ولد أخ حصان "
    "كيلوغرام قنطار سهم سطر فقرة فصل مجلد عدد موسم فريق شوط ضربة طلقة رصاصة جثة شهيد "
    "ضحية ناقلة سد خزان محطة"
).split()
"""Arabic nouns of reporting whose dual can be nothing else: their plural is a broken one."""

_PEOPLE = (
    "لاعب مدني مسلح شاهد صحفي مراسل مسؤول عامل ناشط محامي مصور ممرض مسعف مقاتل متهم مهاجم "
    "سائق مهندس معتقل مواطن مشتبه"
).split()
"""Of these the genitive of the dual is that of the plural: لاعبين."""

_DUAL_SCALES = {"مئت": 200, "مائت": 200, "ألف": 2000, "مليون": 2_000_000, "مليار": 2_000_000_000}

_JOINTS = {"en": "and a", "es": "y", "fr": "et", "fa": "و", "pt": "e", "ckb": "و"}
_REVERSED = frozenset({"ar"})
_DECIMAL_COMMA = frozenset("de es fr it pt ru tr uk nl pl cs sv da nb fi el hu ro bg".split())
_CAPITALISED_MONTHS = frozenset({"en", "de"})

_CLITICS = {"ar": "و ف ب ل ك ال لل س", "he": "ו ב ל כ מ ה ש"}
"""Particles written as one with the next word; a word counts with and without them."""

_NEGATIONS = {
    "ar": "لا لم لن ليس ليست ليسوا لسنا لست ليسا غير بدون دون عدم بلا كلا ألا أبدا مطلقا لات",
    "ckb": "نە نا نییە نین نەبوو نەبوون بێ بەبێ هیچ هەرگیز ناتوانێت ناکات نابێت نەکرد نەیتوانی "
    "مەکە",
    "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden niemandem "
    "nichts ohne weder nirgends nirgendwo keinesfalls keineswegs nein",
    "en": "not no never none nobody nothing nowhere neither nor without cannot cant dont wont isnt "
    "arent wasnt werent doesnt didnt hasnt havent hadnt shouldnt wouldnt couldnt mustnt neednt "
    "aint hardly barely scarcely unable lack lacks lacked lacking",
    "es": "no nunca jamás nadie nada ninguno ninguna ningún ni sin tampoco",
    "fa": "نه نیست نیستند نبود نبودند نیستیم نیستم نشد نشده نکرد نکرده نکردند ندارد ندارند نداشت "
    "نداشتند نخواهد نخواهند نتوانست نتوانستند نباید نباشد نشود نکنند نکند بدون هیچ هرگز بی هیچکس "
    "نگفت نداد نرفت نرسید",
    "fr": "ne n' pas jamais aucun aucune rien sans ni non nul nulle nullement personne",
    "he": "לא אין אינו אינה אינם אינן אל בלי ללא מעולם איש אינני בלתי אי",
    "it": "non no mai nessuno nessuna nessun niente nulla senza né neanche nemmeno",
    "nl": "niet geen nooit niemand niets nergens zonder noch",
    "pt": "não nunca jamais ninguém nada nenhum nenhuma nem sem tampouco",
    "ru": "не ни нет без никогда никто никого никому ничего ничто ничем нельзя никакой никакого "
    "никаких никакие нигде",
    "tr": "değil değildi değildir değiller yok yoktu yoktur hayır asla hiç hiçbir hiçbiri ne",
    "uk": "не ні немає без ніколи ніхто нічого ніде жоден",
    "ur": "نہیں نہ مت بغیر بنا غیر کبھی نہیں",
}

_NEGATIVE = {
    "en": r"n't$|^n't$",
    "fr": r"^n'",
    "fa": r"^نمی",
    "ckb": r"^نا(?:کا|کە|بێ|توان|زان|چ|یە|گا|دا|مان|ت)|^نە(?:ک|ب|ی|د|گ|چ|هات|خ)",
    "tr": r"m[ae](?:d[ıi]|z$|zlar$|zler$|mış|miş|yacak|yecek|ksızın|ksizin)|m[ıiuü]yor|"
    r"(?:maz|mez)(?:lar|ler|dı|di)$|m[ae]mak",
}
"""Shapes of words that deny: n't, n', نمی…, -miyor."""

_IDIOMS = {
    "ar": "لا سيما|لاسيما|لا يزال|لا تزال|لا يزالون|لا زال|لا زالت|لا شك|لا بد",
    "en": "no doubt|no one else but|no matter",
    "fr": "pas mal",
    "de": "nicht zuletzt",
    "ru": "не только",
}
"""They have a word that denies, and deny nothing."""

_PERCENTS = {
    "ar": r"(?:في|ب)\s?(?:ال)?(?:مئة|مائة|المئة|المائة)|بالمئة|بالمائة",
    "ckb": "",
    "de": r"Prozent",
    "en": r"per\s?cent",
    "es": r"por\s?ciento",
    "fa": r"درصد",
    "fr": r"pour\scent|p\.\s?100",
    "he": r"אחוז(?:ים)?",
    "it": r"per\s?cento",
    "pt": r"por\s?cento",
    "ru": r"процент(?:а|ов)?",
    "ur": r"فی\s?صد|فیصد",
}
_HAN_HOURS = (
    r"(?P<half>上午|下午|凌晨|早上|晚上|午前|午後|中午)?(?<![\d.:])(?P<hour>[01]?\d|2[0-4])[点點时時]"
    r"(?!间|間|代)(?:(?P<minute>[0-5]?\d|半)分?)?"
)
_HOURS = {
    "de": r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-4])(?:[.:](?P<minute>[0-5]\d))?\s?Uhr\b",
    "en": r"(?<![\d.,:])(?P<hour>1[0-2]|0?[1-9])(?:[.:](?P<minute>[0-5]\d))?\s?(?P<half>[ap])"
    r"(?:m\b|\.m\b)",
    "fr": r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-4])[\s\u00a0\u202f]?h(?:[\s\u00a0\u202f]?"
    r"(?P<minute>[0-5]\d)(?!\d))?\b",
    "ja": _HAN_HOURS,
    "zh": _HAN_HOURS,
}
"""Times of day as each language writes them beside 10:30."""

_PERCENTS_BEFORE = {"zh": r"百分之$", "tr": r"yüzde\s$", "ckb": r"لە\s?(?:سەدا|٪)\s$"}


@dataclass(frozen=True, slots=True)
class _Words:
    """The tables of one language, keyed by folded words."""

    months: Mapping[str, str]
    doubtful: frozenset[str]
    datewords: frozenset[str]
    weekdays: Mapping[str, str]
    heads: frozenset[str]
    """First words of months, weekdays and idioms."""
    capitals: bool
    numerals: Mapping[str, tuple[int, str]]
    joints: frozenset[str]
    reversed: bool
    decimal: str
    clitics: tuple[str, ...]
    negations: frozenset[str]
    negative: re.Pattern[str] | None
    idioms: Mapping[str, str]
    numbered: bool
    hours: re.Pattern[str] | None
    """Times of day beside `10:30`."""
    han: bool
    scores: bool
    """Eighty is four times twenty."""
    monthwords: frozenset[str]
    """The word for `month`, where it follows the name."""
    percent: re.Pattern[str] | None
    percent_before: re.Pattern[str] | None


@lru_cache(maxsize=64)
def _words(language: str) -> _Words:
    def pattern(text: str, flags: int = re.IGNORECASE) -> re.Pattern[str] | None:
        return re.compile(text, flags) if text else None

    def several(text: str) -> frozenset[str]:
        return frozenset(_key(each) for each in text.split())

    percent = _PERCENTS.get(language, "")
    months, weekdays = _listing(_MONTHS.get(language, "")), _listing(_WEEKDAYS.get(language, ""))
    idioms = {_key(each): "" for each in _IDIOMS.get(language, "").split("|") if each}
    return _Words(
        months=months,
        doubtful=several(_DOUBTFUL.get(language, "")),
        datewords=several(_DATEWORDS.get(language, "")),
        weekdays=weekdays,
        heads=frozenset(key.split(" ")[0] for key in (*months, *weekdays, *idioms)),
        capitals=language in _CAPITALISED_MONTHS,
        numerals=_numerals(language),
        joints=several(_JOINTS.get(language, "")),
        reversed=language in _REVERSED,
        decimal="," if language in _DECIMAL_COMMA else ".",
        clitics=tuple(_CLITICS.get(language, "").split()),
        negations=several(_NEGATIONS.get(language, "")),
        negative=pattern(_NEGATIVE.get(language, "")),
        idioms=idioms,
        numbered=language in {"en", "it"},
        hours=pattern(_HOURS.get(language, "")),
        han=language in {"zh", "ja"},
        scores=language == "fr",
        monthwords=several("ay ayı ayın ayında ayının ayına ayından")
        if language == "tr"
        else frozenset(),
        percent=pattern(rf"[\s-]?(?:{percent})" if percent else ""),
        percent_before=pattern(_PERCENTS_BEFORE.get(language, "")),
    )


def _key(phrase: str) -> str:
    return " ".join(each.folded for each in _tokens(phrase)) or fold(phrase)


def _listing(table: str) -> dict[str, str]:
    """Read `a,b|c`: the first of them is 1."""
    return {
        _key(name): str(number)
        for number, names in enumerate(table.split("|"), 1)
        for name in names.split(",")
        if name
    }


def _numerals(language: str) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for tables, kind in (
        (_NUMERALS, "word"),
        (_SCALES, "scale"),
        (_PLURAL_SCALES, "scales"),
        (_ORDINALS, "ordinal"),
    ):
        for row in tables.get(language, "").split("|"):
            value, _, names = row.partition(" ")
            for name in names.split():
                found.setdefault(_key(name), (int(value), kind))
    if language == "ar":
        for noun in _COUNTED:
            stem = noun.removesuffix("ة") + ("ت" if noun.endswith("ة") else "")
            found |= {fold(stem + ending): (2, "dual") for ending in ("ان", "ين")}
        found |= {fold(noun + "ان"): (2, "dual") for noun in _PEOPLE}
        for stem, size in _DUAL_SCALES.items():
            found |= {
                fold(stem + ending): (size, "word")
                for ending in ("ان", "ين", "ا", "ي")
                if ending != "ا" or size == 200
            }
    return found
