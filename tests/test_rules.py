"""Runs `tests/rules/<rule>.md`: each case is a heading, files in fences, and what is found in them.

    ## Bad: the link is lost

    ```po
    msgid "See [the map](https://example.org/map)."
    msgstr "انظر الخريطة."
    ```
    => ar.po:2: error: Markdown differs from the source; missing: link [text](address)
    [markdown-structure]

Only the rule of the page is run. A case without `=>` lines is good: nothing is found.

- A fence `po` is the catalog `ar.po`. A header is put before it unless it has one; lines count from
  the first line of the fence. With it alone, the rule sees what `publish check FILE.po` sees.
- A fence `po bare` is the catalog as it stands: no header is put before it.
- A fence `po fa` is a catalog of that language, `fa.po`, under the same header.
- A fence `markdown` is the article `story.md`; `markdown lina` is the person `lina.md`. With an
  article the rule sees a project. `po authors` is the catalog of the people, `authors.po`.
- A fence `csv` is the glossary. A fence `picture` names what a JPEG holds beside the picture.
- A fence `toml` holds settings, as in `publish.toml`.
- `<U+202E>` stands for that character, `<0xE9>` for that byte, `…` in a `=>` line for any words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pictures import jpeg
from workflow.align import grouped
from workflow.commands.check import _with_people, check
from workflow.errors import InputError, ProjectError
from workflow.glossary import read_csv
from workflow.locales import locale
from workflow.model import (
    Block,
    Catalog,
    Entry,
    Finding,
    Fix,
    LocaleSettings,
    Pair,
    Position,
    Settings,
    Severity,
    State,
    Tally,
    Unit,
)
from workflow.po import field_position, read_catalog
from workflow.project import find_project
from workflow.report import FSI, PDI, finding_line
from workflow.rules import (
    RULES,
    Context,
    Credit,
    Problem,
    Rule,
    Scope,
    apply_policy,
    by_position,
    find_rule,
    rule_name,
    run_rules,
)
from workflow.source import read_article, read_author
from workflow.suppress import suppress, tag_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PAGES = sorted((Path(__file__).parent / "rules").glob("*.md"))

HEADER = """\
msgid ""
msgstr ""
"Language: ar\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : \
n%100>=11 && n%100<=99 ? 4 : 5;\\n"

