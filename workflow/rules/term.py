"""G101 term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity, State, TermKind
from ..terms import find, near
from .rule import Context, Problem, excerpt, pair_rule, terms_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair


@pair_rule("G101", Severity.WARNING)
def term(pair: Pair, context: Context) -> Iterator[Problem]:
    """A translation does not say a name or term as the house says it.

    ## Why it matters

    A reader who meets three words for one militia takes them for three militias. The glossary of
    the project, `source/glossary.csv`, says how the house writes each name and term; a translation
    of a sentence that holds the term holds one of the accepted forms.

    Words are compared without what they carry: «وبالرقة» and «للرقة» hold «الرقة», a plural holds
    its term. Where a long term holds a short one, the long one counts. A name that is there in
    nearly the same letters is a finding of `name-consistency`.

    ## Example

    With these rows of the glossary:

    ```csv
    source,kind,ar,fa
    Popular Mobilization,name,الحشد الشعبي,حشد شعبی
    ```

    Bad, another word for it:

    ```po
    msgid "The Popular Mobilization entered Fallujah."
    msgstr "دخلت التعبئة الشعبية الفلوجة."
    ```

    Good, the word of the house:

    ```po
    msgid "The Popular Mobilization entered Fallujah."
    msgstr "دخل الحشد الشعبي الفلوجة."
    ```

    Good, and in Persian:

    ```po fa
    msgid "The Popular Mobilization entered Fallujah."
    msgstr "حشد شعبی وارد فلوجه شد."
    ```

    ## How to mend it

    Write what the hint names: «دخل الحشد الشعبي الفلوجة.» Where another word is as good, add it to
    the row of the term, parted by a bar. Where the sentence says it in another way (a pronoun),
    `publish ignore term FILE:LINE --reason …` hides this one finding.
    """
    if not context.glossary.terms or context.target is None:
        return
    if pair.entry is None or pair.state is not State.TRANSLATED:
        return
    language = context.target.name.partition("_")[0]
    for wanted, written in terms_in(pair.unit.msgid, context):
        forms = wanted.targets.get(context.target.name, ())
        if not forms or wanted.kind is TermKind.KEEP:
            continue
        exact = wanted.kind is TermKind.NAME
        text = " \n ".join(pair.entry.msgstr)
        if any(next(find(form, text, language, exact=exact), None) for form in forms):
            continue
        if exact and any(next(near(form, text, language), None) for form in forms):
            continue  # name-consistency says so
        if f"{written}$" in pair.unit.msgid or f"({written} " in text:
            continue  # US$71; a title that begins with it, kept in brackets
        bad = wanted.forbidden.get(context.target.name, ())
        if any(next(find(form, text, language, exact=True), None) for form in bad):
            continue  # forbidden-term says so
        house = ", or ".join(excerpt(form) for form in forms[:3])
        yield Problem(f"{excerpt(written)} is not said as the glossary says it", f"write {house}")
