"""Markdown → blocks with their spans; inline Markdown → safe HTML, → markup inventory.

The only door to the Markdown parser. CommonMark 0.31 with tables, strikethrough and footnotes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from .model import Block, Kind, Mark, Position, Quoting, Span, Table
from .spans import cut, unquote

if TYPE_CHECKING:
    from markdown_it.token import Token

DIRECTIVE = re.compile(r"<!--\s*publish:([a-z-]+)(?:\s+(.*?))?\s*-->", re.DOTALL)
"""What an author tells the house: `skip`, `note TEXT`, `context TEXT`, `cut`, `keep`."""
BLOCK_DIRECTIVES = frozenset({"skip", "note", "context"})
CUT, KEEP = "<!-- publish:cut -->", "<!-- publish:keep -->"
"""Inside a paragraph: a sentence ends here; none does."""

_NEWLINE = re.compile(r"\r\n?|\n")
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
_TAG = re.compile(
    r"<(/?)(abbr|b|bdi|br|cite|em|i|mark|q|s|small|span|strong|sub|sup|u)"
    r"((?:\s+(?:dir|lang)=\"[\w-]*\")*)\s*/?>"
)
_SCHEME = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_BARE = re.compile(r"\bhttps?://[^\s<>\"]*[^\s<>\".,;:!?)\]'»”’]")
_MARKUP = re.compile(r"[*_`~\[\]<&\\\n]|://")
"""A text without any of these is read as it is written."""
REFERENCE = "reference:"
"""What `reading` says of a target that only the whole document knows: this, and the label."""
_REFERENCE = re.compile(r"\[([^\[\]\n^]+)\]\[([^\[\]\n]*)\]|\[(`[^`\[\]\n]+`)\](?![\[(:])")
_START = re.compile(
    r"(?P<number>\d{1,9}(?=[.)](?:\s|$)))|(?=[-+*](?:\s|$)|>|=+\s*$|#{1,6}(?:\s|$))"
)
"""What begins another block when it stands at the start of one (CommonMark 4.2, 4.3, 5)."""
_START_ESCAPE = re.compile(
    r"(?P<number>\d{1,9}(?=\\[.)](?:\s|$)))?\\(?(number)|(?=[-+*](?:\s|$)|>|=+\s*$|#{1,6}(?:\s|$)))"
)

Range = tuple[int, int]


_Rule = Callable[[Any, bool], bool]
_SIGNS = {
    "text": "",
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
"""What each inline rule of the parser begins with: `text` with any other sign."""


def _by_sign(rules: Iterable[tuple[str, _Rule]]) -> _Rule:
    """Make one inline rule of all, which asks those that the next sign may begin.

    On every token that a rule makes it notes where in the text that stands.
    """
    asked = {
        sign: tuple(rule for name, rule in rules if sign in _SIGNS.get(name, sign))
        for sign in "".join(_SIGNS.values())
    }
    others = tuple(rule for name, rule in rules if not _SIGNS.get(name))

    def run(state: Any, silent: bool) -> bool:  # noqa: ANN401, FBT001 (the parser's own signature)
        start, count = state.pos, len(state.tokens)
        for rule in asked.get(state.src[start], others):
            if rule(state, silent):
                for token in () if silent else state.tokens[count:]:
                    token.meta.setdefault("at", (start, state.pos))
                return True
        return False

    return run


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    ruler = parser.inline.ruler
    rule = _by_sign([(each.name, each.fn) for each in ruler.__rules__ if each.enabled])
    ruler.enableOnly("text")
    ruler.at("text", rule)
    return parser


# --- blocks ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown body, read: its blocks in order and its link definitions."""

    blocks: tuple[Block, ...]
    references: str
    unknown: tuple[tuple[str, Position], ...] = ()
    """Directives that nobody knows."""


def read_blocks(text: str, path: str, start: int = 0, kind: Kind = Kind.PARAGRAPH) -> Document:
    """Give the blocks of `text[start:]`, their spans counted in the whole of `text`.

    `kind` is what a plain paragraph is. Soft line breaks are joints of the spans, not text.
    """
    lines = _Lines(text, start, path)
    environment: dict[str, Any] = {}
    tokens = _parser().parse(text[start:], environment)
    walker = _Blocks(lines, kind)
    blocks = tuple(walker.walk(tokens))
    references = _definitions(environment.get("references", {}))
    return Document(blocks, references, tuple(walker.unknown))


