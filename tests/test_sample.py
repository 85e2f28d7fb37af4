"""The article that this repository ships, whole: its catalogs, its checks, its edition."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from workflow.commands.build import Build
from workflow.commands.check import check
from workflow.commands.status import status
from workflow.commands.updated import update
from workflow.model import Severity
from workflow.po import new_catalog, read_catalog, write_catalog
from workflow.project import Project, find_project
from workflow.segment import segment, template
from workflow.source import read_article

ROOT = Path(__file__).parent.parent
SLUG = "has-the-decline-of-isis-begun"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Project:
    folder = tmp_path_factory.mktemp("sample")
    for name in ("source", "locale"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return find_project(folder)


def texts_of(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in sorted(folder.rglob("*.po*"))}


def test_a_second_update_of_the_shipped_catalogs_changes_no_byte(sample: Project) -> None:
    before = texts_of(sample.root / "locale")
    written = update(sample, sample.slugs(), sample.locale_names())
    assert len(written) == 2 * (1 + 3)
    assert not any(each.changed for each in written)
    assert texts_of(sample.root / "locale") == before


def test_the_shipped_arabic_and_french_are_complete_and_without_a_finding(sample: Project) -> None:
    found = check(sample, sample.slugs(), ("ar", "fr")).findings
    assert [str(each) for each in found] == []
    percents = {
        (row[0], row[1]): row[2].percent for row in status(sample, sample.slugs(), ("ar", "fr"))
    }
    assert set(percents.values()) == {100}


def test_the_persian_is_honestly_incomplete_and_fails_nothing(sample: Project) -> None:
    found = check(sample, sample.slugs(), ("fa",)).findings
    assert {each.rule for each in found} >= {"untranslated"}
    assert not [each for each in found if each.severity is Severity.ERROR]


@pytest.mark.parametrize("locale", ["ar", "fr", "fa"])
def test_headers_say_that_the_translations_are_drafts(locale: str) -> None:
    for path in (ROOT / "locale" / locale).rglob("*.po"):
        catalog = read_catalog(path.read_bytes(), path.name)
        assert catalog.head
        assert "awaiting a human reviewer" in " ".join(catalog.head.comment)


def test_counts_equal_msgfmt_statistics(sample: Project) -> None:
    for domain, locale, tally, _ in status(sample, sample.slugs(), sample.locale_names()):
        path = sample.catalog_path(locale, domain)
        done = subprocess.run(
            ["msgfmt", "-c", "--statistics", "-o", "/dev/null", path],
            capture_output=True,
            text=True,
            check=True,
            env={"LC_ALL": "C", "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin"},
        )
        counts = {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", done.stderr)}
        assert (tally.translated, tally.fuzzy, tally.untranslated) == tuple(
            counts.get(word, 0) for word in ("translated", "fuzzy", "untranslated")
        )


def test_a_paragraph_inserted_changes_only_what_it_must(sample: Project, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(sample.root, folder)
    copy = find_project(folder)
    path = copy.article_path(SLUG)
    text = path.read_text("utf-8")
    inserted = "\n\nA new paragraph stands here.\n\nIn Libya, last"
    path.write_text(text.replace("\n\nIn Libya, last", inserted), encoding="utf-8")
    before = copy.catalog_path("ar", SLUG).read_text("utf-8")
    update(copy, [SLUG], ["ar"])
    after = copy.catalog_path("ar", SLUG).read_text("utf-8")

    def kept(catalog: str) -> list[str]:
        return [line for line in catalog.split("\n") if not line.startswith("#:")]

    new = [line[:38] for line in kept(after) if line not in kept(before)]
    assert new == [
        "#. Before it: We can describe the mili",
        "#. After it: In Libya, last month the ",
        'msgid "A new paragraph stands here."',
    ]
    assert [line for line in kept(before) if line not in kept(after)] == []


def words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", re.sub(r"[\u2010\u00ad]\n?", "", text))
    return re.findall(r"\w+", plain)


def printed(sample: Project, locale: str) -> str:
    (made,) = Build(sample, [SLUG], [locale], first_judged=True).run()
    reader = pypdf.PdfReader(BytesIO((sample.root / made.path).read_bytes()))
    return "\n".join(page.extract_text() for page in reader.pages)


def msgstrs(locale: str) -> Iterator[str]:
    for name in (SLUG, "authors"):
        path = ROOT / "locale" / locale / "LC_MESSAGES" / f"{name}.po"
        for entry in read_catalog(path.read_bytes(), path.name).entries:
            yield entry.msgstr[0]


@pytest.mark.parametrize(("locale", "least"), [("ar", 0.98), ("fr", 0.97)])
def test_every_translation_is_in_the_text_of_the_pdf(
    sample: Project, locale: str, least: float
) -> None:
    found = set(words(printed(sample, locale)))
    wanted = [word for msgstr in msgstrs(locale) for word in words(msgstr)]
    assert len(wanted) > 800
    assert sum(word in found for word in wanted) / len(wanted) >= least


def test_the_template_of_the_hard_file_is_this(golden: Callable[[str, str], None]) -> None:
    text = (ROOT / "tests/fixtures/hard.md").read_text("utf-8")
    article = read_article(text, "source/articles/hard.md", "hard")
    units = segment(article.blocks, text, "en", references=article.references)
    catalog = new_catalog("hard.pot", {"X-Source-Language": "en"}, (), template(units))
    golden("hard.pot", write_catalog(catalog).decode("utf-8"))
