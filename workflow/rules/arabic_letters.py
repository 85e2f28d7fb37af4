"""A109 arabic-letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import each, named, together
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


OWN = {
    "fa": {"ي": "ی", "ى": "ی", "ك": "ک"},
    "ckb": {"ي": "ی", "ك": "ک", "ة": "ە"},
    "ur": {"ي": "ی", "ى": "ی", "ك": "ک"},
}
"""Letters of the Arabic keyboard, and those of the language's own."""
WORD = re.compile(
    "[\u0620-\u065f\u066e-\u06d3\u06d5\u200c]*[يىكة][\u0620-\u065f\u066e-\u06d3\u06d5\u200c]*"
)
GROUP = re.compile(r"«[^«»]*»|\([^()]*\)|“[^“”]*”|”[^“”]*“|\"[^\"]*\"|﴿[^﴾]*﴾")


@form_rule("A109", Severity.WARNING, target="[يىكة]")
def arabic_letters(form: Form, _: Context) -> Iterator[Problem]:
    r"""A letter of the Arabic keyboard stands in a Persian, Kurdish or Urdu text.

    ## Why it matters

    `ي` and `ك` look like `ی` and `ک` within a word, and no search for the word finds them.

    ## Example

    Bad, an Arabic kaf:

    ```po fa
    msgid "The bank is closed."
    msgstr "بانك بسته است."
    ```

    Good, a quotation in Arabic:

    ```po fa
    msgid "The motto “The people want” was heard."
    msgstr "شعار «الشعب يريد» شنیده شد."
    ```

    ## How to mend it

    Write ی and ک; `publish check --fix` does. Arabic words in brackets or quotation marks may stay.
    """
    table = OWN.get(form.pack.language)
    if table is None or not any(letter in form.target for letter in table):
        return
    groups = [match.span() for match in GROUP.finditer(form.seen.text)]
    found = []
    for match, span in each(WORD, form.seen):
        word = match[0]
        mended = "".join(table.get(letter, letter) for letter in word)
        if mended != word and not any(a <= match.start() < b for a, b in groups):
            found.append((span, mended))
    yield from together(
        form,
        found,
        lambda span, fix: Problem(
            ", ".join(named(letter) for letter in table if letter in form.target[slice(*span)])
            + f" in {excerpt(form.target[slice(*span)])}",
            f"write {excerpt(dict(found)[span])}",
            span=span,
            fix=fix,
        ),
    )
