"""Source text → Article, Author. The only door to YAML.

Front matter is a closed list (design, section 4); every fault of a file is found, each at its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import unquote as unquote_url

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .errors import InputError, ProjectError
from .markdown import Document, inventory, read_blocks
from .model import Article, Author, Block, Finding, Kind, Position, Quoting, Severity, Span
from .spans import unquote

IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an article or a person is called in paths and front matter, up to 64 characters."""
_LOCALE = re.compile(r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:_(?:[A-Z]{2}|\d{3}))?")
_FENCE = re.compile(r"\ufeff?---[ \t]*(?:\r\n?|\n)")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.MULTILINE)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]|(?<!\A)\ufeff|[\ufffe\uffff]"
)

FRONT_MATTER = "front-matter"
MARKDOWN_SOURCE = "markdown-source"


def read_article(text: str, path: str, slug: str) -> Article:
    """Give the article that a file holds, its blocks in the order of the file.

    Raises InputError with every fault. Spans of the blocks never overlap (law 5).
    """
    reader, fields, blocks, references = _read(text, path, _ARTICLE_FIELDS, Kind.PARAGRAPH)
    reader.check_notes(blocks, references)
    reader.stop_at_faults()
    return Article(
        slug=slug,
        path=path,
        text=text,
        blocks=blocks,
        authors=fields.get("authors", ()),
        translators=fields.get("translators", {}),
        reviewers=fields.get("reviewers", {}),
        date=fields.get("date", ""),
        locale=fields.get("locale", ""),
        image=fields.get("image", {}).get("src", ""),
        licence=fields.get("licence", ""),
        segmentation=fields.get("segmentation", ""),
        references=references,
    )


def read_author(text: str, path: str, identifier: str) -> Author:
    """Give the person that a file describes: name and bio as blocks, the rest as values."""
    reader, fields, blocks, _ = _read(text, path, _AUTHOR_FIELDS, Kind.BIO)
    reader.stop_at_faults()
    return Author(
        id=identifier,
        path=path,
        text=text,
        blocks=blocks,
        name=fields["name"],
        handle=fields.get("handle", ""),
        photo=fields.get("photo", ""),
        links=fields.get("links", ()),
    )


def read_parts(text: str, path: str) -> tuple[tuple[Block, ...], str]:
    """Give the blocks and link definitions of an article whose notes need not be called yet."""
    reader, _, blocks, references = _read(text, path, _ARTICLE_FIELDS, Kind.PARAGRAPH)
    reader.stop_at_faults()
    return blocks, references


def _asides(comment: str) -> re.Pattern[str]:
    """Find such comments, with one of the two blank lines or spaces that they stand between."""
    lines = rf"(?<=\n\n){comment}\n\n"
    return re.compile(rf"{lines}|(?:(?<=\S)[ \t]+(?={comment}\s))?{comment}", re.DOTALL)


_COMMENTS = _asides(r"<!--(?>(?:(?!-->).)*)-->")
_ASIDES = _asides(r"<!--(?!\s*publish:(?:cut|keep|skip|context)\b)(?>(?:(?!-->).)*)-->")
"""Comments for the house alone: without them a text is cut as it was."""


def published(article: Article, locale: str, *, bare: bool = False) -> str:
    """Give the article's file without what its pages in a locale do not say.

    Gone are comments and who translated it into other languages; its texts and how they are cut
    are the same. What is `bare` says nothing to this program either: no directive is left. Where a
    text would read otherwise without a comment, that is a ProjectError.
    """
    reader, _, _, _ = _read(article.text, article.path, _ARTICLE_FIELDS, Kind.PARAGRAPH)
    spans = [(span.start, span.end) for block in article.blocks for span in block.spans]

    def drop(found: re.Match[str]) -> str:
        low, high = found.start() + reader.start, found.end() + reader.start
        inside = any(start < high and low < end for start, end in spans)
        return found[0] if inside else ""

    asides = _COMMENTS if bare else _ASIDES
    body = asides.sub(drop, article.text[reader.start :])
    text = f"---\n{_fields(article, locale, reader.start)}---\n{body}"
    again = read_article(text, article.path, article.slug)
    if [(each.kind, each.text) for each in again.blocks] != [
        (each.kind, each.text) for each in article.blocks
    ]:
        raise ProjectError(
            f"{article.path}: the text reads otherwise without its comments",
            "give each comment that is for the house alone a paragraph of its own",
        )
    return text