def _definitions(references: Mapping[str, Mapping[str, str]]) -> str:
    """Write link definitions as Markdown, sorted, for `inline_html`."""
    rows = []
    for label, target in sorted(references.items()):
        title = target.get("title", "").replace("\\", "\\\\").replace('"', '\\"')
        rows.append(f"[{label}]: <{target['href']}>" + (f' "{title}"' if title else ""))
    return "\n".join(rows)


class _Lines:
    """The lines of a file from a place on: where each begins, and where a line's words stand."""

    def __init__(self, text: str, start: int, path: str) -> None:
        self.text, self.path = text, path
        self.first = len(_NEWLINE.findall(text, 0, start)) + 1
        breaks = [(match.start(), match.end()) for match in _NEWLINE.finditer(text, start)]
        self.starts = [start, *(end for _, end in breaks)]
        self.ends = [*(begin for begin, _ in breaks), len(text)]

    def position(self, offset: int) -> Position:
        low = bisect_right(self.starts, offset) - 1
        return Position(self.path, self.first + low, offset - self.starts[low] + 1)

    def line(self, number: int) -> Position:
        return Position(self.path, self.first + number)

    def find(self, words: str, number: int, last: int, *, atx: bool) -> tuple[int, int, int]:
        """Give line, start and end of the first line from `number` on that ends in these words.

        An ATX heading may have closing marks behind its words (CommonMark 4.2).
        """
        for index in range(number, last):
            line = self.text[self.starts[index] : self.ends[index]]
            line = re.sub(r"[ \t]#+[ \t]*$", "", line) if atx else line
            # the parser trims more than blanks, but only at the ends of its content
            for stripped in (line.rstrip(" \t"), line.rstrip()):
                if stripped.endswith(words):
                    end = self.starts[index] + len(stripped)
                    return index, end - len(words), end
        message = f"line {self.first + number}: the parser's text is not in the file"
        raise AssertionError(message)


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of one inline token: as text, as spans, and how the parser's offsets map to it."""

    text: str
    spans: tuple[Span, ...]
    pieces: tuple[tuple[int, int, int], ...]
    """Start and end in the parser's content, start in the text."""

    def offset(self, place: int) -> int:
        for begin, end, offset in self.pieces:
            if place <= end:
                return offset + max(place - begin, 0)
        return len(self.text)


def _read_text(token: Token, lines: _Lines, hard: frozenset[int], *, atx: bool) -> _Text:
    """Join the lines of a token's content: a space for a soft break, a newline for a hard one."""
    assert token.map is not None
    number, last = token.map
    spans: list[Span] = []
    pieces: list[tuple[int, int, int]] = []
    text, place, joint = "", 0, ""
    for line in token.content.split("\n"):
        words = line.strip(" \t")
        is_hard = place + len(line) in hard
        if is_hard and words.endswith("\\"):
            words = words[:-1].rstrip(" \t")
            suffix = line.rstrip(" \t")[len(line) - len(line.lstrip(" \t")) :]
        else:
            suffix = words
        if words:
            index, begin, _ = lines.find(suffix, number, last, atx=atx)
            number = index + 1
            text += joint
            lead = place + len(line) - len(line.lstrip(" \t"))
            pieces.append((lead, lead + len(words), len(text)))
            spans.append(Span(begin, begin + len(words), joint))
            text += words
            joint = ""
        if is_hard or not joint:
            joint = "\n" if is_hard else " "
        place += len(line) + 1
    return _Text(text, tuple(spans), tuple(pieces))


def escape_start(text: str) -> str:
    """Put the backslash without which the first words would begin a list, a heading or a quote."""
    match = _START.match(text)
    return f"{text[: match.end()]}\\{text[match.end() :]}" if match else text


def unescape_start(text: str) -> str:
    """Leave out the backslash that `escape_start` puts; it is no part of the text."""
    hole = _start_hole(text)
    return text if hole is None else text[:hole] + text[hole + 1 :]


def _start_hole(text: str) -> int | None:
    match = _START_ESCAPE.match(text)
    return match.end() - 1 if match else None


def _unescape_start(words: _Text, source: str) -> _Text:
    """Leave that backslash to the gaps."""
    hole = _start_hole(words.text)
    if hole is None:
        return words
    first = words.spans[0]
    head = cut(words.spans, source, 0, hole) or (replace(first, end=first.start),)
    tail = cut(words.spans, source, hole + 1, len(words.text))
    return _Text(unescape_start(words.text), (*head, *tail), ())


