"""`segmentation.toml` and SRX → rules of where sentences end; rules → `segmentation.toml`.

SRX 1.0 and 2.0 (GALA/LISA OSCAR) as LanguageTool and OmegaT write it. The only door to XML here: no
entity is ever declared, so none is expanded, and nothing outside the file is read.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from .errors import InputError, ProjectError
from .model import CutRule, Finding, Position, Severity
from .sentences import fault

ANY = "any"
"""The table whose rules are for all languages, behind those of each."""
INTRODUCTION = """\
# Where a sentence ends (cut = true) or does not, whatever the segmenter says; the first that fits
# decides. `before` and `after` are patterns of the words before the place and after it. Paragraphs
# that have been cut stay as they are: `publish update --recut` cuts all of them anew.
"""

Rules = Mapping[str, Sequence[CutRule]]
"""By language, or `any`."""


def rules_for(rules: Rules, language: str) -> tuple[CutRule, ...]:
    """Give the rules of a language in the order in which they decide: `pt_BR`, `pt`, `any`."""
    names = dict.fromkeys((language, re.split(r"[-_]", language)[0], ANY))
    return tuple(rule for name in names for rule in rules.get(name, ()))


# --- the project's own file -----------------------------------------------------------------


def read_rules(text: str, path: str) -> Rules:
    """Give the rules of a project; what is wrong with the file is an InputError with every fault.

    Each rule is a table `[[en]]` with `cut`, and `before` or `after` or both.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        message = re.sub(r" \(at .*\)$", "", str(error))
        raise InputError([_finding(Position(path, line), f"not TOML: {message}")]) from error
    faults: list[Finding] = []
    rules: dict[str, list[CutRule]] = {}
    for language, told in tables.items():
        places = [text.count("\n", 0, at) + 1 for at in _headers(text, language)]
        if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
            hint = f"write [[{language}]], a line each of cut, before and after"
            faults.append(_finding(Position(path, 1), f"`{language}` is no list of rules", hint))
            continue
        for number, table in enumerate(told):
            at = Position(path, places[number] if number < len(places) else 1)
            faults += _faults(table, at)
            before, after = (str(table.get(name, "")) for name in ("before", "after"))
            rule = CutRule(bool(table.get("cut")), before, after, at)
            rules.setdefault(language, []).append(rule)
    if faults:
        raise InputError(faults)
    return rules


def _headers(text: str, language: str) -> Iterator[int]:
    name = re.escape(language)
    found = re.finditer(rf"^[ \t]*\[\[[ \t]*[\"']?{name}[\"']?[ \t]*\]\]", text, re.MULTILINE)
    return (match.start() for match in found)


def _faults(table: Mapping[str, Any], at: Position) -> Iterator[Finding]:
    for key in table:
        if key not in {"cut", "before", "after"}:
            yield _finding(at, f"`{key}` is not a setting", "there are: cut, before, after")
    if not isinstance(table.get("cut"), bool):
        yield _finding(at, "`cut` is true or false", "true: a sentence ends here")
    words = [table.get("before", ""), table.get("after", "")]
    if not all(isinstance(each, str) for each in words):
        yield _finding(at, "`before` and `after` are patterns in quotes")
    elif not any(words):
        yield _finding(at, "a rule says what stands before the place, or after it")
    elif wrong := fault(CutRule(cut=True, before=words[0], after=words[1])):
        yield _finding(at, wrong)


def _finding(at: Position, message: str, hint: str = "") -> Finding:
    return Finding(at, Severity.ERROR, "I003", "settings", message, hint)


def add_rules(text: str, language: str, rules: Iterable[CutRule], comment: str) -> str:
    """Give the file with the rules that it lacks behind those it has; none lacking, as it was."""
    held = set(read_rules(text, "").get(language, ()))
    missing = [rule for rule in dict.fromkeys(rules) if rule not in held]
    if not missing:
        return text
    lines = [text.rstrip("\n") or INTRODUCTION.rstrip("\n"), "", f"# {comment}"]
    for rule in missing:
        lines += [f"[[{language}]]", f"cut = {str(rule.cut).lower()}"]
        for name, words in (("before", rule.before), ("after", rule.after)):
            lines += [f"{name} = {_quoted(words)}"] if words else []
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """Write a TOML string: as it stands where it can, for a pattern is full of backslashes."""
    if words.isprintable() and "'" not in words:
        return f"'{words}'"
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


