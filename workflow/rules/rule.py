"""What a rule is, what it may look at, and what it says.

A rule is one function in one file. It yields words (`Problem`); `run_rules` adds the code, the
name, the severity and the place, so that no rule can get a place wrong. The decorators return a
frozen `Rule` and change nothing else: what runs is what stands in the table `RULES`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..model import (
    Article,
    Author,
    Catalog,
    Entry,
    Fix,
    Glossary,
    Locale,
    LocaleSettings,
    Pair,
    Settings,
    Severity,
    Tally,
    TermKind,
    Unit,
)
from ..privacy import comment_leaks, field_span, header_leaks, leaks, masked, new_leaks
from ..terms import Index, inflected

if TYPE_CHECKING:
    from ..model import Position, Term
    from ..terms import Occurrence
    from .form import Form


class Scope(StrEnum):
    """What a rule is asked about, once for each."""

    PAIR = "pair"
    """A unit beside its entry."""
    CATALOG = "catalog"
    """A whole catalog, inside or outside a project."""
    ARTICLE = "article"
    """An article in one locale; only inside a project."""
    LOCALE = "locale"
    """All documents in one locale at once, inside or outside a project."""
    PROJECT = "project"
    """All documents in all locales at once; only inside a project."""
    READER = "reader"
    """Found while a file is read; the rule is here for its documentation."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule has to say: one line of words, and how to mend it."""

    message: str
    hint: str = ""
    at: Pair | Entry | Unit | Position | None = None
    """Where it is put right, if that is not the thing the rule was asked about."""
    span: tuple[int, int] | None = None
    """What is wrong, in code points of the form of the msgstr."""
    form: int = 0
    """Which form of the msgstr."""
    fix: Fix | None = None
    """The form as it would read when mended."""
    severity: Severity | None = None
    """How bad this one is, if that is not what the rule says."""


@dataclass(frozen=True, slots=True)
class Credit:
    """Someone an article credits: the file, and its texts in the locale."""

    author: Author
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True)
class Context:
    """One document in one locale, with everything that a rule may look at.

    A document is an article, or the authors' shared catalog (then `article` is None). Outside a
    project the pairs are made from the catalog's own entries, and `units` and `article` are None: a
    rule that needs the source is silent then.
    """

    pairs: tuple[Pair, ...] = ()
    catalog: Catalog | None = None
    """Where there is no such file yet, a `Catalog(path)` without entries."""
    damaged: bool = False
    """Only a part of the catalog could be read: what is not in it may be there."""
    article: Article | None = None
    units: tuple[Unit, ...] | None = None
    """What the source says now; None when it is not known."""
    credits: Mapping[str, Credit] | None = field(default_factory=dict)
    """By id, everyone who has a file in `source/authors/`; None when a file could not be read."""
    tally: Tally = field(default_factory=Tally)
    source: Locale | None = None
    target: Locale | None = None
    settings: Settings = field(default_factory=Settings)
    references: str = ""
    """Link definitions of the document, as Markdown."""
    glossary: Glossary = field(default_factory=Glossary)
    """Names and terms of the house."""
    locate: Locate | None = field(default=None, compare=False)
    """Finds the line and column of a character of a form; without it a finding has its entry's."""

    @property
    def in_project(self) -> bool:
        """The source is known."""
        return self.units is not None

    @cached_property
    def locale_settings(self) -> LocaleSettings:
        """What the project says of the target locale and the article, or the defaults."""
        settings = self.settings.locale(self.target.name if self.target else "")
        own = self.settings.least.get(self.article.slug) if self.article else None
        return settings if own is None else replace(settings, min_translated=own)