def _drop_comments(words: _Text, source: str) -> tuple[_Text, tuple[Mark, ...]]:
    """Leave comments to the gaps; those that say where a sentence ends become marks."""
    holes = [
        token.meta["at"]
        for token in _parse_inline(words.text, "")
        if token.type == "html_inline" and token.content.startswith("<!--")
    ]
    if not holes:
        return words, ()
    text, gap, place = "", "", 0
    spans: list[Span] = []
    marks: list[Mark] = []
    said: list[str] = []
    for start, end in [*holes, (len(words.text), len(words.text))]:
        part = words.text[place:start]
        kept = part.strip(" \t\n")
        if kept:
            low = place + part.index(kept)
            gap += words.text[place:low]
            joint = "\n" if "\n" in gap else " " if gap else ""
            first, *rest = cut(words.spans, source, low, low + len(kept))
            text += joint if text else ""
            marks.extend((len(text), name) for name in said)
            text += kept
            spans += [replace(first, joint=joint if spans else ""), *rest]
            gap, said = words.text[low + len(kept) : start], []
        else:
            gap += part
        said += [name for name, _ in DIRECTIVE.findall(words.text[start:end])]
        place = end
    marks.extend((len(text), name) for name in said)
    return _Text(text, tuple(spans), ()), tuple(marks)


