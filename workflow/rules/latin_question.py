"""A203 latin-question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import CLOSE, OWN, foreign_marks
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


QUESTION = re.compile(
    rf"(?<=[{OWN}0-9٠-٩۰-۹!?؟]){CLOSE}(\?)(?=[\s{OWN}\"”“»«)\]!?؟.*_]|$)|(?<=[A-Za-z\ufffc\)])[\"”“»)\]*_]*(\?)[\"”“»)\]*_]*$"
)


@form_rule("A203", Severity.ERROR, target=r"\?")
def latin_question(form: Form, _: Context) -> Iterator[Problem]:
    r"""A Latin question mark stands in a text whose question mark is another.

    ## Why it matters

    `?` opens the wrong way at the end of an Arabic question. Several checkers demand just that,
    since they compare it with the source.

    ## Example

    `هل بدأ التراجع?` where `هل بدأ التراجع؟` was meant.

    Bad, at the end:

    ```po
    msgid "Who will come?"
    msgstr "من سيأتي?"
    ```

    Good, Arabic's own:

    ```po
    msgid "Who will come?"
    msgstr "من سيأتي؟"
    ```

    ## How to mend it

    Write `؟`; `publish check --fix` does. In addresses and foreign titles it may stay.
    """
    if "??" not in form.seen.text:
        yield from foreign_marks(form, "?", QUESTION)
