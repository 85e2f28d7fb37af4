"""A106 waw-detached."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import together
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


DETACHED = re.compile(
    "(?<![\\w\u064b-\u0652\u0640\ufffc'’ـ])و[\u064b-\u0650]?([ \u00a0]+)(?=[\u0621-\u064a]{2})"
)
LETTER_NAMED = re.compile(
    r"(?:حرف|الحرف|بحرف|حرفي|الواو|واو|[«(\[“\"]|(?:^|\s)[\u0621-\u064a])\s*$"
)


@form_rule("A106", Severity.WARNING, target="و")
def waw_detached(form: Form, _: Context) -> Iterator[Problem]:
    r"""The Arabic word for "and" stands apart from the word it belongs to.

    ## Why it matters

    `و` is written as one with the next word. Apart from it, it can end a line, and looks as if a
    word were missing.

    ## Example

    `الرقة و الحسكة` where `الرقة والحسكة` was meant.

    Bad, before a noun:

    ```po
    msgid "Bread and water"
    msgstr "الخبز و الماء"
    ```

    Good, as one with its word:

    ```po
    msgid "Bread and water"
    msgstr "الخبز والماء"
    ```

    ## How to mend it

    Delete the space behind it; `publish check --fix` does that for you.
    """
    if form.pack.language != "ar" or "و" not in form.target:
        return
    found = [
        form.seen.span(*match.span(1))
        for match in DETACHED.finditer(form.seen.text)
        if not LETTER_NAMED.search(form.seen.text[: match.start()])
    ]
    yield from together(
        form,
        [(span, "") for span in found],
        lambda span, fix: Problem(
            "و stands apart from its word", "delete the space", span=span, fix=fix
        ),
    )