class _Blocks:
    """One walk over the parser's tokens, in reading order."""

    def __init__(self, lines: _Lines, kind: Kind) -> None:
        self.lines, self.kind = lines, kind
        self.containers: list[tuple[str, str]] = []
        """Open containers, each with its marker: `quote`, `item`, `footnote`."""
        self.directives: dict[str, str] = {}
        self.unknown: list[tuple[str, Position]] = []
        self.tables = 0

    def walk(self, tokens: Sequence[Token]) -> Iterator[Block]:
        index = 0
        ordered: list[int | None] = []
        while index < len(tokens):
            token = tokens[index]
            match token.type:
                case "bullet_list_open":
                    ordered.append(None)
                case "ordered_list_open":
                    ordered.append(int(token.attrGet("start") or 1))
                case "bullet_list_close" | "ordered_list_close":
                    ordered.pop()
                case "list_item_open":
                    number = ordered[-1]
                    if number is not None:
                        ordered[-1] = number + 1
                    self.containers.append(("item", "•" if number is None else f"{number}."))
                case "blockquote_open":
                    self.containers.append(("quote", ""))
                case "footnote_reference_open":
                    self.containers.append(("footnote", token.meta["label"]))
                case "list_item_close" | "blockquote_close" | "footnote_reference_close":
                    self.containers.pop()
                case "table_open":
                    end = next(
                        at for at in range(index, len(tokens)) if tokens[at].type == "table_close"
                    )
                    yield from self._decorate(self._table(tokens[index:end]))
                    index = end
                case "inline":
                    yield from self._decorate(self._inline(tokens[index - 1], token))
                case "fence" | "code_block" | "hr" | "html_block":
                    yield from self._verbatim(token)
            index += 1

    def _decorate(self, blocks: Iterator[Block]) -> Iterator[Block]:
        """Put what the directives before a block say on it; a directive is used once."""
        said, self.directives = self.directives, {}
        for block in blocks:
            yield replace(
                block,
                note=said.get("note", ""),
                context=said.get("context", ""),
                skip=block.skip or "skip" in said,
            )

    def _verbatim(self, token: Token) -> Iterator[Block]:
        assert token.map is not None
        position = self.lines.line(token.map[0])
        if token.type == "hr":
            yield from self._decorate(iter([Block(Kind.RULE, "", position=position)]))
        elif token.type == "html_block" and _COMMENT.fullmatch(token.content):
            for name, words in DIRECTIVE.findall(token.content):
                if name in BLOCK_DIRECTIVES:
                    self.directives[name] = " ".join(words.split())
                else:
                    self.unknown.append((name, position))
        else:
            block = Block(Kind.CODE, token.content.rstrip("\n"), position=position)
            yield from self._decorate(iter([block]))

    def _inline(self, opening: Token, token: Token) -> Iterator[Block]:
        flat = token.children or []
        hard = frozenset(
            token.content.index("\n", each.meta["at"][0])
            for each in flat
            if each.type == "hardbreak"
        )
        words = _read_text(token, self.lines, hard, atx=opening.markup.startswith("#"))
        if not words.text:
            return
        visible = [each for each in flat if each.type != "text" or each.content.strip()]
        if len(visible) == 1 and visible[0].type == "image":
            yield from self._picture(visible[0], token.content, words)
            return
        words = _unescape_start(words, self.lines.text)
        words, marks = _drop_comments(words, self.lines.text)
        if not words.text:
            return
        kind, level, marker = self._place(opening)
        position = self._position(words.spans)
        self.unknown += [(name, position) for _, name in marks if name not in {"cut", "keep"}]
        yield Block(kind, words.text, words.spans, position, level, marker, marks=marks)

    def _position(self, spans: Sequence[Span]) -> Position:
        return self.lines.position(spans[0].start)

    def _place(self, opening: Token) -> tuple[Kind, int, str]:
        """Say what a paragraph is by where it stands; an item's marker is given once."""
        if opening.type == "heading_open":
            return Kind.HEADING, int(opening.tag[1]), ""
        if not self.containers:
            return self.kind, 0, ""
        name, marker = self.containers[-1]
        level = sum(each == name for each, _ in self.containers)
        if name == "footnote":
            return Kind.FOOTNOTE, 0, marker
        if name == "item":
            self.containers[-1] = (name, "")
            return Kind.ITEM, level, marker
        return Kind.QUOTE, level, ""

    def _picture(self, image: Token, content: str, words: _Text) -> Iterator[Block]:
        """Give the alt text, and the caption if there is one, of a picture that stands alone."""
        media = str(image.attrGet("src") or "")
        begin = image.meta["at"][0] + 2
        end = begin + len(image.content)
        if image.content.strip():
            alt = self._part(Kind.ALT, words, (begin, end), media)
            # the words of `![alt]` and `![alt][]` are the name of a definition: they must stay
            after = content[end + 1 : end + 3]
            yield replace(alt, skip=after[:1] not in {"(", "["} or after == "[]")
        else:
            yield Block(Kind.ALT, "", position=self._position(words.spans), media=media)
        title = re.search(
            r'[ \t\n]"((?:[^"\\]|\\.)*)"[ \t\n]*\)$', content[end:].rstrip(), re.DOTALL
        )
        if title and title[1].strip():
            place = (end + title.start(1), end + title.end(1))
            yield self._part(Kind.CAPTION, words, place, media, Quoting.LABEL)

    def _part(
        self, kind: Kind, words: _Text, place: Range, media: str, quoting: Quoting = Quoting.NONE
    ) -> Block:
        low, high = words.offset(place[0]), words.offset(place[1])
        raw = words.text[low:high]
        low += len(raw) - len(raw.lstrip())
        high -= len(raw) - len(raw.rstrip())
        spans = tuple(
            replace(span, quoting=quoting) for span in cut(words.spans, self.lines.text, low, high)
        )
        text = unquote(words.text[low:high], quoting)
        return Block(kind, text, spans, self._position(spans), media=media)

    def _table(self, tokens: Sequence[Token]) -> Iterator[Block]:
        self.tables += 1
        row, cells, align = -1, [""], ""
        column, pointer = 0, 0
        for token in tokens:
            if token.type == "tr_open":
                assert token.map is not None
                row, column, pointer = row + 1, 0, 0
                number = token.map[0]
                raw = self.lines.text[self.lines.starts[number] : self.lines.ends[number]]
                cells = re.split(r"(?<!\\)\|", raw)
            elif token.type in {"th_open", "td_open"}:
                align = str(token.attrGet("style") or "").removeprefix("text-align:")
            elif token.type == "inline":
                place = Table(self.tables, row, column, align)
                block, pointer = self._cell(token.content, cells, pointer, (number, place))
                column += 1
                yield block

    def _cell(
        self, content: str, cells: Sequence[str], pointer: int, where: tuple[int, Table]
    ) -> tuple[Block, int]:
        number, place = where
        position = self.lines.line(number)
        if not content:
            return Block(Kind.CELL, "", position=position, table=place), pointer
        raw = content.replace("|", "\\|")
        while not cells[pointer].rstrip().endswith(raw):
            pointer += 1
        begin = self.lines.starts[number] + sum(len(each) + 1 for each in cells[:pointer])
        begin += len(cells[pointer].rstrip()) - len(raw)
        span = Span(begin, begin + len(raw), "", Quoting.CELL)
        block = Block(Kind.CELL, content, (span,), self.lines.position(begin), table=place)
        return block, pointer + 1


# --- inline ---------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def _environment(references: str) -> dict[str, Any]:
    environment: dict[str, Any] = {}
    _parser().parse(references, environment)
    return environment


