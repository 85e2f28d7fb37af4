"""C103 fuzzy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity, State
from .rule import Context, Problem, excerpt, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair


@pair_rule("C103", Severity.ERROR)
def fuzzy(pair: Pair, _: Context) -> Iterator[Problem]:
    """A translation is marked fuzzy: nobody has checked it against the source as it is now.

    ## Why it matters

    The source changed after the sentence was translated, or a machine proposed the translation. It
    may say what the author no longer says, so it is not printed: a fuzzy translation is as much a
    hole as a missing one.

    A locale with `stale = "previous"` prints it for the time being, marked and counted in the
    imprint: if nobody has touched it since `publish update` found it finished, and the change of
    the source touches no number, date, denial, name, quotation or link. It is an error here all the
    same.

    In a draft locale, or where `min-translated` is below 100 and the article keeps it, this is
    information only.

    ## Example

    Bad, the translation of what the source said before:

    ```po
    #, fuzzy
    #| msgid "Ten people left the city."
    msgid "Twelve people left the city."
    msgstr "غادر المدينة عشرة أشخاص."
    ```

    Good, corrected, and the mark removed:

    ```po
    msgid "Twelve people left the city."
    msgstr "غادر المدينة اثنا عشر شخصًا."
    ```

    ## How to mend it

    Compare the translation with the source, correct it, and remove the mark: "Needs work" in
    Poedit, the word `fuzzy` after `#,` in a text editor. `#| msgid` shows what the source said
    before.
    """
    if pair.entry and pair.entry.flags and pair.state is State.FUZZY:
        previous = pair.entry.previous
        hint = "compare it with the source, correct it, and remove the fuzzy mark"
        if previous and previous[1]:
            hint = f"the source said {excerpt(previous[1])} before; {hint}"
        if pair.stale:
            hint += "; until then it is printed as it is, and counted in the imprint"
        yield Problem(f"fuzzy translation of {excerpt(pair.unit.msgid)}", hint)
