"""M103 markup-leaks."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..markdown import shown
from ..model import Severity
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


SIGN = re.compile(r"\*\*|__|\]\(|~~|`|&[A-Za-z]{2,8};")


@form_rule("M103", Severity.ERROR, target=r"[*_\]~`&]")
def markup_leaks(form: Form, context: Context) -> Iterator[Problem]:
    r"""A sign of Markdown is printed as it is.

    ## Why it matters

    `**` next to Arabic punctuation or a letter may neither open nor close (CommonMark, flanking):
    the stars stand on the page and the words are not bold.

    ## Example

    `قال **«الرقة»**الحرة`, where the closing stars stand between a mark and a letter.

    Bad, stars between a mark and a letter:

    ```po
    msgid "They took **“Raqqa”** first."
    msgstr "أخذوا **«الرقة»**أولًا."
    ```

    Good, bold:

    ```po
    msgid "It was **not** an accident."
    msgstr "**لم** يكن حادثًا."
    ```

    ## How to mend it

    Move the sign so that a space or a mark stands outside and a letter inside, or a space on the
    outer side.
    """
    if not SIGN.search(form.target):
        return
    target = Counter(SIGN.findall(shown(form.target, context.references)))
    if target and (extra := target - Counter(SIGN.findall(shown(form.source, context.references)))):
        sign = min(extra)
        at = form.target.find(sign)
        yield Problem(
            f"{sign} is printed as it is",
            "a space or a mark belongs outside of it, a letter inside",
            span=(at, at + len(sign)),
        )
