"""A form of a translation beside its source, with what is no prose set apart. No rule.

`seen` is what most rules look at: bidi controls are gone, and each character of a protected span
(address, code, placeholder, tag, entity, handle, hashtag, footnote call) is U+FFFC, so that nothing
in it is taken for a word or a mark and every offset still counts. `native` masks foreign spans as
well: text in brackets or quotation marks whose letters are all of another script. `Seen.span` gives
the way back to the text as it stands in the catalog.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..facts import CURRENCIES, Fact, Facts, figures
from ..model import Fix, State
from ..packs import LETTER, SCRIPTS, Pack, letters_of, pack
from ..plurals import taken
from .rule import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..model import Pair
    from .rule import Context

MASK = "\ufffc"
BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Characters that direct text and are no part of it."""
_DIRECTING = frozenset(char for char in map(chr, range(0x2070)) if BIDI.match(char))

_END = r"[^\s<>\"«»“”،؛؟.,;:!?'’)\]}*_`|\\]"
URL = re.compile(
    rf"(?i:\b(?:https?|ftp)://|\bwww\.)[^\s<>\"«»“”`|\\]*?{_END}?(?=[\s<>\"«»“”،؛؟`|\\]|"
    rf"[.,;:!?'’)\]}}*_]*(?:[\s<>\"«»“”،؛؟`|\\]|$)|$)"
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?<![.-])", re.ASCII)
DOMAIN = re.compile(
    r"(?<![\w@./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+"
    r"(?:com|org|net|info|io|dev|edu|gov|int|news|co|me|tv|uk|de|fr|sy|eu|ly|app|example|xyz|ir|eg|lb|iq)"
    r"(?:/[\w./%#?&=~+-]*[\w/])?(?![\w-])",
    re.ASCII | re.IGNORECASE,
)
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][\w:-]*(?:\s+[^<>]*?|/)?>", re.DOTALL)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
HANDLE = re.compile(r"(?<![\w/.@+-])@[A-Za-z0-9_]{2,}(?:\.[A-Za-z0-9_]+)*(?![\w@-])")
HASHTAG = re.compile(r"(?<![\w/&#?=])#(?=\w*[^\W\d_])\w+")
NAMED = re.compile(r"%\([^()\s]*\)[#0\- +]?\d*(?:\.\d+)?[diouxXeEfFgGcrsa]")
BRACES = re.compile(r"\$\{[^{}\s]*\}|%\{[^{}\s]*\}|\{\{[^{}]*\}\}|\{[\w.!:\[\]]{0,40}\}")
C_STYLE = re.compile(
    r"(?<![\d٠-٩۰-۹%])%(?:\d+\$)?[#0+-]?\d*(?:\.\d+)?(?:hh|h|ll|l|z)?[diuxXfgeEcs](?![A-Za-z])"
)
C_FLAGGED = re.compile(
    r"%(?:\d+\$)?[#0 +-]*\d*(?:\.\d+)?(?:hh|h|ll|l|z|j|t|L)?[diouxXfFgGeEcsaArp]|%%"
)
TARGET = re.compile(r"(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)|(?<=\])\[[^\[\]]*\]")
FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_FIRST = re.compile(r"[`<&@#%{\[/.](?:(?<!\.)|(?<=\.)\w)")
"""What any protected span has in it, but for `www`; most texts have none."""

_GROUPED = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|«[^«»]*»|“[^“”]*”|”[^“”]*“|\"[^\"]*\"|„[^„“”]*[“”]|‹[^‹›]*›|‘[^‘’]*’"
)


