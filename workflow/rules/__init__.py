"""What can be wrong, one file each; `RULES` is the table of all of them.

To add a rule: write `rules/<name>.py`, give it its row here, and write `tests/rules/<name>.md`.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from ..errors import ProjectError
from ..model import Entry, Finding, Pair, Position, Severity, Unit
from .below_threshold import below_threshold
from .bidi_override import bidi_override
from .bio_missing import bio_missing
from .catalog_stale import catalog_stale
from .conflict_marker import conflict_marker
from .control import control
from .copy_paste import copy_paste
from .do_not_translate import do_not_translate
from .duplicate_message import duplicate_message
from .encoding import encoding
from .forbidden_term import forbidden_term
from .front_matter import front_matter
from .fuzzy import fuzzy
from .identity_clock import identity_clock
from .identity_email import identity_email
from .identity_path import identity_path
from .identity_team import identity_team
from .identity_tool import identity_tool
from .identity_translator import identity_translator
from .inconsistent import inconsistent
from .line_separator import line_separator
from .long_unit import long_unit
from .markdown_source import markdown_source
from .markdown_structure import markdown_structure
from .media_metadata import media_metadata
from .media_place import media_place
from .name_consistency import name_consistency
from .parse_error import parse_error
from .plural_count import plural_count
from .plural_syntax import plural_syntax
from .policy import apply_policy, apply_severities, fails, outside_project
from .rule import Context, Credit, Problem, Rule, Scope
from .settings import settings
from .stale_ignore import stale_ignore
from .term import term
from .unknown_code import unknown_code
from .untranslated import untranslated
from .unused_ignore import unused_ignore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "RULES",
    "Context",
    "Credit",
    "Problem",
    "Rule",
    "Scope",
    "apply_policy",
    "apply_severities",
    "by_position",
    "choose_rules",
    "fails",
    "find_rule",
    "outside_project",
    "rule_name",
    "run_rules",
]

RULES: tuple[Rule, ...] = (
    # P, the catalog as a file
    parse_error,
    encoding,
    duplicate_message,
    plural_syntax,
    plural_count,
    conflict_marker,
    catalog_stale,
    # I, the source as a file, and the settings
    front_matter,
    markdown_source,
    settings,
    # C, completeness
    untranslated,
    fuzzy,
    below_threshold,
    bio_missing,
    # M, markup
    markdown_structure,
    # U and B, characters and direction
    control,
    line_separator,
    bidi_override,
    # G, names and terms
    term,
    forbidden_term,
    do_not_translate,
    name_consistency,
    inconsistent,
    copy_paste,
    # V, who and where we are
    identity_email,
    identity_translator,
    identity_team,
    identity_path,
    identity_tool,
    identity_clock,
    media_place,
    media_metadata,
    # R, the text of the source
    long_unit,
    # Z, what `check` has been asked to ignore
    unused_ignore,
    stale_ignore,
    unknown_code,
)


def run_rules(contexts: Iterable[Context], rules: Sequence[Rule] = RULES) -> tuple[Finding, ...]:
    """Give every finding in the documents, by position; what several locales share, once.

    Each finding weighs what the policy of its locale says; what is found in two locales (a fault of
    the source) weighs what the stricter one says.
    """
    documents = tuple(contexts)
    found: dict[tuple[object, ...], Finding] = {}
    for finding in _all_findings(documents, rules):
        key = (finding.position, finding.code, finding.message, finding.span, finding.form)
        if key not in found or _WEIGHT[finding.severity] > _WEIGHT[found[key].severity]:
            found[key] = finding
    return tuple(sorted(found.values(), key=by_position))


def by_position(finding: Finding) -> tuple[str, int, int, str, str]:
    """Sort findings as one reads: by file, line and column; then by code."""
    at = finding.position
    return (at.path, at.line, at.column, finding.code, finding.message)


def find_rule(name: str, rules: Sequence[Rule] = RULES) -> Rule:
    """Give the rule of that name or code; the ProjectError of an unknown one names the nearest."""
    wanted = name.strip().lower().replace("_", "-")
    for rule in rules:
        if wanted in {rule.name, rule.code.lower()}:
            return rule
    words = {each.name: each.name for each in rules} | {
        each.code.lower(): each.code for each in rules
    }
    near = [words[word] for word in get_close_matches(wanted, words, n=1)]
    hint = f"did you mean {near[0]}?" if near else "`publish rules` lists them all"
    raise ProjectError(f"no rule is called {name!r}", hint)


def choose_rules(
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    extend: Sequence[str] = (),
    rules: Sequence[Rule] = RULES,
) -> tuple[Rule, ...]:
    """Give the rules that are asked for by name, code, or the first letters of a code.

    Of two words that fit a rule the longer one counts, so `--ignore G --extend-select G101` keeps
    G101; of equal ones, `ignore`. A word that fits no rule is a ProjectError.
    """
    wanted = [*(select or ["all"]), *extend]
    for word in (*wanted, *ignore):
        if not any(_fits(word, rule) >= 0 for rule in rules):
            find_rule(word, rules)
    return tuple(
        rule
        for rule in rules
        if max(_fits(word, rule) for word in wanted)
        > max((_fits(word, rule) for word in ignore), default=-1)
    )


def _fits(word: str, rule: Rule) -> int:
    """Say how well a word names a rule: -1 not at all, 0 as all are, 4 by its name."""
    told = word.strip().lower().replace("_", "-")
    if told == "all":
        return 0
    if told == rule.name:
        return len(rule.code)
    return len(told) if told and rule.code.lower().startswith(told) else -1


def rule_name(word: str) -> str | None:
    """Give the name of the rule that a name or a whole code means, or nothing."""
    told = word.strip().lower().replace("_", "-")
    return next((rule.name for rule in RULES if told in {rule.name, rule.code.lower()}), None)


_WEIGHT = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def _all_findings(documents: tuple[Context, ...], rules: Sequence[Rule]) -> Iterator[Finding]:
    for context in documents:
        findings = _document_findings(context, rules)
        yield from apply_policy(findings, context.tally, context.locale_settings)
    yield from _locale_findings(documents, rules)
    if documents and all(context.in_project for context in documents):
        for rule in rules:
            if rule.check and rule.scope is Scope.PROJECT:
                for problem in rule.check(documents):
                    yield _finding(rule, problem, (), documents[0])


def _locale_findings(documents: tuple[Context, ...], rules: Sequence[Rule]) -> Iterator[Finding]:
    """Ask the rules that compare documents, a locale at a time; a catalog of none is on its own."""
    groups: dict[str, list[Context]] = {}
    for context in documents:
        name = context.target.name if context.target else ""
        path = context.catalog.path if context.catalog else ""
        groups.setdefault(name or f"?{path}", []).append(context)
    for rule in rules:
        if rule.check and rule.scope is Scope.LOCALE:
            for group in groups.values():
                found = [_finding(rule, problem, (), group[0]) for problem in rule.check(group)]
                yield from apply_policy(found, group[0].tally, group[0].locale_settings)


def _document_findings(context: Context, rules: Sequence[Rule]) -> Iterator[Finding]:
    for rule in rules:
        if rule.check is None:
            continue
        if rule.scope is Scope.PAIR:
            for pair in context.pairs:
                for problem in rule.check(pair, context):
                    yield _finding(rule, problem, (pair,), context)
        elif rule.scope is Scope.CATALOG and context.catalog:
            for problem in rule.check(context.catalog, context):
                yield _finding(rule, problem, (), context)
        elif rule.scope is Scope.ARTICLE and context.article:
            for problem in rule.check(context.article, context):
                yield _finding(rule, problem, (), context)


Thing = Pair | Entry | Unit | Position


def _finding(rule: Rule, problem: Problem, about: tuple[Thing, ...], context: Context) -> Finding:
    things = (problem.at, *about) if problem.at else about
    position = next((at for thing in things if (at := _place(thing))), None) or _top(context)
    entry = next((entry for thing in things[:1] if (entry := _entry(thing))), None)
    if entry and problem.span and context.locate:
        position = context.locate(entry, problem.span[0], problem.form) or position
    return Finding(
        position,
        rule.severity,
        rule.code,
        rule.name,
        problem.message,
        problem.hint,
        problem.span,
        (problem.fix,) if problem.fix else (),
        problem.form,
        entry,
    )


def _entry(thing: Thing) -> Entry | None:
    return thing.entry if isinstance(thing, Pair) else thing if isinstance(thing, Entry) else None


def _place(thing: Thing) -> Position | None:
    """Where something is put right: a pair in the catalog if it has an entry there."""
    if isinstance(thing, Position):
        return thing
    if isinstance(thing, Pair):
        return (thing.entry and thing.entry.position) or thing.unit.position
    return thing.position


def _top(context: Context) -> Position:
    """Give the first line of the document, for what has no line of its own."""
    document = context.catalog or context.article
    return Position(document.path if document else "", 1)