"""


@dataclass(frozen=True)
class Case:
    """One heading of a page: its files by fence name, and the findings it expects."""

    page: str
    title: str
    fences: dict[str, str]
    expected: tuple[str, ...]

    @property
    def bad(self) -> bool:
        return self.title.startswith("Bad: ")


def read_cases(page: Path) -> Iterator[Case]:
    """Give the cases of a page in order."""
    text = page.read_text(encoding="utf-8")
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        fences = dict(re.findall(r"^```(\S[^\n]*)\n(.*?)^```$", body, re.MULTILINE | re.DOTALL))
        outside = re.sub(r"^```.*?^```$", "", body, flags=re.MULTILINE | re.DOTALL)
        expected = tuple(re.findall(r"^=> (.+)$", outside, re.MULTILINE))
        yield Case(page.stem, title.strip(), fences, expected)


def as_bytes(text: str) -> bytes:
    """Give the bytes of a fence, with what cannot be seen put in."""
    text = re.sub(r"<U\+([0-9A-F]{4,6})>", lambda found: chr(int(found[1], 16)), text)
    pieces = re.split(r"<0x([0-9A-F]{2})>", text)
    return b"".join(
        bytes.fromhex(piece) if number % 2 else piece.encode()
        for number, piece in enumerate(pieces)
    )


def catalog_of(fence: str, path: str) -> Catalog:
    """Read a catalog as if its fence were the whole file."""
    if re.match(r'(<U\+FEFF>)?(#.*\n)*msgid ""\nmsgstr ""\n"', fence):
        return read_catalog(as_bytes(fence), path)
    try:
        catalog = read_catalog(as_bytes(HEADER + fence), path)
    except InputError as error:
        findings = [replace(each, position=raised(each.position)) for each in error.findings]
        raise InputError(findings) from error
    entries = [
        replace(entry, position=raised(entry.position)) if entry.position else entry
        for entry in catalog.entries
    ]
    return replace(catalog, entries=entries)


def raised(position: Position) -> Position:
    """Count lines from the end of the header that we put there."""
    return replace(position, line=position.line - HEADER.count("\n"))


def units_of(blocks: Sequence[Block]) -> tuple[Unit, ...]:
    """Make one unit of each block: these pages are not about sentences."""
    return tuple(
        Unit(
            str(block.kind) if block.kind.short else None,
            block.text,
            number,
            position=block.position,
        )
        for number, block in enumerate(blocks)
        if block.kind.translatable and not block.skip
    )


def pairs_of(units: Iterable[Unit], catalog: Catalog) -> tuple[Pair, ...]:
    entries = {entry.key: entry for entry in catalog.entries if not entry.obsolete}
    return grouped(Pair(unit, entries.get(unit.key)) for unit in units)


def tally_of(pairs: Sequence[Pair]) -> Tally:
    states = [pair.state for pair in pairs]
    return Tally(
        states.count(State.TRANSLATED), states.count(State.FUZZY), states.count(State.UNTRANSLATED)
    )


def settings_of(fence: str, folder: Path) -> Settings:
    (folder / "publish.toml").write_text(fence, encoding="utf-8")
    return find_project(folder).settings


def field_position_of(entry: Entry, offset: int, form: int) -> Position | None:
    return field_position(entry, offset, "msgstr", form)


def context_of(fences: dict[str, str], folder: Path) -> Context:
    """Give what `publish check` would know of these files."""
    catalog = catalog_of(fences["po"], "ar.po") if "po" in fences else Catalog("ar.po")
    name = next(
        (tag[3:] for tag in fences if re.fullmatch(r"po [a-z]{2,3}(_[A-Z]{2})?", tag)), "ar"
    )
    if name != "ar":
        catalog = catalog_of(fences[f"po {name}"], f"{name}.po")
    if "po bare" in fences:
        catalog = read_catalog(as_bytes(fences["po bare"]), "ar.po")
    common = Context(
        catalog=catalog,
        source=locale("en"),
        target=locale(name),
        settings=settings_of(fences.get("toml", ""), folder),
        glossary=read_csv(fences.get("csv", "source"), "glossary.csv"),
        locate=field_position_of,
    )
    if "markdown" not in fences:
        live = [entry for entry in catalog.entries if not entry.obsolete]
        pairs = grouped(Pair(Unit(entry.msgctxt, entry.msgid, 0), entry) for entry in live)
        return replace(common, pairs=pairs, tally=tally_of(pairs))
    article = read_article(as_bytes(fences["markdown"]).decode(), "story.md", "story")
    people = catalog_of(fences.get("po authors", ""), "authors.po")
    credited = {}
    for name in (key.partition(" ")[2] for key in fences if key.startswith("markdown ")):
        author = read_author(as_bytes(fences[f"markdown {name}"]).decode(), f"{name}.md", name)
        credited[name] = Credit(author, pairs_of(units_of(author.blocks), people))
    units = units_of(article.blocks)
    pairs = pairs_of(units, catalog)
    common = replace(common, glossary=_with_people(common.glossary, credited, "ar"))
    return replace(
        common,
        pairs=pairs,
        article=article,
        units=units,
        credits=credited,
        tally=tally_of(pairs),
        references=article.references,
    )


def of_picture(fence: str, folder: Path) -> Sequence[Finding]:
    """Check a project whose one picture tells what the fence names."""
    path = folder / "source" / "media" / "bridge.jpg"
    path.parent.mkdir(parents=True)
    path.write_bytes(jpeg(fence.splitlines()))
    (folder / "publish.toml").touch()
    return check(find_project(folder), [], []).findings


def of_comments(fences: dict[str, str], folder: Path) -> Sequence[Finding]:
    """Run every rule, and hear what the comments of the catalog ask for."""
    context = context_of(fences, folder)
    assert context.catalog
    ran = frozenset(rule.name for rule in RULES)
    return sorted(
        suppress(run_rules([context]), [context.catalog], rule_name, ran).kept, key=by_position
    )


def with_tags(fences: dict[str, str]) -> dict[str, str]:
    """Put the digits that fit in the place of [TAG]."""
    catalog = catalog_of(fences["po"].replace(" [TAG]", ""), "ar.po")
    tags = [tag_of(entry) for entry in catalog.entries]
    return {**fences, "po": fences["po"].replace("TAG", tags[0] if tags else "")}


def found_in(case: Case, folder: Path) -> list[str]:
    """Give what is found in the files of a case, as it is printed."""
    rule = find_rule(case.page)
    findings: Iterable[Finding]
    try:
        if "picture" in case.fences:
            findings = of_picture(case.fences["picture"], folder)
        elif rule.code.startswith("Z"):
            findings = of_comments(with_tags(case.fences), folder)
        else:
            findings = run_rules([context_of(case.fences, folder)], [rule])
        findings = [each for each in findings if each.rule == rule.name]
    except InputError as error:
        if any(each.rule != rule.name for each in error.findings):
            raise
        findings = sorted(error.findings, key=by_position)
    return [finding_line(each).replace(FSI, "").replace(PDI, "") for each in findings]


CASES = [case for page in PAGES for case in read_cases(page)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.page}: {case.title}")
def test_a_rule_finds_what_its_page_says(case: Case, tmp_path: Path) -> None:
    assert case.title.startswith(("Good: ", "Bad: ")), "a case is either good or bad"
    assert case.bad == bool(case.expected), "a bad case has => lines, a good one has none"
    assert case.fences, "a case has files"
    found = found_in(case, tmp_path)
    assert len(found) == len(case.expected), found
    for expected, line in zip(case.expected, found, strict=True):
        assert re.fullmatch(re.escape(expected).replace("…", ".*"), line), (expected, line)


# --- the documentation -----------------------------------------------------------------------


def documented(rule: Rule) -> Iterator[Case]:
    """Give the examples of a rule's own page; what stands before the first belongs to all."""
    text = rule.documentation.partition("## Example\n")[2].partition("\n## How to mend it")[0]
    shared, *parts = re.split(r"^(?=(?:Bad|Good), )", text, flags=re.MULTILINE)
    for part in parts:
        title, colon, body = part.partition(":\n")
        fences = dict(
            re.findall(r"^```(\S[^\n]*)\n(.*?)^```$", shared + body, re.MULTILINE | re.DOTALL)
        )
        assert colon, part
        assert body.count("```") >= 2, "an example has a file of its own"
        yield Case(rule.name, title.replace(", ", ": ", 1), fences, ())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_examples_of_a_rule_are_true(rule: Rule, tmp_path: Path) -> None:
    cases = list(documented(rule))
    assert {case.bad for case in cases} == {True, False}, "a bad and a good example"
    assert re.search("[\u0621-\u064a]", rule.documentation), "an Arabic one"
    for number, case in enumerate(cases):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert bool(found_in(case, folder)) == case.bad, case.title


