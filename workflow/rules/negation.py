"""N301 negation."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from ..model import Severity
from ..packs import LETTER, Pack
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


def _any(alternatives: str) -> str:
    """Give a pattern for any of these; they may stand on several lines."""
    return "|".join(line.strip() for line in alternatives.splitlines() if line.strip())


SOFT = re.compile("[\u064b-\u0650\u0652]")
"""Vowels; the doubling sign tells غيّر, to change, from غير."""
MARKS = re.compile("[\u064b-\u0652]")
PLAIN = {
    "en": _any(
        r"""
        (?:did|does|do|is|are|was|were|has|have|had|will|would|could|should|can|must|may|might)(?:\s+(?:\w+ly\s+)?not\b|n['’]t\b)
        \w['’](?:m|s|re)\s+(?:\w+ly\s+)?not\b|\b(?:ca|wo|sha)n['’]t\b|\bcannot\b|\bnever\b
        \bno\s+longer\b|\bnobody\b|\bno one\b|\bnone of\b
        (?<!to )(?<!for )\bnothing\b(?!\s+(?:but|less|more|short|other|if))|\bneither\b
        \b(?:there\s+(?:is|are|was|were|will be|has been|have been)|has|have|had|with|in|of|received|found|saw|made|got|gave|offered|left)\s+no\s+(?!one\b)\w{3,}
        ^No\s+\w{3,}|\bwithout\s+\w
        \bnot\s+(?:to|as|being|having|\w+ly|\w{3,}ing)\s|\bwhy\s+not\s+\w+\s\w|\bcan\s+(?:I|we|you|it|he|she|they)\s+not\b
        """
    ),
    "ar": _any(
        r"""
        (?<![\w\u064b-\u0652])[وف]?(?:لم|لن|ليس|ليست|ليسوا|لست|لسنا|لا\s+(?![يت]زال|بد|شك|سيما|ريب|بأس|محالة|يسع|[يت]كاد|[يت]قل|[يت]زيد|[يت]تجاوز|[يت]تعدى|[يت]فوق|[يت]تخطى|[يت]حصى|[يت]خلو|[يت]نفك|[يت]فتأ|[يت]تجزأ|[يت]ستهان|[يت]ضاهى|[يت]قدر بثمن|[يت]نسى|[يت]نقطع|[يت]نضب|[يت]كل\b|[يت]خفى)[يتنأ]\w{2,})(?![\w\u064b-\u0652])
        (?:^|[.؛])\s*[وف]?ما\s+(?:كان|كانت|كانوا|كنا|كنت|استطاع\w*)\s
        """
    ),
    "fr": r"\bn(?:e\s|['’])\w+(?:\s\w+)?\s+(?:pas|jamais|plus|rien)\b",
    "de": r"\b(?:nicht|kein\w{0,2}|nie|niemals|niemand)\b",
    "es": r"\b(?:no|nunca|jamás)\s+\w{2,}",
    "ru": r"\b(?:не|никогда|нет)\b",
}
DENIAL = {"en": re.compile("[nN][oO'’eE]|ithout"), "ar": re.compile("ل[منيسا]|ما ")}
"""What is in all that a pattern of `PLAIN` finds; most texts have none."""
IDIOM = re.compile(
    _any(
        r"""
        \bnot only\b|\bnever more\b|\bwith (?:or|and) without\b
        \bnot (?:\w+ ){1,4}(?:un)?till?\b|\bcan(?:['’]t|not) (?:wait|stand|believe)\b
        \bnot (?:long|bad|far|always|all|every\w*|enough|so|a few|at all)\b
        \bno (?:secret|stranger|match|small|joke|picnic|avail|exception|end)\b
        \bnot exceed\b|\bnever (?:fail|cease)\w*
        \b(?:couldn['’]t|could not) (?:agree|be|have been) (?:more|better|happier|clearer)\b
        \b(?:never|not) been (?:better|happier|closer|stronger|worse)\b
        \bnot (?:without|in\w{5,})\b|\bno (?:doubt|matter|sooner|wonder|problem|later)\b
        \bnever (?:before|again)\b|\bno fewer\b|\bin no time\b
        \bwithout (?:a doubt|an? (?:doubt|hitch|exception|delay|fee|trace))|\bwithout fail\b|\bnot to be (?:so|too|missed|outdone|confused|trifled|sniffed)\b\b
        \bnot (?:more|less|fewer|greater|longer|later|earlier|smaller|larger|unlike|un\w+)\b
        \bno (?:more|less|fewer) than\b|\bnot (?:just|merely|simply)\b|\bno doubt\b
        \bwhether or not\b|\bnot until\b|\bwhy (?:do|did|is|are|was|were)n['’]t\b
        \b(?:is|are|was|were|do|did|does|has|have|can|could|wo|would|should)n['’]t\s+(?:it|he|she|they|we|you|I|there|this|that)\b[^.]*\?
        \bcan(?:['’]t|not) (?:help|but)\b|\bcannot overstate
        \b(?:can['’]t|cannot|could not) be denied\b|\bnot fail\b
        \bnever (?:mind|before|again)\b|\bnot (?:be)?fore\b|\bnot least\b|\bnot to mention\b
        \bif not\b|тем не менее
        не (?:менее|более|только|раз|последн\w+|исключ\w+|перест\w+|имеющ\w+|хвата\w+)
        на нет\b|ТОЛЬКО НЕ|nicht (?:nur|zuletzt|schlecht|selten|mehr so)|so \w+ wie .* nicht
        kein Blatt|\bno (?:obstante|s[oó]lo|solamente)\b|\bno \w+ más que\b|que nunca
        \bn(?:e |['’])\w+ (?:pas|jamais) (?:seulement|uniquement|moins|que|mal|si|le seul|la seule|les seuls)\b
        \bn(?:e |['’])\w+ plus (?:que?|qu['’]à)\b|\bne (?:cess|manqu|désempl)\w+ (?:\w+ )?(?:pas|jamais)|à la légère|لم شمل|لم يعد|لم [يت]تبق
        لم [يت]بق|لم تعد|لم يزل|لم تزل|ليس فقط|ليس إلا|لم يلبث|لم تلبث|ما لم|إن لم|أليس|ألم
        ما كان .{2,40}(?:إلا|سوى|لولا)|لم يكن إلا|لم .{2,40}(?:إلا|سوى|حتى)
        ليس .{2,30}(?:فحسب|فقط|إلا|سوى|بل)|لن .{2,40}إلا|لا .{2,40}إلا
        """
    ),
    re.IGNORECASE,
)
FREE = {
    "en": r"\b(?:"
    + _any(
        r"""
        anything but|the last (?:to|one)|in\w+[ai]bl[ey]|intoler\w+|ill|n+o{2,}|out[\s-]of
        scarce\w*|rare\w*|vain|short\w*|challeng\w+|troubl\w+|problem\w*|ignor\w+|struggl\w+
        conced\w+|declin\w+|drought|split|wast\w+|ridicul\w+|worr\w+|neutrali[sz]\w+
        scrap\w*|ever|less|more \w+ than|highest|lowest|(?:is|are|was|were|went) down
        fall\w*|fell|loos\w+|losing|devolved|overshot
        in(?:valid|activ|formal|direct|correct|complet|secur|sufficien|visib|adequa|accura|effectiv|decisiv|nocen|dependen|human|just|stab|capa|abil|san|expe|finit|numerab|volunt)\w*
        im(?:possib|mobil|moral|matur|mutab|plausib|proper|practical|perfect)\w*
        il(?:legal|licit|legitim|logical)\w*|ir(?:regular|relevan|responsib|reversib)\w*
        un\w{3,}|dis\w{3,}|mis\w{3,}|a(?:nonym|synchron|bnorm|typic)\w*|foreign\w*|alien
        outside|external|raw|bad\w*|poor\w*|still|stuck|until|unless|yet|always|remain\w*
        even|keep|kept|continu\w*|soon|beyond|never|no|nor|n['’]t|too\s+\w+\s+to|wrong|false
        lost|lose|else|different|loss|against|away|gone|hesitat\w+|forg[eo]t\w*|clos\w+|shut
        dead|die[ds]?|secretly|silen\w+|hardly|difficult\w*|doubt\w*|neglect\w*|empty|quiet
        skip\w*|hid\w*|NGOs?|drones?|record|deserted|vacant|clandestine|covert\w*|surpris\w*
        sudden\w*|strange\w*|odd\w*|obscure|vague\w*|ambiguous|pending|overdue|ignor\w*
        overlook\w*|spare[ds]?|withh\w+|declin\w*|def(?:y|ie\w*)|resist\w*|abstain\w*
        boycott\w*|immediate\w*|forever|eternal\w*|endless\w*|integral|invaluable|priceless
        in(?:cess|cred|vinc|toler|evit|exorab|termin|dispens|destruct|separab|curab)\w*
        blind\w*|deaf|mute|orphan\w*|immun\w*|exempt\w*|expir\w*|dry|ran out|run out
        shortage|stay\w*|surviv\w*|intact|safe\w*|minors?|underage|await\w*|limited
        constant\w*|persist\w*|ongoing|relentless\w*|forced|had to|ha(?:s|ve) to
        exceptional\w*|extraordinar\w*|off(?!ic)\w*|special|special\w+|charit\w*|fals\w*
        fake|failure|halt\w*|freez\w*|frozen|block\w*|bar(?:s|red)|prevent\w*|already
        in\w+(?:ible|able)
        alone|agre\w+|hard\w*|zero|tough\w*|thirst\w*|hung(?:er|ry)|weak\w*|heav\w+|steep\w*
        in(?:consisten|coheren|appropriat|organic|animat|solven|fertil|grat|opportun|significan|sincer|transigen|equal|compati)\w*
        """
    )
    + r")\b",
}
OPPOSITES = tuple(
    (
        re.compile(rf"(?:\b(?:not|never|nobody)|n['’]t)\s+(?:\w+\s+)?(?:{said})\b", re.IGNORECASE),
        re.compile(seen, re.IGNORECASE),
    )
    for said, seen in (
        ("easy|simple", "صعب|عسير|شاق"),
        ("far|distant", "قريب|قرب"),
        ("clos(?:e|ed)|near", "بعيد|مفتوح"),
        ("open", "مغلق|مقفل"),
        (r"leave|go|move|change\w*", "بقي|ظل|مكث|ثبت|يبقى"),
        (r"stop\w*|cease", "واصل|استمر|ظل|تواصل"),
        ("good|well", "سيئ|رديء|ساء|مريض|плохо"),
        ("simple|easy", "معقد|أعقد"),
        ("wrong|mistaken", "حق|صواب|صحيح|مصيب"),
        (r"marr\w+", "أعزب|عزباء|عازب|عزوبي"),
        ("deep", "ضحل"),
        (r"worr\w+|afraid|fear\w*|panic", "اطم[أئ]|هدئ|شجاع"),
        ("sleep|slept", "سهر|أرق|جاف[اى]|يقظ|مستيقظ"),
        (r"hesitat\w+", "سارع|بادر|أسرع"),
        ("paved", "تراب"),
        (r"lock\w*|clos\w+|shut", "مفتوح|فتح"),
        ("eat|meat", "نباتي|صائم|صام"),
        (r"surviv\w+|make it|live", "مات|قتل|لقي|توفي|قضى|مصرع"),
        (r"stay\w*|remain\w*", "غادر|رحل"),
        (r"dis\w+", "وافق|[يت]وافق|اتفق"),
        (r"know\w*", "الله أعلم|علم الله"),
        ("heavy|expensive|high", "خفيف|رخيص|زهيد|منخفض"),
        ("young", "مسن|كبير|عجوز"),
        ("full|crowded", "خال|شاغر|فارغ"),
        ("clean", "قذر|متسخ|ملوث"),
        ("forget", r"تذكر|\bpens|\bdenk|помни"),
        (r"[^.]*\bsince", r"آخر|\bderni(?:er|ère)\b|\bletzte\w*|\búltim[oa]\b|последн"),
        ("yet", r"زال|\breste|\bausst|\boffen|\bпредсто"),
        (r"(?:\w+\s+)?common|often", r"نادر|\brare|selten|редк|נדיר"),
        (r"as\b[^.]*\bas", r"أقل|פחות|\bmoins\b|\bweniger\b|\bmenos\b|менее|меньше"),
        (r"(?:over|out of)", r"toujours|encore|עדיין"),
        ("know", r"ignor|не знать"),
        ("true|right|correct", "خطأ|مخطئ|باطل"),
        ("same", "مختلف|تغير"),
        ("remember", "نسي"),
        ("alone", "مع"),
        ("alive", "مات|ميت"),
        (r"win|succeed\w*", "خسر"),
        (r"agree\w*", "اعترض|خالف|اختلف"),
        ("big|large|much|many", "صغير|قليل"),
        ("afraid", "شجاع"),
    )
)
"""What is not easy is hard: the one denies, and the other need not."""
ADJECTIVE = re.compile(
    r"(?<![\w\u064b-\u0652])[وف]?غير\s+(?!أن|مرة|ذلك|قليل|بعيد|واحد|هذ|ال|مباشر|رسمي)\w{3,}"
)
COPULA = re.compile(
    r"\b(?:is|was|are|were|will be|has been|have been)\s+(?:(?:very|quite|so|always)\s+)?\w+[.!]?$"
)
"""غير عادل denies what the source says of its subject at the end: it was fair. Elsewhere it is one word
of many that the translator chose: ill advised, phenomenal, set in stone."""
ONLY = re.compile(r"(?:\bnot|n['’]t)\s+(?:just|only|merely|simply|solely)\b", re.IGNORECASE)
ONLY_SEEN = {
    "ar": "فقط|فحسب",
    "fr": "seulement|uniquement",
    "de": "nur|bloß",
    "es": "s[oó]lo|solamente|únicamente",
    "ru": "только|лишь",
    "fa": "فقط|تنها",
}
"""What a denial turns into its opposite: not only here, only there."""
PREFIXED = re.compile(
    r"\b(?:un(?!it|iver|ion|ifi|iqu|der|til|less)\w{4,}|non-?\w{4,}|NGOs?\b|il(?:legal|licit)\w*|impossible|irregular\w*|"
    r"in(?:direct|formal|complete|correct|visible|dependent|sufficient|active|valid|secure|human|just\w|accura|effective|"
    r"stab|appropriate|adequa)\w*|dishonest\w*)",
    re.IGNORECASE,
)
OTHER = re.compile(r"(?<![\w\u064b-\u0652])[وفبلك]?غير(?=\s+\w)")
"""The English and the Arabic for un-: the one stands for the other, and denies nothing else."""
JOINED = re.compile(r"[\u0620-\u064a]{17}")
"""Words without the spaces between them: none can be told from another."""


@form_rule("N301", Severity.WARNING)
def negation(form: Form, _: Context) -> Iterator[Problem]:
    r"""The source denies and the translation affirms, or the other way round.

    ## Why it matters

    A dropped "not" turns a sentence into its opposite, and the sentence reads well. Nothing else
    on the page shows it.

    It is said only where one side denies by a word of its own (`not`, `لم`, `ne … pas`) and the
    other holds nothing that could stand for it: no prefix, no "refuse", no "without".

    ## Example

    Bad, lost:

    ```po
    msgid "The hospital was not hit."
    msgstr "أصيب المستشفى."
    ```

    Good, kept:

    ```po
    msgid "The hospital was not hit."
    msgstr "لم يُصب المستشفى."
    ```

    ## How to mend it

    Compare the two sentences with care, and say what the source says.
    """
    ours, theirs = form.pack.language, form.source_pack.language
    if len(form.source) < 12 or ours == theirs or form.plural:
        return
    said, seen = form.said.text, form.seen.text
    if ONLY.search(said) and not _may_deny(seen, form.pack):
        if ours in ONLY_SEEN and _pattern(rf"(?<!\w)(?:{ONLY_SEEN[ours]})(?!\w)").search(seen):
            yield Problem(
                "the source denies, the translation does not", "compare the two sentences"
            )
        return
    if _denies(seen, theirs) or not LETTER.search(seen) or JOINED.search(seen):
        return  # what is not translated at all is told by others
    if (
        _denies(said, theirs)
        and form.pack.negations
        and not _may_deny(_left(seen, said, ours), form.pack)
        and not IDIOM.search(said)
        and not any(one.search(said) and other.search(seen) for one, other in OPPOSITES)
    ):
        yield Problem("the source denies, the translation does not", "compare the two sentences")
    elif (
        (_denies(seen, ours) or (ours == "ar" and ADJECTIVE.search(seen) and COPULA.search(said)))
        and form.source_pack.negations
        and not _may_deny(said, form.source_pack)
        and not IDIOM.search(seen)
    ) and not (theirs in FREE and _pattern(FREE[theirs]).search(said)):
        yield Problem("the translation denies, the source does not", "compare the two sentences")


def _denies(text: str, language: str) -> bool:
    if language == "ar":
        text = SOFT.sub("", text)
    if language in DENIAL and not DENIAL[language].search(text):
        return False
    return language in PLAIN and bool(_pattern(PLAIN[language]).search(text))


def _left(seen: str, said: str, language: str) -> str:
    """Leave out غير where it stands for a prefix of the source: the unarmed guards were not hit."""
    if language == "ar" and "غير" in seen:
        others = OTHER.findall(seen)
        if others and len(PREFIXED.findall(said)) >= len(others):
            return OTHER.sub("", seen)
    return seen


def _may_deny(text: str, of: Pack) -> bool:
    pattern = (
        of.negations
        if of.language == "zh"
        else rf"(?<![\w\u064b-\u0652])(?:{of.negations})(?![\w\u064b-\u0652])"
    )
    return bool(_pattern(pattern).search(MARKS.sub("", unicodedata.normalize("NFKC", text))))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
