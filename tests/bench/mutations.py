"""`python -m tests.bench.mutations CATALOG.po …`: what is found when real translations are broken.

Each kind of defect is planted, one at a time, in those natural translations of the catalogs where
it applies (at most 200 of a catalog, evenly over it), and the rule meant for it is asked. A pair of
which that rule speaks already as it stands is left out. Nothing of the catalogs is kept.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow.facts import ascii_digits, figures
from workflow.po import read_catalog

BIN = Path(sys.executable).parent
MOST = 200
Change = Callable[[str, str, str], str | None]
"""From language, source and translation to what is broken; None where it does not apply."""


# --- what is broken -------------------------------------------------------------------------

_AFTER_LETTER = r"(?<![\w\u064b-\u0652])"
DENIED = {
    "ar": ((_AFTER_LETTER + r"([وف]?)(?:لم|لن|لا|ليس|ليست) (?=\w)", r"\1"),),
    "fr": ((r"\b[nN](?:e |['’])(\w+) (?:pas|plus|jamais) ", r"\1 "),),
    "de": ((r" (?:nicht|nie)\b", ""), (r"\bkein(?=\w+\b)", "ein")),
    "es": ((r"\b[nN]o (?=\w)", ""),),
    "ru": ((r"\bне (?=\w)", ""),),
    "fa": ((r"\bنمی", "می"),),
    "he": ((r"\bלא (?=\w)", ""),),
    "tr": ((r" değil\w*", ""),),
    "ckb": ((r"\bنا(?=\w{3})", "دە"),),
}
DENIALS = {
    "ar": ((r"^([وف]?)(قال|كان|كانت|أصبح|يعتقد|يمكن|يريد|وصل|فاز|تم|قد|شهد|أعلن)\b", r"\1لم \2"),
           (_AFTER_LETTER + r"([وف]?)([يت](?:مكن|عتقد|ريد|بدو|حتاج|عمل|وقع|جب|عرف|رى)\w*)\b", r"\1لا \2")),
    "fr": ((r"\b([Ii]l|[Ee]lle|[Oo]n|qui) (a|est|sera|était|avait|peut|doit|va|fait) ", r"\1 ne \2 pas "),),
    "de": ((r"\b(ist|war|wird|hat|kann|sind|waren|wurde) ", r"\1 nicht "),),
    "es": ((r"\b(es|fue|está|ha|puede|era|son|tiene|va) ", r"no \1 "),),
    "ru": ((r"\b(был|была|было|были|может|стал|будет|является|хочет) ", r"не \1 "),),
    "he": ((r"\b(היה|הייתה|יהיה|יכול|צריך|אמר|רוצה) ", r"לא \1 "),),
    "fa": ((r" (می)(?=[\u200c ]?\w)", r" نمی"),),
}  # fmt: skip
"""What takes a denial out of a main clause, and what puts one in."""
DENYING = re.compile(r"\b(?:not|no|never|nor?|without|none|nobody|nothing|un\w+|in\w+less)\b|n['’]t\b|fail|refus|den[iy]", re.IGNORECASE)  # fmt: skip
PLAINLY = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b")
_NUMBER = re.compile(r"(?<![\w.,:٫٬/-])\d+(?:[.,٫٬]\d+)*(?![\w:/-])")
SCALES = {
    "ar": ("مليون", "مليار"), "fr": ("million", "milliard"), "de": ("Million", "Milliard"),
    "es": ("millones", "miles"), "ru": ("миллион", "миллиард"), "fa": ("میلیون", "میلیارد"),
    "he": ("מיליון", "מיליארד"), "tr": ("milyon", "milyar"), "ckb": ("ملیۆن", "ملیار"),
}  # fmt: skip
MONTHS = {
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "fa": "ژانویه فوریه مارس آوریل می ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "he": "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
}
DAYS = {
    "ar": "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "ru": "понедельник вторник среду четверг пятницу субботу воскресенье",
    "he": "שני שלישי רביעי חמישי שישי שבת ראשון",
    "tr": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
}
MONEY = {
    "ar": ("دولار", "يورو"), "fr": ("dollars", "euros"), "de": ("Dollar", "Euro"),
    "es": ("dólares", "euros"), "ru": ("долларов", "евро"), "fa": ("دلار", "یورو"),
    "he": ("דולר", "אירו"), "tr": ("dolar", "avro"), "ckb": ("دۆلار", "یۆرۆ"),
}  # fmt: skip
PERCENTS = r"\s?[%٪]|(?<=\d)\s(?:في المائة|في المئة|بالمائة|بالمئة|pour cent|Prozent|por ciento|درصد|אחוזים|אחוז|процент\w*)"


def first(table: dict[str, tuple[tuple[str, str], ...]]) -> Change:
    """Make a change by the first of a language's patterns that applies."""

    def change(language: str, _: str, target: str) -> str | None:
        for pattern, new in table.get(language, ()):
            if re.search(pattern, target):
                return re.sub(pattern, new, target, count=1)
        return None

    return change


