"""G104 name-consistency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Fix, Severity, State, TermKind
from ..terms import find, near
from .rule import Context, Problem, excerpt, pair_rule, terms_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair
    from ..terms import Occurrence


@pair_rule("G104", Severity.WARNING)
def name_consistency(pair: Pair, context: Context) -> Iterator[Problem]:
    """A name is written in nearly, but not quite, the letters of the house.

    ## Why it matters

    Kamal and Kamel are two people, and «الرقه» is not found by who looks for «الرقة». No standard
    tells how a name is written in another script, so the house chooses once: in the glossary (rows
    of the kind `name`), and for its own people in the translation of their name in `authors.po`.

    Where the source has the name and the translation has not, a run of words that differs in one
    letter of four to seven, two of a longer name, or only in hamza, final ya or ta marbuta, is
    taken for a misspelt name. The tool never transliterates on its own.

    ## Example

    With this row of the glossary:

    ```csv
    source,kind,ar
    Manbij,name,منبج
    ```

    Bad, a dot was lost:

    ```po
    msgid "The battle moved towards Manbij."
    msgstr "انتقلت المعركة نحو منبح."
    ```

    Good, the letters of the house:

    ```po
    msgid "The battle moved towards Manbij."
    msgstr "انتقلت المعركة نحو منبج."
    ```

    ## How to mend it

    Write the name as the hint has it; `--fix --unsafe-fixes` does so. Two people whose names are
    that much alike both belong into the glossary; a second accepted spelling goes into the same
    cell, parted by a bar.
    """
    if not context.glossary.terms or context.target is None:
        return
    if pair.entry is None or pair.state is not State.TRANSLATED:
        return
    language = context.target.name.partition("_")[0]
    known = [
        form
        for each in context.glossary.terms
        if each.kind is TermKind.NAME
        for form in each.targets.get(context.target.name, ())
    ]
    for name, _ in terms_in(pair.unit.msgid, context):
        forms = name.targets.get(context.target.name, ())
        if name.kind is not TermKind.NAME or not forms:
            continue
        for number, text in enumerate(pair.entry.msgstr):
            if any(next(find(form, text, language, exact=True), None) for form in forms):
                continue
            if found := _nearest(forms, known, text, language):
                yield _problem(forms[0], text, found, number)


def _nearest(
    forms: tuple[str, ...], known: list[str], text: str, language: str
) -> Occurrence | None:
    """Give the place of a misspelt name, if it is not another name of the glossary."""
    others = [
        (each.start, each.end) for form in known for each in find(form, text, language, exact=True)
    ]
    for form in forms:
        for found in near(form, text, language):
            if not any(start < found.end and found.start < end for start, end in others):
                return found
    return None


def _problem(form: str, text: str, found: Occurrence, number: int) -> Problem:
    start, end = found.start + len(found.clitics), found.end
    fix = None
    if not found.clitics.endswith("لل"):
        fix = Fix(text[:start] + form + text[end:], safe=False)
    return Problem(
        f"{excerpt(text[found.start : end])} is another spelling of a known name",
        f"the house writes {excerpt(form)}",
        span=(found.start, end),
        form=number,
        fix=fix,
    )
