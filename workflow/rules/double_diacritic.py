"""A104 double-diacritic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .form import named, replaced
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


TWICE = re.compile("([\u064b-\u0652\u0670])\\1+|[\u064b-\u0650\u0652]\u0651?[\u064b-\u0650\u0652]")


@form_rule("A104", Severity.WARNING, target="[\u064b-\u0652\u0670]")
def double_diacritic(form: Form, _: Context) -> Iterator[Problem]:
    r"""A letter has the same vowel sign twice, or two that exclude one another.

    ## Why it matters

    The second sign is printed over the first and makes a blot; the word is found by no search.

    ## Example

    `مُُدن` with two dammas on the first letter.

    Bad, the same sign twice:

    ```po
    msgid "A new day"
    msgstr "يومٌٌ جديد"
    ```

    Good, shadda and its vowel:

    ```po
    msgid "The nation"
    msgstr "الأُمَّة"
    ```

    ## How to mend it

    Leave one of them; `publish check --fix` does where both are the same.
    """
    if form.target.isascii() or not form.arabic:
        return
    found = [match for match in TWICE.finditer(form.target) if match[0] not in form.source]
    same = [(match.span(), match[1]) for match in found if match[1]]
    fix = Fix(replaced(form.target, same), safe=True) if same else None
    for match in found:
        yield Problem(
            f"two signs on one letter: {', '.join(dict.fromkeys(named(char) for char in match[0]))}",
            "leave one",
            span=match.span(),
            fix=fix if match[1] else None,
        )
