"""A103 tatweel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import together
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


MARKS = "\u064b-\u065f\u0670"
STROKE = re.compile(
    f"(?<=[\u0620-\u064a\u0671-\u06d3{MARKS}])(?<!^ه)\u0640+(?=[\u0620-\u063f\u0641-\u064a\u0671-\u06d3])|\u0640{{2,}}(?![{MARKS}])"
)


@form_rule("A103", Severity.WARNING, target="ـ")
def tatweel(form: Form, _: Context) -> Iterator[Problem]:
    r"""A word is stretched with U+0640 ARABIC TATWEEL.

    ## Why it matters

    The stroke lengthens a word for looks. A search does not find the word, and the typesetter
    justifies lines without it.

    ## Example

    `الرقـــة` where `الرقة` was meant.

    Bad, a stretched word:

    ```po
    msgid "The capital is far."
    msgstr "العاصمـــة بعيدة."
    ```

    Good, the sign of the Hijri year:

    ```po
    msgid "in 1445 AH"
    msgstr "سنة 1445 هـ"
    ```

    ## How to mend it

    Delete it; `publish check --fix` does. At the end of a word (هـ, بـ) and under a mark it may
    stay.
    """
    if "\u0640" not in form.target or not form.arabic:
        return
    text = form.seen.text
    found = []
    for match in STROKE.finditer(text):
        last = not text[match.end() : match.end() + 1].isalpha()
        found.append(
            (
                form.seen.span(*match.span()),
                "\u0640" if last and text[match.start() - 1 : match.start()] == "ه" else "",
            )
        )
    yield from together(
        form,
        found,
        lambda span, fix: Problem("a word stretched with tatweel", "delete it", span=span, fix=fix),
    )
