"""`publish pdf` and `publish build`: editions as files, and nothing that is there already.

An edition is there already when its file is, unchanged, and everything it was made from is as it
was. When some input has changed, the edition is put together again; only if it comes out otherwise
is it rendered: a bio that it does not print costs nothing.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..cache import ABSENT, Cache, Table, decode, digest_of, encode, key_of, program
from ..errors import PublishError, RenderError, UnfitError
from ..project import AUTHORS, RULES_FILE, Project
from ..render.layout import Layout
from ..render.libraries import libraries

if TYPE_CHECKING:
    from pathlib import Path

    from ..jobs import Pool
    from ..model import Finding
    from .pdf import Desk, Job

SAVE_EVERY = 5.0
"""Seconds after which what was made is noted: so much may be made again after a power cut."""
REASONS = {
    "program": "the program, a package or a library of it has changed",
    "settings": "the settings have changed",
    "layout": "it is to be laid out otherwise",
    "article": "the article has changed",
    "cuts": "sentences are cut by other rules, or remembered otherwise",
    "catalog": "the catalog has changed",
    "people": "someone in source/authors/ has changed",
    "shared": "the catalog of the authors has changed",
    "media": "a picture has changed",
    "output": "the PDF is missing, or is not the one that was made",
}
"""What an edition is made from, by the name of its digest, and what is said when it differs."""


@dataclass(frozen=True, slots=True)
class Made:
    """An edition after the build: made, as it was, or not made and why."""

    slug: str
    locale: str
    path: str = ""
    rendered: bool = False
    reasons: tuple[str, ...] = ()
    """Why it was put together again."""
    error: PublishError | None = None
    stale: int = 0
    """How many texts are printed as translated before their source changed."""


@dataclass(slots=True, eq=False)
class _Edition:
    """An edition, the digests of what it is made from now, and the row of its last making."""

    slug: str
    locale: str
    now: dict[str, Any]
    row: Mapping[str, Any]
    reasons: tuple[str, ...] = ()

    def made(self, *, rendered: bool = False, error: PublishError | None = None) -> Made:
        """Give it as it is now."""
        known = {**self.row, **self.now}
        path, stale = known.get("path", ""), known.get("stale", 0)
        return Made(self.slug, self.locale, path, rendered, self.reasons, error, stale)


@dataclass(slots=True)
class Build:
    """One run: what is asked for, what is known, and whether anything has failed."""

    project: Project
    slugs: Sequence[str]
    locales: Sequence[str]
    draft: bool = False
    keep_going: bool = False
    layout: Layout = field(default_factory=Layout)
    first_judged: bool = False
    """Every edition is put together before the first is rendered, here and not in workers; a file
    that cannot be read stops the work then."""
    cache: Cache = field(init=False)
    table: Table = field(init=False)
    failed: bool = False
    _desk: Desk | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.cache = Cache(self.project.root)
        self.table = self.cache.table("drafts" if self.draft else "build")

    def run(
        self, workers: int = 0, pool: Pool | None = None, *, scheduler: str = ""
    ) -> Generator[Made]:
        """Give every edition when it is finished; what was made stays, however the run ends.

        No number of workers means one for each processor, or as many as the scheduler has.
        """
        known = self._known()
        stale = []
        for slug in self.slugs:
            for name in self.locales:
                edition = self._look(known, slug, name)
                if edition.reasons:
                    stale.append(edition)
                else:
                    yield edition.made(error=self._missing(edition))
        try:
            if stale and scheduler:
                from ..jobs import cluster  # noqa: PLC0415

                workers, pool = cluster(scheduler)
            if stale:
                yield from self._make(stale, workers, pool)
        finally:
            self.cache.save()

    # --- is it there already? -------------------------------------------------------------------

    def _known(self) -> dict[str, Any]:
        """Give the digests that all editions share."""
        people = self.project.author_ids()
        files = [self.cache.digest(str(self.project.author_path(each))) for each in people]
        return {
            "program": key_of(program(), libraries()),
            "settings": digest_of(repr(self.project.settings).encode()),
            "layout": repr(self.layout),
            "people": key_of(*people, *files),
        }

    def _look(self, known: Mapping[str, Any], slug: str, name: str) -> _Edition:
        """Compare what an edition was made from with what is there now."""
        row = self.table.get(self._key(slug, name))
        now = {**known, **self._inputs(slug, name)}
        if row is None:
            return _Edition(slug, name, now, {}, ("it was not made yet",))
        if row["program"] == now["program"]:  # else its form may be another one too
            now["media"] = self._media(row["media"])
            made = row["path"]  # what is not fit has none
            now["output"] = self.cache.digest(f"{self.project.root}/{made}") if made else ABSENT
        reasons = tuple(words for each, words in REASONS.items() if row.get(each) != now.get(each))
        return _Edition(slug, name, now, row, reasons[:1] if "output" not in now else reasons)

    def _key(self, slug: str, name: str) -> str:
        """Give what the row of an edition is found by: what its file is called by, too."""
        return f"{slug} {name}{self.layout.suffix}"

    def _missing(self, edition: _Edition) -> UnfitError | None:
        """Give what was missing the last time, if anything, and what stays for as long."""
        missing = decode(edition.row["missing"])
        if not missing:
            return None
        from .pdf import held_editions  # noqa: PLC0415

        return UnfitError(missing, held_editions(self.project, edition.slug, edition.locale))

    def _inputs(self, slug: str, name: str) -> dict[str, str]:
        folder = f"{self.project.root}/locale/{name}/LC_MESSAGES"
        return {
            "article": self.cache.digest(str(self.project.article_path(slug))),
            "cuts": key_of(*(self.cache.digest(str(each)) for each in self._cuts(slug))),
            "catalog": self.cache.digest(f"{folder}/{slug}.po"),
            "shared": self.cache.digest(f"{folder}/{AUTHORS}.po"),
        }

    def _cuts(self, slug: str) -> tuple[Path, ...]:
        """Give the files that say where sentences are cut, besides the program."""
        project = self.project
        templates = (project.template_path(each) for each in (slug, AUTHORS))
        return (project.root / RULES_FILE, *templates)

    def _media(self, names: Iterable[str]) -> dict[str, str]:
        return {name: self.cache.digest(str(self.project.media_path(name))) for name in names}

    # --- make it --------------------------------------------------------------------------------

    def _make(self, stale: Sequence[_Edition], workers: int, pool: Pool | None) -> Iterator[Made]:
        from .rendering import render  # noqa: PLC0415 (nothing to do, nothing to load)

        settled: list[Made] = []
        saved = time.monotonic()
        jobs = self._jobs(stale, settled)
        done: Generator[tuple[_Edition, bytes | RenderError]]
        if self.first_judged:
            done = ((edition, render(job)) for edition, job in jobs)
        else:
            from ..jobs import local_pool, run_jobs  # noqa: PLC0415
            from ..shares import default_workers  # noqa: PLC0415

            workers = workers or default_workers()
            pool = pool or local_pool(workers, "workflow.commands.rendering")
            done = run_jobs(render, jobs, workers, pool)
        with closing(done):  # an interrupt between two results ends the workers, too
            for edition, result in done:
                yield from settled
                settled.clear()
                yield self._write(edition, result)
                if time.monotonic() - saved > SAVE_EVERY:
                    self.cache.save()
                    saved = time.monotonic()
        yield from settled

    def _jobs(
        self, stale: Sequence[_Edition], settled: list[Made]
    ) -> Iterator[tuple[_Edition, bytes]]:
        """Give what must be rendered; `settled` gets the others."""
        from ..files import read_bytes  # noqa: PLC0415
        from .rendering import pack  # noqa: PLC0415

        ready = self._put_together(stale, settled)
        for edition, there in list(ready) if self.first_judged else ready:
            try:
                names = edition.now["media"]
                media = {name: read_bytes(self.project.media_path(name)) for name in names}
            except PublishError as error:
                self.failed = True
                settled.append(edition.made(error=error))
                continue
            yield edition, pack(there, self.layout, media)

    def _put_together(
        self, stale: Sequence[_Edition], settled: list[Made]
    ) -> Iterator[tuple[_Edition, Job]]:
        """Put editions together, one after the other; `settled` gets those that need no render."""
        for edition in stale:
            if self.failed and not self.keep_going:
                return
            try:
                there = self._read(edition)
            except UnfitError as error:
                edition.now |= {"page": "", "path": "", "media": {}, "stale": 0}
                self._note(edition, ABSENT, error.findings)
                settled.append(edition.made(error=error))
                continue
            except PublishError as error:
                if self.first_judged:
                    raise
                self.failed = True
                settled.append(edition.made(error=error))
                continue
            output = self.cache.digest(f"{self.project.root}/{edition.now['path']}")
            now = (edition.now["path"], edition.now["page"], output)
            if now == tuple(edition.row.get(each) for each in ("path", "page", "output")):
                self._note(edition, output)
                settled.append(edition.made())
                continue
            yield edition, there

    def _read(self, edition: _Edition) -> Job:
        """Put an edition together, and say what its pages depend on."""
        from ..render.html import media_of  # noqa: PLC0415
        from .pdf import Desk, editions  # noqa: PLC0415
        from .rendering import page_key  # noqa: PLC0415

        self._desk = desk = self._desk or Desk()
        jobs, unfit = editions(
            self.project,
            [edition.slug],
            [edition.locale],
            draft=self.draft,
            archival=self.layout.archival,
            desk=desk,
        )
        if unfit:
            raise unfit
        (job,) = jobs
        path = self.project.output_path(edition.slug, f"{job.name}{self.layout.suffix}.pdf")
        media = self._media(media_of(job.edition))
        edition.now |= {
            "page": page_key(edition.now["program"], job, self.layout, media),
            "path": self.project.name(path),
            "media": media,
            "stale": job.edition.stale,
        }
        return job

    def _write(self, edition: _Edition, result: bytes | RenderError) -> Made:
        from ..files import write_bytes  # noqa: PLC0415
        from .rendering import unpack  # noqa: PLC0415

        found = unpack(result) if isinstance(result, bytes) else result
        if isinstance(found, RenderError):
            self.failed = True
            return edition.made(error=found)
        write_bytes(self.project.root / edition.now["path"], found)
        self._note(edition, digest_of(found))
        return edition.made(rendered=True)

    def _note(self, edition: _Edition, output: str, missing: tuple[Finding, ...] = ()) -> None:
        """Remember what an edition was made from, unless that has changed meanwhile."""
        now = edition.now
        inputs = self._inputs(edition.slug, edition.locale)
        if inputs.items() <= now.items() and self._media(now["media"]) == now["media"]:
            row = {**now, "output": output, "missing": encode(missing)}
            self.table.put(self._key(edition.slug, edition.locale), row)
