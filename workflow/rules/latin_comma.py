"""A201 latin-comma."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import CLOSE, OWN, foreign_marks
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


COMMA = re.compile(
    rf"(?<=[{OWN}]){CLOSE}(,)(?=[\s{OWN}\"”“»«)\]*_]|$)|(?<=[0-9٠-٩۰-۹)\]]){CLOSE}(,)(?=\s+[{OWN}])"
)
LIST = re.compile(r"^\w+(?:,\w+)+$")
"""Words for a program, as in Django's `yes,no,maybe`."""


@form_rule("A201", Severity.ERROR, target=",")
def latin_comma(form: Form, _: Context) -> Iterator[Problem]:
    r"""A Latin comma stands in a text whose comma is another.

    ## Why it matters

    `,` curves and sits the wrong way among Arabic letters. Each of them is seen by every reader.

    ## Example

    Bad, between two names:

    ```po
    msgid "Aleppo, Homs"
    msgstr "حلب, حمص"
    ```

    Good, between Latin words:

    ```po
    msgid "formats: PDF, EPUB"
    msgstr "الصيغ: PDF, EPUB"
    ```

    ## How to mend it

    Write `،`; `publish check --fix` does. In numbers, addresses, code and foreign words it may
    stay.
    """
    if not LIST.search(form.source):
        yield from foreign_marks(form, ",", COMMA)