def _fields(article: Article, locale: str, end: int) -> str:
    """Write the front matter of an article, whose texts stand before `end`."""
    before = [each for each in article.blocks if each.spans and each.spans[0].end <= end]
    picture = {Kind.ALT, Kind.CAPTION, Kind.CREDIT}
    told = [(str(each.kind), _quoted(each.text)) for each in before if each.kind not in picture]
    if article.authors:
        told.append(("authors", _list(article.authors)))
    for name in ("translators", "reviewers"):
        people = getattr(article, name).get(locale)
        if people:
            told.append((name, f"{{{locale}: {_list(people)}}}"))
    for name in ("date", "locale", "segmentation"):
        told += [(name, getattr(article, name))] * bool(getattr(article, name))
    if article.licence:
        told.append(("licence", _quoted(article.licence)))
    lines = [f"{name}: {value}\n" for name, value in told]
    if article.image:
        inner = [("src", _quoted(article.image))]
        inner += [(str(each.kind), _quoted(each.text)) for each in before if each.kind in picture]
        lines += ["image:\n", *(f"  {name}: {value}\n" for name, value in inner)]
    return "".join(lines)


def _quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _list(people: tuple[str, ...]) -> str:
    return f"[{', '.join(people)}]"


def _read(
    text: str, path: str, allowed: Mapping[str, _Read], kind: Kind
) -> tuple[_Reader, dict[str, Any], tuple[Block, ...], str]:
    reader = _Reader(text, path)
    fields = reader.front_matter(allowed)
    body = reader.body(kind)
    reader.require(fields, next(iter(allowed)))
    blocks = reader.texts + [reader.with_media(block) for block in body.blocks]
    return reader, fields, tuple(sorted(blocks, key=_place)), body.references


def _place(block: Block) -> tuple[int, int]:
    position = block.position
    return (position.line, position.column) if position else (0, 0)


