"""The vocabulary of the house: frozen values; no I/O, no libraries.

Positions travel in the values and are left out of equality, so that round trips can be tested.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file: POSIX path relative to the project, 1-based line and column."""

    path: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Severity(StrEnum):
    """How bad a finding is; only errors change the exit code."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Fix:
    """How a form of a msgstr reads once a finding in it is mended."""

    text: str
    """The whole new form; nothing else of the entry changes."""
    safe: bool
    """No judgement is needed: what is said stays the same."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong, at the place where it is put right."""

    position: Position
    severity: Severity
    code: str
    rule: str
    message: str
    hint: str = ""
    span: tuple[int, int] | None = None
    """What is wrong, in code points of the decoded form; None is all of it, or no text at all."""
    fixes: tuple[Fix, ...] = ()
    form: int = 0
    """Which of the entry's forms, `msgstr[form]`."""
    entry: Entry | None = field(default=None, repr=False)
    """The entry it is put right in, where that is one."""
    unsaid: tuple[str, ...] = field(default=(), repr=False, compare=False)
    """Names that no report of it repeats: of strangers who signed a catalog."""


class Direction(StrEnum):
    """Which way a script runs (HTML `dir`)."""

    LTR = "ltr"
    RTL = "rtl"


@dataclass(frozen=True, slots=True)
class Locale:
    """What the house needs to know of a language and where it is read."""

    name: str
    """POSIX and gettext: `ar`, `pt_BR`."""
    tag: str
    """BCP 47: `ar`, `pt-BR`."""
    direction: Direction
    autonym: str
    """Its own name for itself: `العربية`."""
    plural_forms: str
    """The value of a catalog's `Plural-Forms` header, in CLDR's order of categories."""
    nplurals: int
    digits: str
    """The ten digits in use, 0 to 9."""
    numbering: str
    """CLDR's name for them: `latn`, `arab`, `arabext`."""
    quotes: tuple[str, str]
    """The outer quotation marks."""


# --- the source side ------------------------------------------------------------------------


class Kind(StrEnum):
    """What an editor calls a block: the word in the front matter, the msgctxt and the CSS class."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    PLACE = "place"
    HEADING = "heading"
    CAPTION = "caption"
    ALT = "alt"
    CREDIT = "credit"
    NAME = "name"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    ITEM = "item"
    CELL = "cell"
    FOOTNOTE = "footnote"
    BIO = "bio"
    CODE = "code"
    RULE = "rule"

    @property
    def short(self) -> bool:
        """A short field is one unit, and its kind is its msgctxt."""
        return self in SHORT

    @property
    def translatable(self) -> bool:
        """Code and rules between sections are shown as they are."""
        return self not in {Kind.CODE, Kind.RULE}


SHORT = frozenset(
    {
        Kind.TITLE,
        Kind.STANDFIRST,
        Kind.BYLINE,
        Kind.PLACE,
        Kind.HEADING,
        Kind.CAPTION,
        Kind.ALT,
        Kind.CREDIT,
        Kind.NAME,
    }
)


class Quoting(StrEnum):
    """How a piece of text is written where it stands in the file; `spans.py` reads and writes."""

    NONE = ""
    CELL = "cell"
    """A cell of a Markdown table: a bar is written `\\|`."""
    LABEL = "label"
    """The title of a Markdown image: a quotation mark is written `\\"`."""
    YAML_PLAIN = "yaml-plain"
    YAML_FLOW = "yaml-flow"
    YAML_SINGLE = "yaml-single"
    YAML_DOUBLE = "yaml-double"


@dataclass(frozen=True, slots=True)
class Span:
    """A slice of a file, in code points, and what joins it to the slice before it in the text.

    The joint is a space for a soft line break, a newline for a hard one, and nothing where only
    markup that is not text stands between (a prefix, an escape, a directive).
    """

    start: int
    end: int
    joint: str = ""
    quoting: Quoting = Quoting.NONE


@dataclass(frozen=True, slots=True)
class Table:
    """Where a cell stands: which table of the document, which row (0 is the head), which column."""

    number: int
    row: int
    column: int
    align: str = ""


@dataclass(frozen=True, slots=True)
class CutRule:
    """Where a sentence ends, or does not, whatever the segmenter says: an exception (SRX `rule`).

    Patterns as in SRX, of the words before the place and after it; an empty one matches anywhere.
    """

    cut: bool
    before: str = ""
    after: str = ""
    position: Position | None = field(default=None, compare=False)


Mark = tuple[int, str]
"""A place in a text, and what is said of it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article in reading order.

    `text` is inline Markdown in which soft line breaks are spaces and hard ones newlines; for code
    it is the code itself.
    """

    kind: Kind
    text: str
    spans: tuple[Span, ...] = field(default=(), compare=False)
    position: Position | None = field(default=None, compare=False)
    level: int = 0
    """Of a heading, 1 to 6; of an item or a quote, how deep it is nested, from 1."""
    marker: str = ""
    """Of an item `•` or `1.` (empty on its further paragraphs); of a footnote its label."""
    media: str = ""
    """Of an alt text or a caption: the picture it belongs to, a path below `source/media/`."""
    table: Table | None = None
    note: str = ""
    """What the author says to translators: `<!-- publish:note … -->`."""
    context: str = ""
    """What tells two equal texts apart: `<!-- publish:context … -->`."""
    marks: tuple[Mark, ...] = ()
    """Where the author says that a sentence ends (`cut`) or does not (`keep`)."""
    skip: bool = False
    """Shown in both languages as it is: `<!-- publish:skip -->`."""


@dataclass(frozen=True, slots=True)
class Author:
    """Anyone who is credited: writer, translator or reviewer (`source/authors/<id>.md`)."""

    id: str
    path: str
    text: str = field(repr=False)
    """The whole file."""
    blocks: tuple[Block, ...]
    """Name first, then the paragraphs of the bio."""
    name: str
    handle: str = ""
    photo: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One source file, read: its front matter as values, its texts as blocks in reading order."""

    slug: str
    path: str
    text: str = field(repr=False)
    """The whole file."""
    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()
    translators: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reviewers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date: str = ""
    """ISO 8601, or empty."""
    locale: str = ""
    image: str = ""
    licence: str = ""
    segmentation: str = ""
    references: str = field(default="", repr=False)
    """Link definitions of the body, as Markdown, for whoever renders one text alone."""

    def field(self, kind: Kind) -> str:
        """The text of the first block of a kind, or nothing."""
        return next((block.text for block in self.blocks if block.kind is kind), "")


