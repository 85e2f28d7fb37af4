"""A202 latin-semicolon."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import CLOSE, OWN, foreign_marks
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


SEMICOLON = re.compile(
    rf"(?<=[{OWN}]){CLOSE}(;)(?=[\s{OWN}\"”“»«)\]*_]|$)|(?<=[0-9٠-٩۰-۹)\]]){CLOSE}(;)(?=\s+[{OWN}])"
)


@form_rule("A202", Severity.ERROR, target=";")
def latin_semicolon(form: Form, _: Context) -> Iterator[Problem]:
    r"""A Latin semicolon stands in a text whose semicolon is another.

    ## Why it matters

    `;` is no mark of Arabic writing, and turns the wrong way.

    ## Example

    `غادر الناس; لم يبقَ أحد` where `غادر الناس؛ لم يبقَ أحد` was meant.

    Bad, behind a word:

    ```po
    msgid "He stayed; she left."
    msgstr "بقي; وغادرت."
    ```

    Good, Arabic's own:

    ```po
    msgid "He stayed; she left."
    msgstr "بقي؛ وغادرت."
    ```

    ## How to mend it

    Write `؛`; `publish check --fix` does. In code and entities it may stay.
    """
    yield from foreign_marks(form, ";", SEMICOLON)
