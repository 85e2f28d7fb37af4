"""`publish check`: what keeps a translation from print, at the line where it is mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import Path

from ..align import grouped, tally
from ..baseline import beyond, read_baseline
from ..errors import InputError, ProjectError
from ..files import leads_to, read_bytes, read_text
from ..glossary import read_csv, read_tbx
from ..locales import locale
from ..model import (
    Author,
    Catalog,
    CheckSettings,
    Entry,
    Finding,
    Glossary,
    Locale,
    Pair,
    Position,
    Settings,
    Severity,
    Tally,
    Term,
    TermKind,
    Unit,
)
from ..po import examine_catalog, field_position
from ..privacy import media_leaks, signers
from ..project import Project, find_project
from ..rules import (
    Context,
    Credit,
    Rule,
    Scope,
    apply_policy,
    apply_severities,
    by_position,
    choose_rules,
    find_rule,
    outside_project,
    rule_name,
    run_rules,
)
from ..rules.language_mismatch import told_by_path
from ..shares import default_workers
from ..suppress import suppress
from ._load import (
    Document,
    load_article,
    load_authors,
    named,
    pairs_of,
    people_of,
    source_language,
    target_locale,
)
from ._since import Commit
from .results import Asked, Checked

DAMAGE = frozenset({"P001", "P104"})
"""Faults after which it is not known what else a catalog holds: only what was read is looked at."""
UNSURE = frozenset({"header-missing", "unused-ignore"})
"""What would be said of a damaged catalog because of what could not be read."""


def check(
    project: Project,
    slugs: Sequence[str],
    locales: Sequence[str],
    asked: Asked | None = None,
    instead: Mapping[Path, bytes] | None = None,
) -> Checked:
    """Give all findings of these articles, their authors and their catalogs.

    A file that cannot be read becomes its own findings, and the others are checked all the same.
    `instead` are catalogs as they would be: what is found if they were so.
    """
    instead = instead or {}
    asked = asked or Asked()
    _refuse_settings(project)
    rules = _chosen(project.settings.check, asked)
    faults: list[Finding] = []
    documents: list[Document] = []
    people: Document | None = None
    for slug in slugs:
        try:
            documents.append(load_article(project, slug))
        except InputError as error:
            faults += error.findings
    try:
        people = load_authors(project)
    except InputError as error:
        faults += error.findings
    glossary, wrong = _glossary(project, asked.glossary)
    faults += wrong
    contexts: list[Context] = []
    beside: list[Context] = []
    siblings = [each for each in project.slugs() if each not in slugs] if _compared(rules) else []
    for name in locales:
        every = documents if people is None else [people, *documents]
        catalogs, broken, wrong = _catalogs(project, name, every, instead)
        faults += wrong
        known = people if people and people.domain in catalogs.keys() - broken else None
        credits_ = _credits(project, known, catalogs[known.domain], name) if known else None
        words = _with_people(glossary, credits_, name)
        for document in every:
            if document.units and document.domain in catalogs:
                catalog = catalogs[document.domain]
                context = _context(project, document, name, catalog, credits_)
                context = _readable(context) if document.domain in broken else context
                contexts.append(replace(context, glossary=words))
        paths = (project.catalog_path(name, slug) for slug in siblings)
        files = [(path, project.name(path)) for path in paths if path.is_file()]
        source = project.settings.source_locale
        beside += _beside(files, source, target_locale(project, name), instead)
    found = [*_media(project, rules), *run_rules(contexts, rules, beside, _workers(asked))]
    done = _judged(
        list(dict.fromkeys(faults)),
        found,
        contexts,
        rules,
        asked,
        project.settings.check,
        project.root,
    )
    known_people = {author.id: author for author, _ in people.authors} if people else {}
    return _silent(done, contexts, known_people or people_of(project))


def _workers(asked: Asked) -> int:
    return asked.jobs or default_workers()


def _compared(rules: Sequence[Rule]) -> bool:
    return any(rule.scope is Scope.LOCALE for rule in rules)


def _beside(
    files: Iterable[tuple[Path, str]],
    source: str,
    target: Locale | None,
    instead: Mapping[Path, bytes],
) -> Iterator[Context]:
    """Give the catalogs that nobody asked about, as far as they can be read, to be compared with.

    Of thousands only their entries are looked at: neither their articles nor what they count.
    """
    for file, name in files:
        catalog, wrong = _examined(file, name, instead)
        if catalog is not None and not any(each.code in DAMAGE for each in wrong):
            yield Context(
                pairs=_pairs_alone(catalog),
                catalog=catalog,
                source=_known(catalog.header.get("X-Source-Language", source)),
                target=target or _known(catalog.header.get("Language", "")),
            )


def _refuse_settings(project: Project) -> None:
    """Raise InputError for settings that name what is not there: they would do nothing, unseen."""
    settings = project.settings.check
    faults = []
    files = (word for _, words in settings.per_file_ignores for word in words)
    weighed = (word for word, _ in settings.severities)
    named_ = (*settings.select, *settings.extend_select, *settings.ignore, *weighed, *files)
    for word in dict.fromkeys(named_):
        try:
            choose_rules([word])
        except ProjectError as error:
            faults.append(project.fault(word, error.message, error.hint))
    slugs = project.slugs() if project.settings.least else ()
    faults += [
        project.fault(slug, f"there is no article `{slug}`", "`[articles.SLUG]` names one")
        for slug in project.settings.least
        if slug not in slugs
    ]
    if settings.glossary != CheckSettings().glossary and not project.glossary_path().is_file():
        hint = "leave it out if there is none"
        faults.append(project.fault("glossary", f"there is no file `{settings.glossary}`", hint))
    if faults:
        raise InputError(faults)


def _chosen(settings: CheckSettings, asked: Asked) -> tuple[Rule, ...]:
    """Give the rules that run: what the command line selects takes the place of the settings."""
    return choose_rules(
        asked.select or settings.select,
        (*settings.ignore, *asked.ignore),
        (*settings.extend_select, *asked.extend_select),
    )


def _judged(
    faults: Sequence[Finding],
    found: Sequence[Finding],
    contexts: Sequence[Context],
    rules: Sequence[Rule],
    asked: Asked,
    settings: CheckSettings,
    root: Path,
) -> Checked:
    """Weigh what was found, hide what is to be hidden, and put the rest in order."""
    names = frozenset(rule.name for rule in rules)
    catalogs = [context.catalog for context in contexts if context.catalog]
    damaged = {each.catalog.path for each in contexts if each.catalog and each.damaged}
    # What is found while reading, a comment cannot hide, and a rule of the reader never "ran".
    ran = frozenset(rule.name for rule in rules if rule.check is not None)
    told = [each for each in found if not _elsewhere(each, settings)]
    parted = suppress(told, catalogs, rule_name, ran)
    kept = [
        each
        for each in parted.kept
        if each.rule in names and not (each.rule in UNSURE and each.position.path in damaged)
    ]
    if asked.diff:
        kept = _changed_since(kept, catalogs, asked.diff, root)
    findings = sorted([*faults, *apply_severities(kept, settings.severities)], key=by_position)
    new, gone = tuple(findings), 0
    if asked.baseline:
        text = read_text(asked.baseline, asked.baseline.as_posix())
        new, gone = beyond(findings, read_baseline(text, asked.baseline.as_posix()))
    left = set(map(id, new))
    return Checked(
        new,
        len(contexts),
        hidden=tuple(sorted(parted.hidden, key=by_position)),
        known=tuple(each for each in findings if id(each) not in left),
        gone=gone,
        documents=tuple(map(_document, contexts)),
        read=tuple(
            (root / each.path, each) for each in catalogs if each.text and each.path not in damaged
        ),
        settings=settings,
        root=root,
    )


def _silent(done: Checked, contexts: Iterable[Context], people: Mapping[str, Author]) -> Checked:
    """Give the same, such that no report names those who signed the catalogs, but for `people`."""
    known = named(people)
    catalogs = [context.catalog for context in contexts if context.catalog]
    unsaid = tuple(sorted({name for each in catalogs for name in signers(each, known)}))
    if not unsaid:
        return done
    findings, hidden, told = (
        tuple(replace(each, unsaid=unsaid) for each in group)
        for group in (done.findings, done.hidden, done.known)
    )
    return replace(done, findings=findings, hidden=hidden, known=told)


def _document(context: Context) -> tuple[str, str, str]:
    assert context.catalog
    path = context.catalog.path
    return (context.target.name if context.target else "", Path(path).stem, path)


def _elsewhere(finding: Finding, settings: CheckSettings) -> bool:
    """Say whether the project does not look for this in that file."""
    return any(
        (fnmatch(finding.position.path, pattern) or fnmatch(finding.position.path, f"*/{pattern}"))
        and any(word == finding.rule or finding.code.startswith(word.upper()) for word in words)
        for pattern, words in settings.per_file_ignores
    )


def _changed_since(
    findings: Iterable[Finding], catalogs: Iterable[Catalog], commit: str, root: Path
) -> list[Finding]:
    """Keep the findings of entries whose text is not what it was; what is of no entry goes."""
    changed: set[tuple[str, int]] = set()
    then = Commit(commit)
    for catalog in catalogs:
        old = then.catalog(root, catalog.path)
        before = {entry.key: entry for entry in old.entries} if old else {}
        for entry in catalog.entries:
            was = before.get(entry.key)
            same = was is not None and (was.msgstr, was.fuzzy) == (entry.msgstr, entry.fuzzy)
            if entry.position and not same:
                changed.add((catalog.path, entry.position.line))
    return [
        each
        for each in findings
        if each.entry
        and each.entry.position
        and (each.entry.position.path, each.entry.position.line) in changed
    ]


# --- names and terms ------------------------------------------------------------------------


def _glossary(
    project: Project | None, path: Path | None, source: str = "en"
) -> tuple[Glossary, list[Finding]]:
    """Give the glossary that is asked for, or the project's, or none; and what is wrong with it."""
    if path is None:
        if project is None or not project.glossary_path().is_file():
            return Glossary(), []
        path, name = project.glossary_path(), project.name(project.glossary_path())
    else:
        name = path.as_posix()
    if project:
        source = project.settings.source_locale
    try:
        text = read_text(path, name)
        if path.suffix.lower() in {".tbx", ".xml", ".martif"}:
            return read_tbx(text, name, source), []
        return read_csv(text, name), []
    except InputError as error:
        return Glossary(), list(error.findings)