# --- the engine -----------------------------------------------------------------------------


def pair(
    msgid: str, *msgstr: str, line: int = 0, source_line: int = 1, flags: tuple[str, ...] = ()
) -> Pair:
    """Make a pair whose entry stands at a line of ar.po, or has none if that is 0."""
    unit = Unit(None, msgid, 0, position=Position("story.md", source_line))
    entry = Entry(msgid=msgid, msgstr=msgstr, flags=flags, position=Position("ar.po", line))
    return Pair(unit, entry if line else None)


def a_rule(scope: Scope, *problems: Problem, severity: Severity = Severity.ERROR) -> Rule:
    return Rule("T999", "test-rule", severity, scope, "", "", lambda *_: iter(problems))


def test_a_pair_is_put_right_in_its_catalog_or_else_in_the_source() -> None:
    pairs = (pair("b", "", line=9), pair("a", source_line=4))
    (first, second) = run_rules([Context(pairs)], [a_rule(Scope.PAIR, Problem("wrong"))])
    assert (str(first.position), str(second.position)) == ("ar.po:9", "story.md:4")


def test_a_problem_may_name_another_place() -> None:
    one = pair("a", "x", line=9, source_line=4)
    places = (one, one.unit, one.entry, Position("other", 7))
    problems = [Problem(f"{number}", at=place) for number, place in enumerate(places)]
    found = run_rules([Context((one,))], [a_rule(Scope.PAIR, *problems)])
    places_found = {each.message: str(each.position) for each in found}
    assert places_found == {"0": "ar.po:9", "1": "story.md:4", "2": "ar.po:9", "3": "other:7"}


def test_what_has_no_line_is_said_at_the_first_line_of_the_document() -> None:
    rule = a_rule(Scope.CATALOG, Problem("wrong"))
    (finding,) = run_rules([Context(catalog=Catalog("ar.po"))], [rule])
    assert finding.position == Position("ar.po", 1)
    assert (finding.code, finding.rule) == ("T999", "test-rule")


def test_findings_come_by_position() -> None:
    pairs = tuple(pair(str(line), "", line=line) for line in (30, 4, 200))
    found = run_rules([Context(pairs)])
    assert [each.position.line for each in found] == [4, 30, 200]