@lru_cache(maxsize=1024)  # what is counted is read as well, by the next rule
def _parse_inline(text: str, references: str) -> tuple[Token, ...]:
    environment = {"references": _environment(references).get("references", {})}
    tokens: list[Token] = []
    parser = _parser()
    parser.inline.parse(text, parser, environment, tokens)
    return tuple(tokens)


def protected(text: str, references: str = "") -> tuple[Range, ...]:
    """Give the ranges of inline markup, in which no sentence is ever cut."""
    ranges: list[Range] = []
    open_marks: list[tuple[str, int]] = []
    for token in _parse_inline(text, references):
        start, end = token.meta.get("at", (0, 0))
        if token.type in {"text", "softbreak", "hardbreak"}:
            continue
        if token.type == "html_inline":
            ranges.append((start, end))
            if tag := re.match(r"<(/?)([A-Za-z][\w-]*)", token.content):
                if not tag[1]:
                    open_marks.append((tag[2].lower(), start))
                else:
                    _close(open_marks, tag[2].lower(), end, ranges)
        elif token.nesting == 1 and token.tag != "a":
            open_marks.append((token.type.removesuffix("_open"), start))
        elif token.nesting == -1 and token.tag != "a":
            _close(open_marks, token.type.removesuffix("_close"), end, ranges)
        else:
            ranges.append((start, end))
    return tuple(sorted(ranges))


def mask(text: str, references: str = "") -> str:
    """Give the text as a reader sees it, character for character.

    Marks of emphasis, tags and footnote calls become U+0000 (nothing is seen there); links, code
    and pictures become letters, with the link's own last sentence mark kept.
    """
    seen = list(text)
    for token in _parse_inline(text, references):
        if token.type in {"text", "softbreak", "hardbreak", "link_close"}:
            continue
        start, end = token.meta.get("at", (0, 0))
        if token.type in {"html_inline", "footnote_ref"} or (token.nesting and token.tag != "a"):
            seen[start:end] = "\0" * (end - start)
        elif token.type != "text_special":
            seen[start:end] = "x" * (end - start)
            label = text[start:end].rpartition("](")[0] or text[start:end]
            if token.type == "link_open" and label.rstrip('"”’»')[-1:] in {".", "!", "?", "؟", "…"}:
                seen[end - 1] = label.rstrip('"”’»')[-1]
    return "".join(seen)


def _close(marks: list[tuple[str, int]], name: str, end: int, ranges: list[Range]) -> None:
    for index in range(len(marks) - 1, -1, -1):
        if marks[index][0] == name:
            ranges.append((marks[index][1], end))
            del marks[index:]
            return


def inventory(text: str, references: str = "") -> Counter[str]:
    """Count the markup of an inline text: what a translation must hold as well.

    Keys: `strong`, `em`, `s`, `link`, `image`, `code:CONTENT`, `note:LABEL`, `html:TAG`, `break`.
    """
    counts: Counter[str] = Counter()
    for token in _parse_inline(text, references):
        match token.type:
            case "strong_open" | "em_open" | "s_open" | "link_open":
                counts[token.type.removesuffix("_open")] += 1
            case "code_inline":
                counts[f"code:{token.content}"] += 1
            case "image":
                counts["image"] += 1
            case "footnote_ref":
                counts[f"note:{token.meta['label']}"] += 1
            case "html_inline" if tag := re.match(r"<(/?[A-Za-z][\w-]*)", token.content):
                counts[f"html:{tag[1].lower()}"] += 1
            case "softbreak" | "hardbreak":
                counts["break"] += 1
    return counts


@dataclass(frozen=True, slots=True)
class Reading:
    """An inline text taken apart: what is read, what marks it, where its links lead."""

    words: str
    """Single spaces between; U+FFFC for a bare address."""
    marks: tuple[tuple[str, int], ...]
    """What opens, closes or stands, each after so many characters that are no space."""
    targets: tuple[str, ...]
    """Of links and bare addresses, in order."""
    code: tuple[str, ...]
    """What stands in code spans, in order."""
    prose: str
    """The words, with an empty code span for each piece of code."""