Locate = Callable[[Entry, int, int], "Position | None"]
"""An entry, an offset into a form of its msgstr, and the number of the form → the place."""
Check = Callable[..., Iterator[Problem]]
PairCheck = Callable[[Pair, Context], Iterator[Problem]]
FormCheck = Callable[["Form", Context], Iterator[Problem]]
CatalogCheck = Callable[[Catalog, Context], Iterator[Problem]]
ArticleCheck = Callable[[Article, Context], Iterator[Problem]]
LocaleCheck = Callable[[Sequence[Context]], Iterator[Problem]]
ProjectCheck = Callable[[Sequence[Context]], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong; its code and name never change their meaning."""

    code: str
    name: str
    severity: Severity
    scope: Scope
    summary: str
    """What it says, in one line."""
    documentation: str
    """Markdown: why it matters, an example, how to mend it, how to ignore it."""
    check: Check | None = field(default=None, compare=False, repr=False)
    """None for what a reader finds."""
    each_form: bool = False
    """It is asked about a `Form` in place of a pair."""
    source: str = field(default="", compare=False, repr=False)
    """A character class. A rule that names one, here or in `target`, has nothing to say of a pair
    with no such character in its source, and none of `target` in its translation."""
    target: str = field(default="", compare=False, repr=False)
    """A character class, for the translation."""


def pair_rule(
    code: str, severity: Severity, *, source: str = "", target: str = ""
) -> Callable[[PairCheck], Rule]:
    """Make a rule of a function that is asked about each pair, where it may have something to say.

    `source` and `target` are as in `Rule`.
    """
    return lambda function: replace(
        _rule(code, severity, Scope.PAIR, function), source=source, target=target
    )


def form_rule(
    code: str, severity: Severity, *, source: str = "", target: str = ""
) -> Callable[[FormCheck], Rule]:
    """Make a rule of a function that is asked about each finished form of each translation.

    The engine adds the number of the form to each problem. `source` and `target` are as in `Rule`.
    """
    return lambda function: replace(
        _rule(code, severity, Scope.PAIR, function), each_form=True, source=source, target=target
    )


def catalog_rule(code: str, severity: Severity) -> Callable[[CatalogCheck], Rule]:
    """Make a rule of a function that is asked about each catalog."""
    return lambda function: _rule(code, severity, Scope.CATALOG, function)


def article_rule(code: str, severity: Severity) -> Callable[[ArticleCheck], Rule]:
    """Make a rule of a function that is asked about each article in each locale."""
    return lambda function: _rule(code, severity, Scope.ARTICLE, function)


def locale_rule(code: str, severity: Severity) -> Callable[[LocaleCheck], Rule]:
    """Make a rule of a function that is asked about all documents of a locale together."""
    return lambda function: _rule(code, severity, Scope.LOCALE, function)


def project_rule(code: str, severity: Severity) -> Callable[[ProjectCheck], Rule]:
    """Make a rule of a function that is asked once, about everything."""
    return lambda function: _rule(code, severity, Scope.PROJECT, function)


def reader_rule(
    code: str, severity: Severity, *, ignored: str = ""
) -> Callable[[Callable[[], None]], Rule]:
    """Make a documented rule of a function that is never called: a reader finds this.

    `ignored` says how it is ignored, where it can be.
    """
    return lambda function: _rule(code, severity, Scope.READER, function, ignored or UNREAD)


UNREAD = """\
It cannot be ignored: no comment and no setting hides what keeps a file from being read in full."""
SETTINGS = """\
In `publish.toml`, `ignore = ["{name}"]` under `[check]` leaves it out;
on the command line, `--ignore {name}` does."""
FILES = f"""\
{SETTINGS}
Under `[check.per-file-ignores]`, `"PATTERN" = ["{{name}}"]` leaves it out of some files."""
COMMENTS = f"""\
`publish ignore {{name}} FILE:LINE --reason …` writes a comment at the entry,
which hides it there until the text changes.
`# publish: ignore-file {{name}} -- reason` above the header hides it in the whole catalog.
What is put right in the source is hidden by neither.

{FILES}"""
"""How a finding is ignored, as Markdown, with the rule's name to be put in."""


def _rule(
    code: str,
    severity: Severity,
    scope: Scope,
    function: Callable[..., Any],
    ignored: str = COMMENTS,
) -> Rule:
    summary, _, written = (inspect.getdoc(function) or "").partition("\n")
    name = function.__name__.replace("_", "-")
    documentation = f"{written.strip()}\n\n## How to ignore it\n\n{ignored.format(name=name)}"
    check = None if scope is Scope.READER else function
    return Rule(code, name, severity, scope, summary, documentation, check)


def leaking(catalog: Catalog, kind: str, what: str) -> Iterator[Problem]:
    """Give each field, comment and translation with a leak of this kind; `what` names the kind."""
    hint = "delete it: `publish fmt --scrub` does"
    for leak in header_leaks(catalog.header, None):
        if catalog.head and leak.kind == kind:
            span = field_span(catalog.head.msgstr[0], leak.field)
            message = f"{what} in the header field `{leak.field}`"
            yield Problem(message, hint, catalog.head, span)
    for entry in [catalog.head, *catalog.entries] if catalog.head else catalog.entries:
        for leak in comment_leaks(entry):
            if leak.kind == kind:
                yield Problem(f"{what} in {leak.field}", hint, entry)
        text = " ".join(entry.msgstr)
        if entry is catalog.head or not leaks(text):
            continue
        if kind in new_leaks(text, f"{entry.msgid} {entry.msgid_plural or ''}"):
            yield Problem(f"{what} that the source does not have", "delete it", entry)


EXCERPT = 60


def excerpt(text: str) -> str:
    """Give the beginning of a text in quotation marks, for a message: one line, not too long.

    What finds a person is masked, since a part of it would be no more known for what it is. The
    rest stays as it is; `report` isolates it and shows what is invisible.
    """
    line = masked(" ".join(text.split(" ")).replace("\n", " "))
    return f"“{line if len(line) <= EXCERPT else line[: EXCERPT - 1].rstrip() + '…'}”"


def terms_in(text: str, context: Context) -> tuple[tuple[Term, str], ...]:
    """Give each row of the glossary that a source text holds, and the words it is written in.

    Long ones come first, and what they cover is not found again in a shorter one; nothing is found
    in what is no prose: addresses and code.
    """
    if not context.glossary.terms:
        return ()
    language = context.source.name.partition("_")[0] if context.source else "en"
    index = _source_index(context, language)
    held: tuple[tuple[Term, str], ...] | None = index.known.get(text)
    if held is None:
        held = index.known[text] = tuple(_apart(text, index))
    return held


def _apart(text: str, index: Index[tuple[str, Term]]) -> Iterator[tuple[Term, str]]:
    prose = _NO_PROSE.sub(lambda found: "\ufffc" * len(found.group()), text)
    taken: list[tuple[int, int]] = []
    told: set[int] = set()
    for at, (_, row) in sorted(index.held(prose), key=lambda each: -len(each[1][0])):
        if any(start < at.end and at.start < end for start, end in taken):
            continue
        taken.append((at.start, at.end))
        if id(row) not in told:
            told.add(id(row))
            yield row, text[at.start : at.end]


def forbidden_in(text: str, context: Context) -> list[tuple[Occurrence, tuple[str, Term]]]:
    """Give each place of a translation that the glossary forbids, the form and its row."""
    if not context.glossary.terms or context.target is None:
        return []
    name = context.target.name
    index = _cached(
        context,
        name,
        lambda: Index(
            [
                (spelt, True, (form, row))
                for row in context.glossary.terms
                for form in row.forbidden.get(name, ())
                for spelt in inflected(form, name.partition("_")[0])
            ],
            name.partition("_")[0],
        ),
    )
    return index.held(text)


def _source_index(context: Context, language: str) -> Index[tuple[str, Term]]:
    return _cached(
        context,
        f"<{language}",
        lambda: Index(
            [
                (form, row.kind is not TermKind.TERM, (form, row))
                for row in context.glossary.terms
                for form in row.sources
            ],
            language,
        ),
    )


def _cached(
    context: Context, key: str, make: Callable[[], Index[tuple[str, Term]]]
) -> Index[tuple[str, Term]]:
    """Make the index of a glossary once; the terms are kept, so that their id stays theirs."""
    terms = context.glossary.terms
    found = _INDEXES.get((id(terms), key))
    if found is None:
        if len(_INDEXES) >= _MOST:
            _INDEXES.clear()
        found = _INDEXES[id(terms), key] = (terms, make())
    return found[1]


_MOST = 64
_INDEXES: dict[tuple[int, str], tuple[tuple[Term, ...], Index[tuple[str, Term]]]] = {}
_NO_PROSE = re.compile(r"(?:https?://|www\.)\S+|`[^`]*`|[\w.+-]+@[\w.-]+\.\w+|(?<=\]\()[^()\s]+")
