"""L105 url-localized."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import addressed, addresses, alike
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


@form_rule("L105", Severity.INFO)
def url_localized(form: Form, _: Context) -> Iterator[Problem]:
    r"""An address leads to the same site in a language that is not the reader's.

    ## Why it matters

    `ar.wikipedia.org` for `en.wikipedia.org` in an Arabic text is meant, and is no finding. A
    third language, or none, may be a slip.

    ## Example

    `https://fr.wikipedia.org/wiki/Raqqa` in an Arabic text for
    `https://en.wikipedia.org/wiki/Raqqa`.

    Bad, a third language:

    ```po
    msgid "See https://en.wikipedia.org/wiki/Raqqa now."
    msgstr "انظر https://fr.wikipedia.org/wiki/Raqqa الآن."
    ```

    Good, the reader's language:

    ```po
    msgid "See https://en.wikipedia.org/wiki/Raqqa now."
    msgstr "انظر https://ar.wikipedia.org/wiki/الرقة الآن."
    ```

    ## How to mend it

    Open the page. If it is the right one, leave it: this is information.
    """
    if not addressed(form):
        return
    source, target = addresses(form.source), addresses(form.target)
    if source == target:
        return
    more = list((target - source).elements())
    for url in (source - target).elements():
        twin = next((each_ for each_ in more if alike(url, each_)), None)
        if twin:
            more.remove(twin)
            if not re.search(
                rf"(?://|[./]){form.pack.language}(?:[-_][A-Za-z]{{2}})?[./]", twin + "/"
            ):
                yield Problem(
                    f"{twin} for {url}", f"look whether the page exists in {form.pack.language}"
                )
