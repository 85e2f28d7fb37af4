"""Q201 bracket-unbalanced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


FACE = re.compile(
    r"[:;=8][-']?[)(\]\[]|[)(][-']?[:;](?!\w)|(?:(?<=^)|(?<=[\s(]))\w{1,2}\)|(?<=\d)\)(?=\s)"
)
PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）"}


@form_rule("Q201", Severity.ERROR, target=r"[()\[\]{}（）]")
def bracket_unbalanced(form: Form, _: Context) -> Iterator[Problem]:
    r"""A bracket is opened and not closed, or closed and not opened.

    ## Why it matters

    The reader looks for the end of the aside and does not find it. In Markdown a lost bracket can
    break a link.

    ## Example

    `تنظيم الدولة (داعش انسحب` without the bracket that closes.

    Bad, not closed:

    ```po
    msgid "The group (of 2013) split."
    msgstr "انقسمت الجماعة (2013."
    ```

    Good, a label of a list:

    ```po
    msgid "a) bread"
    msgstr "أ) خبز"
    ```

    ## How to mend it

    Put the lost bracket where that of the source stands.
    """
    if not any(mark in form.target for mark in "()[]{}（）"):
        return
    text = form.seen.text
    for opening, closing in PAIRS.items():
        if text.count(opening) == text.count(closing):
            continue
        target, source = _without_faces(text), _without_faces(form.said.text)
        left, right = target.count(opening), target.count(closing)
        whole, said = (
            (text.count(opening), text.count(closing)),
            (form.said.text.count(opening), form.said.text.count(closing)),
        )
        if left == right or source.count(opening) != source.count(closing) or whole == said:
            continue
        mark = opening if left > right else closing
        at = text.rfind(mark)
        yield Problem(
            f"the bracket {mark} has no partner",
            "put the lost bracket where that of the source stands",
            span=form.seen.span(at, at + 1),
        )


def _without_faces(text: str) -> str:
    """Leave out faces and the labels of lists: `:)`, `a)`."""
    return FACE.sub(lambda match: match[0] if _opened(text[: match.start()]) else "", text)


def _opened(before: str) -> bool:
    return before.count("(") > before.count(")")