@dataclass(frozen=True)
class Seen:
    """A text as rules look at it, and where each of its characters stands in the original."""

    text: str
    places: tuple[int, ...] | None = None
    """Of each character and of the end; None where nothing was left out."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the slice of the original for a slice of this."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]

    def at(self, original: int) -> int:
        """Give where a character of the original, or the next one that is seen, stands here."""
        return original if self.places is None else bisect_left(self.places, original)


@dataclass(frozen=True)
class Form:
    """One finished form of a translation and what it says."""

    pair: Pair
    number: int
    source: str
    """Of a plural message, the singular or the plural, whichever it follows."""
    target: str
    sources: tuple[str, ...]
    """All it may follow."""
    pack: Pack
    source_pack: Pack
    flags: tuple[str, ...] = ()

    @cached_property
    def seen(self) -> Seen:
        """The target without bidi controls, protected spans masked."""
        return look(self.target, self.flags)

    @cached_property
    def said(self) -> Seen:
        """The source, looked at alike."""
        return look(self.source, self.flags)

    @cached_property
    def native(self) -> Seen:
        """As `seen`, foreign spans masked as well."""
        return Seen(mask_foreign(self.seen.text, self.pack), self.seen.places)

    @cached_property
    def raw(self) -> Seen:
        """The target without bidi controls, nothing masked."""
        return without_bidi(self.target)

    @property
    def arabic(self) -> bool:
        """The translation is in Arabic script."""
        return self.pack.scripts == ("Arab",)

    @property
    def plural(self) -> bool:
        """It is one of several."""
        return self.pair.entry is not None and self.pair.entry.msgid_plural is not None


CREDITS = frozenset(["translator-credits", "translator_credits"])
"""Of GNOME: the translation is the names of translators."""


def forms(pair: Pair, context: Context) -> tuple[Form, ...]:
    """Give the finished forms of a pair: none of a fuzzy or an incomplete one."""
    entry = pair.entry
    if entry is None or pair.state is not State.TRANSLATED:
        return ()
    name = context.target.name if context.target else ""
    source_name = context.source.name if context.source else ""
    msgid = pair.unit.msgid
    if msgid in CREDITS:
        return ()
    plural = entry.msgid_plural
    sources = (msgid,) if plural is None else (msgid, plural)
    last = len(entry.msgstr) - 1
    flags = tuple(flag for flag in entry.flags if flag.endswith("-format"))
    return tuple(
        Form(
            pair,
            number,
            sources[-1] if number or not last else msgid,
            text,
            sources,
            pack(name),
            pack(source_name),
            flags,
        )
        for number, text in enumerate(entry.msgstr)
        if text
    )


@lru_cache(maxsize=1024)  # several rules begin with it
def without_bidi(text: str) -> Seen:
    """Give a text without the characters that direct it."""
    if text.isascii() or not BIDI.search(text):
        return Seen(text)
    places = [index for index, char in enumerate(text) if char not in _DIRECTING]
    return Seen("".join(text[index] for index in places), (*places, len(text)))


def look(text: str, flags: tuple[str, ...] = ()) -> Seen:
    """Give a text without bidi controls, its protected spans masked."""
    seen = without_bidi(text)
    if not _FIRST.search(seen.text) and "www" not in seen.text.lower():
        return seen
    return Seen(mask(seen.text, flags), seen.places)


def mask(text: str, flags: tuple[str, ...] = ()) -> str:
    """Put U+FFFC for each character of what is for machines."""
    for sign, pattern in _PROTECTED:
        if sign.search(text):
            text = pattern.sub(_blank, text)
    if "%" in text or "{" in text:
        for pattern in placeholders(flags):
            text = pattern.sub(_blank, text)
    if "@" in text:
        text = HANDLE.sub(_blank, text)
    return HASHTAG.sub(_blank, text) if "#" in text else text


_WEB = re.compile(r"[:.](?:(?<=:)//|(?<=[wW]{3}\.))")
_DOT = re.compile(r"\.[A-Za-z]")
_PROTECTED = tuple(
    (re.compile(sign), pattern)
    for sign, pattern in (
        ("`", CODE),
        ("<", TAG),
        (r"\{%", re.compile(r"\{%.*?%\}", re.DOTALL)),
        (r"\][(\[]", TARGET),
        (r"\[\^", FOOTNOTE),
        (_WEB, URL),
        ("@", EMAIL),
        (_DOT, DOMAIN),
        ("&", ENTITY),
    )
)
"""A sign without which a pattern finds nothing."""


def placeholders(flags: tuple[str, ...] = ()) -> tuple[re.Pattern[str], ...]:
    """Give the patterns of placeholders: those of the entry's format, or those nobody mistakes."""
    if any(flag.startswith("no-") for flag in flags):
        flags = tuple(flag for flag in flags if not flag.startswith("no-"))
    if any("brace" in flag for flag in flags):
        return (NAMED, BRACES)
    if flags:
        return (NAMED, BRACES, C_FLAGGED)
    return (NAMED, BRACES, C_STYLE)


