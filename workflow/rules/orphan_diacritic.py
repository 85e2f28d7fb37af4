"""A105 orphan-diacritic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import MASK, each, named, together
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


ORPHAN = re.compile(
    "(?:(?<=^)|(?<=[^\u0620-\u065f\u0670\u0640\u066e-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufefc\u25cc\u200c\u200d]))[\u064b-\u0652\u0670]+"
)


@form_rule("A105", Severity.WARNING, target="[\u064b-\u0652\u0670]")
def orphan_diacritic(form: Form, _: Context) -> Iterator[Problem]:
    r"""A vowel sign stands on no letter.

    ## Why it matters

    It hangs in the air beside the word, or on a dotted circle. It was typed after a space, or its
    letter was deleted.

    ## Example

    `مدينة ٌكبيرة`, where the tanwin stands behind the space.

    Bad, behind a space:

    ```po
    msgid "A new bridge"
    msgstr "جسر ٌ جديد"
    ```

    Good, on their letters:

    ```po
    msgid "A new bridge"
    msgstr "جِسرٌ جديدٌ"
    ```

    ## How to mend it

    Delete it, or put it behind its letter; `publish check --fix` deletes it.
    """
    if form.target.isascii() or not form.arabic:
        return
    yield from together(
        form,
        [
            (span, "")
            for match, span in each(ORPHAN, form.seen)
            if MASK not in form.seen.text[match.start() - 1 : match.start()]
        ],
        lambda span, fix: Problem(
            f"{named(form.target[span[0]])} stands on no letter", "delete it", span=span, fix=fix
        ),
    )
