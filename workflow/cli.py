"""The command line: read the words, call one command, print, choose the exit code.

Exit codes: 0 nothing wrong; 1 findings at error level, or not fit to publish; 2 wrong usage or
unusable input; 3 a fault of ours. Results go to stdout, messages to stderr.

Annotations are values here, not text: Typer would compile each of them twice, at every start.
"""

import errno
import os
import re
import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import __version__
from .errors import InputError, ProjectError, PublishError, UnfitError

if TYPE_CHECKING:
    from .commands.build import Made
    from .commands.mend import Look
    from .commands.results import Checked, Written
    from .model import Finding
    from .project import Project

app = typer.Typer(
    name="publish",
    help="An article and its translation, side by side, always in step.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
theme_app = typer.Typer(help="How pages look.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(theme_app, name="theme")


class Format(StrEnum):
    """How a result is printed."""

    TEXT = "text"
    JSON = "json"


class CheckFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    JSONL = "jsonl"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    MARKDOWN = "markdown"


_BY_REPOSITORY = frozenset({CheckFormat.SARIF, CheckFormat.GITHUB, CheckFormat.GITLAB})
"""Formats whose readers know files by their place in the repository, not in the project."""


class FailOn(StrEnum):
    """The least severity that fails."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


class Mode(StrEnum):
    """What a unit of running text is."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


Articles = Annotated[
    list[str] | None, typer.Argument(help="Slugs, or files in source/articles/; all by default.")
]
Locales = Annotated[
    list[str] | None,
    typer.Option("--locale", "-l", help="A target locale; again for more; all by default."),
]
Draft = Annotated[
    bool, typer.Option("--draft", help="Print what is there, each page marked as a draft.")
]
Theme = Annotated[
    str,
    typer.Option(
        "--theme",
        help="magazine, report, a folder in themes/, or a path; else what the settings say.",
        metavar="NAME|PATH",
    ),
]
_folder = Path()
_FULL = frozenset({errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EDQUOT})
"""What a disk says that takes no more of what is printed; files are written elsewhere."""


def main() -> None:
    """Run the command line; a fault of ours ends in a report that can be sent as it is."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever called: what is said goes nowhere
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except Exception as error:  # noqa: BLE001 (the last catch: nobody shall see a bare traceback)
        if isinstance(error, OSError) and error.errno in _FULL and error.filename is None:
            with suppress(OSError):
                typer.echo(f"publish: error: cannot print: {error.strerror}", err=True)
            os._exit(2)  # what is left in the buffer would be tried, and fail, again
        typer.echo(_report(), err=True)
        sys.exit(3)


def _report() -> str:
    import platform  # noqa: PLC0415 (only a fault of ours needs them)
    import traceback  # noqa: PLC0415

    from .privacy import masked  # noqa: PLC0415

    # Whose machine it is, and whom a text names, the report need not tell.
    trace = masked(traceback.format_exc().replace(f"{Path.home()}/", "~/"))
    where = f"diptych {__version__}, Python {platform.python_version()}, {platform.system()}"
    return (
        "publish: a fault of ours, not of your files. Nothing was half-written.\n"
        f"Please report it with these lines ({where}):\n\n```\n{trace}```"
    )


@contextmanager
def _told() -> Iterator[None]:
    """Say in one line each what stopped the work, and how to mend it."""
    try:
        yield
    except InputError as error:
        from .report import findings_text  # noqa: PLC0415

        typer.echo(findings_text(error.findings), err=True, nl=False)
        for name in error.held if isinstance(error, UnfitError) else ():
            typer.echo(f"{name}: held; it stays as it was until all is translated", err=True)
        raise typer.Exit(error.exit_code) from error
    except PublishError as error:
        from .files import leads_to  # noqa: PLC0415
        from .report import printable  # noqa: PLC0415

        here = f"{leads_to(_folder)}/"  # whose machine it is, a log need not tell
        typer.echo(f"publish: error: {printable(error.message.replace(here, ''))}", err=True)
        if error.hint:
            typer.echo(f"  {error.hint}", err=True)
        raise typer.Exit(error.exit_code) from error


def _version(value: bool) -> None:  # noqa: FBT001 (Typer's own signature)
    if value:
        typer.echo(f"diptych {__version__}")
        raise typer.Exit


@app.callback()
def _global(
    project: Annotated[
        Path, typer.Option("-C", "--project", help="Work in this folder.", metavar="DIR")
    ] = Path(),
    version: Annotated[  # noqa: ARG001 (its callback prints and ends)
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    global _folder  # noqa: PLW0603 (one command a process)
    _folder = project


def _project() -> "Project":
    from .files import leads_to  # noqa: PLC0415
    from .project import find_project  # noqa: PLC0415

    return find_project(leads_to(_folder))


def _project_if_any() -> "Project | None":
    try:
        return _project()
    except ProjectError:
        return None


def _chosen(
    project: "Project", articles: Sequence[str] | None, locales: Sequence[str] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    slugs = tuple(dict.fromkeys(map(project.article_slug, articles or ()))) or project.slugs()
    if not slugs:
        typer.echo("no articles yet: `publish import FILE.txt` brings one in", err=True)
    return slugs, project.locale_names(tuple(dict.fromkeys(locales or ())))


def _print(text: str) -> None:
    typer.echo(text.removesuffix("\n"))


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where; here by default.")] = Path(),
    source: Annotated[str, typer.Option(help="The language of the articles.")] = "en",
    locale: Locales = None,
) -> None:
    """Make an empty project that works."""
    from .commands.init import init as run  # noqa: PLC0415

    with _told():
        for name in run(_folder / folder, source, locale or ["ar"]):
            typer.echo(f"made {name}")
    typer.echo("next: `publish import FILE.txt`, then `publish update`", err=True)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="Newsroom text: each line is a paragraph.")],
    slug: Annotated[str, typer.Option(help="The article's file name; made of the title.")] = "",
    author: Annotated[str, typer.Option(help="The author's id; made of the byline.")] = "",
    byline: Annotated[
        bool | None, typer.Option(help="Whether the second line is a byline; it is by default.")
    ] = None,
    bio: Annotated[
        bool | None, typer.Option(help="Whether the last part is a bio; by the blank line.")
    ] = None,
) -> None:
    """Bring a newsroom text in as an article and its author."""
    from .commands.import_ import import_story  # noqa: PLC0415

    with _told():
        done = import_story(_project(), file, name=slug, author=author, byline=byline, bio=bio)
        story = done.story
        typer.echo(f"title:      {story.title}")
        typer.echo(f"byline:     {story.byline or '(none)'}")
        typer.echo(f"body:       {_counted(len(story.paragraphs))}")
        typer.echo(f"bio:        {_counted(len(story.bio))}" if story.bio else "bio:        (none)")
        typer.echo(f"wrote {done.article}" + (f" and {done.author}" if done.author else ""))
    typer.echo("not so? `publish import --help` has --no-byline and --no-bio", err=True)


def _counted(number: int) -> str:
    return f"{number} paragraph{'' if number == 1 else 's'}"


@app.command()
def segment(
    file: Annotated[str, typer.Argument(help="A source file, or - for standard input.")] = "-",
    locale: Annotated[str, typer.Option("--locale", "-l", help="Its language.")] = "en",
    mode: Annotated[Mode, typer.Option(help="What a unit of running text is.")] = Mode.SENTENCE,
    form: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TEXT,
    srx: Annotated[
        Path | None, typer.Option("--srx", help="Rules to cut by, as LanguageTool has them.")
    ] = None,
    save: Annotated[
        bool, typer.Option("--save", help="Keep those rules in segmentation.toml; print nothing.")
    ] = False,
) -> None:
    """Print the units of a text, one per line."""
    from .commands.segment import rules_of, save_rules  # noqa: PLC0415
    from .commands.segment import segment as run  # noqa: PLC0415
    from .files import decode, read_bytes  # noqa: PLC0415
    from .report import units_json, units_text  # noqa: PLC0415

    with _told():
        if save:
            if srx is None:
                raise ProjectError("--save keeps the rules of a file", "say which: --srx FILE")
            changed, number = save_rules(_project(), srx, locale)
            typer.echo(
                f"segmentation.toml: {'written' if changed else 'unchanged'}, {number} rules"
            )
            return
        rules = rules_of(_project_if_any(), srx, locale)
        data = sys.stdin.buffer.read() if file == "-" else read_bytes(Path(file))
        units = run(decode(data, file), file, locale, mode, rules)
        _print(units_json(units) if form is Format.JSON else units_text(units))


@app.command()
def extract(articles: Articles = None) -> None:
    """Write the templates: locale/templates/*.pot."""
    from .commands.updated import extract as run  # noqa: PLC0415

    with _told():
        project = _project()
        _print_written(run(project, _chosen(project, articles, None)[0]))


@app.command()
def update(
    articles: Articles = None,
    locale: Locales = None,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TEXT,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Say what would be, and write nothing.")
    ] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="Even if many translations would become obsolete."),
    ] = False,
    recut: Annotated[
        bool, typer.Option("--recut", help="Cut unchanged paragraphs anew, too.")
    ] = False,
) -> None:
    """Bring the catalogs in step with the source."""
    from .commands.updated import update as run  # noqa: PLC0415
    from .report import written_json, written_text  # noqa: PLC0415

    with _told():
        project = _project()
        chosen = _chosen(project, articles, locale)
        written = run(project, *chosen, dry_run=dry_run, force=force, recut=recut)
        show = written_json if form is Format.JSON else written_text
        _print(show(written, dry_run=dry_run))


def _print_written(written: "Sequence[Written]") -> None:
    from .report import written_text  # noqa: PLC0415

    _print(written_text(written))


@app.command()
def status(
    articles: Articles = None,
    locale: Locales = None,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TEXT,
) -> None:
    """Say how far each article is in each locale."""
    from .commands.status import status as run  # noqa: PLC0415
    from .project import AUTHORS  # noqa: PLC0415
    from .report import status_json, status_text  # noqa: PLC0415

    with _told():
        project = _project()
        rows = run(project, *_chosen(project, articles, locale))
        if rows or form is Format.JSON:
            _print(status_json(rows) if form is Format.JSON else status_text(rows))
        for article, name, tally, _ in rows:
            withhold = project.settings.locale(name).withhold and article != AUTHORS
            if withhold and tally.translated < tally.units:
                typer.echo(_withheld(article, name), err=True)


def _withheld(article: str, name: str) -> str:
    return f"{article} is withheld from {name} until it is fit to print"


@app.command()
def check(  # noqa: PLR0913, PLR0917 (an option each)
    articles: Annotated[
        list[str] | None,
        typer.Argument(help="Slugs, source files or catalogs (.po); everything by default."),
    ] = None,
    locale: Locales = None,
    forms: Annotated[
        list[CheckFormat] | None,
        typer.Option("--format", help="How to print the findings; again for more."),
    ] = None,
    outputs: Annotated[
        list[Path] | None,
        typer.Option("--output", help="A file for the format in the same place.", metavar="FILE"),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(help="Only these: names, codes or their first letters, with commas."),
    ] = None,
    extend_select: Annotated[
        list[str] | None, typer.Option(help="These too, whatever is ignored by fewer letters.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Not these.")] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="The least severity that fails; error by default.")
    ] = None,
    glossary: Annotated[
        Path | None, typer.Option(help="Names and terms: CSV or TBX; source/glossary.csv.")
    ] = None,
    diff: Annotated[
        str | None, typer.Option(metavar="REF", help="Only entries changed since this commit.")
    ] = None,
    baseline: Annotated[Path | None, typer.Option(help="Findings known already.")] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(help="Write what is found now as a baseline.")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what needs no judgement.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix: also what has to be read after.")
    ] = False,
    diff_fixes: Annotated[
        bool, typer.Option("--diff-fixes", help="Print what --fix would change.")
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Processes; 0: one a processor.")
    ] = 0,
) -> None:
    """Find what keeps translations from print."""
    from .commands.checked import fails  # noqa: PLC0415
    from .commands.results import Asked  # noqa: PLC0415

    catalogs = [Path(word) for word in articles or () if word.endswith((".po", ".pot"))]
    others = [word for word in articles or () if not word.endswith((".po", ".pot"))]
    with _told():
        if catalogs and others:
            raise typer.BadParameter("name catalogs, or articles, not both at once")
        if len(outputs or ()) > len(forms or (CheckFormat.TEXT,)):
            raise typer.BadParameter("a --format for each --output, in the same order")
        files = [each for each in outputs or () if str(each) != "-"]
        if twice := next((each for each in files if files.count(each) > 1), None):
            raise typer.BadParameter(f"two formats cannot be written to one file, {twice}")
        if diff == "":
            raise ProjectError("`--diff` names no commit", "leave it out to look at everything")
        asked = Asked(
            _split("select", select),
            _split("extend-select", extend_select),
            _split("ignore", ignore),
            glossary and _folder / glossary,
            diff or "",
            baseline and _folder / baseline,
            jobs,
        )

        plain = asked == Asked() and not (fix or diff_fixes or write_baseline)

        def look(instead: Mapping[Path, bytes]) -> "Checked":
            if catalogs:
                from .commands.check import check_files  # noqa: PLC0415

                named = locale[0] if locale and len(locale) == 1 else ""
                return check_files([_folder / path for path in catalogs], asked, instead, named)
            project = _project()
            chosen = _chosen(project, others, locale)
            if plain and {*(forms or ())} <= {CheckFormat.TEXT, CheckFormat.GITHUB}:
                from .commands.checked import check as recall  # noqa: PLC0415

                return recall(project, *chosen, jobs=jobs)
            from .commands.check import check as run  # noqa: PLC0415

            return run(project, *chosen, asked, instead)

        if diff_fixes:
            _print_plan(look, unsafe=unsafe_fixes)
            return
        done = _mended(look, unsafe=unsafe_fixes) if fix else look({})
        if write_baseline:
            _write_baseline(_folder / write_baseline, done)
            return
        places = [each if str(each) == "-" else _folder / each for each in outputs or ()]
        _print_checked(done, forms or [CheckFormat.TEXT], places)
    if fails(done.findings, fail_on or done.settings.fail_on):
        raise typer.Exit(1)


def _split(option: str, words: Sequence[str] | None) -> tuple[str, ...]:
    """Give what stands between the commas; an option that is given names something."""
    parts = tuple(part.strip() for word in words or () for part in word.split(",") if part.strip())
    if words and not parts:
        raise ProjectError(f"`--{option}` names no rule", "leave it out, or see `publish rules`")
    return parts


def _mended(look: "Look", *, unsafe: bool) -> "Checked":
    from .commands.mend import fix  # noqa: PLC0415
    from .report import printable  # noqa: PLC0415

    fixed = fix(look, unsafe=unsafe)
    for path, mended in fixed.mended:
        line = mended.before.position.line if mended.before.position else 1
        typer.echo(f"{printable(path)}:{line}: mended: {', '.join(mended.rules)}", err=True)
    return fixed.checked


def _print_plan(look: "Look", *, unsafe: bool) -> None:
    from .commands.mend import fix  # noqa: PLC0415
    from .report.full import fix_text  # noqa: PLC0415

    plan = fix(look, unsafe=unsafe, write=False)
    for path, mended in plan.mended:
        line = mended.before.position.line if mended.before.position else 1
        place = f"{path}:{line}: {', '.join(mended.rules)}"
        for before, after in zip(mended.before.msgstr, mended.after.msgstr, strict=True):
            if before != after:
                _print(fix_text(before, after, place, plan.unsaid))
    if not plan.mended:
        typer.echo("nothing to mend", err=True)


def _write_baseline(path: Path, done: "Checked") -> None:
    from .baseline import write_baseline  # noqa: PLC0415
    from .files import write_text  # noqa: PLC0415

    findings = sorted([*done.findings, *done.known], key=lambda each: str(each.position))
    write_text(path, write_baseline(findings))
    typer.echo(f"{path}: known from now on: {len(findings)}", err=True)


def _print_checked(done: "Checked", forms: Sequence[CheckFormat], outputs: Sequence[Path]) -> None:
    """Print each format to the file in the same place; those without one to the terminal."""
    from .files import write_text  # noqa: PLC0415

    for number, form in enumerate(forms):
        text = _formatted(done, form)
        if number < len(outputs) and str(outputs[number]) != "-":
            write_text(outputs[number], text)
        else:
            _print(text)
    if done.gone:
        typer.echo(f"known and gone: {done.gone}; write the baseline anew", err=True)


def _formatted(done: "Checked", form: CheckFormat) -> str:
    from . import report  # noqa: PLC0415

    if form in _BY_REPOSITORY:
        from .commands.checked import in_repository  # noqa: PLC0415

        done = in_repository(done)
    found, number = done.findings, done.catalogs
    if form is CheckFormat.TEXT:  # what is known already is told without loading a rule
        return report.findings_text(found, number)
    from .report import full, machines  # noqa: PLC0415
    from .rules import RULES  # noqa: PLC0415

    makers: dict[CheckFormat, Callable[[], str]] = {
        CheckFormat.FULL: lambda: full.findings_full(found, report.summary_line(found, number)),
        CheckFormat.CONCISE: lambda: report.findings_concise(found, number),
        CheckFormat.JSON: lambda: report.findings_json(found, number),
        CheckFormat.JSONL: lambda: report.findings_jsonl(found),
        CheckFormat.SARIF: lambda: machines.sarif(done, RULES, __version__),
        CheckFormat.JUNIT: lambda: machines.junit(done),
        CheckFormat.GITHUB: lambda: report.findings_github(found),
        CheckFormat.GITLAB: lambda: machines.gitlab(found),
        CheckFormat.MARKDOWN: lambda: machines.markdown(done),
    }
    return makers[form]()


_PLACE = re.compile(r"(?P<path>.+?):(?P<line>[0-9]+)(?::[0-9]+)?:?", re.DOTALL)
"""With the column or the colon that some formats print after the line."""


@app.command("ignore")
def ignore_(
    rule: Annotated[str, typer.Argument(help="Its name or code.")],
    place: Annotated[str, typer.Argument(help="As `check` prints it.", metavar="FILE:LINE")],
    reason: Annotated[str, typer.Option(help="Why; the next reviewer reads it.")] = "",
) -> None:
    """Hide a finding, as long as the text stays as it is."""
    from .commands.ignore import ignore as run  # noqa: PLC0415
    from .report import printable  # noqa: PLC0415

    with _told():
        found = _PLACE.fullmatch(place)
        if found is None:
            raise PublishError(f"`{place}` is no place", "FILE:LINE, as `publish check` prints it")
        _print(printable(run(_folder / found["path"], int(found["line"]), rule, reason)))


@app.command()
def rules(
    rule: Annotated[str, typer.Argument(help="A rule's name or code; all by default.")] = "",
    form: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TEXT,
) -> None:
    """Explain what `check` looks for."""
    from .report import rule_text, rules_json, rules_text  # noqa: PLC0415
    from .rules import RULES, find_rule  # noqa: PLC0415

    with _told():
        chosen = [find_rule(rule)] if rule else list(RULES)
        if form is Format.JSON:
            _print(rules_json(chosen))
        else:
            _print(rule_text(chosen[0]) if rule else rules_text(chosen))


@app.command()
def pdf(  # noqa: PLR0913, PLR0917 (an option each)
    articles: Articles = None,
    locale: Locales = None,
    draft: Draft = False,
    layout: Annotated[
        str,
        typer.Option(
            "--layout",
            help="side: parallel columns. facing: source verso, target recto. "
            "stacked: paragraph under paragraph. target, source: one text alone.",
        ),
    ] = "side",
    paper: Annotated[str, typer.Option("--paper", help="a4, a5 or letter.")] = "a4",
    rule: Annotated[
        bool, typer.Option("--rule/--no-rule", help="A hairline between parallel columns.")
    ] = True,
    theme: Theme = "",
    archival: Annotated[
        bool,
        typer.Option(
            "--archival",
            help="PDF/A-3a and PDF/UA-1: article, catalogs and their digests enclosed.",
        ),
    ] = False,
) -> None:
    """Make bilingual PDFs in output/."""
    from .commands.build import Build  # noqa: PLC0415
    from .commands.theme import load_theme  # noqa: PLC0415
    from .render.layout import Layout  # noqa: PLC0415

    with _told():
        if draft and archival:
            raise ProjectError("a draft is no edition to be archived", "leave out --draft")
        way = Layout(layout, paper, rule, archival=archival)
        project = _project()
        way = replace(way, theme=load_theme(project, theme))
        slugs, names = _chosen(project, articles, locale)
        names = _printed(project, names, locale, "pdf", draft=draft)
        run = Build(project, slugs, names, draft, keep_going=True, layout=way, first_judged=True)
        every = []
        with _followed(run.run(), len(run.slugs) * len(run.locales), "pdf") as made:
            for each in made:
                every.append(each)
                if not each.error:
                    typer.echo(each.path)
                elif not isinstance(each.error, UnfitError):  # the others are made all the same
                    _tell_failure(each)
                if each.stale:
                    typer.echo(
                        f"  printed as translated before the source changed: {each.stale}", err=True
                    )
        known = sum(not (each.rendered or each.error) for each in every)
        if known:
            numbers = f"{sum(each.rendered for each in every)} made, {known} unchanged"
            typer.echo(numbers, err=True)
        _tell_unfit([each.error for each in every if isinstance(each.error, UnfitError)])
    failed = [each.error for each in every if each.error and not _may_wait(each.error)]
    if failed:
        raise typer.Exit(max(error.exit_code for error in failed))


def _may_wait(error: PublishError) -> bool:
    """Say whether an edition is withheld, as its locale asks for: no failure."""
    return isinstance(error, UnfitError) and error.withheld_only


def _tell_unfit(errors: Sequence[UnfitError]) -> None:
    """Say all that is missing; it is an error unless all of it may wait."""
    missing = dict.fromkeys(each for error in errors for each in error.findings)
    if not missing:
        return
    unfit = UnfitError(missing, dict.fromkeys(each for error in errors for each in error.held))
    if not _may_wait(unfit):
        raise unfit
    from .report import findings_text  # noqa: PLC0415

    typer.echo(findings_text(unfit.findings), err=True, nl=False)


@app.command()
def build(  # noqa: PLR0913, PLR0917 (an option each)
    articles: Articles = None,
    locale: Locales = None,
    draft: Draft = False,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0: one a processor.")
    ] = 0,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", "-k", help="Go on when an edition cannot be made.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each edition is put together again.")
    ] = False,
    scheduler: Annotated[
        str, typer.Option(help="Render on a Dask cluster: tcp://HOST:8786.", metavar="ADDRESS")
    ] = "",
    theme: Theme = "",
) -> None:
    """Make every edition that is not there yet, or not as it should be."""
    from .commands.build import Build  # noqa: PLC0415
    from .commands.theme import load_theme  # noqa: PLC0415
    from .render.layout import Layout  # noqa: PLC0415

    with _told():
        project = _project()
        slugs, names = _chosen(project, articles, locale)
        names = _printed(project, names, locale, "build", draft=draft)
        way = Layout(theme=load_theme(project, theme))
        run = Build(project, slugs, names, draft, keep_going, layout=way)
        every = []
        total = len(run.slugs) * len(run.locales)
        with _followed(run.run(jobs, scheduler=scheduler), total, "build") as made:
            for each in made:
                every.append(each)
                for reason in each.reasons if explain else ():
                    typer.echo(f"{each.slug} {each.locale}: {reason}", err=True)
                if each.rendered:
                    typer.echo(each.path)
        for each in sorted(every, key=lambda each: (each.slug, each.locale)):
            _tell_failure(each)
        errors = [each.error for each in every if each.error]
        rendered = sum(each.rendered for each in every)
        unchanged = len(every) - rendered - len(errors)
        left = total - len(every)
        numbers = f"{rendered} made, {unchanged} unchanged, {len(errors)} not made"
        typer.echo(numbers + (f", {left} not tried (--keep-going)" if left else ""), err=True)
    failed = [error for error in errors if not _may_wait(error)]
    if failed:
        raise typer.Exit(max(error.exit_code for error in failed))


def _printed(
    project: "Project", names: Sequence[str], asked: Sequence[str] | None, word: str, *, draft: bool
) -> tuple[str, ...]:
    """Leave out the locales that are drafts, unless they are asked for."""
    unfinished = [] if asked or draft else [n for n in names if project.settings.locale(n).draft]
    for name in unfinished:
        typer.echo(f"{name} is a draft: `publish {word} --locale {name} --draft`", err=True)
    return tuple(name for name in names if name not in unfinished)


def _tell_failure(made: "Made") -> None:
    """Say in a line or two why an edition was not made, if it was not."""
    error = made.error
    where = f"publish: error: {made.slug} {made.locale}: "
    if error and _may_wait(error):
        typer.echo(_withheld(made.slug, made.locale), err=True)
    elif isinstance(error, UnfitError):
        count = len(error.findings)
        missing = f"{count} thing{'s' * (count > 1)} missing"
        if error.held:
            typer.echo(f"{where}held, {missing}: {error.findings[0].message}", err=True)
        else:
            typer.echo(f"{where}not fit to print, {missing}", err=True)
        for name in error.held:
            typer.echo(f"  {name} stays as it was until all is translated", err=True)
        typer.echo(f"  `publish check {made.slug} --locale {made.locale}` lists them", err=True)
    elif error:
        typer.echo(f"{where}{error.message}", err=True)
        if error.hint:
            typer.echo(f"  {error.hint}", err=True)


@contextmanager
def _followed(made: "Generator[Made]", total: int, word: str) -> "Iterator[Iterator[Made]]":
    """Show on a terminal how many are done and, by the pace so far, how long the rest takes.

    However it ends, by an interrupt too, what makes them ends with it.
    """
    with closing(made):
        yield _paced(made, total, word) if sys.stderr.isatty() else made


def _paced(made: "Iterator[Made]", total: int, word: str) -> "Iterator[Made]":
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"publish {word}", total=total)
        for each in made:
            if each.reasons:
                progress.advance(task)
            else:  # was there already: says nothing of the pace
                total -= 1
                progress.update(task, total=total)
            yield each


@theme_app.command("new")
def theme_new(
    name: Annotated[str, typer.Argument(help="Its name: letters a to z, hyphens.")],
) -> None:
    """Write a theme into themes/NAME, each line explained."""
    from .commands.theme import make_theme  # noqa: PLC0415

    with _told():
        for each in make_theme(_project(), name):
            typer.echo(each)


@app.command()
def verify(files: Annotated[list[Path], typer.Argument(help="PDFs.")]) -> None:
    """Look whether finished PDFs are tagged, in step, whole and safe."""
    from .commands.verify import told  # noqa: PLC0415
    from .commands.verify import verify as run  # noqa: PLC0415

    with _told():
        flawed = False
        for file in files:
            verdict = run(file)
            flawed |= bool(verdict.flaws)
            for each in told(file, verdict):
                typer.echo(each)
    if flawed:
        raise typer.Exit(1)


class ExportFormat(StrEnum):
    """What a translation leaves the house as."""

    MARKDOWN = "markdown"
    TMX = "tmx"
    TBX = "tbx"


@app.command()
def export(
    article: Annotated[
        str, typer.Argument(help="A slug, or a file in source/articles/; for TMX all by default.")
    ] = "",
    locale: Annotated[
        str, typer.Option("--locale", "-l", help="The target locale; for TBX all by default.")
    ] = "",
    form: Annotated[
        ExportFormat,
        typer.Option("--format", help="An article, a translation memory, or the glossary."),
    ] = ExportFormat.MARKDOWN,
) -> None:
    """Write a translated article, what is translated (TMX), or the glossary (TBX) into output/."""
    from .commands.export import export as run  # noqa: PLC0415
    from .commands.export import export_tbx, export_tmx  # noqa: PLC0415

    with _told():
        project = _project()
        if form is ExportFormat.TBX:
            if article:
                raise typer.BadParameter("the glossary is of no article", param_hint="ARTICLE")
            typer.echo(export_tbx(project, project.locale_names((locale,))[0] if locale else ""))
            return
        if not locale:
            raise typer.BadParameter("which locale?", param_hint="--locale")
        slugs, names = _chosen(project, [article] if article else None, [locale])
        if form is ExportFormat.TMX:
            path, left = export_tmx(project, slugs, names[0], slugs[0] if article else "")
            typer.echo(path)
            if left:
                typer.echo(f"left out, as they find a person: {left} of its texts", err=True)
        elif article:
            typer.echo(run(project, slugs[0], names[0]))
        else:
            raise typer.BadParameter("which article?", param_hint="ARTICLE")


# --- catalogs that come and go ----------------------------------------------------------------


@app.command("merge-driver")
def merge_driver(
    base: Annotated[Path | None, typer.Argument(metavar="%O")] = None,
    ours: Annotated[Path | None, typer.Argument(metavar="%A")] = None,
    theirs: Annotated[Path | None, typer.Argument(metavar="%B")] = None,
    name: Annotated[str, typer.Argument(metavar="%P")] = "",
    install: Annotated[
        bool, typer.Option("--install", help="Tell this clone's git to merge catalogs so.")
    ] = False,
) -> None:
    """Merge two versions of a catalog for git, message by message.

    `publish init` installs it; in a fresh clone, --install does. Exit 1: both sides have translated
    the same text; both translations are in the file, which is valid.
    """
    from .commands.merge_driver import install as tell  # noqa: PLC0415
    from .commands.merge_driver import merge_files  # noqa: PLC0415

    with _told():
        if install:
            for each in tell(_project().root):
                typer.echo(f"written {each}")
            typer.echo("git merges the catalogs of this clone message by message now", err=True)
            return
        if not (base and ours and theirs):
            raise typer.BadParameter("git gives three files: %O %A %B %P; or --install")
        _settle(merge_files(base, ours, theirs, name or ours.as_posix()))


def _settle(findings: "Sequence[Finding]") -> None:
    """Tell what people must settle, and end with 1 if there is anything."""
    if findings:
        from .report import findings_text  # noqa: PLC0415

        typer.echo(findings_text(findings), err=True, nl=False)
        raise typer.Exit(1)


@app.command()
def fmt(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Catalogs; all of the project by default.")
    ] = None,
    locale: Locales = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit 1 if anything would.")
    ] = False,
    scrub: Annotated[
        bool,
        typer.Option("--scrub", help="Take out names, addresses, paths, tools; translators by id."),
    ] = False,
) -> None:
    """Write catalogs in the form that every tool leaves alone."""
    from .commands.fmt import fmt as run  # noqa: PLC0415
    from .commands.fmt import project_files  # noqa: PLC0415

    with _told():
        if files:
            chosen, root = tuple(_folder / path for path in files), _folder
        else:
            project = _project()
            chosen, root = project_files(project, _chosen(project, (), locale)[1]), project.root
        changed = run(chosen, write=not check, people=_people(chosen) if scrub else None)
        for path in changed:
            name = path.relative_to(root) if path.is_relative_to(root) else path
            typer.echo(f"{name.as_posix()}: {'would be written' if check else 'written'}")
        if changed and check:
            raise typer.Exit(1)


def _people(files: Sequence[Path]) -> dict[str, str]:
    """Give the ids of those who may be named in these files, and their printed names."""
    from .commands._load import named, people_of  # noqa: PLC0415
    from .commands.check import project_around  # noqa: PLC0415

    return named(people_of(project_around(files)))


@app.command()
def take(
    file: Annotated[
        Path, typer.Argument(help="A .po file that a translator has sent, or a .tbx of terms.")
    ],
    locale: Locales = None,
    article: Annotated[str, typer.Option(help="Its article; found by its content.")] = "",
    base: Annotated[
        Path | None, typer.Option(help="The file as it was sent out; found in git's history.")
    ] = None,
) -> None:
    """Bring a translator's file into the project, losing nothing of either.

    Exit 1: a text has since been translated otherwise; both translations are in the catalog. Or a
    form is forbidden on one side and accepted on the other; the glossary stays as it was there.
    """
    from .commands.take import take as run  # noqa: PLC0415
    from .commands.take import take_terms  # noqa: PLC0415

    with _told():
        project = _project()
        if file.suffix.lower() == ".tbx":
            terms = take_terms(project, _folder / file)
            typer.echo(f"{terms.path}: {terms.changed} terms taken")
            _settle(terms.findings)
            return
        names = project.locale_names(tuple(dict.fromkeys(locale or ())))
        done = run(project, _folder / file, names, article, base and _folder / base)
        typer.echo(f"{done.path}: {done.changed} translations taken")
        _settle(done.findings)


@app.command()
def merge(
    old: Annotated[Path, typer.Argument(metavar="OLD.po", help="The translations.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.pot", help="The template, or another .po.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output-file", help="Where; standard output by default.")
    ] = None,
    update: Annotated[bool, typer.Option("-U", "--update", help="Write OLD.po itself.")] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help="Say nothing of the result.")
    ] = False,
    _previous: Annotated[
        bool, typer.Option("--previous", help="As msgmerge's; it is always so.")
    ] = True,
    _no_wrap: Annotated[
        bool, typer.Option("--no-wrap", help="As msgmerge's; it is always so.")
    ] = True,
) -> None:
    """Bring a catalog in step with a template, outside any project, as msgmerge does."""
    from .commands.merge import merge_template  # noqa: PLC0415
    from .files import write_bytes  # noqa: PLC0415
    from .report import counted  # noqa: PLC0415

    with _told():
        if update and output:
            raise typer.BadParameter("-U writes OLD.po: there is no -o beside it")
        data, report = merge_template(_folder / old, _folder / new)
        target = old if update else output
        if target is None or str(target) == "-":
            sys.stdout.buffer.write(data)
        else:
            write_bytes(_folder / target, data)
        if not quiet:
            typer.echo(", ".join(counted(report)), err=True)


@app.command()
def suggest(
    articles: Articles = None,
    locale: Locales = None,
    exact_only: Annotated[
        bool, typer.Option("--exact-only", help="Offer only what was the very same text.")
    ] = False,
    tmx: Annotated[
        list[Path] | None, typer.Option(help="A translation memory from elsewhere; again for more.")
    ] = None,
) -> None:
    """Offer earlier translations to what is untranslated, always fuzzy."""
    from .commands.suggest import suggest as run  # noqa: PLC0415
    from .report import written_text  # noqa: PLC0415

    with _told():
        project = _project()
        slugs, names = _chosen(project, articles, locale)
        files = [_folder / path for path in tmx or ()]
        _print(written_text(run(project, slugs, names, exact_only=exact_only, tmx=files)))
