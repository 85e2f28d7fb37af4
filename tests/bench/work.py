"""One piece of work in a process of its own: `python -m tests.bench.work NAME FOLDER [MOST]`.

Prints the CPU seconds of the work alone, and what it came to, so that two engines can be held to
the same result before their times are compared.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


def files(folder: Path) -> list[Path]:
    """Give every catalog."""
    return sorted(folder.glob("locale/*/LC_MESSAGES/*.po"))


def sample_of(folder: Path, most: int | None = None) -> list[Path]:
    """Give at most so many of them, of all languages alike."""
    paths = files(folder)
    return paths[:: max(1, len(paths) // most)][:most] if most else paths


def read(paths: Iterable[Path]) -> int:
    """Read the bytes and do nothing: the floor."""
    return sum(len(path.read_bytes()) for path in paths)


def states(paths: Iterable[Path]) -> int:
    """Count entries by state, as a cold `status` does."""
    from workflow.po import read_catalog, states  # noqa: PLC0415

    return sum(len(states(read_catalog(path.read_bytes(), path.name))) for path in paths)


def load(paths: Iterable[Path]) -> int:
    """Read without loss, decode nothing."""
    from workflow.po import read_catalog  # noqa: PLC0415

    return sum(len(read_catalog(path.read_bytes(), path.name).entries) for path in paths)


def decode(paths: Iterable[Path]) -> int:
    """Read and decode every field of every entry."""
    from workflow.po import read_catalog  # noqa: PLC0415

    return sum(len(list(read_catalog(path.read_bytes(), path.name).entries)) for path in paths)


def polib_load(paths: Iterable[Path]) -> int:
    """Read as polib does."""
    import polib  # noqa: PLC0415

    return sum(len(polib.pofile(str(path))) for path in paths)


def pypo_load(paths: Iterable[Path]) -> int:
    """Read as translate-toolkit, and Weblate with it, does."""
    from translate.storage.pypo import pofile  # noqa: PLC0415

    reader: Any = pofile  # of no type
    return sum(len(reader.parsefile(str(path)).units) - 1 for path in paths)


def write(paths: Iterable[Path]) -> Callable[[], int]:
    """Write what was read, unchanged; reading is not counted."""
    from workflow.po import read_catalog, write_catalog  # noqa: PLC0415

    catalogs = [read_catalog(path.read_bytes(), path.name) for path in paths]
    return lambda: len([write_catalog(each) for each in catalogs])


def polib_write(paths: Iterable[Path]) -> Callable[[], int]:
    """Write what was read as polib does."""
    import polib  # noqa: PLC0415

    catalogs = [polib.pofile(str(path)) for path in paths]
    return lambda: len([str(each).encode() for each in catalogs])


def same(paths: Iterable[Path]) -> int:
    """Count the files that are what is written of them."""
    from workflow.po import read_catalog, write_catalog  # noqa: PLC0415

    whole = ((data, path.name) for path in paths for data in [path.read_bytes()])
    return sum(write_catalog(read_catalog(data, name)) == data for data, name in whole)


def polib_same(paths: Iterable[Path]) -> int:
    """Count the files that are what polib writes of them."""
    import polib  # noqa: PLC0415

    return sum(str(polib.pofile(str(path))).encode() == path.read_bytes() for path in paths)


def warm_status(folder: Path) -> int:
    """Tell how far every article is, when that is known; a row for each catalog."""
    from workflow.commands.status import status  # noqa: PLC0415
    from workflow.project import find_project  # noqa: PLC0415
    from workflow.report import status_text  # noqa: PLC0415

    project = find_project(folder)
    rows = status(project, project.slugs(), project.locale_names())
    status_text(rows)
    return len(rows)


def warm_check(folder: Path) -> int:
    """Tell what is wrong, when that is known; a row for each finding."""
    from workflow.commands.checked import check  # noqa: PLC0415
    from workflow.project import find_project  # noqa: PLC0415

    project = find_project(folder)
    return len(check(project, project.slugs(), project.locale_names()).findings)


def warm_update(folder: Path) -> int:
    """Bring what is in step into step once more; a row for each template and catalog."""
    from workflow.commands.updated import update  # noqa: PLC0415
    from workflow.project import find_project  # noqa: PLC0415
    from workflow.report import written_text  # noqa: PLC0415

    project = find_project(folder)
    rows = update(project, project.slugs(), project.locale_names())
    if any(each.changed for each in rows):
        time.sleep(2.1)  # younger files are read again
        return warm_update(folder)
    written_text(rows)
    return len(rows)


def fill(folder: Path) -> int:
    """Build every edition, each page no more than a word: for what comes after a build."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    from workflow.commands import rendering  # noqa: PLC0415
    from workflow.commands.build import Build  # noqa: PLC0415
    from workflow.project import find_project  # noqa: PLC0415

    rendering.render = lambda job: rendering.MADE + str(len(job)).encode()
    project = find_project(folder)
    run = Build(project, project.slugs(), project.locale_names())
    return sum(each.rendered for each in run.run(1, lambda: ThreadPoolExecutor(1)))


WORK = {
    each.__name__: each
    for each in (
        *(read, states, load, decode, polib_load, pypo_load),
        *(write, polib_write, same, polib_same),
    )
}


def main(name: str, folder: Path, most: int | None) -> None:
    """Do it and say what it took."""
    if name == "fill":
        print(0, fill(folder))
        return
    if name.startswith("warm"):
        again = {each.__name__: each for each in (warm_status, warm_update, warm_check)}[name]
        again(folder)
        start = time.process_time()
        rows = again(folder)
        print(time.process_time() - start, rows)
        return
    paths = sample_of(folder, most)
    WORK[name]([])  # what is imported is measured by the starts
    work = WORK[name](paths) if name.endswith("write") else None
    start = time.process_time()
    result = work() if callable(work) else WORK[name](paths)
    print(time.process_time() - start, result)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else None)
