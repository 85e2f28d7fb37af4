"""T101 doubled-word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .form import (
    Form,
)
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
    ]
)


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
    for match in TWICE.finditer(form.seen.text):
        word = re.sub("[\u064b-\u0652\u0670]", "", match[1]).lower()
        if len(word) < 2 or word in form.pack.doubles or TWICE.search(form.said.text):
            continue
        if "\u064b" in match[1] or word in REDUPLICATED:
            continue
        span = form.seen.span(*match.span())
        mended = form.target[: span[0]] + match[1] + form.target[span[1] :]
        yield Problem(
            f"{excerpt(match[1])} stands twice",
            "delete one",
            span=span,
            fix=Fix(mended, safe=False),
        )
