"""X203 sentence-lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import usual_ratio
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


END = re.compile(
    r"(?<![A-Z.])(?<!\b[A-Za-z]\.)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSt)(?<!\bNo)(?<!\bvs)(?<!\betc)(?<!\bGen)(?<!\bCol)(?<!\bLt)[.!?؟。！？۔]+[\"”“»)’'\]*_]*(?=\s+[\"“”«(*_\[]*[^\Wa-z_]|\s*$|(?<=[。！？]))"
)


COMMA = re.compile("[,;:—–]")
JOINT = re.compile(
    r"[،؛,;:—–]|(?<=\s)[وف](?=\w{3})|(?<=\s)ו(?=\w{3})|\s(?:et|und|y|e|и|ve|و|اور)(?=\s)"
)


@form_rule("X203", Severity.WARNING)
def sentence_lost(form: Form, _: Context) -> Iterator[Problem]:
    r"""A translation has fewer sentences than its source, and is short.

    ## Why it matters

    A sentence was left out. Two that were joined into one are no fault, and are told apart by the
    length.

    ## Example

    `انسحب الجيش.` for `The army left. The people returned to their homes the next day.`

    Bad, the second of two:

    ```po
    msgid "The convoy reached the town at dawn. The drivers were exhausted."
    msgstr "وصلت القافلة إلى البلدة فجرًا."
    ```

    Good, two joined in one:

    ```po
    msgid "The convoy came at dawn. The drivers were exhausted."
    msgstr "وصلت القافلة إلى البلدة فجرًا وكان السائقون منهكين تمامًا."
    ```

    ## How to mend it

    Translate the sentence that is missing, or say in a comment why it is.
    """
    if len(form.source) < 40 or form.plural:
        return
    usual = usual_ratio(form.source_pack.language, form.pack.language)
    ratio = len(form.seen.text) / max(1, len(form.said.text))
    if ratio >= 0.72 * usual / 0.87:
        return
    said, seen = (max(1, len(END.findall(each_.text.strip()))) for each_ in (form.said, form.seen))
    # sentences may be joined, and are shorter then: و, a comma, a semicolon for each that is gone
    joints = len(JOINT.findall(form.seen.text)) - len(COMMA.findall(form.said.text))
    joined = joints >= said - seen and ratio >= 0.55 * usual / 0.87
    if seen < said and not joined:
        yield Problem(
            f"{said} sentences in the source, {seen} in the translation, and it is short",
            "translate what is missing",
        )
