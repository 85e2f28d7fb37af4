"""C110 bio-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Kind, Position, Severity
from .rule import Context, Credit, Problem, article_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Article


@article_rule("C110", Severity.ERROR)
def bio_missing(article: Article, context: Context) -> Iterator[Problem]:
    """The author of an article has no finished bio, or someone it credits has no file.

    ## Why it matters

    Each article ends with its author's bio in both languages. Who wrote it is part of what a reader
    needs in order to believe it, and `publish pdf` refuses an article whose author's bio is not
    finished. A translator or reviewer needs a file for the name, but no bio.

    A writer who must not be known needs a bio too, which may say just that.

    ## Example

    An article, and `source/authors/lina.md`, without which each article of hers has this finding:

    ```markdown
    ---
    title: Raqqa
    authors: [lina]
    ---
    The city is quiet tonight.
    ```

    ```markdown lina
    ---
    name: Lina
    ---
    Lina writes from Raqqa.
    ```

    Bad, `authors.po` lacks a sentence of the bio:

    ```po authors
    msgctxt "name"
    msgid "Lina"
    msgstr "لينا"

    msgid "Lina writes from Raqqa."
    msgstr ""
    ```

    Good, the bio is translated:

    ```po authors
    msgctxt "name"
    msgid "Lina"
    msgstr "لينا"

    msgid "Lina writes from Raqqa."
    msgstr "تكتب لينا من الرقة."
    ```

    ## How to mend it

    Write `source/authors/<id>.md`: the name in the front matter, the bio below it. Run
    `publish update`, then translate the bio in `authors.po`, once for all articles of the author.
    """
    if context.credits is None:
        return
    locale = context.target.name if context.target else ""
    credited = {
        "author": article.authors,
        "translator": article.translators.get(locale, ()),
        "reviewer": article.reviewers.get(locale, ()),
    }
    for role, people in credited.items():
        for name in people:
            credit = context.credits.get(name)
            if credit is None:
                yield Problem(
                    f"{role} {name} has no file",
                    f"write source/authors/{name}.md",
                    Position(article.path, 1),
                )
            elif role == "author":
                yield from _unfinished(credit, locale)


def _unfinished(credit: Credit, locale: str) -> Iterator[Problem]:
    author = credit.author
    if all(block.kind is Kind.NAME for block in author.blocks):
        yield Problem(
            f"author {author.id} has no bio",
            "write it below the front matter",
            Position(author.path, 1),
        )
    unfit = [pair for pair in credit.pairs if pair.target is None]
    if unfit:
        entered = next((pair for pair in unfit if pair.entry), unfit[0])
        yield Problem(
            f"the bio of {author.id} is not finished in {locale}: {len(unfit)} of"
            f" {len(credit.pairs)} units missing or fuzzy",
            "",
            entered,
        )
