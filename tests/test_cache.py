"""What is kept is what would be found: after any change, by any process, after any damage."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench.newsroom import Size, make_newsroom
from workflow import cache as cache_module
from workflow.cache import ABSENT, Cache, Table, decode, encode, key_of
from workflow.commands import _load, checked, pdf, status
from workflow.commands import update as update_anew
from workflow.commands import updated as updated_module
from workflow.commands.check import check as check_anew
from workflow.errors import InputError, ProjectError
from workflow.model import Finding, Position, Severity
from workflow.project import Project, find_project

SIZE = Size(2, ("ar", "fr"), units=4)


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(cache_module, "SETTLED", -(10**18))  # utime cannot set ctime
    return find_project(make_newsroom(tmp_path / "news", SIZE))


def told(project: Project) -> tuple[object, ...]:
    """Status and check through the cache; a file that cannot be read by its findings."""
    every = (project.slugs(), project.locale_names())
    try:
        rows: object = status.status(project, *every)
    except InputError as error:
        rows = error.findings
    found = checked.check(project, *every)
    return rows, found.findings, found.catalogs


def told_anew(project: Project) -> tuple[object, ...]:
    shutil.rmtree(project.root / ".publish", ignore_errors=True)
    return told(project)


# --- tables and digests -----------------------------------------------------------------------


def test_a_file_is_read_once_and_again_when_it_has_changed(newsroom: Project) -> None:
    path = newsroom.article_path("article-000000")
    cache = Cache(newsroom.root)
    first = cache.digest(str(path))
    assert (cache.digest(str(path)), cache.reads) == (first, 1)
    cache.save()
    later = Cache(newsroom.root)
    assert (later.digest(str(path)), later.reads) == (first, 0)
    stat = path.stat()
    path.write_bytes(path.read_bytes().replace(b"e", b"a", 1))  # as long as before,
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # and as old
    assert later.digest(str(path)) != first
    path.unlink()
    assert later.digest(str(path)) == ABSENT


def test_a_file_changed_a_moment_ago_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a", encoding="utf-8")
    cache = Cache(tmp_path)
    cache.digest(str(tmp_path / "a"))
    cache.digest(str(tmp_path / "a"))
    assert cache.reads == 2


@pytest.mark.parametrize(
    "damage", [b"", b"{}", b"x\n{}", b"[" * 100_000, None], ids=["none", "bare", "x", "deep", "cut"]
)
def test_a_damaged_table_is_an_empty_one(tmp_path: Path, damage: bytes | None) -> None:
    table = Cache(tmp_path).table("status")
    table.put("key", [1])
    table.save()
    whole = table.path.read_bytes()
    table.path.write_bytes(whole[:-1] if damage is None else damage)
    assert Cache(tmp_path).table("status").rows == {}
    table.path.write_bytes(whole)
    assert Cache(tmp_path).table("status").rows == {"key": [1]}


def test_status_keeps_one_row_of_a_document_however_often_it_changes(newsroom: Project) -> None:
    """Old rows would be read by every start."""
    path = newsroom.catalog_path("ar", "article-000000")
    for number in range(3):
        path.write_bytes(path.read_bytes() + b"# %d\n" % number)
        told(newsroom)
    rows = Cache(newsroom.root).table("status").rows
    assert sorted(rows) == ["article-000000", "article-000001", "authors"]
    assert {name for _, known in rows.values() for name in known} == {"ar", "fr"}


def test_a_table_is_bounded_and_forgets_the_oldest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "MAX_ROWS", 2)
    table = Table(tmp_path / "c" / "t.json")
    for key in "abca":
        table.put(key, 0)
    table.save()
    assert list(table.rows) == ["c", "a"]


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / ".publish").write_text("a file", encoding="utf-8")
    table = Cache(tmp_path).table("status")
    table.put("key", 1)
    table.save()
    assert (tmp_path / ".publish").is_file()


@pytest.mark.parametrize("place", ["catalog", "template"])
def test_what_lies_in_the_place_of_a_catalog_or_template_is_named_and_not_waited_for(
    newsroom: Project, place: str
) -> None:
    domain = "article-000001"
    path = newsroom.catalog_path("fr", domain)
    path = path if place == "catalog" else newsroom.template_path(domain)
    every = (newsroom.slugs(), newsroom.locale_names())
    path.unlink(missing_ok=True)
    told(newsroom)  # that nothing is there is known, and says nothing of what comes
    path.parent.mkdir(exist_ok=True)
    os.mkfifo(path)
    for command in (status.status, updated_module.update, pdf.editions):
        with pytest.raises(ProjectError, match=f"{path.name}: it is a pipe, no file"):
            command(newsroom, *every)
    path.unlink()
    path.mkdir()
    with pytest.raises(ProjectError, match=f"{path.name}: it is a folder, no file"):
        updated_module.update(newsroom, *every)


def test_git_does_not_see_the_cache(newsroom: Project) -> None:
    subprocess.run(["git", "init", "-q", newsroom.root], check=True)
    told(newsroom)
    done = subprocess.run(
        ["git", "-C", newsroom.root, "status", "--porcelain"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert ".publish" not in done.stdout
    assert (newsroom.root / ".publish/cache/status.json").is_file()


def test_no_two_lists_of_texts_have_one_key() -> None:
    assert len({key_of(*parts) for parts in [("a", "b"), ("ab",), ("a\0b",), ("a", "", "b")]}) == 4


def test_a_value_comes_back_from_json() -> None:
    finding = Finding(Position("x.po", 3, 1), Severity.WARNING, "C101", "fuzzy", "“ا”", "mend")
    assert decode(encode((finding, ()))) == (finding, ())
    with pytest.raises(TypeError):
        encode(object())


# --- what is told through the cache -------------------------------------------------------------


def test_the_second_time_nothing_is_read(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = told(newsroom)
    monkeypatch.setattr("workflow.commands._load.read_bytes", None)
    monkeypatch.setattr("workflow.commands._load.read_text", None)
    assert told(newsroom) == first


def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the list in which each file is noted that a reader is given."""
    names: list[str] = []
    for reader in ("read_bytes", "read_text"):
        real = getattr(_load, reader)

        def noted(path: Path, *rest: str, real: Callable[..., object] = real) -> object:
            names.append(path.name)
            return real(path, *rest)

        monkeypatch.setattr(_load, reader, noted)
    return names


