"""`publish build`: exactly what a change reaches is made anew, and nothing is made twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench.newsroom import Size, make_newsroom
from workflow import cache
from workflow.cache import digest_of
from workflow.commands import _load, rendering
from workflow.commands.build import Build, Made
from workflow.commands.rendering import MADE
from workflow.commands.updated import extract
from workflow.errors import InputError, RenderError, UnfitError
from workflow.files import read_text
from workflow.project import Project, find_project
from workflow.render.layout import Layout

SIZE = Size(3, ("ar", "fr"), units=3, complete=True)
EVERY = [(f"article-{number:06}", name) for number in range(3) for name in ("ar", "fr")]
PACKAGE = Path(rendering.__file__).parents[1]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Three articles in two languages, the second with a picture; a page that is its job's hash.

    What renders lies beside them, as if it were installed there: templates, styles, packages.
    """
    monkeypatch.setattr(rendering, "render", lambda job: MADE + digest_of(job).encode())
    installed = tmp_path / "program/libraries"
    shutil.copytree(PACKAGE / "render", tmp_path / "program/render")
    installed.write_text("Pango 1.50", encoding="utf-8")
    for name in ("weasyprint", "fontpkg_amiri"):
        (tmp_path / f"site-packages/{name}-1.dist-info").mkdir(parents=True)
    monkeypatch.setattr(cache, "_FOLDER", tmp_path / "program/render")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "site-packages")])
    monkeypatch.setattr("workflow.commands.build.libraries", installed.read_text)
    root = make_newsroom(tmp_path / "news", SIZE)
    path = root / "source/articles/article-000001.md"
    image = "image:\n  src: a.png\n  alt: A dot\n"
    path.write_text(path.read_text("utf-8").replace("authors:", f"{image}authors:"), "utf-8")
    (root / "source/media").mkdir()
    (root / "source/media/a.png").write_bytes(PNG)
    for name in ("ar", "fr"):
        append(
            root / f"locale/{name}/LC_MESSAGES/article-000001.po",
            '\nmsgctxt "alt"\nmsgid "A dot"\nmsgstr "Point"\n',
        )
    append(root / "source/authors/other.md", "---\nname: Someone Else\n---\n\nIs in no article.\n")
    project = find_project(root)
    extract(project, project.slugs())
    return project


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8", newline="") as stream:
        stream.write(text)


def change(path: Path) -> None:
    """Change a file in a way that reaches the page, if any does; or a package's version."""
    if path.suffix == ".dist-info":
        name, _, _ = path.name.partition("-")
        (there,) = path.parent.glob(f"{name}-*")
        version = len(there.name.removeprefix(name).partition(".")[0])
        there.rename(path.with_name(f"{name}-{'1' * version}.dist-info"))
    elif path.name == "publish.toml":
        text = path.read_text("utf-8")
        path.write_text(text.replace("The Newsroom", "The  Newsroom"), "utf-8")
    else:
        append(path, MARKS[path.suffix])


def build(project: Project, **options: Any) -> list[Made]:  # noqa: ANN401
    project = find_project(project.root)
    run = Build(project, project.slugs(), project.locale_names(), **options)
    return list(run.run(1, lambda: ThreadPoolExecutor(1)))


def rendered(project: Project) -> list[tuple[str, str]]:
    return sorted((each.slug, each.locale) for each in build(project) if each.rendered)


def outputs(project: Project) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (project.root / "output").rglob("*.pdf")}


def test_every_edition_is_made_once(newsroom: Project) -> None:
    assert rendered(newsroom) == EVERY
    assert len(outputs(newsroom)) == 6
    assert rendered(newsroom) == []


