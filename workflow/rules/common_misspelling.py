"""A107 common-misspelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import each, together
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


WRONG = {
    "الى": "إلى",
    "التى": "التي",
    "الذى": "الذي",
    "اذا": "إذا",
    "لاكن": "لكن",
    "لاكنه": "لكنه",
    "هاذا": "هذا",
    "هاذه": "هذه",
    "ذالك": "ذلك",
    "كذالك": "كذلك",
    "لذالك": "لذلك",
    "أنشاء الله": "إن شاء الله",
    "انشاء الله": "إن شاء الله",
    "ان شاء الله": "إن شاء الله",
    "إنشاء الله": "إن شاء الله",
    "شئ": "شيء",
    "اسآلة": "أسئلة",
    "مسئول": "مسؤول",
    "مسئولية": "مسؤولية",
    "شئون": "شؤون",
    "لإن": "لأن",
    "إنتهى": "انتهى",
    "إستخدام": "استخدام",
    "إستعمال": "استعمال",
    "إجتماع": "اجتماع",
    "إنتخابات": "انتخابات",
    "إقتصاد": "اقتصاد",
    "إستطاع": "استطاع",
    "إحتلال": "احتلال",
    "إنسحاب": "انسحاب",
    "إعتقال": "اعتقال",
    "إنفجار": "انفجار",
    "إشتباكات": "اشتباكات",
    "إختيار": "اختيار",
    "إختبار": "اختبار",
    "إتصال": "اتصال",
    "إنشأ": "أنشأ",
    "أستخدام": "استخدام",
    "إسم": "اسم",
    "أسم": "اسم",
    "إبن": "ابن",
    "أبن": "ابن",
    "إمرأة": "امرأة",
    "إثنان": "اثنان",
    "إثنين": "اثنين",
    "لأنة": "لأنه",
    "منة": "منه",
    "عنة": "عنه",
    "إلية": "إليه",
    "علية": "عليه",
    "فية": "فيه",
    "أيظا": "أيضا",
    "ايضا": "أيضا",
    "ايضاً": "أيضاً",
    "ايضًا": "أيضًا",
    "أيظاً": "أيضاً",
    "نضام": "نظام",
    "ضروف": "ظروف",
    "ضهر": "ظهر",
    "اكثر": "أكثر",
    "اثناء": "أثناء",
    "اول": "أول",
    "اخرى": "أخرى",
    "انه": "أنه",
    "انها": "أنها",
    "امام": "أمام",
    "او": "أو",
    "اي": "أي",
    "اين": "أين",
    "اكبر": "أكبر",
    "اصبح": "أصبح",
    "اعلن": "أعلن",
    "اللذي": "الذي",
    "اللتي": "التي",
    "اللغه": "اللغة",
    "الأن": "الآن",
    "جائت": "جاءت",
    "قرائة": "قراءة",
    "برائة": "براءة",
    "مساءا": "مساء",
    "مساءاً": "مساءً",
    "بناءا": "بناء",
    "بناءاً": "بناءً",
    "ابتداءا": "ابتداء",
    "ابتداءاً": "ابتداءً",
    "أرجوا": "أرجو",
    "ارجوا": "أرجو",
    "نرجوا": "نرجو",
    "هاؤلاء": "هؤلاء",
    "هؤلا": "هؤلاء",
    "امريكا": "أمريكا",
    "اوروبا": "أوروبا",
    "اسرائيل": "إسرائيل",
    "افغانستان": "أفغانستان",
    "اكد": "أكد",
}
WRONG |= dict(
    pair.split("/")
    for pair in (
        "هذة/هذه شيئ/شيء مسؤل/مسؤول مسؤلين/مسؤولين مسؤلون/مسؤولون احدى/إحدى أمرأة/امرأة "
        "أجتماع/اجتماع إعتقل/اعتقل إتهم/اتهم إستشهد/استشهد إضطر/اضطر إنضم/انضم إختار/اختار "
        "إستمر/استمر إستقبل/استقبل إستخدم/استخدم إعترف/اعترف إنتشر/انتشر إندلع/اندلع "
        "إستولى/استولى إستعاد/استعاد إلتقى/التقى قالو/قالوا ذهبو/ذهبوا خرجو/خرجوا "
        "وصلو/وصلوا رفضو/رفضوا طلبو/طلبوا قتلو/قتلوا عاشو/عاشوا هربو/هربوا دخلو/دخلوا "
        "كتبو/كتبوا ندعوا/ندعو ظابط/ضابط مضاهرة/مظاهرة مضاهرات/مظاهرات بعظ/بعض ايظا/أيضًا "
        "القاظي/القاضي لإنه/لأنه لانها/لأنها لانهم/لأنهم لانه/لأنه ثلاثه/ثلاثة اربعة/أربعة "
        "ثمانيه/ثمانية مباديء/مبادئ شاطيء/شاطئ قارىء/قارئ هادىء/هادئ فى/في اى/أي هى/هي "
        "كى/كي امس/أمس ايام/أيام اسبوع/أسبوع انسان/إنسان اطفال/أطفال انا/أنا اقل/أقل "
        "افضل/أفضل ايران/إيران اسرائيلي/إسرائيلي اسرائيلية/إسرائيلية امريكي/أمريكي "
        "امريكية/أمريكية اوروبي/أوروبي اوروبية/أوروبية افريقيا/أفريقيا اسيا/آسيا حتي/حتى "
        "مستشفي/مستشفى اخري/أخرى جدآ/جدًا شكرآ/شكرًا طبعآ/طبعًا أيضآ/أيضًا عفوآ/عفوًا "
        "مثلآ/مثلًا أبدآ/أبدًا دائمآ/دائمًا يومآ/يومًا اتت/أتت اتى/أتى اخذ/أخذ اعطى/أعطى "
        "اطلق/أطلق اصدر/أصدر اضاف/أضاف اوضح/أوضح اعلنت/أعلنت اكدت/أكدت اضافت/أضافت "
        "اصدرت/أصدرت اطلقت/أطلقت"
    ).split()
)
AMBIGUOUS = frozenset(
    ["علية", "منة", "فية", "عنة", "أسم", "أبن", "ضهر", "انه", "انها", "امام", "اين", "إنشأ"]
)
"""Names and other words are written alike (عُليّة, مِنّة); these are left to people."""
# `إلى` after و and ف alone: لالى is no word
WORDS = re.compile(
    "(?<![\\w\u064b-\u0652\u0640\ufffc@#])([وف]?)("
    + "|".join(sorted((re.escape(w) for w in WRONG if w not in AMBIGUOUS), key=len, reverse=True))
    + ")(?![\\w\u064b-\u0652\u0640])"
)
TOKEN = re.compile("[\\w\u064b-\u0652\u0640]+")
CANDIDATES = frozenset(
    clitic + word.partition(" ")[0] for word in WRONG for clitic in ("", "و", "ف")
)
"""What `WORDS` can begin with; most texts have none."""
# verbal nouns of the forms VII, VIII and X never take a hamza: انتخاب, not إنتخاب
WASL = re.compile(
    "(?<![\\w\u064b-\u0652])([وفبلك]{0,2}(?:ال|لل)?إ(?:نتخاب|نتهاء|نتشار|نتظار|نتقال|نتقام|نتصار|"
    "نتفاض|نضمام|نطلاق|نقلاب|نقسام|نهيار|نخفاض|ندلاع|نفصال|نتماء|نعكاس|لتزام|لتحاق|جتماع|رتفاع|"
    "زدياد|شتراك|عتداء|عتراف|عتماد|عتبار|فتتاح|قتحام|قتراح|كتشاف|متحان|متلاك|بتداء|تفاق|تحاد|تجاه|"
    "حتجاج|حترام|حتفال|حتياج|ختلاف|ختطاف|ختفاء|رتباط|رتكاب|ستقلال|ستخبار|ستعداد|ستمرار|ستقبال|"
    "ستهداف|ستيلاء|ستشهاد|ستفتاء|ستفاد|ستقال|ستئناف|ستثمار|ستنكار|ستجابة|قتصاد|حتلال|عتقال|ستخدام|نفجار|ستشارة|جتياح|كتفاء|عتصام|غتيال|قتراع|عتذار|ستغلال)\\w{0,4})(?![\\w\u064b-\u0652])"
)
ARTICLED = {
    f"ال{wrong}": f"ال{right}"
    for wrong, right in (
        pair.split("/")
        for pair in (
            "انسان/إنسان انسانية/إنسانية اسلام/إسلام اسلامي/إسلامي اسلامية/إسلامية ارهاب/إرهاب "
            "ارهابي/إرهابي ارهابية/إرهابية ارهابيين/إرهابيين اطفال/أطفال امن/أمن ارض/أرض اول/أول "
            "اولى/أولى اخير/أخير اخيرة/أخيرة اخرى/أخرى اسرة/أسرة اعلام/إعلام اخبار/أخبار احداث/أحداث "
            "امم/أمم امريكي/أمريكي امريكية/أمريكية اوروبي/أوروبي اوروبية/أوروبية ايراني/إيراني "
            "ايرانية/إيرانية اسرائيلي/إسرائيلي اسرائيلية/إسرائيلية اردن/أردن اسد/أسد اهالي/أهالي "
            "اسعار/أسعار اسبوع/أسبوع اعلان/إعلان اسلحة/أسلحة امراض/أمراض اطباء/أطباء"
        ).split()
    )
}
"""The article joined to a word that has lost its hamza."""
BARE_CANDIDATES = frozenset(
    clitics + word for word in ARTICLED for clitics in ("", *"وفبك", "وب", "وك", "فب", "فك")
)
BARE = re.compile(
    "(?<![\\w\u064b-\u0652])(?:[وف]?[بك]?)("
    + "|".join(sorted(ARTICLED, key=len, reverse=True))
    + ")(?![\\w\u064b-\u0652])"
)


ALI = re.compile("(?<![\\w\u064b-\u0652])علي(?=\\s(?:ال\\w|أن\\s|هذ|تلك|ذلك))")
NAMED_ALI = re.compile(r"\bA(?:l[iy]|ly|l[ie]{2}|leppo)|\b(?:I|me|my|we|us|our)\b")
"""In these a man may be called علي, or something be laid upon me."""


@form_rule("A107", Severity.ERROR)
def common_misspelling(form: Form, _: Context) -> Iterator[Problem]:
    r"""A word is misspelt in one of the ways that are always wrong.

    ## Why it matters

    These slips are the first that a reader sees, and they cost the text its trust. The list is
    closed and holds only what can be read in no other way.

    ## Example

    `اذا` for `إذا`, `الى` for `إلى`, `لاكن` for `لكن`, `هاذا` for `هذا`.

    Bad, a hamza that is lost:

    ```po
    msgid "They walked to the border."
    msgstr "ساروا الى الحدود."
    ```

    Good, spelt well:

    ```po
    msgid "They walked to the border."
    msgstr "ساروا إلى الحدود."
    ```

    ## How to mend it

    Write the word as the message says; `publish check --fix` does.
    """
    if form.pack.language != "ar":
        return
    tokens = TOKEN.findall(form.native.text)
    found = []
    if not CANDIDATES.isdisjoint(tokens):
        found += [(span, WRONG[match[2]]) for match, span in each(WORDS, form.native, 2)]
    if "إ" in form.target:
        found += [
            (span, match[1].replace("إ", "ا", 1)) for match, span in each(WASL, form.native, 1)
        ]
    if not BARE_CANDIDATES.isdisjoint(tokens):
        found += [(span, ARTICLED[match[1]]) for match, span in each(BARE, form.native, 1)]
    if ALI.search(form.native.text) and not NAMED_ALI.search(form.source):
        found += [(span, "على") for _, span in each(ALI, form.native)]
    yield from together(
        form,
        found,
        lambda span, fix: Problem(
            f"misspelt: {excerpt(form.target[span[0] : span[1]])}",
            f"write {excerpt(dict(found)[span])}",
            span=span,
            fix=fix,
        ),
    )
