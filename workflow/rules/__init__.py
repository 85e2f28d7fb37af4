"""What can be wrong, one file each; `RULES` is the table of all of them.

To add a rule: write `rules/<name>.py`, give it its row here, and write `tests/rules/<name>.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from ..errors import ProjectError
from ..model import Entry, Finding, Pair, Position, Severity, State, Unit
from ..shares import shared
from .arabic_letters import arabic_letters
from .article_incomplete import article_incomplete
from .below_threshold import below_threshold
from .bidi_embedding import bidi_embedding
from .bidi_in_token import bidi_in_token
from .bidi_override import bidi_override
from .bidi_stray import bidi_stray
from .bidi_unclosed import bidi_unclosed
from .bio_missing import bio_missing
from .blank import blank
from .bom import bom
from .bracket_lost import bracket_lost
from .bracket_mirrored import bracket_mirrored
from .bracket_unbalanced import bracket_unbalanced
from .catalog_stale import catalog_stale
from .common_misspelling import common_misspelling
from .conflict_marker import conflict_marker
from .control import control
from .copy_paste import copy_paste
from .currency import currency
from .do_not_translate import do_not_translate
from .double_diacritic import double_diacritic
from .double_space import double_space
from .doubled_word import doubled_word
from .duplicate_message import duplicate_message
from .email import email
from .encoding import encoding
from .end_mark import end_mark
from .entity import entity
from .field_length import field_length
from .forbidden_term import forbidden_term
from .foreign_digits import foreign_digits
from .form import forms
from .front_matter import front_matter
from .fuzzy import fuzzy
from .handle_lost import handle_lost
from .hashtag_lost import hashtag_lost
from .header_boilerplate import header_boilerplate
from .header_field import header_field
from .header_fuzzy import header_fuzzy
from .header_missing import header_missing
from .heh_for_teh import heh_for_teh
from .html_tags import html_tags
from .identity_clock import identity_clock
from .identity_email import identity_email
from .identity_path import identity_path
from .identity_team import identity_team
from .identity_tool import identity_tool
from .identity_translator import identity_translator
from .inconsistent import inconsistent
from .invisible import invisible
from .joiner import joiner
from .language_mismatch import language_mismatch
from .latin_comma import latin_comma
from .latin_question import latin_question
from .latin_semicolon import latin_semicolon
from .leading_space import leading_space
from .line_breaks import line_breaks
from .line_endings import line_endings
from .line_separator import line_separator
from .link_text_untranslated import link_text_untranslated
from .long_unit import long_unit
from .markdown_broken_link import markdown_broken_link
from .markdown_source import markdown_source
from .markdown_structure import markdown_structure
from .markup_leaks import markup_leaks
from .media_metadata import media_metadata
from .media_place import media_place
from .misplaced_join import misplaced_join
from .mixed_digits import mixed_digits
from .mixed_script_word import mixed_script_word
from .mojibake import mojibake
from .month import month
from .name_consistency import name_consistency
from .needs import Asking, asking
from .negation import negation
from .no_space_after_mark import no_space_after_mark
from .not_nfc import not_nfc
from .note_left_in import note_left_in
from .number import number
from .obsolete import obsolete
from .odd_space import odd_space
from .orphan_diacritic import orphan_diacritic
from .paragraph_count import paragraph_count
from .parse_error import parse_error
from .partly_untranslated import partly_untranslated
from .percent import percent
from .persian_letters import persian_letters
from .placeholder_missing import placeholder_missing
from .placeholder_syntax import placeholder_syntax
from .placeholder_unknown import placeholder_unknown
from .plural_all_same import plural_all_same
from .plural_count import plural_count
from .plural_form_empty import plural_form_empty
from .plural_order import plural_order
from .plural_syntax import plural_syntax
from .policy import apply_policy, apply_severities, outside_project
from .presentation_forms import presentation_forms
from .question_marks import question_marks
from .quote_lost import quote_lost
from .quote_reversed import quote_reversed
from .quote_unbalanced import quote_unbalanced
from .repeated_mark import repeated_mark
from .replacement_char import replacement_char
from .rule import Check, Context, Credit, Problem, Rule, Scope
from .sentence_lost import sentence_lost
from .settings import settings
from .source_copied import source_copied
from .source_text import source_text
from .space_before_mark import space_before_mark
from .stale_ignore import stale_ignore
from .stray_previous import stray_previous
from .tatweel import tatweel
from .term import term
from .too_long import too_long
from .too_short import too_short
from .trailing_space import trailing_space
from .translation_parked import translation_parked
from .unknown_code import unknown_code
from .unsafe_html import unsafe_html
from .untranslated import untranslated
from .unused_ignore import unused_ignore
from .url import url
from .url_localized import url_localized
from .waw_detached import waw_detached
from .weekday import weekday
from .wrong_language import wrong_language
from .wrong_script import wrong_script

if TYPE_CHECKING:
    from .form import Form

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
    "find_rule",
    "outside_project",
    "rule_name",
    "run_rules",
]

RULES: tuple[Rule, ...] = (
    # P, the catalog as a file
    parse_error,
    encoding,
    bom,
    duplicate_message,
    header_missing,
    header_field,
    header_boilerplate,
    language_mismatch,
    header_fuzzy,
    plural_syntax,
    plural_count,
    plural_order,
    conflict_marker,
    stray_previous,
    obsolete,
    line_endings,
    catalog_stale,
    translation_parked,
    # I, the source as a file, and the settings
    front_matter,
    markdown_source,
    settings,
    # C, completeness
    untranslated,
    blank,
    fuzzy,
    plural_form_empty,
    source_copied,
    partly_untranslated,
    note_left_in,
    below_threshold,
    article_incomplete,
    bio_missing,
    misplaced_join,
    # F, placeholders
    placeholder_missing,
    placeholder_unknown,
    placeholder_syntax,
    plural_all_same,
    # M, markup
    markdown_structure,
    markdown_broken_link,
    markup_leaks,
    html_tags,
    unsafe_html,
    entity,
    # L, links and addresses
    url,
    email,
    hashtag_lost,
    handle_lost,
    url_localized,
    link_text_untranslated,
    # N, numbers and what is denied
    number,
    mixed_digits,
    foreign_digits,
    month,
    currency,
    percent,
    weekday,
    negation,
    # S, scripts and languages
    wrong_script,
    wrong_language,
    mixed_script_word,
    # U, characters
    invisible,
    joiner,
    control,
    line_separator,
    not_nfc,
    replacement_char,
    mojibake,
    question_marks,
    # B, direction
    bidi_unclosed,
    bidi_stray,
    bidi_override,
    bidi_embedding,
    bidi_in_token,
    # A, Arabic script
    persian_letters,
    presentation_forms,
    tatweel,
    double_diacritic,
    orphan_diacritic,
    waw_detached,
    common_misspelling,
    heh_for_teh,
    arabic_letters,
    latin_comma,
    latin_semicolon,
    latin_question,
    space_before_mark,
    no_space_after_mark,
    repeated_mark,
    # Q, quotation marks, brackets, ends
    quote_unbalanced,
    quote_reversed,
    quote_lost,
    bracket_unbalanced,
    bracket_mirrored,
    bracket_lost,
    end_mark,
    # T, words and spaces
    doubled_word,
    double_space,
    leading_space,
    trailing_space,
    odd_space,
    # X, what is whole
    paragraph_count,
    line_breaks,
    too_short,
    too_long,
    sentence_lost,
    field_length,
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
    source_text,
    long_unit,
    # Z, what `check` has been asked to ignore
    unused_ignore,
    stale_ignore,
    unknown_code,
)


def run_rules(
    contexts: Iterable[Context],
    rules: Sequence[Rule] = RULES,
    beside: Sequence[Context] = (),
    workers: int = 1,
) -> tuple[Finding, ...]:
    """Give every finding in the documents, by position; what several locales share, once.

    Rules that compare catalogs look at those `beside` too, where nothing is found.
    Each finding weighs what the policy of its locale says; what is found in two locales (a fault of
    the source) weighs what the stricter one says. Many documents are divided among the workers,
    which changes nothing that is found.
    """
    documents = tuple(contexts)
    pieces = list(_pieces(documents, rules, beside))
    many = sum(len(context.pairs) for context in documents) >= _MANY
    found: dict[tuple[object, ...], Finding] = {}
    for finding in chain.from_iterable(shared(pieces, workers if many else 1)):
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


Found = Sequence[Finding]
Piece = Callable[[], Found]
_WEIGHT = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def _pieces(
    documents: tuple[Context, ...], rules: Sequence[Rule], beside: Sequence[Context]
) -> Iterator[Piece]:
    """Give what is to be done, piece by piece; each gives its findings as the locale weighs them.

    No piece needs what another one has found.
    """
    sort: Asking[_Asked] = asking([rule for rule in rules if rule.scope is Scope.PAIR])
    for context in documents:
        for at in range(0, len(context.pairs), _TOGETHER):
            yield partial(_pair_findings, context, context.pairs[at : at + _TOGETHER], sort)
        yield partial(_document_findings, context, rules)
    yield from _locale_pieces(documents, rules, beside)
    if documents and all(context.in_project for context in documents):
        yield partial(_project_findings, documents, rules)


def _project_findings(documents: tuple[Context, ...], rules: Sequence[Rule]) -> Found:
    return [
        _finding(rule, problem, (), documents[0])
        for rule in rules
        if rule.check and rule.scope is Scope.PROJECT
        for problem in rule.check(documents)
    ]


def _locale_pieces(
    documents: tuple[Context, ...], rules: Sequence[Rule], beside: Sequence[Context]
) -> Iterator[Piece]:
    """Ask the rules that compare documents, a locale at a time; a catalog of none is on its own.

    Those beside come first: what differs between one of them and a document is told of the latter.
    """
    others, groups = _by_locale(beside), _by_locale(documents)
    untold = {context.catalog.path for context in beside if context.catalog}
    asked = [rule for rule in rules if rule.check and rule.scope is Scope.LOCALE]
    for name, group in groups.items():
        yield partial(_locale_findings, [*others.get(name, ()), *group], group[0], asked, untold)


def _locale_findings(
    every: Sequence[Context], first: Context, rules: Sequence[Rule], untold: set[str]
) -> Found:
    found = [
        _finding(rule, problem, (), first)
        for rule in rules
        if rule.check
        for problem in rule.check(every)
    ]
    told = [finding for finding in found if finding.position.path not in untold]
    return apply_policy(told, first.tally, first.locale_settings)


def _by_locale(documents: Iterable[Context]) -> dict[str, list[Context]]:
    groups: dict[str, list[Context]] = {}
    for context in documents:
        name = context.target.name if context.target else ""
        path = context.catalog.path if context.catalog else ""
        groups.setdefault(name or f"?{path}", []).append(context)
    return groups


def _document_findings(context: Context, rules: Sequence[Rule]) -> Found:
    """Ask the rules that look at a catalog or an article as a whole."""
    things = {Scope.CATALOG: context.catalog, Scope.ARTICLE: context.article}
    found = [
        _finding(rule, problem, (), context)
        for rule in rules
        if rule.check and (thing := things.get(rule.scope))
        for problem in rule.check(thing, context)
    ]
    return apply_policy(found, context.tally, context.locale_settings)


def _judged(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Give what rules look at: a translation beside all that it stands for, and no `+++`."""
    for pair in pairs:
        if not pair.joins or pair.state is not State.TRANSLATED:
            yield replace(pair, unit=pair.whole, group=()) if pair.group else pair


