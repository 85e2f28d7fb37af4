"""X204 field-length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


@form_rule("X204", Severity.ERROR)
def field_length(form: Form, context: Context) -> Iterator[Problem]:
    r"""A short field is longer in the translation than the locale allows.

    ## Why it matters

    A title that runs over three lines pushes the article off its page, and a description that
    search engines cut off says half of what it should.

    The limits are the project's own, in characters, for each kind of field: there are none unless
    you set them.

    ## Example

    With these settings:

    ```toml
    [locales.ar.limits]
    title = 20
    standfirst = 200
    ```

    Bad, 22 characters:

    ```po
    msgctxt "title"
    msgid "Has it begun?"
    msgstr "هل بدأ كل شيء من جديد؟"
    ```

    Good, within the limit:

    ```po
    msgctxt "title"
    msgid "Has it begun?"
    msgstr "هل بدأ الأمر؟"
    ```

    ## How to mend it

    Shorten the translation, or raise the limit of the locale in the settings.
    """
    if not context.locale_settings.limits:
        return
    limit = dict(context.locale_settings.limits).get(form.pair.unit.msgctxt or "")
    if limit is not None and (length := len(form.raw.text)) > limit:
        yield Problem(
            f"{length} characters, and `{form.pair.unit.msgctxt}` may have {limit}",
            "shorten it, or raise the limit of the locale",
            span=form.raw.span(limit, length),
        )
