"""C107 note-left-in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import MASK
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


NOTE = re.compile(
    r"\b(?:TODO|FIXME|XXX+|TBD|TBC|TK|HACK|WIP|T/N)\b|\bTN:|\blorem ipsum\b"
    r"|[\[({<][^\[\](){}<>\n]*?(?:\btranslat(?:or|ion)\b|\bto be (?:checked|translated|confirmed)\b|\b(?:please )?(?:check|verify|review|confirm)\b|\bnot sure\b"
    r"|للمراجع|راجع|يراجع|تُراجع|تراجع لاحق|مترجم|للتدقيق|للتحقق|تحقق|تأكد|يُتأكد|غير متأكد|ترجمة غير|لم يترجم|ترجمة آلية|ترجمة حرفية|لم تترجم|à vérifier|à traduire|traducteur|NdT|übersetzer|prüfen|traductor|revisar|переводчик|проверить)[^\[\](){}<>\n]*[\])}>]"
    r"|(?:ملاحظة|تنبيه) (?:من )?(?:لل|ال)?(?:مترجم|محرر|مدقق)\w*\s*:|[؟]{3,}|\[[؟?]+\]|\([؟?]+\)|(?<![:/\w\\])//\s+(?=[^\W\d_]{2})|\?{2,}؟|(?:للمراجعة|يُ?راجع لاحقًا|تُ?راجع لاحقًا)\s*:?|@@@|%%%|###+$|(?<=\w )#{3,}(?= )|\bXX+\b",
    re.IGNORECASE,
)
COMMENT = re.compile("<!--.*?-->", re.DOTALL)
MAYBE = re.compile(r"[A-Za-z\[({<؟?@%#/]|ملاحظ|تنبيه|راجع")
"""Something that every note has in it; most Arabic texts have none."""
OF_THE_SOURCE = re.compile(
    r"translat|interpret|check|verif|review|confirm|note|sure|refer|see|consult", re.IGNORECASE
)


@form_rule("C107", Severity.WARNING)
def note_left_in(form: Form, _: Context) -> Iterator[Problem]:
    r"""A note to colleagues stands in the translation.

    ## Why it matters

    "TODO", "check the name!" or `؟؟؟` in print is an embarrassment, and can tell who worked on a
    text.

    ## Example

    `غادر [راجع الاسم] المدينة` where the source has no such note.

    Bad, to do:

    ```po
    msgid "The governor resigned."
    msgstr "استقال المحافظ. TODO"
    ```

    Good, the source has it:

    ```po
    msgid "Write TODO there."
    msgstr "اكتب TODO هناك."
    ```

    ## How to mend it

    Settle what it asks and delete it. Notes belong into a comment of the entry: a line that
    begins with `# `.
    """
    if not MAYBE.search(form.target):
        return
    for match in COMMENT.finditer(form.target):
        if match[0] not in form.source and "<!--" not in form.source:
            yield Problem(
                f"a note stands in the text: {excerpt(match[0])}",
                "settle it and delete it",
                span=match.span(),
            )
    for match in NOTE.finditer(form.raw.text):
        if (
            match[0].lower() in form.source.lower()
            or form.seen.text[form.seen.at(form.raw.span(*match.span())[0])] == MASK
        ):
            continue
        if re.search(r"\?\?|[(\[]\?", form.source) and "؟" in match[0]:
            continue
        if match[0][0] in "[({<" and OF_THE_SOURCE.search(form.source):
            continue
        if (
            match[0].isascii()
            and match[0].upper() != match[0]
            and match[0][0].isalpha()
            and "ipsum" not in match[0].lower()
        ):
            continue
        yield Problem(
            f"a note stands in the text: {excerpt(match[0])}",
            "settle it and delete it",
            span=form.raw.span(*match.span()),
        )
