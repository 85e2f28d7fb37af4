"""F103 placeholder-syntax."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


BROKEN = re.compile(
    r"\{[^{}\s]*[^\x00-\x7f{}\s][^{}\s]*\}|%\([^()\s]*[^\x00-\x7f()][^()]*\)[a-z]?|٪(?:\d+\$)?\(?[a-z]\b|٪\([^()]*\)\w?|%[٠-٩۰-۹]+\$?[sd]?"
    r"|\{\s+[\w.]+\s*\}|\{[\w.]+\s+\}|%\s\([^()]*\)[sd]|%\([\w]+\)\s+[sd]\b|(?<![\d٠-٩])%\s[sd]\b|\$\s\{[^{}]*\}|(?<!\w)[a-z]%(?!\w)"
)
ANY = re.compile(r"%\(|\{[\w.]*\}|%(?:\d+\$)?[sdif]|\$\{")


@form_rule("F103", Severity.ERROR, source="[%{$]")
def placeholder_syntax(form: Form, _: Context) -> Iterator[Problem]:
    r"""A placeholder was translated, or its signs were.

    ## Why it matters

    A program looks for `%s` and `{count}` letter by letter. `٪s` or `{العدد}` is text for it, and
    is printed.

    ## Example

    `مرحبًا {الاسم}` for `Hello, {name}`.

    Bad, translated:

    ```po
    msgid "You have {count} messages."
    msgstr "لديك {العدد} رسائل."
    ```

    Good, as in the source:

    ```po
    msgid "You have {count} messages."
    msgstr "لديك {count} رسائل."
    ```

    ## How to mend it

    Write the placeholder as the source does, in ASCII letters, digits and signs.
    """
    if not ANY.search(form.source):
        return
    for match in BROKEN.finditer(form.raw.text):
        if match[0] not in form.source:
            yield Problem(
                f"{match[0]} is no placeholder any more",
                "write it as the source does",
                span=form.raw.span(*match.span()),
            )
