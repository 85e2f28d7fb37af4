"""G102 forbidden-term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Fix, Severity, State
from ..terms import find
from .rule import Context, Problem, excerpt, forbidden_in, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair, Term
    from ..terms import Occurrence


@pair_rule("G102", Severity.ERROR)
def forbidden_term(pair: Pair, context: Context) -> Iterator[Problem]:
    """A translation says what the glossary forbids.

    ## Why it matters

    Some words take a side, endanger someone, or are the spelling of another house. The column
    `forbidden.ar` of `source/glossary.csv` lists them beside what is written instead. A forbidden
    form counts wherever it stands, with whatever it carries: «وبالدولة الإسلامية» too. A row
    without a source forbids a word whatever the source says.

    Not a finding: a form that the source itself has, letter for letter, and a form that is part of
    a longer accepted one.

    ## Example

    With this row of the glossary:

    ```csv
    source,kind,ar,forbidden.ar
    ISIS,term,داعش,الدولة الإسلامية
    ```

    Bad, the forbidden form:

    ```po
    msgid "ISIS lost the airport."
    msgstr "خسرت الدولة الإسلامية المطار."
    ```

    Good, the form of the house:

    ```po
    msgid "ISIS lost the airport."
    msgstr "خسر داعش المطار."
    ```

    ## How to mend it

    Write the form of the house: «خسر داعش المطار.» `publish check --fix --unsafe-fixes` puts it in
    the place of the forbidden one; read the sentence afterwards, since a verb may have to follow.
    """
    if not context.glossary.terms or context.target is None:
        return
    if pair.entry is None or pair.state is not State.TRANSLATED:
        return
    name = context.target.name
    language = name.partition("_")[0]
    for number, text in enumerate(pair.entry.msgstr):
        for found, (bad, row) in forbidden_in(text, context):
            good = row.targets.get(name, ())
            if bad in pair.unit.msgid or any(
                each.start <= found.start and found.end <= each.end
                for form in good
                for each in find(form, text, language, exact=True)
            ):
                continue
            yield _problem(row, good, text, found, number)


def _problem(
    row: Term, good: tuple[str, ...], text: str, found: Occurrence, number: int
) -> Problem:
    written = text[found.start : found.end]
    hint = f"write {excerpt(good[0])}" if good else (row.note or "choose another word")
    fix = None
    if good and (form := _carrying(found.clitics, good[0])):
        fix = Fix(text[: found.start] + form + text[found.end :], safe=False)
    message = f"{excerpt(written)} is forbidden by the glossary"
    return Problem(message, hint, span=(found.start, found.end), form=number, fix=fix)


def _carrying(clitics: str, form: str) -> str:
    """Put the clitics of the old word before the new one; «لل» has swallowed an article."""
    if clitics.endswith("لل"):
        return clitics + form[2:] if form.startswith("ال") else clitics[:-1] + form
    if clitics.endswith("ل") and form.startswith("ال"):
        return clitics + "ل" + form[2:]
    return clitics + form
