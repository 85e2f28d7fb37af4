"""C112 misplaced-join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import JOIN, Severity, State
from .rule import Context, Problem, catalog_rule, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog, Pair

HINT = "write its translation, or finish the one before it"


@catalog_rule("C112", Severity.ERROR)
def misplaced_join(_: Catalog, context: Context) -> Iterator[Problem]:
    """A translation says that the one before it holds it, and there is none that could.

    ## Why it matters

    A translator may run two sentences into one: the first has the whole translation, and `+++`
    stands for the second. At the beginning of a paragraph there is no translation before it; and
    where that one is missing or fuzzy, or where the same sentence stands in another paragraph
    alone, a sentence would be lost in print, or printed where nobody said it.

    ## Example

    Bad, the sentence before it has no translation:

    ```po
    msgid "The bridge was open."
    msgstr ""

    msgid "Nobody crossed it."
    msgstr "+++"
    ```

    Good, the one before it says both:

    ```po
    msgid "The bridge was open."
    msgstr "كان الجسر مفتوحًا، لكنّ أحدًا لم يعبره."

    msgid "Nobody crossed it."
    msgstr "+++"
    ```

    ## How to mend it

    Translate the sentence before it so that it says both, or put the translation of this one in
    place of `+++`. Where one English sentence needs two translations, the author says so in the
    source: `<!-- publish:context … -->`.
    """
    for pair in context.pairs:
        if pair.joins and not pair.part and pair.state is State.TRANSLATED:
            what = excerpt(pair.unit.msgid)
            where = f" at {pair.unit.position}" if context.in_project else ""
            yield Problem(f"`{JOIN}` for {what}, and no translation before it{where}", HINT, pair)
    yield from _divided(context)


def _divided(context: Context) -> Iterator[Problem]:
    """Find translations that hold a sentence here, and not where the same text stands again."""
    first: dict[tuple[str | None, str], Pair] = {}
    for pair in context.pairs:
        if pair.part or pair.target is None or not pair.entry:
            continue
        other = first.setdefault(pair.unit.key, pair)
        if (other.group or pair.group) and _held(other) != _held(pair):
            more, less = sorted((other, pair), key=lambda each: len(each.group), reverse=True)
            held = excerpt(more.group[-1].msgid)
            yield Problem(
                f"the translation of {excerpt(pair.unit.msgid)} holds {held} too, which does not"
                f" follow it at {less.unit.position}",
                "translate each by itself, or give one a context in the source",
                pair,
            )


def _held(pair: Pair) -> tuple[str, ...]:
    return tuple(unit.msgid for unit in pair.group)