def _blank(match: re.Match[str]) -> str:
    return MASK * len(match[0])


def mask_foreign(text: str, target: Pack) -> str:
    """Mask what stands in brackets or quotation marks and is all of another script."""
    if not target.scripts:
        return text
    own = letters_of(target.scripts)

    def foreign(match: re.Match[str]) -> str:
        inner = match[0]
        if LETTER.search(inner) and not own.search(inner):
            return inner[0] + MASK * (len(inner) - 2) + inner[-1]
        return inner

    return _GROUPED.sub(foreign, text)


OWN = f"{SCRIPTS['Arab']}{SCRIPTS['Hani']}{SCRIPTS['Kana']}\u064b-\u065f\u0670"
"""Letters, with their marks, of the scripts whose punctuation is not the Latin one."""
CLOSE = r"[\"”“»)\]*_]*"
"""What may stand between a word and the mark behind it."""


def foreign_marks(form: Form, mark: str, pattern: re.Pattern[str]) -> Iterator[Problem]:
    """Give a problem for each Latin mark that this language writes otherwise."""
    own = form.pack.mark(mark)
    if own == mark or own.isascii() or mark not in form.target:
        return
    found = []
    for match in pattern.finditer(form.native.text):
        place = next(number for number in range(1, len(match.groups()) + 1) if match[number])
        found.append((form.native.span(*match.span(place)), own))
    yield from together(
        form,
        found,
        lambda span, fix: Problem(f"Latin {mark} for {own}", f"write {own}", span=span, fix=fix),
    )


def named(char: str) -> str:
    """Give a character's code point and name: what cannot be seen can be said."""
    return f"U+{ord(char):04X} {unicodedata.name(char, 'without a name')}"


# --- ways of saying it ----------------------------------------------------------------------


def each(
    pattern: re.Pattern[str], seen: Seen, group: int = 0
) -> Iterator[tuple[re.Match[str], tuple[int, int]]]:
    """Give each match, and the slice of the original for it (or for one of its groups)."""
    for match in pattern.finditer(seen.text):
        yield match, seen.span(*match.span(group))


def replaced(text: str, changes: list[tuple[tuple[int, int], str]]) -> str:
    """Give a text with slices of it replaced."""
    for (start, end), new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def together(
    form: Form,
    found: list[tuple[tuple[int, int], str]],
    problem: Callable[[tuple[int, int], Fix], Problem],
) -> Iterator[Problem]:
    """Give a problem for each slice, each with the one fix that mends them all."""
    if found:
        fix = Fix(replaced(form.target, found), safe=True)
        for span, _ in found:
            yield problem(span, fix)


def mirrored(
    form: Form, found: list[tuple[re.Match[str], str, str]], message: str
) -> Iterator[Problem]:
    """Give a problem for each piece (with the marks it should have) whose marks are exchanged."""
    marks = []
    for match, opening, closing in found:
        marks.append((form.seen.span(match.start(), match.start() + 1), opening))
        marks.append((form.seen.span(match.end() - 1, match.end()), closing))
    problems = together(
        form, marks, lambda span, fix: Problem(message, "exchange them", span=span, fix=fix)
    )
    yield from list(problems)[::2]


def spaces_named(space: str) -> str:
    """Say which spaces these are: `a line break and 2 × a space`."""
    if not space:
        return "none"
    words = Counter(
        "a line break" if char == "\n" else "a tab" if char == "\t" else "a space" for char in space
    )
    return " and ".join(
        word if count == 1 else f"{count} × {word}" for word, count in words.items()
    )


# --- placeholders ---------------------------------------------------------------------------


