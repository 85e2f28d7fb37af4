"""Q101 quote-unbalanced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


INCH = re.compile(r"(?<=\d)[\"”″]|(?<=[א-ת])[\"”“״](?=[א-ת](?![א-ת])|ל(?:ית|ים)|ר(?:ית|ים))")
"""Inches, and the mark before the last letter of a Hebrew acronym."""
OPENED = re.compile(
    r"(?<![\w'’])['‘](?!\d0s|(?:em|til|tis|twas|cause|n)\b)(?=[\w\"“])", re.IGNORECASE
)
CLOSED = re.compile(r"(?<=[^\Ws_\d]|[.,!?…)])['’](?!\w)")
PLURAL = re.compile(r"(?<=s)['’](?!\w)")
"""What may close a quotation, or stand for whose the students' rooms are."""
DOUBLE = re.compile('[“”„‟"]')
ANGLES = (("«", "»"), ("「", "」"), ("『", "』"), ("《", "》"), ("﴿", "﴾"))


@form_rule("Q101", Severity.ERROR, target='[“”„‟"«»「」『』《》﴿﴾]')
def quote_unbalanced(form: Form, _: Context) -> Iterator[Problem]:
    r"""A quotation is opened and not closed, or closed and not opened.

    ## Why it matters

    Where a quotation ends is where the witness stops and the newsroom speaks. A lost mark puts
    words into somebody's mouth.

    ## Example

    `قال: «لن نغادر ثم خرج` without the mark that closes.

    Bad, not closed:

    ```po
    msgid "He said “we return” and left."
    msgstr "قال «نعود وغادر."
    ```

    Good, closed:

    ```po
    msgid "He said “we return” and left."
    msgstr "قال «نعود» وغادر."
    ```

    ## How to mend it

    Put the lost mark where the quotation of the source ends. A quotation that runs over several
    units is no fault, if the source opens it likewise.
    """
    if form.target.isascii() and '"' not in form.target:
        return
    target, source = form.seen.text, form.said.text
    source_odd = _odd(source) or _odd(INCH.sub("", source))
    for opening, closing in ANGLES:
        if opening in target or closing in target:
            left, right = target.count(opening), target.count(closing)
            if opening == "﴿" and left != right and abs(left - right) != 1:
                continue
            if left != right and not source_odd:
                yield _problem(form, opening if left > right else closing)
    texts = (INCH.sub("", target), *((target,) if form.pack.language != "he" else ()))
    odd = all(len(DOUBLE.findall(text)) % 2 for text in texts)
    if odd and not source_odd and not _mixed(target):
        at = list(DOUBLE.finditer(form.seen.text))
        yield _problem(form, at[-1][0] if at else '"')


def _odd(source: str) -> bool:
    """Say whether the source leaves a quotation open: then so may the translation."""
    if len(DOUBLE.findall(source)) % 2:
        return True
    opened, closed = len(OPENED.findall(source)), len(CLOSED.findall(source))
    if opened != closed or (opened and PLURAL.search(source)):
        return True
    return any(source.count(left) != source.count(right) for left, right in ANGLES)


def _mixed(target: str) -> bool:
    """A quotation of which one end is an angle and the other a comma is said once."""
    return any(target.count(left) != target.count(right) for left, right in ANGLES)


def _problem(form: Form, mark: str) -> Problem:
    at = form.seen.text.rfind(mark)
    return Problem(
        f"the quotation mark {mark} has no partner",
        "put the lost mark where the quotation of the source begins or ends",
        span=form.seen.span(at, at + 1) if at >= 0 else None,
    )
