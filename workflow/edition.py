"""Article + Pairs + people → Edition: rows side by side, fields, credits.

Nothing is looked up here and nothing is judged: `align.py` made the pairs, `Pair.target` says
what is fit, and the command refuses an unfit edition unless it is a draft.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from .model import Article, Author, Block, Kind, Locale, Pair, State
from .printed import Edition, Person, Row, Run

People = Mapping[str, tuple[Author, Sequence[Pair]]]

_FIELDS = frozenset(
    {Kind.TITLE, Kind.STANDFIRST, Kind.BYLINE, Kind.PLACE, Kind.ALT, Kind.CAPTION, Kind.CREDIT}
)
_PICTURE = frozenset({Kind.ALT, Kind.CAPTION, Kind.CREDIT})
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def make_edition(  # noqa: PLR0913 (everything on a page comes together here)
    article: Article,
    pairs: Sequence[Pair],
    people: People,
    source: Locale,
    target: Locale,
    *,
    publisher: str,
    digest: str,
    draft: bool,
    labels: Mapping[str, tuple[str, str]],
) -> Edition:
    """Give the edition of an article in two locales, every block of it in a row or a field.

    A pair that is fit is printed; a fuzzy one gives its translation, marked, and a missing one its
    source, marked. `people` holds everyone the article credits, each with their own pairs.
    """
    rows = _rows(article.blocks, pairs)
    fields, body = _split(article, rows)

    def persons(ids: Iterable[str]) -> tuple[Person, ...]:
        return tuple(_person(*people[each]) for each in ids)

    authors = persons(article.authors)
    if Kind.BYLINE not in fields and authors:
        fields[Kind.BYLINE] = _byline(authors, source, target)
    return Edition(
        slug=article.slug,
        source=source,
        target=target,
        rows=tuple(body),
        fields=fields,
        authors=authors,
        translators=persons(article.translators.get(target.name, ())),
        reviewers=persons(article.reviewers.get(target.name, ())),
        date=article.date,
        image=article.image,
        licence=article.licence,
        publisher=publisher,
        digest=digest,
        draft=draft,
        references=article.references,
        labels=labels,
    )


def _rows(blocks: Sequence[Block], pairs: Sequence[Pair]) -> list[Row]:
    units: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        units[pair.unit.block].append(pair)
    return [_row(block, units[index]) for index, block in enumerate(blocks)]


def _row(block: Block, pairs: Sequence[Pair]) -> Row:
    """Put a block beside its translation; code, rules and skipped blocks stand in both as is.

    Sentences that share a translation are one run, so that each run has its own beside it.
    """
    source: tuple[Run, ...]
    target: tuple[Run, ...]
    if not pairs or block.skip or not block.kind.translatable:
        source = target = (Run(block.text),)
    else:
        shown = [pair for pair in pairs if not pair.part]
        source = tuple(Run(pair.whole.msgid, joint=pair.unit.joint) for pair in shown)
        target = tuple(_translation(pair) for pair in shown)
    return Row(block.kind, source, target, block.level, block.marker, block.media, block.table)


def _translation(pair: Pair) -> Run:
    joint = pair.unit.joint
    if pair.target is not None:
        return Run(pair.target, State.TRANSLATED, joint, pair.stale)
    if pair.entry and pair.state is State.FUZZY and not pair.joins:
        return Run(pair.entry.msgstr[0], State.FUZZY, joint)
    return Run(pair.unit.msgid, State.UNTRANSLATED, joint)


def _split(article: Article, rows: Iterable[Row]) -> tuple[dict[Kind, Row], list[Row]]:
    """Part the fields of the front matter, which come before the body, from the body.

    The lead picture's texts bear its path; the same picture may stand in the body once more.
    """
    fields: dict[Kind, Row] = {}
    body: list[Row] = []
    for row in rows:
        lead = row.kind not in _PICTURE or (bool(article.image) and row.media == article.image)
        if row.kind in _FIELDS and lead and not body and row.kind not in fields:
            fields[row.kind] = row
        else:
            body.append(row)
    return fields, body


def _person(author: Author, pairs: Sequence[Pair]) -> Person:
    rows = _rows(author.blocks, pairs)
    name = next((row for row in rows if row.kind is Kind.NAME), None)
    return Person(
        id=author.id,
        name=name or Row(Kind.NAME, (Run(author.name),), (Run(author.name),)),
        handle=author.handle,
        photo=author.photo,
        links=author.links,
        bio=tuple(row for row in rows if row is not name),
    )


def _byline(authors: Sequence[Person], source: Locale, target: Locale) -> Row:
    """Name the authors, each with their handle in the language's own quotation marks."""
    return Row(
        Kind.BYLINE,
        tuple(
            _signed(each.name.source, each.handle, source, at) for at, each in enumerate(authors)
        ),
        tuple(
            _signed(each.name.target, each.handle, target, at) for at, each in enumerate(authors)
        ),
    )


def _signed(name: Sequence[Run], handle: str, where: Locale, index: int) -> Run:
    text = "".join(run.joint + run.text for run in name)
    if handle:
        opening, closing = where.quotes
        text += f" {opening}{escape(handle)}{closing}"
    # a middle dot belongs to no language, so that no word for "and" has to be found
    stale = any(run.stale for run in name)
    return Run(f"· {text}" if index else text, name[0].state, " " if index else "", stale)


def escape(text: str) -> str:
    """Give inline Markdown that reads as exactly this text (CommonMark 2.4)."""
    return _PUNCTUATION.sub(r"\\\1", text)