def compared(pair: Pair, context: Context) -> Iterator[tuple[list[str], list[str]]]:
    """Give, for each form, the placeholders it lacks and those it has too many."""
    entry = pair.entry
    if entry is None or pair.state is not State.TRANSLATED:
        return
    flags = tuple(flag for flag in entry.flags if flag.endswith("-format"))
    sources = [found_in(text, flags) for text in (pair.unit.msgid, entry.msgid_plural or "")]
    if entry.msgid_plural is None:
        sources.pop()
    header = context.catalog.header.get("Plural-Forms", "") if context.catalog else ""
    numbers = taken(header) if entry.msgid_plural is not None else ()
    for number, text in enumerate(entry.msgstr):
        target = found_in(text, flags)
        single = entry.msgid_plural is not None and len(numbers[number : number + 1] or ()) == 1
        single = single and (len(numbers[number]) <= 1 or set(numbers[number]) == {0, 1})
        follows = number == 0 and target == sources[0]  # `an hour ago`, beside `%d hours ago`
        missing, unknown = _differences(sources, target, free=single or follows)
        said = f"{pair.unit.msgid} {entry.msgid_plural or ''}"
        yield missing, [name for name in unknown if name not in said or name in C_NAMES]


C_NAMES = frozenset(["%s", "%d"])
"""Too short to be known again where the source has them in code."""


@lru_cache(maxsize=1024)
def found_in(text: str, flags: tuple[str, ...]) -> Counter[str]:
    """Count the placeholders of a text: `%s` without a number is numbered by where it stands."""
    plain = without_bidi(text).text
    if not re.search(r"[%{]", plain):
        return Counter()
    if not flags:
        plain = URL.sub(" ", CODE.sub(" ", plain))
    counts: Counter[str] = Counter()
    for pattern in placeholders(flags):
        place = 0
        for match in pattern.finditer(plain):
            name = match[0]
            if name == "%%":
                continue
            if pattern in {C_STYLE, C_FLAGGED}:
                place += 1
                numbered = re.match(r"%(\d+)\$(.*)", name)
                name = f"%{numbered[1]}${numbered[2]}" if numbered else f"%{place}${name[1:]}"
            counts[name] += 1
        plain = pattern.sub(" ", plain)
    return counts


def _differences(
    sources: list[Counter[str]], target: Counter[str], *, free: bool
) -> tuple[list[str], list[str]]:
    wanted = sources[-1]
    if target in sources and (free or target == wanted or len(sources) == 1):
        return [], []
    missing = [] if free else sorted(set(wanted) - set(target))
    known = set().union(*sources)
    unknown = sorted(set(target) - known)
    return [_short(each, wanted) for each in missing], [_short(each, target) for each in unknown]


def _short(name: str, among: Counter[str]) -> str:
    """Write `%1$s` as `%s` where there is only one."""
    alone = sum(each.startswith("%") and "$" in each for each in among) == 1
    return re.sub(r"^%\d+\$", "%", name) if alone else name


# --- addresses ------------------------------------------------------------------------------

_LINKED = re.compile(
    r"(?<=\])\(\s*<?((?:https?://|mailto:|/|#|\.{1,2}/|[\w-]+[./])"
    r"[^()\s<>]*(?:\([^()\s]*\)[^()\s]*)*)>?(?:\s[^()]*)?\)"
)


_ADDRESSED = re.compile(r"://|www\.|\]\(")
_WWW = re.compile(f"w{BIDI.pattern}*\\.")


def addressed(form: Form) -> bool:
    """Say whether there may be an address on either side."""
    return any(
        "/" in text or "]" in text or _WWW.search(text) for text in (form.source, form.target)
    )


@lru_cache(maxsize=2048)
def addresses(text: str) -> Counter[str]:
    """Count the web addresses and link targets of a text."""
    plain = without_bidi(text).text
    if not _ADDRESSED.search(plain):
        return Counter()
    plain = CODE.sub(" ", plain) if "`" in plain else plain
    counts: Counter[str] = Counter()
    if "](" in plain:
        counts.update(match[1].rstrip("/") for match in _LINKED.finditer(plain))
        plain = _LINKED.sub(" ", plain)
    for match in URL.finditer(plain) if _WEB.search(plain) else ():
        url = match[0]
        while url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1]
        counts[url.rstrip("/.,")] += 1
    return counts


