"""A204 space-before-mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import each, together
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


SPACED = re.compile(
    r"(?<=[^\s])([ \t\u00a0\u202f]+)(?:[،؛؟]|[,;](?=\s|$)|[!?:](?=\s|$|[»”\"])|\.(?=\s|$)(?!\s*\.)|[。，；？！])"
)
MAYBE = re.compile(r"\s[،؛؟,;!?:.。，；？！]")


TIGHT = re.compile(
    r"(?<=[^\W\d_][^\W\d_])[;:!?»](?=[\s\u00a0»]|$)|(?<=[^\W\d_]{3}[)\]])[;:!?](?=\s|$)"
    r"|(?<=[.!?…])»|«(?=\w)"
)


@form_rule("A204", Severity.WARNING)
def space_before_mark(form: Form, _: Context) -> Iterator[Problem]:
    r"""A space stands before a mark that should follow its word at once, or one is missing in French.

    ## Why it matters

    The mark can then stand alone at the beginning of the next line.

    ## Example

    `غادر المدينة ، ثم عاد` where `غادر المدينة، ثم عاد` was meant.

    Bad, before a comma:

    ```po
    msgid "When it ended, they came."
    msgstr "حين انتهت ، جاؤوا."
    ```

    Good, a face:

    ```po
    msgid "Thank you :)"
    msgstr "شكرًا :)"
    ```

    ## How to mend it

    Delete the space; `publish check --fix` does. French sets a narrow one before `; ! ?` and a
    no-break space before `:` and inside « », and is told where it has none, as an information; in
    Canada only before `:` and inside « », in Switzerland nowhere. Faces like `:)` are left alone.
    """
    text = form.seen.text
    if form.pack.spaced:
        yield from _missing(form)
    if not MAYBE.search(text):
        return
    found = []
    for match, span in each(SPACED, form.seen, 1):
        mark = text[match.end() - 1]
        before = text[match.start() - 1]
        if mark in form.pack.spaced or before in "«“‹„":
            continue
        if re.search(rf"\s{re.escape(mark)}(?=\s|$)", form.said.text) or (
            mark in "،؛؟" and re.search(r"\s[,;?]", form.said.text)
        ):
            continue
        found.append(span)
    yield from together(
        form,
        [(span, "") for span in found],
        lambda span, fix: Problem(
            f"space before {form.target[span[1]]}", "delete the space", span=span, fix=fix
        ),
    )


def _missing(form: Form) -> Iterator[Problem]:
    """Give a problem for each mark that French sets a space before, and that has none."""
    found = [
        (
            span,
            "«\u00a0"
            if match[0] == "«"
            else ("\u00a0" if match[0] in ":»" else "\u202f") + match[0],
        )
        for match, span in each(TIGHT, form.seen)
        if match[0] in form.pack.spaced or (match[0] == "«" and "»" in form.pack.spaced)
    ]
    yield from together(
        form,
        found,
        lambda span, fix: Problem(
            f"no space {'after' if form.target[span[0]] == '«' else 'before'} {form.target[span[0]]}",
            "put a no-break space there",
            span=span,
            fix=fix,
            severity=Severity.INFO,
        ),
    )