# --- SRX ------------------------------------------------------------------------------------


def read_srx(data: bytes, path: str, language: str) -> tuple[CutRule, ...]:
    """Give the rules that an SRX file has for a language, in the order in which they decide.

    Of a file that is no SRX, or whose patterns cannot be read, every fault is told (InputError).
    """
    reading = _Srx(path)
    parser = expat.ParserCreate(namespace_separator=" ")
    reading.listen(parser)
    try:
        parser.Parse(data, True)  # noqa: FBT003
    except expat.ExpatError as error:
        message = f"not XML: {expat.ErrorString(error.code)}"
        raise InputError([_finding(Position(path, error.lineno), message)]) from error
    except (ValueError, LookupError) as error:  # an encoding that nobody knows
        raise InputError([_finding(Position(path, 1), f"not XML: {error}")]) from error
    if not reading.is_srx:
        raise InputError([_finding(Position(path, 1), "this is no SRX file")])
    rules = [rule for rule in reading.rules_for(language) if rule.before or rule.after]
    faults = [
        _finding(rule.position or Position(path, 1), wrong)
        for rule in rules
        if (wrong := fault(rule))
    ]
    if faults:
        raise InputError(faults)
    if not rules:
        raise ProjectError(f"{path} has no rules for `{language}`", "choose another --locale")
    return tuple(rules)


@dataclass(slots=True)
class _Srx:
    """One reading of an SRX file."""

    path: str
    is_srx: bool = False
    cascade: bool = False
    languages: dict[str, list[CutRule]] = field(default_factory=dict)
    maps: list[tuple[str, str]] = field(default_factory=list)
    """Pattern of the languages, name of their rules."""
    parser: Any = None
    now: list[CutRule] = field(default_factory=list)
    cut: bool = True
    words: dict[str, str] = field(default_factory=dict)
    inside: str = ""

    def listen(self, parser: Any) -> None:  # noqa: ANN401 (expat's own type has no name)
        self.parser = parser
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.told
        parser.EntityDeclHandler = self.refuse

    @property
    def here(self) -> Position:
        return Position(self.path, self.parser.CurrentLineNumber)

    def refuse(self, *_: object) -> None:
        """Stop at a declared entity: it could grow without end, or read other files."""
        hint = "replace the entity by what it stands for"
        raise InputError([_finding(self.here, "an SRX file declares no entities", hint)])

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "srx":
                self.is_srx = True
            case "header":
                self.cascade = attributes.get("cascade", "no") == "yes"
            case "languagerule":
                self.now = self.languages.setdefault(attributes.get("languagerulename", ""), [])
            case "languagemap":
                pattern = attributes.get("languagepattern", "")
                self.maps.append((pattern, attributes.get("languagerulename", "")))
            case "rule":
                self.cut, self.words = attributes.get("break", "yes") != "no", {}
            case "beforebreak" | "afterbreak" as inside:
                self.inside = inside

    def told(self, words: str) -> None:
        if self.inside:
            self.words[self.inside] = self.words.get(self.inside, "") + words

    def end(self, name: str) -> None:
        match name.rpartition(" ")[2]:
            case "beforebreak" | "afterbreak":
                self.inside = ""
            case "rule":
                before, after = (self.words.get(f"{each}break", "") for each in ("before", "after"))
                self.now.append(CutRule(self.cut, before, after, self.here))

    def rules_for(self, language: str) -> Iterator[CutRule]:
        """Give the rules of each map that fits, of the first alone where none cascades."""
        for pattern, name in self.maps:
            try:
                fits = any(re.fullmatch(pattern, each) for each in _spellings(language))
            except re.error as error:
                message = f"`{pattern}` is no pattern: {error}"
                raise InputError([_finding(Position(self.path, 1), message)]) from error
            if fits:
                yield from self.languages.get(name, ())
                if not self.cascade:
                    return


def _spellings(language: str) -> tuple[str, ...]:
    return (language, language.replace("_", "-"))
