"""What a language does with marks, quotations, digits and letters, for the rules of `check`.

Small tables of what CLDR through babel does not carry; what it carries is asked of `locales.py`.
Sources: CLDR 46 `common/main/*.xml` (delimiters, exemplarCharacters); Imprimerie nationale,
Lexique des règles typographiques (fr); Duden, § Anführungszeichen (de); Academy of the Persian
Language, Dastur-e khatt (fa). A language that has no pack of its own gets the common one, which
has no opinions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

QuotePair = tuple[str, str]

_STRAIGHT: tuple[QuotePair, ...] = (('"', '"'),)
_ENGLISH: QuotePair = ("“", "”")
_GUILLEMETS: QuotePair = ("«", "»")


@dataclass(frozen=True, slots=True)
class Pack:
    """What the rules need to know of one language."""

    language: str = ""
    scripts: tuple[str, ...] = ()
    """Names as in `SCRIPTS`; empty is not known."""
    marks: tuple[tuple[str, str], ...] = ()
    """Marks of English and what this language writes for them: `?` → `؟`."""
    quotes: tuple[QuotePair, ...] = (_ENGLISH, _GUILLEMETS, ("„", "“"), ("„", "”"), ("”", "”"))
    """Every pair that may enclose a quotation, outermost first; straight quotes always may."""
    spaced: str = ""
    """Marks before which a space stands: `;:!?»` in French."""
    letters: str = ""
    """Letters that look foreign and are at home here."""
    joiners: bool = False
    """ZERO WIDTH (NON-)JOINER is spelling here."""
    numbering: tuple[str, ...] = ("latn",)
    """Digits in use, by CLDR's names."""
    negations: str = ""
    """A wide pattern of words that may carry a denial (`fail`, `رفض`); empty is not known."""
    doubles: frozenset[str] = frozenset()
    """Words that may stand twice in a row."""
    stopwords: frozenset[str] = frozenset()
    """Frequent small words, by which the language is known."""

    def mark(self, mark: str) -> str:
        """Give this language's form of a mark."""
        return dict(self.marks).get(mark, mark)


SCRIPTS: dict[str, str] = {
    "Latn": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\u2c60-\u2c7f",
    "Grek": "\u0370-\u037d\u037f-\u03ff\u1f00-\u1fff",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c88\u2de0-\u2dff\ua640-\ua69f",
    "Armn": "\u0531-\u0556\u0559-\u0588",
    "Hebr": "\u05d0-\u05ea\u05ef-\u05f2\ufb1d-\ufb4f",
    "Arab": "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06e5\u06e6\u06ee\u06ef"
    "\u06fa-\u06fc\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7"
    "\ufdf0-\ufdfb\ufe70-\ufefc",
    "Deva": "\u0904-\u0939\u093d\u0950\u0958-\u0961\u0971-\u097f",
    "Thai": "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2d",
    "Hani": "\u3005\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "Kana": "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff",
    "Hang": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3",
}
"""Letters of each script, as the inside of a character class (Unicode Scripts.txt, main blocks)."""

ANY_LETTER = "".join(SCRIPTS.values())

_OF_LANGUAGE = {
    **dict.fromkeys(("ar", "fa", "ckb", "ur", "ps", "sd", "ug"), ("Arab",)),
    **dict.fromkeys(("he", "yi"), ("Hebr",)),
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "kk", "ky", "mn", "tg"), ("Cyrl",)),
    "sr": ("Cyrl", "Latn"),
    "el": ("Grek",),
    "hy": ("Armn",),
    "ka": ("Geor",),
    "hi": ("Deva",),
    "mr": ("Deva",),
    "ne": ("Deva",),
    "th": ("Thai",),
    "zh": ("Hani",),
    "ja": ("Hani", "Kana"),
    "ko": ("Hang", "Hani"),
    **dict.fromkeys(
        [
            "en",
            "fr",
            "de",
            "es",
            "it",
            "pt",
            "nl",
            "sv",
            "da",
            "nb",
            "nn",
            "no",
            "fi",
            "et",
            "lv",
            "lt",
            "pl",
            "cs",
            "sk",
            "sl",
            "hr",
            "hu",
            "ro",
            "tr",
            "az",
            "sq",
            "ca",
            "eu",
            "gl",
            "is",
            "ga",
            "cy",
            "mt",
            "id",
            "ms",
            "vi",
            "sw",
            "ku",
            "af",
        ],
        ("Latn",),
    ),
}

