"""L102 email."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..model import Severity
from .form import EMAIL, without_bidi
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


@form_rule("L102", Severity.ERROR, source="@", target="@")
def email(form: Form, _: Context) -> Iterator[Problem]:
    r"""An e-mail address is lost or changed.

    ## Why it matters

    Mail goes to nobody, or to a stranger.

    ## Example

    `desk@example.com` in the translation where the source has `desk@example.org`.

    Bad, changed:

    ```po
    msgid "Write to desk@example.org."
    msgstr "اكتب إلى desk@example.com."
    ```

    Good, the same:

    ```po
    msgid "Write to desk@example.org."
    msgstr "اكتب إلى desk@example.org."
    ```

    ## How to mend it

    Copy the address from the source, sign by sign, and send a test mail.
    """
    if "@" not in form.source and "@" not in form.target:
        return
    source, target = (
        Counter(match[0].lower() for match in EMAIL.finditer(each_))
        for each_ in (without_bidi(form.source).text, form.raw.text)
    )
    if source == target or form.plural:
        return
    missing, more = sorted((source - target).elements()), sorted((target - source).elements())
    if missing:
        yield Problem(
            f"the e-mail address {missing[0]} is {'now ' + more[0] if more else 'missing'}",
            "copy it from the source",
        )
    elif more:
        yield Problem(f"the e-mail address {more[0]} is not in the source", "delete it, or ask why")