def _with_people(glossary: Glossary, credits_: dict[str, Credit] | None, name: str) -> Glossary:
    """Add the house's own people, as their names are translated in the authors' catalog."""
    known = {form for term in glossary.terms for form in term.sources}
    people = [
        Term((credit.author.name,), TermKind.NAME, {name: (pair.target,)})
        for credit in (credits_ or {}).values()
        for pair in credit.pairs
        if pair.unit.msgctxt == "name" and pair.target and credit.author.name not in known
    ]
    return replace(glossary, terms=(*glossary.terms, *people))


# --- what lies beside the catalogs ----------------------------------------------------------


def _media(project: Project, rules: Sequence[Rule]) -> list[Finding]:
    """Give what the pictures tell beside the picture: names of fields, never what they say."""
    place, more = find_rule("media-place"), find_rule("media-metadata")
    found: list[Finding] = []
    for path in project.media_paths() if place in rules or more in rules else ():
        told = media_leaks(read_bytes(path))
        for rule, kind in ((place, "gps"), (more, "metadata")):
            fields = ", ".join(leak.field for leak in told if leak.kind == kind)
            if fields and rule in rules:
                what = "says where it was taken" if kind == "gps" else "tells more than it shows"
                message = f"the picture {what}: {fields}"
                hint = "put a copy without metadata in its place"
                at = Position(project.name(path), 1)
                found.append(Finding(at, rule.severity, rule.code, rule.name, message, hint))
    return found