def affirm(language: str, source: str, target: str) -> str | None:
    """Take out the only denial where the source has just one too."""
    if len(PLAINLY.findall(source)) != 1 or len(DENYING.findall(source)) != 1:
        return None
    once = first(DENIED)(language, source, target)
    return once if once and first(DENIED)(language, source, once) is None else None


def deny(language: str, source: str, target: str) -> str | None:
    """Put one in where the source has none."""
    return None if DENYING.search(source) else first(DENIALS)(language, source, target)


def _large(text: str) -> list[re.Match[str]]:
    plain = ascii_digits(text)
    return [
        each
        for each in _NUMBER.finditer(plain)
        if len(re.sub(r"\D", "", each[0])) > 1 and int(re.sub(r"\D", "", each[0])) > 12
    ]


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def digit(_: str, __: str, target: str) -> str | None:
    """Write another last digit."""
    found = _large(target)
    if not found:
        return None
    place = found[0].end() - 1
    last = int(ascii_digits(target[place]))
    return target[:place] + chr(ord(target[place]) - last + (last + 3) % 10) + target[place + 1 :]


def swap(_: str, __: str, target: str) -> str | None:
    """Exchange the digits of a number of two that differ."""
    for each in _large(target):
        text = target[each.start() : each.end()]
        if text.isdecimal() and text[-1] != text[-2]:
            return _put(target, each, text[:-2] + text[-1] + text[-2])
    return None


def unnumbered(_: str, source: str, target: str) -> str | None:
    """Leave a number out."""
    wanted = {match[0] for match in _large(source)}
    for each in _large(target):
        if ascii_digits(each[0]) in wanted:
            return re.sub("  +", " ", _put(target, each, ""))
    return None


def between(table: dict[str, str]) -> Change:
    """Make a change of a month or a day into the next but one."""

    def change(language: str, _: str, target: str) -> str | None:
        names = table.get(language, "").split()
        for number, name in enumerate(names):
            match = re.search(rf"(?<=[ \d]){name}(?=[ .,،]|$)", target)
            if match and len(name) > 2:
                return _put(target, match, names[(number + 2) % len(names)])
        return None

    def told(language: str, source: str, target: str) -> str | None:
        facts = figures(source, "en")
        stated = facts.months if table is MONTHS else facts.weekdays
        return change(language, source, target) if stated else None

    return told


def exchange(table: dict[str, tuple[str, str]]) -> Change:
    """Make a change of the first word into the second."""

    def change(language: str, _: str, target: str) -> str | None:
        if language not in table or table[language][0] not in target:
            return None
        return target.replace(*table[language], 1)

    return change


def money(language: str, source: str, target: str) -> str | None:
    """Write euros where the source has dollars alone."""
    if "$" not in source or re.search("[€£]|euro", source):
        return None
    new, count = re.subn(re.escape(MONEY[language][0]), MONEY[language][1], target)
    return new if count and "$" not in target else None


def drop(pattern: str, new: str = "") -> Change:
    """Make a change of the first piece of this form."""

    def change(_: str, __: str, target: str) -> str | None:
        return re.sub(pattern, new, target, count=1) if re.search(pattern, target) else None

    return change


def unpaired(_: str, __: str, target: str) -> str | None:
    """Drop the last mark of an even number."""
    places = [each.end() for each in re.finditer('["“”„«»]', target)]
    if not places or len(places) % 2:
        return None
    return target[: places[-1] - 1] + target[places[-1] :]


def unquoted(_: str, source: str, target: str) -> str | None:
    """Drop all the marks of the one quotation."""
    if len(re.findall('"', source)) != 2 or re.search("['’*]", target):
        return None
    new, count = re.subn('["“”„«»]', "", target)
    return new if count == 2 else None


def shortened(_: str, source: str, target: str) -> str | None:
    """Drop the last of two sentences or more."""
    parts = re.split(r"(?<=[.!?؟]) (?=\S{2})", target)
    sources = re.split(r"(?<=[a-z][.!?]) (?=[A-Z])", source)
    if len(parts) < 2 or len(parts) != len(sources) or len(parts[-1]) < 30:
        return None
    return " ".join(parts[:-1])


def doubled(_: str, __: str, target: str) -> str | None:
    """Say the fourth word twice."""
    words = target.split(" ")
    if len(words) < 6 or not words[3].isalpha() or len(words[3]) < 3:
        return None
    return " ".join([*words[:4], words[3], *words[4:]])


def copied(_: str, source: str, target: str) -> str | None:
    """Leave it untranslated."""
    return source if len(source.split()) > 3 and source != target else None


def in_arabic(change: Change) -> Change:
    """Make a change that is for Arabic alone."""
    return lambda *texts: change(*texts) if texts[0] == "ar" else None


