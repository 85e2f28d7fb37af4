"""A108 heh-for-teh."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .form import each
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


DEFINITE = re.compile(
    "(?<![\\w\u064b-\u0652\u0640\ufffc@#])[وف]?(?:[بك]?ال|لل)[\u0621-\u064a\u064b-\u0652]{2,}(ه)(?![\\w\u064b-\u0652\u0640'’])"
)
ROOTS = frozenset(
    "الله إله اله وجه وجوه فقه شبه أشباه اشباه شبيه تشبيه تشابه متشابه مشابه انتباه منتبه تنبيه منبه نبيه "
    "اتجاه تجاه توجيه موجه وجيه مواجه توجه متجه جاه مياه فواكه كره مكروه كريه إكراه اكراه نزيه تنزيه منتزه متنزه "
    "سفيه تشويه مشوه تنويه ترفيه مشبوه مشتبه اشتباه شفاه أفواه افواه جباه تمويه مموه تأليه معتوه أبله ابله تافه فاره "
    "نابه مرفه كنه تيه تائه عمه ولاه دهاه فقيه بديه بله سفه عته ترفه تنزه تنبه أوجه اوجه فوه أوه آه أله إلاه اتجه "
    "جنيه رفاه مكاره كافيه باليه شاليه بوفيه أتيليه كليشيه كاباريه أشبه اشبه أتفه أنبه أكره اكره مترفه متأله "
    "شره وله مله مؤله مدله متوجه تأوه منزه مكره أجبه نده كهه تفقه متفقه شافه مشافه تسفيه بنيه مياه أمواه شاه باه".split()
)
OBJECT = re.compile(
    "[وف]?(?:والد(?:ت|ا|ي|تا|تي)?|الت(?:قا|قت|قط|قطت|همت?|مست?|زمت?|حفت?|فت)|وكالات|بالغت?)ه"
)
"""His parents, he met him: no article, and the heh is the possessor or the object."""
# their possessives are written with teh (حكومته), so that without the article the slip is certain too
CERTAIN = re.compile(
    "(?<![\\w\u064b-\u0652\u0640\ufffc@#])[وف]?[بكل]?(?:حكومه|معركه|قريه|عائله|صحيفه|ثقافه|سياره|حياه|طائره|قضيه|عاصمه|"
    "وزاره|لجنه|رساله|حريه|ثوره|مدينه|مقاومه|معارضه|محاوله|عمليه|سياسه|رئاسه|مجزره|قذيفه|غاره|هدنه|صلاه|زكاه|فتاه|مأساه|"
    "معاناه|مباراه|كبيره|صغيره|جديده|قديمه|جميله|طويله|قصيره|كثيره|قليله|مختلفه|عديده|سوريه|عربيه|إسلاميه|عسكريه|سياسيه|"
    "مدنيه|دوليه|وطنيه|غرفه)(?![\\w\u064b-\u0652\u0640'’])"
)


@form_rule("A108", Severity.WARNING, target="ه")
def heh_for_teh(form: Form, _: Context) -> Iterator[Problem]:
    r"""A noun with the article ends in heh where it should end in teh marbuta.

    ## Why it matters

    `ه` for `ة` is the commonest slip of the Arabic keyboard, and makes another word: مدرسه is
    "his teacher". A noun that has the article cannot have a possessor, so there the slip is
    certain. Without the article it is said only of words whose possessive is another (حكومته).

    ## Example

    `في المدينه القديمه` where `في المدينة القديمة` was meant.

    Bad, a noun with the article:

    ```po
    msgid "They left the city."
    msgstr "غادروا المدينه."
    ```

    Good, a heh that is of the root:

    ```po
    msgid "The faces, the water, the attention"
    msgstr "الوجوه والمياه والانتباه"
    ```

    ## How to mend it

    Write `ة` at its end; `publish check --fix --unsafe-fixes` does.
    """
    if form.pack.language != "ar" or "ه" not in form.target:
        return
    found = [span for _, span in each(CERTAIN, form.native)]
    for match, span in each(DEFINITE, form.native):
        stem = re.sub("^[وف]?(?:[بك]?ال|لل)", "", re.sub("[\u064b-\u0652]", "", match[0]))
        if stem not in ROOTS and len(stem) >= 3 and not OBJECT.fullmatch(match[0]):
            found.append(span)
    for span in found:
        word = form.target[slice(*span)]
        mended = form.target[: span[1] - 1] + "ة" + form.target[span[1] :]
        yield Problem(
            f"heh for teh marbuta: {excerpt(word)}",
            f"write {excerpt(word[:-1] + 'ة')}",
            span=span,
            fix=Fix(mended, safe=False),
        )
