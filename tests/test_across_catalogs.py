"""Rules that compare catalogs: one locale at a time, all files of it together."""

from __future__ import annotations

from pathlib import Path

from workflow.commands.check import check, check_files
from workflow.project import find_project

HEAD = 'msgid ""\nmsgstr "Language: {}\\n"\n'


def lay(folder: Path, name: str, locale: str, *texts: tuple[str, str]) -> Path:
    path = folder / name
    body = "".join(f'\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in texts)
    path.write_text(HEAD.format(locale) + body, encoding="utf-8")
    return path


def found(*paths: Path) -> list[tuple[str, str]]:
    rules = {"inconsistent", "copy-paste", "too-short", "too-long"}
    return [
        (each.position.path.rpartition("/")[2], each.rule)
        for each in check_files(paths).findings
        if each.rule in rules
    ]


def test_two_catalogs_of_one_locale_are_compared(tmp_path: Path) -> None:
    one = lay(tmp_path, "a.po", "ar", ("The old bridge", "الجسر القديم"))
    two = lay(tmp_path, "b.po", "ar", ("The old bridge", "القنطرة العتيقة"))
    assert found(one, two) == [("b.po", "inconsistent")]
    assert found(two, one) == [("a.po", "inconsistent")]
    assert found(one) == found(two) == []


def test_two_locales_are_not(tmp_path: Path) -> None:
    one = lay(tmp_path, "a.po", "ar", ("The old bridge", "الجسر القديم"))
    two = lay(tmp_path, "b.po", "fr", ("The old bridge", "Le vieux pont"))
    assert found(one, two) == []


def test_a_single_word_may_mean_two_things_in_two_catalogs(tmp_path: Path) -> None:
    one = lay(tmp_path, "a.po", "ar", ("Change", "تغيير"))
    two = lay(tmp_path, "b.po", "ar", ("Change", "عدّل"))
    assert found(one, two) == []


def test_one_translation_of_two_sentences_is_found_across_catalogs(tmp_path: Path) -> None:
    one = lay(tmp_path, "a.po", "ar", ("He came on Sunday.", "جاء يوم الأحد."))
    two = lay(tmp_path, "b.po", "ar", ("He left on Monday.", "جاء يوم الأحد."))
    assert found(one, two) == [("b.po", "copy-paste")]


def told(number: int) -> str:
    """A sentence long enough to be measured."""
    return f"Sentence {number} of the report on the bridges and the wells of the long valley."


def test_how_long_a_translation_is_is_learnt_from_all_catalogs_of_its_locale(
    tmp_path: Path,
) -> None:
    """Neither has thirty texts; together they say that this house writes at length."""
    short = ("كلمات " * 8).strip()
    long_ = ("كلمات " * 20).strip()
    half = [(told(n), f"{n} {long_}") for n in range(20)]
    rest = [(told(n), f"{n} {long_}") for n in range(20, 40)]
    one = lay(tmp_path, "a.po", "ar", *half, (told(50), f"50 {short}"))
    two = lay(tmp_path, "b.po", "ar", *rest)
    french = lay(tmp_path, "c.po", "fr", *rest)
    assert found(one) == found(one, french) == []
    assert found(one, two) == [("a.po", "too-short")]


def test_a_catalog_of_a_project_is_compared_with_those_that_nobody_asked_about(
    tmp_path: Path,
) -> None:
    """Only what was asked about is reported: a hook is given the files of one commit."""
    (tmp_path / "publish.toml").write_text("[locales.ar]\n", encoding="utf-8")
    folder = tmp_path / "locale/ar/LC_MESSAGES"
    folder.mkdir(parents=True)
    articles = tmp_path / "source/articles"
    articles.mkdir(parents=True)
    for slug in ("a", "b"):
        text = f"---\ntitle: {slug}{slug}\n---\n\nThe old bridge\n"
        (articles / f"{slug}.md").write_text(text, encoding="utf-8")
    one = lay(folder, "a.po", "ar", ("The old bridge", "الجسر القديم"))
    two = lay(folder, "b.po", "ar", ("The old bridge", "القنطرة العتيقة"))
    assert found(one) == [("a.po", "inconsistent")]
    assert found(two) == found(one, two) == [("b.po", "inconsistent")]
    project = find_project(tmp_path)
    for slug in ("a", "b"):
        told = check(project, [slug], ["ar"]).findings
        places = [each.position.path for each in told if each.rule == "inconsistent"]
        assert places == [f"locale/ar/LC_MESSAGES/{slug}.po"]
        assert {Path(each.position.path).stem for each in told} == {slug}


def test_a_template_is_no_translation(tmp_path: Path) -> None:
    """A hook is given templates too."""
    path = lay(tmp_path, "a.pot", "", ("The old bridge", ""))
    assert [each for each in check_files([path]).findings if each.rule == "untranslated"] == []