# --- documents ------------------------------------------------------------------------------


def _catalogs(
    project: Project,
    name: str,
    documents: Sequence[Document],
    instead: Mapping[Path, bytes],
) -> tuple[dict[str, Catalog], set[str], list[Finding]]:
    """Give what can be read of the catalogs, by domain, which are damaged, and what is wrong."""
    catalogs: dict[str, Catalog] = {}
    damaged: set[str] = set()
    faults: list[Finding] = []
    for document in documents:
        path = project.name(project.catalog_path(name, document.domain))
        file = project.catalog_path(name, document.domain)
        if not file.is_file():
            catalogs[document.domain] = Catalog(path)
            continue
        catalog, wrong = _examined(file, path, instead)
        faults += apply_policy(wrong, Tally(), project.settings.locale(name))
        if catalog is not None:
            catalogs[document.domain] = catalog
            if any(each.code in DAMAGE for each in wrong):
                damaged.add(document.domain)
    return catalogs, damaged, faults


def _examined(
    file: Path, name: str, instead: Mapping[Path, bytes]
) -> tuple[Catalog | None, tuple[Finding, ...]]:
    """Give what a catalog holds, and what is wrong with it: that it cannot be opened, too."""
    try:
        data = instead[file] if file in instead else read_bytes(file)
    except ProjectError as error:
        message = f"cannot be read: {error.message.removeprefix(f'{file}: ')}"
        return None, (Finding(Position(name, 1), Severity.ERROR, "P001", "parse-error", message),)
    return examine_catalog(data, name)


def _readable(context: Context) -> Context:
    """Give a document as far as its damaged catalog is known: nothing in it is called missing."""
    entries = context.catalog.entries if context.catalog else ()
    known = {entry.key for entry in entries if not entry.obsolete}
    pairs = tuple(pair for pair in context.pairs if pair.entry and (pair.part or not pair.joins))
    return replace(
        context,
        pairs=pairs,
        article=None,
        damaged=True,
        units=context.units and tuple(each for each in context.units if each.key in known),
        tally=tally(pairs),
    )


