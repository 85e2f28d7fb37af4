"""T101 doubled-word."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


WORD = "[^\\W\\d_][\\w\u064b-\u0652\u0670'’]*"
TWICE = re.compile(
    rf"(?<![\w\u064b-\u0652'’\-.\ufffc])({WORD})[ \t\n]+\1(?![\w\u064b-\u0652'’\-\ufffc])",
    re.IGNORECASE,
)
REDUPLICATED = frozenset(
    [
        "رويدا",
        "شيئا",
        "فشيئا",
        "يوما",
        "خطوة",
        "واحدا",
        "كلمة",
        "حرفا",
        "بابا",
        "جنبا",
        "وجها",
        "عاما",
        "سنة",
        "مرة",
        "جيلا",
        "قليلا",
        "صفا",
        "دكا",
        "أولا",
        "مثنى",
        "ثلاث",
        "زوجا",
        "الله",
        "واحد",
        "اثنين",
        "حبة",
        "بيت",
        "شارع",
        "دار",
        "زنقة",
        "درجة",
        "سطرا",
        "مهلا",
    ]
)


ADVERBS = {
    name: frozenset(words.split())
    for name, words in {
        "tr": "diken hemen diri yavaş tek zaman ayrı adım sık uzun derin parça teker birer ikişer üçer kapı köşe sokak "
        "ev gün yıl güzel iyi hızlı sessiz bol az çeşit türlü dizi öbek küme kat bile ara ince sıcak "
        "mışıl için sıra satır kelime harf tane boy çok usul ağır apar çabuk döne bakır",
        "fa": "زنده کم یک یکی تک دانه آرام آهسته دسته گروه خیلی نم ذره رفته پاره تکه قدم روز هزار فوج "
        "بسیار زود جدا تنها خرد دوتا نفر شهر خانه کوچه سال لحظه مرحله پله",
        "ur": "آہستہ بار ساتھ الگ دور جگہ کبھی کچھ کیا کون جلدی دھیرے رفتہ گھر طرح ایک دو ٹکڑے چھوٹے "
        "بڑے اپنے جب جو کوئی پورے صاف الگ مختلف نئے نئی کہیں کہاں وقتا ہاتھوں قدم گلی شہر ذرا",
        "he": "לאט אט יום אחד שניים שלב צעד מאוד חלק בית אחת שנה יותר קצת מהר",
        "ckb": "یەک هێواش ورد کەم پارچە جار ڕۆژ هەنگاو",
    }.items()
}
"""What is said twice in these languages to say slowly, one by one, at times."""
ONE_LETTER = {
    "fr": "àay",
    "es": "aeoyu",
    "it": "aeoè",
    "pt": "aeoàé",
    "ru": "ивксоуа",
    "uk": "івзоуа",
}
SPELLED = {
    name: frozenset(words.split())
    for name, words in {
        "ar": "إيه أيه بي سي دي إي إف أف جي إتش آي جيه كي كيه إل أل إم أم إن أن ان أو بي كيو آر إس أس اس تي "
        "يو في دبليو إكس واي زد زي ام",
        "fa": "ای بی سی دی اف جی اچ آی جی کی ال ام ان او پی کیو آر اس تی یو وی دبلیو می",
        "ckb": "ئەی بی سی دی ئی ئێف جی ئێچ ئای جەی کەی ئێڵ ئێم ئێن ئۆ پی ئاڕ ئێس تی یو ڤی می",
    }.items()
}
"""Names of letters: CNN is سي إن إن."""
LAUGHTER = frozenset("ha ah oh hé hi bla ها هه".split())
BY_TURNS = re.compile(r"\b(\w+)(?: (?:by|after|to|upon|for|on|and)|[,!.]) \1\b", re.IGNORECASE)
"""Drop by drop: قطرة قطرة."""
SENTENCE = 12
STOP = re.compile(r"(?<=[.!?؟۔])\s+")
CONVERB = re.compile(r"\w{2,}[ea]$")


@form_rule("T101", Severity.WARNING)
def doubled_word(form: Form, _: Context) -> Iterator[Problem]:
    r"""A word stands twice in a row.

    ## Why it matters

    It is a slip of typing or of pasting, and spelling checkers do not see it.

    ## Example

    `غادر المدينة المدينة ثلاثة آلاف` where one was meant.

    Bad, a particle:

    ```po
    msgid "They work without pay."
    msgstr "يعملون بلا بلا أجر."
    ```

    Good, reduplication:

    ```po
    msgid "Slowly it came back."
    msgstr "عادت رويدًا رويدًا."
    ```

    ## How to mend it

    Delete one of the two; `publish check --unsafe-fixes` does. Emphasis by repetition (`رويدًا
    رويدًا`) is known, and so is what the source repeats as well.
    """
    yield from _sentence(form)
    for match in TWICE.finditer(form.seen.text):
        word = re.sub("[\u064b-\u0652\u0670]", "", match[1]).lower()
        if (
            (len(word) < 2 and word not in ONE_LETTER.get(form.pack.language, ""))
            or word in form.pack.doubles
            or TWICE.search(form.said.text)
        ):
            continue
        if "\u064b" in match[1] or word in REDUPLICATED:
            continue
        if BY_TURNS.search(form.said.text):
            continue
        language = form.pack.language
        if word in LAUGHTER or _spelled(form.seen.text, match, SPELLED.get(language, frozenset())):
            continue
        if word in ADVERBS.get(language, ()) or (language == "tr" and CONVERB.match(word)):
            continue  # yavaş yavaş, koşa koşa
        span = form.seen.span(*match.span())
        mended = form.target[: span[0]] + match[1] + form.target[span[1] :]
        yield Problem(
            f"{excerpt(match[1])} stands twice",
            "delete one",
            span=span,
            fix=Fix(mended, safe=False),
        )


def _sentence(form: Form) -> Iterator[Problem]:
    """Tell a sentence that stands twice in a row, and once in the source."""
    text = form.seen.text
    if len(text) < 2 * SENTENCE or not STOP.search(text):
        return
    parts = STOP.split(text)
    for one, other in pairwise(parts):
        same = one.strip(".!؟?۔ ") == other.strip(".!؟?۔ ")
        if same and len(one) >= SENTENCE and "\ufffc" not in one:
            said = STOP.split(form.said.text)
            if len(set(said)) == len(said):
                at = text.find(other, text.find(one) + 1)
                span = form.seen.span(at, at + len(other))
                yield Problem("a sentence stands twice", "delete one", span=span)
            return


def _spelled(text: str, match: re.Match[str], letters: frozenset[str]) -> bool:
    """Say whether it is two letters of three or more that are spelled out."""
    around = (*text[: match.start()].split()[-1:], *text[match.end() :].split()[:1])
    names = {each_.strip('،.؛:"«»()؟!') for each_ in around}
    return match[1] in letters and any(each_ in letters or each_[1:] in letters for each_ in names)
