"""`publish build`: exactly what a change reaches is made anew, and nothing is made twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bench.newsroom import Size, make_newsroom
from workflow.cache import digest_of
from workflow.commands import rendering
from workflow.commands.build import Build, Made
from workflow.commands.pdf import editions, make_pdf
from workflow.commands.rendering import MADE
from workflow.errors import RenderError, UnfitError
from workflow.project import Project, find_project
from workflow.render.layout import Layout

SIZE = Size(3, ("ar", "fr"), units=3, complete=True)
EVERY = [(f"article-{number:06}", name) for number in range(3) for name in ("ar", "fr")]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Three articles in two languages, the second with a picture; a page that is its job's hash."""
    monkeypatch.setattr(rendering, "render", lambda job: MADE + digest_of(job).encode())
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
    return find_project(root)


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8", newline="") as stream:
        stream.write(text)


def build(project: Project, **options: bool) -> list[Made]:
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
    "source/media/a.png": EVERY[2:4],
    "source/authors/reporter.md": EVERY,
    "source/authors/other.md": [],
    "output/article-000002/article-000002.en-fr.pdf": EVERY[5:],
}
"""What a change of each kind of input reaches; it is a comment, a space or a pixel."""
MARKS = {".md": "\n", ".po": "\n# seen\n", ".png": "x", ".pdf": "x"}


@given(st.sets(st.sampled_from(sorted(REACH)), max_size=3), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
def test_a_change_of_any_input_makes_exactly_what_it_reaches(
    newsroom: Project,
    changed: set[str],
    gone: bool,  # noqa: FBT001
) -> None:
    build(newsroom)
    for name in changed:
        append(newsroom.root / name, MARKS[Path(name).suffix])
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


def test_settings_reach_everything(newsroom: Project) -> None:
    build(newsroom)
    path = newsroom.root / "publish.toml"
    path.write_text(path.read_text("utf-8").replace("The Newsroom", "Another"), "utf-8")
    assert rendered(find_project(newsroom.root)) == EVERY


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
    (job,), _ = editions(project, ["article-000000"], ["ar"])
    alone = make_pdf(project, job, Layout())
    assert again.returncode == 0
    assert outputs(project)[f"{job.name}.pdf"] == (project.root / alone).read_bytes()


def test_a_page_that_cannot_be_made_tells_why() -> None:
    error = rendering.unpack(rendering.FAILED + b"why\0how")
    assert isinstance(error, RenderError)
    assert (error.message, error.hint) == ("why", "how")
