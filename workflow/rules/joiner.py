"""U102 joiner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import named, together
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


JOINER = re.compile(
    "(?<=[\u0620-\u065f\u066e-\u06d3])[\u200c\u200d]+|[\u200c\u200d]+(?=[\u0620-\u064a])"
)


@form_rule("U102", Severity.WARNING, target="[\u200c\u200d]")
def joiner(form: Form, _: Context) -> Iterator[Problem]:
    r"""A joiner that Arabic does not know stands beside an Arabic letter.

    ## Why it matters

    U+200C and U+200D are part of Persian and Kurdish spelling. In Arabic they change the shape of
    letters and nothing else, and a word that holds one is not found by a search.

    ## Example

    `المدي<U+200C>نة`: it looks like two words and is found as neither.

    Bad, a non-joiner within a word:

    ```po
    msgid "The library burned."
    msgstr "احترقت المك<U+200C>تبة."
    ```

    Good, behind the heh of a Hijri year:

    ```po
    msgid "in 1445 AH"
    msgstr "سنة 1445 ه<U+200D>"
    ```

    ## How to mend it

    Delete the character; `publish check --fix` does. After a final heh, as in the sign of the
    Hijri year, and within emoji it may stay.
    """
    if form.pack.language != "ar" or form.target.isascii():
        return
    found = [
        match.span()
        for match in JOINER.finditer(form.target)
        if not (
            form.target[match.start() - 1] == "ه" and not form.target[match.end() :][:1].isalpha()
        )
    ]
    yield from together(
        form,
        [(span, "") for span in found],
        lambda span, fix: Problem(
            f"{named(form.target[span[0]])} beside an Arabic letter",
            "delete it",
            span=span,
            fix=fix,
        ),
    )
