"""L103 hashtag-lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .form import CODE, HASHTAG, URL
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


@form_rule("L103", Severity.WARNING, source="#")
def hashtag_lost(form: Form, _: Context) -> Iterator[Problem]:
    r"""A hashtag of the source is not in the translation.

    ## Why it matters

    A hashtag is how readers find the conversation. It may be translated, and its number is
    counted, no more.

    ## Example

    `رقة تذبح بصمت` for `#Raqqa_is_being_slaughtered_silently`.

    Bad, without its sign:

    ```po
    msgid "The campaign #SaveRaqqa began."
    msgstr "بدأت حملة أنقذوا الرقة."
    ```

    Good, translated:

    ```po
    msgid "They wrote #freedom."
    msgstr "كتبوا #حرية."
    ```

    ## How to mend it

    Write it with its `#`, in either language.
    """
    if "#" in form.source and not form.plural:
        said, seen = (
            HASHTAG.findall(URL.sub("", CODE.sub("", form.source))),
            HASHTAG.findall(URL.sub("", CODE.sub("", form.raw.text))),
        )
        if len(seen) < len(said):
            lost = next((each_ for each_ in said if each_ not in seen), said[0])
            yield Problem(f"the hashtag {lost} is lost", "write it with its #, in either language")