_PATH = re.compile(
    r"(?<![\w./:<@#%&=~?\\-])(?:~|\.{1,2})?(?:/[\w.~-]*[\w~-])+/?(?![\w/])", re.ASCII
)
_FILE = re.compile(
    r"(?<![\w./:@-])[A-Za-z0-9][\w-]*(?:\.[\w-]+)*\.(?:json|py|po|pot|md|txt|html?|css|js|toml|ya?ml|pdf|csv|tsv|xml|"
    r"jpe?g|png|gif|svg|docx?|xlsx?|pptx?|odt|zip|gz|sh|ini|cfg|conf|log|mp[34]|exe|dll|php|sql|epub)(?![\w/]|\.\w)",
    re.ASCII,
)
_STROKE = re.compile("/")


def places(text: str) -> Counter[str]:
    """Count paths, file names and sites that stand in a text as they are: /srv/maps, notes.txt."""
    plain = without_bidi(text).text
    for sign, pattern in (("`", CODE), ("<", TAG), ("](", _LINKED)):
        plain = pattern.sub(" ", plain) if sign in plain else plain
    plain = URL.sub(" ", plain) if "://" in plain or "www." in plain.lower() else plain
    plain = EMAIL.sub(" ", plain) if "@" in plain else plain
    found: Counter[str] = Counter()
    for gate, pattern in ((_DOT, DOMAIN), (_STROKE, _PATH), (_DOT, _FILE)):
        if gate.search(plain):
            found.update(match[0].rstrip("/") for match in pattern.finditer(plain))
            plain = pattern.sub(" ", plain)
    return found


_TONGUE = re.compile(r"(?:^|&)(?:lang|locale|hl|language|l)=[\w-]+")
_CODE_OF_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")


def alike(one: str, other: str) -> bool:
    """Say whether two addresses are one site, told apart by nothing but a language."""
    try:
        first, second = urlsplit(one), urlsplit(other)
    except ValueError:  # `https://a.org[`
        return False
    if first.scheme not in {"http", "https"} or second.scheme not in {"http", "https"}:
        return False
    ours, theirs = first.netloc.lower().split("."), second.netloc.lower().split(".")
    if len(ours) > 2 and len(theirs) > 2 and ours[1:] == theirs[1:] and ours != theirs:
        return all(_CODE_OF_LANGUAGE.fullmatch(each[0]) for each in (ours, theirs)) and all(
            len(each[0]) <= 3 for each in (ours, theirs)
        )
    bare = [[each for each in parts if each != "www"] for parts in (ours, theirs)]
    if len(bare[0]) != len(bare[1]) and bare[0][-2:] == bare[1][-2:]:
        longer = max(bare, key=len)
        return len(longer) == 3 and bool(re.fullmatch(r"[a-z]{2}", longer[0]))
    if bare[0] != bare[1]:
        return False
    asked = [_TONGUE.sub("", each.query) for each in (first, second)]
    paths = [_without_language(each.path) for each in (first, second)]
    return asked[0] == asked[1] and paths[0] == paths[1] and one != other


def _without_language(path: str) -> list[str]:
    return [
        re.sub(r"\.[a-z]{2}(?=\.html?$)", "", part)
        for part in path.strip("/").split("/")
        if not re.fullmatch(r"[a-z]{2}(?:[-_][A-Za-z]{2})?", part)
    ]


# --- what a text states ---------------------------------------------------------------------

_STATES = re.compile(r"\d|[^\W\d_]", re.UNICODE)


@lru_cache(maxsize=2048)
def stated(text: str, language: str) -> Facts:
    """Read what a text states; rules ask for the same texts one after the other."""
    return figures(text, language)


_CALENDAR = re.compile(
    r"(?<![^\W\d_])(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sep(?:t|tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)(?![^\W\d_])"
)


_DATES = re.compile("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun")
"""What is in all that `_CALENDAR` finds: found much sooner, since it begins with letters."""


def dated(text: str, language: str) -> bool:
    """Say whether a text may name a month or a day: in English, without reading all of it."""
    return bool(_DATES.search(text) and _CALENDAR.search(text)) if language == "en" else True