_ARABIC_MARKS = ((",", "،"), (";", "؛"), ("?", "؟"), ("%", "٪"))

# Clitics و ف ل ب ك أ stand before. ما is "what" behind a preposition, «كل» and the like, and in
# بما and كما; «إلا أن» is "but"; فقد is "lost" only before its object.
_AR_WHAT = "".join(
    rf"(?<!{word} ما)"
    for word in (
        "في من عن على إلى كل هذا هذه ذلك هو هي حول بعد قبل مع مثل عند حسب أكثر أفضل أهم أول آخر "
        "بعض شيء شخص يوم نوعا حد عادة غالبا كثيرا دائما سرعان قليلا طال بين وفق بقدر نحو أو "
        "عرف علم فهم درك ذكر رأى يرى ترى نرى فعل قال"
    ).split()
)
_AR_NOT = (
    r"[وفأ]?[بلك]?(?:ال|ل)?(?:لا|لم|لن|ليس(?:ت|وا|تا|ا)?|لست|لسنا|ليسوا|غير|ولا|بلا|دون\w{0,3}|عدم|كلا|كلّا|لمّا|"
    r"انعدام|ألّ?ا|لئلّ?ا|"
    r"بدون\w{0,3}|سوى|لاسيما|عديم[ةه]?|إلّ?ا(?!\s+أن)|مستحيل[ةه]?|استحال\w*|نف[ىيت]\w*|ينفي|تنفي|رفض\w*|يرفض\w*|ترفض\w*|"
    r"امتن[عا]\w*|[يت]?تجنّ?ب\w*|لمي\w{2,}|فشل\w*|يفشل\w*|تعذ[ّ]?ر\w*|يتعذ[ّ]?ر\w*|عجز\w*|تعجز|يعجز\w*|منع\w*|يمنع|تمنع|حظر\w*|"
    r"كف[ّ]?\w{0,3}|توقف\w*|(?:ال)?لا(?:مبال|وع|إنسان|عنف|مركز|شرع|قانون|متناه|نهائ|محدود|أخلاق|مسؤول|شعور|سلك)\w*|مم?نوع\w*|محظور\w*|نادر\w*|قل[ّ]?ما|مفقود\w*|غياب|خالي?\w{0,2}|"
    r"أخفق\w*|يجهل\w*|تغيّ?ب\w*|تخلّ?ف\w*|يعوز\w*|تعوز\w*|سالم\w*|ساهر\w*|لاذ\w*|صمت\w*|سكت\w*|كاذب\w*|كذب\w*|زائف\w*|مستبعد\w*|تجاهل\w*|أقلع\w*|تخل[ىت]\w*|استغن\w*|تفاد\w*|[يت]تفاد\w*|تحاش\w*|مهجور\w*|فارغ\w*|خاوي?\w*|شاغر\w*|"
    r"ألغي\w*|إلغاء|ملغ\w+|تعط[ّ]?ل\w*|معط[ّ]?ل\w*|غاب\w*|غائب\w*|أهمل\w*|افتقر\w*|يفتقر\w*|تفتقر|افتقار|ناقص\w*|ينقص\w*|لا|الـ?لا|"
    r"أب[ىت]\w{0,3}|[يت]أب[ىو]\w{0,2}|لولا\w*|عاجز\w*|أنكر\w*|[يت]نكر\w*|استبعد\w*|[يت]ستبعد\w*|إيا(?:ك|كم|كن)|"
    r"حذار|خل[ات]|[يت]خلو\w*|فقد\w+|فقد(?=\s+(?:ال\w+|\w+(?:ه|ها|هم))\b)|افتقد\w*|[يت]فتقد\w*|انقطع\w*|[يت]نقطع\w*|انتهى|انتهت|باستثناء|عدا|بالكاد|"
    r"اضطر\w*|مجهول\w*|مجان\w*|خلافا|مخالف\w*|عكس|بعيد\w*|أبعد|عبثا|سدى|حرم\w*|محروم\w*|حرمان|معدوم\w*|"
    r"منعدم\w*|تنعدم|ينعدم|أمي\w{0,3}|[يت]خف(?:ي|ون|ى)\w{0,3}|هزيم\w*)|^\W*(?:أبدا|مطلقا|قط)|"
    rf"(?:[وف]ما|ما{_AR_WHAT})(?!\s+(?:إذا|هو|هي|هم|بين|بعد|الذي|التي|حدث|جرى|وقع|حصل|سبق|تبق[ىت]|[يت]\w+))|"
    r"(?<![\w\u064b-\u0652] )[وف]?ما(?=\s)"
)

