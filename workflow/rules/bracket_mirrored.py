"""Q202 bracket-mirrored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import mirrored
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


MIRRORED = re.compile(r"\)([^()\n]+)\(|\]([^\[\]\n]+)\[")


@form_rule("Q202", Severity.ERROR, target=r"[)\]]")
def bracket_mirrored(form: Form, _: Context) -> Iterator[Problem]:
    r"""The brackets stand the wrong way round.

    ## Why it matters

    A bracket is stored as "opening" or "closing" and shown to fit the direction of the text.
    Typed by its looks it is the wrong one, and on the page it turns its back to the words.

    ## Example

    `تنظيم الدولة )داعش( انسحب` where `(داعش)` was meant.

    Bad, round ones:

    ```po
    msgid "The town (small) is old."
    msgstr "البلدة )الصغيرة( قديمة."
    ```

    Good, the right way round:

    ```po
    msgid "The town (small) is old."
    msgstr "البلدة (الصغيرة) قديمة."
    ```

    ## How to mend it

    Exchange the two; `publish check --fix` does that for you.
    """
    text = form.seen.text
    found = []
    for opening, closing in ("()", "[]"):
        first = text.find(closing)
        if not (0 <= first < text.find(opening)) or text.count(opening) != text.count(closing):
            continue
        if (
            form.said.text.find(closing) < form.said.text.find(opening)
            and closing in form.said.text
        ):
            continue
        found += [
            (match, opening, closing) for match in MIRRORED.finditer(text) if match[0][0] == closing
        ]
    yield from mirrored(form, found, "the brackets are mirrored")