@dataclass(frozen=True, slots=True)
class Unit:
    """A translatable text as the translator meets it: a sentence, or a short field."""

    msgctxt: str | None
    msgid: str
    block: int
    """Index of its block in the document."""
    joint: str = ""
    """What stands between it and the unit before it in the block: nothing, a space or a newline."""
    note: tuple[str, ...] = ()
    """Lines for the translator, `#.` in the catalog."""
    position: Position | None = field(default=None, compare=False)
    spans: tuple[Span, ...] = field(default=(), compare=False)
    origin: str = field(default="", compare=False)
    """Of a sentence, the digest of its paragraph and its place in it (`cuts.py`)."""

    @property
    def key(self) -> Key:
        """What a catalog finds it by."""
        return (self.msgctxt, self.msgid)


Key = tuple[str | None, str]

# --- the catalog side -----------------------------------------------------------------------


class State(StrEnum):
    """As `msgfmt --statistics` counts."""

    TRANSLATED = "translated"
    FUZZY = "fuzzy"
    UNTRANSLATED = "untranslated"


JOIN = "+++"
"""A translator's whole msgstr for a sentence that the translation before it holds too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog, with everything that a PO entry can hold."""

    msgctxt: str | None = None
    msgid: str = ""
    msgid_plural: str | None = None
    msgstr: tuple[str, ...] = ("",)
    """One form, or one for each plural form."""
    flags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    """`#:`, each `path:line` or `path`."""
    note: tuple[str, ...] = ()
    """`#.` lines: from the source, for the translator."""
    comment: tuple[str, ...] = ()
    """`#` lines: the translator's own."""
    previous: tuple[str | None, str, str | None] | None = None
    """`#|`: msgctxt, msgid and msgid_plural before the source changed."""
    obsolete: bool = False
    position: Position | None = field(default=None, compare=False)
    """Of the line where its msgstr begins."""
    raw: str = field(default="", compare=False, repr=False)
    """The lines it was read from; empty when it was made or changed here."""

    @property
    def key(self) -> Key:
        """What a unit finds it by."""
        return (self.msgctxt, self.msgid)

    @property
    def fuzzy(self) -> bool:
        """A machine or a change of the source made this translation doubtful."""
        return "fuzzy" in self.flags

    @property
    def joins(self) -> bool:
        """Its translator says that the translation before it holds it.

        What an editor puts around a text that runs from right to left is no text.
        """
        plural = self.msgid_plural is not None
        return not plural and self.msgstr[0].strip(" \t\n\u200e\u200f\u061c") == JOIN

    @property
    def state(self) -> State:
        """As gettext counts: translated when every form is there, fuzzy only when some form is."""
        if not all(self.msgstr):
            return State.UNTRANSLATED
        return State.FUZZY if self.fuzzy else State.TRANSLATED