def test_a_fault_of_the_source_is_said_once_and_weighs_as_in_the_strictest_locale() -> None:
    settings = Settings(locales=(LocaleSettings("fa", draft=True), LocaleSettings("ar")))
    documents = [
        Context((pair("a\u202eb"),), Catalog(name), target=locale(name), settings=settings)
        for name in ("fa", "ar")
    ]
    (finding,) = run_rules(documents, [find_rule("bidi-override")])
    assert finding.severity is Severity.ERROR
    (finding,) = run_rules(documents[:1], [find_rule("bidi-override")])
    assert finding.severity is Severity.WARNING


def test_a_project_rule_sees_all_documents_once_and_only_in_a_project() -> None:
    rule = a_rule(Scope.PROJECT, Problem("wrong", at=Position("publish.toml", 1)))
    inside = Context(catalog=Catalog("ar.po"), units=())
    assert len(run_rules([inside, inside], [rule])) == 1
    assert run_rules([Context(catalog=Catalog("ar.po"))], [rule]) == ()
    assert run_rules([], [rule]) == ()


def test_a_rule_is_found_by_name_and_by_code() -> None:
    for rule in RULES:
        assert find_rule(rule.name) is find_rule(rule.code) is find_rule(rule.code.lower()) is rule


@pytest.mark.parametrize(
    ("name", "near"), [("untranslatd", "untranslated"), ("c111", "C1"), ("fuzy", "fuzzy")]
)
def test_an_unknown_rule_names_the_nearest(name: str, near: str) -> None:
    with pytest.raises(ProjectError, match=name) as error:
        find_rule(name)
    assert error.value.hint.startswith(f"did you mean {near}")


def test_a_rule_unlike_any_other_points_to_the_table() -> None:
    with pytest.raises(ProjectError) as error:
        find_rule("xyzzy12345")
    assert "publish rules" in error.value.hint


# --- the completeness policy ----------------------------------------------------------------


def weights(tally: Tally, settings: LocaleSettings) -> dict[str, str]:
    """Give what an error of each rule, and a warning, weigh."""
    position = Position("ar.po", 1)
    findings = [
        Finding(position, Severity.ERROR, "X000", rule, "wrong")
        for rule in ("untranslated", "fuzzy", "catalog-stale")
    ]
    findings.append(Finding(position, Severity.WARNING, "R102", "long-unit", "long"))
    return {each.rule: str(each.severity) for each in apply_policy(findings, tally, settings)}


HALF = Tally(translated=5, untranslated=5)


def test_where_all_is_asked_for_a_hole_is_an_error() -> None:
    assert weights(HALF, LocaleSettings("ar")) == {
        "untranslated": "error",
        "fuzzy": "error",
        "catalog-stale": "error",
        "long-unit": "warning",
    }


def test_in_a_draft_locale_nothing_is_an_error() -> None:
    assert weights(HALF, LocaleSettings("ar", draft=True)) == {
        "untranslated": "info",
        "fuzzy": "info",
        "catalog-stale": "warning",
        "long-unit": "warning",
    }


def test_above_its_threshold_a_hole_is_information_and_a_stale_catalog_an_error() -> None:
    assert weights(HALF, LocaleSettings("ar", min_translated=50)) == {
        "untranslated": "info",
        "fuzzy": "info",
        "catalog-stale": "error",
        "long-unit": "warning",
    }


def test_below_its_threshold_a_hole_is_an_error_again() -> None:
    assert weights(HALF, LocaleSettings("ar", min_translated=51))["untranslated"] == "error"


# --- spans and fixes ------------------------------------------------------------------------


def test_a_finding_carries_what_is_wrong_where_and_how_it_reads_when_mended() -> None:
    one = pair("a", "x ", line=9)
    fix = Fix("x", safe=True)
    rule = a_rule(Scope.PAIR, Problem("wrong", span=(1, 2), fix=fix))
    context = Context((one,), locate=lambda _entry, offset, _form: Position("ar.po", 9, 9 + offset))
    (finding,) = run_rules([context], [rule])
    assert finding.position == Position("ar.po", 9, 10)
    assert (finding.span, finding.fixes, finding.form) == ((1, 2), (fix,), 0)
    assert finding.entry is one.entry


def test_two_problems_with_the_same_words_at_two_spans_are_two() -> None:
    rule = a_rule(Scope.PAIR, Problem("wrong", span=(0, 1)), Problem("wrong", span=(1, 2)))
    assert len(run_rules([Context((pair("a", "xx", line=9),))], [rule])) == 2
