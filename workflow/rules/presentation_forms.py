"""A102 presentation-forms."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ..model import Severity
from .form import together
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


SHAPES = re.compile("[\ufb50-\ufd3d\ufd50-\ufdf1\ufdf3-\ufdf9\ufdfe\ufdff\ufe70-\ufefc]+")


@form_rule("A102", Severity.ERROR, target=SHAPES.pattern)
def presentation_forms(form: Form, _: Context) -> Iterator[Problem]:
    r"""A text is written in the shapes of Arabic letters and not in the letters.

    ## Why it matters

    U+FB50 to U+FEFC were made for old printers. Text copied out of a PDF is often made of them:
    it looks right, is found by no search, cannot be read aloud and does not join when a letter is
    changed.

    ## Example

    `ﺍﻟﺮﻗﺔ`, in which each character is one shape, where `الرقة` was meant.

    Bad, a word made of shapes:

    ```po
    msgid "Freedom has a price."
    msgstr "ﻟﻠﺤﺮﻳﺔ ثمن."
    ```

    Good, signs that are meant:

    ```po
    msgid "“With hardship comes ease.”"
    msgstr "﴿إن مع العسر يسرًا﴾"
    ```

    ## How to mend it

    Write the letters; `publish check --fix` does. Signs that are meant as such (﴾ ﴿ ﷲ ﷺ ﷻ ﷼ ﷽)
    may stay.
    """
    if form.target.isascii() or form.pack.scripts != ("Arab",):
        return
    found = [
        (match.span(), unicodedata.normalize("NFKC", match[0]))
        for match in SHAPES.finditer(form.target)
        if match[0] not in form.source
    ]
    yield from together(
        form,
        found,
        lambda span, fix: Problem(
            f"shapes of letters: {excerpt(form.target[span[0] : span[1]])}",
            f"write {excerpt(dict(found)[span])}",
            span=span,
            fix=fix,
        ),
    )