@dataclass(frozen=True, slots=True)
class Catalog:
    """A `.po` or `.pot` file: its header, its live entries in order, and its obsolete ones."""

    path: str
    header: Mapping[str, str] = field(default_factory=dict)
    entries: Sequence[Entry] = ()
    """All but the header, obsolete ones included, in the order of the file."""
    head: Entry | None = None
    """The header's own entry, comments and all."""
    text: str = field(default="", compare=False, repr=False)
    """The whole file as it was read; empty for a catalog made here."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A text and its translation, as a translation memory holds them (TMX: a unit)."""

    source: str
    target: str
    msgctxt: str | None = None
    origin: str = ""
    """Where it comes from: the name of an article, or of a file."""


# --- the waist ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit beside its catalog entry."""

    unit: Unit
    entry: Entry | None
    group: tuple[Unit, ...] = ()
    """The units after it whose words its translation holds too."""
    part: bool = False
    """Its words are in a translation before it: nothing of its own is printed."""
    stale: bool = False
    """In doubt since the source changed, all or a part of it, and fit all the same: the locale
    keeps the `previous`."""

    @property
    def state(self) -> State:
        """A unit without an entry is untranslated."""
        return self.entry.state if self.entry else State.UNTRANSLATED

    @property
    def joins(self) -> bool:
        """Its translator joins it to the one before it; rightly so if it is `part`."""
        return self.entry is not None and self.entry.joins

    @property
    def whole(self) -> Unit:
        """All that its translation stands for, as one unit."""
        msgid, spans = self.unit.msgid, self.unit.spans
        for unit in self.group:
            msgid += unit.joint + unit.msgid
            first = (replace(unit.spans[0], joint=unit.joint),) if unit.spans else ()
            spans += (*first, *unit.spans[1:])
        return replace(self.unit, msgid=msgid, spans=spans) if self.group else self.unit

    @property
    def target(self) -> str | None:
        """The translation if it is fit to print, else None: this is the only definition of fit."""
        if self.part:
            return ""
        if self.entry and not self.joins and (self.state is State.TRANSLATED or self.stale):
            return self.entry.msgstr[0]
        return None


@dataclass(frozen=True, slots=True)
class Tally:
    """How far a translation is, in units and in words of the source."""

    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0
    words_translated: int = 0
    words_fuzzy: int = 0
    words_untranslated: int = 0

    @property
    def units(self) -> int:
        """All of them."""
        return self.translated + self.fuzzy + self.untranslated

    @property
    def words(self) -> int:
        """All of them."""
        return self.words_translated + self.words_fuzzy + self.words_untranslated

    @property
    def percent(self) -> int:
        """Units translated, rounded down: 100 means every one. An empty catalog is complete."""
        units = self.units
        return 100 * self.translated // units if units else 100

    @classmethod
    def total(cls, tallies: Iterable[Tally]) -> Tally:
        """Give the sum of many."""
        return cls(*map(sum, zip(*map(_NUMBERS, tallies), strict=True)))


_NUMBERS = attrgetter(*Tally.__slots__)


# --- what has changed -----------------------------------------------------------------------


class Edit(StrEnum):
    """What has changed, the gravest of it; the first six may be carried."""

    WHITESPACE = "whitespace"
    LINK_TARGET = "link-target"
    MARKUP = "markup"
    CODE = "code"
    PUNCTUATION = "punctuation"
    CASE = "case"
    DIGITS = "digits"
    DATE = "date"
    NEGATION = "negation"
    NAME = "name"
    QUOTE = "quote"
    WORDING = "wording"


CARRIABLE = (
    Edit.WHITESPACE,
    Edit.LINK_TARGET,
    Edit.MARKUP,
    Edit.CODE,
    Edit.PUNCTUATION,
    Edit.CASE,
)
"""What `carry` may name in the settings."""
CARRY = tuple(edit for edit in CARRIABLE if edit not in {Edit.PUNCTUATION, Edit.CASE})
"""What leaves a translation in force, unless the project says otherwise."""