def reading(text: str) -> Reading:
    """Take an inline text apart, so that two can be compared part by part.

    What is written as a reference, `[words][label]` or [`code`], is taken for one; where it leads
    is its label.
    """
    if not _MARKUP.search(text):
        plain = " ".join(text.split())
        return Reading(plain, (), (), (), plain)
    words: list[str] = []
    prose: list[str] = []
    code: list[str] = []
    marks: list[tuple[str, int]] = []
    targets: list[str] = []
    bare = False
    place = 0
    for token in _parse_inline(text, _assumed(text)):
        read = len(words)
        match token.type:
            case "text" | "text_special" if not bare:
                targets += _BARE.findall(token.content)
                words.append(_BARE.sub("\ufffc", token.content))
            case "softbreak" | "hardbreak":
                words.append(" ")
                marks.append(("break", place))
            case "code_inline":
                words.append(token.content)
                code.append(token.content)
                marks += [("code", place), ("/code", place + len("".join(token.content.split())))]
            case "link_open":
                bare = token.markup == "autolink"
                target = str(token.attrs["href"])
                targets.append(target.removeprefix("mailto:") if bare else target)
                words.append("\ufffc" if bare else "")
                marks.append((f"link:{token.attrs.get('title', '')}", place))
            case "image":
                words.append(token.content)
                marks.append((f"image:{token.attrs['src']}", place))
            case "footnote_ref":
                marks.append((f"note:{token.meta['label']}", place))
            case "html_inline":
                marks.append((token.content, place))
            case kind if token.nesting:
                marks.append((kind, place))
                bare = bare and kind != "link_close"
        prose += ["``"] if token.type == "code_inline" else words[read:]
        place += sum(len("".join(each.split())) for each in words[read:])
    return Reading(_spaced(words), tuple(marks), tuple(targets), tuple(code), _spaced(prose))


def _spaced(pieces: Iterable[str]) -> str:
    return " ".join("".join(pieces).split())


def _assumed(text: str) -> str:
    """Give definitions for every label that a text seems to refer to."""
    labels = {full or words or code for words, full, code in _REFERENCE.findall(text)}
    return "\n".join(f"[{label}]: <{REFERENCE}{label}>" for label in sorted(labels))


def shown(text: str, references: str = "") -> str:
    """Give what a reader sees as plain text: no code, no address, each mark that is markup gone."""
    return "\n".join(
        token.content
        for token in _parse_inline(text, references)
        if token.type in {"text", "text_special"}
    )


class _Html:
    """Safe HTML in the making: what is opened is closed, in the right order."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.open: list[str] = []

    def start(self, tag: str, attributes: str = "") -> None:
        self.parts.append(f"<{tag}{attributes}>")
        self.open.append(tag)

    def end(self, tag: str) -> bool:
        if tag not in self.open:
            return False
        while True:
            last = self.open.pop()
            self.parts.append(f"</{last}>")
            if last == tag:
                return True

    def finish(self) -> str:
        while self.open:
            self.parts.append(f"</{self.open.pop()}>")
        return "".join(self.parts)


def inline_html(text: str, references: str = "", notes: Mapping[str, str] | None = None) -> str:
    """Give safe, well-nested HTML for an inline text (law 9).

    Elements come from an allow-list, everything else is escaped and shown; links go to http, https
    or mailto, any other gives its words; a footnote call is `<sup class="call" data-note="LABEL">`,
    worded by `notes`; a newline is `<br>`; a picture inside a line gives its alt text; comments are
    left out.
    """
    html = _Html()
    for token in _parse_inline(text, references):
        match token.type:
            case "text" | "text_special":
                html.parts.append(escape(token.content, quote=False))
            case "softbreak" | "hardbreak":
                html.parts.append("<br>")
            case "code_inline":
                html.parts.append(f"<code>{escape(token.content, quote=False)}</code>")
            case "image":
                html.parts.append(escape(token.content, quote=False))
            case "footnote_ref":
                label = str(token.meta["label"])
                shown = (notes or {}).get(label, label)
                html.parts.append(
                    f'<sup class="call" data-note="{escape(label)}">{escape(shown)}</sup>'
                )
            case "html_inline":
                _raw_html(token.content, html)
            case "link_open":
                href = str(token.attrGet("href") or "")
                safe = _SCHEME.match(href)
                html.start("a" if safe else "span", f' href="{escape(href)}"' if safe else "")
            case "link_close":
                html.end("a") or html.end("span")
            case _ if token.nesting == 1:
                html.start(token.tag)
            case _ if token.nesting == -1:
                html.end(token.tag)
    return html.finish()


def _raw_html(raw: str, html: _Html) -> None:
    """Pass an allowed tag, drop a comment, show anything else as it is written."""
    tag = _TAG.fullmatch(raw)
    if raw.startswith("<!--"):
        return
    if tag and tag[2] == "br":
        html.parts.append("<br>")
    elif tag and not tag[1]:
        html.start(tag[2], tag[3])
    elif not (tag and html.end(tag[2])):
        html.parts.append(escape(raw, quote=False))