def _pair_findings(context: Context, pairs: Sequence[Pair], sort: Asking[_Asked]) -> Found:
    """Ask the rules that look at one translation: one rule at all of these before the next one."""
    found = [
        _finding(rule, problem, (pair,), context)
        for rule, asked in sort(_asked(pair, context) for pair in _judged(pairs))
        if rule.check
        for pair, written in asked
        for problem in (
            _of_forms(rule.check, written, context) if rule.each_form else rule.check(pair, context)
        )
    ]
    return apply_policy(found, context.tally, context.locale_settings)


def _of_forms(check: Check, written: Sequence[Form], context: Context) -> Iterator[Problem]:
    for form in written:
        for problem in check(form, context):
            yield replace(problem, form=form.number) if form.number else problem


_Asked = tuple[Pair, Sequence["Form"]]
"""What a rule may be asked about."""
_TOGETHER = 256
"""Pairs of a piece: what a rule works with stays at hand."""
_MANY = 1000
"""Pairs: fewer are looked at sooner than another process is there to help."""


def _asked(pair: Pair, context: Context) -> tuple[str, str, _Asked]:
    source = pair.unit.msgid + ((pair.entry.msgid_plural or "") if pair.entry else "")
    target = "".join(pair.entry.msgstr) if pair.entry else ""
    return source, target, (pair, forms(pair, context))


Thing = Pair | Entry | Unit | Position


def _finding(rule: Rule, problem: Problem, about: tuple[Thing, ...], context: Context) -> Finding:
    things = (problem.at, *about) if problem.at else about
    position = next((at for thing in things if (at := _place(thing))), None) or _top(context)
    entry = next((entry for thing in things[:1] if (entry := _entry(thing))), None)
    if entry and problem.span and context.locate:
        position = context.locate(entry, problem.span[0], problem.form) or position
    return Finding(
        position,
        problem.severity or rule.severity,
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
