"""N201 month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .form import (
    Form,
    dated,
    stated,
)
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


@form_rule("N201", Severity.ERROR)
def month(form: Form, _: Context) -> Iterator[Problem]:
    r"""The translation names another month than the source.

    ## Why it matters

    A date decides who was where. Arabic has several names for each month, from Syria to Morocco,
    and all of them are known: `أيار/مايو` is one month.

    ## Example

    `في أبريل 2016` for `in May 2016`.

    Bad, another month:

    ```po
    msgid "lifted in May 2016"
    msgstr "رُفع في نيسان 2016"
    ```

    Good, two names of one month:

    ```po
    msgid "lifted in May 2016"
    msgstr "رُفع في أيار/مايو 2016"
    ```

    ## How to mend it

    Write the month of the source, by the name that your readers use.
    """
    if not dated(form.said.text, form.source_pack.language):
        return
    source = stated(form.said.text, form.source_pack.language)
    if not source.months:
        return
    target = stated(form.seen.text, form.pack.language)
    said, seen = {f.value for f in source.months}, {f.value for f in target.months}
    said |= {str(int(f.value[5:7])) for f in source.dates if f.form == "date"} if seen else set()
    seen |= (
        {str(int(v[5:7])) for f in target.dates if f.form == "date" for v in (f.value, *f.also)}
        if said
        else set()
    )
    numbers = {f.value for f in (*target.numbers, *source.numbers)}
    lost, new = said - seen - numbers, seen - said - numbers
    if lost and new and target.months:
        first = next((f for f in target.months if f.value in new), target.months[0])
        was = next((f.text for f in source.months if f.value in lost), "")
        yield Problem(
            f"the source says {was.strip() or 'another month'}, the translation {first.text.strip()}",
            "write the month of the source",
            span=form.seen.span(first.start, first.end),
        )
