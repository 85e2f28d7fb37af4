"""Where things lie, and settings with every fault at its line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from workflow.errors import InputError, ProjectError
from workflow.model import LocaleSettings, Settings
from workflow.project import find_project

Lay = Callable[[Mapping[str, str]], Path]

SETTINGS = """\
source-locale = "en"
segmentation = "paragraph"
references = "file"
publisher = "The Post"

[locales.ar]
digits = "arab"
[locales.fa]
draft = true
min-translated = 40
"""


def test_settings_are_read_from_publish_toml(project: Lay) -> None:
    found = find_project(project({"publish.toml": SETTINGS, "a/b.txt": ""}) / "a")
    assert found.settings == Settings(
        "en",
        (LocaleSettings("ar", digits="arab"), LocaleSettings("fa", draft=True, min_translated=40)),
        "paragraph",
        "file",
        "The Post",
    )


def test_settings_are_read_from_pyproject_too(project: Lay) -> None:
    root = project(
        {"pyproject.toml": '[tool.publish]\npublisher = "P"\n[tool.publish.locales.ar]\n'}
    )
    assert find_project(root).settings.publisher == "P"
    assert find_project(root).locale_names() == ("ar",)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("= 1\n", [1]),
        ('segmentation = "words"\nreferences = 1\n', [1, 2]),
        ("\ncolour = 1\n", [2]),
        ("locales = 3\n", [1]),
        ('[locales.ar]\ndraft = "yes"\nmin-translated = 101\ndigits = 3\n', [2, 3, 4]),
    ],
)
def test_every_wrong_setting_is_told_at_its_line(project: Lay, text: str, lines: list[int]) -> None:
    with pytest.raises(InputError) as caught:
        find_project(project({"publish.toml": text}))
    assert sorted({each.position.line for each in caught.value.findings}) == lines
    assert {each.rule for each in caught.value.findings} == {"settings"}


def test_names_that_could_leave_the_project_are_refused(project: Lay) -> None:
    root = project({"publish.toml": "", "source/articles/Bad Name.md": ""})
    with pytest.raises(ProjectError, match="cannot be the name"):
        find_project(root).slugs()
    (root / "source/articles/Bad Name.md").unlink()
    (root / "source/articles/link.md").symlink_to("/etc/hosts")
    with pytest.raises(ProjectError, match="is a link"):
        find_project(root).slugs()


def test_an_article_cannot_be_called_authors(project: Lay) -> None:
    root = project({"publish.toml": "", "source/articles/authors.md": ""})
    with pytest.raises(ProjectError, match=r"authors\.md"):
        find_project(root).slugs()


def test_unknown_articles_and_locales_name_the_known_ones(project: Lay) -> None:
    found = find_project(project({"publish.toml": "[locales.ar]\n", "source/articles/rain.md": ""}))
    assert found.article_slug("source/articles/rain.md") == "rain"
    with pytest.raises(ProjectError) as caught:
        found.article_slug("storm")
    assert "rain" in caught.value.hint
    with pytest.raises(ProjectError) as caught:
        found.locale_names(("xx",))
    assert "ar" in caught.value.hint