def unmatched(source: Facts, target: Facts) -> tuple[list[Fact], list[Fact]]:
    """Give the numbers and dates of each side that the other one does not state."""
    ours, theirs = list(_figures(source)), list(_figures(target))
    for exact in (True, False):
        for fact in list(ours):
            twin = next((each for each in theirs if _same(fact, each, exact=exact)), None)
            if twin:
                ours.remove(fact)
                theirs.remove(twin)
    _take_out_sums(ours, theirs)
    _take_out_sums(theirs, ours)
    for left, right, right_facts in ((ours, theirs, target), (theirs, ours, source)):
        for fact in [each for each in left if each.form == "time" and each.value.endswith(":00")]:
            hour = int(fact.value.split(":")[0])
            hours = {str(hour), str((hour + 12) % 24), str((hour - 1) % 12 + 1)}
            if twin := next((each for each in right_facts.numbers if each.value in hours), None):
                left.remove(fact)
                if twin in right:
                    right.remove(twin)
    # a date in digits is told in words on the other side, and a month in words by its number
    for left, right, facts_of in ((ours, theirs, target), (theirs, ours, source)):
        months = {each.value for each in facts_of.months}
        for fact in [each for each in left if each.kind == "date" and each.form == "date"]:
            if any(_told(value, right, months) for value in (fact.value, *fact.also)):
                left.remove(fact)
        for month in {each.value for each in (source if left is theirs else target).months}:
            for fact in [each for each in left if each.value == month]:
                left.remove(fact)
                break
    return ours, theirs


def _take_out_sums(left: list[Fact], right: list[Fact]) -> None:
    """Take out each number of one side that the other one tells in parts."""
    for fact in [each for each in left if len(right) > 1]:
        parts = next((each for each in _runs(right) if _sum(each) == fact.value), ())
        for part in parts:
            right.remove(part)
        if parts:
            left.remove(fact)


def _runs(facts: list[Fact]) -> Iterator[tuple[Fact, ...]]:
    """Give two or three numbers in a row, the larger before the smaller: 10 آلاف و500."""
    for size in (2, 3):
        for first in range(len(facts) - size + 1):
            run = tuple(facts[first : first + size])
            near = all(b.start - a.end <= 3 for a, b in itertools.pairwise(run))
            if near and all(each.kind == "number" and each.form != "version" for each in run):
                yield run


def _sum(facts: tuple[Fact, ...]) -> str:
    total = sum(Decimal(each.value) for each in facts)
    return format(total, "f")


def _figures(all_: Facts) -> Iterator[Fact]:
    yield from all_.numbers
    yield from all_.dates


def _same(one: Fact, other: Fact, *, exact: bool) -> bool:
    if one.kind != other.kind:
        return False
    if exact:
        return one.value == other.value
    # 1,234 of a source is what its language says; the translation may have kept a foreign comma
    ours = {one.value} if one.kind == "number" and one.form != "version" else {one.value, *one.also}
    if ours & {other.value, *other.also}:
        return True
    if one.form == other.form == "time":
        first, second = (int(each.value[:2]) for each in (one, other))
        return one.value[2:5] == other.value[2:5] and abs(first - second) == 12
    if one.kind == "number":
        short, long_ = sorted((one.value, other.value), key=len)
        return len(short) == 2 and len(long_) == 4 and long_.endswith(short)
    return False


def _told(iso: str, numbers: list[Fact], months: set[str]) -> bool:
    """Say whether a date is told by numbers and a month, and take them out."""
    year, month, day = (str(int(part)) for part in iso.split("-"))
    found = []
    for part in (year, day, *(() if month in months else (month,))):
        fact = next((each for each in numbers if each.value == part and each not in found), None)
        if fact is None:
            return False
        found.append(fact)
    for each in found:
        numbers.remove(each)
    return True


_SIGNS = re.compile("[$€£₺₽₪¥₹₴﷼]")
_MONEY = frozenset(
    name.lower() for names in CURRENCIES.values() for name in names.split() if name.isalpha()
)
_WORDS = re.compile(r"[^\W\d_]{3,}")


def money(text: str, language: str) -> bool:
    """Say whether a text may speak of money at all."""
    if _SIGNS.search(text):
        return True
    known = language == "en" or text.isascii()
    return not known or any(map(_moneyed, text.split()))