_PACKS: dict[str, Pack] = {
    "ar": Pack(
        marks=_ARABIC_MARKS,
        quotes=(_GUILLEMETS, ("”", "“"), _ENGLISH, ("‹", "›"), ("‘", "’"), ("’", "‘"), ("„", "“")),
        numbering=("latn", "arab"),
        negations=_AR_NOT,
        # reduplication that is grammar: رويدًا رويدًا has tanwin and is known by it; these have not
        doubles=frozenset(
            ["بي", "جدا", "صف", "دكا", "فردا", "بين", "كلا", "هيهات", "آمين", "لا", "نعم"]
        ),
        stopwords=frozenset(
            [
                "في",
                "من",
                "على",
                "إلى",
                "عن",
                "أن",
                "إن",
                "التي",
                "الذي",
                "هذا",
                "هذه",
                "ذلك",
                "كان",
                "كانت",
                "لم",
                "لا",
                "ما",
                "مع",
                "قد",
                "بعد",
                "قبل",
                "بين",
                "كل",
                "أو",
                "ثم",
                "هو",
                "هي",
                "كما",
                "حتى",
                "عند",
                "لن",
                "ليس",
                "منذ",
                "وقد",
                "وفي",
                "ومن",
                "إنه",
                "الى",
                "انه",
                "التى",
            ]
        ),
    ),
    "fa": Pack(
        marks=_ARABIC_MARKS,
        quotes=(_GUILLEMETS, _ENGLISH, ("‹", "›"), ("‘", "’")),
        letters="یکہۀەھ",
        joiners=True,
        numbering=("arabext", "latn"),
        negations=(
            r"هیچ\w*|بدون|بی(?![نشماسردع])\w*|غیر\w*|عدم|ممنوع\w*|فاقد|خودداری|امتناع|رد|مخالف\w*|فقط|تنها|جز|مگر|"
            r"ن(?!قشه|قش\b|ام(?:ه|ی|زد|دار)?\b|فر|ظر|ظام|ظیر|یز\b|زد|خست|شان|وع|مایند|مایش|ویس|یرو|یم|سل|گاه|"
            r"گران|ان\b|هاد|تیج|ور|وجوان|اح?یه|مونه|قطه|قد|هایی|خستین|شست|شریه|ژاد|سبت|سخه|جات|فت\b|ماز|مک|رخ|"
            r"وروز|وشته|هر\b)\w+|نه"
        ),
        stopwords=frozenset(
            [
                "شدند",
                "کردند",
                "بودند",
                "است",
                "که",
                "را",
                "این",
                "از",
                "به",
                "با",
                "در",
                "آن",
                "برای",
                "می",
                "شد",
                "شده",
                "بود",
                "خود",
                "هم",
                "نیز",
                "یک",
                "های",
                "کرد",
                "باشد",
                "اند",
                "دارد",
                "تا",
                "ما",
                "اگر",
                "چه",
                "هر",
                "یا",
                "بر",
                "او",
                "نمی",
                "هستند",
                "کند",
                "شود",
            ]
        ),
    ),
    "ckb": Pack(
        marks=_ARABIC_MARKS,
        negations=r"نە\w*|بی|\w+نە[بپتچخدکگه]\w+|نا(?!و)\w*|\w+نا[بتکگ]\w+|نی(?!ش|وز)\w*|(?:بە)?بێ(?!ت)\w*|هیچ\w*|مە(?!ک|تر|بە)\w+|قەدەغە\w*|ڕەت\w*",
        quotes=(_GUILLEMETS, _ENGLISH, ("‹", "›")),
        letters="یکەھ",
        joiners=True,
        numbering=("arab", "latn"),
        stopwords=frozenset(
            [
                "لە",
                "بە",
                "کە",
                "و",
                "بۆ",
                "ئەم",
                "ئەو",
                "لەسەر",
                "دەکات",
                "بوو",
                "یان",
                "لەگەڵ",
                "هەر",
                "دوو",
                "هەموو",
            ]
        ),
    ),
    "ur": Pack(
        negations=r"نہ\w*|مت|روک\w*|بغیر|بنا|غیر\w*|کبھی|انکار\w*|ممنوع\w*|ناکام\w*|نا\w{3,}|بے\w*|بلا\w*|عدم|صرف|سوا\w*|لا\w+|محروم\w*|مسترد",
        marks=(*_ARABIC_MARKS, (".", "۔")),
        quotes=(("”", "“"), _ENGLISH, ("’", "‘"), ("‘", "’")),
        letters="یکہۀھے",
        joiners=True,
        numbering=("latn", "arabext"),
        stopwords=frozenset(
            [
                "ہے",
                "کے",
                "کی",
                "کا",
                "میں",
                "اور",
                "سے",
                "کو",
                "نے",
                "پر",
                "یہ",
                "ہیں",
                "تھا",
                "بھی",
                "ایک",
                "کہ",
                "نہیں",
                "وہ",
            ]
        ),
    ),
    "he": Pack(
        quotes=(("”", "”"), ("„", "”"), _ENGLISH, ("״", "״"), _GUILLEMETS),
        negations=r"[והשכבל]{0,2}(?:לא|אין|אינ\w+|אל|בלי|ללא|מבלי|בלתי|טרם|אף|שום|אסור\w*|אוסר\w*|סירב\w*|נכשל\w*|נדיר\w*|איבד\w*|חוסר|נמנע\w*|נדח\w*|אי)",
        stopwords=frozenset("של את על לא הוא היא זה עם כי גם או אבל אם יש היה".split()),
    ),
    "en": Pack(
        quotes=(_ENGLISH, ("‘", "’"), _GUILLEMETS),
        negations=(
            r"not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|\w+n['’]t|"
            r"hardly|scarcely|barely|refus\w+|violat\w*|broke\w*|reject\w*|contrary|against|exceed\w*|den(?:y|ied|ies)|fail\w*|unable|lack\w*|absen\w+|"
            r"prevent\w*|forbid\w*|prohibit\w*|ban(?:ned)?|stop\w*|un\w{4,}|im(?:possible|passable)|"
            r"in(?:capable|sufficient|visible|complete|correct|active|valid|accessible)|non\w*|"
            r"\w+less|rarely|seldom|dis(?!tric|cus|cov)\w{4,}|ir\w{5,}|il(?:legal|literate)|rather|instead|"
            r"miss\w*|little|few|far\s+from|ceas\w+|until|unless|free|except\w*|avoid\w*"
        ),
        doubles=frozenset(["that", "had", "very", "so", "bye", "no", "is", "many", "much", "long"]),
        stopwords=frozenset(
            [
                "the",
                "of",
                "and",
                "to",
                "in",
                "is",
                "that",
                "it",
                "was",
                "for",
                "on",
                "are",
                "as",
                "with",
                "his",
                "they",
                "at",
                "be",
                "this",
                "from",
                "have",
                "or",
                "by",
                "had",
                "not",
                "but",
                "what",
                "were",
                "there",
                "been",
                "their",
                "which",
                "will",
                "would",
                "has",
            ]
        ),
    ),
    "fr": Pack(
        quotes=(_GUILLEMETS, _ENGLISH, ("‹", "›"), ("‘", "’")),
        spaced=";:!?»",
        negations=(
            r"ne|n['’]\w*|pas|non|jamais|aucun\w*|rien|personne|sans|nulle?\s*part|ni|nul\w*|"
            r"refus\w+|in(?:accep|access|apte|adm|adéq|aper|capa|certain|compl|compr|conn|contest|crédul|croya|dépend|"
            r"dispon|édit|efficac|égal|exact|exist|expér|fond|habit|juste|oubli|satis|séc|suffi|suppor|terdi|util|"
            r"valid|visib|volont)\w*|im(?:mobil|moral|parf|pens|poss|prat|prév|prob|puiss|pun)\w*|il(?:lég|lis|log)\w*|ir(?:réel|rég|resp)\w*|"
            r"échou\w+|manqu\w+|hors|peu|rares?|rarement|priv\w+|fich\w+|moqu\w+|ignor\w+|[jlqsd]['’]ignor\w+|"
            r"sauf|absen\w+|faute|non-\w+|empêch\w+|éviter?|cess\w+|guère|mal(?!heur|gré)\w*|"
            r"dé(?:faut|mun|ment|nu[ée]|plor|pourv|s[ao](?!rmais)|ni)\w*"
        ),
        doubles=frozenset(["nous", "vous", "très", "non", "oui", "peu", "bien", "beau", "coup"]),
        stopwords=frozenset(
            [
                "de",
                "en",
                "ou",
                "un",
                "le",
                "la",
                "les",
                "des",
                "une",
                "du",
                "est",
                "et",
                "dans",
                "que",
                "qui",
                "pour",
                "par",
                "sur",
                "au",
                "aux",
                "avec",
                "ne",
                "pas",
                "il",
                "elle",
                "ce",
                "cette",
                "sont",
                "ont",
                "été",
                "leur",
                "ses",
                "plus",
                "mais",
                "nous",
                "vous",
                "ils",
                "se",
                "sa",
                "son",
            ]
        ),
    ),
    "de": Pack(
        quotes=(("„", "“"), ("»", "«"), _GUILLEMETS, ("‚", "‘"), ("›", "‹"), _ENGLISH),
        negations=(
            r"nicht(?!re)\w*|kein\w*|nie(?!der)\w*|ohne|nichts|weder|nein|un(?!ter|ser|mitt|gef)\w{4,}|in\w{3,}[ai]bel\w*|anders|selten\w*|\w+los\w{0,2}|verweiger\w+|"
            r"verbot\w*|verboten\w*|fehl\w*|gescheitert|scheiter\w*|mangel\w*|statt|kaum|wenig\w*|außer|nur"
        ),
        doubles=frozenset(["die", "das", "der", "sie", "sehr", "nach", "so"]),
        stopwords=frozenset(
            [
                "der",
                "die",
                "das",
                "und",
                "ist",
                "nicht",
                "ein",
                "eine",
                "mit",
                "für",
                "auf",
                "den",
                "dem",
                "von",
                "zu",
                "im",
                "des",
                "sich",
                "auch",
                "als",
                "wir",
                "sie",
                "es",
                "an",
                "werden",
                "aus",
                "bei",
                "nach",
                "war",
                "haben",
                "hat",
                "wurde",
            ]
        ),
    ),
    "es": Pack(
        quotes=(_GUILLEMETS, _ENGLISH, ("‘", "’")),
        negations=(
            r"no|nunca|jamás|ning[uú]n\w*|nada|nadie|sin|ni|tampoco|in(?:acept|cap|cert|comp|conc|cre[íi]b|cumpl|decis|disp|esper|exact|exist|exper|explic|feliz|hábil|neg|justo|justa|justi|moral|móvil|nece|olvid|segur|sufic|útil|visib)\w*|im(?:pac|ped|perf|pid|pos|prob|pun)\w*|des(?!p[uo]|de|arm|arr|t|ign|emp|crib|can)\w{4,}|dej\w+|derrot\w*|"
            r"imposible\w*|neg\w+|rechaz\w+|fall\w+|falta\w*|prohib\w+|impid\w+|impedir|salvo|sino|poc[oa]s?"
        ),
        stopwords=frozenset(
            [
                "de",
                "el",
                "la",
                "los",
                "las",
                "que",
                "del",
                "una",
                "por",
                "con",
                "para",
                "es",
                "no",
                "se",
                "en",
                "un",
                "su",
                "al",
                "como",
                "más",
                "pero",
                "sus",
                "le",
                "ya",
                "está",
                "fue",
                "son",
                "han",
                "entre",
                "cuando",
                "muy",
                "sin",
                "sobre",
            ]
        ),
    ),
    "tr": Pack(
        negations=(
            r"değil\w*|yok\w*|hayır|asla|hiç\w*|ne|\w+s[ıiuü]z\w*|\w{2,}(?:m[ae](?:d|z|m|y|s|n|k?s)|m[ıiuü]yor)\w*|"
            r"\w+(?:maz|mez)\w*|\w{2,}m[ae]|\w+m[ae]\w+|red\w*|yasa\w*|engel\w*|eksik\w*|sadece|yalnız\w*|dışında|gayri\w*|imkânsız"
        ),
        quotes=(_ENGLISH, _GUILLEMETS, ("‘", "’")),
        stopwords=frozenset(
            [
                "bir",
                "ve",
                "bu",
                "da",
                "de",
                "için",
                "ile",
                "olarak",
                "olan",
                "daha",
                "çok",
                "gibi",
                "sonra",
                "kadar",
                "ancak",
                "var",
                "ne",
                "ama",
                "o",
                "en",
                "değil",
                "her",
                "şey",
                "mi",
                "diye",
            ]
        ),
    ),
    "ru": Pack(
        quotes=(_GUILLEMETS, ("„", "“"), _ENGLISH),
        negations=r"не(?!го\b|[еёй]\b|му?\b|дел|кот|скол|обход|дав|зав|бол|фт|ск|бо|рв|мец|мал|смотр)\w*|ни(?!х\b|ми\b|зк|ж|как|кто|ког)\w*|нет|без(?!опас)\w*|нельзя|вряд|редк\w*|перестал\w*|утрат\w*|плохо|порица\w*|равно|отказ\w*|отриц\w*|запре[тщ]\w*|лиш\w*|кроме|вместо|отсутств\w*",
        doubles=frozenset(["чуть", "еле", "очень", "да", "нет"]),
        stopwords=frozenset(
            [
                "и",
                "в",
                "не",
                "на",
                "что",
                "с",
                "по",
                "как",
                "это",
                "он",
                "я",
                "а",
                "то",
                "но",
                "из",
                "у",
                "за",
                "от",
                "же",
                "для",
                "мы",
                "вы",
                "они",
                "был",
                "была",
                "были",
                "его",
                "её",
                "их",
                "при",
                "уже",
                "или",
                "так",
            ]
        ),
    ),
    "it": Pack(
        quotes=(_GUILLEMETS, _ENGLISH, ("‘", "’")),
        negations=(
            r"non|no|né|neanche|nemmeno|mai|nessun\w*|nulla|niente|senza|in\w{4,}|im\w{4,}|ir\w{4,}|dis\w{4,}|s(?:conosc|content|fiduc|mentit|mentì|vantagg|provvist)\w*|"
            r"nega\w*|rifiut\w+|manc\w+|viet\w+|imped\w+|tranne|poc[hoa]\w*|priv\w+|evit\w+|fall\w+|solo|ancora"
        ),
    ),
    "pt": Pack(
        quotes=(_ENGLISH, _GUILLEMETS, ("‘", "’")),
        negations=(
            r"não|nunca|jamais|nenhum\w*|nada|ninguém|sem|nem|tampouco|in\w{4,}|im\w{4,}|ir\w{4,}|des\w{4,}|"
            r"neg\w+|recus\w+|falh\w+|falt\w*|proib\w+|imped\w+|exceto|sen[aã]o|pouc\w+|evit\w+|só|apenas|ainda|deix\w+"
        ),
    ),
    "ps": Pack(marks=_ARABIC_MARKS, letters="یکېۍ", joiners=True, numbering=("arabext", "latn")),
    "sd": Pack(marks=_ARABIC_MARKS, numbering=("arab", "latn")),
    "ug": Pack(marks=_ARABIC_MARKS, letters="ەې", joiners=True),
    "zh": Pack(
        marks=((",", "，"), (";", "；"), ("?", "？"), ("!", "！"), (".", "。"), (":", "：")),
        quotes=(_ENGLISH, ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉")),
        negations=r"[不没無无非未别勿否]",
    ),
    "ja": Pack(
        marks=((",", "、"), ("?", "？"), ("!", "！"), (".", "。")),
        quotes=(("「", "」"), ("『", "』"), _ENGLISH, ("《", "》")),
    ),
    "hi": Pack(marks=((".", "।"),), numbering=("latn", "deva")),
    "el": Pack(marks=(("?", ";"),), quotes=(_GUILLEMETS, _ENGLISH, ("‘", "’"))),
    "hy": Pack(marks=((".", "։"), ("?", "՞"), ("!", "՜")), quotes=(_GUILLEMETS, _ENGLISH)),
}


_SPACED = {"fr_CA": ":»", "fr_CH": ""}
"""French outside France (Office québécois de la langue française; Guide du typographe)."""


@lru_cache(maxsize=64)
def pack(name: str) -> Pack:
    """Give what is known of a locale's language; an unknown one has no opinions."""
    from dataclasses import replace  # noqa: PLC0415

    language = re.split(r"[_@-]", name)[0]
    found = _PACKS.get(language, Pack())
    scripts = _OF_LANGUAGE.get(language, ())
    if modifier := {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab"}.get(
        name.rpartition("@")[2]
    ):
        scripts = (modifier,)
    if part := next((each for each in re.split(r"[_@-]", name)[1:] if each in SCRIPTS), None):
        scripts = (part,)
    spaced = _SPACED.get(name.replace("-", "_")[:5], found.spaced)
    return replace(found, language=language, scripts=scripts, spaced=spaced)


@cache
def small_words() -> dict[str, list[str]]:
    """Give, by small word, the languages that have it: to tell texts apart by."""
    found: dict[str, list[str]] = {}
    for name, each in _PACKS.items():
        for word in each.stopwords:
            found.setdefault(word, []).append(name)
    return found


@lru_cache(maxsize=32)
def letters_of(scripts: tuple[str, ...]) -> re.Pattern[str]:
    """Give a pattern of letters of these scripts, one or more."""
    return re.compile(f"[{''.join(SCRIPTS[each] for each in scripts)}]+")


LETTER = re.compile(f"[{ANY_LETTER}]")