# --- the words of the house -----------------------------------------------------------------


class TermKind(StrEnum):
    """What a row of the glossary asks for."""

    TERM = "term"
    """A word that the house always translates so; it may be inflected."""
    NAME = "name"
    """A person, place or organisation: one spelling, clitics apart."""
    KEEP = "keep"
    """Not translated: it stands in the translation as it stands in the source."""


@dataclass(frozen=True, slots=True)
class Term:
    """A row of the glossary: what the source says, and how the house says it in each locale."""

    sources: tuple[str, ...]
    """The ways in which the source writes it."""
    kind: TermKind = TermKind.TERM
    targets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By locale, what is accepted; the first is the house's own."""
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By locale, what must not be written."""
    note: str = ""
    position: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Glossary:
    """The names and terms of a project, in the order of its file."""

    terms: tuple[Term, ...] = ()


# --- settings -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LocaleSettings:
    """What a project says of one target locale."""

    name: str
    draft: bool = False
    """Its findings are reported and never fail."""
    min_translated: int = 100
    """Percent of the units of each article, for `check`."""
    digits: str = ""
    """CLDR numbering system (`arab`); empty is CLDR's default for the locale."""
    stale: str = "source"
    """What becomes of a sentence whose source has changed: `source`, `previous` or `hold`."""
    limits: tuple[tuple[str, int], ...] = ()
    """Characters that a kind of short field may have: `(("title", 60),)`."""
    withhold: bool = False
    """An article below `min_translated` is withheld from the locale instead of failing."""


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What a project says of `check`; rules go by name, code, or the first letters of a code."""

    select: tuple[str, ...] = ()
    """Only these; empty is all."""
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    """The least severity that fails: `error`, `warning`, `info`, or `never`."""
    severities: tuple[tuple[str, Severity], ...] = ()
    """What the findings of a rule weigh here, the last that fits."""
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """A pattern of paths, and what is not looked for there."""
    glossary: str = "source/glossary.csv"


@dataclass(frozen=True, slots=True)
class Settings:
    """`publish.toml`, or `[tool.publish]` in `pyproject.toml`."""

    source_locale: str = "en"
    locales: tuple[LocaleSettings, ...] = ()
    segmentation: str = "sentence"
    """`sentence` or `paragraph`."""
    references: str = "line"
    """What `#:` says: `line` or `file`."""
    publisher: str = ""
    """Named in the imprint."""
    theme: str = ""
    """How pages look: one of ours, a folder in `themes/`, a path; or the plain page."""
    carry: tuple[str, ...] = CARRY
    """Changes of the source that leave a translation in force."""
    check: CheckSettings = field(default_factory=CheckSettings)
    least: Mapping[str, int] = field(default_factory=dict)
    """By article, a `min-translated` of its own, in every locale."""

    def locale(self, name: str) -> LocaleSettings:
        """What is said of a locale, or the defaults."""
        return next((each for each in self.locales if each.name == name), LocaleSettings(name))


# --- what an update did


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that took its translation over from another text."""

    msgctxt: str | None
    msgid: str
    previous: str
    """The text, or the two joined ones, that the translation was made for."""
    edit: str
    """What has changed, an `Edit`; or `split`, `join`."""
    carried: bool = False
    """The translation is still in force; else it is fuzzy."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What has become of the entries."""

    kept: int = 0
    carried: int = 0
    """Still final, although their source has changed: the words have not."""
    fuzzy: int = 0
    """Offered the translation of the text they come from, in doubt."""
    new: int = 0
    revived: int = 0
    """Come back from among the obsolete, or in force to the text that they were final for."""
    obsolete: int = 0
    """Translated, and no longer in the source."""
    before: int = field(default=0, compare=False)
    """How many were translated, or fuzzy, and alive."""
    changes: tuple[Change, ...] = field(default=(), compare=False)
    """The carried and the fuzzy ones, in the order of the template."""

    @property
    def settled(self) -> MergeReport:
        """Give what merging once more would say: it is merging once (law 3)."""
        return MergeReport(self.kept + self.carried + self.fuzzy + self.new + self.revived)

    @property
    def excessive(self) -> bool:
        """Say whether more than a fifth of the translations, and not just one, go at once."""
        return self.obsolete > 1 and self.obsolete * 5 > self.before