@lru_cache(maxsize=16384)
def _moneyed(word: str) -> bool:
    return not _MONEY.isdisjoint(_WORDS.findall(word.lower()))


# --- lengths --------------------------------------------------------------------------------

_USUAL = {
    "ar": 0.87, "fa": 0.95, "ckb": 1.0, "ur": 0.97, "he": 0.8, "fr": 1.17, "de": 1.14, "es": 1.15,
    "tr": 1.02, "ru": 1.05, "zh": 0.32, "ja": 0.45, "ko": 0.5, "it": 1.13, "pt": 1.1,
}  # fmt: skip
"""Length beside an English source, as in parallel news texts (OPUS, rounded)."""

LONG = 60
"""Shorter texts say nothing of proportions, but for those that are swollen."""
SHORT = 12
SWOLLEN = 4
ENOUGH = 30


def usual_ratio(source: str, target: str) -> float:
    """Give how long a text of one language is beside its translation."""
    return _USUAL.get(target, 1.0) / _USUAL.get(source, 1.0)


def proportions(
    documents: Sequence[Context],
) -> Sequence[tuple[Pair, int, float, float, float]]:
    """Give each long enough pair, its form, its ratio, and the least and the greatest usual one.

    Learnt from all the documents with one source language together, where they have enough texts:
    median ± 6 MAD, never narrower than the half and the double of the median. Two rules ask, one
    after the other, of the same documents: they are measured once.
    """
    if not (_MEASURED and _MEASURED[0][0] is documents):
        _MEASURED[:] = [(documents, tuple(_proportions(documents)))]
    return _MEASURED[0][1]


_MEASURED: list[tuple[Sequence[Context], Sequence[tuple[Pair, int, float, float, float]]]] = []


def _proportions(
    documents: Sequence[Context],
) -> Iterator[tuple[Pair, int, float, float, float]]:
    groups: dict[str, list[Context]] = {}
    for context in documents:
        groups.setdefault(context.source.name if context.source else "", []).append(context)
    for source, group in groups.items():
        target = group[0].target.name if group[0].target else ""
        usual = usual_ratio(pack(source).language, pack(target).language)
        yield from _measured([each for context in group for each in _long(context)], usual)


def _long(context: Context) -> Iterator[tuple[Pair, int, float, int]]:
    for pair in context.pairs:
        if pair.entry is None or pair.joins or pair.state is not State.TRANSLATED:
            continue
        if pair.entry.msgstr[0].strip() == pair.unit.msgid.strip():
            continue  # copied
        source = max(pair.whole.msgid, pair.entry.msgid_plural or "", key=len)
        longest = max(map(len, pair.entry.msgstr))
        if len(source) < LONG and (
            len(source) < SHORT or " " not in source or longest < SWOLLEN * len(source)
        ):
            continue
        said = _weight(source)
        for number, text in enumerate(pair.entry.msgstr):
            seen = _weight(text)
            if said < LONG and (said < SHORT or seen < SWOLLEN * said or seen - said < LONG):
                continue
            yield pair, number, seen / said, seen - said


def _measured(
    found: list[tuple[Pair, int, float, int]], usual: float
) -> Iterator[tuple[Pair, int, float, float, float]]:
    middle, spread = usual, usual * 0.1
    if len(found) >= ENOUGH:
        middle = median(ratio for _, _, ratio, _ in found)
        spread = median(abs(ratio - middle) for _, _, ratio, _ in found)
    low = min(middle - 6 * spread, middle * 0.5)
    high = max(middle + 6 * spread, middle * 2)
    low = max(low, middle * 0.4)
    for pair, number, ratio, excess in found:
        yield pair, number, ratio, low, high if excess > 80 or ratio > 2.5 * middle else ratio


_UNREAD = re.compile(f"[{MASK}\u064b-\u0652]")


def _weight(text: str) -> int:
    """Count what is read: no address, no code, no vowel signs."""
    if text.isascii() and not _FIRST.search(text) and "www" not in text.lower():
        return len(text)
    return len(_UNREAD.sub("", look(text).text))