def _credits(project: Project, people: Document, catalog: Catalog, name: str) -> dict[str, Credit]:
    language = project.settings.source_locale
    return {
        author.id: Credit(author, pairs_of(project, units, catalog, name, language))
        for author, units in people.authors
    }


def _context(
    project: Project,
    document: Document,
    name: str,
    catalog: Catalog,
    credits_: dict[str, Credit] | None,
) -> Context:
    source = project.settings.source_locale
    if document.article:
        source = source_language(project, document.article)
    pairs = pairs_of(project, document.units, catalog, name, source)
    return Context(
        pairs=pairs,
        catalog=catalog,
        article=document.article,
        units=document.units,
        credits=credits_,
        tally=tally(pairs),
        source=locale(source),
        target=target_locale(project, name),
        settings=project.settings,
        references=document.references,
        locate=_locate,
    )


def _locate(entry: Entry, offset: int, form: int) -> Position | None:
    return field_position(entry, offset, "msgstr", form)


# --- catalogs alone -------------------------------------------------------------------------


def check_files(
    files: Sequence[Path],
    asked: Asked | None = None,
    instead: Mapping[Path, bytes] | None = None,
    language: str = "",
) -> Checked:
    """Give the findings of catalogs by themselves; rules that need the source are silent.

    Where they lie in a project, its settings, its glossary and its people hold for them too.
    `instead` is as in `check`. A catalog whose header names no language has `language`, or that
    of its path (`ar.po`, `ar/LC_MESSAGES/news.po`).
    """
    instead = instead or {}
    asked = asked or Asked()
    project = project_around(files)
    settings = project.settings if project else Settings()
    if project:
        _refuse_settings(project)
    if absent := next((each for each in files if not (each.exists() or each.is_symlink())), None):
        raise ProjectError(f"{absent}: No such file or directory")
    rules = _chosen(settings.check, asked)
    glossary, faults = _glossary(project, asked.glossary)
    people = people_of(project)
    credits_ = {identifier: Credit(author) for identifier, author in people.items()}
    contexts = []
    for file in files:
        catalog, wrong = _examined(file, file.as_posix(), instead)
        faults += wrong
        if catalog is None:
            continue
        context = _alone(catalog, credits_, settings, glossary)
        if context.target is None and not catalog.header.get("Language", "").strip():
            context = replace(context, target=_known(language or told_by_path(catalog.path)))
        if any(each.code in DAMAGE for each in wrong):
            context = _readable(context)
        contexts.append(context)
    compared = _files_beside(files) if project and _compared(rules) else ()
    named_ = [(file, file.as_posix()) for file in compared]
    beside = list(_beside(named_, settings.source_locale, None, instead))
    found = run_rules(contexts, rules, beside, _workers(asked))
    if project is None:
        found = outside_project(found)
    done = _judged(faults, found, contexts, rules, asked, settings.check, Path())
    return _silent(replace(done, catalogs=len(files)), contexts, people)


def _alone(
    catalog: Catalog, people: dict[str, Credit], settings: Settings, glossary: Glossary
) -> Context:
    """Give a catalog by itself. A template is no translation: it has nothing to compare."""
    pairs = _pairs_alone(catalog)
    return Context(
        pairs=pairs,
        catalog=catalog,
        credits=people,
        tally=tally(pairs),
        source=_known(catalog.header.get("X-Source-Language", "en")),
        target=_known(catalog.header.get("Language", "")),
        settings=settings,
        glossary=glossary,
        locate=_locate,
    )


def _pairs_alone(catalog: Catalog) -> tuple[Pair, ...]:
    return grouped(
        Pair(Unit(entry.msgctxt, entry.msgid, 0, " ", position=entry.position), entry)
        for entry in catalog.entries
        if not (entry.obsolete or catalog.path.endswith(".pot"))
    )


def _files_beside(files: Sequence[Path]) -> Iterator[Path]:
    """Give the other catalogs in the folders of these: a project has one folder for a locale."""
    asked = set(map(leads_to, files))
    for folder in sorted({file.parent for file in asked}):
        yield from (path for path in sorted(folder.glob("*.po")) if path not in asked)


def project_around(files: Sequence[Path]) -> Project | None:
    """Give the project that all these files lie in, if it is one and its settings can be read."""
    found: dict[Path, Project] = {}
    for file in files:
        try:
            project = find_project(leads_to(file).parent)
        except (ProjectError, InputError):
            return None
        found[project.root] = project
    return next(iter(found.values())) if len(found) == 1 else None


def _known(name: str) -> Locale | None:
    """Give a locale if the header names one; a stranger's header is not ours to judge here."""
    try:
        return locale(name.strip().replace("-", "_"))
    except ProjectError:
        return None
