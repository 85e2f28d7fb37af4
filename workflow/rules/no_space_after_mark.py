"""A205 no-space-after-mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import BIDI, OWN, together
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


TIGHT = re.compile(
    rf"(?<=[\w\u064b-\u0652)»”\"])([،؛؟])(?=[^\W\d_])|(?<=[\w\u064b-\u0652]{{3}})(?<!\d)([.!:])(?=[{OWN}]{{2,}})|(?<=[{OWN}])([،؛])(?=\d)"
)
WORD = re.compile(r"[^\W\d_]{4}$")
SPOKEN = re.compile(r"[^\W\d_]{3}:[\s\u00a0]+[“\"'‘«]?\w")
LABEL = re.compile(r"\w:\w")
MAYBE = re.compile(f"[،؛؟.!:,;?]{BIDI.pattern}*\\w")
"""A mark and no space; most texts have none."""


LETTERED = re.compile(
    r"(?<=[^\W\d_]{2})[,;](?=[^\W\d_]{2})|(?<=[^\W\d_A-Z]{3})[.!?](?=[A-ZÀ-ÞА-Я][^\W\d_A-Z]{2})"
)


@form_rule("A205", Severity.WARNING)
def no_space_after_mark(form: Form, _: Context) -> Iterator[Problem]:
    r"""No space stands after a mark.

    ## Why it matters

    The two words hang together, and the line cannot be broken there.

    ## Example

    `غادر المدينة،ثم عاد` where `غادر المدينة، ثم عاد` was meant.

    Bad, behind a comma:

    ```po
    msgid "When it began, they left."
    msgstr "حين بدأت،غادروا."
    ```

    Good, a closed quotation:

    ```po
    msgid "He said “no”, then left."
    msgstr "قال «لا»، ثم غادر."
    ```

    ## How to mend it

    Put a space there; `publish check --fix` does.
    """
    if not MAYBE.search(form.target):
        return
    if form.pack.scripts in {("Latn",), ("Cyrl",), ("Hebr",)}:
        yield from _in_letters(form)
    if not form.arabic:
        return
    found = []
    for match in TIGHT.finditer(form.seen.text):
        short = match[2] == ":" and not WORD.search(form.seen.text[: match.start()])
        if short and (not SPOKEN.search(form.said.text) or LABEL.search(form.said.text)):
            continue  # a label: ص:صفحة
        place = form.seen.span(match.end() - 1, match.end())
        found.append(place)
    yield from together(
        form,
        [(span, form.target[span[0] : span[1]] + " ") for span in found],
        lambda span, fix: Problem(
            f"no space after {form.target[span[0]]}", "put one there", span=span, fix=fix
        ),
    )


def _in_letters(form: Form) -> Iterator[Problem]:
    """Give the same where the marks are those of English: not in lists or names of a program."""
    found = [
        (form.seen.span(*match.span()), match[0] + " ")
        for match in LETTERED.finditer(form.seen.text)
    ]
    if not found or LETTERED.search(form.said.text):
        return
    yield from together(
        form,
        found,
        lambda span, fix: Problem(
            f"no space after {form.target[span[0]]}", "put one there", span=span, fix=fix
        ),
    )
