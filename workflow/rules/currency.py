"""N202 currency."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .form import money, stated
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


@form_rule("N202", Severity.ERROR)
def currency(form: Form, _: Context) -> Iterator[Problem]:
    r"""The translation names another currency than the source.

    ## Why it matters

    Five million pounds are not five million dollars.

    ## Example

    `5 ملايين دولار` for `5 million euros`.

    Bad, euros for dollars:

    ```po
    msgid "2 million dollars"
    msgstr "مليونا يورو"
    ```

    Good, a sign told in words:

    ```po
    msgid "It cost $300."
    msgstr "كلّف 300 دولار."
    ```

    ## How to mend it

    Write the currency of the source; do not convert.
    """
    if not money(form.said.text, form.source_pack.language):
        return
    source = stated(form.said.text, form.source_pack.language)
    if not source.currencies:
        return
    target = stated(form.seen.text, form.pack.language)
    said, seen = {f.value for f in source.currencies}, {f.value for f in target.currencies}
    if seen and not said & seen:
        first = target.currencies[0]
        yield Problem(
            f"the source says {source.currencies[0].text}, the translation {first.text}",
            "write the currency of the source",
            span=form.seen.span(first.start, first.end),
        )