@dataclass(frozen=True)
class Kind:
    """What is planted, by what, and which rules are meant for it."""

    name: str
    change: Change
    rules: tuple[str, ...]


KINDS = (
    Kind("denial dropped", affirm, ("negation",)),
    Kind("denial put in", deny, ("negation",)),
    Kind("another digit", digit, ("number",)),
    Kind("digits exchanged", swap, ("number",)),
    Kind("number dropped", unnumbered, ("number",)),
    Kind("million, billion", exchange(SCALES), ("number",)),
    Kind("another month", between(MONTHS), ("month", "number")),
    Kind("another weekday", between(DAYS), ("weekday",)),
    Kind("another currency", money, ("currency",)),
    Kind("percent dropped", drop(PERCENTS), ("percent",)),
    Kind("bracket dropped", drop(r"\)"), ("bracket-unbalanced",)),
    Kind("brackets dropped", drop(r"\(([^()]{4,})\)", r"\1"), ("bracket-lost",)),
    Kind("quotation mark dropped", unpaired, ("quote-unbalanced",)),
    Kind("quotation marks dropped", unquoted, ("quote-lost",)),
    Kind("sentence dropped", shortened, ("sentence-lost", "too-short", "end-mark")),
    Kind("handle dropped", drop(r"@\w+ ?"), ("handle-lost",)),
    Kind("Persian letter", in_arabic(drop("ك", "ک")), ("persian-letters",)),
    Kind("override", drop(" ", " \u202e"), ("bidi-override",)),
    Kind("word doubled", doubled, ("doubled-word",)),
    Kind("Latin comma", in_arabic(drop("،", ",")), ("latin-comma",)),
    Kind("left in English", copied, ("source-copied", "wrong-script")),
)


# --- who looks ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Catalog:
    """The natural pairs of a language."""

    language: str
    pairs: tuple[tuple[str, str], ...]


def read(path: Path) -> Catalog:
    """Read the pairs that are translated, of messages without plural forms."""
    catalog = read_catalog(path.read_bytes(), str(path))
    pairs = [
        (entry.msgid, entry.msgstr[0])
        for entry in catalog.entries
        if entry.msgid_plural is None and entry.msgstr[0] and not entry.obsolete
    ]
    return Catalog(catalog.header.get("Language", ""), tuple(pairs))


def accused(language: str, pairs: Sequence[tuple[str, str]], rules: Sequence[str]) -> set[int]:
    """Give the numbers of the pairs at which one of the rules speaks."""
    text = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
    text += '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    for number, (source, target) in enumerate(pairs):
        text += f'\nmsgctxt "{number}"\nmsgid {json.dumps(source, ensure_ascii=False)}\n'
        text += f"msgstr {json.dumps(target, ensure_ascii=False)}\n"
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / f"{language}.po"
        file.write_text(text, encoding="utf-8")
        publish, chosen = str(BIN / "publish"), ",".join(rules)
        command = [publish, "check", str(file), "--select", chosen, "--format", "json"]
        output = subprocess.run(command, capture_output=True, check=False).stdout
    head = 5
    return {(row["line"] - head) // 4 for row in json.loads(output)["findings"]}


def score(catalog: Catalog, kind: Kind) -> tuple[int, int, list[tuple[str, str]]]:
    """Give how many were planted and found, and what was not found."""
    planted = []
    for source, target in catalog.pairs:
        new = kind.change(catalog.language, source, target)
        if new is not None and new != target:
            planted.append(((source, target), (source, new)))
    step = max(1, len(planted) // MOST)
    planted = planted[::step][:MOST]
    if not planted:
        return 0, 0, []
    before = accused(catalog.language, [one for one, _ in planted], kind.rules)
    after = accused(catalog.language, [other for _, other in planted], kind.rules)
    free = [number for number in range(len(planted)) if number not in before]
    return (
        len(free),
        len(set(free) & after),
        [planted[number][1] for number in free if number not in after],
    )


def main() -> int:
    """Print a row for each kind; `--missed KIND` what was not found of it, too."""
    arguments = sys.argv[1:]
    missed = ""
    if arguments[:1] == ["--missed"]:
        missed, arguments = arguments[1], arguments[2:]
    catalogs = [read(Path(each)) for each in arguments]
    if not catalogs:
        print(__doc__)
        return 2
    print(f"{'':24}", *(f"{each.language:>9}" for each in catalogs))
    for kind in KINDS:
        if missed and kind.name != missed:
            continue
        cells, lost = [], []
        for catalog in catalogs:
            count, found, others = score(catalog, kind)
            cells.append(f"{found}/{count}" if count else "")
            lost += others
        print(f"{kind.name:24}", *(f"{cell:>9}" for cell in cells), flush=True)
        for source, target in lost if missed else ():
            print(f"    {source}\n    {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