def updated(project: Project, locales: tuple[str, ...] = ("ar", "fr")) -> list[tuple[object, ...]]:
    files = updated_module.update(project, project.slugs(), locales)
    return [(each.path, each.changed, each.report) for each in files]


def test_what_is_in_step_is_not_read(newsroom: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    updated(newsroom)
    read = parsed(monkeypatch)
    known = updated(newsroom)
    assert updated_module.extract(newsroom, newsroom.slugs())
    assert updated(newsroom, ("fr",)) == [each for each in known if "/ar/" not in str(each[0])]
    assert read == []
    shutil.rmtree(newsroom.root / ".publish")
    assert updated(newsroom) == known  # law 3: what it would have said, had it read everything
    assert len(known) == 9
    assert not any(changed for _, changed, _ in known)


UPDATED = {
    "source/articles/article-000001.md": {"article-000001"},
    "source/authors/reporter.md": {"authors"},
    "locale/fr/LC_MESSAGES/article-000000.po": {"article-000000"},
    "locale/ar/LC_MESSAGES/authors.po": {"authors"},
    "locale/templates/article-000001.pot": {"article-000001"},
    "segmentation.toml": {"article-000000", "article-000001", "authors"},
    "output/article-000000/article-000000.en-ar.pdf": set(),
}
"""What must be read again after a change of each file."""


@pytest.mark.parametrize("name", UPDATED)
def test_only_what_a_change_reaches_is_brought_into_step(
    newsroom: Project, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    updated(newsroom)
    before = {path: path.read_bytes() for path in (newsroom.root / "locale").rglob("*.po*")}
    path = newsroom.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    append(path, "\n# seen\n" if "po" in path.suffix else "\n")
    read = parsed(monkeypatch)
    updated(newsroom)
    own = {each.partition(".")[0].replace("reporter", "authors") for each in read}
    assert own - {"segmentation"} == UPDATED[name]
    quick = {path: path.read_bytes() for path in before}
    read.clear()
    updated(newsroom)
    assert read == []
    shutil.rmtree(newsroom.root / ".publish")
    updated(newsroom)
    assert {path: path.read_bytes() for path in before} == quick


def test_what_cannot_be_read_is_told_each_time(newsroom: Project) -> None:
    updated(newsroom)
    append(newsroom.catalog_path("fr", "article-000000"), "broken\n")
    for _ in range(2):
        with pytest.raises(InputError, match="article-000000"):
            updated(newsroom)


def test_a_dry_run_that_would_write_is_not_believed(newsroom: Project) -> None:
    every = (newsroom.slugs(), ("ar", "fr"))
    told = [updated_module.update(newsroom, *every, dry_run=True) for _ in range(2)]
    assert told[0] == told[1]
    assert any(each.changed for each in told[0])


def test_a_catalog_that_was_saved_while_we_wrote_is_read(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = update_anew.update

    def edit(*given: object, **options: object) -> object:
        done = real(*given, **options)  # type: ignore[arg-type]
        append(newsroom.catalog_path("fr", "article-000000"), "broken\n")
        return done

    monkeypatch.setattr(update_anew, "update", edit)
    updated(newsroom)
    monkeypatch.setattr(update_anew, "update", real)
    with pytest.raises(InputError):
        updated(newsroom)


def test_after_a_change_only_its_rows_are_counted(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[tuple[str, str]] = []
    real = status._Counting.count

    def count(self: status._Counting, domain: str, name: str) -> list[int] | None:
        counted.append((domain, name))
        return real(self, domain, name)

    monkeypatch.setattr(status._Counting, "count", count)
    told(newsroom)
    assert len(counted) == 6
    counted.clear()
    append(newsroom.catalog_path("fr", "article-000001"), "# later\n")
    told(newsroom)
    assert counted == [("article-000001", "fr")]
    counted.clear()
    append(newsroom.article_path("article-000000"), "\nOne sentence more.\n")
    told(newsroom)
    assert counted == [("article-000000", "ar"), ("article-000000", "fr")]
    counted.clear()
    append(newsroom.author_path("reporter"), "\nOne sentence more.\n")
    told(newsroom)
    assert counted == [("authors", "ar"), ("authors", "fr")]


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as stream:
        stream.write(text)


EDITS = (
    ("", "append"),
    ("\nOne sentence more.\n", "append"),
    ("\nbroken\n", "append"),
    ("", "delete"),
    ("", "cut"),
)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
def test_after_any_change_of_any_input_the_answer_is_the_new_one(
    newsroom: Project, data: st.DataObject
) -> None:
    told(newsroom)
    paths = sorted(each for each in newsroom.root.rglob("*") if each.suffix in {".md", ".po"})
    path = data.draw(st.sampled_from(paths))
    text, how = data.draw(st.sampled_from(EDITS))
    old = path.read_bytes()
    try:
        if how == "delete":
            path.unlink()
        elif how == "cut":
            path.write_bytes(old[: data.draw(st.integers(0, len(old)))])
        else:
            path.write_bytes(old + text.encode())
        quick = told(newsroom)
        assert quick == told_anew(newsroom)
        every = (newsroom.slugs(), newsroom.locale_names())
        assert quick[1] == check_anew(newsroom, *every).findings
    finally:
        path.write_bytes(old)


def test_settings_are_an_input(newsroom: Project) -> None:
    before = told(newsroom)
    text = (newsroom.root / "publish.toml").read_text(encoding="utf-8")
    text = f'segmentation = "paragraph"\n{text}'
    (newsroom.root / "publish.toml").write_text(text, encoding="utf-8")
    changed = find_project(newsroom.root)
    after = told(changed)
    assert after != before
    assert after == told_anew(changed)


def test_two_processes_do_not_disturb_each_other(newsroom: Project) -> None:
    command = [sys.executable, "-m", "workflow", "status"]
    runs = [subprocess.Popen(command, cwd=newsroom.root, stdout=subprocess.PIPE) for _ in range(4)]
    outputs = {run.communicate()[0] for run in runs}
    assert [run.returncode for run in runs] == [0] * 4
    assert len(outputs) == 1
    assert Cache(newsroom.root).table("status").rows
