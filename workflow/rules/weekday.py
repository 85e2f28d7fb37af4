"""N204 weekday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .form import dated, stated
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


@form_rule("N204", Severity.ERROR)
def weekday(form: Form, _: Context) -> Iterator[Problem]:
    r"""The translation names another day of the week than the source.

    ## Why it matters

    Readers plan by it, and investigators compare it with the date.

    ## Example

    `يوم الخميس` for `on Tuesday`.

    Bad, another day:

    ```po
    msgid "They met on Tuesday."
    msgstr "التقوا يوم الخميس."
    ```

    Good, the same:

    ```po
    msgid "They met on Tuesday."
    msgstr "التقوا يوم الثلاثاء."
    ```

    ## How to mend it

    Write the day of the source; if it does not fit the date, ask the author.
    """
    if not dated(form.said.text, form.source_pack.language):
        return
    source = stated(form.said.text, form.source_pack.language)
    if not source.weekdays:
        return
    target = stated(form.seen.text, form.pack.language)
    said, seen = {f.value for f in source.weekdays}, {f.value for f in target.weekdays}
    if seen and said and len(seen) >= len(said) and said - seen and seen - said:
        first = next(f for f in target.weekdays if f.value in seen - said)
        was = next(f for f in source.weekdays if f.value in said - seen)
        yield Problem(
            f"the source says {was.text}, the translation {first.text}",
            "write the day of the source",
            span=form.seen.span(first.start, first.end),
        )