@dataclass(slots=True)
class _Reader:
    """One reading of one file: what was found wrong, and the texts of the front matter."""

    text: str
    path: str
    start: int = 0
    """Where the body begins."""
    faults: list[Finding] = field(default_factory=list)
    texts: list[Block] = field(default_factory=list)
    places: dict[str, Position] = field(default_factory=dict)

    def fault(
        self, position: Position, message: str, hint: str = "", rule: str = FRONT_MATTER
    ) -> None:
        code = {FRONT_MATTER: "I001", MARKDOWN_SOURCE: "I002"}.get(rule, "U103")
        self.faults.append(Finding(position, Severity.ERROR, code, rule, message, hint))

    def stop_at_faults(self) -> None:
        if self.faults:
            raise InputError(sorted(self.faults, key=lambda each: each.position.line))

    def position(self, offset: int) -> Position:
        before = re.sub(r"\r\n?", "\n", self.text[:offset])
        return Position(self.path, before.count("\n") + 1, len(before) - before.rfind("\n"))

    # --- the front matter ---

    def front_matter(self, allowed: Mapping[str, _Read]) -> dict[str, Any]:
        """Give the fields that are there and right; `texts` receives those that are translated."""
        self._check_characters()
        opening = _FENCE.match(self.text)
        if not opening:
            hint = "begin the file with a line `---`, the fields, and a line `---`"
            self.fault(Position(self.path, 1), "there is no front matter", hint)
            raise InputError(self.faults)
        closing = _CLOSE.search(self.text, opening.end())
        if not closing:
            hint = "end the fields with a line `---`"
            self.fault(Position(self.path, 1), "the front matter is not closed", hint)
            raise InputError(self.faults)
        self.start = closing.end()
        node = self._compose(opening.end(), closing.start())
        fields: dict[str, Any] = {}
        for name, value in self._items(node, opening.end(), "the front matter"):
            position = self.places[name] = self.position(opening.end() + value.start_mark.index)
            if name not in allowed:
                hint = f"the fields are: {', '.join(allowed)}"
                self.fault(position, f"`{name}` is not a field", hint)
            elif (read := allowed[name](self, name, value, opening.end())) is not None:
                fields[name] = read
        return fields

    def _check_characters(self) -> None:
        for match in _CONTROL.finditer(self.text):
            name = f"U+{ord(match[0]):04X}"
            self.fault(
                self.position(match.start()),
                f"the control character {name} stands in the text",
                "delete it; between paragraphs leave a blank line",
                "control",
            )
        self.stop_at_faults()

    def _compose(self, start: int, end: int) -> Node | None:
        try:
            return yaml.compose(self.text[start:end], Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            offset = start + (mark.index if mark else 0)
            message = f"not YAML: {error.problem or error.context}"
            self.fault(self.position(offset), message, "a text with `: ` or ` #` needs quotes")
        except (yaml.YAMLError, RecursionError) as error:
            self.fault(self.position(start), f"not YAML: {str(error).splitlines()[0]}")
        raise InputError(self.faults)

    def _items(self, node: Node | None, start: int, what: str) -> Iterator[tuple[str, Node]]:
        """Give the fields of a mapping; another node, or a field given twice, is a fault."""
        if node is None:
            return
        if not isinstance(node, MappingNode):
            position = self.position(start + node.start_mark.index)
            self.fault(position, f"{what} is not a list of `field: value`")
            return
        seen: set[str] = set()
        for key, value in node.value:
            position = self.position(start + key.start_mark.index)
            if not isinstance(key, ScalarNode):
                self.fault(position, "a field's name is one word")
            elif key.value in seen:
                self.fault(position, f"`{key.value}` is given twice")
            else:
                seen.add(key.value)
                yield key.value, value

    def require(self, fields: Mapping[str, Any], name: str) -> None:
        if name not in fields and name not in self.places:
            self.fault(Position(self.path, 1), f"`{name}` is missing")

    def scalar(self, name: str, node: Node, start: int) -> ScalarNode | None:
        """Give a node that is one non-empty text; anything else is a fault."""
        position = self.position(start + node.start_mark.index)
        if not isinstance(node, ScalarNode):
            self.fault(position, f"`{name}` is one text, not a list")
        elif not node.value.strip():
            self.fault(position, f"`{name}` is empty", "write it, or leave the field out")
        else:
            return node
        return None

    # --- the body ---

    def body(self, kind: Kind) -> Document:
        document = read_blocks(self.text, self.path, self.start, kind)
        for name, position in document.unknown:
            hint = "there are: skip, note, context; inside a paragraph: cut, keep"
            self.fault(position, f"`publish:{name}` is not a directive", hint, MARKDOWN_SOURCE)
        return document

    def check_notes(self, blocks: Sequence[Block], references: str) -> None:
        notes = {block.marker for block in blocks if block.kind is Kind.FOOTNOTE}
        called: set[str] = set()
        for block in blocks:
            if block.kind is Kind.CODE or block.position is None:
                continue
            for key in inventory(block.text, references):
                name, _, label = key.partition(":")
                if name != "note":
                    continue
                called.add(label)
                if label not in notes:
                    self.fault(
                        block.position,
                        f"the note [^{label}] is called and not written",
                        f"write it in a paragraph of its own: `[^{label}]: …`",
                        MARKDOWN_SOURCE,
                    )
        for block in blocks:
            if block.kind is Kind.FOOTNOTE and block.marker not in called and block.position:
                called.add(block.marker)
                hint = f"call it where it belongs: `[^{block.marker}]`"
                message = f"the note [^{block.marker}] is written and not called"
                self.fault(block.position, message, hint, MARKDOWN_SOURCE)

    def with_media(self, block: Block) -> Block:
        if not block.media or block.position is None:
            return block
        name = self.media(unquote_url(block.media), block.position, MARKDOWN_SOURCE)
        return replace(block, media=name)

    def media(self, name: str, position: Position, rule: str = FRONT_MATTER) -> str:
        """Give a picture's path below `source/media/`; a way out of there is a fault."""
        path = re.sub(r"^(?:\.\./)?media/", "", name)
        parts = path.split("/")
        if re.match(r"[a-zA-Z][\w+.-]*:|/|\\", path) or {"", ".", ".."} & set(parts):
            hint = "put the picture into source/media/ and write its name"
            self.fault(position, f"the picture `{name}` is not in source/media/", hint, rule)
        return path


_Read = Callable[[_Reader, str, Node, int], Any]


def _words(reader: _Reader, name: str, node: Node, start: int) -> str | None:
    scalar = reader.scalar(name, node, start)
    return " ".join(scalar.value.split()) if scalar else None


def _text(kind: Kind, *, flow: bool = False) -> _Read:
    """Read a field that is translated: its words stand on one line, as they are read."""

    def read(reader: _Reader, name: str, node: Node, start: int) -> str | None:
        scalar = reader.scalar(name, node, start)
        if scalar is None:
            return None
        low, high = start + scalar.start_mark.index, start + scalar.end_mark.index
        quoting = {"'": Quoting.YAML_SINGLE, '"': Quoting.YAML_DOUBLE}.get(
            scalar.style or "", Quoting.YAML_FLOW if flow else Quoting.YAML_PLAIN
        )
        if scalar.style in {"'", '"'}:
            low, high = low + 1, high - 1
        raw = reader.text[low:high]
        position = reader.position(low)
        if scalar.style in {"|", ">"} or unquote(raw, quoting) != scalar.value or "\n" in raw:
            hint = "write it on one line, without YAML escapes, tags or `|` and `>`"
            reader.fault(position, f"`{name}` must stand as it is read", hint)
            return None
        low += len(raw) - len(raw.lstrip())
        high -= len(raw) - len(raw.rstrip())
        text = unquote(reader.text[low:high], quoting)
        span = Span(low, high, "", quoting)
        reader.texts.append(Block(kind, text, (span,), reader.position(low)))
        return text

    return read


def _identifiers(reader: _Reader, name: str, node: Node, start: int) -> tuple[str, ...] | None:
    nodes = node.value if isinstance(node, SequenceNode) else [node]
    found = []
    for each in nodes:
        scalar = reader.scalar(name, each, start)
        if scalar is None:
            continue
        position = reader.position(start + each.start_mark.index)
        if not IDENTIFIER.fullmatch(scalar.value) or len(scalar.value) > 64:
            hint = "name a file of source/authors/ without its ending: small letters, digits, `-`"
            reader.fault(position, f"`{scalar.value}` cannot be a person's id", hint)
        elif scalar.value in found:
            reader.fault(position, f"`{scalar.value}` is given twice")
        else:
            found.append(scalar.value)
    return tuple(found)


def _by_locale(
    reader: _Reader, name: str, node: Node, start: int
) -> dict[str, tuple[str, ...]] | None:
    found = {}
    for locale, people in reader._items(node, start, f"`{name}`"):  # noqa: SLF001 (one reading)
        if not _LOCALE.fullmatch(locale):
            position = reader.position(start + people.start_mark.index)
            reader.fault(position, f"`{locale}` is not a locale", "such as ar, fr or pt_BR")
        found[locale] = _identifiers(reader, name, people, start) or ()
    return found


def _date(reader: _Reader, name: str, node: Node, start: int) -> str | None:
    words = _words(reader, name, node, start)
    if words is None:
        return None
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        position = reader.position(start + node.start_mark.index)
        reader.fault(position, f"`{words}` is not a date", "write year-month-day: 2016-06-20")
        return None


def _one_of(pattern: str, hint: str) -> _Read:
    def read(reader: _Reader, name: str, node: Node, start: int) -> str | None:
        words = _words(reader, name, node, start)
        if words is not None and not re.fullmatch(pattern, words):
            position = reader.position(start + node.start_mark.index)
            reader.fault(position, f"`{words}` cannot be the {name}", hint)
            return None
        return words

    return read


def _media(reader: _Reader, name: str, node: Node, start: int) -> str | None:
    words = _words(reader, name, node, start)
    if words is None:
        return None
    return reader.media(words, reader.position(start + node.start_mark.index))


def _links(reader: _Reader, name: str, node: Node, start: int) -> tuple[str, ...] | None:
    found = []
    for each in node.value if isinstance(node, SequenceNode) else [node]:
        words = _words(reader, name, each, start)
        if words and not re.fullmatch(r"(?:https?://|mailto:)\S+", words):
            position = reader.position(start + each.start_mark.index)
            reader.fault(position, f"`{words}` is not a web or mail address")
        elif words:
            found.append(words)
    return tuple(found)


def _image(reader: _Reader, name: str, node: Node, start: int) -> dict[str, str] | None:
    flow = bool(getattr(node, "flow_style", False))
    allowed: dict[str, _Read] = {
        "src": _media,
        "alt": _text(Kind.ALT, flow=flow),
        "caption": _text(Kind.CAPTION, flow=flow),
        "credit": _text(Kind.CREDIT, flow=flow),
    }
    before = len(reader.texts)
    found: dict[str, str] = {}
    for key, value in reader._items(node, start, f"`{name}`"):  # noqa: SLF001 (one reading)
        if key not in allowed:
            position = reader.position(start + value.start_mark.index)
            reader.fault(position, f"`image.{key}` is not a field", f"it has: {', '.join(allowed)}")
        elif (words := allowed[key](reader, f"image.{key}", value, start)) is not None:
            found[key] = words
    position = reader.position(start + node.start_mark.index)
    if "src" not in found:
        reader.fault(position, "`image.src` is missing")
    if "alt" not in found:
        reader.fault(position, "`image.alt` is missing", "say in words what the picture shows")
    reader.texts[before:] = [
        replace(block, media=found.get("src", "")) for block in reader.texts[before:]
    ]
    return found


_ARTICLE_FIELDS: dict[str, _Read] = {
    "title": _text(Kind.TITLE),
    "standfirst": _text(Kind.STANDFIRST),
    "byline": _text(Kind.BYLINE),
    "authors": _identifiers,
    "translators": _by_locale,
    "reviewers": _by_locale,
    "date": _date,
    "place": _text(Kind.PLACE),
    "locale": _one_of(_LOCALE.pattern, "such as en, ar or pt_BR"),
    "image": _image,
    "licence": _words,
    "segmentation": _one_of("sentence|paragraph", "it is `sentence` or `paragraph`"),
}
_AUTHOR_FIELDS: dict[str, _Read] = {
    "name": _text(Kind.NAME),
    "handle": _words,
    "photo": _media,
    "links": _links,
}