def test_when_nothing_has_changed_nothing_is_read(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(newsroom)
    monkeypatch.setattr(Build, "_read", None)
    assert [(each.slug, each.locale) for each in build(newsroom)] == EVERY


REACH = {
    "source/articles/article-000000.md": EVERY[:2],
    "source/articles/article-000001.md": EVERY[2:4],
    "locale/fr/LC_MESSAGES/article-000001.po": EVERY[3:4],
    "locale/ar/LC_MESSAGES/article-000002.po": EVERY[4:5],
    "locale/ar/LC_MESSAGES/authors.po": [],
    "locale/templates/article-000001.pot": [],
    "segmentation.toml": [],
    "source/media/a.png": EVERY[2:4],
    "source/authors/reporter.md": EVERY,
    "source/authors/other.md": [],
    "output/article-000002/article-000002.en-fr.pdf": EVERY[5:],
    "publish.toml": EVERY,
    "../program/render/templates/edition.html": EVERY,
    "../program/render/styles/edition.css": EVERY,
    "../program/render/press.py": EVERY,
    "../program/libraries": EVERY,
    "../site-packages/weasyprint-1.dist-info": EVERY,
    "../site-packages/fontpkg_amiri-1.dist-info": EVERY,
}
"""What a change of each input reaches: of a text, a comment, a space or a pixel."""
MARKS = {".po": "\n# seen\n", ".pot": "\n# seen\n", ".png": "x", ".pdf": "x", "": "2"}
MARKS |= dict.fromkeys((".md", ".html", ".css", ".py", ".toml"), "\n")


@pytest.mark.parametrize("name", REACH)
def test_a_change_of_one_input_makes_exactly_what_it_reaches(newsroom: Project, name: str) -> None:
    build(newsroom)
    change(newsroom.root / name)
    made = build(newsroom)
    assert sorted((each.slug, each.locale) for each in made if each.rendered) == REACH[name]
    assert all(each.reasons for each in made if each.rendered)
    assert rendered(newsroom) == []


@given(st.sets(st.sampled_from(sorted(REACH)), max_size=3), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_a_change_of_any_input_makes_exactly_what_it_reaches(
    newsroom: Project,
    changed: set[str],
    gone: bool,  # noqa: FBT001
) -> None:
    build(newsroom)
    for name in changed:
        change(newsroom.root / name)
        if gone and name.startswith("output/"):
            (newsroom.root / name).unlink()
    assert rendered(newsroom) == sorted({each for name in changed for each in REACH[name]})
    quick = outputs(newsroom)
    shutil.rmtree(newsroom.root / ".publish")
    shutil.rmtree(newsroom.root / "output")
    assert rendered(newsroom) == EVERY
    assert outputs(newsroom) == quick


def test_a_catalog_of_authors_reaches_who_prints_them(newsroom: Project) -> None:
    build(newsroom)
    path = newsroom.catalog_path("ar", "authors")
    append(path, "# a remark\n")
    assert rendered(newsroom) == []
    head, msgstr, bio = path.read_text("utf-8").rpartition('msgstr "')
    path.write_text(f"{head}{msgstr}كذلك {bio}", "utf-8")
    assert rendered(newsroom) == [each for each in EVERY if each[1] == "ar"]


def test_another_layout_is_another_file_and_another_rule_the_same_file(newsroom: Project) -> None:
    build(newsroom)
    wide, bare = Layout("stacked"), Layout(rule=False)
    assert len([each for each in build(newsroom, layout=wide) if each.rendered]) == 6
    assert len(outputs(newsroom)) == 12
    assert not any(each.rendered for each in build(newsroom, layout=wide))
    assert {each.reasons for each in build(newsroom, layout=bare)} == {
        ("it is to be laid out otherwise",)
    }
    assert len(outputs(newsroom)) == 12
    assert rendered(newsroom) == EVERY


def test_publish_pdf_makes_nothing_that_a_build_has_made_and_the_other_way_round(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workflow.jobs.run_jobs", None)
    assert sum(each.rendered for each in build(newsroom, first_judged=True)) == 6
    whole = outputs(newsroom)
    monkeypatch.setattr(Build, "_read", None)
    monkeypatch.setattr(rendering, "render", None)
    assert rendered(newsroom) == []
    assert not any(each.rendered for each in build(newsroom, first_judged=True))
    assert outputs(newsroom) == whole


def test_publish_pdf_writes_nothing_before_all_is_read(newsroom: Project) -> None:
    newsroom.article_path("article-000002").write_text("---\n", encoding="utf-8")
    with pytest.raises(InputError, match="article-000002"):
        build(newsroom, first_judged=True)
    assert outputs(newsroom) == {}


def test_a_run_reads_each_file_once_for_all_its_editions(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: Counter[str] = Counter()

    def text(path: Path, name: str) -> str:
        read[path.name] += 1
        return read_text(path, name)

    monkeypatch.setattr(_load, "read_text", text)
    build(newsroom)
    articles = {f"article-00000{number}.md": 1 for number in range(3)}
    assert read == {**articles, "reporter.md": 1, "other.md": 1}


def test_it_is_said_why(newsroom: Project) -> None:
    assert {each.reasons for each in build(newsroom)} == {("it was not made yet",)}
    append(newsroom.article_path("article-000000"), "\n")
    (newsroom.root / "output/article-000002/article-000002.en-ar.pdf").unlink()
    told = {(each.slug, each.locale): each.reasons for each in build(newsroom) if each.reasons}
    assert told == {
        EVERY[0]: ("the article has changed",),
        EVERY[1]: ("the article has changed",),
        EVERY[4]: ("the PDF is missing, or is not the one that was made",),
    }


def test_what_is_not_fit_is_judged_once_and_stops_nothing(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    append(newsroom.article_path("article-000000"), "\nNobody has translated this.\n")
    made = build(newsroom)
    assert [isinstance(each.error, UnfitError) for each in sorted(made, key=str)][:3] == [
        True,
        True,
        False,
    ]
    assert len(outputs(newsroom)) == 4
    monkeypatch.setattr(Build, "_read", None)
    again = build(newsroom)
    assert [each.error.findings for each in again if isinstance(each.error, UnfitError)] == [
        each.error.findings for each in made if isinstance(each.error, UnfitError)
    ]


@pytest.mark.parametrize("keep_going", [False, True])
def test_a_failure_is_told_and_the_rest_is_made_if_asked(
    newsroom: Project,
    monkeypatch: pytest.MonkeyPatch,
    keep_going: bool,  # noqa: FBT001
) -> None:
    real = rendering.render
    bad = rendering.FAILED + b"no glyph for \xd8\xa7\0another font"
    monkeypatch.setattr(rendering, "render", lambda job: bad if b"000000" in job else real(job))
    made = build(newsroom, keep_going=keep_going)
    errors = [each.error for each in made if each.error]
    assert {(str(each), each.hint) for each in errors} == {("no glyph for ا", "another font")}
    assert (len(made) == 6) == keep_going
    monkeypatch.setattr(rendering, "render", real)
    before = len(outputs(newsroom))
    assert len(rendered(newsroom)) == 6 - before


def test_a_source_that_cannot_be_read_is_a_failure_of_its_editions(newsroom: Project) -> None:
    newsroom.article_path("article-000001").write_text("---\n", encoding="utf-8")
    made = build(newsroom, keep_going=True)
    assert sorted((each.slug, each.locale) for each in made if each.error) == EVERY[2:4]
    assert len(outputs(newsroom)) == 4


def test_what_changes_while_it_is_made_is_made_again(
    newsroom: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = rendering.render

    def edit(job: bytes) -> bytes:
        append(newsroom.article_path("article-000002"), "\n")
        return real(job)

    monkeypatch.setattr(rendering, "render", edit)
    build(newsroom)
    monkeypatch.setattr(rendering, "render", real)
    assert set(EVERY[4:]) <= set(rendered(newsroom))
    assert rendered(newsroom) == []


# --- with real pages and real processes ---------------------------------------------------------


def publish(folder: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "workflow", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # whoever runs the tests in the background has Ctrl-C ignored; our child must not inherit it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )


def test_a_build_gives_the_bytes_of_publish_pdf_and_ctrl_c_leaves_only_whole_files(
    tmp_path: Path,
) -> None:
    size = Size(6, ("ar",), units=2, complete=True)
    project = find_project(make_newsroom(tmp_path / "news", size))
    run = publish(project.root, "build", "--jobs", "1")
    while run.poll() is None and not outputs(project):
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode not in {0, 3}, said
    assert "Traceback" not in said
    interrupted = outputs(project)
    assert 1 <= len(interrupted) < 6
    assert not list((project.root / "output").rglob(".*"))
    again = publish(project.root, "build", "--jobs", "2")
    made, said = again.communicate(timeout=120)
    assert again.returncode == 0, said
    assert len(made.splitlines()) == 6 - len(interrupted)
    assert f"{6 - len(interrupted)} made, {len(interrupted)} unchanged" in said
    whole = outputs(project)
    shutil.rmtree(project.root / ".publish")
    (project.root / "output/article-000000/article-000000.en-ar.pdf").unlink()
    alone = publish(project.root, "pdf", "article-000000")
    assert alone.communicate(timeout=60) == ("output/article-000000/article-000000.en-ar.pdf\n", "")
    assert outputs(project) == whole


def test_a_page_that_cannot_be_made_tells_why() -> None:
    error = rendering.unpack(rendering.FAILED + b"why\0how")
    assert isinstance(error, RenderError)
    assert (error.message, error.hint) == ("why", "how")
